"""Rules that reject numbers that identify: telephone, serial and document numbers, addresses."""

from __future__ import annotations

from reportmine.extraction.quantities.numerals import LONGEST, LONGEST_SPOKEN, ROW
from reportmine.extraction.rejection.window import (
    CLAUSE_BREAK,
    FIGURE_BEFORE,
    CharWindow,
    at_clause_end,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
    starting,
)
from reportmine.lexicon.dimensions import COUNTABLE
from reportmine.lexicon.patterns import any_of, pattern

_SERIAL_BEFORE = rejection_words("serial_before")


_SERIAL_BEHIND = rejection_words("serial_behind")


_HOTLINES = frozenset(rejection_words("hotlines"))


_SERIAL_WORD = pattern(any_of(_SERIAL_BEFORE))


_WITH_AREA_CODE = pattern(r"0[0-9]{2,3}-[0-9]{6,}")
_AREA_CODE = pattern(r"[（(]0[0-9]{1,3}[)）]-?$")
_DASH_BEFORE = pattern(r"[0-9]-$")
_DASH_BEHIND = pattern(r"-[0-9]")


def telephone(window: CharWindow) -> str:
    """010-58210000转8, （04）2237-6810: whatever stands behind it."""
    coded = window.spelled[0] == "0" and _WITH_AREA_CODE.match(window.spelled)
    coded = coded or (window.left[-1:] in ("）", ")", "-") and _AREA_CODE.search(window.left))
    return window.spelled if coded else ""


def serial_number(window: CharWindow) -> str:
    """Telephone, licence, account and hotline numbers."""
    if not (is_bare(window) or window.quantity.dimension in COUNTABLE) or is_chinese(window):
        return ""
    if window.spelled[-1] in "万亿":
        return ""  # 12万市民 are no hotline
    digits = window.spelled
    told = bool(ending(window.left, FIGURE_BEFORE))
    if _DASH_BEFORE.search(window.left) or _DASH_BEHIND.match(window.right):
        return window.left[-4:] + digits + window.right[:5]
    if (
        is_bare(window)
        and not told
        and digits.isdigit()
        and ((len(digits) >= 7 and len(digits) != 8) or (digits[0] == "0" and len(digits) > 1))
    ):
        return digits
    if window.quantity.unit == "路" and window.right.startswith(("公交", "车", "公共汽车")):
        return digits + window.right[:2]
    if is_bare(window) and not told and digits.isdigit() and _SERIAL_WORD.search(CLAUSE_BREAK.split(window.left)[-1]):
        return window.left[-6:] + digits
    if is_bare(window) and digits in _HOTLINES and not at_clause_end(window):
        return digits
    if window.quantity.unit in ("号",) or window.right.startswith("号"):
        return digits + window.right[:1]
    word = starting(window.right, _SERIAL_BEHIND) if is_bare(window) else ""
    return digits + word if word else ""


_YEAR_OF_DOCUMENT = pattern(r"〔[0-9]{4}〕$")


def document(window: CharWindow) -> str:
    """〔2023〕15号."""
    year = window.left[-1:] == "〔" and len(window.spelled) == 4 and window.right[:1] == "〕"
    if year or _YEAR_OF_DOCUMENT.search(window.left):
        return window.left[-6:] + window.spelled
    return ""


_STREET = pattern(r"[路街巷弄道村楼栋幢座里号]$")
_HOUSE = pattern(r"[0-9一二三四五六七八九十][号栋幢座]楼?$|里$")


def address(window: CharWindow) -> str:
    """人民路18号3楼."""
    unit = window.quantity.unit
    if unit in ("号", "室", "弄", "号楼") and _STREET.search(window.left):
        return window.left[-3:] + window.spelled
    inside = unit in ("单元", "层", "楼") and window.quantity.low < 60
    return window.left[-3:] + window.spelled if inside and _HOUSE.search(window.left) else ""


def too_long(window: CharWindow) -> str:
    """A number of more digits than any figure has."""
    if len(window.spelled) <= LONGEST_SPOKEN:
        return ""
    number = window.spelled[: window.quantity.number_end - window.quantity.span.start]
    digits = len(number) - number.count(",") - number.count(".")
    spoken = is_chinese(window) and len(number) > LONGEST_SPOKEN
    return window.spelled[:20] + "…" if spoken or digits > LONGEST or ROW.match(number) else ""
