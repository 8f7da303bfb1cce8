"""Members of a list that are dealt out to the figures of a row: A、B、C分别增长5%、6%、7%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine.extraction.naming.candidates.model import name_text
from reportmine.extraction.naming.candidates.stretches import Stretch, earlier_clauses, open_floor
from reportmine.extraction.naming.clauses import CLOSING, OPENING
from reportmine.lexicon import cue_words
from reportmine.model import Word

# Clauses back in which a list is looked for, and words that its last member shares with the others.
_CLAUSES = 4
_LONGEST_SHARED = 5


def members(words: Sequence[Word], clause: Stretch) -> list[Stretch]:
    """The parts of a clause between its coordinators, but for those inside brackets and quotation marks."""
    first, last = clause
    parts, start, depth = [], first, 0
    for k in range(first, last):
        text = words[k].text
        depth += (text in OPENING) - (text in CLOSING)
        if depth <= 0 and text in cue_words.COORDINATORS:
            if k > start:
                parts.append((start, k))
            start = k + 1
    if last > start:
        parts.append((start, last))
    return parts


def dealt_out(words: Sequence[Word], row: int, place: int, length: int) -> Iterator[tuple[str, int]]:
    """Names for the figure at `place` of a row of `length` whose first figure is the word `row`; how each was made.

    How: ten for each clause back; 0 the member alone, 1 with the end that the last member shares, 2 with the start
    that the first shares, 3 without words at the first's start, 4 both, 5 with what the row's own clause says.
    """
    floor = open_floor(words, row)
    clauses = [(0, (floor, row)), *earlier_clauses(words, floor)]
    for distance, clause in clauses[:_CLAUSES]:
        parts = members(words, clause)
        if len(parts) == length and not all(words[start].text.isdigit() for start, _ in parts):  # 7、8、9三个月
            said = [(floor, end) for end in range(floor + 1, min(row, floor + 3) + 1)] if distance else []
            for text, how in _names(words, parts, place, said):
                yield text, distance * 10 + how


def _names(
    words: Sequence[Word], parts: Sequence[Stretch], place: int, said: Sequence[Stretch]
) -> list[tuple[str, int]]:
    start, end = parts[place]
    is_last = place == len(parts) - 1
    # What stands behind the last member is none of it: 服装和化纤产量[分别为].
    alone = [name_text(words, start, stop) for stop in (range(end, start, -1) if is_last else (end,))]
    found = [(text, 0) for text in alone]
    shared = [] if is_last else _ends(words, parts[-1])
    found += [(alone[0] + text, 1) for text in shared]
    if place:
        found += [(text + member, 2) for text in _starts(words, parts[0]) for member in alone[:4]]
    else:
        cut = [name_text(words, opening, end) for opening in range(start + 1, min(start + 4, end))]
        found += [(text, 3) for text in cut] + [(text + tail, 4) for text in cut for tail in shared]
    found += [(member + name_text(words, *own), 5) for own in said for member in alone]
    return sorted(set(found))


def _ends(words: Sequence[Word], last: Stretch) -> list[str]:
    start, end = last
    return [
        name_text(words, first, stop)
        for first in range(start + 1, end)
        for stop in range(first + 1, min(end, first + _LONGEST_SHARED) + 1)
    ]


def _starts(words: Sequence[Word], first: Stretch) -> list[str]:
    start, end = first
    return [name_text(words, start, stop) for stop in range(start + 1, end)]
