"""What the page of a comparison shows, put into words and pictures: its sections, their lines, the quotes below them.

`parts_of`, `audits_part` and `series_part` make the sections; comparison.jinja draws what they give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.full_names import full_name
from reportmine.comparison.model import Audit, Change, Comparison, Finding, Pair, Row, Series, Target
from reportmine.comparison.selection import change_of, size_of
from reportmine.model import Claim, Report, Span, Topic
from reportmine.model.display import corrected_figure
from reportmine.output.comparison import cell_text as said
from reportmine.output.comparison.labels import labels_of
from reportmine.output.comparison.sections import values_of
from reportmine.output.html import charts
from reportmine.output.html.figures import sign_of
from reportmine.output.html.translations import Words


class Quote(NamedTuple):
    """A sentence that a figure was read from: whose it is, where it stands, and the figure in it."""

    label: str
    place: str
    sentence: str
    mark: Span


class Line(NamedTuple):
    """A row of a section; it is filtered by `result` and sorted by `size`, `cells` are the section's own."""

    topic: Topic
    metric: str
    sub: str
    result: str
    cells: dict[str, str]
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    size: str = ""


class Part(NamedTuple):
    """A section of the page; `kind` is the macro that draws it (comparison.jinja), `labels` what its columns need."""

    kind: str
    id: str
    name: str
    title: str
    lines: tuple[Line, ...]
    labels: tuple[str, ...] = ()
    note: str = ""


# What the page calls the findings of audits, in its classes and its filter.
_FINDING_CLASS: dict[Finding, str] = {"consistent": "true", "wrong": "false", "look": "look", "not comparable": "none"}


def label_of(report: Report, at: int) -> str:
    """What a report is called above its figures: its year, or else its number."""
    return str(report.year or f"#{at}")


def parts_of(comparison: Comparison, show: Collection[str], words: Words) -> list[Part]:
    """The sections of a comparison that were asked for."""
    old, new = comparison.old, comparison.new
    parts = {
        "pairs": [_pairs(comparison, words)],
        "audits": audit_parts(comparison.audits, old, new, words),
        "targets": [_targets(comparison, words)],
        "only-old": [_only("only-old", comparison.only_old, old, words)],
        "only-new": [_only("only-new", comparison.only_new, new, words)],
    }
    return [part for name, named in parts.items() if name in show for part in named]


def _part(
    kind: str, lines: Iterable[Line], words: Words, labels: Iterable[str] = (), note: str = "", **counts: int
) -> Part:
    named, found = words["comparison"], tuple(lines)
    title = named[f"{kind}_of"].format(count=len(found), **counts)
    return Part(kind, kind, named[kind], title, found, tuple(labels), note)


def _pairs(comparison: Comparison, words: Words) -> Part:
    labels = labels_of((comparison.old, comparison.new))
    return _part("pairs", (_pair(pair, labels, words) for pair in comparison.pairs), words, labels)


def _pair(pair: Pair, labels: Sequence[str], words: Words) -> Line:
    old, new = pair.old, pair.new
    drawn = _bars(old, new) if pair.change.kind in ("amount", "points") else ""
    cells = {"old": figure(old, words), "new": figure(new, words), "bars": drawn}
    return _moved(new, pair.change, cells, _quotes(zip(labels, (old, new), strict=True), words), pair, words)


def _moved(
    claim: Claim, change: Change, cells: dict[str, str], quotes: tuple[Quote, ...], found: Pair | Row, words: Words
) -> Line:
    """A row that shows how far a figure has moved, `claim` being its newest."""
    note = _joined(words.message(change.reason), _doubt(found, words))
    size = "" if change.kind == "none" else str(signed(change))
    cells = cells | _move(change, words)
    return Line(claim.topic, full_name(claim), kind_of(claim, words), f"way-{change.way}", cells, note, quotes, size)


def _bars(old: Claim, new: Claim) -> str:
    before, after = values_of(Row((old, new)))
    return "" if before is None or after is None else charts.two_bars(before, after)


def _move(change: Change, words: Words) -> dict[str, str]:
    """The cells that say how far a figure has moved."""
    units = words["units"]
    if change.kind == "none":
        return {"way": "unknown", "arrow": "", "moved": words["comparison"]["not_comparable"], "amount": ""}
    moved, amount = said.percent_of(change, units), said.amount_of(change, units)
    if change.way == "same":
        moved, amount = words["way"]["same"], ""
    elif change.kind != "amount" or not moved:
        moved, amount = amount, ""
    arrow = "" if change.way == "same" else said.ARROW[change.way]
    return {"way": change.way, "arrow": arrow, "moved": moved, "amount": amount}


def signed(change: Change) -> Decimal:
    """The size of a change, below zero for a fall."""
    size = size_of(change) or Decimal(0)
    return -size if change.way == "down" else size


def audit_parts(audits: Iterable[Audit], old: Report, new: Report, words: Words) -> list[Part]:
    """What is stated, worked out again; `old` is the report that old figures of stated changes stand in.

    What is not surely wrong but worth a look stands apart, where there is any.
    """
    judged: list[Audit] = []
    to_look_at: list[Audit] = []
    for audit in audits:
        (to_look_at if audit.finding == "look" else judged).append(audit)
    wrong = sum(audit.finding == "wrong" for audit in judged)
    checks = _part("audits", (_audit(audit, old, new, words) for audit in judged), words, wrong=wrong)
    if not to_look_at:
        return [checks]
    looks = _part("looks", (_audit(audit, old, new, words) for audit in to_look_at), words)
    return [checks, looks._replace(kind="audits")]


def _audit(audit: Audit, before: Report, report: Report, words: Words) -> Line:
    named = words["comparison"]
    old_label = label_of(before if audit.check == "stated change" else report, 1)
    label = label_of(report, 2)
    if audit.parts:
        given = named["parts"].format(count=len(audit.parts))
        shown = [(f"{named['part_sentence']} {at}", part) for at, part in enumerate(audit.parts, 1)]
    else:
        given = f"{figure(audit.old, words)} → {figure(audit.new, words)}"
        shown = [(old_label, audit.old), (label, audit.new)]
    cells = {
        "verdict": words["audit"][_FINDING_CLASS[audit.finding]],
        "sign": said.FINDING[audit.finding],
        "class": _FINDING_CLASS[audit.finding],
        "from_to": given,
        "stated": figure(audit.stated, words),
        "computed": said.computed(audit, words["units"]),
    }
    quotes = _quotes([*shown, (named["stated_sentence"], audit.stated)], words)
    result = f"audit-{_FINDING_CLASS[audit.finding]}"
    note = words.message(audit.reason)
    return Line(audit.stated.topic, audit.metric, words["check"][audit.check], result, cells, note, quotes)


def _targets(comparison: Comparison, words: Words) -> Part:
    labels = labels_of((comparison.old, comparison.new))
    found = sorted(comparison.targets, key=lambda target: target.outcome is None)
    counts = Counter(target.met for target in found)
    lines = (_target(target, labels, words) for target in found)
    return _part("targets", lines, words, met=counts[True], missed=counts[False], open=counts[None])


def _target(target: Target, labels: Sequence[str], words: Words) -> Line:
    planned, outcome, margin = target.target, target.outcome, target.margin
    comparable = outcome is not None and margin is not None and margin.kind in ("amount", "points")
    units = words["units"]
    cells = {
        **_verdict("target", target.met, words),
        "planned": figure(planned, words),
        "reached": figure(outcome, words) if outcome else words["comparison"]["not_yet"],
        "bars": _against(planned, outcome) if outcome and comparable else "",
        "margin": said.percent_of(margin, units) or said.amount_of(margin, units)
        if margin and margin.kind != "none"
        else "",
    }
    quoted = ((label, claim) for label, claim in zip(labels, (planned, outcome), strict=True) if claim)
    note = _joined(words.message(target.reason), _doubt(target, words))
    return Line(
        planned.topic,
        full_name(planned),
        kind_of(planned, words),
        f"target-{_name(target.met)}",
        cells,
        note,
        _quotes(quoted, words),
    )


def _against(planned: Claim, reached: Claim) -> str:
    aim, value = values_of(Row((planned, reached)))
    return "" if aim is None or value is None else charts.against(aim, value)


def _only(kind: str, claims: Iterable[Claim], report: Report, words: Words) -> Part:
    label = label_of(report, 1 if kind == "only-old" else 2)
    lines = (
        Line(
            claim.topic,
            claim.metric,
            kind_of(claim, words),
            "",
            {"value": figure(claim, words), "period": claim.period or "", "line": str(claim.line)},
            quotes=_quotes([(label, claim)], words),
        )
        for claim in claims
    )
    return _part(kind, lines, words)._replace(kind="only")


def series_part(series: Series, words: Words) -> Part:
    """A line a metric that more than one report has."""
    labels = labels_of(series.reports)
    rows = [row for row in series.rows if sum(cell is not None for cell in row.cells) > 1]
    single = len(series.rows) - len(rows)
    note = words["comparison"]["series_single"].format(count=single) if single else ""
    lines = (_series_line(row, labels, words) for row in rows)
    return _part("series", lines, words, labels, note, reports=len(labels))


def _series_line(row: Row, labels: Sequence[str], words: Words) -> Line:
    figures = [figure(cell, words) if cell else "" for cell in row.cells]
    # Fewer is better for a place: its line goes up, too.
    values = [-value if value and row.last.measure == "rank" else value for value in values_of(row)]
    points = [charts.Point(*point) for point in zip(labels, values, figures, strict=True)]
    cells = {"trend": charts.trend(points, row.last.metric), **{f"year{at}": text for at, text in enumerate(figures)}}
    quotes = _quotes(((label, cell) for label, cell in zip(labels, row.cells, strict=True) if cell), words)
    return _moved(row.last, change_of(row), cells, quotes, row, words)


def figure(claim: Claim, words: Words) -> str:
    """A figure as its report writes it, with the word of its bound and the sign of its way."""
    way = {"down": "−", "up": "+", None: ""}[claim.direction]
    return sign_of(claim, words) + way + (corrected_figure(claim) or " ".join(claim.text.split()))


def kind_of(claim: Claim, words: Words) -> str:
    """What kind of figure a claim is."""
    return words["measure"][claim.measure]


def _verdict(group: str, verdict: bool | None, words: Words) -> dict[str, str]:
    name = _name(verdict)
    return {"verdict": words[group][name], "sign": said.VERDICT[verdict], "class": name}


def _name(verdict: bool | None) -> str:
    return "none" if verdict is None else str(verdict).lower()


def _doubt(found: Pair | Target | Row, words: Words) -> str:
    """What the marks of the tables say, in words."""
    if found.rivals:
        return words["comparison"]["rivals"].format(count=found.rivals)
    return words["comparison"]["unsure"] if said.is_doubtful(found) else ""


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _quotes(claims: Iterable[tuple[str, Claim]], words: Words) -> tuple[Quote, ...]:
    """The sentences of claims, each once with its label."""
    place = words["page"]["line"]
    return tuple(Quote(label, place.format(line=claim.line), claim.sentence, claim.mark) for label, claim in claims)
