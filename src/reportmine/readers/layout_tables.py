"""Tables in Word, PDF and web pages that only set out prose: a frame around it, a form with boxes full of it."""

from __future__ import annotations

from collections.abc import Iterable

from reportmine.lexicon.patterns import pattern

_SENTENCE_END = pattern(r"[。！？；]")

# A cell with so many ends of sentences is prose, and so is a table with this share of its characters in such
# cells. Of the 324 tables of an annual report (shared/real/ankao-2019.html) one has more, 0.8: a form with four
# boxes of prose. Eight tables that do hold data besides their remarks have 0.2 to 0.6.
_FEWEST_SENTENCES = 2
_PROSE_SHARE = 0.7


def is_layout(cells: Iterable[str]) -> bool:
    """Whether a table with these cells only sets out prose, which is then read as paragraphs.

    >>> is_layout(["全年举办培训20场。参加者1200人。"]), is_layout(["指标", "2023年", "培训", "20"])
    (True, False)
    >>> is_layout(["工作总结", "全年举办培训20场。参加者1200人，其中新人380人。"])
    True
    """
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) <= 1:
        return True
    prose = sum(len(cell) for cell in filled if is_running_text(len(_SENTENCE_END.findall(cell))))
    return is_mostly_prose(prose, sum(map(len, filled)))


def is_running_text(sentences: int) -> bool:
    """Whether a cell with so many ends of sentences is prose."""
    return sentences >= _FEWEST_SENTENCES


def is_mostly_prose(prose: int, characters: int) -> bool:
    """Whether a table with so many of its characters in cells of prose only sets them out."""
    return prose >= _PROSE_SHARE * characters
