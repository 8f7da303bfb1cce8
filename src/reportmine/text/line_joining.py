"""Which line ends are the layout's and not the author's.

A line end is *soft* where a sentence runs on behind it: web links set on lines of their own, PDF and
e-mail text broken at a fixed width. Soft line ends are taken out, so that a figure cut in two is one
figure again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.units import UNITS
from reportmine.text.aligned_text import AlignedText

# Marks with which a new paragraph begins, whatever the line before looks like.
_OPENING = pattern(
    r"[\u3000\t]|  |[#>|*+•●■◆▪·-] ?|——|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|第[一二三四五六七八九十百0-9]{1,4}[章节条部]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|```"
)
_CLOSED = pattern(r"[。！？；：!?;:|][”’」』）)》】*_]*$")
_HEADING = pattern(
    r"(?:#|第[一二三四五六七八九十百0-9]{1,4}[章节部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_SPLIT_INSIDE = pattern(r"[，、（“《「『(]$")
_RUNS_ON = pattern(r"[，。；：、”）》」』％%‰!?！？)]")
# 新增就业1⏎2万人: a number cut in two, told from a column of numbers by the words before it.
_NUMBER_BEHIND_WORDS = pattern(r"[\u4e00-\u9fff][0-9][0-9.,]*$")
_CLAUSE_END = pattern(r"[\s。；！？:：]")
_FOUR_CHARACTERS = pattern(r"[\u4e00-\u9fff]{4}")
_REST_OF_NUMBER = pattern(r"[0-9.,]*(?:[万亿千百%‰多余]|[0-9.,][个人名家项场次元亩吨])")
_NARROW = pattern(r"[\x00-\u02ff]+")
_BLANK_LINE = pattern(r"\n[ \t\u3000]*\n")

# A layout is seen in at least two lines in five that reach three quarters of the widest usual line:
# over shared/real and shared/gold/dev wrapped at 36 characters, 0.3–0.5 and 0.7–0.8 all gave the same joins.
_FULL = 0.75
_FULL_SHARE = 0.4
_NARROWEST_LAYOUT = 16
_WIDEST_LAYOUT = 140
_HEADING_LONGEST = 60
# In a narrower layout than this a heading fills its line without running on.
_HEADING_SHORTEST = 40


class LineLayout(NamedTuple):
    """How the lines of a text are set: from which width on one is full, and whether blank lines part its paragraphs.

    `opens` says whether a paragraph begins with the first line, as it does where a text begins.
    """

    full: float
    blocks: bool
    opens: bool = True


def layout_of(texts: Iterable[str]) -> LineLayout:
    r"""The layout of a text whose pieces, of whole lines, are given.

    >>> layout_of(["甲\n\n乙\n\n丙\n\n丁"])
    LineLayout(full=inf, blocks=True, opens=True)
    """
    widths: Counter[int] = Counter()
    blank = ends = 0
    for text in texts:
        widths.update(map(_width, text.split("\n")))
        blank += len(_BLANK_LINE.findall(text))
        ends += text.count("\n")
    # Where blank lines part the paragraphs, a single line end parts none.
    return LineLayout(_full_width(widths), blank >= 3 and blank * 6 >= ends - blank)


def join_lines(aligned: AlignedText, layout: LineLayout | None = None) -> AlignedText:
    r"""Take out the soft line ends, with the spaces around them; a piece of a text has the `layout` of all of it.

    >>> join_lines(AlignedText("全年新增高速铁路、\n农村公路29万\n公里。\n\n二、工作")).text
    '全年新增高速铁路、农村公路29万公里。\n\n二、工作'
    """
    text = aligned.text
    if "\n" not in text:
        return aligned
    lines = text.split("\n")
    widths = [_width(line) for line in lines]
    full, blocks, opening = layout or layout_of([text])
    gone, at = [], 0
    for i, line in enumerate(lines[:-1]):
        end, after = at + len(line), lines[i + 1]
        opens = opening if i == 0 else not lines[i - 1].strip()
        heading = opens and _looks_like_heading(line, after)
        if _is_cut_unit(line.rstrip(), after.lstrip()) or (
            not heading and _is_soft(line, after, widths[i], full, blocks)
        ):
            left = end - (len(line) - len(line.rstrip()))
            gone.append((left, end + 1 + len(after) - len(after.lstrip())))
        at = end + 1
    return aligned.without(gone)


def _is_soft(line: str, after: str, width: int, full: float, blocks: bool) -> bool:
    line = line.rstrip()
    if not line.strip() or not after.strip() or _CLOSED.search(line) or _OPENING.match(after):
        return False
    if _HEADING.match(line.lstrip()) and width < _HEADING_LONGEST and (width < full or full < _HEADING_SHORTEST):
        return False
    if width >= full:
        return True
    if _is_cut_number(line) and _REST_OF_NUMBER.match(after):
        return True
    numbers_meet = line[-1].isdigit() and after[0].isdigit()
    if numbers_meet or line.lstrip()[0] in "|#>!":
        return False
    return blocks or bool(_SPLIT_INSIDE.search(line)) or bool(_RUNS_ON.match(after))


def _is_cut_number(line: str) -> bool:
    # One pattern for all of it would take the square of a long line.
    number = _NUMBER_BEHIND_WORDS.search(line)
    return bool(number and _FOUR_CHARACTERS.search(_CLAUSE_END.split(line[: number.start()])[-1]))


# 1.42万亿⏎元, 94.2⏎万册次: a number with words before it, its unit on the next line.
_NUMBER_AT_END = pattern(r"[\u4e00-\u9fff（：:、，][0-9][0-9.,]*[十百千万亿]*[余多]?$")
# 2.85个百分⏎点, 2.6万公⏎顷: the unit itself cut in two.
_CUT_UNIT = pattern(r"[0-9][十百千万亿]*[余多]?([^\W0-9_]{1,5})$")
_CUT_UNITS = frozenset(
    (unit[:k], unit[k:])
    for unit in UNITS
    if unit[0] >= "\u4e00" and UNITS[unit].dimension not in ("time", "money")
    for k in range(1, len(unit))
)


def _is_cut_unit(line: str, after: str) -> bool:
    """Whether a layout broke the line between a number and its unit, or inside the unit."""
    if _NUMBER_AT_END.search(line):
        unit = UNITS.longest_at(after, len(after) - len(after.lstrip("十百千万亿")))
        return unit is not None and unit[1].dimension != "time" and not unit[1].word
    cut = _CUT_UNIT.search(line)
    if cut is None:
        return False
    begun = cut.group(1)
    rest = next((after[:k] for k in (1, 2, 3, 4) if (begun, after[:k]) in _CUT_UNITS), "")
    another_word = rest in UNITS and UNITS.longest_at(after, 0) is None  # 3人⏎次日
    unit = None if not rest or another_word else UNITS.longest_at(begun + after, 0)
    return unit is not None and unit[0] == begun + rest


_SENTENCE_MARK = pattern(r"[，。；,;、]")


def _looks_like_heading(line: str, after: str) -> bool:
    """A short line without a mark that opens a block and stands over a longer one: a title of the text or of a part."""
    content = line.strip()
    return (
        len(content) >= 4
        and len(content) * 1.2 < len(after.strip())
        and len(content) <= _HEADING_LONGEST
        and not _SENTENCE_MARK.search(content)
        and not _is_cut_number(content)
    )


def _width(line: str) -> int:
    return len(line) + len(_NARROW.sub("", line))


def _full_width(widths: Mapping[int, int]) -> float:
    """The width from which a line counts as full, or infinity where no layout is seen; `widths` are counted."""
    used = sorted(width for width in widths if width)
    count = sum(widths[width] for width in used)
    if count < 3:
        return float("inf")
    usual = _at(used, widths, int(count * 0.9))
    full = usual * _FULL
    if (
        not _NARROWEST_LAYOUT <= usual <= _WIDEST_LAYOUT
        or sum(widths[width] for width in used if width >= full) < count * _FULL_SHARE
    ):
        return float("inf")
    return full


def _at(values: Iterable[int], counts: Mapping[int, int], place: int) -> int:
    """The value at a place, from 0, of all values in order, each as often as it is counted."""
    for value in values:
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)
