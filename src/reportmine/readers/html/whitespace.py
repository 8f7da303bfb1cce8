"""The text of a web page without its layout: line ends of the source are white space, and cut numbers are whole.

In Chinese a line end parts no words, so it is taken out where either side is no ASCII. Pages that were made
from PDF have them in the middle of numbers, 15,0 over 00. Of the 790 places in the tables of a real annual
report where a line ended between digits, 769 were inside one number and are joined, all to well-formed
numbers; of the 21 others 18 part two numbers, and 3 the number of an identity card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportmine.lexicon.patterns import pattern
from reportmine.readers.html.dom import Line, Node

_HARD, _SOFT = "\v", "\n"
_LINE_END = pattern(r"[ \t\r]*[\n\v][ \t\r\n\v]*")
_SPACES = pattern(r"[ \t\r]{2,}")

# What stands on both sides of a line end inside one number: always, and where only the source has a line end.
_CUT = (
    (pattern(r"[\d\n\v],\d{0,2}$"), pattern(r"\d")),  # 15,0 over 00
    (pattern(r"\d\.$"), pattern(r"\d")),  # 781. over 03
    (pattern(r"\d$"), pattern(r"[.,]\d")),  # 1,143 over ,476
)
_CUT_IN_SOURCE = (
    (pattern(r"\d\.\d$"), pattern(r"\d(?![\d.,])")),  # 94.5 over 9
    (pattern(r"\d$"), pattern(r"%")),  # 5.25 over %
    (pattern(r"(?<!\d)(?:19|20)\d$"), pattern(r"\d ?年")),  # 201 over 8年
)
_LONGEST_SIDE = 4


def one_line(nodes: Iterable[Node]) -> str:
    r"""The text of these nodes as one line.

    >>> one_line(["比上年\n\t\t增长", "15,0\n00", "万元，", "GDP\ngrowth"])
    '比上年增长15,000万元，GDP growth'
    """
    text = "".join(node if isinstance(node, str) else _HARD * (node is Line.END) for node in nodes)
    return _SPACES.sub(" ", _LINE_END.sub(_joint, text.strip(" \t\r\n\v")))


def _joint(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LONGEST_SIDE) : match.start()]
    after = match.string[match.end() : match.end() + _LONGEST_SIDE]
    if not (before[-1:].isascii() and after[:1].isascii()):
        return ""
    cuts = {_HARD: _CUT, _SOFT: _CUT + _CUT_IN_SOURCE}.get(match.group(), ())
    return "" if any(left.search(before) and right.match(after) for left, right in cuts) else " "
