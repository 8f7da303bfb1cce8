"""The text of one paragraph of a DOCX file as its reader sees it, with all changes accepted."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from reportmine.lexicon.loader import toml, words
from reportmine.lexicon.patterns import pattern
from reportmine.readers.docx.numbering import is_on
from reportmine.readers.docx.styles import Styles
from reportmine.readers.superscripts import join_pieces

# Taken out, or moved away to where it stands a second time.
GONE = frozenset({"del", "moveFrom", "conflictDel"})
# Elements that only wrap what belongs to the text.
WRAPPERS = frozenset({"ins", "moveTo", "conflictIns", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent"})
_INLINE_WRAPPERS = WRAPPERS.union(
    ("dir", "bdo", "oMath", "oMathPara"),
    # Formulas (ECMA-376, 22.1), but for those whose parts need a sign between them.
    ("acc", "bar", "borderBox", "box", "d", "deg", "e", "eqArr", "fName", "func", "groupChr", "lim", "limLow"),
    ("limUpp", "m", "mr", "nary", "phant", "rad", "sPre", "sub", "sSubSup", "sup"),
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# The two parts of a formula and what stands between them: without it 1/2 would be 12.
_FORMULAS = {"f": ("num", "/", "den"), "sSup": ("e", "", "sup")}

_FIELD_NAME = pattern(r"\s*\\?([A-Za-z]+)")


class NoteMark(NamedTuple):
    """Where a paragraph refers to a note: `kind` is footnotes or endnotes."""

    kind: str
    note_id: str


@dataclass
class ParagraphText:
    """What one paragraph holds: text with `\\n` and `\\t` as its author set them, and what hangs on it."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)


class _Piece(NamedTuple):
    text: str
    superscript: bool = False


@dataclass
class _Field:
    """A field that was begun and not ended: its code first, then its result."""

    code: str = ""
    in_result: bool = False


class TextReader:
    """Reads paragraphs in their order: a field that one of them begins may end in another."""

    def __init__(self, styles: Styles, whole_fields: bool) -> None:
        """Begin a stretch of text, such as the body or one note; fields that are not whole leave all text in."""
        self._styles = styles
        self._whole_fields = whole_fields
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, style: str) -> ParagraphText:
        """The text of a paragraph of this style."""
        collected = ParagraphText()
        pieces = list(self._inline(paragraph, collected, self._styles.hidden(style)))
        collected.text = join_pieces(pieces)
        return collected

    def _inline(self, parent: Element, collected: ParagraphText, hidden: bool) -> Iterator[_Piece]:
        for child in parent:
            tag = child.tag
            if tag == "r":
                yield from self._run(child, collected, hidden)
            elif tag == "fldSimple":
                if not _is_left_out(child.get("instr", "")):
                    yield from self._inline(child, collected, hidden)
            elif tag in _FORMULAS:
                yield from self._formula(child, collected, hidden)
            elif tag == "AlternateContent":
                yield from self._first_with_text(child, collected, hidden)
            elif tag in _INLINE_WRAPPERS:
                yield from self._inline(child, collected, hidden)

    def _formula(self, formula: Element, collected: ParagraphText, hidden: bool) -> Iterator[_Piece]:
        first, between, second = _FORMULAS[formula.tag]
        for name in (first, second):
            part = formula.find(name)
            for piece in self._inline(part, collected, hidden) if part is not None else ():
                yield piece._replace(superscript=name == "sup")
            if name == first and between:
                yield _Piece(between)

    def _run(self, run: Element, collected: ParagraphText, hidden: bool) -> Iterator[_Piece]:
        properties = run.find("rPr")
        if properties is not None:
            own = properties.find("vanish")
            by_style = self._styles.hidden(self._styles.style_of(properties, "rStyle"))
            hidden = is_on(own) if own is not None else hidden or by_style
        superscript = properties is not None and _is_superscript(properties)
        for child in run:
            if child.tag == "fldChar":
                self._field_mark(child.get("fldCharType"))
            elif child.tag == "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].code += child.text or ""
            elif not hidden and self._shows():
                yield from self._shown(child, run, collected, superscript)

    def _shown(self, child: Element, run: Element, collected: ParagraphText, superscript: bool) -> Iterator[_Piece]:
        tag = child.tag
        if tag == "t":
            yield _Piece(_from_font(child.text or "", _font(run)), superscript)
        elif tag in _BREAKS:
            yield _Piece(_BREAKS[tag])
        elif tag == "sym":
            yield _Piece(_symbol(child.get("font", ""), child.get("char", "")), superscript)
        elif tag == "ruby":
            # The gloss above the characters (rt) is not read along.
            base = child.find("rubyBase")
            if base is not None:
                yield from self._inline(base, collected, False)
        elif tag in ("footnoteReference", "endnoteReference"):
            collected.notes.append(NoteMark(tag.removesuffix("Reference") + "s", child.get("id", "")))
        elif tag in ("drawing", "pict", "object"):
            collected.boxes.extend(_outermost_boxes(child))
        elif tag == "AlternateContent":
            yield from self._first_with_text(child, collected, False)

    def _first_with_text(self, choice: Element, collected: ParagraphText, hidden: bool) -> Iterator[_Piece]:
        """The same thing said for programs of different age: the first way in which it has a text."""
        for way in choice:
            inside = ParagraphText()
            # A way stands for part of a run or for runs.
            pieces = [piece for child in way for piece in self._shown(child, way, inside, False)]
            pieces += self._inline(way, inside, hidden)
            if any(piece.text for piece in pieces) or inside.boxes or inside.notes:
                collected.boxes.extend(inside.boxes)
                collected.notes.extend(inside.notes)
                yield from pieces
                return

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _shows(self) -> bool:
        return not self._whole_fields or all(each.in_result and not _is_left_out(each.code) for each in self._fields)


def chosen_blocks(choice: Element) -> Element | None:
    """Of the ways in which a choice around paragraphs says the same, the first that has any."""
    return next((way for way in choice if way.find(".//p") is not None), None)


def _is_superscript(properties: Element) -> bool:
    alignment = properties.find("vertAlign")
    return alignment is not None and alignment.get("val") == "superscript"


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    """The text boxes of a drawing; of those told in two ways one."""
    for child in drawing:
        if child.tag == "txbxContent":
            yield child
        elif child.tag == "AlternateContent":
            chosen = chosen_blocks(child)
            if chosen is not None:
                yield from _outermost_boxes(chosen)
        else:
            yield from _outermost_boxes(child)


@functools.cache
def _left_out() -> frozenset[str]:
    return frozenset(words("readers/documents.toml", "fields_left_out"))


def _is_left_out(code: str) -> bool:
    name = _FIELD_NAME.match(code)
    return name is not None and name.group(1).upper() in _left_out()


@functools.cache
def _symbols() -> dict[str, dict[str, str]]:
    symbols: dict[str, Any] = toml("readers/documents.toml")["symbols"]
    return symbols


def _symbol(font: str, code: str) -> str:
    """A character that is given by font and code: F0B0 of Symbol is °."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= char <= "\udfff" else _from_font(char, font)


def _from_font(text: str, font: str) -> str:
    """`text` with the private characters of a symbol font as what they show; others show nothing to read."""
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    signs = _symbols().get(font, {})
    return "".join(
        signs.get(f"{ord(char) - 0xF000:02X}", "") if "\uf000" <= char <= "\uf0ff" else char for char in text
    )


def _font(run: Element) -> str:
    fonts = run.find("rPr/rFonts")
    return "" if fonts is None else fonts.get("ascii") or fonts.get("hAnsi") or ""
