"""Which numbers are no figures: dates, ordinals, serial numbers, names, slogans, list marks.

`RULES` is asked from top to bottom; the first that fires rejects. A rule is a name, a reason and a
test over the characters around one quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reportmine.lexicon.tables import words
from reportmine.mining.numerals import LONGEST
from reportmine.model import Note, Quantity

_REACH = 16


class Around(NamedTuple):
    """One quantity and the characters next to it: `left` ends where it begins, `right` begins where it ends."""

    text: str
    quantity: Quantity
    spelled: str
    left: str
    right: str


class Rule(NamedTuple):
    """A named reason to reject; `test` gives the characters that convinced it, or an empty string."""

    name: str
    why: str
    test: Callable[[Around], str]


def rejection(text: str, quantity: Quantity) -> Note | None:
    """The note of the first rule that rejects this quantity of a clean text, or None for a figure."""
    start, end = quantity.span
    around = Around(
        text, quantity, text[start:end], text[max(0, start - _REACH) : start], text[end : end + _REACH]
    )
    for rule in RULES:
        evidence = rule.test(around)
        if evidence:
            return Note(rule.name, evidence, rule.why)
    return None


# --------------------------------------------------------------------------------- small questions


def _group(name: str) -> tuple[str, ...]:
    return words("rejections.toml", name)


def _time(name: str) -> tuple[str, ...]:
    return words("time_words.toml", name)


_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两廿卅]")
_CLAUSE_ENDS = ("，", "。", "；", "、", "！", "\n", "", "：", "）", "”", ",", ";", ")", "？", "’", "」", "|")


def _integral(quantity: Quantity) -> bool:
    return quantity.low == quantity.low.to_integral_value()


def _bare(a: Around) -> bool:
    return not a.quantity.unit


def _chinese(a: Around) -> bool:
    return bool(_CHINESE.match(a.spelled))


def _at_clause_end(a: Around) -> bool:
    return a.right[:1] in _CLAUSE_ENDS


def _starting(text: str, found: tuple[str, ...]) -> str:
    return next((word for word in found if text.startswith(word)), "") if text.startswith(found) else ""


def _ending(text: str, found: tuple[str, ...]) -> str:
    return next((word for word in found if text.endswith(word)), "") if text.endswith(found) else ""


# ------------------------------------------------------------------------------------- the tests


def _too_long(a: Around) -> str:
    return a.spelled[:20] + "…" if len(a.spelled) > LONGEST else ""


def _in_title(a: Around) -> str:
    return _enclosed(a, "《", "》", 60)


def _enclosed(a: Around, opening: str, closing: str, reach: int) -> str:
    start, end = a.quantity.span
    at = a.text.rfind(opening, max(0, start - reach), start)
    if at < 0 or a.text.find(closing, at, start) >= 0:
        return ""
    close = a.text.find(closing, end, end + reach)
    if close < 0 or "\n" in a.text[at:close]:
        return ""
    return a.text[at : close + 1]


_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"), ('"', '"'))
_SLOGAN_LONGEST = 18
_MEASURED = frozenset(("rate", "money", "point", "area", "length", "mass"))


def _in_quotes(a: Around) -> str:
    for opening, closing in _QUOTES:
        if opening not in a.left and a.text.rfind(opening, max(0, a.quantity.span.start - 20), a.quantity.span.start) < 0:
            continue
        quoted = _enclosed(a, opening, closing, 20)
        if quoted and len(quoted) <= _SLOGAN_LONGEST + 2 and "，" not in quoted:
            whole = quoted[1:-1] == a.spelled
            if not (a.quantity.dimension in _MEASURED and (whole or "增长" in quoted)):
                return quoted
    return ""


def _year(a: Around) -> str:
    q = a.quantity
    if q.unit not in ("年", "年度", "学年", "财年") and not _bare(a):
        return ""
    digits = len(a.spelled.rstrip("年度学财前"))
    low = q.low if q.high is None else q.high
    if digits == 4 and 1000 <= low <= 2999 and _integral(q):
        if q.unit:
            return a.spelled
        plausible = 1900 <= low <= 2100 and not a.spelled.startswith("￥")
        if plausible and not (_ending(a.left, _FIGURE_BEFORE) and _at_clause_end(a)):
            return a.spelled
    if q.high is not None and 1900 <= q.low <= 2100 and 1900 <= q.high <= 2100:
        return a.spelled
    if q.unit == "年" and (a.left[-1:] in ("’", "'") or a.spelled.startswith("0")):
        return a.spelled
    return ""


_TIME_SEPARATED = re.compile(r"[:：][0-5]?[0-9](?![0-9])")
_DAY_KEPT = ("内", "以内", "之内", "左右", "以上", "办结")


def _month_or_day(a: Around) -> str:
    q = a.quantity
    if q.unit in ("月", "月份") and _integral(q) and (q.high or q.low) <= 12:
        return a.spelled
    if q.unit in ("日", "号", "天") and a.left.endswith("月"):
        return a.left[-3:] + a.spelled
    if q.unit == "日" and (q.high or q.low) <= 31 and not a.right.startswith(_DAY_KEPT):
        if not _ending(a.left, _DURATION_VERBS):
            return a.spelled
    if _bare(a) and a.right[:1] in ("日", "月") or a.left.endswith("月") and _bare(a):
        return a.spelled
    return ""


def _time_of_day(a: Around) -> str:
    q = a.quantity
    if q.unit in ("时", "点", "点钟") and (q.high or q.low) <= 24 and (_integral(q) or a.spelled.endswith("半")):
        return a.spelled
    if q.unit in ("分", "刻", "秒", "分钟") and a.left[-1:] in ("时", "点") and a.left[-2:-1].isdigit():
        return a.left[-3:] + a.spelled
    if _bare(a) and (_TIME_SEPARATED.match(a.right) or re.search(r"[0-9][:：]$", a.left)):
        return a.spelled + a.right[:3]
    return ""


_CALENDAR = _time("calendar")
_BEHIND_SPAN = _time("behind_span")
_BEFORE_SPAN = _time("before_span")
_DURATION_VERBS = _time("duration_verbs")
_SPAN_UNITS = frozenset(("年", "个月", "月", "周", "星期", "季度", "个季度", "年度", "天", "日", "世纪"))
_LONG_UNITS = frozenset(("年", "年度", "世纪", "季度", "个季度"))


def _part_of_calendar(a: Around) -> str:
    if a.quantity.unit in ("季度", "季", "学年", "学期", "年代", "世纪", "周年", "月份", "年级"):
        return a.spelled if a.quantity.unit != "学期" or a.quantity.low < 9 else ""
    if _bare(a) or a.quantity.unit in ("年",):
        word = _starting(a.right, _CALENDAR)
        if word or (a.quantity.unit == "年" and a.right.startswith("代")):
            return a.spelled + (word or "代")
    return ""


def _span_of_time(a: Around) -> str:
    q = a.quantity
    if q.dimension != "time" or q.unit not in _SPAN_UNITS:
        return ""
    verb = _ending(a.left, _DURATION_VERBS)
    word = _starting(a.right, _BEHIND_SPAN)
    if word and not (verb and word in ("内", "中")):
        return a.spelled + word
    word = _ending(a.left, _BEFORE_SPAN)
    if word and not verb:
        return word + a.spelled
    if verb:
        return ""
    if q.unit in _LONG_UNITS and a.left.endswith("的"):
        return "的" + a.spelled
    if q.unit in _LONG_UNITS and not (_at_clause_end(a) and a.left[-1:] not in _CLAUSE_ENDS):
        behind = a.right.startswith(("以上", "左右", "多", "半", "的"))
        return "" if behind and a.left[-1:] not in _CLAUSE_ENDS else a.spelled
    if a.left[-1:] in _CLAUSE_ENDS and not _at_clause_end(a) and not a.right.startswith("的"):
        return a.spelled if q.unit in ("个月", "周", "星期") else ""
    return ""


_RANK_BEFORE = _group("rank_before")
_RANK_WORD = re.compile("|".join(map(re.escape, sorted(_RANK_BEFORE, key=len, reverse=True))))
_CLAUSE_BREAK = re.compile(r"[，。；！？\n]")


def is_rank(text: str, quantity: Quantity) -> bool:
    """Whether an ordinal (第3位, 首位, 前十) places something in a ranking.

    >>> text = "总量居全省第3位"
    >>> is_rank(text, Quantity(Span(5, 8), Decimal(3), unit="位", form="ordinal"))
    True
    """
    start, end = quantity.span
    if quantity.unit not in ("", "位", "名", "强", "%"):
        return False
    left = _CLAUSE_BREAK.split(text[max(0, start - 20) : start])[-1]
    right = text[end : end + 1]
    if not quantity.unit and right not in _CLAUSE_ENDS and right not in "及和以并的":
        return False
    if quantity.unit == "位" and text[start] == "首" and text.startswith(("产", "度", "选"), end):
        return False
    return bool(_RANK_WORD.search(left))


def _ordinal(a: Around) -> str:
    q = a.quantity
    if q.form == "ordinal" or a.spelled.startswith("前"):
        return "" if is_rank(a.text, q) else a.spelled
    if q.form == "number" and a.left.endswith("第"):
        return "第" + a.spelled
    return ""


_SESSION_BEHIND = _group("session_behind")


def _session(a: Around) -> str:
    word = _starting(a.right, _SESSION_BEHIND)
    if word and (a.quantity.unit in ("", "届", "次") or a.quantity.unit == "大"):
        return a.spelled + word
    if a.quantity.unit == "大" and _chinese(a) and _at_clause_end(a):
        return a.spelled
    if a.quantity.unit in ("届", "次") and re.match(r"[一二三四五六七八九十]+(?:次|中|届)", a.right):
        return a.spelled + a.right[:3]
    if a.quantity.unit == "次" and a.left.endswith(("届", "人大", "政协", "党代会")):
        return a.left[-3:] + a.spelled
    if a.quantity.unit == "届" and not _at_clause_end(a) and not a.right.startswith("的"):
        return a.spelled
    return ""


_PLAN = re.compile(r"十?[一二三四五六七八九]五")
_PLAN_BEHIND = _group("plan_behind")


def _five_year_plan(a: Around) -> str:
    if _bare(a) and _PLAN.fullmatch(a.spelled) and _starting(a.right, _PLAN_BEHIND):
        return a.spelled
    if _bare(a) and a.spelled in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十") and a.right.startswith("五"):
        return a.spelled + "五"
    return ""


_SERIAL_BEFORE = _group("serial_before")
_SERIAL_BEHIND = _group("serial_behind")
_HOTLINES = frozenset(_group("hotlines"))
_SERIAL_WORD = re.compile("|".join(map(re.escape, sorted(_SERIAL_BEFORE, key=len, reverse=True))))


def _serial_number(a: Around) -> str:
    if a.quantity.dimension not in ("", "count") or _chinese(a):
        return ""
    digits = a.spelled
    if re.search(r"[0-9]-$", a.left) or re.match(r"-[0-9]", a.right):
        return a.left[-4:] + digits + a.right[:5]
    if _bare(a) and digits.isdigit() and (len(digits) >= 7 and len(digits) != 8 or digits[0] == "0" and len(digits) > 1):
        return digits
    if _bare(a) and digits.isdigit() and _SERIAL_WORD.search(_CLAUSE_BREAK.split(a.left)[-1]):
        return a.left[-6:] + digits
    if _bare(a) and digits in _HOTLINES and not _at_clause_end(a):
        return digits
    if a.quantity.unit in ("号",) or a.right.startswith("号"):
        return digits + a.right[:1]
    word = _starting(a.right, _SERIAL_BEHIND) if _bare(a) else ""
    return digits + word if word else ""


def _document(a: Around) -> str:
    if a.left[-1:] in ("〔", "〕") or a.right[:1] == "〕" or re.search(r"〔[0-9]{4}〕$", a.left):
        return a.left[-6:] + a.spelled
    return ""


_LETTER_LEFT = re.compile(r"[A-Za-z][-/.]?$|[A-Za-z]{2,} $|[A-Za-z0-9][-/.][A-Za-z0-9.]*[-/.]?$")
_LETTER_RIGHT = re.compile(r"[-/]?[A-Za-z]")


def _name_with_letters(a: Around) -> str:
    if a.quantity.dimension and (a.spelled[-1:].isascii() or not re.search(r"[A-Za-z]$", a.left)):
        if not re.search(r"[A-Za-z][-.]?$", a.left) or a.spelled[0] in "￥$€£¥":
            return ""
    left = _LETTER_LEFT.search(a.left)
    if left and not a.spelled[0].isalpha() and not re.search(r"(?:RMB|USD|US|HK|NT)\$?$", a.left):
        return left.group() + a.spelled
    right = _LETTER_RIGHT.match(a.right)
    if right and _bare(a):
        return a.spelled + right.group()
    return ""


_LINE_START = re.compile(r"(?:^|\n)[\s　#*>|（(\[【]*$")
_LIST_BEHIND = re.compile(r"[、．]|\.(?![0-9])|[)）\]】]|[ \t]|是(?!全|我|第)")


def _list_mark(a: Around) -> str:
    if not _bare(a):
        return ""
    start = a.quantity.span.start
    opens = _LINE_START.search(a.text[max(0, start - 8) : start]) or start == 0
    if opens and (_LIST_BEHIND.match(a.right) or a.right[:1] in ("\n", "")) and a.quantity.low < 100:
        return a.spelled + a.right[:1]
    if a.left[-1:] in ("（", "(", "[", "【", "［", "①") and a.right[:1] in ("）", ")", "]", "】", "］"):
        return a.left[-1:] + a.spelled + a.right[:1]
    if a.left[-1:] in ("。", "；", "：", "", "，", "\n") and a.right.startswith(("是", "要", "、")) and _chinese(a):
        return a.spelled + a.right[:1]
    return ""


_CAPTION_BEFORE = _group("caption_before")


def _caption(a: Around) -> str:
    word = _ending(a.left.rstrip(), _CAPTION_BEFORE) if _bare(a) else ""
    if word and not (word in ("节", "例", "章", "注") and not a.left.endswith(" ")):
        return word + a.spelled
    counted = a.quantity.dimension in ("", "count", "person", "event")
    heading = counted and "." in a.spelled and _LINE_START.search(a.left) is not None
    return a.spelled if heading or (_bare(a) and re.match(r"\.[0-9]", a.right)) else ""


_SCORE = re.compile(r"[+×xX*:：比∶/](?=[0-9一二三四五六七八九十])")
_SCORE_LEFT = re.compile(r"[0-9一二三四五六七八九十N][+×xX*:：比∶/]$")


def _score(a: Around) -> str:
    if _SCORE_LEFT.search(a.left) and a.quantity.dimension in ("", "count", "compound"):
        return a.left[-2:] + a.spelled
    if _bare(a) and (_SCORE.match(a.right) or a.right.startswith("+N")):
        return a.spelled + a.right[:2]
    return ""


def _named_day(a: Around) -> str:
    if a.left[-1:] in ("·", "•", "∙") or (a.right[:1] in ("·", "•") and _bare(a)):
        return a.left[-2:] + a.spelled + a.right[:2]
    if _bare(a) and a.left.endswith("双") and a.spelled in ("十一", "11", "十二", "12"):
        return "双" + a.spelled
    return ""


_VERSION_BEHIND = _group("version_behind")


def _version(a: Around) -> str:
    if "." in a.spelled and (a.quantity.unit == "版" or (_bare(a) and _starting(a.right, _VERSION_BEHIND))):
        return a.spelled + a.right[:3]
    return ""


_CLASS_UNITS = frozenset(_group("class_units"))
# 六县区, 三镇: a set of places by name.
_PLACES = frozenset(("县", "市", "省", "区", "县区", "镇", "乡", "乡镇", "街道", "社区", "村", "国", "州", "旗", "地"))
_ROADS = frozenset(("路", "街", "环", "桥", "线", "道", "楼"))
_PHASE_BEHIND = _group("phase_behind")


def _class_or_title(a: Around) -> str:
    if a.quantity.unit in _CLASS_UNITS and not (a.spelled.startswith("前")):
        return a.spelled
    if a.quantity.unit in _ROADS and _chinese(a):
        return a.spelled
    if a.quantity.unit in _PLACES and _chinese(a) and not _at_clause_end(a):
        return a.spelled
    if _bare(a) and a.right[:1] in ("强", "佳", "大") and a.left[-1:] != "前":
        return a.spelled + a.right[:1]
    return ""


def _small_class(a: Around) -> str:
    """万亿城市, 百亿项目, 万人发案率: a power of ten alone is a class, unless a bound makes it a count."""
    q = a.quantity
    return a.spelled if a.spelled[0] in "百千万亿" and q.form == "number" and q.qualifier == "exact" else ""


def _adverb(a: Around) -> str:
    """十分重要, 万分感谢."""
    return a.spelled if a.spelled in ("十分", "百分", "万分", "千万") and not _at_clause_end(a) else ""


def _page_count(a: Around) -> str:
    return a.spelled if a.quantity.unit == "页" and re.search(r"页[，,/ ]*共$", a.left) else ""


def _phase(a: Around) -> str:
    if a.quantity.unit != "期" or not _chinese(a) or a.quantity.low > 6:
        return ""
    word = _starting(a.right, _PHASE_BEHIND)
    return a.spelled + word if word or _at_clause_end(a) and a.left[-1:] not in ("班", "办") else ""


_ARTICLE_KEPT = _group("article_kept")


def _article(a: Around) -> str:
    q = a.quantity
    if a.spelled[0] != "一" or q.low != 1 or q.high or q.dimension not in ("count", "event", "person"):
        return ""
    if _at_clause_end(a) or _ending(a.left, _ARTICLE_KEPT):
        return ""
    return a.spelled


def _denominator(a: Around) -> str:
    return "每" + a.spelled if a.left.endswith("每") and a.quantity.form == "number" else ""


_ADDRESS = re.compile(r"[路街巷弄道村楼栋幢座里号]$")


def _address(a: Around) -> str:
    if a.quantity.unit in ("号", "室", "弄", "号楼", "单元", "层", "楼") and _ADDRESS.search(a.left):
        return a.left[-3:] + a.spelled
    return ""


_FIGURE_BEFORE = _group("figure_before")
_BIG = 10_000


def _bare_number(a: Around) -> str:
    """Without unit and multiplier, only the words before can make a number a figure."""
    q = a.quantity
    if not _bare(a) or q.form != "number":
        return ""
    if a.spelled.startswith("前"):
        return ""
    if abs(q.low) >= _BIG and not a.spelled.isdigit() or (a.spelled[0].isdigit() and a.spelled[-1] in "百千万亿"):
        return a.spelled if a.left.endswith("规模") else ""
    left = a.left.rstrip(" ")
    if _ending(left, _FIGURE_BEFORE) and (not _chinese(a) or _at_clause_end(a)):
        if not a.right[:1].isalpha() or left[-1:] in ("由", "从"):
            return ""
    if q.qualifier in ("over", "nearly", "about", "at_least", "at_most") and _at_clause_end(a):
        return ""
    if left[-1:] in ("、", "和", "，") and re.search(r"[0-9.]{2}[、和，]$", left) and not a.right[:1].isalpha():
        return "" if "." in a.spelled or len(a.spelled) > 2 else a.spelled
    return a.spelled


RULES: tuple[Rule, ...] = (
    Rule("too long", "a number of so many digits is a serial number", _too_long),
    Rule("title", "numbers in the title of a work or document belong to its name", _in_title),
    Rule("document number", "〔2023〕15号 names a document", _document),
    Rule("web or letter name", "5G, G20, PM2.5, B2-20150311: letters and digits make a name", _name_with_letters),
    Rule("year", "a year places a statement", _year),
    Rule("month or day", "a date places a statement", _month_or_day),
    Rule("time of day", "a time of day places a statement", _time_of_day),
    Rule("part of the calendar", "a quarter, decade or school year places a statement", _part_of_calendar),
    Rule("list mark", "一、（二） 1. [2] count headings, items and notes", _list_mark),
    Rule("caption", "图 9.2, 表 1: the number of a picture, table or heading", _caption),
    Rule("serial number", "telephone, licence, account and document numbers measure nothing", _serial_number),
    Rule("named day", "六·一八, 双十一: a day that has a name", _named_day),
    Rule("score", "5+1, 3:2, 1131: a pattern or a score is a name", _score),
    Rule("session", "a congress, plenum or term is counted, not measured", _session),
    Rule("five-year plan", "十四五 names a plan", _five_year_plan),
    Rule("quoted name", "numbers in a slogan or quoted name belong to it", _in_quotes),
    Rule("ordinal", "第十八次 counts through; only a rank is a figure", _ordinal),
    Rule("span of time", "五年来, 今后五年: a span that only places a statement", _span_of_time),
    Rule("version", "2.0版: a version is a name", _version),
    Rule("class or title", "百强, 十大, 五星级: a class is a name", _class_or_title),
    Rule("power as a class", "万亿城市, 百亿项目: a power of ten alone is a class", _small_class),
    Rule("adverb", "十分重要: no ten of anything", _adverb),
    Rule("page count", "第5页，共12页 counts the pages of the document", _page_count),
    Rule("phase", "一期工程: a phase of works is a name", _phase),
    Rule("address", "人民路18号: an address", _address),
    Rule("indefinite", "一个, 一批 that only means 'a'", _article),
    Rule("denominator", "每千人口: the number says per how many", _denominator),
    Rule("bare number", "a small number without a unit, with nothing before it that counts", _bare_number),
)
