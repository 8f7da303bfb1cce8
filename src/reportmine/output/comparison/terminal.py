"""Sections on a screen or on paper: columns fold, and give way where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from reportmine.messages.message import counted
from reportmine.model import Report
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sections import Heading, Section, drawings
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import GAP, Cell, breaks, cut, fold, lay, shown, widths

_QUIET = "dim"
_METRIC_AT_LEAST, _METRIC_AT_MOST = 16, 36
_INDENT = "  "


def to_table(result: Result, screen: Screen) -> str:
    """The tables of a comparison, series or audit."""
    return "\n".join(drawn(*drawing, screen) for drawing in drawings(result, screen.language))


def drawn(reports: Sequence[Report], sections: Iterable[Section], screen: Screen) -> str:
    """The reports that were compared, then each section.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> print(drawn([], [Section("Audits", (Heading("metric"),), (), nothing="nothing to check")], PAPER), end="")
    <BLANKLINE>
    Audits
      nothing to check
    """
    lines = [line for report in reports for line in _report(report, screen)]
    for section in sections:
        lines += [Text(), *_section(section, screen)]
    return paint(lines, screen)


def _report(report: Report, screen: Screen) -> Iterator[Text]:
    say, path = screen.say, report.source.path
    facts = (
        str(report.year or say("year unknown")),
        shown(report.title or ""),
        say("standard input") if path == "-" else shown(path or say("untitled")),
        say(counted("{count} figure", "{count} figures", len(report.claims))),
    )
    said = " · ".join(filter(None, facts))
    yield Text(said if screen.width is None else cut(said, screen.width), "bold")


def _section(section: Section, screen: Screen) -> Iterator[Text]:
    yield from (Text(line, "bold") for line in _folded(section.title, screen, ""))
    if section.said:
        for sentence in section.said:
            yield from (Text(line) for line in _folded(sentence, screen, _INDENT))
        return
    if not section.lines:
        yield Text(_INDENT + section.nothing, _QUIET)
        return
    kept = _kept(section, screen)
    headings = [section.headings[at] for at in kept]
    header = [Cell(heading.text, _QUIET) for heading in headings]
    rows = [[line.cells[at] for at in kept] for line in section.lines]
    wide = _wide([header, *rows], headings, screen)
    right = [at for at, heading in enumerate(headings) if heading.right]
    yield from lay(header, wide, right)
    yield Text("─" * (sum(wide) + len(GAP) * (len(wide) - 1)), _QUIET)
    for row, line in zip(rows, section.lines, strict=True):
        yield from lay(row, wide, right)
        if line.note:
            yield from (Text(note, "yellow") for note in _folded(line.note, screen, _INDENT))
    if section.note:
        yield from (Text(line, _QUIET) for line in _folded(section.note, screen, ""))


def _folded(text: str, screen: Screen, indent: str) -> list[str]:
    """The text in lines, broken at spaces where words allow it; in Chinese between characters, too."""
    text = shown(text)
    if screen.width is None:
        return [indent + text]
    room = max(8, screen.width - len(indent))
    lines = _at_spaces(text, room) if screen.language == "en" else _between_characters(text, room)
    return [indent + line for line in lines if line]


def _between_characters(text: str, room: int) -> list[str]:
    starts = [0, *breaks(text, room), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(starts)]


def _at_spaces(text: str, room: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.extend(fold(word, room))
    return lines


def _kept(section: Section, screen: Screen) -> list[int]:
    """The columns that have room, each at its own width but for the metric's."""
    kept = list(range(len(section.headings)))
    natural = widths([[Cell(heading.text) for heading in section.headings], *(line.cells for line in section.lines)])
    turns = sorted({heading.drop for heading in section.headings if heading.drop})
    for turn in turns:
        if screen.width is None or _needed(kept, natural, section.headings) <= screen.width:
            break
        kept = [at for at in kept if section.headings[at].drop != turn]
    return kept


def _needed(kept: Sequence[int], natural: Sequence[int], headings: Sequence[Heading]) -> int:
    return sum(min(natural[at], _METRIC_AT_LEAST) if headings[at].elastic else natural[at] for at in kept) + len(
        GAP
    ) * (len(kept) - 1)


def _wide(rows: Sequence[Sequence[Cell]], headings: Sequence[Heading], screen: Screen) -> list[int]:
    """The width of each column: the metric takes what the others leave, else the widest shrinks."""
    wide = widths(rows)
    if screen.width is None:
        return wide
    metric = [heading.elastic for heading in headings].index(True)
    room = screen.width - len(GAP) * (len(wide) - 1)
    wide[metric] = min(wide[metric], _METRIC_AT_MOST, max(_METRIC_AT_LEAST, room - sum(wide) + wide[metric]))
    while sum(wide) > room and max(wide) > 2:
        wide[wide.index(max(wide))] -= 1
    return wide
