"""Footnotes, and text that runs another way than the page: it is read apart from the text, and stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.columns import columns_of
from reportmine.readers.pages.lines import Line
from reportmine.readers.pages.paragraphs import Paragraph, paragraphs_of
from reportmine.readers.pages.split_tables import Table

# Notes below the text are smaller than it, and begin with a mark.
_NOTE_SIZE = 0.88
_NOTE_MARK = pattern(r"[①-⑳⁰¹²³⁴⁵⁶⁷⁸⁹*＊※]|[\[［〔(（]?\d{1,2}[\]］〕)）]?(?![\d.%])|注")


def split_footnotes(lines: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page without the notes at its foot, and those notes; `size` is the usual one of the text."""
    start = len(lines)
    while start and lines[start - 1].size <= _NOTE_SIZE * size:
        start -= 1
    while start < len(lines) and not _NOTE_MARK.match(lines[start].text):
        start += 1
    return (lines[:start], lines[start:]) if start else (lines, [])


def separate_paragraphs(page: int, groups: Iterable[list[Line]]) -> list[Paragraph]:
    """The paragraphs of groups of lines that stand apart from the text of a page."""
    parts = (part for lines in groups for part in paragraphs_of([columns_of(lines)]))
    return [part._replace(page=page) for part in parts if isinstance(part, Paragraph)]


def insert_at_page_ends(
    parts: Iterable[Paragraph | Table], separate: dict[int, list[Paragraph]]
) -> Iterator[Paragraph | Table]:
    """Notes and text that runs otherwise stand before the part that goes on to the next page, or at the page's end."""
    waiting = dict(sorted(separate.items()))
    for part in parts:
        for page in [page for page in waiting if page < part.page + len(part.breaks)]:
            yield from (note._replace(page=min(page, part.page)) for note in waiting.pop(page))
        yield part
    for notes in waiting.values():
        yield from notes
