"""Explanations as JSON: one document, an object a number."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportmine.extraction.explain.model import Classing, Decision, Explanation, Naming
from reportmine.model import Claim, Source
from reportmine.output.data.json.claims import Record, claim_record

SCHEMA = "reportmine.explanation/1"


def to_json(explained: tuple[Source, Sequence[Explanation]]) -> str:
    """The JSON text of a source and the explanations of its numbers.

    >>> from reportmine.api import explain
    >>> said = json.loads(to_json((Source("第十八次"), explain("第十八次"))))
    >>> [(one["text"], one["figure"], one["decisions"][0]["rule"]) for one in said["numbers"]]
    [('第十八次', False, 'ordinal')]
    """
    source, found = explained
    document = {"schema": SCHEMA, "path": source.path, "numbers": [explanation_record(one) for one in found]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def explanation_record(one: Explanation) -> Record:
    """One number with its sentence, its words and its decisions; `claim` is null for what is no figure."""
    return {
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "line": one.line,
        "figure": isinstance(one.outcome, Claim),
        "sentence": one.sentence,
        "mark": list(one.mark),
        "section": one.section or None,
        "cleaned": list(one.repairs),
        "words": [{"text": word.text, "tag": word.tag} for word in one.words],
        "clause": list(one.clause),
        "phrases": one.phrases._asdict() if one.phrases else None,
        "naming": _weighed(one.naming) if one.naming else None,
        "classing": {about: _weighed(weighed) for about, weighed in one.classing.items()},
        "decisions": [_decision(decision) for decision in one.decisions],
        "claim": claim_record(one.outcome) if isinstance(one.outcome, Claim) else None,
    }


def _weighed(weighed: Naming | Classing) -> Record:
    """The candidates and the differences between the likeliest two, `weight` in units of the score."""
    return {part: [one._asdict() for one in found] for part, found in weighed._asdict().items()}


def _decision(decision: Decision) -> Record:
    return decision._asdict() | {"asked": [asked._asdict() for asked in decision.asked]}
