"""Reports as a page: a table of the figures, and beside it the text that they stand in.

The page is whole without its script: each figure of the text is a link to its row, each row one to its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple

from reportmine.model import Claim, Rejected, Report, Topic
from reportmine.output.charts import Part, strip
from reportmine.output.columns import COLUMNS, TOPICS, Language, plain
from reportmine.output.page_template import filled
from reportmine.output.page_text import Block, blocks_of
from reportmine.output.page_words import Reason, Words
from reportmine.output.table import ARROWS

# Columns that do not stand in the row, but below it.
_BELOW = ("indicator", "baseline", "scope", "section")


class FigureRow(NamedTuple):
    """A row of the table: the claim, its number, and what is said about it in words.

    `plain` is the value in plain digits, empty where the report writes them so itself; `value` is the same for all.
    """

    number: int
    claim: Claim
    sign: str
    arrow: str
    plain: str
    value: str
    place: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]


class RejectedGroup(NamedTuple):
    """The numbers that one rule rejected, each with its number in the report."""

    name: str
    why: str
    numbers: tuple[tuple[int, Rejected], ...]


class TopicCount(NamedTuple):
    """A topic, its name, and how many figures are of it."""

    topic: Topic
    name: str
    figures: int


class ReportView(NamedTuple):
    """All that the page shows of one report; `number` parts the marks of several reports."""

    number: int
    title: str
    facts: tuple[str, ...]
    remarks: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    topics: tuple[TopicCount, ...]
    strip: str
    measures: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    rejected: tuple[RejectedGroup, ...]
    reasons: dict[int, str]
    blocks: tuple[Block, ...]


def page_of(reports: Sequence[Report], language: Language = "zh") -> str:
    """The reports as one HTML page; raises WritingError where Jinja2 is not installed.

    >>> from reportmine.pipeline import extract
    >>> page = page_of([extract("举办培训20场。")])
    >>> page.startswith("<!doctype html>"), '<a class="mark' in page
    (True, True)
    """
    words = Words(language)
    views = [_view(number, report, words) for number, report in enumerate(reports)]
    title = " · ".join(view.title for view in views[:3]) + (" …" if len(views) > 3 else "")
    return filled("reports.jinja", views=views, title=title, w=words)


def _view(number: int, report: Report, words: Words) -> ReportView:
    claims = report.claims
    counted = Counter(claim.topic for claim in claims)
    topics = tuple(TopicCount(topic, words.topic(topic), counted[topic]) for topic in TOPICS if counted[topic])
    parts = [Part(f"t-{topic.topic}", topic.name, topic.figures) for topic in topics]
    return ReportView(
        number=number,
        title=title_of(report, words),
        facts=tuple(_facts(report, words)),
        remarks=tuple(map(words.sentence, (*report.source.remarks, *report.remarks))),
        rows=tuple(_row(at, claim, words) for at, claim in enumerate(claims)),
        topics=topics,
        strip=strip(parts, words["page"]["topic"]) if parts else "",
        measures=_choices({claim.measure for claim in claims}, words["measure"]),
        statuses=_choices({claim.status for claim in claims}, words["status"]),
        periods=tuple((period, period) for period in sorted({c.period for c in claims if c.period}, reverse=True)),
        rejected=tuple(_rejected(report, words)),
        reasons={at: ": ".join(words.rejection(one)) for at, one in enumerate(report.rejected)},
        blocks=_levelled(tuple(blocks_of(report))),
    )


def _choices(there: Collection[str], words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, said) for name, said in words.items() if name in there)


def title_of(report: Report, words: Words) -> str:
    """What to call a report: its title, else the name of its file."""
    path = report.source.path
    if report.title or not path:
        return report.title or words["page"]["untitled"]
    return words["page"]["standard_input"] if path == "-" else PurePath(path).name


def _facts(report: Report, words: Words) -> Iterator[str]:
    said, source = words["page"], report.source
    if report.year:
        yield said["year"].format(year=report.year)
    yield said["figure_count"].format(count=len(report.claims))
    if report.rejected:
        yield said["rejected_count"].format(count=len(report.rejected))
    if source.path and source.path != "-":
        yield source.path
    yield source.encoding


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The headings so that the highest of them is of level 1."""
    highest = min((block.level for block in blocks if block.kind == "heading"), default=1)
    return tuple(b._replace(level=b.level - highest + 1) if b.kind == "heading" else b for b in blocks)


# -------------------------------------------------------------------------------------------- rows


def _row(number: int, claim: Claim, words: Words) -> FigureRow:
    value = value_of(claim)
    page = words["page"]
    place = page["line"] if claim.page is None else page["page_line"]
    return FigureRow(
        number=number,
        claim=claim,
        sign=sign_of(claim, words),
        arrow=ARROWS[claim.direction].strip(),
        plain="" if _is_written_plain(claim) else value,
        value=value,
        place=place.format(page=claim.page, line=claim.line),
        facts=tuple(_claim_facts(claim, words)),
        reasons=tuple(map(words.reason, claim.notes)),
    )


def sign_of(claim: Claim, words: Words) -> str:
    """What stands before a figure that is not exact, where it does not say so itself."""
    said = words["sign_inside"].get(claim.qualifier, "")
    return "" if any(char in claim.text for char in said) else words["sign"].get(claim.qualifier, "")


def value_of(claim: Claim) -> str:
    """The value in plain digits in groups of three, with its unit.

    >>> from reportmine.pipeline import extract
    >>> [value_of(claim) for claim in extract("完成投资3.5亿元，增长5%—6%。").claims]
    ['350,000,000 元', '5–6 %']
    """
    quantity = claim.quantity
    ends = (quantity.low,) if quantity.high is None else (quantity.low, quantity.high)
    return f"{'–'.join(map(grouped, map(plain, ends)))} {quantity.unit}".strip()


def grouped(digits: str) -> str:
    """Plain digits with a comma between groups of three.

    >>> grouped("1234567.25"), grouped("-999")
    ('1,234,567.25', '-999')
    """
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "") else digits


def _is_written_plain(claim: Claim) -> bool:
    """Whether the report writes the value in plain digits: 2,150人, 2.6个百分点."""
    ends = [plain(end) for end in (claim.quantity.low, claim.quantity.high) if end is not None]
    return all(end in claim.text.replace(",", "") for end in ends)


def _claim_facts(claim: Claim, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of a claim and does not stand in its row."""
    qualifier = words["qualifier"][claim.qualifier]
    yield words["page"]["plain_value"], value_of(claim) + (f" ({qualifier})" if claim.qualifier != "exact" else "")
    for column in COLUMNS:
        cell = column.get(claim)
        if column.name in _BELOW and cell and cell != claim.metric:
            yield words.column(column.name), str(cell)
    start, end = claim.span
    yield words["page"]["place"], words["page"]["characters"].format(start=start, end=end)


def _rejected(report: Report, words: Words) -> Iterator[RejectedGroup]:
    """The rejected numbers by rule, the most frequent rule first."""
    numbered = sorted(enumerate(report.rejected), key=lambda one: one[1].rule)
    groups = [tuple(group) for _, group in groupby(numbered, key=lambda one: one[1].rule)]
    for numbers in sorted(groups, key=len, reverse=True):
        yield RejectedGroup(*words.rejection(numbers[0][1]), numbers)
