"""Rules that reject the marks of a document: list marks, captions, serial numbers, addresses."""

from __future__ import annotations

import re

from reportmine.extraction.quantities.numerals import LONGEST, LONGEST_SPOKEN, ROW
from reportmine.extraction.rejection.window import (
    CLAUSE_BREAK,
    FIGURE_BEFORE,
    LINE_START,
    Around,
    at_clause_end,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
    starting,
)
from reportmine.lexicon.numerals import MYRIADS, TENS

POWERS = frozenset(TENS) | frozenset(MYRIADS)
_LIST_BEHIND = re.compile(r"[、．]|\.(?![0-9])|[)）\]】]|[ \t]|是(?!全|我|第)")


def list_mark(a: Around) -> str:
    """一、（二） 1. [2] 一是."""
    if not is_bare(a):
        return ""
    start = a.quantity.span.start
    opens = LINE_START.search(a.text[max(0, start - 8) : start]) or start == 0
    if opens and (_LIST_BEHIND.match(a.right) or a.right[:1] in ("\n", "")) and a.quantity.low < 100:
        return a.spelled + a.right[:1]
    if a.left[-1:] in ("（", "(", "[", "【", "［", "①") and a.right[:1] in ("）", ")", "]", "】", "］"):
        return a.left[-1:] + a.spelled + a.right[:1]
    if a.left[-1:] in ("。", "；", "：", "", "，", "\n") and a.right.startswith(("是", "要", "、")) and is_chinese(a):
        return a.spelled + a.right[:1]
    return ""


_CAPTION_BEFORE = rejection_words("caption_before")
_OF_PICTURES = re.compile(r"(?:^|[，。；：、（(见如\s])(?:附?[表图]|附件)$")
_POINT_BEHIND = re.compile(r"\.[0-9]")


def caption(a: Around) -> str:
    """图 9.2, 表 1, and the decimals of headings."""
    word = ending(a.left.rstrip(), _CAPTION_BEFORE)
    if word and not is_bare(a) and not _OF_PICTURES.search(a.left):
        word = ""
    if word and not (word in ("节", "例", "章", "注") and not a.left.endswith(" ")):
        return word + a.spelled
    counted = a.quantity.dimension in ("", "count", "person", "event")
    plain = counted and "." in a.spelled and not any(char in POWERS for char in a.spelled)
    heading = plain and LINE_START.search(a.left) is not None
    return a.spelled if heading or (is_bare(a) and _POINT_BEHIND.match(a.right)) else ""


_PAGES_IN_ALL = re.compile(r"页[，,/ ]*共$")


def page_count(a: Around) -> str:
    """第5页，共12页."""
    return a.spelled if a.quantity.unit == "页" and _PAGES_IN_ALL.search(a.left) else ""


_SERIAL_BEFORE = rejection_words("serial_before")


_SERIAL_BEHIND = rejection_words("serial_behind")


_HOTLINES = frozenset(rejection_words("hotlines"))


_SERIAL_WORD = re.compile("|".join(map(re.escape, sorted(_SERIAL_BEFORE, key=len, reverse=True))))


_WITH_AREA_CODE = re.compile(r"0[0-9]{2,3}-[0-9]{6,}")
_AREA_CODE = re.compile(r"[（(]0[0-9]{1,3}[)）]-?$")
_DASH_BEFORE = re.compile(r"[0-9]-$")
_DASH_BEHIND = re.compile(r"-[0-9]")


def telephone(a: Around) -> str:
    """010-58210000转8, （04）2237-6810: whatever stands behind it."""
    coded = a.spelled[0] == "0" and _WITH_AREA_CODE.match(a.spelled)
    coded = coded or (a.left[-1:] in ("）", ")", "-") and _AREA_CODE.search(a.left))
    return a.spelled if coded else ""


def serial_number(a: Around) -> str:
    """Telephone, licence, account and hotline numbers."""
    if a.quantity.dimension not in ("", "count") or is_chinese(a):
        return ""
    digits = a.spelled
    told = bool(ending(a.left, FIGURE_BEFORE))
    if _DASH_BEFORE.search(a.left) or _DASH_BEHIND.match(a.right):
        return a.left[-4:] + digits + a.right[:5]
    if (
        is_bare(a)
        and not told
        and digits.isdigit()
        and ((len(digits) >= 7 and len(digits) != 8) or (digits[0] == "0" and len(digits) > 1))
    ):
        return digits
    if a.quantity.unit == "路" and a.right.startswith(("公交", "车", "公共汽车")):
        return digits + a.right[:2]
    if is_bare(a) and not told and digits.isdigit() and _SERIAL_WORD.search(CLAUSE_BREAK.split(a.left)[-1]):
        return a.left[-6:] + digits
    if is_bare(a) and digits in _HOTLINES and not at_clause_end(a):
        return digits
    if a.quantity.unit in ("号",) or a.right.startswith("号"):
        return digits + a.right[:1]
    word = starting(a.right, _SERIAL_BEHIND) if is_bare(a) else ""
    return digits + word if word else ""


_YEAR_OF_DOCUMENT = re.compile(r"〔[0-9]{4}〕$")


def document(a: Around) -> str:
    """〔2023〕15号."""
    year = a.left[-1:] == "〔" and len(a.spelled) == 4 and a.right[:1] == "〕"
    if year or _YEAR_OF_DOCUMENT.search(a.left):
        return a.left[-6:] + a.spelled
    return ""


_STREET = re.compile(r"[路街巷弄道村楼栋幢座里号]$")
_HOUSE = re.compile(r"[0-9一二三四五六七八九十][号栋幢座]楼?$|里$")


def address(a: Around) -> str:
    """人民路18号3楼."""
    unit = a.quantity.unit
    if unit in ("号", "室", "弄", "号楼") and _STREET.search(a.left):
        return a.left[-3:] + a.spelled
    inside = unit in ("单元", "层", "楼") and a.quantity.low < 60
    return a.left[-3:] + a.spelled if inside and _HOUSE.search(a.left) else ""


def too_long(a: Around) -> str:
    """A number of more digits than any figure has."""
    if len(a.spelled) <= LONGEST_SPOKEN:
        return ""
    number = a.spelled[: a.quantity.number_end - a.quantity.span.start]
    digits = len(number) - number.count(",") - number.count(".")
    spoken = is_chinese(a) and len(number) > LONGEST_SPOKEN
    return a.spelled[:20] + "…" if spoken or digits > LONGEST or ROW.match(number) else ""
