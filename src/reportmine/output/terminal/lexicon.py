"""What is known, as a table; and what is wrong with a user's lexicon file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.lexicon.catalogue import KINDS, Kind, Known
from reportmine.lexicon.user.entries import Fault
from reportmine.lexicon.user.model import UserLexicon
from reportmine.messages.catalogue import Say
from reportmine.messages.message import SEPARATOR, Message, counted
from reportmine.output.terminal.canvas import PAPER, Screen, paint
from reportmine.output.terminal.cells import GAP, Cell, lay, shown, widths
from reportmine.output.terminal.paragraphs import paragraph
from reportmine.output.terminal.wording import heading, word

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
    return paint([*lines, *paragraph("", Text(_counts(rows, screen.say)), screen, 0)], screen)


def _table(rows: Sequence[Known], screen: Screen) -> Iterator[Text]:
    header = tuple(Cell(text, "dim") for text in _headings(rows[0].kind, screen))
    cells = [header, *(_cells(row, screen) for row in rows)]
    wide = widths(cells)
    if screen.width is not None:
        shares = [int(screen.width * share) for share in _SHARES]
        first = [min(pair) for pair in zip(wide[:-1], shares, strict=True)]
        wide = [*first, max(8, screen.width - sum(first) - len(GAP) * len(first))]
    for row in cells:
        yield from lay(row, wide)


def _headings(kind: Kind, screen: Screen) -> tuple[str, ...]:
    say, language = screen.say, screen.language
    match kind:
        case "indicator":
            return heading("indicator", language), heading("topic", language), say("group"), say("also")
        case "unit":
            return heading("unit", language), say("dimension"), say("factor"), say("also")
        case "word":
            return say("word"), say("part"), "", ""


def _sense(row: Known, screen: Screen) -> str:
    """A topic, a dimension, or the part that a word plays."""
    language = screen.language
    if row.kind == "indicator":
        return word("topic", row.sense, language)
    parts = (screen.say(part) for part in row.sense.split(", ") if part)
    return screen.say(SEPARATOR).join(word("qualifier", part, language) for part in parts)


def _cells(row: Known, screen: Screen) -> tuple[Cell, ...]:
    name = f"* {row.name}" if row.user else row.name
    style = "bold cyan" if row.user else "bold"
    return (
        Cell(shown(name), style),
        Cell(_sense(row, screen)),
        Cell(shown(row.detail), "dim"),
        Cell(shown("、".join(row.aliases))),
    )


def _counts(rows: Sequence[Known], say: Say) -> str:
    if not rows:
        return say("Nothing to show.")
    numbers = ((sum(row.kind == kind for row in rows), kind) for kind in KINDS)
    counts = say(SEPARATOR).join(say(_counted(number, kind)) for number, kind in numbers if number)
    files = tuple(dict.fromkeys(row.user for row in rows if row.user))
    return shown(say("{counts}; * from {files}", counts=counts, files=files) if files else counts)


def _counted(number: int, kind: Kind) -> Message:
    match kind:
        case "indicator":
            return counted("{count:,} indicator", "{count:,} indicators", number)
        case "unit":
            return counted("{count:,} unit", "{count:,} units", number)
        case "word":
            return counted("{count:,} word", "{count:,} words", number)


def to_verdict(path: str, lexicon: UserLexicon, faults: Sequence[Fault], screen: Screen = PAPER) -> str:
    """What is wrong with a lexicon file, a fault a line in the order of the file, or that nothing is.

    >>> print(to_verdict("ours.toml", UserLexicon(), [Fault(3, "[[skip]]", 'it has no phrase.')]), end="")
    ours.toml:3: [[skip]]: it has no phrase.
    >>> print(to_verdict("ours.toml", UserLexicon(skips=("五提升",)), []), end="")
    ours.toml: fine; 1 phrase to skip.
    """
    lines = [_fault(path, fault, screen.say) for fault in faults] or [_fine(path, lexicon, screen.say)]
    return "".join(shown(line) + "\n" for line in lines)


def _fault(path: str, fault: Fault, say: Say) -> str:
    place = f"{path}:{fault.line}" if fault.line else path
    if not fault.entry:
        return say("{place}: {reason}", place=place, reason=fault.said)
    return say("{place}: {entry}: {reason}", place=place, entry=fault.entry, reason=fault.said)


def _fine(path: str, lexicon: UserLexicon, say: Say) -> str:
    skips = counted("{count:,} phrase to skip", "{count:,} phrases to skip", len(lexicon.skips))
    counts = (
        (lexicon.indicators, _counted(len(lexicon.indicators), "indicator")),
        (lexicon.units, _counted(len(lexicon.units), "unit")),
        (lexicon.skips, skips),
        (lexicon.words, _counted(len(lexicon.words), "word")),
    )
    contents = tuple(say(count) for entries, count in counts if entries)
    return say("{path}: fine; {contents}.", path=path, contents=contents or say("no entry"))
