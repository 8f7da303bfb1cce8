"""Formulas of TeX in a text: a formula goes, a plain number that is only set as one stays as a number."""

from __future__ import annotations

import re

from reportmine.lexicon.patterns import pattern
from reportmine.text.aligned_text import AlignedText

# The longest formula that is looked for; without an end within it a $ is money.
_DISPLAYED = pattern(
    r"\$\$(?=[^$]{0,4000}?[\\=^_])[^$]{1,4000}\$\$"
    r"|\\\[(?!\d+\\\])(?:(?!\\\]).){1,4000}\\\]"
    r"|\\begin\{(equation|align|gather|multline|eqnarray)(\*?)\}(?:(?!\\end).){1,4000}\\end\{\1\2\}",
    re.DOTALL,
)
_INLINE = pattern(r"(?<![\\$A-Za-z])\$([^$\n]{1,300}?)(?<!\\)\$(?![0-9$])|\\\(([^\n]{1,300}?)\\\)")
# $30 . 9 \%$, $2 \% - 1 0 \%$, $141$: a number, set digit by digit as some converters do.
_NUMBER = pattern(r"\s*[-+]?[0-9][0-9 .,]*(?:\\?%)?(?:\s*[-–—~～]\s*[0-9][0-9 .,]*(?:\\?%)?)?\s*")
_COMMANDS = pattern(r"\\[A-Za-z]|[=^_{}]")
_NO_NUMBER = pattern(r"[ \\$]|\\[()]")
_ESCAPED_PERCENT = pattern(r"(?<=[0-9 ])\\(?=%)")


def drop_formulas(aligned: AlignedText) -> AlignedText:
    r"""Take formulas out, and the marks of TeX around numbers.

    >>> drop_formulas(AlignedText(r"使用率为 $30 . 9 \%$ ，$P = \frac{a}{b}$")).text
    '使用率为 30.9% ，'
    >>> drop_formulas(AlignedText("单价$30，运费$5。")).text
    '单价$30，运费$5。'
    """
    if "$" in aligned.text or "\\" in aligned.text:
        aligned = aligned.without_matches(_DISPLAYED)
        gone = [span for match in _INLINE.finditer(aligned.text) for span in _gone(match)]
        aligned = aligned.without(gone).without_matches(_ESCAPED_PERCENT)
    return aligned


def _gone(match: re.Match[str]) -> list[tuple[int, int]]:
    """What goes of one inline formula: all of it, or around a number the marks and blanks."""
    start, end = match.span()
    content = match.group(1) or match.group(2)
    if _NUMBER.fullmatch(content):
        return [(start + m.start(), start + m.end()) for m in _NO_NUMBER.finditer(match.group())]
    return [(start, end)] if _COMMANDS.search(content) else []
