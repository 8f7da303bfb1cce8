"""How the reports of a batch are read, as a value that goes to any machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reportmine.lexicon.user.model import UserLexicon
from reportmine.model import OcrMode
from reportmine.readers.limits import Limits


class Reading(NamedTuple):
    """How each report is read; `narrowing` are the options of `output.filtering.narrowed`."""

    encoding: str | None = None
    ocr: OcrMode = "auto"
    segmenter: str = "auto"
    lexicon: UserLexicon | None = None
    narrowing: Mapping[str, Any] = {}
    limits: Limits | None = None
