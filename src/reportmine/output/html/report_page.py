"""Reports as a page: a table of the figures, and beside it the text that they stand in; several with a list of them.

The page is whole without its script: each figure of the text is a link to its row, each row one to its place.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath
from typing import Any, NamedTuple

from reportmine.corrections.carrying import Held
from reportmine.model import Report, Topic
from reportmine.model.schema import CHOICES, TOPICS, Language
from reportmine.output.html import checking
from reportmine.output.html.charts import Part as Share
from reportmine.output.html.charts import strip
from reportmine.output.html.figures import Figures
from reportmine.output.html.listing import entry_of
from reportmine.output.html.markup import Html
from reportmine.output.html.scanned_pages import Frame, Part, parts_of, scanned_pages
from reportmine.output.html.templates import filled
from reportmine.output.html.text_blocks import Block, Piece, blocks_of
from reportmine.output.html.translations import Words


class RejectedGroup(NamedTuple):
    """The numbers that one rule rejected: why, how many, and links to them."""

    name: str
    why: str
    size: int
    links: Html


class TopicCount(NamedTuple):
    """A topic, its name, and how many figures are of it."""

    topic: Topic
    name: str
    figures: int


class ReportView(NamedTuple):
    """All that the page shows of one report; `number` parts the marks of several reports.

    `rows` is the table of its figures, `parts` are its text and the pictures of its pages, `pictured` says whether it
    has any. `written` makes markup of a stretch of its text, `place` says where that begins, `frames` makes markup of
    the frames of a picture. `data` is what the script knows of it.
    """

    number: int
    title: str
    facts: tuple[str, ...]
    remarks: tuple[str, ...]
    figures: int
    rows: Callable[[], Html]
    topics: tuple[TopicCount, ...]
    strip: str
    measures: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    rejected: tuple[RejectedGroup, ...]
    numbers: int
    parts: Iterator[Part]
    pictured: bool
    frames: Callable[[Iterable[Frame]], Html]
    written: Callable[[Iterable[Piece]], Html]
    place: Callable[[Iterable[Piece]], Html]
    data: Html


def page_of(
    reports: Sequence[Report], language: Language = "zh", known: Sequence[Held] = (), *, pictures: bool = True
) -> str:
    """The reports as one HTML page; raises WritingError where Jinja2 is not installed.

    `known` are corrections that reports have already: each belongs to the report with its digest. Pages that were read
    of pictures are shown as their `pictures`, or else as the text that was read.

    >>> from reportmine.api import extract
    >>> page = page_of([extract("举办培训20场。")])
    >>> page.startswith("<!doctype html>"), '<a class="mark' in page
    (True, True)
    """
    words = Words(language)
    figures = Figures(words)
    corrections = {one.holding.sha256: one for one in known if one.holding.sha256}
    views = [
        _view(number, report, words, figures, corrections.get(report.source.sha256))
        for number, report in enumerate(reports if pictures else map(_without_pictures, reports))
    ]
    title = " · ".join(view.title for view in views[:3]) + (" …" if len(views) > 3 else "")
    own: dict[str, Any] = {"rules": checking.rules(words), "choices": _field_choices(words)}
    several = zip(views, reports, strict=True) if len(views) > 1 else ()
    entries = [entry_of(report, view.title, words) for view, report in several]
    own |= {"views": views, "entries": entries, "title": title, "w": words}
    pictured = any(view.pictured for view in views)
    return filled("reports.jinja", checking=True, listing=bool(entries), pictured=pictured, **own)


def _without_pictures(report: Report) -> Report:
    return replace(report, source=report.source.without_pictures())


def _field_choices(words: Words) -> dict[str, list[tuple[str, str]]]:
    """What each field that is a choice can be, and what that is called."""
    return {name: list(words[name].items()) for name in CHOICES}


def _view(number: int, report: Report, words: Words, figures: Figures, known: Held | None) -> ReportView:
    claims = report.claims
    counted = Counter(claim.topic for claim in claims)
    topics = tuple(TopicCount(topic, words["topic"][topic], counted[topic]) for topic in TOPICS if counted[topic])
    shares = [Share(f"t-{topic.topic}", topic.name, topic.figures) for topic in topics]
    pages = scanned_pages(report)
    framed = {(frame.kind, frame.number) for page in pages for frame in page.frames}
    return ReportView(
        number=number,
        title=title_of(report, words),
        facts=tuple(_facts(report, words)),
        remarks=tuple(map(words.message, (*report.source.remarks, *report.remarks))),
        figures=len(claims),
        rows=functools.partial(figures.rows, number, claims),
        topics=topics,
        strip=strip(shares, words["page"]["topic"]) if shares else "",
        measures=_choices({claim.measure for claim in claims}, words["measure"]),
        statuses=_choices({claim.status for claim in claims}, words["status"]),
        periods=tuple((period, period) for period in sorted({c.period for c in claims if c.period}, reverse=True)),
        rejected=tuple(_rejected(number, report, words, figures)),
        numbers=len(report.rejected),
        parts=parts_of(_levelled(report), report.source, pages),
        pictured=bool(pages),
        frames=functools.partial(figures.frames, number, report),
        written=functools.partial(figures.written, number, report, framed=framed),
        place=figures.place,
        data=checking.data_of(report, known),
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


def _levelled(report: Report) -> Iterator[Block]:
    """The blocks of a report when they are asked for, the headings so that the highest of them is of level 1."""
    blocks = list(blocks_of(report))
    highest = min((block.level for block in blocks if block.kind == "heading"), default=1)
    for block in blocks:
        yield block._replace(level=block.level - highest + 1) if block.kind == "heading" else block


def _rejected(number: int, report: Report, words: Words, figures: Figures) -> Iterator[RejectedGroup]:
    """The rejected numbers by rule, the most frequent rule first."""
    numbered = sorted(enumerate(report.rejected), key=lambda one: one[1].rule)
    groups = [tuple(group) for _, group in groupby(numbered, key=lambda one: one[1].rule)]
    for numbers in sorted(groups, key=len, reverse=True):
        name, why = words.rejection(numbers[0][1])
        yield RejectedGroup(name, why, len(numbers), figures.links(number, numbers))
