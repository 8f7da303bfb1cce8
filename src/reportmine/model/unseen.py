"""Characters that nobody can see: what a file of corrections may not hold, and no name has.

Controls, marks of direction and of no width, half surrogates, ends of lines. Signs of a private use, which PDF files
draw as they like, and those of no use yet are seen, if only as a box: names of a report may have them.
"""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def can_be_seen(text: str) -> bool:
    r"""Whether all of a text can be.

    >>> can_be_seen("全省\ue000平均"), can_be_seen("全省\b平均")
    (True, False)
    """
    return text.isprintable() or _CATEGORIES.isdisjoint(map(unicodedata.category, text))


def without_unseen(text: str) -> str:
    r"""A text without them.

    >>> without_unseen("全省\b平均")
    '全省平均'
    """
    if text.isprintable():
        return text
    return "".join(char for char in text if unicodedata.category(char) not in _CATEGORIES)
