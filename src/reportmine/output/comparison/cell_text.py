"""Changes, verdicts and bars in the few characters that a cell of a table has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportmine.comparison.findings import SURE
from reportmine.comparison.model import Audit, Change, Finding, Interval, Pair, Row, Target, Way
from reportmine.messages.catalogue import Say
from reportmine.messages.languages import Language
from reportmine.messages.message import Message, message
from reportmine.model import Claim
from reportmine.model.digits import plain, rounded
from reportmine.model.display import corrected_figure
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.claims import CORRECTED_SAYS, SIGNS

ARROW: dict[Way, str] = {"up": "▲", "down": "▼", "same": "=", "unknown": "~"}
STYLE: dict[Way, str] = {"up": "green", "down": "magenta", "same": "dim", "unknown": "yellow"}
VERDICT = {True: "✓", False: "✗", None: "–"}
FINDING: dict[Finding, str] = {"consistent": "✓", "wrong": "✗", "look": "?", "not comparable": "–"}
FINDING_STYLE: dict[Finding, str] = {
    "consistent": "green",
    "wrong": "bold red",
    "look": "yellow",
    "not comparable": "yellow",
}
VERDICT_STYLE = {True: "green", False: "bold red", None: "yellow"}
# What some units of changes are called, and a change of which nothing can be told.
UNITS: Mapping[Language, Mapping[str, str]] = {
    "en": {"百分点": " pt", "千分点": "‰ pt", "位": " places", "1位": " place", "%": "%", "open": "open"},
    "zh": {"百分点": "个百分点", "千分点": "个千分点", "位": "位", "%": "%", "open": "未定"},
}
# Of these 万 and 亿 are not taken out.
_SMALL = ("百分点", "千分点", "位", "%")
_LARGE = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_TWO = Decimal("0.01")
_SPARKS = "▁▂▃▄▅▆▇█"
BAR = 8


def figure(claim: Claim) -> str:
    """A figure as its report writes it, or as it was corrected, with the sign of its bound and of a fall.

    A sign that is printed is enough.

    >>> from reportmine.api import extract
    >>> [figure(claim) for claim in extract("就业下降8.4%，出口增长约5%，利润同比-0.6%。").claims]
    ['−8.4%', '≈+5%', '-0.6%']
    """
    text = shown(corrected_figure(claim) or " ".join(claim.text.split()))
    sign = {"down": "−", "up": "+"}.get(claim.direction or "", "")
    return SIGNS.get(claim.qualifier, "") + ("" if text.startswith(_PRINTED_SIGNS) else sign) + text


_PRINTED_SIGNS = ("-", "−", "－", "+", "＋")


# 服务时长 and 服务总时长, 培训乡村教师 and 乡村教师培训 are alike; 蔬菜产量 and 锂电材料产量 share half. Of the 109
# pairs of the samples' two pairs of reports 6 are told so.
_ALIKE = 0.6


def other_name(old: Claim, new: Claim) -> Message | None:
    """What a figure was called before, where its two names share hardly more than half of the shorter one's characters.

    >>> from reportmine.api import extract
    >>> (old,), (new,) = (extract(f"{name}20个。").claims for name in ("蔬菜基地", "养殖场"))
    >>> print(other_name(old, new), other_name(old, old))
    The earlier report calls it 蔬菜基地. None
    """
    shorter, longer = sorted((Counter(old.metric), Counter(new.metric)), key=Counter.total)
    if not shorter or (shorter & longer).total() >= _ALIKE * shorter.total():
        return None
    return message("The earlier report calls it {name}.", name=shown(old.metric))


def amount_of(change: Change, units: Mapping[str, str] = UNITS["en"]) -> str:
    """How much a figure has moved, in its unit; `units` says what some units are called.

    >>> amount_of(Change("amount", "up", "元", Interval(Decimal(1850000000), Decimal(1850000000))))
    '+18.5亿元'
    >>> amount_of(Change("amount", "unknown", "元", Interval(Decimal(-5), None)))
    '≥ −5元'
    """
    return _bounded(change, change.amount, change.unit, units)


def percent_of(change: Change, units: Mapping[str, str] = UNITS["en"]) -> str:
    """How much a figure has moved in per cent; points for rates and places for ranks.

    >>> percent_of(Change("points", "down", "百分点", Interval(Decimal("-8.4"), Decimal("-8.4"))))
    '−8.4 pt'
    """
    if change.kind == "amount":
        return "" if change.percent is None else _bounded(change, change.percent, "%", units)
    return "" if change.kind == "none" else amount_of(change, units)


def _bounded(change: Change, found: Interval, unit: str, units: Mapping[str, str]) -> str:
    about = "≈ " if change.about else ""
    low, high = ("" if end is None else number(end, unit, units) for end in found)
    if low and high:
        return about + (low if found.low == found.high else f"{low} … {high}")
    if low:
        return f"≥ {low}"
    return f"≤ {high}" if high else units.get("open", "open")


def number(value: Decimal, unit: str, units: Mapping[str, str] = UNITS["en"]) -> str:
    """A signed number in as few digits as will do, 万 and 亿 taken out.

    >>> number(Decimal("-1234567"), "人"), number(Decimal(1), "位")
    ('−123.46万人', '+1 place')
    """
    step, large = next(multipliers(value, unit))
    size = abs(value) / step
    sign = "−" if value < 0 else "+" if value > 0 else ""
    said = units.get(f"{plain(size)}{unit}", units.get(unit, unit))
    return sign + plain(rounded(size, _TWO) if size >= _TWO else size.normalize()) + large + said


def multipliers(value: Decimal, unit: str) -> Iterator[tuple[Decimal, str]]:
    """The multipliers that a number of a unit can be shown with, and their names, the largest first and none last.

    >>> list(multipliers(Decimal(-1234567), "人")), list(multipliers(Decimal(20000), "位"))
    ([(Decimal('10000'), '万'), (Decimal('1'), '')], [(Decimal('1'), '')])
    """
    if unit not in _SMALL:
        yield from (one for one in _LARGE if abs(value) >= one[0])
    yield Decimal(1), ""


def is_doubtful(found: Pair | Target | Row) -> bool:
    """Whether its figures are not surely the same; where none are put together nothing is doubted."""
    return found.confidence is not None and found.confidence < SURE


def doubt(found: Pair | Target | Row) -> str:
    """The mark of what has rivals, with their number, or is doubtful without any.

    >>> [doubt(Row((), *sure)) for sure in ((0.95, 0), (0.7, 0), (0.7, 2), (None, 0))]
    ['', '?', '?2', '']
    """
    return f"?{found.rivals}" if found.rivals else "?" * is_doubtful(found)


def doubts(found: Collection[Pair | Target | Row], say: Say) -> str:
    """What the marks of these mean.

    >>> from reportmine.messages.catalogue import say_in
    >>> doubts([Row((), 0.7)], say_in("en")), doubts([Row((), 0.95)], say_in("en"))
    ('?: not surely the same; look at the lines.', '')
    """
    marks = {doubt(one) for one in found}
    match bool(marks - {"", "?"}), "?" in marks:
        case True, True:
            return say("?n: so many other figures fit about as well; ?: not surely the same; look at the lines.")
        case True, False:
            return say("?n: so many other figures fit about as well; look at the lines.")
        case False, True:
            return say("?: not surely the same; look at the lines.")
    return ""


def noted(note: str, claims: Iterable[Claim | None], say: Say) -> str:
    """What is to be said below a table of these, and what the mark of corrected ones means, where there are some."""
    corrected = any(claim is not None and claim.is_put_right for claim in claims)
    return " ".join(filter(None, (note, say(CORRECTED_SAYS) if corrected else "")))


def computed(audit: Audit, units: Mapping[str, str] = UNITS["en"]) -> str:
    """What an audit worked out, without a sign where the claim has none."""
    if audit.computed is None:
        return ""
    said = number(audit.computed, audit.unit, units)
    return said.lstrip("+") if audit.check in ("sum of parts", "given twice") else said


def bar(size: Decimal | None, largest: Decimal) -> str:
    """A bar as long as its part of the largest.

    >>> bar(Decimal(5), Decimal(10)), bar(None, Decimal(10)), bar(Decimal("0.1"), Decimal(10))
    ('████', '', '▏')
    """
    if size is None or largest <= 0 or size <= 0:
        return ""
    halves = int(min(size / largest, Decimal(1)) * BAR * 2)
    return "█" * (halves // 2) + "▌" * (halves % 2) or "▏"


def sparkline(values: Sequence[Decimal | None]) -> str:
    """A line of small bars, a dot where there is no value.

    >>> sparkline([Decimal(1), None, Decimal(3), Decimal(2)])
    '▁·█▅'
    """
    there = [value for value in values if value is not None]
    low, high = min(there, default=Decimal(0)), max(there, default=Decimal(0))
    steps = len(_SPARKS) - 1
    return "".join(
        "·"
        if value is None
        else _SPARKS[int((value - low) / (high - low) * steps + Decimal("0.5")) if high > low else 3]
        for value in values
    )
