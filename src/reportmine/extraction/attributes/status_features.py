"""What speaks for a figure to be reached or planned: named features, whose weights are learnt as those of names are.

They are asked only where the rules go by a mere sign, a word of planning or none at all. Where a rule knows (a part of
the report that plans, a budget, a year to come), weights that were learnt from other kinds of reports did worse: of
3,439 figures of kinds left out 0.965 were right by weights alone, 0.965 by rules alone, 0.971 by both (2026-11).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from reportmine.extraction.attributes.clause import Clause, Measured
from reportmine.extraction.attributes.measure_features import named
from reportmine.extraction.attributes.status_evidence import StatusEvidence
from reportmine.extraction.weights import Weights
from reportmine.model import Status, Word

STATUS_MEANINGS: Mapping[str, str] = {
    "s1": "the rule that decided, and what it says",
    "s2": "what the rules say, the word of planning, and whether the clause has it",
    "s3": "what the rules say, and the word that says that it was reached",
    "s4": "what the rules say, and the kind of the section",
    "s5": "two characters of the heading",
    "s6": "the status of the figure before, whether both have one name, and what stands between",
    "s7": "the status of the figure before, and what the rules say",
    "s8": "a word of the clause before the figure",
    "s9": "a word of the clause before the figure, and what the rules say",
    "sa": "a word of the sentence before the clause",
    "sb": "a word behind the figure",
    "sc": "the end of the name",
    "sd": "the measure, and what the rules say",
    "se": "the unit",
    "sf": "the first word of the sentence",
    "sg": "two words of the clause that stand together",
    "sh": "two characters of the title",
}

STATUSES: tuple[Status, ...] = ("actual", "target")

_WORDS_BEFORE = 12
_SENTENCE_BEFORE = 40
_WORDS_BEHIND = 6
# Where more words stand between two figures, they say little of both.
_BETWEEN = 3
_HEADING = 24
_TITLE = 40


def weighed(
    clause: Clause, measured: Measured, evidence: StatusEvidence, decided: tuple[str, Status], learned: Weights
) -> tuple[Status, float]:
    """What the weights speak for most, with its share of all; `decided` is what a rule says, with its name before it.

    They have to speak clearly against a word of planning (a log odd of 1: that cost 0.001 of status on kinds left out,
    and kept plans of companies that the weights took for reached).
    """
    scores = learned.by_class(status_features(clause, measured, evidence, decided), len(STATUSES))
    clearly = learned.unit if decided[1] == "target" else 0
    actual, target = scores
    chosen: Status = "target" if target + clearly > actual else "actual"
    return chosen, learned.share(scores, STATUSES.index(chosen))


def status_features(
    clause: Clause, measured: Measured, evidence: StatusEvidence, decided: tuple[str, Status]
) -> list[str]:
    """What may tell whether a figure was reached; `decided` is what a rule says, with its name before it."""
    rule, said = decided
    context = clause.context
    at, floor, words = context.at, context.floor, context.tokens.words
    own, behind = _general(words[max(floor, at - _WORDS_BEFORE) : at]), _general(words[at + 1 : at + 1 + _WORDS_BEHIND])
    earlier = clause.earlier.status if clause.earlier else evidence.cues.before
    return [
        f"s1={rule}|{said}",
        f"s2={said}|{evidence.planned}|{evidence.near}",
        f"s3={said}|{evidence.reached}",
        f"s4={said}|{evidence.section.kind}",
        *(f"s5={pair}" for pair in _pairs(evidence.section.title[:_HEADING])),
        f"s6={earlier}|{_joined(clause)}",
        f"s7={earlier}|{said}",
        *(f"s8={word}" for word in own),
        *(f"s9={word}|{said}" for word in own),
        *(f"sa={word}" for word in dict.fromkeys(_general(words[max(0, floor - _SENTENCE_BEFORE) : floor]))),
        *(f"sb={word}" for word in behind),
        f"sc={clause.name.text[-2:]}",
        f"sd={named(measured)}|{said}",
        f"se={clause.quantity.unit}",
        f"sf={_general(words[:1])[0]}",
        *(f"sg={one}{two}" for one, two in itertools.pairwise(own)),
        *(f"sh={pair}" for pair in _pairs(evidence.cues.title[:_TITLE])),
    ]


def _general(words: Sequence[Word]) -> list[str]:
    """Words as the features see them: one numeral is as good as another."""
    return ["#" if word.tag[:1] == "m" else word.text for word in words]


def _joined(clause: Clause) -> str:
    """What stands between a figure and the one before it in its sentence, and whether both have one name."""
    context = clause.context
    if not context.k:
        return "none"
    last = context.tokens.figures[context.k - 1]
    near = context.at - last <= _BETWEEN + 1
    between = "".join(_general(context.tokens.words[last + 1 : context.at])) if near else "far"
    return f"{context.names[-1].text == clause.name.text}|{between}"


def _pairs(text: str) -> Iterator[str]:
    return (text[k : k + 2] for k in range(len(text) - 1))
