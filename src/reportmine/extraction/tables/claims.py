"""Tables → claims and rejected numbers: every number in a cell is one of the two.

layout → paths of headers → rejected or kept → name, measure, unit, status, period, baseline, scope → claims
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import NamedTuple, TypeVar

from reportmine.extraction.attributes.topic import Subject, indicator_of, topic_of
from reportmine.extraction.positions import LineIndex, page_at
from reportmine.extraction.quantities.normalize import as_claimed
from reportmine.extraction.quantities.numerals import LONGEST
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.rule import concluded, noted, told
from reportmine.extraction.tables.headers.units import StandingUnit, TableUnit, standing_units
from reportmine.extraction.tables.rules.cell_context import CellContext, is_of_score, time_of
from reportmine.extraction.tables.rules.change_units import amount_change_paths
from reportmine.extraction.tables.rules.context import TABLE_BASELINE_RULES, TABLE_SCOPE_RULES
from reportmine.extraction.tables.rules.measures import TABLE_MEASURE_RULES, HeaderMeasure, direction_of
from reportmine.extraction.tables.rules.names import TABLE_NAME_RULES
from reportmine.extraction.tables.rules.periods import TABLE_PERIOD_RULES
from reportmine.extraction.tables.rules.rejection import (
    LIKE_ANOTHER,
    NO_NAME,
    NOT_UNDERSTOOD,
    CellNumber,
    column_kinds,
    table_rejection,
)
from reportmine.extraction.tables.rules.status import TABLE_STATUS_RULES
from reportmine.extraction.tables.rules.units import TABLE_UNIT_RULES
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.headed_cells import headed_cells
from reportmine.extraction.tables.structure.layout import Layout, layout_of, open_headers
from reportmine.extraction.tables.table_context import table_context
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Note, Quantity, Rejected, Remark, Source, Span, Table
from reportmine.model.unseen import without_unseen


class MinedTables(NamedTuple):
    """What was found in the tables of a report, and what the user should know of it."""

    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[Remark, ...] = ()


class _MinedTable(NamedTuple):
    """What was found in one table; `lost` counts the numbers left out because it, or a part of it, was not understood.

    `remarks` say of which numbers the unit is not known although a line names some.
    """

    claims: list[Claim]
    rejected: list[Rejected]
    lost: int = 0
    remarks: tuple[Remark, ...] = ()


def layouts_of(source: Source, lexicon: Lexicon) -> tuple[Layout, ...]:
    """The layouts of all tables of a source, in its order."""
    layouts: list[Layout] = []
    for table in source.tables:
        goes_on = bool(layouts) and _follows(source.raw, layouts[-1], table)
        layouts.append(layout_of(source.raw, table, lexicon, open_headers(layouts[-1]) if goes_on else ()))
    return tuple(layouts)


# Between the pages of a table may stand 续表, the number of a page, and rules of Markdown.
_PAGE_BREAK = pattern(r"(?:\s|</?\w+[^>]*>|[（(]?续表[0-9一二三四五]*[)）]?|[-—]* ?[0-9]{1,3} ?[-—]*(?=\s))*")


def _follows(raw: str, layout: Layout, table: Table) -> bool:
    """Whether nothing stands between a table and the one before it."""
    between = raw[layout.table.span.end : table.span.start]
    return len(between) < _FARTHEST_PART and bool(_PAGE_BREAK.fullmatch(between))


_FARTHEST_PART = 200


def mine_tables(report: ReportContext, layouts: Sequence[Layout], earlier: Sequence[StandingUnit] = ()) -> MinedTables:
    """All claims and all rejected numbers of the tables of a report; those of its prose cells are in neither.

    Of a piece of a report, `earlier` are the units that hold on from before it.
    """
    lines = LineIndex(report.source.raw)
    standing = (*earlier, *standing_units(report.source.raw, report.lexicon))
    mined = [_mine_table(report, layout, standing, lines) for layout in layouts]
    lost = [table.lost for table in mined if table.lost and not table.claims]
    lost_parts = [table.lost for table in mined if table.lost and table.claims]
    claims = tuple(claim for table in mined for claim in table.claims)
    rejected = tuple(number for table in mined for number in table.rejected)
    remarks = dict.fromkeys(remark for table in mined for remark in table.remarks)
    return MinedTables(claims, rejected, (*_lost_remarks(lost, lost_parts), *remarks))


_Number = TypeVar("_Number", Claim, Rejected)


def in_order(*groups: Sequence[_Number]) -> tuple[_Number, ...]:
    """The numbers of prose and tables in the order of the raw text."""
    filled = [group for group in groups if group]
    if len(filled) == 1:
        return tuple(filled[0])
    return tuple(sorted((number for group in filled for number in group), key=lambda number: number.span))


def _lost_remarks(lost: Sequence[int], lost_parts: Sequence[int]) -> Iterator[Remark]:
    """What is said of tables that were not understood, wholly or in part, given how many numbers each lost."""
    if lost:
        yield Remark.of("tables_lost", tables=len(lost), count=sum(lost))
    if lost_parts:
        yield Remark.of("tables_in_part", tables=len(lost_parts), count=sum(lost_parts))


def _mine_table(
    report: ReportContext, layout: Layout, standing: Sequence[StandingUnit], lines: LineIndex
) -> _MinedTable:
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    unnamed: list[Rejected] = []
    contexts = tuple(_cell_contexts(report, layout, standing))
    for number, cell in _numbers(layout, contexts):
        note = table_rejection(number)
        if note:
            rejected.append(_rejected(report, number, note, lines))
        elif claim := _claim(report, cell, lines) if cell else None:
            claims.append(claim)
        else:
            unnamed.append(_rejected(report, number, NO_NAME, lines))
    claims, ambiguous = _without_ambiguous(claims)
    unnamed += ambiguous
    if len(unnamed) <= len(claims) * _MOST_UNNAMED:
        remarks = tuple(_unit_remarks(claims, contexts))
        is_part = len(unnamed) > len(claims)
        return _MinedTable(claims, _by_place(rejected, unnamed), len(unnamed) if is_part else 0, remarks)
    lost = [_rejected_by(number, NOT_UNDERSTOOD) for number in (*unnamed, *map(_as_rejected, claims))]
    return _MinedTable([], _by_place(rejected, lost), len(lost))


# For so many numbers without a name one with a name of its own still shows that the table was read right in part.
_MOST_UNNAMED = 3


def _by_place(*groups: list[Rejected]) -> list[Rejected]:
    return sorted((number for group in groups for number in group), key=lambda number: number.span)


def _unit_remarks(claims: Sequence[Claim], cells: Sequence[CellContext]) -> Iterator[Remark]:
    """What the user should know of units that a line names and that numbers did not get."""
    unclear = Counter(note.evidence for claim in claims for note in claim.notes if note.label == "unclear")
    for units, count in unclear.items():
        yield Remark.of("units_unclear", count=count, units=units)
    if not all(claim.quantity.unit for claim in claims):
        for unit in dict.fromkeys(filter(None, (cell.table.unread_unit for cell in cells))):
            yield Remark.of("unit_line_unread", unit=unit)


def _numbers(layout: Layout, its_cells: Sequence[CellContext]) -> Iterator[tuple[CellNumber, CellContext | None]]:
    """Every number of the cells that are no prose, in order, with all that rules may see of those with headers."""
    contexts: dict[Span, CellContext] = {}
    for context in its_cells:
        contexts.setdefault(context.headed.cell.span, context)
    kinds, prose = column_kinds(layout), set(layout.prose)
    for cell in layout.cells:
        if cell.span not in prose:
            for k, quantity in enumerate(_quantities(cell)):
                its_context = None if k else contexts.get(cell.span)
                headed = its_context.headed if its_context else None
                yield CellNumber(quantity, cell, kinds.get(cell.span), headed), its_context


def _cell_contexts(report: ReportContext, layout: Layout, standing: Sequence[StandingUnit]) -> Iterator[CellContext]:
    """Every number with headers and all that rules may see of it."""
    for block in layout.blocks:
        table = table_context(report, layout, block, standing)
        numbers = list(headed_cells(block, report.source.raw))
        amounts = amount_change_paths(numbers)
        for headed in numbers:
            is_amount, is_score = headed.column in amounts, is_of_score(headed)
            yield CellContext(headed, table, change_is_amount=is_amount, is_score=is_score)


def _quantities(cell: TableCell) -> tuple[Quantity, ...]:
    return (cell.figure.quantity, *cell.figure.marks) if cell.figure else cell.quantities


def _rejected(report: ReportContext, number: CellNumber, note: Note, lines: LineIndex) -> Rejected:
    span = number.cell.to_raw(number.quantity.span)
    quantity = number.quantity._replace(span=span)
    return Rejected(span, span.of(report.source.raw), quantity, note.rule, note.value, lines.line(span.start))


def _rejected_by(rejected: Rejected, note: Note) -> Rejected:
    return rejected._replace(rule=note.rule, why=note.value)


def _as_rejected(claim: Claim) -> Rejected:
    return Rejected(claim.span, claim.text, claim.quantity, "", "", claim.line)


def _without_ambiguous(claims: list[Claim]) -> tuple[list[Claim], list[Rejected]]:
    """Two numbers of a row that would say the same of the same thing are not understood, either of them."""
    counts = Counter(map(_statement, claims))
    ambiguous = [_rejected_by(_as_rejected(claim), LIKE_ANOTHER) for claim in claims if counts[_statement(claim)] > 1]
    return [claim for claim in claims if counts[_statement(claim)] == 1], ambiguous


def _statement(claim: Claim) -> tuple[object, ...]:
    """What a claim says, but for its value."""
    what = (claim.metric, claim.measure, claim.quantity.unit, claim.direction if claim.measure == "change" else None)
    return (*what, claim.status, claim.period, claim.baseline, claim.scope, claim.line)


def _claim(report: ReportContext, unmeasured: CellContext, lines: LineIndex) -> Claim | None:
    """The claim that a number makes; None where nothing names it."""
    name = concluded("table-name", TABLE_NAME_RULES, unmeasured)
    measured = concluded("table-measure", TABLE_MEASURE_RULES, unmeasured, _measure_shown)
    if name is None or measured is None:
        return None
    cell = unmeasured._replace(measure=measured[0].measure, measure_header=measured[0].header)
    unit = concluded("table-unit", TABLE_UNIT_RULES, cell, _unit_shown)
    status = concluded("table-status", TABLE_STATUS_RULES, cell)
    assert unit is not None and status is not None  # the last rules always answer
    cell = cell._replace(status=status[0])
    time = time_of(cell)
    period = noted("table-period", TABLE_PERIOD_RULES, cell)
    baseline, scope = noted("table-baseline", TABLE_BASELINE_RULES, cell), noted("table-scope", TABLE_SCOPE_RULES, cell)
    span = cell.headed.cell.to_raw(cell.quantity.span)
    quantity = _scaled(cell.quantity, unit[0], span)
    indicator = indicator_of(name[0], report.lexicon)
    subject = Subject(name[0], indicator, quantity.unit, quantity.dimension, cell.measure, report.lexicon)
    topic, topic_note = topic_of(subject)
    sentence, mark = _sentence(cell)
    decisions = (name[1], unit[1], measured[1], status[1])
    return Claim(
        span=span,
        text=span.of(report.source.raw),
        quantity=quantity,
        metric=without_unseen(name[0] if period or time is None or time.shift == 0 else _past_name(name[0], cell)),
        indicator=indicator.name if indicator else None,
        topic=topic,
        measure=cell.measure,
        direction=direction_of(cell),
        qualifier="at_least" if cell.status == "target" and quantity.qualifier == "over" else quantity.qualifier,
        status=cell.status,
        period=told(period),
        baseline=told(baseline),
        scope=told(scope),
        line=lines.line(span.start),
        page=page_at(report.source, span.start),
        sentence=sentence,
        mark=mark,
        section=cell.table.section.title or None,
        notes=(*decisions, *filter(None, (period, baseline, scope)), topic_note),
        name_source="table",
    )


def _measure_shown(measured: HeaderMeasure) -> str:
    return measured.measure


def _unit_shown(unit: TableUnit) -> str:
    return unit.spelled or unit.unit


def _scaled(quantity: Quantity, unit: TableUnit, span: Span) -> Quantity:
    """The quantity in its unit, 万 and 亿 multiplied out; its span counts in the raw text."""
    if quantity.unit or quantity.form not in ("number", "ordinal"):
        return as_claimed(quantity)._replace(span=span)
    low, high = (None if end is None else _times(end, unit.scale) for end in (quantity.low, quantity.high))
    assert low is not None
    return quantity._replace(span=span, low=low, high=high, unit=unit.unit, dimension=unit.dimension)


_EXACT = Context(prec=LONGEST + 50)


def _times(number: Decimal, scale: Decimal) -> Decimal:
    """450.5 by 100000000 is 45050000000, not 45050000000.0, as in prose; 650.0 alone stays as it is."""
    product = _EXACT.multiply(number, scale)
    whole = product.to_integral_value()
    return whole if scale != 1 and product == whole else product


def _past_name(name: str, cell: CellContext) -> str:
    """净利润上期金额: where no year is known the words of a past time tell its number from the others."""
    header = next(header for header in cell.headers() if header.time and header.time.shift)
    return name if header.text in name else name + header.text


_CELL_SEPARATOR = " | "


def _sentence(cell: CellContext) -> tuple[str, Span]:
    """The row as a line of text, and where the number stands in it."""
    texts: list[str] = []
    mark = Span(0, 0)
    for neighbour in cell.headed.row_cells:
        if neighbour.span == cell.headed.cell.span:
            at = sum(len(text) + len(_CELL_SEPARATOR) for text in texts)
            mark = Span(at + cell.quantity.span.start, at + cell.quantity.span.end)
        texts.append(neighbour.text)
    return _CELL_SEPARATOR.join(texts), mark
