"""Lines with a label in front and text behind it, wrapped below itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from string import Formatter

from rich.console import Console
from rich.text import Text

from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.cells import breaks, cell_len, shown

_QUIET = "dim"
_NARROWEST = 20


def paragraph(label: str, body: Text, screen: Screen, indent: int, *, whole_words: bool = False) -> Iterator[Text]:
    """The lines of `body` from column `indent` on, `label` in front of the first.

    Lines for a Chinese reader are broken between any two characters, unless `whole_words` are asked for.

    >>> for line in paragraph("  name", Text("地区生产总值 was found"), Screen(24), 8):
    ...     print(line.plain)
      name  地区生产总值 was
            found
    """
    width = None if screen.width is None else max(_NARROWEST, screen.width - indent)
    lines = [body] if width is None else _wrapped(body, width, at_spaces=whole_words or screen.language == "en")
    for k, line in enumerate(lines):
        line.rstrip()
        yield Text.assemble((padded(label, indent) if k == 0 else " " * indent, _QUIET), line)


def padded(label: str, width: int) -> str:
    """The label, and spaces up to the width in cells.

    >>> padded("年份", 6), padded("year", 6)
    ('年份  ', 'year  ')
    """
    return label + " " * (width - cell_len(label))


def _wrapped(body: Text, width: int, *, at_spaces: bool) -> Iterable[Text]:
    return body.wrap(_ruler(), width) if at_spaces else body.divide(breaks(body.plain, width))


@functools.cache
def _ruler() -> Console:
    """Rich wraps text for a console; the width is given each time, so that any console does."""
    return Console(width=80, force_terminal=False, legacy_windows=False)


def styled(template: str, style: str = "", /, **parts: Text | tuple[str, str] | str) -> Text:
    """A template with texts that look their own way in the place of its {names}; `style` is for what is around them.

    >>> styled("speaks for {name}", "dim", name=("培训", "bold")).spans
    [Span(0, 11, 'dim'), Span(11, 13, 'bold')]
    """
    text = Text()
    for around, name, _, _ in Formatter().parse(template):
        text.append(around, style)
        if name is not None:
            part = parts[name]
            text.append_text(part if isinstance(part, Text) else Text.assemble(part))
    return text


def joined(parts: Iterable[str | Text], between: str) -> Text:
    """Parts with the same between them; report text in them is never markup."""
    return Text(between).join(part if isinstance(part, Text) else Text(shown(part)) for part in parts)
