"""Sections on a screen or on paper: columns fold, and give way where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from reportmine.model import Report
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sections import Heading, Section, drawings
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import GAP, Cell, cut, fold, lay, shown, widths

_QUIET = "dim"
_METRIC_AT_LEAST, _METRIC_AT_MOST = 16, 36
_INDENT = "  "


def to_table(result: Result, screen: Screen) -> str:
    """The tables of a comparison, series or audit."""
    return "\n".join(drawn(*drawing, screen) for drawing in drawings(result))


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
    path = report.source.path
    name = "standard input" if path == "-" else (path or "untitled")
    title = f"{report.title} · " if report.title else ""
    said = f"{report.year or 'year unknown'} · {shown(title)}{shown(name)} · {len(report.claims)} figures"
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
    """The text in lines, broken at spaces where words allow it."""
    text = shown(text)
    if screen.width is None:
        return [indent + text]
    lines, room = [""], max(8, screen.width - len(indent))
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.extend(fold(word, room))
    return [indent + line for line in lines if line]


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
    return sum(
        min(natural[at], _METRIC_AT_LEAST) if headings[at].text == "metric" else natural[at] for at in kept
    ) + len(GAP) * (len(kept) - 1)


def _wide(rows: Sequence[Sequence[Cell]], headings: Sequence[Heading], screen: Screen) -> list[int]:
    """The width of each column: the metric takes what the others leave, else the widest shrinks."""
    wide = widths(rows)
    if screen.width is None:
        return wide
    metric = [heading.text for heading in headings].index("metric")
    room = screen.width - len(GAP) * (len(wide) - 1)
    wide[metric] = min(wide[metric], _METRIC_AT_MOST, max(_METRIC_AT_LEAST, room - sum(wide) + wide[metric]))
    while sum(wide) > room and max(wide) > 2:
        wide[wide.index(max(wide))] -= 1
    return wide
