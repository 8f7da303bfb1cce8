"""Unit lines (tables/unit_lines.toml), 单位：万元 and its like: once for many numbers, in what unit they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of, pattern

_NAME = "tables/unit_lines.toml"

UNIT_LEADS = words(_NAME, "lead")
_CURRENCIES = words(_NAME, "currency")
_FOREIGN = dict(word.split("=") for word in words(_NAME, "foreign"))
# 单　位 is set with a blank to be as wide as its neighbours.
_LEAD = any_of(UNIT_LEADS).replace("单位", r"单[\s\u3000]*位")
_LINE_LEAD = rf"(?:{_LEAD}|(?<![\w）)]){any_of(words(_NAME, 'line_lead'))})"
_COLON = any_of(words(_NAME, "colon"))
_CURRENCY = any_of(_CURRENCIES)
_CURRENCY_LEAD = any_of(words(_NAME, "currency_lead"))
_OF_BODY = pattern(any_of(words(_NAME, "other_lead")) + "$")
_BODY_END = pattern(any_of(words(_NAME, "body_ending")) + "$")
_OPEN, _CLOSE = r"[(（\[【〔]", r"[)）\]】〕]"

UNIT_SEPARATOR = pattern(any_of(words(_NAME, "separator")))

_UNIT = r"(?P<unit>[^\s()（）\[\]【】〔〕。|：:∶]{1,24})"
# In a sentence a comma ends it: 金额单位为千元，每股数据除外.
_PLAIN_UNIT = _UNIT.replace("。|", "。，,|")
_SHORT_UNIT = _UNIT.replace("{1,24}", "{1,12}?")
_END = rf"(?=\s*(?:$|[。，,；;|]|{_CLOSE}))"
_AS = any_of(words(_NAME, "as"))
_TOLD_IN = any_of(words(_NAME, "told_in"))
# Every way to say a unit, the most explicit first; each may say it anywhere in the line.
_FORMS = (
    pattern(rf"{_LINE_LEAD}\s*{_COLON}\s*{_OPEN}?\s*{_UNIT}"),
    pattern(rf"{_LEAD}\s*{_OPEN}\s*{_UNIT}\s*{_CLOSE}"),
    pattern(rf"{_LEAD}\s*(?:{_AS}){_PLAIN_UNIT}{_END}"),
    pattern(rf"{any_of(words(_NAME, 'by'))}{_SHORT_UNIT}{_TOLD_IN}{_END}"),
    pattern(rf"(?:^|[\s)）]){_LEAD}\s*{_UNIT}$"),
)
# No more than （万元） at the end of a line, or （美元，下同）.
_ASIDE = rf"(?:{any_of(words(_NAME, 'unit_aside'))}|[^()（）]{{0,14}}除外)"
_IN_BRACKETS = pattern(rf"{_OPEN}\s*(?P<unit>[^()（）\[\]【】\d]{{1,12}}?)(?:[，,、]\s*{_ASIDE})?\s*{_CLOSE}\s*$")
_NEXT_FIELD = pattern(rf"(?:{_CURRENCY_LEAD}|{_LEAD}|公开[0-9]|(?:19|20)[0-9]{{2}}年)\s*{_COLON}?.*$")
_BUT_FOR = pattern(r"[，,、；;][^，,、；;]*(?:除外|下同|另有)[^，,、；;]*$")
_NAMED_CURRENCY = pattern(rf"{_CURRENCY_LEAD}\s*{_COLON}?\s*(?P<currency>\w{{2,5}}?)(?={_LEAD}|[^\w]|$)")
_STANDING = pattern(any_of(words(_NAME, "standing")))
# The same with all that follows in the line, whatever it is.
_OTHER_LEAD = any_of(words(_NAME, "other_lead"))
UNIT_LINE_TAIL = pattern(
    rf"(?:{_OPEN}\s*)?(?:{_OTHER_LEAD}?{_LEAD}|{_CURRENCY_LEAD}|(?:^|(?<=\s)){_LINE_LEAD})\s*{_COLON}.*$"
)
# A line in brackets after a number: the power of ten, and the unit.
UNIT_IN_BRACKETS = pattern(rf"[（(]{_LEAD}{_COLON}{_CURRENCY}?([百千万亿]*)([^（）()\d]{{1,6}}?){_CURRENCY}?[)）]")
_BEFORE_UNIT = pattern(rf"^{_LEAD}{_COLON}?|^{_CURRENCY}")
_WITH_LEAD = pattern(rf"{_LEAD}\s*{_COLON}")
# RMB'000, ’000元
_THOUSANDS = pattern(r"['’‘′`]\s?000")
_FOREIGN_BEFORE = pattern(rf"(?P<currency>{any_of(_FOREIGN)})(?P<power>[十百千万亿]*)元?")


def is_unit_line(text: str) -> bool:
    """Whether a text begins as a unit line does.

    >>> is_unit_line("货币单位：万元"), is_unit_line("单位面积")
    (True, False)
    """
    return bool(_WITH_LEAD.match(text))


def unit_in_line(text: str) -> str:
    """The unit that a text names, without what may stand around it in a unit line.

    >>> unit_in_line("货币单位：人民币万元"), unit_in_line("万元人民币"), unit_in_line("万元"), unit_in_line("港币千元")
    ('万元', '万元', '万元', '千港元')
    """
    text = _THOUSANDS.sub("千", text)
    # Of a lead and a currency both may stand before the unit.
    unit = _BEFORE_UNIT.sub("", _BEFORE_UNIT.sub("", text))
    unit = next((unit.removesuffix(currency) for currency in _CURRENCIES if unit.endswith(currency)), unit)
    foreign = _FOREIGN_BEFORE.fullmatch(unit)
    return foreign["power"] + _FOREIGN[foreign["currency"]] if foreign else unit


def units_said(line: str) -> Iterator[str]:
    """What a line names as its unit or units, form after form: the caller takes the first that it understands.

    >>> list(units_said("编制单位：甲公司  单位：万元  币种：人民币"))
    ['万元']
    >>> lines = "单位：千元 币种：港币", "（金额以人民币千元列示）", "牵头单位：市教育局"
    >>> [next(units_said(line), None) for line in lines]
    ['港币千元', '人民币千元', None]
    """
    line = _THOUSANDS.sub("千", line)
    currency = _NAMED_CURRENCY.search(line)
    for form in _FORMS:
        at = 0
        while match := form.search(line, at):
            # What names no unit may hold the next lead: 编制单位：甲公司单位：万元.
            at = match.start() + 1
            said = _BUT_FOR.sub("", _NEXT_FIELD.sub("", match["unit"])).strip("：: ")
            if said and not _is_of_body(line, match.start(), said):
                yield _in_currency(said, currency["currency"] if currency else "")
    bracket = _IN_BRACKETS.search(line)
    if bracket:
        yield bracket["unit"].strip()


def says_unit(line: str) -> bool:
    """Whether a line is a unit line in words: it may end as a sentence does.

    >>> says_unit("表中金额单位均为万元。"), says_unit("全年完成投资3亿元。")
    (True, False)
    """
    return next(units_said(line), None) is not None and bool(_WITH_WORD.search(line))


_WITH_WORD = pattern(rf"{_LEAD}|{any_of(words(_NAME, 'by'))}.+{_TOLD_IN}{_END}")


_SAID_BEFORE = pattern(
    rf"(?:{_LINE_LEAD}\s*{_COLON}[^。\n]{{0,12}}|{_LEAD}\s*(?:{_AS})|{any_of(words(_NAME, 'by'))})\s*{_CURRENCY}?$"
)
_SAID_BEHIND = pattern(rf"[^\w\n]|$|{_CURRENCY}|{_TOLD_IN}")


def unit_said_around(left: str, right: str) -> str:
    """The words before a unit that say no number but in what unit others are, given those on both its sides.

    >>> unit_said_around("表中金额单位均为", "。"), unit_said_around("以", "列示）")
    ('金额单位均为', '以')
    >>> unit_said_around("单位为", "户捐款")
    ''
    """
    before = _SAID_BEFORE.search(left)
    if before is None or not _SAID_BEHIND.match(right):
        return ""
    return before.group() if _WITH_WORD.search(f"{left}元{right}") else ""


def _is_of_body(line: str, start: int, said: str) -> bool:
    return bool(_OF_BODY.search(line, 0, start) or _BODY_END.search(said))


def _in_currency(said: str, currency: str) -> str:
    """千元 in 港币 is 港币千元."""
    return currency + said if currency in _FOREIGN and re.fullmatch("[十百千万亿]*元", said) else said


def is_standing(line: str) -> bool:
    """Whether a unit line holds for all that follows: 除特别注明外，金额单位均为人民币元.

    >>> is_standing("除另有说明外，金额单位均为人民币万元"), is_standing("单位：万元")
    (True, False)
    """
    return bool(_STANDING.search(line))


def looks_unread(line: str) -> str:
    """The words behind 单位： in a line that names no unit, if they do not name a body either; else nothing.

    >>> looks_unread("单位：毛尖箱"), looks_unread("单位：某县教育局")
    ('毛尖箱', '')
    """
    match = _WITH_LEAD.search(line)
    said = next(units_said(line[match.start() :]), "") if match else ""
    return said if match and not _OF_BODY.search(line, 0, match.start()) and len(said) <= _LONGEST_UNREAD else ""


_LONGEST_UNREAD = 10


_MONEY_NAME = pattern(any_of(words(_NAME, "money_name")))


_FITS = {name: frozenset(units.split("、")) for name, units in (word.split("=") for word in words(_NAME, "fits"))}
_FITTING = pattern(f"{any_of(_FITS)}$")


def units_fitting(name: str) -> frozenset[str]:
    """The units that what a name measures is usually given in; empty where it is not known.

    >>> sorted(units_fitting("播种面积"))[:2], sorted(units_fitting("备注"))
    (['亩', '公顷'], [])
    """
    match = _FITTING.search(name)
    return _FITS[match.group()] if match else frozenset()


def names_money(name: str) -> bool:
    """Whether the name of a number says that it is an amount of money.

    >>> names_money("救助支出"), names_money("低保户数")
    (True, False)
    """
    return bool(_MONEY_NAME.search(name))
