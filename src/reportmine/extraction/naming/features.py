"""What speaks for or against a candidate, as named features: plain strings, each `code=values`.

A weight is learnt for each feature (weights.py); the sum of a candidate's weights is its score. Features of a place
among the words (what opens a name, what ends it) do not know the figure, so that they are weighed once for a word.
`MEANINGS` says in words what each code looks at. Which features there are was measured: with half as many again the
names of kinds of reports that were left out were right less often (docs/naming.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reportmine.extraction.naming.candidates.earlier_names import LAST_SENTENCE
from reportmine.extraction.naming.candidates.model import Candidate, Place
from reportmine.extraction.naming.candidates.stretches import open_floor
from reportmine.extraction.naming.context import FigureContext, kind_of
from reportmine.extraction.tokens import FIGURE, MARK, NAME, TIME
from reportmine.lexicon.indicators import Indicators
from reportmine.model import Word, slotted

MEANINGS: Mapping[str, str] = {
    "o1": "the word that it opens with",
    "o2": "the word before it, and the tag of its first word",
    "o3": "the tags around its beginning",
    "o4": "its first character",
    "o5": "the tags at its beginning",
    "o6": "the word before it",
    "o7": "the two words before it",
    "c1": "the word behind it, and the tag of its last word",
    "c2": "the tags around its end",
    "c3": "its last character and the tag behind it",
    "c4": "the length of its last word, and the tags around its end",
    "p1": "where it stands, and the kind of figure",
    "p2": "where it stands, and the unit",
    "p3": "where it stands, and the dimension of the unit",
    "p4": "where it stands, and the word before the figure",
    "p5": "where it stands, the mark before the clause, and the kind of figure",
    "p6": "where it stands, the word behind the figure, and the kind of figure",
    "p7": "where it stands, how far away, and the kind of figure",
    "p8": "where it stands, how far away, and the mark before the clause",
    "q1": "where it was named, how many figures back, and the kinds of both",
    "q2": "where it was named, how many figures back, and the first word of the clause",
    "e1": "how many clauses back it stands, the kind of figure, and the nouns of its clause",
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
    "w1": "where it stands, and the tags of its words",
    "w2": "the tags of its first and last word, and its length in words",
    "w3": "its last word and the word before it",
    "w4": "its last word and its length in words",
    "w5": "its length in words, the tags before it, and the tag of its first word",
    "w6": "its last character, the tag before it, and its length in words",
    "g1": "how many words stand between it and the figure, and the kind of figure",
    "g2": "the words between it and the figure",
    "g3": "the tags between it and the figure, the tag of its last word, and the kind of figure",
    "g4": "whether it opens its clause, whether it ends at the figure, and the kind of figure",
    "g5": "the mark before the clause, and whether it opens that",
    "g6": "nouns and verbs between it and the figure, and the kind of figure",
}

# Names before a figure that are remembered: a sentence of thousands of figures takes time by its length.
_NAMES_BACK = 64

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
    (text, tag), (before, before_tag), (second, second_tag) = words[at], words[at - 1], words[at - 2]
    return [
        f"o1={side}{text}",
        f"o2={side}{before}|{tag}",
        f"o3={side}{second_tag}|{before_tag}|{tag}",
        f"o4={side}{text[0]}",
        f"o5={side}{before_tag}|{tag}|{words[at + 1][1]}",
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
        f"c4={side}{len(text)}|{tag}|{behind_tag}",
    ]


@slotted
class Evidence:
    """What is asked of a figure for all its candidates; `floor` is where its clause begins among the `words`.

    `before` and `behind` are the words beside the figure, `mark` the one before its clause, `first` the first of the
    clause, `nouns` how many nouns it has. `named` tells how many figures ago a text was a name,
    `kinds` of what kind those figures were, `proposed` which rules propose a text, with their numbers.
    """

    words: Sequence[Seen]
    at: int
    floor: int
    kind: str
    unit: str
    dimension: str
    before: str
    behind: str
    mark: str
    first: str
    nouns: int
    named: Mapping[str, int]
    kinds: Mapping[int, str]
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
    before = context.names[-_NAMES_BACK:]
    named |= {name.text: min(back, 6) for back, name in zip(range(len(before), 0, -1), before, strict=True)}
    return Evidence(
        words=words,
        at=at,
        floor=floor,
        kind="ordinal" if quantity.form == "ordinal" else context.kind,
        unit=quantity.unit,
        dimension=quantity.dimension,
        before=own[-1][0] if own else "",
        behind=words[at + 1][0],
        mark=words[floor - 1][0],
        first=own[0][0] if own else "",
        nouns=min(3, sum([tag[:1] in "nx" for _, tag in own])),
        named=named,
        kinds={back: kind_of(tokens.quantities[context.k - back]) for back in range(1, min(context.k, 6) + 1)},
        figures=tokens.figures,
        indicators=context.lexicon.indicators,
        proposed=proposed,
    )


def place_features(place: Place, distance: int, seen: Evidence) -> list[str]:
    """What speaks for a kind of place at a distance; the same for all candidates there."""
    kind = seen.kind
    found = [
        f"p1={place}|{kind}",
        f"p2={place}|{seen.unit}",
        f"p3={place}|{seen.dimension}",
        f"p4={place}|{seen.before}",
        f"p5={place}|{seen.mark}|{kind}",
        f"p6={place}|{seen.behind}|{kind}",
        f"p7={place}|{distance}|{kind}",
        f"p8={place}|{distance}|{seen.mark}",
    ]
    if place in _CARRIED:
        found += [f"q1={place}|{distance}|{seen.kinds.get(distance)}|{kind}", f"q2={place}|{distance}|{seen.first}"]
    elif place == "earlier":
        found.append(f"e1={distance}|{kind}|{seen.nouns}")
    return found


def features_of(candidate: Candidate, seen: Evidence) -> list[str]:
    """What speaks for or against a candidate by itself: its text, its words, what stands around it."""
    found = _text_features(candidate.text, candidate.place, seen)
    if candidate.place in STRETCHES:
        found += _stretch_features(candidate, seen)
        if candidate.place == "earlier":
            between = bisect_left(seen.figures, seen.at) - bisect_left(seen.figures, candidate.end)
            found.append(f"e2={between}|{candidate.distance}|{seen.nouns}")
        elif candidate.place == "behind":
            gap = candidate.start - seen.at
            found += [f"b1={gap}|{seen.kind}", f"b2={gap}|{seen.unit}"]
        else:
            found += _gap_features(candidate, seen)
    return found


def side_of(place: Place) -> str:
    """The side of the figure that a stretch stands on."""
    return RIGHT if place == "behind" else LEFT


def _text_features(text: str, place: str, seen: Evidence) -> list[str]:
    kind, length = seen.kind, len(text)
    rounded = length if length < 8 else 8 if length < 11 else 11 if length < 16 else 16
    found = [f"t1={place}|{rounded}", f"t2={text[-1:]}|{seen.unit}", f"t3={text[-2:]}|{kind}", f"t4={text[:2]}"]
    if text in seen.indicators:
        found.append(f"i1={place}")
    else:
        start = seen.indicators.longest_ending(text, 0, length) if length > 2 else -1
        found.append(f"i2={min(start, 5)}|{place}")
    if text in seen.named:
        found.append(f"n1={seen.named[text]}|{place}|{kind}")
    for number, rule in seen.proposed.get(text, ()):
        found += [f"r1={rule}|{place}", f"r2={min(number, 4)}"]
    return found


def _stretch_features(candidate: Candidate, seen: Evidence) -> list[str]:
    words, start, end = seen.words, candidate.start, candidate.end
    side, length = side_of(candidate.place), end - start
    first_tag, (last, last_tag) = words[start][1], words[end - 1]
    before, before_tag = words[start - 1]
    tags = "".join([tag[:1] for _, tag in words[start:end]]) if length < 6 else "long"
    short = min(length, 3)
    return [
        f"w1={candidate.place}|{tags}",
        f"w2={first_tag}|{last_tag}|{min(length, 5)}",
        f"w3={side}{last}|{before}",
        f"w4={side}{last}|{min(length, 4)}",
        f"w5={side}{short}|{words[start - 2][1]}|{before_tag}|{first_tag}",
        f"w6={side}{last[-1]}|{before_tag}|{short}",
    ]


def _gap_features(candidate: Candidate, seen: Evidence) -> list[str]:
    end, opens = candidate.end, candidate.start == seen.floor
    between, gap = seen.words[end : seen.at], seen.at - end
    texts = "".join([text for text, _ in between]) if gap < 4 else "far"
    tags = "".join([tag[:1] for _, tag in between])
    nouns, verbs = sum([tag in "nx" for tag in tags]), tags.count("v")
    return [
        f"g1={gap}|{seen.kind}",
        f"g2={texts}",
        f"g3={tags if gap < 6 else 'far'}|{seen.words[end - 1][1]}|{seen.kind}",
        f"g4={opens}|{gap == 0}|{seen.kind}",
        f"g5={seen.mark}|{opens}",
        f"g6={nouns}|{verbs}|{seen.kind}",
    ]
