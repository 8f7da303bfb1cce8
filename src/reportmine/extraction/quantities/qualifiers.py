"""What stands before a number and belongs to it, and the words that bound it on either side."""

from __future__ import annotations

from dataclasses import replace

from reportmine.extraction.quantities.builder import QuantityBuilder, is_minus
from reportmine.extraction.quantities.numerals import Numeral
from reportmine.lexicon.cue_words import BOUNDS_BEFORE_VERB, BOUNDS_OF_WHOLE, NO_BOUNDS_OF_WHOLE
from reportmine.lexicon.numerals import INSIDE
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.qualifiers import EXACT, Bound, bound_before, bound_behind
from reportmine.lexicon.units import SIGNS
from reportmine.model import Qualifier, Quantity, Span

_SIGNS_BY_END: dict[str, tuple[str, ...]] = {
    sign[-1]: tuple(sorted((s for s in SIGNS if s[-1] == sign[-1]), key=len, reverse=True)) for sign in SIGNS
}


_BELONGING = frozenset("第前负-−下") | frozenset(_SIGNS_BY_END)
_SCALE = pattern(r"(华氏|摄氏)(?:温度)?$")
_LONGEST_SCALE = 4
_RANK_UNITS = frozenset(("", "位", "名", "强", "%"))


def with_prefix(text: str, builder: QuantityBuilder, numeral: Numeral, floor: int) -> QuantityBuilder:
    """Take in what belongs to the number before it: 第, 前, signs of minus and of money; nothing before `floor`."""
    start, left = builder.start, text[floor : builder.start]
    before = left[-1:]
    if before not in _BELONGING and builder.unit != "度":
        return builder
    if before == "第":
        builder = replace(builder, start=start - 1, form="ordinal")
        if builder.unit != "大":
            return builder
        return replace(builder, end=builder.number_end, unit="", dimension="")  # 第三[大市场]
    if before == "前" and builder.unit in _RANK_UNITS and builder.high is None:
        return replace(builder, start=start - 1, ahead=True)
    if builder.high is None and is_minus(text, start - 1, numeral):
        return replace(builder, start=start - 1, low=-builder.low)
    if builder.unit == "度" and (scale := _SCALE.search(left[-_LONGEST_SCALE:])):
        return replace(builder, start=start - len(scale[0]), unit=scale[1] + "度", dimension="temperature")
    if left.endswith("零下"):
        low, high = (builder.low, None) if builder.high is None else (builder.high, -builder.low)
        return replace(builder, start=start - 2, low=-low, high=high)
    for sign in _SIGNS_BY_END.get(before, ()):
        if left.endswith(sign):
            return _signed(builder, sign)
    return builder


def _signed(builder: QuantityBuilder, sign: str) -> QuantityBuilder:
    """￥68, US$2,500万, 人民币50元; a written unit of money wins over the sign."""
    unit = SIGNS[sign]
    if builder.unit == "元":
        return replace(builder, unit=unit.name)  # 港币300万元 are Hong Kong dollars
    if builder.unit:
        return builder
    return replace(builder, start=builder.start - len(sign), unit=unit.name, dimension=unit.dimension)


def finished(text: str, builder: QuantityBuilder, floor: int) -> Quantity:
    """The finished quantity: bounds on either side give its qualifier; nothing before `floor` is seen."""
    start, end, unit = builder.start, builder.end, builder.unit
    before = bound_before(text, start)
    if start - len(before.word) < floor:
        before = EXACT
    if not before.strength:
        before = _bound_of_whole(text, builder)
    behind = bound_behind(text, end)
    if not unit and text[start - 1 : start] == "比":
        before = _COMPARED.get(text[end : end + 1], before)
    if unit and behind.word in INSIDE and text[end - 1] != "成" and _RUNS_ON.match(text, end + len(behind.word)):
        behind = EXACT  # 2个多功能教室; not 四成多属于
    qualifier = _qualifier(builder, before, behind)
    return Quantity(
        Span(start, end),
        builder.low,
        builder.high,
        unit,
        builder.dimension,
        qualifier,
        builder.form,
        builder.number_end,
    )


# 比3大, 比3小.
_COMPARED = {
    **{adjective: Bound("比", "over", 2) for adjective in "大多高"},
    **{adjective: Bound("比", "at_most", 2) for adjective in "小少低"},
}
_RUNS_ON = pattern("(?!的)[\u4e00-\u9fff]")


def joined_bounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """大于10小于20, 最多100最少20个: a lower and an upper bound of one thing are a range."""
    joined: list[Quantity] = []
    for quantity in found:
        both = _as_range(text, joined[-1], quantity) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(quantity)
    return joined


_LOWER = frozenset(("over", "at_least"))
_BETWEEN_BOUNDS = pattern(r"^(?:[大多高小少低](?=[，, ]))?[，, ]?(?:并且|而且|同时|且|但|而|又|、)?")


def _as_range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    lower, upper = (first, second) if second.qualifier == "at_most" else (second, first)
    if lower.qualifier not in _LOWER or upper.qualifier != "at_most" or lower.low >= upper.low:
        return None
    word = _BETWEEN_BOUNDS.sub("", text[first.span.end : second.span.start])
    if not word or word not in (bound_before(text, second.span.start).word, "比"):
        return None
    if first.unit and first.unit != second.unit:
        return None
    span = Span(first.span.start, second.span.end)
    return second._replace(span=span, low=lower.low, high=upper.low, qualifier="range")


_OF_WHOLE = pattern(
    rf"(?!{any_of(NO_BOUNDS_OF_WHOLE)}|近[几数两一二三四五六七八九十]+年)({any_of(BOUNDS_OF_WHOLE)})(?:占|为|是)?"
    r"(?:(?:[0-9]{2,4}年|[^，。；：、\d])[^，。；：、\d]{0,11}(?:（[^（）]{1,10}）)?的|全[球国省市区县部校馆院]|总数|总量)$"
)
_LONGEST_WHOLE = 30
# 最多时有, 最多一天: the most that there ever was is no bound.
_THEN_VERB = pattern(rf"({any_of(BOUNDS_BEFORE_VERB)})(?![时的一])[^，。；：、\d的]{{1,3}}$")
_LONGEST_THEN_VERB = 6


def _bound_of_whole(text: str, builder: QuantityBuilder) -> Bound:
    """约占全球的十分之一, 至少增加600个: the bound stands before the whole or the verb."""
    start, match = builder.start, None
    if builder.form in ("fraction", "multiple") or builder.unit == "%":
        match = _OF_WHOLE.search(text, start - _LONGEST_WHOLE, start)
    if match is None:
        match = _THEN_VERB.search(text, start - _LONGEST_THEN_VERB, start)
    # in the text, where it may be the end of another word: 合[约]
    return bound_before(text, match.end(1)) if match else EXACT


def _qualifier(builder: QuantityBuilder, before: Bound, behind: Bound) -> Qualifier:
    """The strongest word decides; of equals the one before the number."""
    if builder.high is not None:
        return "range"
    if builder.ahead:
        return "at_most"
    strongest = before if before.strength >= behind.strength else behind
    if strongest.strength >= 2 or not builder.inside:
        return strongest.qualifier
    return "about" if INSIDE.get(builder.inside) == "about" else "over"
