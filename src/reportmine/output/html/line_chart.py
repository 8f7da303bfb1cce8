"""Lines over years, one a body, each with its name at its end: a picture by itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import NamedTuple

from reportmine.model.digits import grouped, plain
from reportmine.output.html.charts import Point, fitted, text_width
from reportmine.output.terminal.cells import shown

_TALL, _TOP, _FOOT, _LEFT = 300, 14, 26, 56
_FONT, _LABEL, _LABEL_ROOM = 13, 16, 11  # pixels, pixels of a line of names, ems
_STEPS = 6
# So many colours there are; a reader tells no more apart.
COLOURS = 6


class Curve(NamedTuple):
    """A body by its name, and its points, one a year."""

    name: str
    points: Sequence[Point]


def lines(curves: Sequence[Curve], width: int, label: str) -> str:
    """The curves on one scale; a year without a value is passed by, with a broken line over the gap.

    >>> points = (Point("2021", Decimal(5)), Point("2022", None), Point("2023", Decimal(9)))
    >>> picture = lines([Curve("云屏市", points)], 500, "产值")
    >>> picture.count("<circle"), picture.count("gap"), "云屏市</text>" in picture
    (2, 1, True)
    """
    values = [point.value for curve in curves for point in curve.points if point.value is not None]
    if not values:
        return ""
    scale = _Scale.over(values, curves, width)
    parts = [*_grid(scale, curves[0].points), *_curves(scale, curves), *_names(scale, curves)]
    box = f'viewBox="0 0 {width} {_TALL}" width="{width}" height="{_TALL}"'
    return f'<svg class="lines" role="img" aria-label="{escape(shown(label))}" {box}>{"".join(parts)}</svg>'


class _Scale(NamedTuple):
    low: Decimal
    high: Decimal
    left: int
    right: int
    steps: int

    @classmethod
    def over(cls, values: Sequence[Decimal], curves: Sequence[Curve], width: int) -> _Scale:
        low, high = min(values), max(values)
        if low > 0 and low > high / 2:
            margin = (high - low) / 10 or high / 10
            low, high = low - margin, high + margin
        else:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        names = max(text_width(fitted(shown(curve.name), _LABEL_ROOM)) for curve in curves)
        return cls(low, high, _LEFT, width - int(names * _FONT) - 14, max(len(curves[0].points) - 1, 1))

    def x(self, at: int) -> float:
        return self.left + (self.right - self.left) * at / self.steps

    def y(self, value: Decimal) -> float:
        part = float((value - self.low) / (self.high - self.low)) if self.high > self.low else 0.5
        return _TALL - _FOOT - part * (_TALL - _FOOT - _TOP)


def _grid(scale: _Scale, points: Sequence[Point]) -> list[str]:
    """Quiet lines at round values, the years below."""
    found = []
    for value in _ticks(scale.low, scale.high):
        y = scale.y(value)
        found.append(f'<line class="grid" x1="{scale.left}" x2="{scale.right}" y1="{y:.1f}" y2="{y:.1f}"></line>')
        found.append(_text(grouped(plain(value)), scale.left - 8, y + 4, "tick", "end"))
    room = max(1, round(44 * len(points) / max(scale.right - scale.left, 1)))
    for at, point in enumerate(points):
        if at % room == 0:
            found.append(_text(point.name, scale.x(at), _TALL - 8, "tick", "middle"))
    return found


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values between two, some six of them.

    >>> [int(value) for value in _ticks(Decimal(0), Decimal(1100))]
    [0, 200, 400, 600, 800, 1000]
    """
    reach = high - low
    if not reach:
        return [low]
    rough = reach / _STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next((power * times for times in (1, 2, 5, 10) if power * times >= rough), power)
    first = -(-low // step) * step if low > 0 else (low // step) * step
    return [value for n in range(2 * _STEPS + 2) if low <= (value := first + n * step) <= high]


def _curves(scale: _Scale, curves: Sequence[Curve]) -> list[str]:
    found = []
    for number, curve in enumerate(curves):
        there = [(at, point, point.value) for at, point in enumerate(curve.points) if point.value is not None]
        parts = []
        for (before, _, old), (after, _, new) in pairwise(there):
            gap = "" if after == before + 1 else ' class="gap"'
            ends = (
                f'x1="{scale.x(before):.1f}" y1="{scale.y(old):.1f}" x2="{scale.x(after):.1f}" y2="{scale.y(new):.1f}"'
            )
            parts.append(f"<line{gap} {ends}></line>")
        for at, point, value in there:
            title = f"<title>{escape(shown(f'{curve.name} {point.name} {point.said}'))}</title>"
            parts.append(f'<circle cx="{scale.x(at):.1f}" cy="{scale.y(value):.1f}" r="3.5">{title}</circle>')
        found.append(f'<g class="c{number % COLOURS}">{"".join(parts)}</g>')
    return found


def _names(scale: _Scale, curves: Sequence[Curve]) -> list[str]:
    """The names at the ends of their lines, pushed apart where they would lie on one another."""
    ends = []
    for number, curve in enumerate(curves):
        last = next((point.value for point in reversed(curve.points) if point.value is not None), None)
        if last is not None:
            ends.append((scale.y(last), number, curve.name))
    found, free = [], float(_TOP)
    places = sorted(ends)
    # So far up that all of them have room above the foot.
    bottom = _TALL - _FOOT
    for rank, (y, number, name) in enumerate(places):
        most = bottom - (len(places) - 1 - rank) * _LABEL
        at = max(free, min(y, most))
        free = at + _LABEL
        text = _text(fitted(shown(name), _LABEL_ROOM), scale.right + 10, at + 4, "bar-name", "start")
        found.append(f'<g class="c{number % COLOURS}">{text}</g>')
    return found


def _text(content: str, x: float, y: float, class_: str, anchor: str) -> str:
    return f'<text class="{class_}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'
