"""What `compare` and `audit` share: reading their reports, and the status that says that a check failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportmine.lexicon.user import UserLexicon
    from reportmine.model import Report

FAILED_CHECK = 3


def read_all(paths: Sequence[str], encoding: str | None, segmenter: str, words: UserLexicon | None) -> list[Report]:
    """The reports of all files in order; raises ReadingError for the first that cannot be read."""
    from reportmine.pipeline import extract
    from reportmine.reading import read

    sources = [read(path, encoding=encoding) for path in paths]
    return [extract(source, segmenter=segmenter, lexicon=words) for source in sources]
