r"""Where a text may be cut so that its pieces, mined one by one, give what all of it gives.

A border lies between two paragraphs of prose, the first of which ends as a sentence does. No table is near behind it,
for a table is read with the lines above it, and no formula or comment, which may go over several lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern

# The characters of a piece: more take more memory, 57 MB for so many of dense prose; fewer save next to nothing.
USUAL = 200_000
# Where a text has no border for so many pieces' worth of characters, it is cut elsewhere, and that is said.
_MOST = 10
# So many characters behind a border show whether a table follows: no line that counts stands farther above one.
_AHEAD = 500
# Formulas are no longer.
_BEHIND = 4_000


class Piece(NamedTuple):
    """A piece of a text: its characters, and how many characters and line ends stand before it.

    `opens` says that a paragraph begins behind a blank line, or with the text; `torn` that the piece does not begin at
    a border.
    """

    text: str
    start: int = 0
    lines: int = 0
    opens: bool = True
    torn: bool = False


_PARAGRAPH_END = pattern(r"[。！？][”’」』）)》】]*[ \t\u3000\r]*\n(?:[ \t\u3000\r]*\n)*")
# A line of marks that show nothing, or of a page's number, goes with a line end of the paragraph before it.
_BEGINS = pattern(r"[ \t\u3000]*[\w（(“‘「『【《]")
_BLANK_BEFORE = pattern(r"\n[ \t\u3000\r]*\n\Z")
_LIKE_TABLE = pattern(r"[\t|│─━═┌┼]|(?<=\S)(?: {2}|\u3000)(?=[ \u3000]*\S)|[-=+]{4}")
_OVER_LINES = pattern(r"\$\$|\\[\[\]]|\\begin|\\end|<!--|-->")


def pieces_of(parts: Iterable[str], usual: int = USUAL) -> Iterator[Piece]:
    """A text, whose characters come in parts of any size, in pieces of about so many characters that are borders apart.

    >>> parts = ["全年举办培训20场。\\n", "讲座35场。\\n展览4场。"]
    >>> [(piece.text, piece.start, piece.lines) for piece in pieces_of(parts, 12)]
    [('全年举办培训20场。\\n讲座35场。\\n', 0, 0), ('展览4场。', 18, 2)]
    """
    waiting: list[str] = []
    length = 0
    piece = Piece("")
    for part in parts:
        waiting.append(part)
        length += len(part)
        while length > usual + _AHEAD:
            text = "".join(waiting)
            at = border_in(text, usual)
            torn = at is None and length > _MOST * usual
            at = _tear_in(text) if torn else at
            if at is None:
                waiting = [text]
                break
            yield piece._replace(text=text[:at])
            piece = _behind(piece, text[:at], torn=torn)
            waiting, length = [text[at:]], length - at
    if length:
        text = "".join(waiting)
        while (at := border_in(text, usual)) is not None:
            yield piece._replace(text=text[:at])
            piece, text = _behind(piece, text[:at], torn=False), text[at:]
        yield piece._replace(text=text)


def _behind(piece: Piece, text: str, *, torn: bool) -> Piece:
    blank = _BLANK_BEFORE.search(text, max(0, len(text) - 400)) is not None
    return Piece("", piece.start + len(text), piece.lines + text.count("\n"), blank, torn)


def border_in(text: str, least: int) -> int | None:
    """The first border at this place or behind it, None where there is none."""
    for end in _PARAGRAPH_END.finditer(text, max(0, least - 2)):
        at = end.end()
        if at >= least and at < len(text) and _is_border(text, end.start(), at):
            return at
    return None


def _is_border(text: str, before: int, at: int) -> bool:
    if not _BEGINS.match(text, at):
        return False
    line = text.rfind("\n", 0, before) + 1
    ahead = text.find("\n", min(len(text), at + _AHEAD))
    near = _LIKE_TABLE.search(text[line:before].strip()) or any(
        _LIKE_TABLE.search(one.strip()) for one in text[at : ahead if ahead >= 0 else len(text)].split("\n")
    )
    if near or _OVER_LINES.search(text, max(0, at - _BEHIND), at):
        return False
    return text.rfind("<!--", 0, at) <= text.rfind("-->", 0, at)


def _tear_in(text: str) -> int:
    """Where a text without borders is cut: behind its last line, or its last sentence."""
    return max(text.rfind("\n"), text.rfind("。")) + 1 or len(text)
