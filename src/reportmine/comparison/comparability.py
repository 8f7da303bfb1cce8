"""What makes one doubt that reports can be compared, as sentences for the reader.

`DOUBTS` are asked in turn, each of two neighbouring reports; `of_pairs` looks at what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.model import Report

_UNSAID = re.compile(r"[0-9年度\W_]+|第[一二三四五六七八九十]+[届次]")
# Without years and numbers the titles of one body's reports are the same (100 in all three pairs that
# were measured); those of two bodies in the samples reach 20 at most.
_SAME_TITLE = 80
# Two years of one body share from 21 to 54 in 100 of their figures (three pairs measured), a city's and
# a company's or a foundation's report none. Two cities may share as many: that the titles must tell.
_FEW_PAIRS, _ENOUGH_FIGURES = 0.1, 10


class Doubt(NamedTuple):
    """A doubt about two reports: its name, why it matters, and the sentence, or None."""

    name: str
    why: str
    say: Callable[[Report, Report], str | None]


def doubts_of(reports: Sequence[Report]) -> Iterator[str]:
    """All that makes these reports, in their order, hard to compare."""
    for report in reports:
        if not report.claims:
            yield f"{name_of(report)}: there is no figure in it, so that nothing can be compared."
    if any(report.year is None for report in reports):
        unknown = ", ".join(name_of(report) for report in reports if report.year is None)
        years = ",".join(str(2022 + at) for at in range(len(reports)))
        yield f"{unknown}: the year cannot be told; the order is as given. Say it, such as --years {years}."
    for one, other in pairwise(reports):
        said = (doubt.say(one, other) for doubt in DOUBTS)
        yield from (sentence for sentence in said if sentence)


def doubt_of_pairs(old: Report, new: Report, pairs: int) -> str | None:
    """A sentence where hardly any figure of one report is in the other."""
    fewer = min(len(old.claims), len(new.claims))
    if fewer < _ENOUGH_FIGURES or pairs >= _FEW_PAIRS * fewer:
        return None
    said = f"only {pairs} of {fewer} figures have a partner; are both reports of one body and of one kind?"
    return f"{name_of(old)} and {name_of(new)}: {said}"


def name_of(report: Report) -> str:
    """What to call a report: its path, else its title."""
    return report.source.path or report.title or "untitled"


def _same_year(one: Report, other: Report) -> str | None:
    if one.year is None or one.year != other.year:
        return None
    return f"{name_of(one)} and {name_of(other)}: both are of {one.year}."


def _other_body(one: Report, other: Report) -> str | None:
    a, b = (_UNSAID.sub("", report.title or "") for report in (one, other))
    if not a or not b or fuzz.ratio(a, b) >= _SAME_TITLE:
        return None
    return (
        f"{name_of(one)} and {name_of(other)}: by their titles they are of two bodies, {one.title} and {other.title}."
    )


DOUBTS: tuple[Doubt, ...] = (
    Doubt("same year", "nothing has passed between them", _same_year),
    Doubt("other body", "the figures of two bodies are no change", _other_body),
)
