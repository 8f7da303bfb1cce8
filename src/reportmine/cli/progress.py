"""How far a longer work is, shown on the terminal while it goes on."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from reportmine.cli.speaking import language
from reportmine.cli.standard_error import terminal
from reportmine.messages.catalogue import say_in
from reportmine.messages.message import Message, counted, message

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds. Below one nobody asks what a program is doing.
_UNSHOWN = 1.0
# Drawing takes about 1 ms, so that 4 times a second take 0.4 % of the time.
_PER_SECOND = 4


class Bar:
    """A bar on standard error, from the second second on; nothing where no person looks, or `quiet` asks for nothing.

    A thread draws it. Nothing else may be written to the terminal meanwhile but in a block of `hidden`.
    """

    def __init__(self, total: Callable[[], int | None], *, quiet: bool) -> None:
        """`total` tells how many reports there are, None where that is not known; it is asked if the bar is shown."""
        self._total = total
        self._wanted = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._say = say_in(language())  # the thread has no command whose language it could look up
        self._lock = threading.Lock()
        self._timer = threading.Timer(_UNSHOWN, self._begin)
        self._timer.daemon = True
        self._done = 0
        self._of: int | None = None
        self._page: tuple[int, int] | None = None
        self._page_began = 0.0
        self._shown: Progress | None = None
        self._over = False

    def __enter__(self) -> Self:
        """Begin to count the second."""
        if self._wanted:
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            self._hide()

    def advance(self) -> None:
        """One more is done."""
        self.reach(self._done + 1)

    def reach(self, done: int) -> None:
        """So many are done."""
        with self._lock:
            self._done = done
            if self._shown:
                task = self._shown.task_ids[0]
                self._shown.update(task, completed=self._done, description=self._say(self._label()))

    def pages(self, done: int, count: int) -> None:
        """So many pages of the report that is read as pictures are done, of so many."""
        with self._lock:
            self._page_began = self._page_began if done else time.monotonic()
            self._page = (done, count) if done < count else None
            if self._shown:
                self._shown.update(self._shown.task_ids[0], description=self._say(self._label()))

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """No bar while the block writes to the terminal."""
        with self._lock:
            shown = self._shown is not None
            self._hide()
            yield
            if shown:
                self._show()

    def _begin(self) -> None:
        total = self._total()
        with self._lock:
            if not self._over:
                self._of = total
                self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        label = TextColumn("{task.description}", markup=False)
        self._shown = Progress(
            label,
            BarColumn(),
            console=Console(file=terminal()),
            refresh_per_second=_PER_SECOND,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._shown.add_task(self._say(self._label()), completed=self._done, total=self._of)
        self._shown.start()

    def _hide(self) -> None:
        if self._shown:
            self._shown.stop()
            self._shown = None

    def _label(self) -> Message:
        if self._page:
            return self._label_of_page(*self._page)
        if self._of == 1:
            return message("Reading the report")
        if self._of is None:
            return counted("{count:,} report read", "{count:,} reports read", self._done)
        return message("{done:,} of {total:,} reports read", done=self._done, total=self._of)

    def _label_of_page(self, done: int, count: int) -> Message:
        if done == 0:
            return message("reading page {number} of {count} as a picture", number=1, count=count)
        left = round((time.monotonic() - self._page_began) / done * (count - done))
        return message(
            "reading page {number} of {count} as a picture, {seconds} s left",
            number=done + 1,
            count=count,
            seconds=left,
        )
