"""A currency that is said once for all amounts behind: 86.2亿（美元，下同）."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.lexicon.numerals import MYRIADS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.units import Unit, Units
from reportmine.model import Quantity

_SAID = pattern(
    r"[（(](?:单位|币种)?[:：]?(?:均?[为以])?([\u4e00-\u9fff]{1,5}?)(?:计价|计算|计|列示)?[，,、；;]?(?:以下|下)同[）)]"
)
# Behind or before these a number with 万 or 亿 counts people, shares or clicks.
_NO_MONEY = pattern(
    r"(?:用户|粉丝|人数|人口|户数|会员|下载|播放|浏览|阅读|股本|股数|流量|网民|访问|观众|读者)[^，。；]{0,6}$"
)


def with_currency_said_once(text: str, found: Sequence[Quantity], units: Units) -> list[Quantity]:
    """Amounts with 万 or 亿 and no unit get the currency that （美元，下同） names, from where it stands.

    >>> from reportmine.extraction.quantities.parser import parse_quantities
    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [quantity.unit for quantity in parse_quantities("赚86.2亿（美元，下同），去年41亿，用户3亿", PRODUCT)]
    ['美元', '美元', '']
    """
    said = _SAID.search(text) if "下同" in text else None
    currency = units.get(said.group(1)) if said else None
    if said is None or currency is None or currency.dimension != "money":
        return list(found)
    return [
        _in_currency(text, quantity, currency) if quantity.span.end >= said.start() else quantity for quantity in found
    ]


def _in_currency(text: str, quantity: Quantity, currency: Unit) -> Quantity:
    bare = not quantity.unit and quantity.form == "number" and text[quantity.number_end - 1] in MYRIADS
    start = quantity.span.start
    if not bare or _NO_MONEY.search(text, max(0, start - 12), start):
        return quantity
    return quantity._replace(unit=currency.name, dimension=currency.dimension)
