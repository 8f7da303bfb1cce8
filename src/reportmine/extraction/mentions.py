"""What a pattern finds in a sentence: looked for once, and chosen for each of its figures by place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.model import slotted


@slotted
class Mentions:
    """The matches of `pattern` in the whole of `text`, in order."""

    pattern: re.Pattern[str]
    text: str
    found: tuple[re.Match[str], ...]

    def before(self, at: int) -> Sequence[re.Match[str]]:
        """What the pattern finds in the text up to the figure at `at`.

        The pattern must not look ahead at what no figure begins with.

        >>> years = mentions(re.compile("[0-9]{4}年|[0-9]{4}"), "2023年比2022年增长5%")
        >>> [match.group() for match in years.before(6)], [match.group() for match in years.before(10)]
        (['2023年'], ['2023年', '2022'])
        """
        found = self.found
        if not found or found[-1].end() <= at:
            return found
        if any(match.start() < at < match.end() for match in found):
            # One runs on over the figure: it might have ended before it.
            return tuple(self.pattern.finditer(self.text, 0, at))
        return [match for match in found if match.end() <= at]


def mentions(pattern: re.Pattern[str], text: str, sign: re.Pattern[str] | None = None) -> Mentions:
    """All that `pattern` finds in a sentence; `sign` is found in whatever it finds, and is sooner looked for."""
    if sign is not None and sign.search(text) is None:
        return Mentions(pattern, text, ())
    return Mentions(pattern, text, tuple(pattern.finditer(text)))
