"""How cells of a workbook look: one style for each kind of cell, numbers with all of their digits."""

from __future__ import annotations

from typing import Any, NamedTuple

# Digits of a number that Excel keeps.
DIGITS = 15
# Every Windows has it, and its digits look as its characters do; other programs take their own for it.
DEFAULT = {"font_name": "微软雅黑", "font_size": 10, "font_charset": 134, "valign": "top"}
# What is at the right keeps away from the words of the next column.
_RIGHT = {"align": "right", "indent": 1}
_HEADING = {"bold": True, "bottom": 1, "bg_color": "#DDE8F3", "valign": "vcenter", "text_wrap": True}


class Styles(NamedTuple):
    """The numbers by which cells name their style: 0 is that of the workbook, numbers have one a count of places."""

    heading: int
    number_heading: int
    text: int
    wrapped: int
    number_text: int
    number: int
    places: tuple[int, ...]
    percent: tuple[int, ...]


def styles_of(book: Any) -> Styles:
    """The styles, made known to a workbook of xlsxwriter."""

    def style(**properties: Any) -> int:
        index: int = book.add_format({**DEFAULT, **properties})._get_xf_index()
        return index

    behind = ["." + "0" * places if places else "" for places in range(DIGITS + 1)]
    return Styles(
        heading=style(**_HEADING),
        number_heading=style(**_HEADING, **_RIGHT),
        text=0,
        wrapped=style(text_wrap=True),
        number_text=style(**_RIGHT),
        number=style(**_RIGHT),
        places=tuple(style(**_RIGHT, num_format=f"#,##0{one}") for one in behind),
        percent=tuple(style(**_RIGHT, num_format=f"0{one}%") for one in behind),
    )
