"""How far a batch is, shown on the terminal: files, figures, failures, files a second, time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from reportmine.cli.progress import Bar
from reportmine.messages.message import Message, counted, message


class BatchBar(Bar):
    """The bar of a batch."""

    def __init__(self, total: Callable[[], int | None], *, quiet: bool) -> None:
        """`total` tells how many files there are, None where that is not known."""
        super().__init__(total, quiet=quiet)
        self._began = time.monotonic()
        self._figures = 0
        self._failed = 0

    def show(self, files: int, figures: int, failed: int) -> None:
        """So much is done."""
        self._figures, self._failed = figures, failed
        self.reach(files)

    def _label(self) -> Message:
        rate = self._done / max(0.001, time.monotonic() - self._began)
        said = message(
            "{files}, {figures}, {failed:,} failed, {rate:,.1f} files/s",
            files=self._files(),
            figures=counted("{count:,} figure", "{count:,} figures", self._figures),
            failed=self._failed,
            rate=rate,
        )
        if not self._of or not self._done:
            return said
        left = timedelta(seconds=round(max(0, self._of - self._done) / rate))
        return message("{said}, {time} left", said=said, time=str(left))

    def _files(self) -> Message:
        if self._of is None:
            return counted("{count:,} file", "{count:,} files", self._done)
        return message("{done:,} of {total:,} files", done=self._done, total=self._of)
