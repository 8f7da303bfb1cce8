"""What each figure measures: of all candidates the one that the learnt weights speak for most, with a confidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportmine.extraction.naming.candidates.model import Candidate, Place, name_text
from reportmine.extraction.naming.candidates.stretches import own_stretches
from reportmine.extraction.naming.clauses import clause_floor
from reportmine.extraction.naming.context import FigureContext, MetricName, kind_of, words_up_to
from reportmine.extraction.naming.features import Evidence, Seen, evidence_of
from reportmine.extraction.naming.proposals import Proposal, proposals_of
from reportmine.extraction.naming.rules.following import following_phrase
from reportmine.extraction.naming.rules.item import item_of
from reportmine.extraction.naming.rules.preceding import preceding_phrase
from reportmine.extraction.naming.scoring import (
    Scored,
    ScoredWords,
    candidates_of,
    scored_candidates,
    shares,
)
from reportmine.extraction.tokens import Tokens
from reportmine.extraction.weights import Weights, weights
from reportmine.lexicon.lexicon import PRODUCT, Lexicon
from reportmine.model import NameSource, slotted


@slotted
class Choice:
    """A name with its share of all that speaks for any (0 to 1), its best candidate, and the rule that proposes it."""

    text: str
    share: float
    best: Scored
    proposal: Proposal | None


def name_figures(
    tokens: Tokens, carried: MetricName | None, lexicon: Lexicon, title: str = "", learned: Weights | None = None
) -> list[tuple[MetricName, FigureContext]]:
    """Name every kept figure of a sentence, from left to right; `title` is the heading that it stands under.

    `learned` are the package's weights where none are given.
    """
    item = item_of(title)
    learned = learned or weights()
    scored = ScoredWords(tokens.words, learned)
    found: list[tuple[MetricName, FigureContext]] = []
    names: tuple[MetricName, ...] = ()
    for k in range(len(tokens.figures)):
        context = figure_context(tokens, k, names, carried, lexicon, item)
        name = _named(context, choices_of(context, scored, learned))
        found.append((name, context))
        names = (*names, name)
    return found


def figure_context(
    tokens: Tokens, k: int, names: tuple[MetricName, ...], carried: MetricName | None, lexicon: Lexicon, item: str
) -> FigureContext:
    """All that may be asked of the `k`-th figure of a sentence, the earlier ones being named."""
    words, at, quantity = tokens.words, tokens.figures[k], tokens.quantities[k]
    floor = clause_floor(words, at)
    phrases = preceding_phrase(words, at, floor, lexicon), following_phrase(words, at)
    return FigureContext(tokens, k, at, quantity, kind_of(quantity), floor, *phrases, names, carried, lexicon, item)


def evidence_and_proposals(context: FigureContext, words: Sequence[Seen]) -> tuple[Evidence, Sequence[Proposal]]:
    """What is asked of a figure for all candidates, and what the rules propose."""
    proposals = proposals_of(context)
    proposed: dict[str, list[tuple[int, str]]] = {}
    for number, proposal in enumerate(proposals):
        proposed.setdefault(proposal.text, []).append((number, proposal.rule.name))
    return evidence_of(context, words, proposed), proposals


def choices_of(context: FigureContext, scored: ScoredWords, learned: Weights) -> list[Choice]:
    """The names that a figure could have, the likeliest first."""
    seen, proposals = evidence_and_proposals(context, scored.words)
    texts = list(dict.fromkeys(proposal.text for proposal in proposals))
    candidates = candidates_of(context, seen, texts, scored)
    users = users_own(context, seen.floor)
    if users:
        known = {candidate.text for candidate in candidates}
        candidates += [candidate for candidate in users if candidate.text not in known]
    by_text = {proposal.text: proposal for proposal in reversed(proposals)}
    ranked = shares(scored_candidates(candidates, seen, scored, learned), learned.unit)
    choices = [Choice(text, share, best, by_text.get(text)) for text, share, best in ranked]
    first = {candidate.text for candidate in users}
    return sorted(choices, key=lambda choice: choice.text not in first) if users else choices


def users_own(context: FigureContext, floor: int) -> list[Candidate]:
    """A user's own indicators right before a figure, in its clause: they win over whatever else could be its name.

    Between an indicator and its figure no noun stands: 志愿汇打卡[平台粉丝]3万 is no 志愿汇打卡.
    """
    if context.lexicon.indicators is PRODUCT.indicators:
        return []
    words, at, found = context.tokens.words, context.at, []
    for start, end in own_stretches(words, at, floor):
        text = name_text(words, start, end)
        if is_users(text, context.lexicon) and not any(word.tag[:1] in "nx" for word in words[end:at]):
            found.append(Candidate(text, "own", start, end))
    return found


def is_users(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is an indicator that only the user's lexicon knows."""
    return name in lexicon.indicators and name not in PRODUCT.indicators


def _named(context: FigureContext, choices: Sequence[Choice]) -> MetricName:
    if not choices:
        return MetricName("", UNNAMED, "unnamed")
    first = choices[0]
    candidate = first.best.candidate
    source: NameSource = first.proposal.rule.label if first.proposal else _SOURCES[candidate.place]
    alike = sum([choice.share for choice in choices if choice.share > _NOTHING and _alike(choice.text, first.text)])
    share = alike * _share_of_earlier(context, candidate)
    others = tuple([choice.text for choice in choices[1:_OTHERS] if choice.share > _NOTHING])
    return MetricName(first.text, source, PLACES[candidate.place], words_up_to(context), round(share, 3), others)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ in a word or two: 粉丝 and 全团粉丝 speak for the same, whichever is the better name."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) * 2 >= len(long) and short in long:
        return True
    pairs, others = ({text[k : k + 2] for k in range(len(text) - 1)} for text in (short, long))
    return len(pairs & others) * 2 >= _MOSTLY * (len(pairs) + len(others)) > 0


# Names that are kept for a reader to choose from, with the first: as many as keys of one hand.
_OTHERS = 5

# What is less speaks for nothing; most names of a figure have no more.
_NOTHING = 0.002

# Two names with so many of their pairs of characters in common are nearly the same.
_MOSTLY = 0.6


def _share_of_earlier(context: FigureContext, candidate: Candidate) -> float:
    """A name that is carried on is no surer than the one that it was."""
    if candidate.place == "last" and context.carried:
        return context.carried.share
    return context.names[-candidate.distance].share if candidate.place == "name" else 1.0


_SOURCES: dict[Place, NameSource] = {
    "own": "preceding",
    "clipped": "preceding",
    "earlier": "earlier_clause",
    "behind": "following",
    "dealt": "dealt_out",
    "row": "same_list",
    "name": "carried",
    "last": "earlier_sentence",
    "item": "heading",
    "rule": "preceding",
}

# What notes say where no candidate was good enough.
UNNAMED: Final = "unnamed"
# What notes call each kind of place.
PLACES: dict[Place, str] = {
    "own": "before the figure",
    "clipped": "before the figure",
    "earlier": "earlier clause",
    "behind": "behind the figure",
    "dealt": "member of a list",
    "row": "row before",
    "name": "carried on",
    "last": "sentence before",
    "item": "item of the paragraph",
    "rule": "proposed by a rule",
}
