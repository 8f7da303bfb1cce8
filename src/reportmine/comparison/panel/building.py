"""Reports → panels: one pass over the reports, then a row a body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.panel.bodies import by_body
from reportmine.comparison.panel.evidence import Evidence, evidence_of
from reportmine.comparison.panel.model import BodyRow, Figure, Mark, Observation, Panel
from reportmine.comparison.panel.near_names import near_names
from reportmine.comparison.panel.preferences import Candidate, best_of, says_whole
from reportmine.comparison.panel.units import factors, model_of, multiplier_of
from reportmine.comparison.panel.wanted import Wanted
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import converted
from reportmine.comparison.years import year_of
from reportmine.messages.message import Message, counted, message
from reportmine.model import Claim, Measure, Report, Status
from reportmine.model.claim import DOUBTFUL


def series(reports: Iterable[Report], metric: str, *, measure: Measure = "level", status: Status = "actual") -> Panel:
    """One figure of all bodies that the reports are of, over all years: a row a body, a column a year.

    `metric` is a name as reports have it, or a standard indicator in any spelling (GDP). `measure` and `status` say
    what kind of figure is wanted: `"change"` gives rates of growth, `"target"` what was planned. Values are brought
    into one unit. A report of the year after fills a cell that no report of its own year does. Where nothing fits,
    `rows` is empty and `remarks` name what was found near it.

    >>> from reportmine.api import extract
    >>> texts = ("2022年云屏市政府工作报告\\n2022年，全市生产总值1150亿元。",
    ...          "2023年云屏市政府工作报告\\n2023年，全市生产总值1200亿元。")
    >>> found = series(map(extract, texts), "GDP")
    >>> found.years, [(row.body, [str(cell.figure.value) for cell in row.cells]) for row in found.rows]
    ((2022, 2023), [('云屏市', ['115000000000', '120000000000'])])
    """
    (found,) = panels(reports, [Wanted.of(metric, measure, status)])
    return found


def panels(reports: Iterable[Report], wanted: Sequence[Wanted]) -> tuple[Panel, ...]:
    """The panel of each metric that is asked for; of every report only its figures of these are kept."""
    kept: list[Evidence] = []
    names: Counter[str] = Counter()
    kinds: Counter[tuple[int, str, str]] = Counter()
    for report in reports:
        kept.append(evidence_of(report, wanted))
        names.update(claim.metric for claim in report.claims)
        kinds.update(
            (at, claim.measure, claim.status)
            for at, one in enumerate(wanted)
            for claim in report.claims
            if one.names(claim)
        )
    found = []
    for at, one in enumerate(wanted):
        panel = _panel(kept, at, one)
        if not panel.rows:
            others = Counter({(kind, status): n for (metric, kind, status), n in kinds.items() if metric == at})
            panel = replace(panel, remarks=(*_nothing(one, names, others), *panel.remarks))
        found.append(panel)
    return tuple(found)


# --------------------------------------------------------------------------------------- one panel


class _Placed(NamedTuple):
    """A claim that fits, its report, and its year."""

    claim: Claim
    report: Evidence
    year: int


def _panel(reports: Sequence[Evidence], metric: int, wanted: Wanted) -> Panel:
    bodies = by_body(reports)
    places: dict[str, list[_Placed]] = {}
    left_out: Counter[str] = Counter()
    for name, of_body in bodies.items():
        places[name] = [placed for report in of_body for placed in _placed(report, metric, left_out)]
    claims = [placed.claim for found in places.values() for placed in found]
    empty = Panel(wanted.metric, wanted.measure, wanted.status, reports=len(reports))
    if not claims:
        return replace(empty, remarks=_remarks(left_out))
    model = model_of(claims)
    cells = {name: _cells(found, model, wanted, left_out) for name, found in places.items()}
    years = tuple(sorted({year for found in cells.values() for year in found}))
    rows = tuple(BodyRow(name, tuple(found.get(year) for year in years)) for name, found in cells.items() if found)
    others = [name for name, found in cells.items() if not found]
    shown = [cell.figure.claim for row in rows for cell in row.cells if cell]
    return replace(
        empty,
        unit=model.quantity.unit,
        multiplier=multiplier_of(shown, model.quantity.unit),
        years=years,
        rows=rows,
        remarks=(*_without(others), *_remarks(left_out)),
    )


def _placed(report: Evidence, metric: int, left_out: Counter[str]) -> Iterable[_Placed]:
    """The claims of a report that are of its whole body and of a whole year: its own, or the one before."""
    for claim in report.claims[metric]:
        year = year_of(claim) if claim.period else report.year
        if year is None or (claim.period and not claim.period.isdigit()):
            left_out["part of a year"] += 1
        elif not report.is_of_whole(claim):
            left_out["part of a body"] += 1
        elif claim.status == "actual" and report.year is not None and not report.year - 1 <= year <= report.year:
            left_out["another year"] += 1
        else:
            yield _Placed(claim, report, year)


def _cells(found: Sequence[_Placed], model: Claim, wanted: Wanted, left_out: Counter[str]) -> dict[int, Observation]:
    candidates: dict[int, list[Candidate]] = defaultdict(list)
    for placed, times in zip(found, factors([placed.claim for placed in found], model), strict=True):
        if times is None:
            left_out["another unit"] += 1
        else:
            figure = _figure(placed, times)
            candidates[placed.year].append(Candidate(figure, placed.report, wanted, placed.year))
    return {year: _observation(of_year) for year, of_year in candidates.items()}


def _figure(placed: _Placed, times: Decimal) -> Figure:
    quantity, report = placed.claim.quantity, placed.report
    sign = -1 if placed.claim.direction == "down" and quantity.low > 0 else 1
    high = None if quantity.high is None else sign * converted(quantity.high, times)
    return Figure(sign * converted(quantity.low, times), high, placed.claim, report.path, report.title)


def _observation(candidates: Sequence[Candidate]) -> Observation:
    best, rule = best_of(candidates)
    rivals = {other.figure.value: other.figure for other in candidates if _is_rival(best, other)}
    return Observation(best.figure, rule, tuple(_marks(best, rivals)), tuple(rivals.values()), len(candidates))


def _is_rival(best: Candidate, other: Candidate) -> bool:
    """Whether a figure that says something else is as surely of the whole, and called so, as the one that is shown."""
    if not other.wanted.is_own_name(other.figure.claim) or says_whole(other) < says_whole(best):
        return False
    return _differ(best.figure, other.figure)


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures cannot both be right: exact ones, further apart than both were rounded."""
    claims = one.claim, other.claim
    if any(claim.qualifier != "exact" for claim in claims):
        return False
    # Both steps are at most so large in the unit of the panel: it is one of theirs.
    steps = (half_step(figure.claim) * _times(figure) for figure in (one, other))
    return abs(one.value - other.value) > sum(steps)


def _times(figure: Figure) -> Decimal:
    low = abs(figure.claim.quantity.low)
    return abs(figure.value) / low if low else Decimal(1)


def _marks(best: Candidate, rivals: Collection[object]) -> Iterable[Mark]:
    if not best.figure.claim.is_sure(DOUBTFUL):
        yield "unsure"
    if rivals:
        yield "disputed"
    if not best.is_own and best.figure.claim.status == "actual":
        yield "later"
    if best.figure.claim.period is None:
        yield "no year"


# --------------------------------------------------------------------------------------- what is said


# Of bodies without a figure so many are named.
_NAMED = 5


def _without(bodies: Sequence[str]) -> Iterable[Message]:
    if bodies:
        named = (*bodies[:_NAMED], *("…" for _ in bodies[_NAMED : _NAMED + 1]))
        yield counted(
            "nothing was found in the reports of {count:,} body: {names}.",
            "nothing was found in the reports of {count:,} bodies: {names}.",
            len(bodies),
            names=named,
        )


def _remarks(left_out: Counter[str]) -> tuple[Message, ...]:
    said = {
        "part of a body": counted(
            "left out {count:,} figure of a part of a body, or of something around it.",
            "left out {count:,} figures of parts of a body, or of something around it.",
            left_out["part of a body"],
        ),
        "part of a year": counted(
            "left out {count:,} figure of a part of a year, of several years, or of none that is known.",
            "left out {count:,} figures of a part of a year, of several years, or of none that is known.",
            left_out["part of a year"],
        ),
        "another year": counted(
            "left out {count:,} figure of a year that is neither that of its report nor the one before.",
            "left out {count:,} figures of a year that is neither that of their report nor the one before.",
            left_out["another year"],
        ),
        "another unit": counted(
            "left out {count:,} figure in a unit that cannot be turned into that of the others.",
            "left out {count:,} figures in a unit that cannot be turned into that of the others.",
            left_out["another unit"],
        ),
    }
    return tuple(one for name, one in said.items() if left_out[name])


def _nothing(wanted: Wanted, names: Counter[str], kinds: Counter[tuple[str, str]]) -> Iterable[Message]:
    """What is said where nothing fits: other kinds of the same figure, or the names near it."""
    if kinds:
        (measure, status), _ = kinds.most_common(1)[0]
        if (measure, status) != (wanted.measure, wanted.status):
            yield message(
                "no figure of {metric} is {measure} and {status}; there are {count} of it that are {other_measure} and "
                "{other_status}: --measure {other_measure} --status {other_status}",
                metric=wanted.metric,
                measure=wanted.measure,
                status=wanted.status,
                count=kinds[measure, status],
                other_measure=measure,
                other_status=status,
            )
        return
    near = near_names(wanted.metric, names)
    if near:
        yield message("no figure is called {metric}; near it are {names}.", metric=wanted.metric, names=tuple(near))
    else:
        yield message("no figure is called {metric}, nor anything like it.", metric=wanted.metric)
