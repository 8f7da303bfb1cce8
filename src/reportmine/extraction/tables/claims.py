"""Tables → claims and rejected numbers: every number in a cell is one of the two.

layout → paths of heads → rejected or kept → measure, unit, status, period, name → claims
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import NamedTuple, TypeVar

from reportmine.extraction.attributes.topic import Subject, indicator_of, topic_of
from reportmine.extraction.claims import LineIndex, Scene, as_claimed, page_at
from reportmine.extraction.quantities.numerals import LONGEST
from reportmine.extraction.tables.headers.caption import setting_of
from reportmine.extraction.tables.headers.parser import read_head
from reportmine.extraction.tables.headers.units import TableUnit, unit_of
from reportmine.extraction.tables.rules.change_units import paths_of_amounts
from reportmine.extraction.tables.rules.decisions import (
    TABLE_MEASURE_RULES,
    TABLE_NAME_RULES,
    TABLE_STATUS_RULES,
    TABLE_UNIT_RULES,
    View,
    baseline_of,
    decided,
    direction_of,
    period_rules,
    scope_of,
)
from reportmine.extraction.tables.rules.rejection import (
    LIKE_ANOTHER,
    NO_NAME,
    NOT_UNDERSTOOD,
    Seat,
    column_kinds,
    table_rejection,
)
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.header_paths import spots_of
from reportmine.extraction.tables.structure.layout import Layout, layout_of
from reportmine.model import Claim, Note, Quantity, Rejected, Source, Span


class Mined(NamedTuple):
    """What was found in the tables of a report, and what the user should know of it."""

    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()


def layouts_of(source: Source) -> tuple[Layout, ...]:
    """The layouts of all tables of a source, in its order."""
    # A user's lexicon, which holds for one report alone, changes what heads and units mean.
    read_head.cache_clear()
    unit_of.cache_clear()
    return tuple(layout_of(source.raw, table) for table in source.tables)


def mine_tables(scene: Scene, layouts: Sequence[Layout]) -> Mined:
    """All claims and all rejected numbers of the tables of a report; those of its prose cells are in neither."""
    lines = LineIndex(scene.source.raw)
    found = [_mine_one(scene, layout, lines) for layout in layouts]
    lost = [count for _, rejected in found if (count := sum(one.rule == NOT_UNDERSTOOD.rule for one in rejected))]
    claims = tuple(claim for here, _ in found for claim in here)
    rejected = tuple(number for _, here in found for number in here)
    return Mined(claims, rejected, (_remark(lost),) if lost else ())


_Number = TypeVar("_Number", Claim, Rejected)


def in_order(*groups: Sequence[_Number]) -> tuple[_Number, ...]:
    """The numbers of prose and tables in the order of the raw text."""
    filled = [group for group in groups if group]
    if len(filled) == 1:
        return tuple(filled[0])
    return tuple(sorted((one for group in filled for one in group), key=lambda one: one.span))


def _remark(lost: Sequence[int]) -> str:
    """What is said of tables that were not understood, given how many numbers each lost.

    >>> _remark([80, 5])
    '2 tables could not be understood; their 85 numbers were left out.'
    """
    tables, their = ("1 table", "its") if len(lost) == 1 else (f"{len(lost)} tables", "their")
    numbers = "1 number was" if sum(lost) == 1 else f"{sum(lost)} numbers were"
    return f"{tables} could not be understood; {their} {numbers} left out."


def _mine_one(scene: Scene, layout: Layout, lines: LineIndex) -> tuple[list[Claim], list[Rejected]]:
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    unnamed: list[Rejected] = []
    for seat, view in _seats(scene, layout):
        note = table_rejection(seat)
        if note:
            rejected.append(_rejected(scene, seat, note, lines))
        elif claim := _claim(scene, view, lines) if view else None:
            claims.append(claim)
        else:
            unnamed.append(_rejected(scene, seat, NO_NAME, lines))
    claims, alike = _told_apart(claims)
    unnamed += alike
    if len(unnamed) > len(claims):
        unnamed = [_anew(one, NOT_UNDERSTOOD) for one in (*unnamed, *map(_as_rejected, claims))]
        claims = []
    return claims, sorted((*rejected, *unnamed), key=lambda one: one.span)


def _seats(scene: Scene, layout: Layout) -> Iterator[tuple[Seat, View | None]]:
    """Every number of the cells that are no prose, in order, with all that rules may see of those with heads."""
    views: dict[Span, View] = {}
    for view in _views(scene, layout):
        views.setdefault(view.spot.cell.span, view)
    kinds, prose = column_kinds(layout), set(layout.prose)
    for cell in layout.cells:
        if cell.span not in prose:
            found = views.get(cell.span)
            for k, quantity in enumerate(_quantities(cell)):
                view_of_it = None if k else found
                spot = view_of_it.spot if view_of_it else None
                yield Seat(quantity, cell, kinds.get(cell.span), spot), view_of_it


def _views(scene: Scene, layout: Layout) -> Iterator[View]:
    """Every number with heads and all that rules may see of it."""
    for part in layout.parts:
        setting = setting_of(scene, layout, part)
        spots = list(spots_of(part, scene.source.raw))
        amounts = paths_of_amounts(spots)
        for spot in spots:
            yield View(spot, setting, by_amounts=spot.column in amounts)


def _quantities(cell: TableCell) -> tuple[Quantity, ...]:
    return (cell.figure.quantity, *cell.figure.marks) if cell.figure else cell.found


def _rejected(scene: Scene, seat: Seat, note: Note, lines: LineIndex) -> Rejected:
    span = seat.cell.to_raw(seat.quantity.span)
    number = seat.quantity._replace(span=span)
    return Rejected(span, span.of(scene.source.raw), number, note.rule, note.value, lines.line(span.start))


def _anew(one: Rejected, note: Note) -> Rejected:
    return one._replace(rule=note.rule, why=note.value)


def _as_rejected(claim: Claim) -> Rejected:
    return Rejected(claim.span, claim.text, claim.quantity, "", "", claim.line)


def _told_apart(claims: list[Claim]) -> tuple[list[Claim], list[Rejected]]:
    """Two numbers of a row that would say the same of the same thing are not understood, either of them."""
    said = Counter(map(_saying, claims))
    alike = [_anew(_as_rejected(claim), LIKE_ANOTHER) for claim in claims if said[_saying(claim)] > 1]
    return [claim for claim in claims if said[_saying(claim)] == 1], alike


def _saying(claim: Claim) -> tuple[object, ...]:
    what = (claim.metric, claim.measure, claim.quantity.unit, claim.direction if claim.measure == "change" else None)
    return (*what, claim.status, claim.period, claim.baseline, claim.scope, claim.line)


def _claim(scene: Scene, bare: View, lines: LineIndex) -> Claim | None:
    """The claim that a number makes; None where nothing names it."""
    name = decided("name", TABLE_NAME_RULES, bare)
    said = decided("measure", TABLE_MEASURE_RULES, bare)
    if name is None or said is None:
        return None
    view = bare._replace(measure=said[0].measure, saying=said[0].head)
    unit, status = decided("unit", TABLE_UNIT_RULES, view), decided("status", TABLE_STATUS_RULES, view)
    assert unit is not None and status is not None  # the last rules always answer
    period = decided("period", period_rules(status[0]), view)
    claim = _placed(scene, view, lines)
    quantity = _scaled(view.quantity, unit[0], claim.span)
    indicator = indicator_of(name[0])
    notes = (name[1], said[1], unit[1], status[1], *((period[1],) if period else ()))
    return claim._replace(
        quantity=quantity,
        metric=name[0],
        indicator=indicator.name if indicator else None,
        topic=topic_of(Subject(name[0], indicator, quantity.dimension, view.measure)),
        qualifier="at_least" if status[0] == "target" and quantity.qualifier == "over" else quantity.qualifier,
        status=status[0],
        period=period[0] if period else None,
        notes=notes,
    )


def _placed(scene: Scene, view: View, lines: LineIndex) -> Claim:
    """A claim before its name, unit, status and period are in: where it stands, and how it is meant."""
    span = view.spot.cell.to_raw(view.quantity.span)
    sentence, mark = _sentence(view)
    return Claim(
        span=span,
        text=span.of(scene.source.raw),
        quantity=view.quantity,
        metric="",
        indicator=None,
        topic="other",
        measure=view.measure,
        direction=direction_of(view),
        qualifier=view.quantity.qualifier,
        status="actual",
        period=None,
        baseline=baseline_of(view),
        scope=scope_of(view),
        line=lines.line(span.start),
        page=page_at(scene.source, span.start),
        sentence=sentence,
        mark=mark,
        section=view.setting.section.title or None,
    )


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


_BETWEEN = " | "


def _sentence(view: View) -> tuple[str, Span]:
    """The row as a line of text, and where the number stands in it."""
    texts: list[str] = []
    mark = Span(0, 0)
    for cell in view.spot.line:
        if cell.span == view.spot.cell.span:
            at = sum(len(text) + len(_BETWEEN) for text in texts)
            mark = Span(at + view.quantity.span.start, at + view.quantity.span.end)
        texts.append(cell.text)
    return _BETWEEN.join(texts), mark
