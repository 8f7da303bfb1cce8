"""Rules that reject times: years, dates, quarters, spans, named days."""

from __future__ import annotations

import re

from reportmine.extraction.rejection.window import (
    CLAUSE_ENDS,
    FIGURE_BEFORE,
    Around,
    at_clause_end,
    ending,
    is_bare,
    is_integral,
    rejection_words,
    starting,
    time_words,
)


def year(a: Around) -> str:
    """2023年, 2019-2023年, 2025财年, a bare 2023."""
    q = a.quantity
    if q.unit not in ("年", "年度", "学年", "财年") and not is_bare(a):
        return ""
    digits = len(a.spelled.rstrip("年度学财前"))
    low = q.low if q.high is None else q.high
    if digits == 4 and 1000 <= low <= 2999 and is_integral(q):
        if q.unit and low < 1900 and a.left.endswith(("达", "超", "近", "约", "有", "过")):
            return ""
        if q.unit:
            return a.spelled
        plausible = 1900 <= low <= 2100 and not a.spelled.startswith("￥")
        if plausible and not (ending(a.left, FIGURE_BEFORE) and at_clause_end(a)):
            return a.spelled
    if q.high is not None and 1900 <= q.low <= 2100 and 1900 <= q.high <= 2100:
        return a.spelled
    if q.unit in ("年度", "财年", "学年") and a.left[-1:] in ("/", "-", "—"):
        return a.spelled  # 二零二三/二四年度
    if q.unit == "年" and (a.left[-1:] in ("’", "'") or a.spelled.startswith("0")):
        return a.spelled
    return ""


DURATION_VERBS = time_words("duration_verbs")


_TIME_SEPARATED = re.compile(r"[:：][0-5][0-9](?![0-9])")
_AFTER_HOUR = re.compile(r"(?<![0-9])[0-2]?[0-9][:：][0-5][0-9]$")
_POINTS_BEFORE = rejection_words("points_before")


_DAY_KEPT = ("内", "以内", "之内", "左右", "以上", "办结")


def month_or_day(a: Around) -> str:
    """6月, 1—9月, 28日; not 压缩到3日."""
    q = a.quantity
    if q.unit in ("月", "月份") and is_integral(q) and (q.high or q.low) <= 12:
        return a.spelled
    if q.unit in ("日", "号", "天") and a.left.endswith("月"):
        return a.left[-3:] + a.spelled
    if q.unit == "日" and (q.high or q.low) <= 31:
        measured = a.right.startswith(_DAY_KEPT) or ending(a.left, DURATION_VERBS)
        if not measured:
            return a.spelled
    if (is_bare(a) and a.right[:1] in ("日", "月")) or (a.left.endswith("月") and is_bare(a)):
        return a.spelled
    return ""


def time_of_day(a: Around) -> str:
    """8时30分, 七点半, 15:30."""
    q = a.quantity
    if q.unit == "点" and ending(a.left, _POINTS_BEFORE):
        return ""
    if q.unit in ("时", "点", "点钟") and (q.high or q.low) <= 24 and (is_integral(q) or a.spelled.endswith("半")):
        return a.spelled
    if q.unit in ("分", "刻", "秒", "分钟") and a.left[-1:] in ("时", "点") and a.left[-2:-1].isdigit():
        return a.left[-3:] + a.spelled
    if is_bare(a) and (_TIME_SEPARATED.match(a.right) or _AFTER_HOUR.search(a.left + a.spelled)):
        compared = re.search(r"[比率以例]为?(?:[0-9]+[:：])?$", a.left)
        return "" if compared else a.spelled + a.right[:3]
    return ""


_CALENDAR = time_words("calendar")


_BEHIND_SPAN = time_words("behind_span")


_BEFORE_SPAN = time_words("before_span")


_SPAN_UNITS = frozenset(("年", "个月", "月", "周", "星期", "季度", "个季度", "年度", "天", "日", "世纪"))


_LONG_UNITS = frozenset(("年", "年度", "世纪", "季度", "个季度"))


def part_of_calendar(a: Around) -> str:
    """三季度, 80年代, 2022学年."""
    if a.quantity.unit in ("季度", "季", "学年", "学期", "年代", "世纪", "周年", "月份", "年级"):
        return a.spelled if a.quantity.unit != "学期" or a.quantity.low < 9 else ""
    if is_bare(a) or a.quantity.unit in ("年",):
        word = starting(a.right, _CALENDAR)
        if word or (a.quantity.unit == "年" and a.right.startswith("代")):
            return a.spelled + (word or "代")
    return ""


def span_of_time(a: Around) -> str:
    """五年来, 今后五年, 三年行动; a measured duration is a figure."""
    q = a.quantity
    if q.dimension != "time" or q.unit not in _SPAN_UNITS:
        return ""
    verb = ending(a.left, DURATION_VERBS)
    word = starting(a.right, _BEHIND_SPAN)
    short = word == "内" and q.unit in ("天", "日")
    if word and not short and not (verb and word in ("内", "中")):
        return a.spelled + word
    word = ending(a.left, _BEFORE_SPAN)
    if word and not verb:
        return word + a.spelled
    if verb:
        return ""
    if q.unit in _LONG_UNITS and a.left.endswith("的"):
        return "的" + a.spelled
    if q.unit in _LONG_UNITS and not (at_clause_end(a) and a.left[-1:] not in CLAUSE_ENDS):
        behind = a.right.startswith(("以上", "左右", "多", "半", "的"))
        return "" if behind and a.left[-1:] not in CLAUSE_ENDS else a.spelled
    if a.left[-1:] in CLAUSE_ENDS and not at_clause_end(a) and not a.right.startswith("的"):
        return a.spelled if q.unit in ("个月", "周", "星期") else ""
    return ""


def named_day(a: Around) -> str:
    """六·一八, 双十一."""
    if a.left[-1:] in ("·", "•", "∙") or (a.right[:1] in ("·", "•") and is_bare(a)):
        return a.left[-2:] + a.spelled + a.right[:2]
    if is_bare(a) and a.left.endswith("双") and a.spelled in ("十一", "11", "十二", "12"):
        return "双" + a.spelled
    return ""
