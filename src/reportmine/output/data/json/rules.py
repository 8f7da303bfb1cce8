"""The rules as JSON: one array, an object a decision."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportmine.extraction.explain.catalogue import Chapter, entries
from reportmine.output.data.json.claims import Record


def to_json(chapters: Sequence[Chapter]) -> str:
    """The rules as one JSON array, an object a decision."""
    return json.dumps([_chapter_record(chapter) for chapter in chapters], ensure_ascii=False, indent=1) + "\n"


def _chapter_record(chapter: Chapter) -> Record:
    return {
        "decision": chapter.name,
        "about": chapter.about,
        "rules": [
            {"name": entry.name, "why": entry.why, "example": entry.example._asdict() if entry.example else None}
            for entry in entries(chapter)
        ],
    }
