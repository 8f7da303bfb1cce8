"""Comparisons, series and audits as a page: pairs with bars, years as lines, checks and targets with their verdicts.

Each row unfolds to the sentences that its figures were read from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reportmine.comparison.findings import is_telling
from reportmine.comparison.full_names import full_name
from reportmine.comparison.model import Comparison, Pair, Series
from reportmine.comparison.selection import size_of
from reportmine.messages.message import Message
from reportmine.model import Claim, Report
from reportmine.model.schema import TOPICS, Language
from reportmine.output.comparison import cell_text as said
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.labels import labels_of
from reportmine.output.comparison.result import Audits, Result
from reportmine.output.html import charts
from reportmine.output.html.report_page import TopicCount, title_of
from reportmine.output.html.templates import filled
from reportmine.output.html.translations import Words
from reportmine.output.html.view_models import Part, audit_parts, kind_of, label_of, parts_of, series_part, signed

# The picture of what moved most shows so many, once for wide screens and once for phones (pixels).
_MOST, _WIDE, _NARROW = 12, 580, 340


class Picture(NamedTuple):
    """A chart with its heading, drawn for wide and for narrow screens."""

    title: str
    wide: str
    narrow: str


def page_of(result: Result, language: Language = "zh") -> str:
    """A comparison, series or audit as one HTML page; raises WritingError where Jinja2 is not installed."""
    match result.subject:
        case Comparison() as comparison:
            return comparison_page(comparison, result.show, language)
        case Series() as series:
            return series_page(series, result.show, language)
        case audits:
            return audits_page(audits, language)


def comparison_page(comparison: Comparison, show: Collection[str], language: Language = "zh") -> str:
    """Two reports side by side as one HTML page; `show` names the sections.

    >>> from reportmine.comparison.pairwise import compare
    >>> from reportmine.api import extract
    >>> page = comparison_page(compare(extract("举办培训20场。"), extract("举办培训25场。")), ["pairs"])
    >>> "+25%" in page, page.count('class="two-bars"')
    (True, 1)
    """
    words = Words(language)
    reports = (comparison.old, comparison.new)
    pictures = _pictures(comparison.pairs, words) if "pairs" in show else []
    parts = parts_of(comparison, show, words)
    findings = finding_lines(comparison, language) if Result(comparison, show).is_whole else []
    return _filled(_Page(_heading(reports, words), reports, parts, comparison.warnings, pictures, findings), words)


def series_page(series: Series, show: Collection[str], language: Language = "zh") -> str:
    """More than two reports: a line a metric, then the checks and targets of each report against the one before."""
    words = Words(language)
    parts = [series_part(series, words)]
    labels = labels_of(series.reports)
    for at, step in enumerate(series.steps):
        years = " → ".join(labels[at : at + 2])
        for part in parts_of(step, [name for name in show if name in ("audits", "targets")], words):
            parts.append(part._replace(id=f"{part.id}-{at}", name=f"{part.name} {years}"))
    return _filled(_Page(_heading(series.reports, words), series.reports, parts, series.warnings), words)


def audits_page(audits: Audits, language: Language = "zh") -> str:
    """The checks of one report and more."""
    words = Words(language)
    parts, reports = [], []
    for at, (report, found) in enumerate(audits):
        for part in audit_parts(found, report, report, words):
            parts.append(part._replace(id=f"{part.id}-{at}", name=f"{part.name} {label_of(report, at + 1)}"))
        reports.append(report)
    titles = " · ".join(title_of(report, words) for report in reports)
    return _filled(_Page(words["comparison"]["audit_title"].format(titles=titles), reports, parts), words)


class _Page(NamedTuple):
    heading: str
    reports: Sequence[Report]
    parts: Sequence[Part]
    warnings: Sequence[Message] = ()
    pictures: Sequence[Picture] = ()
    findings: Sequence[str] = ()


def _filled(page: _Page, words: Words) -> str:
    labelled = zip(labels_of(page.reports), page.reports, strict=True)
    counted = Counter(line.topic for part in page.parts for line in part.lines)
    return filled(
        "comparison.jinja",
        title=page.heading,
        reports=[(label, title_of(report, words), report) for label, report in labelled],
        parts=page.parts,
        topics=[TopicCount(topic, words["topic"][topic], counted[topic]) for topic in TOPICS if counted[topic]],
        results=_results(page.parts, words),
        warnings=[words.message(warning) for warning in page.warnings],
        pictures=page.pictures,
        findings=page.findings,
        findings_title=findings_title(words.language),
        count=sum(len(part.lines) for part in page.parts),
        w=words,
    )


def _heading(reports: Sequence[Report], words: Words) -> str:
    return words["comparison"]["title"].format(years=_years(reports))


def _years(reports: Sequence[Report]) -> str:
    return " → ".join(labels_of(reports))


def _results(parts: Sequence[Part], words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the rows can be filtered by, group by group."""
    there = {line.result for part in parts for line in part.lines}
    groups = (("pairs", "way"), ("audits", "audit"), ("targets", "target"))
    found = []
    for name, group in groups:
        options = [(f"{group}-{value}", said) for value, said in words[group].items() if f"{group}-{value}" in there]
        if options:
            found.append((words["comparison"][name], options))
    return found


# ---------------------------------------------------------------------------------------- pictures


def _pictures(pairs: Iterable[Pair], words: Words) -> list[Picture]:
    """What surely moved most: in per cent and in points, which cannot be drawn on one scale."""
    found = list(filter(is_telling, pairs))
    named = words["comparison"]
    kinds = (("amount", "biggest_percent"), ("points", "biggest_points"))
    drawn = (_picture([pair for pair in found if pair.change.kind == kind], named[name], words) for kind, name in kinds)
    return [picture for picture in drawn if picture]


def _picture(pairs: Iterable[Pair], title: str, words: Words) -> Picture | None:
    moved = [pair for pair in pairs if size_of(pair.change) and (pair.change.kind != "amount" or pair.change.percent)]
    most = sorted(moved, key=lambda pair: -(size_of(pair.change) or 0))[:_MOST]
    # That they are points stands above them.
    units = {**words["units"], "百分点": "", "千分点": "‰"}
    bars = [
        charts.Named(
            _full_name(pair.new, words), signed(pair.change), said.percent_of(pair.change, units), pair.change.way
        )
        for pair in most
    ]
    if len(bars) < 2:
        return None
    label = f"{words['comparison']['biggest']} {title}"
    return Picture(title, *(charts.ranked(bars, width, label) for width in (_WIDE, _NARROW)))


def _full_name(claim: Claim, words: Words) -> str:
    name = full_name(claim)
    return name if claim.measure == "level" else f"{name} · {kind_of(claim, words)}"
