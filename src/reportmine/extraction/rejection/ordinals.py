"""Rules that reject counting through: ordinals, sessions, plans, classes, phases, versions."""

from __future__ import annotations

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.extraction.rejection.window import (
    CLAUSE_BREAK,
    CharWindow,
    at_clause_end,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
    starting,
)
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Quantity

_RANK_BEFORE = rejection_words("rank_before")


_RANK_BEHIND = frozenset(rejection_words("rank_behind"))
_RANK_WORD = pattern(any_of(_RANK_BEFORE))


def is_rank(text: str, quantity: Quantity) -> bool:
    """Whether an ordinal (第3位, 首位, 前十) places something in a ranking.

    >>> from decimal import Decimal
    >>> from reportmine.model import Span
    >>> text = "总量居全省第3位"
    >>> is_rank(text, Quantity(Span(5, 8), Decimal(3), unit="位", form="ordinal"))
    True
    """
    start, end = quantity.span
    if quantity.unit not in ("", "位", "名", "强", "%"):
        return False
    left = CLAUSE_BREAK.split(text[max(0, start - 20) : start])[-1]
    right = text[end : end + 1]
    if _by_size(left, text[end : end + 4]) or _by_itself(text, quantity):
        return True
    if _ORDERED.match(text, end) and not quantity.unit:
        return False  # 第二、第三产业
    if not quantity.unit and right not in CLAUSE_ENDS and right not in _RANK_BEHIND:
        return False
    if quantity.unit == "位" and text[start] == "首" and text.startswith(("产", "度", "选"), end):
        return False
    return bool(_RANK_WORD.search(left) or _DEALT_RANKS.search(left))


_NUMERALS = "[0-9一二三四五六七八九十]+"
_ORDERED = pattern(rf"(?:[、和及]第?{_NUMERALS})+{any_of(rejection_words('ordered_behind'))}")
_DEALT_RANKS = pattern(rf"分别(?:第{_NUMERALS}[和、及])*$")
_AREA_BEFORE = pattern(f"{any_of(rejection_words('ranked_in'))}$")
_SUPERLATIVE = pattern(r"[大高多长低快富强](?![类道街队项步度板])[\u4e00-\u9fff]")


def _by_size(left: str, right: str) -> bool:
    """全球[第三]大汽车市场: a rank by size among those of an area; not the first of a list, 公司第一大股东."""
    return _SUPERLATIVE.match(right) is not None and _AREA_BEFORE.search(left) is not None


_RANK_GOES_ON = pattern(r"[，。；、！）”’」\n]|$|的|[也由均为都和及中之]|分别|行列")


def _by_itself(text: str, quantity: Quantity) -> bool:
    """热销前五名, 第十八名的好成绩, 民营企业首位: places that are told without a word for ranking."""
    start, end = quantity.span
    if not _RANK_GOES_ON.match(text, end):
        return False
    if quantity.unit == "名":
        return text[start] in "第前" and start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff"
    return quantity.unit == "位" and text[start] == "首" and text[end : end + 1] in CLAUSE_ENDS


def ordinal(window: CharWindow) -> str:
    """第十八次, 首届, 前三季度: counted through, but for a rank."""
    quantity = window.quantity
    if quantity.form == "ordinal" or window.spelled.startswith("前"):
        return "" if is_rank(window.text, quantity) else window.spelled
    if quantity.form == "number" and window.left.endswith("第"):
        return "第" + window.spelled
    return ""


def row_of_ordinals(window: CharWindow) -> str:
    """第1、[2、3期]: what goes on with a row of ordinals is counted through as well."""
    q = window.quantity
    row = _ORDINALS_BEFORE.search(window.left) if window.left[-1:] in "、，,和及至-—" else None
    return row.group() + window.spelled if row and q.form == "number" and q.dimension in _COUNTED_THROUGH else ""


_COUNTED_THROUGH = frozenset(("", "count", "event", "person", "time"))
_ORDINALS_BEFORE = pattern(rf"第{_NUMERALS}(?:[、，,和及至—-]{_NUMERALS})*[、，,和及至—-]$")
_SESSION_BEHIND = rejection_words("session_behind")
_COUNTED_ON = pattern(r"[一二三四五六七八九十]+(?:次|中|届)")


# 2019届毕业生, 2022级学生: a year that is a name.
_COHORT = pattern("(?:19|20)[0-9]{2}[届级]")


def session(window: CharWindow) -> str:
    """十三届八次全会, 二十大, 三中全会; 2019届."""
    if window.quantity.unit in ("届", "级") and _COHORT.fullmatch(window.spelled):
        return window.spelled
    word = starting(window.right, _SESSION_BEHIND) if window.spelled[-1] not in "万亿" else ""  # 25万精神病人
    if word and window.quantity.unit == "次" and not is_chinese(window) and not window.left.endswith(("届", "第")):
        word = ""
    if word and (window.quantity.unit in ("", "届", "次") or window.quantity.unit == "大"):
        return window.spelled + word
    if window.quantity.unit == "大" and is_chinese(window) and at_clause_end(window):
        return window.spelled
    if window.quantity.unit in ("届", "次") and _COUNTED_ON.match(window.right):
        return window.spelled + window.right[:3]
    if window.quantity.unit == "次" and window.left.endswith(("届", "人大", "政协", "党代会")):
        return window.left[-3:] + window.spelled
    if window.quantity.unit == "届" and not at_clause_end(window) and not window.right.startswith("的"):
        return window.spelled
    return ""


_FIRST_OF_PLAN = frozenset("一二三四五六七八九十")
_PLAN = pattern(r"十?[一二三四五六七八九]五")


_PLAN_BEHIND = rejection_words("plan_behind")


def five_year_plan(window: CharWindow) -> str:
    """十四五规划, 八五计划."""
    if is_bare(window) and _PLAN.fullmatch(window.spelled) and starting(window.right, _PLAN_BEHIND):
        return window.spelled
    if is_bare(window) and window.spelled in _FIRST_OF_PLAN and window.right.startswith("五"):
        return window.spelled + "五"
    return ""


_CLASS_UNITS = frozenset(rejection_words("class_units"))


_PLACES = frozenset(rejection_words("places"))
_ROADS = frozenset(rejection_words("roads"))


def class_or_title(window: CharWindow) -> str:
    """百强, 十大, 五星级; 六县区, 胜利三路."""
    grade = _grade(window)
    if grade:
        return grade
    graded = window.quantity.unit in ("级", "版") and (
        ending(window.left, _GRADED_BEFORE)
        or (ending(window.left, _MOVED_BY_GRADES) and at_clause_end(window))
        or (window.quantity.unit == "版" and not is_chinese(window) and at_clause_end(window))
    )
    if window.quantity.unit in _CLASS_UNITS and not window.spelled.startswith("前") and not graded:
        return window.spelled
    if window.quantity.unit in _ROADS and is_chinese(window):
        return window.spelled
    if window.quantity.unit in _PLACES and is_chinese(window) and not at_clause_end(window):
        return window.spelled
    if (
        is_bare(window)
        and window.quantity.form == "number"
        and window.right[:1] in ("强", "佳", "大")
        and window.left[-1:] != "前"
    ):
        return window.spelled + window.right[:1]
    return ""


_GRADED_THINGS = rejection_words("graded_behind")
_COMPARED_GRADE = rejection_words("grades_compared")
_MOVED_BY_GRADES = rejection_words("grades_moved")


def _grade(window: CharWindow) -> str:
    """三类水质, 劣五类, 二次装修: a grade or a second time, no kinds and no times."""
    q = window.quantity
    if q.unit == "类" and is_chinese(window) and q.high is None and q.low <= 6:
        word = ending(window.left, _COMPARED_GRADE) or starting(window.right, _GRADED_THINGS)
        return window.spelled + word if word else ""
    again = (
        window.spelled == "二次" and not at_clause_end(window) and not window.right.startswith(("的", "以上", "会议"))
    )
    return window.spelled + window.right[:1] if again else ""


_CLASS_BOUND = r"(?:[（(]?含[）)]?|及|或|及其)?以[上下内]的?"
_CLASS_HEADS = any_of(rejection_words("class_heads"))
_CLASS_VERBS = any_of(rejection_words("class_verbs"))
_BOUNDED_CLASS = pattern(rf"{_CLASS_BOUND}(?:(?!{_CLASS_VERBS})[\u4e00-\u9fff]){{0,6}}?{_CLASS_HEADS}")
_CLASS_THEN_COUNT = pattern(rf"的?(?:[\u4e00-\u9fff]{{0,4}}){_CLASS_HEADS}[^，。；\n]{{0,4}}?[0-9]+余?[个家项户座]")
_SIZED = frozenset(("money", "area", "mass", "length", "power", "energy", "volume", "electric", "person"))


def size_class(window: CharWindow) -> str:
    """10亿元以上项目, 千亩以上公园, 万吨级泊位, 超亿元企业12家: a size that tells which things are meant."""
    q = window.quantity
    power_alone = not q.unit and window.spelled[-1] in "百千万亿"
    if q.dimension not in _SIZED and not power_alone:
        return ""
    if window.right.startswith("级") and not window.right.startswith(("级别", "级差")):
        return window.spelled + "级"
    bounded = _BOUNDED_CLASS.match(window.right)
    if bounded:
        return window.spelled + bounded.group()
    over = q.unit in ("元", "") and (q.high is not None or window.left.endswith(("超", "超过", "过", "逾")))
    counted = _CLASS_THEN_COUNT.match(window.right) if over else None
    return window.spelled + counted.group() if counted else ""


_POWER_BEFORE = rejection_words("power_before")


def small_class(window: CharWindow) -> str:
    """万亿城市, 百亿项目, 万人发案率: a power of ten alone is a class, unless a bound makes it a count."""
    quantity = window.quantity
    alone = window.spelled[0] in "百千万亿" and quantity.form == "number" and quantity.qualifier == "exact"
    return window.spelled if alone and not ending(window.left, _POWER_BEFORE) else ""


_PHASE_BEHIND = rejection_words("phase_behind")
_ISSUES_BEFORE = rejection_words("issues_before")
_GRADED_BEFORE = rejection_words("graded_before")


def phase(window: CharWindow) -> str:
    """一期工程, 二期项目."""
    if window.quantity.unit != "期" or not is_chinese(window) or window.quantity.low > 6:
        return ""
    word = starting(window.right, _PHASE_BEHIND)
    opens = window.left[-1:] in CLAUSE_ENDS and not at_clause_end(window) and not window.right.startswith("的")
    return (
        window.spelled + word
        if word
        or opens
        or window.right[:1].isdigit()
        or (at_clause_end(window) and not ending(window.left, _ISSUES_BEFORE))
        else ""
    )


_VERSION_BEHIND = rejection_words("version_behind")
_ROUND_VERSION = pattern(r"[1-9]\.0")
_VERSIONED = pattern(rf"(?<!{any_of(rejection_words('no_version_before'))})(?<=[\u4e00-\u9fffA-Za-z”])$")


def version(window: CharWindow) -> str:
    """2.0版, 3.0时代."""
    if _ROUND_VERSION.fullmatch(window.spelled) and at_clause_end(window) and _VERSIONED.search(window.left):
        return window.left[-3:] + window.spelled  # 翻译机3.0
    if "." in window.spelled and (
        window.quantity.unit == "版" or (is_bare(window) and starting(window.right, _VERSION_BEHIND))
    ):
        return window.spelled + window.right[:3]
    return ""
