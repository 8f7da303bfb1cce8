"""Patterns: words as regular expressions, each compiled when a text is first held against it.

There are some hundreds of them, most for texts that few reports hold. Compiled with their modules they took a third of
every start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr, cast

_METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern for any of these words, the longest that fits; marks of patterns in them are words.

    >>> any_of(["上年", "上年末", "dB(A)"])
    '(?:dB\\\\(A\\\\)|上年末|上年)'
    """
    return "(?:" + "|".join(map(re.escape, sorted(dict.fromkeys(words), key=len, reverse=True))) + ")"


def either(sources: Iterable[str]) -> str:
    """The source of a pattern for any of these, which are sources themselves; the first that fits.

    >>> either(["[去上]年", "本年度?"])
    '(?:[去上]年|本年度?)'
    """
    return "(?:" + "|".join(sources) + ")"


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when its first method is called, by the module that does it faster.

    >>> year = pattern("(?:19|20)[0-9]{2}年")
    >>> year.search("截至2023年底").group()
    '2023年'
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Compiled:
    """The methods of a compiled pattern, bound: asking for one takes hardly longer than of the pattern itself."""

    __slots__ = ("flags", "pattern", *_METHODS)


class _Pattern(_Compiled):
    """A pattern that is not compiled yet: it has a source and flags, but no methods."""

    __slots__ = ()

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> object:
        """The method of this name; it is missing until it is first asked for."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compiled(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(self, name)


# `re` goes through a range up to the last of the Chinese characters one by one, which takes it ten times as long as
# `regex`; and it knows no properties of characters. Long patterns `re` compiles faster all the same.
_CHINESE = re.compile(r"-(?:\u9fff|\\u9fff)|\\p\{")
_LONG = 300


def _compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    if isinstance(source, bytes) or len(source) > _LONG or not _CHINESE.search(source):
        return re.compile(source, flags)
    import regex

    return cast("re.Pattern[Any]", regex.compile(source, flags))
