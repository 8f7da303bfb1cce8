"""Comparisons as sections of rows: what tables for the screen and for Markdown are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from reportmine.comparison.full_names import full_name
from reportmine.comparison.model import Audit, Comparison, Pair, Row, Series, Target
from reportmine.comparison.selection import change_of, size_of
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import Message, counted
from reportmine.model import Claim, Report
from reportmine.output.comparison import cell_text as said
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.labels import labels_of
from reportmine.output.comparison.result import SECTIONS, Result
from reportmine.output.terminal.cells import Cell, shown
from reportmine.output.terminal.wording import heading, word

_QUIET = "dim"
_HUNDRED = Decimal(100)


class Heading(NamedTuple):
    """A column: where its cells end, and in which turn it is left out on a narrow screen (0: never).

    The `elastic` one takes the room that the others leave.
    """

    text: str
    right: bool = False
    drop: int = 0
    elastic: bool = False


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
    nothing: str = ""
    said: tuple[str, ...] = ()


# The reports that were compared or checked, and the tables that say so.
Drawing = tuple[Sequence[Report], Sequence[Section]]


def drawings(result: Result, language: Language = "en") -> Iterator[Drawing]:
    """What is to be drawn: a comparison or a series as a whole, audits report by report."""
    say = say_in(language)
    match result.subject:
        case Comparison() as comparison:
            findings = findings_section(comparison, language) if result.is_whole else []
            yield (comparison.old, comparison.new), [*findings, *sections_of(comparison, result.show, language)]
        case Series() as series:
            yield series.reports, [series_section(series, language), *_steps(series, result.show, language)]
        case audits:
            for report, found in audits:
                yield [report], audit_sections(found, say("Its own figures"), say)


def _steps(series: Series, show: Collection[str], language: Language) -> Iterator[Section]:
    """What each report is to the one before."""
    wanted = [name for name in show if name in ("audits", "targets")]
    for step, labels in zip(series.steps, pairwise(labels_of(series.reports)), strict=True):
        years = " → ".join(map(shown, labels))
        for section in sections_of(step, wanted, language):
            yield section._replace(title=f"{years} · {section.title}")


def sections_of(comparison: Comparison, show: Collection[str], language: Language = "en") -> list[Section]:
    """The sections that were asked for, in their usual order."""
    say = say_in(language)
    return [section for name in SECTIONS if name in show for section in _MAKERS[name](comparison, say)]


def findings_section(comparison: Comparison, language: Language = "en") -> list[Section]:
    """What the tables below come to, in sentences; none where there is nothing to say."""
    lines = finding_lines(comparison, language)
    return [Section(findings_title(language), (), (), said=tuple(lines))] if lines else []


def _metric_heading(say: Say) -> Heading:
    return Heading(say("metric"), elastic=True)


def _pairs(comparison: Comparison, say: Say) -> list[Section]:
    pairs = comparison.pairs
    largest = min(
        max((size_of(pair.change) or Decimal(0) for pair in pairs if pair.change.kind != "places"), default=Decimal(0)),
        _HUNDRED,
    )
    headings = (
        _metric_heading(say),
        Heading(say("old"), right=True),
        Heading(say("new"), right=True),
        Heading(say("difference"), right=True, drop=1),
        Heading(say("change"), right=True),
        Heading("", drop=2),
        Heading(say("lines"), right=True, drop=3),
    )
    lines = tuple(_pair(pair, largest, say) for pair in pairs)
    title = counted("What changed: {count} figure in both", "What changed: {count} figures in both", len(pairs))
    note = said.noted(said.doubts(pairs, say), (claim for pair in pairs for claim in (pair.old, pair.new)), say)
    return [Section(say(title), headings, lines, note, nothing=say("none"))]


def _pair(pair: Pair, largest: Decimal, say: Say) -> Line:
    change, units = pair.change, said.UNITS[say.language]
    style = said.STYLE[change.way]
    moved = said.ARROW[change.way] + " " + said.percent_of(change, units)
    # Points and places stand in the one column, amounts and their per cent in two.
    amount = said.amount_of(change, units) if change.kind == "amount" else ""
    if change.kind == "amount" and change.percent is None:
        moved, amount = f"{said.ARROW[change.way]} {amount}", ""
    if change.way == "same":
        moved, amount = "=", ""
    return Line(
        (
            _metric(pair.new, pair, say),
            Cell(said.figure(pair.old), _QUIET),
            Cell(said.figure(pair.new), "bold cyan"),
            Cell(amount, style),
            Cell(say("not comparable") if change.kind == "none" else moved, style),
            Cell("" if change.kind == "places" else said.bar(size_of(change), largest), style),
            _lines(pair.old, pair.new),
        ),
        " ".join(map(say, filter(None, (said.other_name(pair.old, pair.new), change.reason)))),
    )


def _text_of(reason: Message | None, say: Say) -> str:
    return say(reason) if reason else ""


def _audits(comparison: Comparison, say: Say) -> list[Section]:
    return audit_sections(comparison.audits, say("What is stated, worked out again"), say)


def audit_sections(audits: Sequence[Audit], title: str, say: Say) -> list[Section]:
    """Stated against computed figures; those that may be right although they do not agree stand apart."""
    to_look_at = [audit for audit in audits if audit.finding == "look"]
    wrong = sum(audit.finding == "wrong" for audit in audits)
    if to_look_at:
        title = say(
            "{title}: {checked} checked, {wrong} wrong, {look} worth a look",
            title=title,
            checked=len(audits),
            wrong=wrong,
            look=len(to_look_at),
        )
    elif audits:
        title = say("{title}: {checked} checked, {wrong} wrong", title=title, checked=len(audits), wrong=wrong)
    judged = _audit_section([audit for audit in audits if audit.finding != "look"], title, say)
    if not to_look_at:
        return [judged]
    apart = _audit_section(to_look_at, say("Worth a look: {count} not surely wrong", count=len(to_look_at)), say)
    return [judged if judged.lines else judged._replace(nothing=say("nothing else")), apart]


def _audit_section(audits: Sequence[Audit], title: str, say: Say) -> Section:
    headings = (
        Heading(""),
        _metric_heading(say),
        Heading(say("from"), right=True),
        Heading(say("to"), right=True),
        Heading(say("stated"), right=True),
        Heading(say("computed"), right=True),
        Heading(say("check"), drop=1),
        Heading(say("lines"), right=True, drop=2),
    )
    lines = tuple(_audit(audit, say) for audit in audits)
    note = said.noted("", (claim for audit in audits for claim in (audit.old, audit.new, audit.stated)), say)
    return Section(title, headings, lines, note, nothing=say("nothing to check"))


def _audit(audit: Audit, say: Say) -> Line:
    whole = audit.check == "sum of parts"
    return Line(
        (
            Cell(said.FINDING[audit.finding], said.FINDING_STYLE[audit.finding]),
            Cell(shown(audit.metric), "bold"),
            Cell(say("{count} parts", count=len(audit.parts)) if whole else said.figure(audit.old), _QUIET),
            Cell("" if whole else said.figure(audit.new), _QUIET),
            Cell(said.figure(audit.stated), "bold cyan"),
            Cell(said.computed(audit, said.UNITS[say.language])),
            Cell(say(audit.check), _QUIET),
            _lines(audit.old, audit.stated),
        ),
        _text_of(audit.reason, say),
    )


def _targets(comparison: Comparison, say: Say) -> list[Section]:
    headings = (
        Heading(""),
        _metric_heading(say),
        Heading(say("planned"), right=True),
        Heading(say("reached"), right=True),
        Heading(say("difference"), right=True, drop=1),
        Heading(say("lines"), right=True, drop=2),
    )
    targets = comparison.targets
    closed = [target for target in targets if target.outcome is not None]
    missed, met = (sum(target.met is verdict for target in closed) for verdict in (False, True))
    unknown = len(targets) - met - missed
    title = say("What was planned: {met} met, {missed} missed, {open} open", met=met, missed=missed, open=unknown)
    still = [target for target in targets if target.outcome is None]
    lines = tuple(_target(target, say) for target in (*closed, *still))
    claims = (claim for target in targets for claim in (target.target, target.outcome))
    note = said.noted(said.doubts(closed, say), claims, say)
    return [Section(title, headings, lines, note, nothing=say("no targets"))]


def _target(target: Target, say: Say) -> Line:
    outcome, margin, units = target.outcome, target.margin, said.UNITS[say.language]
    if outcome is None:
        reached, lines = Cell("…", _QUIET), Cell(f"{target.target.line}→", _QUIET)
        verdict, metric = Cell("○", _QUIET), Cell(shown(target.target.metric))
    else:
        reached, lines = Cell(said.figure(outcome), "bold cyan"), _lines(target.target, outcome)
        verdict, metric = _verdict(target.met), _metric(target.target, target, say)
    apart = (
        Cell(said.percent_of(margin, units) or said.amount_of(margin, units), _QUIET)
        if margin and margin.kind != "none"
        else Cell("")
    )
    # That the new report has no such figure needs no line of its own for each of them.
    needless = target.reason is not None and target.reason.code == "no-such-figure"
    note = "" if needless else _text_of(target.reason, say)
    return Line((verdict, metric, Cell(said.figure(target.target), _QUIET), reached, apart, lines), note)


def _only_old(comparison: Comparison, say: Say) -> list[Section]:
    title = counted(
        "No longer reported: {count} figure only in the old report",
        "No longer reported: {count} figures only in the old report",
        len(comparison.only_old),
    )
    return _only(comparison.only_old, say(title), say)


def _only_new(comparison: Comparison, say: Say) -> list[Section]:
    title = counted(
        "New: {count} figure only in the new report",
        "New: {count} figures only in the new report",
        len(comparison.only_new),
    )
    return _only(comparison.only_new, say(title), say)


def _only(claims: Iterable[Claim], title: str, say: Say) -> list[Section]:
    headings = (
        _metric_heading(say),
        Heading(heading("value", say.language), right=True),
        Heading(heading("measure", say.language)),
        Heading(heading("period", say.language)),
        Heading(heading("line", say.language), True),
    )
    claims = tuple(claims)
    lines = tuple(
        Line(
            (
                Cell(shown(claim.metric), "bold"),
                Cell(said.figure(claim), "bold cyan"),
                Cell(word("measure", claim.measure, say.language), _QUIET),
                Cell(claim.period or "", _QUIET),
                Cell(str(claim.line), _QUIET),
            )
        )
        for claim in claims
    )
    return [Section(title, headings, lines, said.noted("", claims, say), nothing=say("none"))]


def series_section(series: Series, language: Language = "en") -> Section:
    """A row a metric and a column a report, with a line of small bars; rows with one figure are left out."""
    say = say_in(language)
    years = tuple(Heading(shown(label), True) for label in labels_of(series.reports))
    rows = [row for row in series.rows if sum(cell is not None for cell in row.cells) > 1]
    headings = (_metric_heading(say), *years, Heading("", drop=2), Heading(say("change"), True, 1))
    title = counted(
        "{count} figure over {reports} reports",
        "{count} figures over {reports} reports",
        len(rows),
        reports=len(series.reports),
    )
    lines = tuple(_series_line(row, say) for row in rows)
    note = said.noted(_series_note(series, rows, say), (cell for row in rows for cell in row.cells), say)
    return Section(say(title), headings, lines, note, nothing=say("none"))


def _series_note(series: Series, rows: Sequence[Row], say: Say) -> str:
    doubts, single = said.doubts(rows, say), len(series.rows) - len(rows)
    if not single:
        return doubts
    apart = counted(
        "{count} figure of one report alone left out; JSON and CSV have them.",
        "{count} figures of one report alone left out; JSON and CSV have them.",
        single,
    )
    return say("{doubts} {apart}", doubts=doubts, apart=apart) if doubts else say(apart)


def _series_line(row: Row, say: Say) -> Line:
    change, units = change_of(row), said.UNITS[say.language]
    amount = said.percent_of(change, units) or said.amount_of(change, units)
    moved = "" if change.kind == "none" else f"{said.ARROW[change.way]} {amount}"
    return Line(
        (
            _metric(row.last, row, say),
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


def _metric(claim: Claim, found: Pair | Target | Row, say: Say) -> Cell:
    name = shown(full_name(claim))
    # A share stands beside the thing itself under one name; a change has its sign.
    if claim.measure in ("share", "ratio"):
        name = say("{name} ({kind})", name=name, kind=word("measure", claim.measure, say.language))
    return Cell(f"{name} {said.doubt(found)}".rstrip(), "bold")


def _verdict(verdict: bool | None) -> Cell:
    return Cell(said.VERDICT[verdict], said.VERDICT_STYLE[verdict])


def _lines(old: Claim, new: Claim) -> Cell:
    return Cell(f"{old.line}→{new.line}", _QUIET)


_MAKERS: dict[str, Callable[[Comparison, Say], list[Section]]] = {
    "pairs": _pairs,
    "audits": _audits,
    "targets": _targets,
    "only-old": _only_old,
    "only-new": _only_new,
}
