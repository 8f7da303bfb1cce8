"""The numbers that Word sets before the paragraphs of a list, which stand nowhere in their text: 一、 or （一）."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from reportmine.lexicon.patterns import pattern

_PLACE = pattern("%([1-9])")
# Behind these a text follows without a space; behind a digit it would run into the number: 1 2023年.
_NEEDS_NO_SPACE = tuple("、，）)．：】〕]①②③④⑤⑥⑦⑧⑨⑩")


class Level(NamedTuple):
    """One level of a list: where it begins to count, how it writes numbers, and the text around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


class ListPlace(NamedTuple):
    """Where a paragraph or a style says it belongs: the list's id and the level in it, from 0."""

    list_id: str
    level: int


class Numbering:
    """Counts the paragraphs of all lists as they come, in reading order."""

    def __init__(self, root: Element) -> None:
        """Take in a numbering part (ECMA-376, 17.9); an empty element has no lists."""
        abstract = {str(one.get("abstractNumId")): one for one in root.iterfind("abstractNum")}
        linked = {_value(one, "styleLink"): one for one in abstract.values() if _value(one, "styleLink")}
        self._families: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for one in root.iterfind("num"):
            list_id, family = str(one.get("numId")), _value(one, "abstractNumId")
            shape = abstract.get(family)
            if shape is None:
                continue
            # A list may say no more than: as that style does.
            shape = linked.get(_value(shape, "numStyleLink"), shape)
            self._families[list_id] = family
            self._levels[list_id] = dict(_levels(shape))
            self._starts[list_id] = {}
            for override in one.iterfind("lvlOverride"):
                self._levels[list_id].update(_levels(override))
                if (start := override.find("startOverride")) is not None:
                    self._starts[list_id][_whole(override.get("ilvl"))] = _whole(start.get("val"))
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level at which a list has a style; styles leave out where in their list they stand."""
        levels = self._levels.get(list_id, {})
        return next((k for k, level in levels.items() if level.style == style), 0)

    def next(self, place: ListPlace) -> str:
        """The number of the next paragraph at this place, with a space where one is needed; empty for bullets."""
        levels = self._levels.get(place.list_id, {})
        if place.level not in levels:
            return ""
        counters = self._count(place, levels)
        level = levels[place.level]
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ""
        text = _PLACE.sub(lambda match: self._written(int(match.group(1)) - 1, level, levels, counters), level.text)
        text = text.strip()
        runs_in = level.suffix == "nothing" and not text[-1:].isalnum() and not text.endswith(".")
        return text if not text or runs_in or text.endswith(_NEEDS_NO_SPACE) else text + " "

    def _count(self, place: ListPlace, levels: dict[int, Level]) -> dict[int, int]:
        """Count on at this place; lists of one family share their counters."""
        counters = self._counters.setdefault(self._families[place.list_id], {})
        anew = self._starts[place.list_id].get(place.level)
        if anew is not None and place not in self._begun:
            counters[place.level] = anew
        else:
            counters[place.level] = counters.get(place.level, levels[place.level].start - 1) + 1
        self._begun.add(place)
        for below in [k for k in counters if k > place.level]:
            after = levels[below].restart if below in levels else None
            if after is None or (after and place.level < after):
                del counters[below]
        return counters

    def _written(self, k: int, level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
        above = levels.get(k, Level())
        form = "decimal" if level.legal else above.form
        return "" if form in ("bullet", "none") else number_in(form, counters.get(k, above.start))


def number_in(form: str, number: int) -> str:
    """A number as a format of ECMA-376 writes it; in digits where the format is unknown or ends before it.

    >>> number_in("chineseCounting", 12), number_in("decimalEnclosedCircle", 3), number_in("lowerLetter", 27)
    ('十二', '③', '27')
    """
    known = _forms()
    signs = known["sequence"].get(form)
    if signs and 0 < number <= len(signs):
        return str(signs[number - 1])
    if form in known["counting"] and 0 <= number < 10_000:
        return _counted(number, known["counting"][form])
    if form in known["digits"]:
        return "".join(known["digits"][form][int(digit)] for digit in str(number))
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _counted(number: int, signs: str) -> str:
    """A number below ten thousand in the Chinese way, with `signs` as in readers/documents.toml."""
    zero, powers = signs[0], ["", *signs[10:]]
    text, gap = "", False
    for power in reversed(range(4)):
        digit = number // 10**power % 10
        if digit:
            # 十二 and not 一十二, but 一百一十二.
            one = "" if digit == 1 and power == 1 and not text else signs[digit]
            text += (zero if gap else "") + one + powers[power]
        gap = bool(text) and not digit
    return text or zero


@functools.cache
def _forms() -> Mapping[str, Any]:
    from reportmine.lexicon.loader import toml

    return toml("readers/documents.toml")


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for one in parent.iterfind("lvl"):
        restart = _value(one, "lvlRestart")
        yield (
            _whole(one.get("ilvl")),
            Level(
                start=_whole(_value(one, "start")),
                form=_value(one, "numFmt") or _custom_format(one) or "decimal",
                text=_value(one, "lvlText"),
                suffix=_value(one, "suff") or "tab",
                legal=is_on(one.find("isLgl")),
                restart=_whole(restart) if restart else None,
                style=_value(one, "pStyle"),
            ),
        )


def _custom_format(level: Element) -> str:
    """A format that older programs may not know stands in a choice, before one that they do."""
    return next((str(one.get("val")) for one in level.iter("numFmt") if one.get("val") != "custom"), "")


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off (ECMA-376, 17.17.4) is there and on."""
    return element is not None and element.get("val", "1") not in ("0", "false", "off")


def _value(parent: Element, name: str) -> str:
    child = parent.find(name)
    return "" if child is None else child.get("val", "")


def _whole(value: str | None) -> int:
    text = value or "0"
    return int(text) if text.lstrip("-").isdecimal() else 0
