"""What the styles of a DOCX file say of a paragraph: heading, list, hidden, table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reportmine.lexicon.loader import words
from reportmine.readers.docx.numbering import ListPlace, is_on

# The outline level of text that is no heading (ECMA-376, 17.3.1.20).
_BODY = 9


class Style(NamedTuple):
    """What one style says itself; None where it leaves that to the style it is based on.

    `outline` counts from 0. `list_id` and `list_level` are of the list that numbers its paragraphs.
    """

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    hidden: bool | None = None
    list_id: str | None = None
    list_level: int | None = None


class Styles:
    """The styles of a document by their id, with what they inherit."""

    def __init__(self, root: Element) -> None:
        """Take in a styles part (ECMA-376, 17.7); an empty element has no styles."""
        names = "|".join(words("readers/documents.toml", "heading_styles"))
        heading = re.compile(rf"(?:{names})\s*([1-9])", re.IGNORECASE)
        self._contents = words("readers/documents.toml", "contents_styles")
        self._styles = {str(one.get("styleId")): _style(one, heading) for one in root.iterfind("style")}
        self._usual = next(
            (
                str(one.get("styleId"))
                for one in root.iterfind("style")
                if one.get("type") == "paragraph" and _usual(one)
            ),
            "",
        )

    def style_of(self, properties: Element | None, name: str) -> str:
        """The id of the style that paragraph (`pStyle`) or run (`rStyle`) properties name."""
        found = None if properties is None else properties.find(name)
        if found is None:
            return self._usual if name == "pStyle" else ""
        return found.get("val", "")

    def heading_level(self, style: str, properties: Element | None) -> int | None:
        """The level from 1 of a heading, by its own outline level or its style's; None for body text."""
        own = None if properties is None else properties.find("outlineLvl")
        if own is not None:
            level: int | None = _level(own)
        else:
            level = next((one.outline for one in self._chain(style) if one.outline is not None), None)
        return None if level is None or level >= _BODY else level + 1

    def hidden(self, style: str) -> bool:
        """Whether text of this style is not shown."""
        return next((one.hidden for one in self._chain(style) if one.hidden is not None), False)

    def in_contents(self, style: str) -> bool:
        """Whether paragraphs of this style make up a table of contents."""
        name = self._styles.get(style, Style()).name.lower()
        return any(name == word or name.startswith(f"{word} ") for word in self._contents)

    def list_place(self, style: str, properties: Element | None) -> tuple[ListPlace | None, str]:
        """The list and level of a paragraph; and, where only the style says so, the style at which the list has it."""
        own = None if properties is None else properties.find("numPr")
        list_id, level = _list_of(own)
        if list_id is not None and level is not None:
            return ListPlace(list_id, level), ""
        for name, one in self._named_chain(style):
            if list_id is None and one.list_id is not None:
                list_id = one.list_id
                if level is None and one.list_level is None:
                    return ListPlace(list_id, 0), name
            level = one.list_level if level is None else level
        return (None if list_id is None else ListPlace(list_id, level or 0)), ""

    def _chain(self, style: str) -> Iterator[Style]:
        return (one for _, one in self._named_chain(style))

    def _named_chain(self, style: str) -> Iterator[tuple[str, Style]]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style, self._styles[style]
            style = self._styles[style].based_on


def _style(one: Element, heading: re.Pattern[str]) -> Style:
    def value(name: str) -> str:
        found = one.find(name)
        return "" if found is None else found.get("val", "")

    named = heading.fullmatch(value("name").strip())
    outline = one.find("pPr/outlineLvl")
    hidden = one.find("rPr/vanish")
    list_id, list_level = _list_of(one.find("pPr/numPr"))
    return Style(
        name=value("name"),
        based_on=value("basedOn"),
        outline=_level(outline) if outline is not None else int(named.group(1)) - 1 if named else None,
        hidden=None if hidden is None else is_on(hidden),
        list_id=list_id,
        list_level=list_level,
    )


def _list_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list's id and level that numbering properties name; id "0" takes a paragraph out of its style's list."""
    list_id = None if properties is None else properties.find("numId")
    level = None if properties is None else properties.find("ilvl")
    return None if list_id is None else list_id.get("val"), None if level is None else _level(level)


def _level(element: Element) -> int:
    text = element.get("val", "")
    return int(text) if text.isdecimal() else _BODY


def _usual(style: Element) -> bool:
    return style.get("default", "0") in ("1", "true", "on")
