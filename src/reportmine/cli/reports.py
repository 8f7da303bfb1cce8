"""What commands share: the figures of all their reports, and the status that says that a check failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportmine.cli.collector import collector_paused
from reportmine.cli.inputs import Sources

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import Report, Source

FAILED_CHECK = 3


def read_all(sources: Sources, segmenter: str, words: UserLexicon | None) -> list[Report]:
    """The reports of all sources in order."""
    return [_extracted(source, segmenter, words) for source in sources]


def _extracted(source: Source, segmenter: str, words: UserLexicon | None) -> Report:
    from reportmine.api import extract

    with collector_paused():
        return extract(source, segmenter=segmenter, lexicon=words)
