"""What a header says that stands below it, where that is nothing to be measured: names, units, codes, dates."""

from __future__ import annotations

import functools
from typing import Literal

from reportmine.extraction.tables.headers.header import BRACKET
from reportmine.lexicon.header_words import header_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.unit_lines import UNIT_LEADS

Role = Literal["row_number", "unit", "place", "naming", "code", "time", "describing", ""]

# A header is one of these words, or ends in one.
_WHOLE: dict[Role, frozenset[str]] = {
    "row_number": frozenset(header_words("row_number_header")),
    "unit": frozenset(UNIT_LEADS),
    "place": frozenset(header_words("place_header")),
    "naming": frozenset(header_words("naming_header")),
}
_ENDING: dict[Role, tuple[str, ...]] = {
    "code": header_words("code_header"),
    "time": header_words("time_header"),
    "naming": header_words("naming_ending"),
    "describing": header_words("describing_header"),
}


_ENGLISH_CODES = header_words("english_code")
# school_id, schoolId; 1st, video and lay are none.
_ENGLISH_END = pattern(rf"(?<![a-z]){any_of((*_ENGLISH_CODES, *header_words('english_time')))}$")


@functools.lru_cache(maxsize=4096)
def role_of(text: str) -> Role:
    """The role of the clean text of a header.

    >>> [role_of(text) for text in ("序号", "联系电话", "披露日期", "计量单位", "地区", "指标名称", "资金来源", "产量")]
    ['row_number', 'code', 'time', 'unit', 'place', 'naming', 'describing', '']
    """
    bare = BRACKET.sub("", text).strip("：: ") or text
    for role, words in _WHOLE.items():
        if text in words or bare in words:
            return role
    english = _ENGLISH_END.search(text.lower())
    if english:
        return "code" if english[0] in _ENGLISH_CODES else "time"
    return next((role for role, endings in _ENDING.items() if bare.endswith(endings)), "")
