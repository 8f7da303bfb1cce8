"""Raw text → clean text: the marks of layout, markup, glosses and scripts go, offsets stay true.

The steps are an ordered tuple; each is a name, a reason and a pure function from text to text.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reportmine.lexicon.loader import toml
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.units import UNITS
from reportmine.model import CleanText, Span
from reportmine.text.aligned_text import AlignedText
from reportmine.text.formulas import drop_formulas
from reportmine.text.line_joining import LineLayout, join_lines, layout_of
from reportmine.text.table_masking import MaskedTable, without_tables


class Habits(NamedTuple):
    """What all of a text says of how it is written, which a piece of it cannot tell.

    `glossed` says that it has glosses of readings. `script` is that of a simplified text, or how a traditional one is
    made simplified: by phrases, or character by character where phrases would change its length.
    """

    glossed: bool
    script: Literal["simplified", "by phrases", "by characters"]
    lines: LineLayout


class Step(NamedTuple):
    """One repair: what it is called, why it is made, and the function that makes it.

    Where that asks something of all of the text, `in_piece` makes it in a piece of one whose habits are known.
    """

    name: str
    why: str
    apply: Callable[[AlignedText], AlignedText]
    in_piece: Callable[[AlignedText, Habits], AlignedText] | None = None


def clean(
    raw: str, tables: Sequence[MaskedTable] = (), markup: Sequence[Span] = (), habits: Habits | None = None
) -> CleanText:
    """Make `raw` fit for mining; every character of the result leads back to its raw place.

    The text of `tables` is left out, since their numbers are read by rows and columns, and so is `markup`,
    which a reader knows to be no text. `habits` are those of the text that `raw` is a piece of, None where it is all.

    >>> from reportmine.model import Span
    >>> cleaned = clean("本館舉辦講座１ ２場，參與(yù)者3萬\\u200b人")
    >>> cleaned.text
    '本馆举办讲座12场，参与者3万人'
    >>> start = cleaned.text.index("12场")
    >>> cleaned.to_raw(Span(start, start + 3)).of(cleaned.raw)
    '１ ２場'
    """
    aligned = _without_markup(without_tables(raw, tables), raw, markup)
    for step in STEPS:
        aligned = step.in_piece(aligned, habits) if habits and step.in_piece else step.apply(aligned)
    return CleanText(raw, aligned.text, aligned.offsets)


# The raw text of a piece, and the tables in it.
Pieces = Callable[[], Iterable[tuple[str, Sequence[MaskedTable]]]]


def habits_of(pieces: Pieces) -> Habits:
    r"""The habits of a text that is given in pieces of whole lines, from the beginning whenever it is asked for.

    >>> habits_of(lambda: [("擔(dān)當\n", ()), ("作為\n", ())])[:2]
    (True, 'by phrases')
    """
    habits = _habits(pieces, glossed=False)
    return _habits(pieces, glossed=True) if habits.glossed else habits


def _habits(pieces: Pieces, *, glossed: bool) -> Habits:
    toned = traditional = changed = False

    def before_joining() -> Iterator[str]:
        nonlocal toned, traditional, changed
        for raw, tables in pieces():
            aligned = without_tables(raw, tables)
            for step in _BEFORE_GLOSSES:
                aligned = step(aligned)
            toned = toned or _TONED_GLOSS.search(aligned.text) is not None
            aligned = aligned.without_matches(_GLOSS) if glossed else aligned
            if _TRADITIONAL.search(aligned.text):
                traditional = True
                changed = changed or len(_simplified(aligned.text)) != len(aligned.text)
            yield _drop_page_marks(aligned).text

    lines = layout_of(before_joining())
    script: Literal["by phrases", "by characters"] = "by characters" if changed else "by phrases"
    return Habits(toned, script if traditional else "simplified", lines)


def _without_markup(aligned: AlignedText, raw: str, markup: Sequence[Span]) -> AlignedText:
    """The text without these stretches of the raw text; what stands for a character of it is kept."""
    if not markup or aligned.offsets is None:
        return aligned.without(markup)
    offsets = aligned.offsets
    places = (range(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in markup)
    return aligned.without((at, at + 1) for place in places for at in place if aligned.text[at] == raw[offsets[at]])


_FULL_WIDTH = {chr(ord("０") + i): chr(ord("0") + i) for i in range(10)}
_FULL_WIDTH |= {chr(ord("Ａ") + i): chr(ord("A") + i) for i in range(26)}
_FULL_WIDTH |= {chr(ord("ａ") + i): chr(ord("a") + i) for i in range(26)}
_FULL_WIDTH |= dict(zip("％＋－．／＄﹪﹣", "%+-./$%-", strict=True))
_FULL_WIDTH |= dict.fromkeys("\xa0\u2007\u202f\u2009", " ")
_WIDE = pattern(f"[{re.escape(''.join(_FULL_WIDTH))}]")
_WIDE_SEPARATOR = pattern(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# 1，234.5万元, 1，350，000株: groups of three with a unit behind; no row (分别为5，120人), no rooms (101，102室).
_WIDE_GROUPS = pattern(
    r"(?<![0-9.,，、第表图±－-])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?![0-9，、])(?=(?:\.[0-9]+)?[ ]?[\u4e00-\u9fff%‰])"
    r"(?!(?:\.[0-9]+)?[ ]?[号室楼路弄栋幢和及与至])"
)
_IN_A_ROW = pattern(r"(?:分别|依次|第)[^。；！？\n]{0,30}$")


# 转发50w+: 万, as new media write it.
_MYRIAD_LETTER = pattern(r"(?<=[0-9])w(?![A-Za-z0-9])")


def _fold_width(aligned: AlignedText) -> AlignedText:
    if aligned.text.isascii():
        return aligned
    text = _WIDE_SEPARATOR.sub(",", aligned.text) if "，" in aligned.text else aligned.text
    text = _WIDE_GROUPS.sub(_as_one_number, text) if "，" in text else text
    # Most characters of a report are none of these: looking for them is faster than str.translate.
    text = _WIDE.sub(lambda match: _FULL_WIDTH[match.group()], text)
    return aligned.replaced(_MYRIAD_LETTER.sub("万", text) if "w" in text else text)


def _as_one_number(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 40) : match.start()]
    return match.group() if _IN_A_ROW.search(before) else match.group().replace("，", ",")


_CARRIAGE_RETURN = pattern(r"\r(?=\n)")
_LITERAL_ESCAPES = pattern(r"(?:\\r)?\\n(?=\s*<)")
# A line that holds only zero-width characters is the trace of a link, not a blank line.
_EMPTY_LINK_LINE = pattern(r"\n[ \t]*[\u200b\u2060\ufeff]+[ \t]*(?=\n)")
_ZERO_WIDTH = pattern(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_SPACE_ENTITY = pattern(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)


def _drop_invisible(aligned: AlignedText) -> AlignedText:
    if "\r" in aligned.text:
        aligned = aligned.without_matches(_CARRIAGE_RETURN)
        aligned = aligned.replaced(aligned.text.replace("\r", "\n"))
    if "&" in aligned.text:
        aligned = aligned.without_matches(_SPACE_ENTITY)
    return aligned.without_matches(_EMPTY_LINK_LINE).without_matches(_ZERO_WIDTH)


_BLOCK_TAG = pattern(r"<(?=(?:/?(?:p|div|br|tr|table|li|ul|h[1-6])|td|th)\b)", re.IGNORECASE)
_TAG = pattern(r"<!--.*?-->|</?[A-Za-z][^<>\n]{0,400}>", re.DOTALL)
_MARKDOWN = pattern(
    r"!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)|\]\([^)\s]{0,2000}\)|\[(?=[^\]\n]{0,300}\]\()|\*\*|\\\[\d+\\\]|\[\^[^\]\[\n]{1,60}\]:?"
)
_BLOCK_START = "\ue000"
_REST_OF_TAG = pattern(rf"{_BLOCK_START}(/?[A-Za-z][^<>\n]{{0,400}}>)")


def _drop_markup(aligned: AlignedText) -> AlignedText:
    if "<" in aligned.text:
        # The "<" of a block tag is kept as a line end, so that paragraphs stay apart.
        aligned = aligned.without_matches(_LITERAL_ESCAPES) if "\\n" in aligned.text else aligned
        aligned = aligned.replaced(_BLOCK_TAG.sub(_BLOCK_START, aligned.text))
        aligned = aligned.without(match.span(1) for match in _REST_OF_TAG.finditer(aligned.text))
        aligned = aligned.replaced(aligned.text.replace(_BLOCK_START, "\n")).without_matches(_TAG)
    if "](" in aligned.text or "**" in aligned.text or "[^" in aligned.text or "\\[" in aligned.text:
        aligned = aligned.without_matches(_MARKDOWN)
    return aligned


_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONED_GLOSS = pattern(rf"(?<=\p{{Han}})[(（][a-zü]{{0,5}}[{_TONED}][a-zü{_TONED} ]{{0,20}}[)）]")
_GLOSS = pattern(rf"(?<=\p{{Han}})[(（](?:[a-zü{_TONED}]{{1,6}} ?){{1,4}}[)）]")


def _drop_glosses(aligned: AlignedText) -> AlignedText:
    # A gloss of the neutral tone, 們(men), looks like any bracket; toned ones nearby tell what it is.
    return aligned.without_matches(_GLOSS) if _TONED_GLOSS.search(aligned.text) else aligned


def _drop_glosses_in_piece(aligned: AlignedText, habits: Habits) -> AlignedText:
    return aligned.without_matches(_GLOSS) if habits.glossed else aligned


_TRADITIONAL = pattern(f"[{''.join(toml('readers/traditional.toml')['traditional']['characters'].split())}]")


@functools.cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


_SURROGATE = pattern("([\ud800-\udfff]+)")


def _simplify(aligned: AlignedText) -> AlignedText:
    if not _TRADITIONAL.search(aligned.text):
        return aligned
    text = _simplified(aligned.text)
    return aligned.replaced(text if len(text) == len(aligned.text) else _simplified_by_characters(aligned.text))


def _simplify_in_piece(aligned: AlignedText, habits: Habits) -> AlignedText:
    if habits.script == "simplified":
        return aligned
    by_phrases = habits.script == "by phrases"
    return aligned.replaced((_simplified if by_phrases else _simplified_by_characters)(aligned.text))


def _simplified(text: str) -> str:
    convert = _converter()
    # A lone surrogate is no character that OpenCC could convert: it stays where it is.
    return "".join(part if _SURROGATE.match(part) else convert(part) for part in _SURROGATE.split(text) if part)


def _simplified_by_characters(text: str) -> str:
    convert = _converter()
    return "".join(
        simple if not _SURROGATE.match(char) and len(simple := convert(char)) == 1 else char for char in text
    )


# The dash comes before the look behind it, so that the search skips to dashes.
_PAGE_NUMBER = pattern(r"[—–―-](?<![\d—].)[ \t]*\d{1,4}[ \t]*[—–―-](?![\d—])(?:[ \t]*\n)?[ \t]*")
_DASH = pattern(r"[—–―]|- ")


def _drop_page_marks(aligned: AlignedText) -> AlignedText:
    numbers = list(_PAGE_NUMBER.finditer(aligned.text))
    if not numbers or not _DASH.search(aligned.text):
        return aligned
    return aligned.without(_without_line_end(aligned.text, span) for span in _page_marks(aligned.text, numbers))


def _page_marks(text: str, numbers: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Page numbers with the blanks before them, over one line end at most."""
    floor = 0
    for number in numbers:
        start = _blanks_before(text, number.start(), floor)
        if start > floor and text[start - 1] == "\n":
            start = _blanks_before(text, start - 1, floor)
        floor = number.end()
        yield start, floor


def _blanks_before(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1] in " \t":
        at -= 1
    return at


def _without_line_end(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Behind a finished sentence the line end after the mark stays."""
    start, end = span
    finished = text[max(0, start - 1) : start] in ("。", "！", "？", "；", "：") or "\n" not in text[start:end]
    line_end = text.rfind("\n", start, end)
    return (start, line_end) if finished and line_end > start else span


# Digits set apart one by one; followed by a unit, or holding a point, they are one number.
_DIGIT_RUN = pattern(r"(?<![0-9])[0-9](?:[ \u3000][0-9.])++(?![0-9])")
_UNIT_AHEAD = pattern(r"[ \u3000]?[,\p{Han}%‰℃]")
# 67.8 dB(A), 12.5 km: a unit in Latin letters; there are hundreds of them, and few texts hold one.
_LATIN_UNIT = any_of(unit for unit in UNITS if len(unit) > 1 and unit[0].isascii() and unit[0].isalpha())
_BEFORE_LATIN_UNIT = pattern(rf" (?<=[0-9] )(?={_LATIN_UNIT}(?![A-Za-z0-9]))")
_BEFORE_LATIN = pattern("[0-9] [A-Za-z]")
# The blank comes before the look behind it, so that the search skips to blanks.
_GAPS = (
    # 576 .88万元
    pattern(r" (?<=[0-9] )(?=\.[0-9])"),
    # 1 100.9, 12 345人: groups of three with a fraction or a unit behind them
    pattern(r"(?<=(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})*) (?=[0-9]{3}(?: [0-9]{3})*(?:\.[0-9]| ?[\p{Han}%]))"),
    # 34亿 元, 11 位, 一百五十    个百分点
    pattern(r"(?<=[0-9%‰])[ \u3000]{1,4}(?=[\p{Han}%‰℃+])|(?<=\p{Han}) {1,4}(?=[0-9])"),
    _BEFORE_LATIN_UNIT,
    # 20 — 30人
    pattern(r" (?:(?<=[0-9%] )(?=[-—–~～][ ]?[0-9])|(?:(?<=[0-9%][-—–~～] )|(?<=[0-9%] [-—–~～] ))(?=[0-9]))"),
    # 规模以上 工业
    pattern(r"(?<=[\p{Han}，、。；：”）]) {1,4}(?=[\p{Han}“（《])"),
)
_COLUMNS = pattern(r"\t|[^ \n]  +[^ \n]+  +[^ \n]")


def _close_gaps(aligned: AlignedText) -> AlignedText:
    if " " not in aligned.text and "\u3000" not in aligned.text:
        return aligned
    spans = sorted(
        (at, at + 1)
        for match in _DIGIT_RUN.finditer(aligned.text)
        if "." in match.group() or _UNIT_AHEAD.match(aligned.text, match.end())
        for at in range(match.start(), match.end())
        if aligned.text[at] in " \u3000"
    )
    aligned = aligned.without(spans)
    for gap in _GAPS:
        if gap is _BEFORE_LATIN_UNIT and not _BEFORE_LATIN.search(aligned.text):
            continue
        gaps = [match.span() for match in gap.finditer(aligned.text)]
        table = _table_lines(aligned.text) if gaps else []
        aligned = aligned.without(span for span in gaps if not _inside(span[0], table))
    return aligned


def _table_lines(text: str) -> list[tuple[int, int]]:
    """Lines set in columns: their gaps part cells."""
    spans, at = [], 0
    if "\t" in text or "  " in text:
        for line in text.split("\n"):
            if ("\t" in line or "  " in line) and _COLUMNS.search(line):
                spans.append((at, at + len(line)))
            at += len(line) + 1
    return spans


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


STEPS: tuple[Step, ...] = (
    Step("fold width", "１２％ and 12% are the same figure; Chinese punctuation stays", _fold_width),
    Step("drop invisible", "zero-width characters stand inside numbers copied from the web", _drop_invisible),
    Step("drop formulas", "numbers in formulas measure nothing; $30.9\\%$ is a number set as one", drop_formulas),
    Step("drop markup", "numbers in tags, picture and link addresses are no figures", _drop_markup),
    Step("drop glosses", "擔(dān)當: the reading of a character is not text", _drop_glosses, _drop_glosses_in_piece),
    Step("simplify", "one lexicon serves both scripts", _simplify, _simplify_in_piece),
    Step("drop page marks", "— 3 — stands in the middle of a sentence of a PDF", _drop_page_marks),
    Step(
        "join lines",
        "a layout breaks lines inside sentences and numbers",
        join_lines,
        lambda aligned, habits: join_lines(aligned, habits.lines),
    ),
    Step("close gaps", "1 9 9 7 年 and 34亿 元 are one number, one word", _close_gaps),
)

_BEFORE_GLOSSES = tuple(step.apply for step in itertools.takewhile(lambda step: step.name != "drop glosses", STEPS))
