r"""The marks inside Markdown text that are none of the report: code, pictures, where links lead, struck text.

The text itself stays where it is, so that offsets count in the file. What cleaning takes out of any text
(bold print, tags, footnote marks) is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportmine.lexicon.patterns import pattern
from reportmine.model import Span

_TARGET = r"\((?:[^()\n]|\([^()\n]*\)){0,2000}\)"
_CODE = pattern(r"(?<!`)(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)")
_HAN = pattern(r"[\u4e00-\u9fff]")
# Of what reports set as code, formulas in words have 0.4 Chinese characters, names and commands next to none.
_HAN_SHARE_OF_TEXT = 0.25
# In their order: what a former one has found is nothing for a later one, such as a link inside code.
_WHOLE = (
    pattern(r"\\\[\d+\\\]|\[\^[^\]\[\n]{1,60}\]:?"),
    pattern(rf"!\[[^\]\n]{{0,300}}\]{_TARGET}|!\[[^\]\n]{{0,300}}\]\[[^\]\n]{{0,60}}\]"),
    pattern(r"~~[^~\n]+~~"),
    pattern(r"(?m)(?<=[ \t])\{[#.][\w .#-]{1,80}\}(?=\s*$)"),
)
_LINK = pattern(rf"\[(?P<text>[^\[\]\n]{{0,500}})\](?P<target>{_TARGET})")
_REFERENCE = pattern(r"\[(?P<text>[^\[\]\n]{0,500})\](?P<target>\[(?P<name>[^\[\]\n]{0,60})\])")
_ESCAPE = pattern(r"\\(?=[!-/:-@\[-`{-~])")

_FOUND = "\0"
_NOTHING = r"(?:[\s\0]|</?[A-Za-z][^<>\n]{0,400}>)*+"
_INNER = pattern(rf"{_NOTHING}(\S.*?){_NOTHING}\Z", re.DOTALL)
_BOLD = pattern(r"(\*\*|__)(?:(?!\1).)+\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of which each character that is a mark has been replaced by NUL; all others stand where they stood.

    >>> marked = marks_in("占[两成](http://x.cn/2023)，见`n=5`", ())
    >>> marked.text.replace("\\0", "·")
    '占·两成···················，见·····'
    >>> marked.spans[:2]
    (Span(start=1, end=2), Span(start=4, end=23))
    """

    text: str

    def trimmed(self, start: int, end: int) -> Span:
        """The part of a stretch that is left without marks, bold print, tags and white space at its ends."""
        inner = _INNER.match(self.text, start, end)
        if inner is None:
            return Span(start, start)
        bold = _BOLD.fullmatch(inner[1])
        first, behind = inner.span(1)
        return Span(first + 2, behind - 2) if bold else Span(first, behind)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the marks stand."""
        return tuple(Span(*match.span()) for match in re.finditer(f"{_FOUND}+", self.text))

    def without(self, spans: Iterable[Span]) -> Marked:
        """The same with more marks, which may stand inside of others."""
        pieces, at = [], 0
        for start, end in sorted(spans):
            pieces += [self.text[at:start], _FOUND * (end - max(at, start))]
            at = max(at, end)
        return Marked("".join(pieces) + self.text[at:])


def marks_in(text: str, references: Iterable[str]) -> Marked:
    """The text with its marks found; `references` are the names of links that the text defines elsewhere."""
    text = _CODE.sub(lambda match: _found(match) if is_code(match[2]) else match.group(), text)
    for mark in _WHOLE:
        text = mark.sub(_found, text)
    text = _LINK.sub(_only_text, text)
    known = {name.upper() for name in references}
    if known:
        text = _REFERENCE.sub(lambda match: _only_text(match) if _name(match) in known else match.group(), text)
    return Marked(_ESCAPE.sub(_FOUND, text))


def is_code(text: str) -> bool:
    """Whether what is set as code is code, and no formula in words.

    >>> is_code("count(5)"), is_code("投入总额(600万元)/学生数(40人)")
    (True, False)
    """
    return len(_HAN.findall(text)) < _HAN_SHARE_OF_TEXT * len(text)


def _found(match: re.Match[str]) -> str:
    return _FOUND * len(match.group())


def _only_text(match: re.Match[str]) -> str:
    return _FOUND + match["text"] + _FOUND * (len(match["target"]) + 1)


def _name(match: re.Match[str]) -> str:
    return (match["name"] or match["text"]).upper()
