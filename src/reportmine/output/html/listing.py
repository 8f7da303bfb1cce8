"""The list of a page of several reports: what it says of each, and what the search over all of them finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from reportmine.comparison.bodies import body_of
from reportmine.corrections.queue import to_check
from reportmine.model import Claim, Report
from reportmine.output.html.checking import key_of
from reportmine.output.html.markup import Html, json_of
from reportmine.output.html.translations import Words
from reportmine.output.terminal.cells import shown


class Entry(NamedTuple):
    """A report in the list: year, body and file, `hint` is all that may be cut off, `searched` is for the search."""

    facts: tuple[str, ...]
    hint: str
    to_check: int
    key: str
    searched: Html


def entry_of(report: Report, title: str, words: Words) -> Entry:
    """What the list says of a report that is called so.

    >>> from reportmine.api import extract
    >>> report = extract("2023年工作报告\\n举办培训20场。")
    >>> entry = entry_of(report, "2023年工作报告", Words("zh"))
    >>> entry.facts, entry.to_check, entry.searched
    (('2023 年',), 1, '{"sentences":["举办培训20场。"],"figures":[["培训","20场",0]]}')
    """
    hint = " · ".join(filter(None, (title, report.source.path)))
    facts = tuple(_facts(report, title, words))
    return Entry(facts, hint, len(to_check(report.claims)), key_of(report), _searched(report.claims))


def _facts(report: Report, title: str, words: Words) -> Iterator[str]:
    body, path = body_of(report), report.source.path
    if report.year:
        yield words["page"]["year"].format(year=report.year)
    if body and body.name not in title:
        yield body.name
    if path and path != "-":
        yield PurePath(path).name


def _searched(claims: Sequence[Claim]) -> Html:
    """The figures of a report with the numbers of their sentences, which many of them share."""
    numbers: dict[str, int] = {}
    figures = [
        (shown(claim.metric), shown(claim.text + claim.unit_beside), numbers.setdefault(claim.sentence, len(numbers)))
        for claim in claims
    ]
    return json_of({"sentences": list(map(shown, numbers)), "figures": figures})
