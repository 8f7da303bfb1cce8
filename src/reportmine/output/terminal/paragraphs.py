"""Lines with a label in front and text behind it, wrapped below itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.cells import shown

_QUIET = "dim"
_NARROWEST = 20


def paragraph(label: str, body: Text, screen: Screen, indent: int) -> Iterator[Text]:
    """The lines of `body` from column `indent` on, `label` in front of the first.

    >>> for line in paragraph("  name", Text("地区生产总值 was found"), Screen(24), 8):
    ...     print(line.plain)
      name  地区生产总值 was
            found
    """
    width = None if screen.width is None else max(_NARROWEST, screen.width - indent)
    lines = [body] if width is None else body.wrap(_ruler(), width)
    for k, line in enumerate(lines):
        line.rstrip()
        yield Text.assemble((label.ljust(indent) if k == 0 else " " * indent, _QUIET), line)


@functools.cache
def _ruler() -> Console:
    """Rich wraps text for a console; the width is given each time, so that any console does."""
    return Console(width=80, force_terminal=False, legacy_windows=False)


def joined(parts: Iterable[str | Text], between: str) -> Text:
    """Parts with the same between them; report text in them is never markup."""
    return Text(between).join(part if isinstance(part, Text) else Text(shown(part)) for part in parts)
