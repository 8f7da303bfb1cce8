"""Panels on a screen or on paper."""

from __future__ import annotations

from reportmine.output.comparison.terminal import drawn
from reportmine.output.panel.sections import sections_of
from reportmine.output.panel.wording import PanelResult
from reportmine.output.terminal.canvas import Screen


def to_table(result: PanelResult, screen: Screen) -> str:
    """The tables of panels, a row a body and a column a year.

    >>> from reportmine.api import extract
    >>> from reportmine.comparison.panel.building import series
    >>> from reportmine.output.terminal.canvas import PAPER
    >>> found = series([extract("云屏市2023年统计公报\\n2023年，全市生产总值1200亿元。")], "GDP")
    >>> print(to_table(PanelResult((found,)), PAPER).lstrip(), end="")
    GDP (亿元)
    body     2023
    ─────────────
    云屏市  1,200
    Figures shown: 1. Reports looked through: 1.
    """
    return drawn([], sections_of(result, screen.language, screen.width), screen).lstrip("\n")
