"""Rules that reject what orders a document: list marks, captions, unit lines, page counts."""

from __future__ import annotations

from reportmine.extraction.rejection.window import (
    LINE_START,
    CharWindow,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
)
from reportmine.lexicon.dimensions import COUNTABLE
from reportmine.lexicon.numerals import MYRIADS, TENS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import unit_said_around

POWERS = frozenset(TENS) | frozenset(MYRIADS)
_LIST_BEHIND = pattern(r"[、．]|\.(?![0-9])|[)）\]】]|[ \t]|是(?!全|我|第)")


def list_mark(window: CharWindow) -> str:
    """一、（二） 1. [2] 一是."""
    if not is_bare(window):
        return ""
    start = window.quantity.span.start
    opens = LINE_START.search(window.text[max(0, start - 8) : start]) or start == 0
    if opens and (_LIST_BEHIND.match(window.right) or window.right[:1] in ("\n", "")) and window.quantity.low < 100:
        return window.spelled + window.right[:1]
    amount = window.spelled[-1] in "万亿" or "." in window.spelled  # 总票房（512.4亿）
    if (
        not amount
        and window.left[-1:] in ("（", "(", "[", "【", "［", "①")
        and window.right[:1] in ("）", ")", "]", "】", "］")
    ):
        return window.left[-1:] + window.spelled + window.right[:1]
    if (
        window.left[-1:] in ("。", "；", "：", "", "，", "\n")
        and window.right.startswith(("是", "要", "、"))
        and is_chinese(window)
    ):
        return window.spelled + window.right[:1]
    return ""


_CAPTION_BEFORE = rejection_words("caption_before")
_OF_PICTURES = pattern(r"(?:^|[，。；：、（(见如\s])(?:附?[表图]|附件)$")
_DOTTED = pattern(r"(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2})+\.$")
_NUMBERING = pattern(r"[0-9]{1,2}\.[0-9]{1,2}")
_NUMBERED = rejection_words("numbered_behind")
_POINT_BEHIND = pattern(r"\.[0-9]")


def caption(window: CharWindow) -> str:
    """图 9.2, 表 1, and the decimals of headings."""
    if _DOTTED.search(window.left) and window.spelled[0].isdigit():
        return window.left[-4:] + window.spelled  # 2.2.1 个人捐赠
    if is_bare(window) and _NUMBERING.fullmatch(window.spelled) and window.right.startswith(_NUMBERED):
        return window.spelled + window.right[:1]  # 年产值5200万元1.2本项目
    word = ending(window.left.rstrip(), _CAPTION_BEFORE)
    if word and not is_bare(window) and not _OF_PICTURES.search(window.left):
        word = ""
    if word and not (word in ("节", "例", "章", "注") and not window.left.endswith(" ")):
        return word + window.spelled
    counted = is_bare(window) or window.quantity.dimension in COUNTABLE
    plain = counted and "." in window.spelled and not any(char in POWERS for char in window.spelled)
    heading = plain and LINE_START.search(window.left) is not None
    return window.spelled if heading or (is_bare(window) and _POINT_BEHIND.match(window.right)) else ""


def unit_line(window: CharWindow) -> str:
    """金额单位均为万元, 以千元列示: a power of ten alone says in what unit other numbers are."""
    if not window.spelled.startswith("000") and (
        window.spelled[0] not in POWERS or any(char.isdigit() for char in window.spelled)
    ):
        return ""
    before = unit_said_around(window.left.rstrip("'’‘"), window.right)
    return before + window.spelled if before else ""


_PAGES_IN_ALL = pattern(r"页[，,/ ]*共$")


def page_count(window: CharWindow) -> str:
    """第5页，共12页."""
    return window.spelled if window.quantity.unit == "页" and _PAGES_IN_ALL.search(window.left) else ""
