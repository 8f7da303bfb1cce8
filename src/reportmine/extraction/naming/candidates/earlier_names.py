"""Names of earlier figures, carried on."""

from __future__ import annotations

from collections.abc import Iterator

from reportmine.extraction.naming.candidates.model import Candidate
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.naming.rules.coordination import row_of

_FIGURES_BACK = 6
# The distance of the last name of the sentence before.
LAST_SENTENCE = 9


def carried_names(context: FigureContext) -> Iterator[Candidate]:
    """The names of the figures before, of the one at the same place in the row before, and of the last sentence."""
    for distance, name in enumerate(reversed(context.names[-_FIGURES_BACK:]), 1):
        if name.text:
            yield Candidate(name.text, "name", distance=distance)
    if context.carried and context.carried.text:
        yield Candidate(context.carried.text, "last", distance=LAST_SENTENCE)
    first, length = row_of(context)
    before = context.k - length
    if length > 1 and first >= length and context.names[before].text:
        yield Candidate(context.names[before].text, "row", distance=min(length, 5))
