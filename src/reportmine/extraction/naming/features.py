"""What speaks for or against a candidate, as named features: plain strings, each `code=values`.

A weight is learnt for each feature (weights.py); the sum of a candidate's weights is its score. Features of a place
among the words (what opens a name, what ends it) do not know the figure, so that they are weighed once for a word.
`MEANINGS` says in words what each code looks at. Which features there are was measured: others, thrice as many, named
kinds of reports that were left out no better (docs/naming.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reportmine.extraction.naming.candidates.earlier_names import LAST_SENTENCE
from reportmine.extraction.naming.candidates.model import Candidate, Place
from reportmine.extraction.naming.candidates.stretches import open_floor
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.tokens import FIGURE, MARK, NAME, TIME
from reportmine.lexicon.indicators import Indicators
from reportmine.model import Word, slotted

MEANINGS: Mapping[str, str] = {
    "o1": "the word that it opens with",
    "o2": "the word before it, and the tag of its first word",
    "o4": "its first character",
    "o6": "the word before it",
    "o7": "the two words before it",
    "c1": "the word behind it, and the tag of its last word",
    "c2": "the tags around its end",
    "c3": "its last character and the tag behind it",
    "p1": "where it stands, and the kind of figure",
    "p4": "where it stands, and the word before the figure",
    "p8": "where it stands, how far away, and the mark before the clause",
    "q2": "where it was named, how many figures back, and the first word of the clause",
    "e2": "how many figures stand between, how many clauses, and the nouns of the figure's",
    "b1": "how many words behind the figure it stands, and the kind of figure",
    "b2": "how many words behind the figure it stands, and the unit",
    "t1": "where it stands, and its length",
    "t2": "its last character and the unit",
    "t3": "its last two characters and the kind of figure",
    "t4": "its first two characters",
    "i1": "that it is a standard indicator, and where it stands",
    "i2": "whether a standard indicator ends it, and where it stands",
    "n1": "how many figures ago the same was named, where it stands, and the kind of figure",
    "r1": "the rule that proposes it, and where it stands",
    "r2": "how many rules come before the one that proposes it",
    "w2": "the tags of its first and last word, and its length in words",
    "w3": "its last word and the word before it",
    "w4": "its last word and its length in words",
    "g1": "how many words stand between it and the figure, and the kind of figure",
    "g3": "the tags between it and the figure, the tag of its last word, and the kind of figure",
}

# Names before a figure that are remembered: a sentence of thousands of figures takes time by its length.
_NAMES_BACK = 64

# So many figures back, and all that are farther, is one and the same.
_TOLD_APART = 6

# So many words between a name and its figure say little one by one.
_FAR = 6

# The sides of a figure, of which each has its own weights.
LEFT, RIGHT = "l", "r"
# The places of candidates that are stretches of words.
STRETCHES: frozenset[Place] = frozenset(("own", "clipped", "earlier", "behind"))
_CARRIED: frozenset[Place] = frozenset(("name", "last", "row", "dealt"))

_GENERAL = {FIGURE: ("#", "#"), TIME: (TIME, TIME), MARK: (MARK, MARK), NAME: (NAME, NAME)}
_BEFORE = ("^", "^")
_BEHIND = ("$", "$")

# A word and its tag as features see them.
Seen = tuple[str, str]


def seen_words(words: Sequence[Word]) -> tuple[Seen, ...]:
    """The words of a sentence as features see them; beyond both ends there are two of their own.

    The two before the first stand at the end, where -1 and -2 find them.
    """
    own = [_GENERAL.get(word.tag) or (word.text, word.tag[:2]) for word in words]
    return (*own, _BEHIND, _BEHIND, _BEFORE, _BEFORE)


def opening_features(words: Sequence[Seen], at: int, side: str) -> list[str]:
    """What speaks for a name to open with the word at `at`."""
    (text, tag), (before, _), (second, _) = words[at], words[at - 1], words[at - 2]
    return [
        f"o1={side}{text}",
        f"o2={side}{before}|{tag}",
        f"o4={side}{text[0]}",
        f"o6={side}{before}",
        f"o7={side}{second}|{before}",
    ]


def closing_features(words: Sequence[Seen], at: int, side: str) -> list[str]:
    """What speaks for a name to end before the word at `at`."""
    (text, tag), (behind, behind_tag) = words[at - 1], words[at]
    return [
        f"c1={side}{tag}|{behind}",
        f"c2={side}{tag}|{behind_tag}|{words[at + 1][1]}",
        f"c3={side}{text[-1]}|{behind_tag}",
    ]


@slotted
class Evidence:
    """What is asked of a figure for all its candidates; `floor` is where its clause begins among the `words`.

    `before` is the word before the figure, `mark` the one before its clause, `first` the first of the clause, `nouns`
    how many nouns it has. `named` tells how many figures ago a text was a name, `proposed` which rules propose a text,
    with their numbers.
    """

    words: Sequence[Seen]
    at: int
    floor: int
    kind: str
    unit: str
    before: str
    mark: str
    first: str
    nouns: int
    named: Mapping[str, int]
    figures: Sequence[int]
    indicators: Indicators
    proposed: Mapping[str, Sequence[tuple[int, str]]]


def evidence_of(
    context: FigureContext, words: Sequence[Seen], proposed: Mapping[str, Sequence[tuple[int, str]]]
) -> Evidence:
    """What is asked of a figure; `words` are those of its sentence, `proposed` what the rules propose."""
    tokens, at, quantity = context.tokens, context.at, context.quantity
    floor = open_floor(tokens.words, at)
    own = words[floor:at]
    named = {context.carried.text: LAST_SENTENCE} if context.carried else {}
    names = [name.text for name in context.names[-_NAMES_BACK:]]
    near = names[1 - _TOLD_APART :]
    named |= dict.fromkeys(names[: -len(near)], _TOLD_APART) if len(names) > len(near) else {}
    named |= {text: back for back, text in zip(range(len(near), 0, -1), near, strict=True)}
    return Evidence(
        words=words,
        at=at,
        floor=floor,
        kind="ordinal" if quantity.form == "ordinal" else context.kind,
        unit=quantity.unit,
        before=own[-1][0] if own else "",
        mark=words[floor - 1][0],
        first=own[0][0] if own else "",
        nouns=min(3, sum([tag[:1] in "nx" for _, tag in own])),
        named=named,
        figures=tokens.figures,
        indicators=context.lexicon.indicators,
        proposed=proposed,
    )


def place_features(place: Place, distance: int, seen: Evidence) -> list[str]:
    """What speaks for a kind of place at a distance; the same for all candidates there."""
    found = [f"p1={place}|{seen.kind}", f"p4={place}|{seen.before}", f"p8={place}|{distance}|{seen.mark}"]
    return [*found, f"q2={place}|{distance}|{seen.first}"] if place in _CARRIED else found


def ending_features(text: str, end: int | None, seen: Evidence) -> list[str]:
    """What speaks for a name to end as its text does, and before the word at `end` of the figure's clause.

    The same for all candidates that end there.
    """
    found = [f"t2={text[-1:]}|{seen.unit}", f"t3={text[-2:]}|{seen.kind}"]
    if end is None:
        return found
    gap = seen.at - end
    tags = "".join([tag[:1] for _, tag in seen.words[end : seen.at]]) if gap < _FAR else "far"
    return [*found, f"g1={gap}|{seen.kind}", f"g3={tags}|{seen.words[end - 1][1]}|{seen.kind}"]


def text_features(place: Place, text: str, seen: Evidence) -> list[str]:
    """What speaks for or against a text at a kind of place, wherever there it stands."""
    length = len(text)
    rounded = length if length < 8 else 8 if length < 11 else 11 if length < 16 else 16
    found = [f"t1={place}|{rounded}", f"t4={text[:2]}"]
    if text in seen.indicators:
        found.append(f"i1={place}")
    else:
        start = seen.indicators.longest_ending(text, 0, length) if length > 2 else -1
        found.append(f"i2={min(start, 5)}|{place}")
    if text in seen.named:
        found.append(f"n1={seen.named[text]}|{place}|{seen.kind}")
    for number, rule in seen.proposed.get(text, ()):
        found += [f"r1={rule}|{place}", f"r2={min(number, 4)}"]
    return found


def side_of(place: Place) -> str:
    """The side of the figure that a stretch stands on."""
    return RIGHT if place == "behind" else LEFT


def stretch_features(candidate: Candidate, seen: Evidence) -> list[str]:
    """What speaks for or against a stretch of words, and where it stands."""
    words, start, end = seen.words, candidate.start, candidate.end
    side, length, (last, last_tag) = side_of(candidate.place), end - start, words[end - 1]
    found = [
        f"w2={words[start][1]}|{last_tag}|{min(length, 5)}",
        f"w3={side}{last}|{words[start - 1][0]}",
        f"w4={side}{last}|{min(length, 4)}",
    ]
    if candidate.place == "earlier":
        between = bisect_left(seen.figures, seen.at) - bisect_left(seen.figures, end)
        found.append(f"e2={between}|{candidate.distance}|{seen.nouns}")
    elif candidate.place == "behind":
        gap = start - seen.at
        found += [f"b1={gap}|{seen.kind}", f"b2={gap}|{seen.unit}"]
    return found
