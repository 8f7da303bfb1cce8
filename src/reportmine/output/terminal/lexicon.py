"""What is known, as a table; and what is wrong with a user's lexicon file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.lexicon.catalogue import KINDS, Known
from reportmine.lexicon.user.entries import Fault
from reportmine.lexicon.user.model import UserLexicon
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import GAP, Cell, lay, shown, widths
from reportmine.output.terminal.paragraphs import paragraph

_HEADINGS = {
    "indicator": ("indicator", "topic", "group", "also"),
    "unit": ("unit", "dimension", "factor", "also"),
    "word": ("word", "part", "", ""),
}
# How much of the screen each column may take; what they leave is for the last one.
_SHARES = (0.35, 0.24, 0.18)


def to_lexicon_table(rows: Sequence[Known], screen: Screen) -> str:
    """One table a kind, what comes from a user's file marked with a star, and how much there is of all.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> print(to_lexicon_table([Known("unit", "人趟", "event", "", ("人车次",), "ours.toml")], PAPER), end="")
    unit    dimension  factor  also
    * 人趟  event              人车次
    <BLANKLINE>
    1 unit; * from ours.toml
    """
    tables = [[row for row in rows if row.kind == kind] for kind in KINDS]
    lines = [line for table in tables if table for line in (*_table(table, screen), Text())]
    return paint([*lines, *paragraph("", Text(_counts(rows)), screen, 0)], screen)


def _table(rows: Sequence[Known], screen: Screen) -> Iterator[Text]:
    header = tuple(Cell(heading, "dim") for heading in _HEADINGS[rows[0].kind])
    cells = [header, *map(_cells, rows)]
    wide = widths(cells)
    if screen.width is not None:
        shares = [int(screen.width * share) for share in _SHARES]
        first = [min(pair) for pair in zip(wide[:-1], shares, strict=True)]
        wide = [*first, max(8, screen.width - sum(first) - len(GAP) * len(first))]
    for row in cells:
        yield from lay(row, wide)


def _cells(row: Known) -> tuple[Cell, ...]:
    name = f"* {row.name}" if row.user else row.name
    style = "bold cyan" if row.user else "bold"
    return (
        Cell(shown(name), style),
        Cell(row.sense),
        Cell(shown(row.detail), "dim"),
        Cell(shown("、".join(row.aliases))),
    )


def _counts(rows: Sequence[Known]) -> str:
    if not rows:
        return "Nothing to show."
    numbers = ((sum(row.kind == kind for row in rows), kind) for kind in KINDS)
    counted = ", ".join(counted_as(number, kind) for number, kind in numbers if number)
    files = dict.fromkeys(row.user for row in rows if row.user)
    return shown(counted + (f"; * from {', '.join(files)}" if files else ""))


def counted_as(number: int, what: str) -> str:
    """A number of things in words.

    >>> counted_as(1, "unit"), counted_as(1200, "unit")
    ('1 unit', '1,200 units')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def to_verdict(path: str, lexicon: UserLexicon, faults: Sequence[Fault]) -> str:
    """What is wrong with a lexicon file, a fault a line in the order of the file, or that nothing is.

    >>> print(to_verdict("ours.toml", UserLexicon(), [Fault(3, "[[skip]]", 'it has no phrase.')]), end="")
    ours.toml:3: [[skip]]: it has no phrase.
    >>> print(to_verdict("ours.toml", UserLexicon(skips=("五提升",)), []), end="")
    ours.toml: fine; 1 phrase to skip.
    """
    lines = [_fault(path, fault) for fault in faults] or [f"{path}: fine; {_contents(lexicon)}."]
    return "".join(shown(line) + "\n" for line in lines)


def _fault(path: str, fault: Fault) -> str:
    place = f"{path}:{fault.line}" if fault.line else path
    return ": ".join(part for part in (place, fault.entry, str(fault.said)) if part)


def _contents(lexicon: UserLexicon) -> str:
    parts = (
        counted_as(len(lexicon.indicators), "indicator"),
        counted_as(len(lexicon.units), "unit"),
        counted_as(len(lexicon.skips), "phrase") + " to skip",
        counted_as(len(lexicon.words), "word"),
    )
    return ", ".join(part for part in parts if not part.startswith("0 ")) or "no entry"
