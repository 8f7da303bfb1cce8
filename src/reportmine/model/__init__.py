"""The frozen values that the stages hand on, in the order in which they are made: spans, source, claim.

Imports nothing of ours.
"""

from __future__ import annotations

from reportmine.model.claim import (
    Claim,
    DecisionName,
    Direction,
    Form,
    Measure,
    NameSource,
    Note,
    Qualifier,
    Quantity,
    Rejected,
    Report,
    Status,
    Topic,
)
from reportmine.model.remarks import Remark, RemarkCode
from reportmine.model.source import Box, Doubt, Heading, OcrMode, Scan, ScannedLine, Source, Table
from reportmine.model.spans import CleanText, Offsets, Section, SectionKind, Sentence, Span, Word, slotted

__all__ = [
    "Box",
    "Claim",
    "CleanText",
    "DecisionName",
    "Direction",
    "Doubt",
    "Form",
    "Heading",
    "Measure",
    "NameSource",
    "Note",
    "OcrMode",
    "Offsets",
    "Qualifier",
    "Quantity",
    "Rejected",
    "Remark",
    "RemarkCode",
    "Report",
    "Scan",
    "ScannedLine",
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
