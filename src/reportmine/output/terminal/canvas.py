"""What a table is drawn on: a terminal of some width, or paper, on which nothing is shortened."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.model.display import visible

if TYPE_CHECKING:
    from rich.text import Text


class Screen(NamedTuple):
    """`width` in cells, None where lines may be as long as they are; `colour` for ANSI styles; the reader's `language`.

    >>> Screen(language="zh").say("unnamed"), Screen().is_paper
    ('没有找到名称', True)
    """

    width: int | None = None
    colour: bool = False
    language: Language = "en"

    @property
    def say(self) -> Say:
        """What says messages in the reader's language."""
        return say_in(self.language)

    @property
    def is_paper(self) -> bool:
        """Whether nothing is shortened or coloured."""
        return self.width is None and not self.colour


PAPER = Screen()


def paint(lines: Iterable[Text | str], screen: Screen) -> str:
    r"""The lines as one string, with ANSI styles where the screen has colour.

    >>> from rich.text import Text
    >>> paint([Text("200万", "bold")], PAPER), paint([Text("200万", "bold")], Screen(80, colour=True))
    ('200万\n', '\x1b[1m200万\x1b[0m\n')
    >>> paint(["[1] 200万"], Screen(80, colour=True))
    '[1] 200万\n'
    """
    if not screen.colour:
        return "".join(visible(line if isinstance(line, str) else line.plain).rstrip() + "\n" for line in lines)
    from rich.console import Console
    from rich.text import Text

    file = StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False)
    for line in lines:
        text = Text(line) if isinstance(line, str) else line.copy()  # a plain string would be markup
        text.plain = visible(text.plain)
        text.rstrip()
        console.print(text, soft_wrap=True)
    return file.getvalue()
