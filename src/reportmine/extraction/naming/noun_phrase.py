"""A noun phrase among the words of a sentence, and its characters."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import OPENING
from reportmine.model import Word, slotted

BRACKETS_CLOSING = "）)】"
_ROUND = frozenset("（(【" + BRACKETS_CLOSING)


@slotted
class NounPhrase:
    """A noun phrase as `words[start:end]`; `lead` is the verb that opens it, `tail` the words up to the figure."""

    text: str
    start: int
    end: int
    lead: str
    tail: tuple[Word, ...]
    verb: str = ""


def text_of(words: Sequence[Word], start: int, end: int) -> str:
    """The characters of a phrase, without what stands in round brackets, but for 执业（助理）医师."""
    texts = [word.text for word in words[start:end]]
    if _ROUND.isdisjoint(texts):
        return "".join(texts).strip("、的")
    parts, depth = [], 0
    for k, text in enumerate(texts, start):
        if text in ("（", "(", "【"):
            depth += 1
            parts += _inside_word(words, k, start, end)
        elif text in BRACKETS_CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text)
    return "".join(parts).strip("、的")


def _inside_word(words: Sequence[Word], k: int, start: int, end: int) -> list[str]:
    """A bracket of one short word, where the name goes on right behind it."""
    if start < k and k + 3 < end and words[k + 2].text == OPENING[words[k].text] and len(words[k + 1].text) < 3:
        return [word.text for word in words[k : k + 3]] if words[k + 3].tag != "w" else []
    return []
