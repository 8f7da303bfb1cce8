"""Candidates and their scores: the sums of learnt weights, worked out in full for the stretches that look best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportmine.extraction.naming.candidates.earlier_names import carried_names
from reportmine.extraction.naming.candidates.lists import dealt_out
from reportmine.extraction.naming.candidates.model import Candidate, Place, name_text
from reportmine.extraction.naming.candidates.stretches import (
    clause_stretches,
    earlier_clauses,
    own_stretches,
    stretches_behind,
)
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.naming.features import (
    STRETCHES,
    Evidence,
    Seen,
    closing_features,
    ending_features,
    opening_features,
    place_features,
    seen_words,
    side_of,
    stretch_features,
    text_features,
)
from reportmine.extraction.naming.rules.coordination import row_of
from reportmine.extraction.weights import Weights
from reportmine.model import Word, slotted

# Stretches of a kind of place whose features are worked out in full: those that open and end best. What more of them
# would gain and cost is told in docs/naming.md.
_KEPT: Mapping[Place, int] = {"own": 8, "earlier": 5, "behind": 5}

# A clause with more nouns than this names its figure itself.
_FEW_NOUNS = 1

# How far away a stretch stands, and its words.
_Away = tuple[int, int, int]


class ScoredWords:
    """The words of one sentence, with how well a name opens and ends at each of them, weighed once."""

    __slots__ = ("_closing", "_opening", "_weights", "words")

    def __init__(self, words: Sequence[Word], weights: Weights) -> None:
        """Weigh with these weights, and only what is asked for."""
        self.words: Sequence[Seen] = seen_words(words)
        self._weights = weights
        self._opening: dict[tuple[int, str], int] = {}
        self._closing: dict[tuple[int, str], int] = {}

    def opening(self, start: int, side: str) -> int:
        """How well a name opens with a word."""
        found = self._opening.get((start, side))
        if found is None:
            found = self._opening[start, side] = self._weights.sum(opening_features(self.words, start, side))
        return found

    def closing(self, end: int, side: str) -> int:
        """How well a name ends before a word."""
        found = self._closing.get((end, side))
        if found is None:
            found = self._closing[end, side] = self._weights.sum(closing_features(self.words, end, side))
        return found


def candidates_of(
    context: FigureContext, seen: Evidence, proposals: Iterable[str], scored: ScoredWords | None
) -> list[Candidate]:
    """The candidates of a figure: of stretches the best few, or all of them where nothing is `scored`."""
    words = context.tokens.words
    found: list[Candidate] = []
    for place, stretches in _stretches(context, seen):
        chosen = stretches if scored is None else _best(stretches, place, scored, context)
        found += [Candidate(name_text(words, start, end), place, start, end, away) for away, start, end in chosen]
    found += _clipped(words, [candidate for candidate in found if candidate.place == "own"])
    found += _dealt(context)
    found += carried_names(context)
    if context.item:
        found.append(Candidate(context.item, "item"))
    found += [Candidate(text, "rule") for text in proposals]
    return [candidate for candidate in found if candidate.text]


def _best(stretches: Sequence[_Away], place: Place, scored: ScoredWords, context: FigureContext) -> Sequence[_Away]:
    """The stretches that open and end best, and the noun phrase that the grammar finds before the figure."""
    count, side = _KEPT[place], side_of(place)
    if len(stretches) <= count:
        return stretches
    opening = {start: scored.opening(start, side) for start in {one[1] for one in stretches}}
    closing = {end: scored.closing(end, side) for end in {one[2] for one in stretches}}
    ranked = sorted([(-opening[start] - closing[end], start, -end, away) for away, start, end in stretches])
    best = [(away, start, -end) for _, start, end, away in ranked[:count]]
    phrase = (0, context.preceding.start, context.preceding.end)
    return [*best, phrase] if place == "own" and phrase in stretches and phrase not in best else best


def _stretches(context: FigureContext, seen: Evidence) -> Iterator[tuple[Place, list[_Away]]]:
    """Stretches of each kind of place, with how far away they are."""
    words, at = context.tokens.words, context.at
    yield "own", [(0, *one) for one in own_stretches(words, at, seen.floor)]
    if seen.nouns <= _FEW_NOUNS:
        earlier = earlier_clauses(words, seen.floor)
        yield "earlier", [(away, *one) for away, clause in earlier for one in clause_stretches(words, clause)]
    yield "behind", [(0, *one) for one in stretches_behind(words, at)]


def _clipped(words: Sequence[Word], own: Sequence[Candidate]) -> Iterator[Candidate]:
    """合约[价较]现货低120元: a word that the dictionary does not know may hold one character too many."""
    for candidate in own:
        last = words[candidate.end - 1]
        if last.tag == "x" and 2 <= len(last.text) <= 3 and last.text[-1] >= "\u4e00":
            yield Candidate(candidate.text[:-1], "clipped", candidate.start, candidate.end, 1)


def _dealt(context: FigureContext) -> Iterator[Candidate]:
    first, length = row_of(context)
    if length > 1:
        row = context.tokens.figures[first]
        for text, how in dealt_out(context.tokens.words, row, context.k - first, length):
            yield Candidate(text, "dealt", distance=how)


@slotted
class Scored:
    """A candidate with its score, in the weights' units."""

    candidate: Candidate
    score: int


def scored_candidates(
    candidates: Sequence[Candidate], seen: Evidence, scored: ScoredWords, weights: Weights
) -> list[Scored]:
    """Each candidate with the sum of the weights of all its features; what several share is weighed once."""
    places: dict[tuple[Place, int], int] = {}
    endings: dict[tuple[str, int | None], int] = {}
    texts: dict[tuple[Place, str], int] = {}
    found = []
    for candidate in candidates:
        place, text = candidate.place, candidate.text
        where = place, candidate.distance
        score = places.get(where)
        if score is None:
            score = places[where] = weights.sum(place_features(*where, seen))
        ends = text[-2:], _own_end(candidate)
        ending = endings.get(ends)
        if ending is None:
            ending = endings[ends] = weights.sum(ending_features(*ends, seen))
        if place in STRETCHES:
            side = side_of(place)
            score += scored.opening(candidate.start, side) + scored.closing(candidate.end, side)
            score += weights.sum(stretch_features(candidate, seen))
        # The same text at several places of a kind, and of several figures back, however far they are.
        named = place, text
        by_text = texts.get(named)
        if by_text is None:
            by_text = texts[named] = weights.sum(text_features(*named, seen))
        found.append(Scored(candidate, score + ending + by_text))
    return found


def _own_end(candidate: Candidate) -> int | None:
    """Where a candidate ends that stands before the figure in its clause."""
    return candidate.end if candidate.place in ("own", "clipped") else None


def all_features(candidate: Candidate, seen: Evidence) -> list[str]:
    """All features of a candidate: those whose weights `scored_candidates` adds up."""
    found = place_features(candidate.place, candidate.distance, seen)
    found += ending_features(candidate.text, _own_end(candidate), seen)
    found += text_features(candidate.place, candidate.text, seen)
    if candidate.place in STRETCHES:
        found += stretch_features(candidate, seen)
        side = side_of(candidate.place)
        found += opening_features(seen.words, candidate.start, side)
        found += closing_features(seen.words, candidate.end, side)
    return found


def shares(scored: Sequence[Scored], unit: int) -> list[tuple[str, float, Scored]]:
    """Each name with its share of all that speaks for any, and its best candidate; the likeliest first.

    A name that stands at several places has the shares of all of them: softmax over the scores.
    """
    top = max([one.score for one in scored], default=0)
    sums: dict[str, float] = {}
    best: dict[str, Scored] = {}
    for one in scored:
        text = one.candidate.text
        sums[text] = sums.get(text, 0.0) + math.exp((one.score - top) / unit)
        if text not in best or _tells_more(one, best[text]):
            best[text] = one
    total = sum(sums.values())
    return sorted([(text, part / total, best[text]) for text, part in sums.items()], key=lambda one: -one[1])


def _tells_more(one: Scored, other: Scored) -> bool:
    """Whether a place tells more of why a name is right: where it stands before that a rule proposes it."""
    return (one.candidate.place != "rule", one.score) > (other.candidate.place != "rule", other.score)
