"""Which of several figures a cell shows: the first preference that tells two of them apart decides.

`PREFERENCES` are asked from top to bottom; whatever is left is told by which stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportmine.comparison.panel.evidence import Evidence
from reportmine.comparison.panel.model import Figure
from reportmine.comparison.panel.wanted import Wanted
from reportmine.messages.message import Message, message


class Candidate(NamedTuple):
    """A figure that would fit a cell, the report that it is of, and what is asked for."""

    figure: Figure
    report: Evidence
    wanted: Wanted
    year: int

    @property
    def is_own(self) -> bool:
        """Whether its report is of that year, and not of the year after."""
        return self.report.year == self.year or self.report.year is None


class Preference(NamedTuple):
    """What is preferred, why, and the function that grows with it."""

    name: str
    why: Message
    degree: Callable[[Candidate], float]


def _is_own(candidate: Candidate) -> float:
    return candidate.is_own


def _says_year(candidate: Candidate) -> float:
    return candidate.figure.claim.period is not None


def _is_own_name(candidate: Candidate) -> float:
    return candidate.wanted.is_own_name(candidate.figure.claim)


def says_whole(candidate: Candidate) -> float:
    """Whether a figure's sentence says that it is of the whole body."""
    return candidate.figure.claim.scope is not None  # other wholes were left out before


def _is_exact(candidate: Candidate) -> float:
    return candidate.figure.claim.qualifier == "exact"


def _is_in_text(candidate: Candidate) -> float:
    return not is_of_table(candidate)


def _sureness(candidate: Candidate) -> float:
    confidence = candidate.figure.claim.confidence
    return 1.0 if confidence is None else confidence


def is_of_table(candidate: Candidate) -> bool:
    """Whether a figure stands in a table; names in tables are ruled, and have no confidence."""
    claim = candidate.figure.claim
    return claim.name_source == "table" or claim.confidence is None


PREFERENCES: tuple[Preference, ...] = (
    Preference("report of the year", message("a report knows its own year best"), _is_own),
    Preference("year said", message("the sentence says the year"), _says_year),
    Preference("name as asked for", message("longer names may be of a part"), _is_own_name),
    Preference("whole body said", message("the sentence says that it is of all of the body"), says_whole),
    Preference("exact number", message("a bound is less than a number"), _is_exact),
    Preference("text over table", message("a table may be of a part that its head does not say"), _is_in_text),
    Preference("most sure", message("the surest was most often right"), _sureness),
)


def best_of(candidates: Sequence[Candidate]) -> tuple[Candidate, str]:
    """The one that is shown, and the name of the preference by which it comes before the next; "" where it is alone.

    Of candidates that no preference tells apart the first is taken.
    """
    degrees = [tuple(one.degree(candidate) for one in PREFERENCES) for candidate in candidates]
    best = max(range(len(candidates)), key=degrees.__getitem__)  # of equals the first
    others = [degree for at, degree in enumerate(degrees) if at != best]
    if not others:
        return candidates[best], ""
    ways = zip(PREFERENCES, degrees[best], max(others), strict=True)
    return candidates[best], next((one.name for one, mine, theirs in ways if mine != theirs), "first in its report")
