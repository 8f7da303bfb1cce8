"""The characters of numerals (quantities/numerals.toml): digits, powers of ten, words inside numbers."""

from __future__ import annotations

from reportmine.lexicon.loader import toml

_TABLE = toml("quantities/numerals.toml")

DIGITS: dict[str, int] = _TABLE["digits"]
TENS: dict[str, int] = _TABLE["tens"]
MYRIADS: dict[str, int] = _TABLE["myriads"]
TWENTIES: dict[str, int] = _TABLE["twenties"]
SHY: str = _TABLE["shy"]["characters"]
SHY_ALONE: str = _TABLE["shy"]["alone"]
FINANCIAL_BEFORE: str = _TABLE["financial"]["before"]
FINANCIAL_BEHIND: str = _TABLE["financial"]["behind"]
FINANCIAL_SUMS: str = _TABLE["financial"]["sums"]
NO_THREE: str = _TABLE["financial"]["no_three"]
NOT_NEGATIVE: tuple[str, ...] = tuple(_TABLE["sign"]["no_minus"].split())
INSIDE: dict[str, str] = _TABLE["inside"]
# Behind each of them: the characters with which it is another word, and the end of the text.
NOT_INSIDE: dict[str, frozenset[str]] = {word: frozenset((*chars, "")) for word, chars in _TABLE["not_inside"].items()}
HALF_IN_WORDS = frozenset(_TABLE["half"]["behind"])
NO_HALF_BEFORE = frozenset(_TABLE["half"]["before"])
SHARES_BEFORE_HALF: tuple[str, ...] = tuple(_TABLE["half"]["shares"].split())
ADVERBS_BEFORE_HALF: tuple[str, ...] = tuple(_TABLE["half"]["adverbs"].split())
