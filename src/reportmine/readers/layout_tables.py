"""Tables that are none: a frame around prose, a form whose boxes are filled with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"[。！？；]")

# A cell with so many ends of sentences is prose, and so is a table with this share of its characters in such
# cells. Of the 324 tables of an annual report (shared/real/ankao-2019.html) one has more, 0.8: a form with four
# boxes of prose. Eight tables that do hold data besides their remarks have 0.2 to 0.6.
SENTENCES = 2
PROSE_SHARE = 0.7


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
    prose = sum(len(cell) for cell in filled if len(_SENTENCE_END.findall(cell)) >= SENTENCES)
    return prose >= PROSE_SHARE * sum(map(len, filled))
