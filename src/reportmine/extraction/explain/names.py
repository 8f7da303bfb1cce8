"""Why a figure is called so: the candidates weighed once more, and what parts the likeliest two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportmine.extraction.explain.feature_words import in_words
from reportmine.extraction.explain.model import Difference, NameCandidate, Naming
from reportmine.extraction.naming.choosing import PLACES, Choice, choices_of, evidence_and_proposals, is_users
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.naming.features import Evidence
from reportmine.extraction.naming.proposals import NAME_RULES, proposals_of
from reportmine.extraction.naming.scoring import ScoredWords, all_features
from reportmine.extraction.rule import Asked
from reportmine.extraction.weights import Weights, weights

# More of them nobody reads: what the others add up to decides nothing.
_CANDIDATES = 5
_EACH_WAY = 5


def weighed(context: FigureContext) -> Naming:
    """The likeliest names of a figure, and what speaks for the first of them and for the second."""
    learned = weights()
    scored = ScoredWords(context.tokens.words, learned)
    seen, _ = evidence_and_proposals(context, scored.words)
    choices = choices_of(context, scored, learned)
    candidates = tuple(_candidate(one, context, seen) for one in choices[:_CANDIDATES])
    return Naming(candidates, tuple(_differences(choices[:2], seen, learned)))


def asked_for_names(context: FigureContext) -> tuple[Asked, ...]:
    """What each naming rule proposes for a figure of this kind; none of them decides."""
    proposed = {proposal.rule.name: proposal.text for proposal in proposals_of(context)}
    return tuple(
        Asked(rule.name, rule.why, proposed.get(rule.name, ""), "proposed" if rule.name in proposed else "silent")
        for rule in NAME_RULES
        if context.kind in rule.kinds
    )


def _candidate(choice: Choice, context: FigureContext, seen: Evidence) -> NameCandidate:
    rules = tuple(rule for _, rule in seen.proposed.get(choice.text, ()))
    place = PLACES[choice.best.candidate.place]
    return NameCandidate(choice.text, round(choice.share, 4), place, rules, is_users(choice.text, context.lexicon))


def _differences(likeliest: Sequence[Choice], seen: Evidence, learned: Weights) -> Iterator[Difference]:
    """What parts two names, taken at the best place of each; a feature that both have parts nothing."""
    if len(likeliest) < 2:
        return
    first, second = likeliest
    count = Counter(all_features(first.best.candidate, seen))
    count.subtract(all_features(second.best.candidate, seen))
    found = [
        Difference(
            (first if times > 0 else second).text,
            feature,
            *in_words(feature),
            round(times * learned.sum((feature,)) / learned.unit, 3),
        )
        for feature, times in count.items()
    ]
    yield from _heaviest(one for one in found if one.weight > 0)
    yield from _heaviest(one for one in found if one.weight < 0)


def _heaviest(differences: Iterable[Difference]) -> list[Difference]:
    return sorted(differences, key=lambda one: (-abs(one.weight), one.feature))[:_EACH_WAY]
