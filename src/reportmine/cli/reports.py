"""What `compare` and `audit` share: reading their reports, and the status that says that a check failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportmine.cli.inputs import Sources

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import Report

FAILED_CHECK = 3


def read_all(sources: Sources, segmenter: str, words: UserLexicon | None) -> list[Report]:
    """The reports of all sources in order."""
    from reportmine.api import extract

    return [extract(source, segmenter=segmenter, lexicon=words) for source in sources]
