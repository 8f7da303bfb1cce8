"""The frozen values that the stages hand on, in the order in which they are made: spans, source, claim.

Imports nothing of ours.
"""

from __future__ import annotations

from reportmine.model.claim import (
    Claim,
    Direction,
    Form,
    Measure,
    Note,
    Qualifier,
    Quantity,
    Rejected,
    Report,
    Status,
    Topic,
)
from reportmine.model.remarks import Remark, RemarkCode
from reportmine.model.source import Heading, Source, Table
from reportmine.model.spans import CleanText, Offsets, Section, SectionKind, Sentence, Span, Word, slotted

__all__ = [
    "Claim",
    "CleanText",
    "Direction",
    "Form",
    "Heading",
    "Measure",
    "Note",
    "Offsets",
    "Qualifier",
    "Quantity",
    "Rejected",
    "Remark",
    "RemarkCode",
    "Report",
    "Section",
    "SectionKind",
    "Sentence",
    "Source",
    "Span",
    "Status",
    "Table",
    "Topic",
    "Word",
    "slotted",
]
