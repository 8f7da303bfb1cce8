"""Superscripts of a formatted text: they may never run into the number before them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from reportmine.lexicon.patterns import pattern

_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# These lead to a note that somebody set by hand.
_NOTE_MARK = pattern(r"\s*(?:[\[［〔【]\s*\d+(?:\s*[,，、–—-]\s*\d+)*\s*[\]］〕】]|[①-⑳]+|[*＊]+)\s*")


def join_pieces(pieces: Iterable[tuple[str, bool]]) -> str:
    """One text of pieces, each with whether it is superscript: a superscript 2 becomes ², the mark of a note nothing.

    >>> join_pieces([("造林5200", False), ("[", True), ("3]", True), ("km", False), ("2", True)])
    '造林5200km²'
    """
    parts = []
    for superscript, group in groupby(pieces, key=lambda piece: piece[1]):
        part = "".join(text for text, _ in group)
        if superscript:
            part = superscript_of(part)
        parts.append(part)
    return "".join(parts)


def superscript_of(text: str) -> str:
    """What superscript characters are in plain text, nothing for the mark of a note.

    >>> superscript_of("2"), superscript_of("[3]")
    ('²', '')
    """
    return "" if _NOTE_MARK.fullmatch(text) else text.translate(_SUPERSCRIPTS)
