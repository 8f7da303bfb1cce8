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
            part = "" if _NOTE_MARK.fullmatch(part) else part.translate(_SUPERSCRIPTS)
        parts.append(part)
    return "".join(parts)
