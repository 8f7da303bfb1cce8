"""Characters that could not be read: where bytes fit no character, decoding leaves U+FFFD in their place."""

from __future__ import annotations

from reportmine.model import Remark

LOST = "\ufffd"


def remarks_on(text: str) -> tuple[Remark, ...]:
    """How many characters of a text are lost, and in which line the first stands; nothing where none is.

    >>> str(remarks_on("培训20场\\n增长5\\ufffd2%，占\\ufffd")[0])
    '2 characters could not be read, the first in line 2; numbers beside them were left out.'
    """
    count = text.count(LOST)
    if not count:
        return ()
    return (Remark.of("characters_lost", count=count, line=text.count("\n", 0, text.index(LOST)) + 1),)
