"""A sentence as naming sees it: words, and among them the numbers as tokens of their own.

The segmenter never sees a number: its number words are unstable, and differ between engines.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from reportmine.extraction.quantities.units import UNIT_AHEAD
from reportmine.extraction.rejection.rules import ScreenedQuantity
from reportmine.lexicon import cue_words
from reportmine.lexicon.domain_terms import AVERAGES, parted
from reportmine.lexicon.patterns import pattern
from reportmine.model import Quantity, Sentence, Word, slotted
from reportmine.text.segmenter import Segmenter

FIGURE = "#figure"
TIME = "#time"
NAME = "#name"
MARK = "#mark"

# So many words at most stand between the figures of a row.
_LONGEST_BETWEEN = 4
# Between figures of one row, or between things that a list deals them out to.
LIST_MARKS = cue_words.COORDINATORS | {"，", ","}

_TAGS = {"time": TIME, "mark": MARK, "name": NAME}
_PIECE = pattern(r"[\u4e00-\u9fff]+|[Ⅰ-Ⅻ]+(?:[～~—-][Ⅰ-Ⅻ]+)?|[A-Za-z][A-Za-z0-9.+-]*|\s+|[^\u4e00-\u9fffA-Za-z\s]")


@slotted
class Tokens:
    """The words of a sentence in order, and their `texts`; `figures` holds the place of each kept quantity in them.

    `joined` tells of each figure but the last whether it and the next stand in a row: 5%、6%和7%.
    `deals_out` is true where 分别 or its like gives the figures out to the things of a list.
    """

    words: tuple[Word, ...]
    texts: tuple[str, ...]
    figures: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    joined: tuple[bool, ...]
    deals_out: bool


def tokens_of(sentence: Sentence, quantities: Sequence[ScreenedQuantity], segmenter: Segmenter) -> Tokens:
    """Cut a sentence around its quantities (all of them, in order)."""
    words: list[Word] = []
    figures: list[int] = []
    kept: list[Quantity] = []
    at = sentence.span.start
    for screened in quantities:
        quantity, rejection = screened.quantity, screened.rejection
        start, end = quantity.span
        if rejection is not None and _is_footnote_mark(sentence, start, end):
            _cut(sentence, at, start - 1, segmenter, words)
            at = end + 1
            continue
        _cut(sentence, at, _before_unit_ahead(sentence, at, quantity), segmenter, words)
        tag = FIGURE if rejection is None else _TAGS[rejection.label.kind]
        if rejection is None:
            figures.append(len(words))
            kept.append(quantity)
        if tag == TIME:
            end += _period_end(sentence, end)
        words.append(Word(start, sentence.text[start - sentence.span.start : end - sentence.span.start], tag))
        at = end + _closes_sum(sentence, end)
    _cut(sentence, at, sentence.span.end, segmenter, words)
    texts = tuple([word.text for word in words])
    joined = tuple([_in_row(texts[left + 1 : right]) for left, right in itertools.pairwise(figures)])
    deals_out = not cue_words.DISTRIBUTIVES.isdisjoint(texts)
    return Tokens(tuple(words), texts, tuple(figures), tuple(kept), joined, deals_out)


def _in_row(between: Sequence[str]) -> bool:
    """Whether only marks of a list stand between two figures (5%、6%和7%), or each has its verb (下降5%和上升6%)."""
    if not 0 < len(between) <= _LONGEST_BETWEEN:
        return False
    if all(text in LIST_MARKS or text in cue_words.ROW_FILLERS for text in between):
        return True
    opens, *verbs = between
    return opens in cue_words.COORDINATORS and all(
        text in cue_words.RISING or text in cue_words.FALLING for text in verbs
    )


def _before_unit_ahead(sentence: Sentence, at: int, quantity: Quantity) -> int:
    """馆藏总量（万册）36.80: the words before the figure end before the bracket that gives it its unit."""
    start, end = quantity.span
    scaled = quantity.low.adjusted() >= quantity.number_end - start
    if quantity.number_end != end or not (quantity.unit or scaled):
        return start
    ahead = UNIT_AHEAD.search(sentence.text[at - sentence.span.start : start - sentence.span.start])
    return at + ahead.start() if ahead and any(ahead.groups()) else start


def _period_end(sentence: Sentence, end: int) -> int:
    """2023年[底]有会员5人, 2020年[以来]: how many characters behind a time belong to it."""
    at = end - sentence.span.start
    return next((len(word) for word in cue_words.PERIOD_ENDS if sentence.text.startswith(word, at)), 0)


def _closes_sum(sentence: Sentence, end: int) -> bool:
    """贰拾陆万玖仟壹佰元整（¥269100.00）: 整 behind a sum in words says only that no change follows."""
    at = end - sentence.span.start
    return sentence.text[at - 1 : at + 1] in _ROUND_SUMS and sentence.text[at + 1 : at + 2] in _SUM_ENDS


_ROUND_SUMS = frozenset(("元整", "圆整", "角整", "元正", "圆正"))
_SUM_ENDS = frozenset(("（", "(", "，", "。", "；", "、", "）", ")", ",", ""))


def _is_footnote_mark(sentence: Sentence, start: int, end: int) -> bool:
    """预算收入[3]86.5亿元: the mark belongs neither to the name nor to the number."""
    before, behind = start - 1 - sentence.span.start, end - sentence.span.start
    marked = sentence.text[before : before + 1] in _MARK_OPENS and sentence.text[behind : behind + 1] in _MARK_CLOSES
    return marked and before > 0 and sentence.text[before - 1] not in _MARK_CLOSES


_MARK_OPENS = frozenset(("[", "［"))
_MARK_CLOSES = frozenset(("]", "］"))
_WHOLE = cue_words.BRIDGE_WORDS | AVERAGES
_DOUBTFUL = frozenset("xm")  # tags of what is no word of the dictionary, and of numbers


def _parted(word: Word) -> tuple[Word, ...]:
    """Part what a segmenter took for one word: 价格上涨 is a thing and its change, 比省 no word at all."""
    start, text, tag = word.start, word.text, word.tag
    if len(text) > 3 and (text[-2:] in cue_words.RISING or text[-2:] in cue_words.FALLING):
        return Word(start, text[:-2], "n"), Word(start + len(text) - 2, text[-2:], "v")
    if tag == "x" and 1 < len(text) < 4 and text[-1] in cue_words.ENCLITICS and text not in _WHOLE:
        return Word(start, text[:-1], "x"), Word(start + len(text) - 1, text[-1], "v")
    if tag == "x" and "比" in text[1:]:
        at = text.index("比", 1)
        behind = (Word(start + at + 1, text[at + 1 :], "x"),) if text[at + 1 :] else ()
        return Word(start, text[:at], "x"), Word(start + at, "比", "p"), *behind
    if tag == "x" and len(text) > 2 and text[-2:] in cue_words.BRIDGE_WORDS and text[0] >= "\u4e00":
        return Word(start, text[:-2], "x"), Word(start + len(text) - 2, text[-2:], "v")
    if tag == "m" and len(text) == 2 and text[-1] in "多少":
        return Word(start, text[:-1], "n"), Word(start + 1, text[-1], "v")  # 承诺数[多]
    if tag == "x" and len(text) > 1 and text[0] in cue_words.PROCLITICS:
        return Word(start, text[0], "p"), Word(start + 1, text[1:], "x")
    return (word,)


def _cut(sentence: Sentence, start: int, end: int, segmenter: Segmenter, words: list[Word]) -> None:
    if start >= end:
        return
    text = sentence.text[start - sentence.span.start : end - sentence.span.start]
    at = start
    for piece in _PIECE.findall(text):
        first = piece[0]
        if "\u4e00" <= first <= "\u9fff":
            _cut_chinese(piece, at, segmenter, words)
        elif not first.isspace():
            words.append(Word(at, piece, "x" if first.isalpha() or "Ⅰ" <= first <= "Ⅻ" else "w"))
        at += len(piece)


def _cut_chinese(content: str, at: int, segmenter: Segmenter, words: list[Word]) -> None:
    for text, tag in parted(content):
        if tag:
            words.append(Word(at, text, tag))
        else:
            for word in segmenter.cut(text, at):
                if word.tag in _DOUBTFUL or len(word.text) > 3:
                    words.extend(_parted(word))
                else:
                    words.append(word)  # the common case: nothing to part
        at += len(text)
