"""One sentence → what naming sees of one of its figures."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.extraction.naming.candidates.model import Candidate
from reportmine.extraction.naming.choosing import evidence_and_proposals, figure_context
from reportmine.extraction.naming.context import FigureContext, MetricName
from reportmine.extraction.naming.features import Evidence, seen_words
from reportmine.extraction.naming.scoring import candidates_of
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.tokens import tokens_of
from reportmine.lexicon.lexicon import PRODUCT, Lexicon
from reportmine.model import Section, Sentence, Span
from reportmine.pipeline import segmenter_of


class Figure(NamedTuple):
    context: FigureContext
    seen: Evidence
    candidates: list[Candidate]

    def texts(self, place: str) -> set[str]:
        return {candidate.text for candidate in self.candidates if candidate.place == place}


def figure(
    text: str, k: int = 0, names: tuple[str, ...] = (), last: str = "", item: str = "", lexicon: Lexicon = PRODUCT
) -> Figure:
    """The `k`-th figure of a sentence, those before it having `names`, with all its candidates."""
    sentence = Sentence(Span(0, len(text)), text, Section(Span(0, 0), ""))
    tokens = tokens_of(sentence, screened_quantities(text, lexicon), segmenter_of("auto"))
    before = tuple(MetricName(name, "preceding") for name in names)
    carried = MetricName(last, "earlier_sentence") if last else None
    context = figure_context(tokens, k, before, carried, lexicon, item)
    seen, proposals = evidence_and_proposals(context, seen_words(tokens.words))
    proposed = dict.fromkeys(proposal.text for proposal in proposals)
    return Figure(context, seen, candidates_of(context, seen, proposed, None))
