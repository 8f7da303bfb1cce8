"""The rule that rejects numbers of which a part may be lost: those beside a character that could not be read."""

from __future__ import annotations

from reportmine.extraction.rejection.window import CharWindow
from reportmine.lexicon.patterns import pattern
from reportmine.model import Span
from reportmine.readers.lost_characters import LOST

# Signs that go on inside of a number or a range; behind those of a sentence the next number is another one.
_WITHIN = r"[ \t.,:：/\\~～—–\-+±]{0,3}"
_BEFORE = pattern(rf"{LOST}{_WITHIN}$")
_BEHIND = pattern(rf"{_WITHIN}{LOST}")
# So many characters the signs and the lost one take up.
_REACH = 4


def beside_lost(window: CharWindow) -> str:
    """1�34亿元, 5�%: nobody knows what the number was."""
    return _touched(window.left, window.spelled, window.right)


def lost_beside(text: str, span: Span) -> str:
    """The same of a number in a text of any kind, such as a cell.

    >>> lost_beside("5\\ufffd2", Span(0, 1)) == "5\\ufffd", lost_beside("52", Span(0, 2))
    (True, '')
    """
    return _touched(text[max(0, span.start - _REACH) : span.start], span.of(text), text[span.end : span.end + _REACH])


def _touched(left: str, spelled: str, right: str) -> str:
    before = _BEFORE.search(left) if LOST in left else None
    behind = _BEHIND.match(right) if LOST in right else None
    if before is None and behind is None:
        return ""
    return f"{before.group() if before else ''}{spelled}{behind.group() if behind else ''}"
