"""Years of the Republic without 民国: 113年底, 较112年增加, 115年普及率."""

from __future__ import annotations

from reportmine.extraction.rejection.window import CharWindow, is_integral
from reportmine.lexicon.patterns import pattern

_FIRST, _LAST = 80, 149
_REPUBLIC = pattern("民国 ?$")
_BEFORE = pattern(r"(?:^|预计|计划|[\s，。；：、（(,;]|截至|至|到|较|比|与|由|自|从|于|[-—~～])$")
_SURE_BEHIND = pattern("度|底|末|初|[0-9]{1,2}月|上半年|下半年|[一二三四]季|[第前]")
_SPANS_BEHIND = pattern("来|以来|间|历史|前|后|的|校庆|诞辰|华诞|之久|老|一遇|有余|多|以上|以内|左右|[，。；、）)]|$")


def year_of_republic(window: CharWindow) -> str:
    """113年底, 至117年达400处; neither 建校110年 nor 100年来."""
    q = window.quantity
    if q.unit not in ("年", "年度") or not is_integral(q) or not _FIRST <= q.low <= _LAST:
        return ""
    if not window.spelled[:1].isdigit():
        return ""
    if _REPUBLIC.search(window.left):
        return window.spelled
    if _BEFORE.search(window.left) is None:
        return ""
    sure = q.unit == "年度" or _SURE_BEHIND.match(window.right)
    return window.spelled if sure or _SPANS_BEHIND.match(window.right) is None else ""
