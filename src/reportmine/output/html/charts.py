"""Small pictures as SVG, drawn here: bars, lines, and names that never run out of their picture.

A picture has no colour of its own: its parts carry classes that the page's style sheet paints, so that it is
right in light and in dark. Coordinates are pixels of the picture; text is measured before it is set.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import NamedTuple
from unicodedata import combining

from reportmine.comparison.model import Way
from reportmine.output.terminal.cells import shown
from reportmine.text.segmenter import Segmenter, segmenter

# Widths in ems, measured in Chromium with Noto Sans CJK: no letter is wider than its kind is given here.
_WIDE, _BROAD, _CAPITAL, _SMALL, _NARROW = 1.0, 0.95, 0.76, 0.62, 0.56
_BROAD_ONES = "WMmw@%"


def text_width(text: str) -> float:
    """How many ems a text takes: a Chinese character is 1, a small Latin letter or a digit a little over a half.

    >>> text_width("粉丝"), round(text_width("增长5.2%"), 2)
    (2.0, 4.63)
    """
    return sum(map(_width_of, text))


def _width_of(char: str) -> float:
    if combining(char):
        return 0.0
    if char in _BROAD_ONES:
        return _BROAD
    if not char.isascii():
        return _WIDE
    return _CAPITAL if char.isupper() else _SMALL if char.islower() else _NARROW


def fitted(text: str, room: float) -> str:
    """The text, or as much of it from the left as fits into `room` ems with the sign of a cut.

    >>> fitted("地区生产总值", 6), fitted("地区生产总值", 5)
    ('地区生产总值', '地区生产…')
    """
    if text_width(text) <= room:
        return text
    used = _WIDE
    for count, char in enumerate(text):
        used += _width_of(char)
        if used > room:
            return text[:count] + "…"
    return text


def wrapped(text: str, room: float, lines: int) -> list[str]:
    """The text in at most so many lines of `room` ems each, the last one cut where more is left.

    >>> wrapped("规模以上工业企业利润总额", 6, 2), wrapped("规模以上工业企业利润总额", 4, 2)
    (['规模以上工业', '企业利润总额'], ['规模以上', '工业企…'])
    >>> wrapped("锂电材料产量 · 变化", 9, 2)
    ['锂电材料产量 ·', '变化']
    """
    found: list[str] = []
    while text and len(found) < lines - 1 and text_width(text) > room:
        count = _fitting(text, room)
        found.append(text[:count].rstrip())
        text = text[count:].lstrip()
    return [*found, fitted(text, room)]


def _fitting(text: str, room: float) -> int:
    """How many characters fit, at least one; a word or a number is not cut where there is another way."""
    used, count = 0.0, 0
    for char in text:
        used += _width_of(char)
        if used > room:
            break
        count += 1
    return max(1, max((at for at in _breaks(text) if at <= count), default=0) or count)


def _breaks(text: str) -> list[int]:
    """Where a line may begin: at words, but not at a sign that belongs to what is before it.

    >>> _breaks("产量 · 变化, PM2.5")
    [5, 9]
    """
    starts = [word.start for word in _segmenter().cut(text, 0)]
    return [at for at in starts if at and text[at].isalnum() and not (_is_latin(text[at - 1]) and _is_latin(text[at]))]


@functools.cache
def _segmenter() -> Segmenter:
    return segmenter()


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,%-")


# ------------------------------------------------------------------------------------------ elements


def _element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; in the names of attributes `_` stands for `-`, and one at the end (class_) for nothing."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>"


class _Size(NamedTuple):
    """In pixels; a picture that is stretched fills whatever place it is given."""

    width: int
    height: int
    stretched: bool = False


def _picture(size: _Size, parts: Iterable[str], class_: str, label: str = "") -> str:
    """A picture; one without a label only repeats what stands beside it, and is not read out."""
    named = {"role": "img", "aria_label": shown(label)} if label else {"aria_hidden": "true"}
    fixed = {} if size.stretched else {"width": size.width, "height": size.height}
    stretched = {"preserveAspectRatio": "none"} if size.stretched else {}
    view = f"0 0 {size.width} {size.height}"
    return _element("svg", "".join(parts), class_=class_, viewBox=view, **fixed, **stretched, **named)


def _rect(bar: _Bar, y: int, height: int, class_: str, content: str = "") -> str:
    return _element("rect", content, x=_at(bar.x), y=y, width=_at(bar.width), height=height, class_=class_)


def _upright(x: Decimal, y: int, height: int, class_: str) -> str:
    return _element("line", x1=_at(x), x2=_at(x), y1=y, y2=y + height, class_=class_)


def _text(content: str, x: Decimal | int, y: Decimal | int, class_: str, anchor: str = "start") -> str:
    return _element("text", escape(content), x=_at(Decimal(x)), y=_at(Decimal(y)), class_=class_, text_anchor=anchor)


def _title(text: str) -> str:
    return _element("title", escape(shown(text)))


def _at(value: Decimal) -> str:
    """A coordinate with no more digits than can be seen.

    >>> _at(Decimal("12.50")), _at(Decimal(200))
    ('12.5', '200')
    """
    said = f"{value:.2f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


class _Bar(NamedTuple):
    x: Decimal
    width: Decimal


class _Scale(NamedTuple):
    """A stretch of pixels from `left` on, `room` wide, for values from `low` to `high`; zero is one of them."""

    left: int
    room: int
    low: Decimal
    high: Decimal

    @classmethod
    def over(cls, values: Iterable[Decimal], left: int, room: int) -> _Scale:
        values = [*values, Decimal(0)]
        return cls(left, room, min(values), max(values))

    def x(self, value: Decimal) -> Decimal:
        reach = self.high - self.low
        return self.left + (value - self.low) / reach * self.room if reach else Decimal(self.left)

    def bar(self, value: Decimal) -> _Bar:
        """From zero to the value; the least bar can still be seen."""
        start, end = sorted((self.x(Decimal(0)), self.x(value)))
        return _Bar(start, max(end - start, Decimal(1) if value else Decimal(0)))


# ------------------------------------------------------------------------------------- beside a row

_ROOM = 200  # any number would do: these pictures are stretched to their place
_BAR, _LINE_OF_BAR = 10, 22  # each bar in the middle of a line


def two_bars(old: Decimal, new: Decimal) -> str:
    """Two bars on one scale, the old one above the new one; what is below zero goes to the left.

    >>> two_bars(Decimal(5), Decimal(10)).count("<rect")
    2
    """
    scale, height, above = _Scale.over((old, new), 0, _ROOM), 2 * _LINE_OF_BAR, (_LINE_OF_BAR - _BAR) // 2
    bars = [
        _rect(scale.bar(value), above + at * _LINE_OF_BAR, _BAR, class_)
        for at, (value, class_) in enumerate(((old, "bar-old"), (new, "bar-new")))
    ]
    zero = [_upright(scale.x(Decimal(0)), 0, height, "zero")] if scale.low else []
    return _picture(_Size(_ROOM, height, stretched=True), [*bars, *zero], "two-bars")


def against(planned: Decimal, reached: Decimal) -> str:
    """What was reached as a bar, what was planned as a mark across it.

    >>> against(Decimal(8), Decimal(7)).count("<line")
    1
    """
    scale = _Scale.over((planned, reached), 2, _ROOM - 4)
    bar = _rect(scale.bar(reached), (_LINE_OF_BAR - _BAR) // 2, _BAR, "bar-new")
    aim = _upright(scale.x(planned), 2, _LINE_OF_BAR - 4, "aim")
    return _picture(_Size(_ROOM, _LINE_OF_BAR, stretched=True), [bar, aim], "against")


class Part(NamedTuple):
    """A part of a whole: the class that paints it, its name, its size."""

    class_: str
    name: str
    size: int


def strip(parts: Sequence[Part], label: str) -> str:
    """The parts of a whole side by side.

    >>> strip([Part("t-economy", "经济", 3), Part("t-people", "人员", 1)], "主题").count("<title>")
    2
    """
    total, at, drawn = sum(part.size for part in parts), 0, []
    for part in parts:
        bar = _Bar(Decimal(at) / total * 1000, Decimal(part.size) / total * 1000)
        drawn.append(_rect(bar, 0, 10, part.class_, _title(f"{part.name} {part.size}")))
        at += part.size
    return _picture(_Size(1000, 10, stretched=True), drawn, "strip", label)


class Point(NamedTuple):
    """A point in time: its name, its value where there is one, and that value as it is written."""

    name: str
    value: Decimal | None
    said: str = ""


_STEP, _TALL, _MARGIN = 44, 40, 6


def trend(points: Sequence[Point], label: str) -> str:
    """A line through the values of some years; where a year has none, the line passes it by.

    >>> trend([Point("2021", Decimal(5)), Point("2022", None), Point("2023", Decimal(9))], "产值").count("<circle")
    2
    """
    there = [(at, point, point.value) for at, point in enumerate(points) if point.value is not None]
    values = [value for _, _, value in there]
    low, reach = min(values, default=Decimal(0)), max(values, default=Decimal(0)) - min(values, default=Decimal(0))
    places = []
    for at, _, value in there:
        up = (value - low) / reach if reach else Decimal("0.5")
        places.append((_at(Decimal(_MARGIN + at * _STEP)), _at(_TALL - _MARGIN - up * (_TALL - 2 * _MARGIN))))
    line = _element("polyline", points=" ".join(map(",".join, places)), class_="line")
    dots = [
        _element("circle", _title(f"{point.name} {point.said}"), cx=x, cy=y, r=3.5, class_="dot")
        for (x, y), (_, point, _) in zip(places, there, strict=True)
    ]
    width = 2 * _MARGIN + _STEP * (len(points) - 1)
    return _picture(_Size(width, _TALL), [line, *dots], "trend", label)


# ------------------------------------------------------------------------------------ a picture by itself

_FONT, _LINE, _ROW = 13, 17, 30
_NAME_SHARE, _NAME_LINES = 0.36, 3
_SPACE = 8
# What is left for the bars at least, and what is written at their ends at most (ems).
_LEAST_ROOM, _SAID_AT_MOST = 40, 10


class Named(NamedTuple):
    """A bar with its name, and what is written at its end; `way` paints it."""

    name: str
    value: Decimal
    said: str
    way: Way


def ranked(bars: Sequence[Named], width: int, label: str) -> str:
    """Bars with their names at the left, on one scale; a name too long is wrapped, then cut, and whole in its title.

    >>> picture = ranked([Named("规模以上工业企业利润总额", Decimal(12), "+12%", "up")], 300, "变化")
    >>> "<title>规模以上工业企业利润总额 +12%" in picture, picture.count("<text")
    (True, 3)
    """
    bars = [bar._replace(said=fitted(shown(bar.said), _SAID_AT_MOST)) for bar in bars]
    ends = max((round(text_width(bar.said) * _FONT) for bar in bars), default=0) + _SPACE
    below = any(bar.value < 0 for bar in bars)
    names = min(int(width * _NAME_SHARE), width - _SPACE - ends - _LEAST_ROOM)
    scale = _Scale.over((bar.value for bar in bars), names + _SPACE, width - names - _SPACE - ends)
    drawn, y = [], 0
    for bar in bars:
        lines = wrapped(shown(bar.name), names / _FONT, _NAME_LINES)
        tall = max(_ROW, len(lines) * _LINE + _SPACE)
        drawn.append(_row(bar, lines, names, scale, y + Decimal(tall) / 2))
        y += tall
    if below:
        drawn.append(_upright(scale.x(Decimal(0)), 0, y, "zero"))
    return _picture(_Size(width, y), drawn, "ranked", label)


def _row(bar: Named, lines: Sequence[str], right: int, scale: _Scale, middle: Decimal) -> str:
    """A bar around the height `middle`; its name ends at `right`."""
    base = Decimal("4.5")  # from the middle of a line to the foot of its letters
    first = middle + base - Decimal(len(lines) - 1) / 2 * _LINE
    names = [_text(line, right, first + at * _LINE, "bar-name", "end") for at, line in enumerate(lines)]
    drawn = scale.bar(bar.value)
    # At the right of a bar that goes to the left there is room, too.
    said = _text(bar.said, drawn.x + drawn.width + Decimal(_SPACE) / 2, middle + base, "bar-said")
    body = _rect(drawn, int(middle) - 7, 14, f"bar-{bar.way}")
    return _element("g", _title(f"{bar.name} {bar.said}") + "".join(names) + body + said)
