"""Weights → how often the names of labelled figures are right, each figure named as the package would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reportmine.extraction.attributes.clause import Frame, sureness
from reportmine.extraction.attributes.measure import frame
from reportmine.extraction.attributes.status_evidence import sentence_cues
from reportmine.extraction.naming.choosing import name_figures
from reportmine.extraction.naming.context import MetricName
from reportmine.extraction.weights import Weights
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Status
from training.corpus import Document, Label, is_close, is_exact
from training.examples import labelled_sentences


class Named(NamedTuple):
    """A labelled figure and what it was named; `share` is how much speaks for it, `words` are those around it."""

    document: str
    kind: str
    label: Label
    name: MetricName
    exact: bool
    close: bool
    measure: bool
    status: bool
    share: float
    words: str

    @property
    def right(self) -> bool:
        """Whether name and frame are right: what confidence is about."""
        return self.close and self.measure and self.status


def named(documents: Iterable[Document], weights: Weights) -> Iterator[Named]:
    """Each figure of labelled reports that is a claim, with its name."""
    for document in documents:
        last: MetricName | None = None
        before: Status | None = None
        for one in labelled_sentences(document):
            carried = replace(last, source="earlier_sentence") if last and one.joined else None
            names = name_figures(one.tokens, carried, PRODUCT, one.sentence.section.title, weights)
            cues = replace(sentence_cues(one.sentence, one.tokens, one.title), before=before)
            frames: list[Frame] = []
            for name, context in names:
                frames.append(frame(context, name, cues, frames[-1] if frames else None, one.year, weights))
            before = frames[-1].status
            for label, (name, context), framed in zip(one.labels, names, frames, strict=True):
                if label is not None and not label.optional:
                    texts = one.tokens.texts
                    words = "/".join(texts[max(0, context.at - 22) : context.at])
                    words += f"【{texts[context.at]}】" + "/".join(texts[context.at + 1 : context.at + 10])
                    right = is_exact(label.metrics, name.text), is_close(label.metrics, name.text)
                    measure = (framed.measure, framed.direction) == (label.measure, label.direction)
                    status = framed.status == label.status
                    share = sureness(name, framed)
                    yield Named(document.name, document.kind, label, name, *right, measure, status, share, words)
            last = names[-1][0]
