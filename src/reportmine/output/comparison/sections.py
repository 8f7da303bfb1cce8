"""Comparisons as sections of rows: what tables for the screen and for Markdown are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.full_names import full_name
from reportmine.comparison.messages import text_of
from reportmine.comparison.model import Audit, Comparison, Pair, Row, Series, Target
from reportmine.comparison.selection import change_of, size_of
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.model import Claim, Report
from reportmine.output.comparison import cell_text as said
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.result import SECTIONS, Result
from reportmine.output.terminal.cells import Cell, shown

_QUIET = "dim"
_HUNDRED = Decimal(100)


class Heading(NamedTuple):
    """A column: where its cells end, and in which turn it is left out on a narrow screen (0: never)."""

    text: str
    right: bool = False
    drop: int = 0


class Line(NamedTuple):
    """A row of cells, and what is to be said below it."""

    cells: tuple[Cell, ...]
    note: str = ""


class Section(NamedTuple):
    """A table with its title; `note` stands below it, `nothing` in place of no rows, `said` in place of a table."""

    title: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    note: str = ""
    nothing: str = "none"
    said: tuple[str, ...] = ()


# The reports that were compared or checked, and the tables that say so.
Drawing = tuple[Sequence[Report], Sequence[Section]]


def drawings(result: Result) -> Iterator[Drawing]:
    """What is to be drawn: a comparison or a series as a whole, audits report by report."""
    match result.subject:
        case Comparison() as comparison:
            findings = findings_section(comparison) if result.is_whole else []
            yield (comparison.old, comparison.new), [*findings, *sections_of(comparison, result.show)]
        case Series() as series:
            yield series.reports, [series_section(series), *_steps(series, result.show)]
        case audits:
            for report, found in audits:
                yield [report], audit_sections(found, "Its own figures")


def _steps(series: Series, show: Collection[str]) -> Iterator[Section]:
    """What each report is to the one before."""
    shown = [name for name in show if name in ("audits", "targets")]
    for step in series.steps:
        years = f"{step.old.year or '?'} → {step.new.year or '?'}"
        for section in sections_of(step, shown):
            yield section._replace(title=f"{years} · {section.title}")


def sections_of(comparison: Comparison, show: Collection[str]) -> list[Section]:
    """The sections that were asked for, in their usual order."""
    return [section for name in SECTIONS if name in show for section in _MAKERS[name](comparison)]


def findings_section(comparison: Comparison) -> list[Section]:
    """What the tables below come to, in sentences; none where there is nothing to say."""
    lines = finding_lines(comparison)
    return [Section(findings_title(), (), (), said=tuple(lines))] if lines else []


def _pairs(comparison: Comparison) -> list[Section]:
    pairs = comparison.pairs
    largest = min(
        max((size_of(pair.change) or Decimal(0) for pair in pairs if pair.change.kind != "places"), default=Decimal(0)),
        _HUNDRED,
    )
    headings = (
        Heading("metric"),
        Heading("old", right=True),
        Heading("new", right=True),
        Heading("difference", right=True, drop=1),
        Heading("change", right=True),
        Heading("", drop=2),
        Heading("lines", right=True, drop=3),
    )
    lines = tuple(_pair(pair, largest) for pair in pairs)
    title = f"What changed: {_count(len(pairs), 'figure')} in both"
    return [Section(title, headings, lines, said.doubts(pairs))]


def _pair(pair: Pair, largest: Decimal) -> Line:
    change = pair.change
    style = said.STYLE[change.way]
    moved = said.ARROW[change.way] + " " + said.percent_of(change)
    # Points and places stand in the one column, amounts and their per cent in two.
    amount = said.amount_of(change) if change.kind == "amount" else ""
    if change.kind == "amount" and change.percent is None:
        moved, amount = f"{said.ARROW[change.way]} {amount}", ""
    if change.way == "same":
        moved, amount = "=", ""
    return Line(
        (
            _metric(pair.new, pair),
            Cell(said.figure(pair.old), _QUIET),
            Cell(said.figure(pair.new), "bold cyan"),
            Cell(amount, style),
            Cell("not comparable" if change.kind == "none" else moved, style),
            Cell("" if change.kind == "places" else said.bar(size_of(change), largest), style),
            _lines(pair.old, pair.new),
        ),
        text_of(change.reason),
    )


def _audits(comparison: Comparison) -> list[Section]:
    return audit_sections(comparison.audits, "What is stated, worked out again")


def audit_sections(audits: Sequence[Audit], title: str) -> list[Section]:
    """Stated against computed figures; those that may be right although they do not agree stand apart."""
    to_look_at = [audit for audit in audits if audit.finding == "look"]
    wrong = sum(audit.finding == "wrong" for audit in audits)
    counts = f"{title}: {len(audits)} checked, {wrong} wrong" if audits else title
    counts += f", {len(to_look_at)} worth a look" if to_look_at else ""
    judged = _audit_section([audit for audit in audits if audit.finding != "look"], counts)
    apart = [_audit_section(to_look_at, f"Worth a look: {len(to_look_at)} not surely wrong")] if to_look_at else []
    return [judged, *apart] if judged.lines or not apart else [judged._replace(nothing="nothing else"), *apart]


def _audit_section(audits: Sequence[Audit], title: str) -> Section:
    headings = (
        Heading(""),
        Heading("metric"),
        Heading("from", right=True),
        Heading("to", right=True),
        Heading("stated", right=True),
        Heading("computed", right=True),
        Heading("check", drop=1),
        Heading("lines", right=True, drop=2),
    )
    return Section(title, headings, tuple(map(_audit, audits)), nothing="nothing to check")


def _audit(audit: Audit) -> Line:
    whole = audit.check == "sum of parts"
    return Line(
        (
            Cell(said.FINDING[audit.finding], said.FINDING_STYLE[audit.finding]),
            Cell(shown(audit.metric), "bold"),
            Cell(f"{len(audit.parts)} parts" if whole else said.figure(audit.old), _QUIET),
            Cell("" if whole else said.figure(audit.new), _QUIET),
            Cell(said.figure(audit.stated), "bold cyan"),
            Cell(said.computed(audit)),
            Cell(audit.check, _QUIET),
            _lines(audit.old, audit.stated),
        ),
        text_of(audit.reason),
    )


def _targets(comparison: Comparison) -> list[Section]:
    headings = (
        Heading(""),
        Heading("metric"),
        Heading("planned", right=True),
        Heading("reached", right=True),
        Heading("difference", right=True, drop=1),
        Heading("lines", right=True, drop=2),
    )
    targets = comparison.targets
    closed = [target for target in targets if target.outcome is not None]
    missed, met = (sum(target.met is verdict for target in closed) for verdict in (False, True))
    counts = f"What was planned: {met} met, {missed} missed, {len(targets) - met - missed} open"
    still = [target for target in targets if target.outcome is None]
    lines = tuple(map(_target, [*closed, *still]))
    return [Section(counts, headings, lines, said.doubts(closed), nothing="no targets")]


def _target(target: Target) -> Line:
    outcome, margin = target.outcome, target.margin
    if outcome is None:
        reached, lines = Cell("…", _QUIET), Cell(f"{target.target.line}→", _QUIET)
        verdict, metric = Cell("○", _QUIET), Cell(shown(target.target.metric))
    else:
        reached, lines = Cell(said.figure(outcome), "bold cyan"), _lines(target.target, outcome)
        verdict, metric = _verdict(target.met), _metric(target.target, target)
    apart = (
        Cell(said.percent_of(margin) or said.amount_of(margin), _QUIET)
        if margin and margin.kind != "none"
        else Cell("")
    )
    # That the new report has no such figure needs no line of its own for each of them.
    needless = target.reason is not None and target.reason.code == "no-such-figure"
    note = "" if needless else text_of(target.reason)
    return Line((verdict, metric, Cell(said.figure(target.target), _QUIET), reached, apart, lines), note)


def _only_old(comparison: Comparison) -> list[Section]:
    claims = comparison.only_old
    return _only(claims, f"No longer reported: {_count(len(claims), 'figure')} only in the old report")


def _only_new(comparison: Comparison) -> list[Section]:
    return _only(comparison.only_new, f"New: {_count(len(comparison.only_new), 'figure')} only in the new report")


def _only(claims: Iterable[Claim], title: str) -> list[Section]:
    headings = (
        Heading("metric"),
        Heading("value", right=True),
        Heading("kind"),
        Heading("period"),
        Heading("line", True),
    )
    lines = tuple(
        Line(
            (
                Cell(shown(claim.metric), "bold"),
                Cell(said.figure(claim), "bold cyan"),
                Cell(claim.measure, _QUIET),
                Cell(claim.period or "", _QUIET),
                Cell(str(claim.line), _QUIET),
            )
        )
        for claim in claims
    )
    return [Section(title, headings, lines)]


def series_section(series: Series) -> Section:
    """A row a metric and a column a report, with a line of small bars; rows with one figure are left out."""
    years = tuple(Heading(str(report.year or f"#{at}"), True) for at, report in enumerate(series.reports, 1))
    rows = [row for row in series.rows if sum(cell is not None for cell in row.cells) > 1]
    headings = (Heading("metric"), *years, Heading("", drop=2), Heading("change", True, 1))
    title = f"{_count(len(rows), 'figure')} over {len(series.reports)} reports"
    single = len(series.rows) - len(rows)
    apart = f"{_count(single, 'figure')} of one report alone left out; JSON and CSV have them." if single else ""
    note = " ".join(filter(None, (said.doubts(rows), apart)))
    return Section(title, headings, tuple(map(_series_line, rows)), note)


def _series_line(row: Row) -> Line:
    change = change_of(row)
    moved = (
        "" if change.kind == "none" else f"{said.ARROW[change.way]} {said.percent_of(change) or said.amount_of(change)}"
    )
    return Line(
        (
            _metric(row.last, row),
            *(Cell("" if cell is None else said.figure(cell), "cyan") for cell in row.cells),
            Cell(said.sparkline(values_of(row)), said.STYLE[change.way]),
            Cell("=" if change.way == "same" else moved, said.STYLE[change.way]),
        )
    )


def values_of(row: Row) -> list[Decimal | None]:
    """The values of a row in the unit of its first; a fall is below zero."""
    first = next(cell for cell in row.cells if cell is not None)
    return [_value(first, cell) for cell in row.cells]


def _value(first: Claim, cell: Claim | None) -> Decimal | None:
    times = None if cell is None else factor(first, cell)
    if cell is None or times is None:
        return None
    value = converted(cell.quantity.low, times)
    return -value if cell.direction == "down" else value


def _metric(claim: Claim, found: Pair | Target | Row) -> Cell:
    # A share stands beside the thing itself under one name; a change has its sign.
    kind = f" ({claim.measure})" if claim.measure in ("share", "ratio") else ""
    return Cell(f"{shown(full_name(claim))}{kind} {said.doubt(found)}".rstrip(), "bold")


def _verdict(verdict: bool | None) -> Cell:
    return Cell(said.VERDICT[verdict], said.VERDICT_STYLE[verdict])


def _lines(old: Claim, new: Claim) -> Cell:
    return Cell(f"{old.line}→{new.line}", _QUIET)


def _count(count: int, what: str) -> str:
    return f"{count} {what}" + "s" * (count != 1)


_MAKERS: dict[str, Callable[[Comparison], list[Section]]] = {
    "pairs": _pairs,
    "audits": _audits,
    "targets": _targets,
    "only-old": _only_old,
    "only-new": _only_new,
}
