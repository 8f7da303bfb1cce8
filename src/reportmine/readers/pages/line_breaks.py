"""Whether a line was broken because the next word did not fit, and how the two lines read as one."""

from __future__ import annotations

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.lines import Line

# What may not be parted at a line end: a character with the marks that may not begin or end a line, a Latin
# word or a number.
_WIDE = r"[\p{Han}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]"
_TOKEN = pattern(rf"[“‘（《〈【「『(\[]*(?:{_WIDE}|[^\s\p{{Han}}]+)[，。、；：？！”’）》〉】」』％…]*")
_WIDE_CHARS = pattern(_WIDE)
_LETTER = pattern(r"[\p{Latin}\p{Greek}\p{Cyrillic}]")
_NARROW = 0.5
# How far these thresholds may be moved is measured in docs/reading-office.md.
# How much wider than it looks a word may have been, in characters: Latin letters are of different width.
_SLACK = 0.6


def is_full(line: Line, right: float, after: Line) -> bool:
    """Whether the first word of the line `after` would not have fitted between `line` and the edge `right`."""
    return right - line.right < (_first_word(after.text) + _SLACK) * line.size


def _first_word(text: str) -> float:
    """The width of the first word in characters."""
    match = _TOKEN.match(text)
    word = match.group() if match else text[:1]
    wide = len(_WIDE_CHARS.findall(word))
    return wide + _NARROW * (len(word) - wide)


def glued(before: str, after: str, *, spaced: bool = False) -> str:
    """Two parts of a broken line as one: a space between Latin words, none after a hyphen inside one.

    `spaced` tells that a space stood at the end of the line: between digits it counts.

    >>> glued("臺股衝破2", "萬點"), glued("Open", "Source"), glued("inter-", "national"), glued("2,9", "32")
    ('臺股衝破2萬點', 'Open Source', 'international', '2,932')
    """
    if not before or not after:
        return before + after
    letters = _LETTER.match(before[-1]) is not None, _LETTER.match(after[0]) is not None
    if letters[1] and before[-1] == "-" and _LETTER.match(before[-2:-1]):
        return before[:-1] + after
    narrow = before[-1] < "\u2e80" and after[0] < "\u2e80"
    apart = narrow and (spaced or any(letters))
    return f"{before} {after}" if apart and before[-1] not in "-/(" and after[0] not in "-/)%.," else before + after
