"""What an explanation says: every decision about a number, with the rules that were asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from reportmine.extraction.rule import Asked
from reportmine.model import Claim, Note, Quantity, Rejected, Span, Word

About = Literal["rejection", "name", "unit", "measure", "status", "period", "baseline", "scope", "indicator", "topic"]


class Decision(NamedTuple):
    """What was decided (`value`, empty for nothing), by which rule, going by which characters."""

    about: About
    value: str
    rule: str
    evidence: str
    asked: tuple[Asked, ...] = ()


class Phrases(NamedTuple):
    """What the naming rules had to go by: noun phrases beside the figure, and the names before it."""

    before: str
    verb: str
    behind: str
    last: str


class NameCandidate(NamedTuple):
    """A name that a figure could have: its share of all that speaks for any (0 to 1), and the place that it stands at.

    `rules` propose it; a name that the user's lexicon knows (`users`) comes before all others.
    """

    name: str
    share: float
    place: str
    rules: tuple[str, ...]
    users: bool


class ClassCandidate(NamedTuple):
    """A measure with its direction or a status, and its share of all that speaks for any (0 to 1)."""

    answer: str
    share: float


class Difference(NamedTuple):
    """A feature that parts the two likeliest: `seen` is what it looked at.

    Of names, `name` is the one that has it; of measures and statuses, the one that it speaks for. `weight` is what it
    adds to the score of the first, less that of the second: above zero it speaks for the first, below zero for the
    second.
    """

    name: str
    feature: str
    meaning: str
    seen: str
    weight: float


class Naming(NamedTuple):
    """What was weighed for a figure's name: the likeliest candidates, and what parts the first from the second.

    Of the differences those for the first come first, the heaviest in front, then those for the second.
    """

    candidates: tuple[NameCandidate, ...]
    differences: tuple[Difference, ...]


class Classing(NamedTuple):
    """What was weighed in the same way where there are few answers: measures, statuses."""

    candidates: tuple[ClassCandidate, ...]
    differences: tuple[Difference, ...]


class Explanation(NamedTuple):
    """One number with all that was decided about it; spans count in the raw text, `mark` in `sentence`.

    `words` are those of the sentence, `clause` the stretch of them that belongs to the figure; a row of a table,
    which is its sentence, has none, and nothing of it was weighed. `classing` holds what was weighed for a
    decision with few answers.
    """

    span: Span
    text: str
    line: int
    outcome: Claim | Rejected
    quantity: Quantity
    sentence: str
    mark: Span
    section: str
    repairs: tuple[str, ...]
    words: tuple[Word, ...]
    clause: Span
    phrases: Phrases | None
    naming: Naming | None
    classing: Mapping[About, Classing]
    decisions: tuple[Decision, ...]


class Wanted(NamedTuple):
    """Which numbers: those of a line, or the one over a raw offset; all where both are None."""

    line: int | None = None
    at: int | None = None


def decided(about: About, value: str, note: Note | None, asked: tuple[Asked, ...] = ()) -> Decision:
    """A decision whose rule and evidence its note tells; without a note, nothing was decided."""
    return Decision(about, value if note else "", note.rule if note else "", note.evidence if note else "", asked)


# What decides which standard indicator is meant.
KNOWN = "known wording"


def known_indicator(claim: Claim) -> Decision:
    """The standard indicator that a metric is known to mean."""
    known = claim.indicator
    return Decision("indicator", known or "", KNOWN if known else "", claim.metric if known else "")
