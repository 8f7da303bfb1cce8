"""The cells of a table: the clean text of each, its numbers, and whether it is a number, a time or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.extraction.tables.headers.times import is_time
from reportmine.extraction.tables.headers.units import TableUnit, unit_of
from reportmine.lexicon.header_words import alternation, header_words
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.numerals import DIGITS, MYRIADS, TENS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import is_unit_line
from reportmine.model import CleanText, Direction, Quantity, Span
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import Step, clean

Kind = Literal["blank", "gap", "number", "time", "text"]


class Figure(NamedTuple):
    """The number that a cell is: `quantity` has its sign and spans the sign too; `direction` is what an arrow or a
    word beside it says; `unit` is one in brackets after it; the other numbers of the cell are `marks` of notes;
    `score` is what a number like 8/10 means below 得分."""

    quantity: Quantity
    direction: Direction | None = None
    unit: TableUnit | None = None
    marks: tuple[Quantity, ...] = ()
    score: Quantity | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: where it stands in the raw text, its clean text, and the quantities in that (their spans count in it).

    `lexicon` is the one that it was read by, and by which it is read as a header.
    """

    span: Span
    clean: CleanText
    lexicon: Lexicon
    kind: Kind
    quantities: tuple[Quantity, ...] = ()
    figure: Figure | None = None

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there: blank, or a dash in the place of a number."""
        return self.kind in ("blank", "gap")

    def to_raw(self, span: Span) -> Span:
        """Lead a span of the cell's clean text back to the raw text of the report."""
        inside = self.clean.to_raw(span)
        return Span(self.span.start + inside.start, self.span.start + inside.end)


def cell_at(raw: str, span: Span, lexicon: Lexicon) -> TableCell:
    """The cell that stands at `span` of the raw text.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> for text in ("66,6 70,0 00. 00", "（3.2）", "12.5亿元①", "2019 年", "--", "固定资产 投资"):
    ...     cell = cell_at(text, Span(0, len(text)), PRODUCT)
    ...     print(cell.kind, cell.figure.quantity.low if cell.figure else cell.text)
    number 66670000.00
    number -3.2
    number 1250000000
    time 2019年
    gap --
    text 固定资产投资
    """
    cleaned = _cleaned(span.of(raw))
    text = cleaned.text
    if not text:
        return TableCell(span, cleaned, lexicon, "blank")
    if _GAP.fullmatch(text):
        return TableCell(span, cleaned, lexicon, "gap")
    quantities = tuple(
        quantity for quantity in parse_quantities(text, lexicon) if not _POWER_ALONE.fullmatch(quantity.span.of(text))
    )
    if not quantities:
        return TableCell(span, cleaned, lexicon, "time" if is_time(text) else "text")
    if is_time(text):
        return TableCell(span, cleaned, lexicon, "time", quantities)
    figure = _score(text) or _figure(text, quantities, lexicon) or _range(text, quantities)
    return TableCell(span, cleaned, lexicon, "number" if figure else "text", quantities, figure)


# ----------------------------------------------------------------------------------------- cleaning

# Most cells are such; no step changes anything in them.
_PLAIN_NUMBER = pattern(r"[0-9]+(?:\.[0-9]+)?")
_EDGES = pattern(r"^\s+|\s+$")
_LINE_END = pattern(r"\s*\n\s*")
_WORD_GAP = pattern(r"(?<=[^\x00-\x7f])[ \u3000]+|[ \u3000]+(?=[^\x00-\x7f])")
_WELL_FORMED_NUMBER = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_SPLIT_NUMBER = pattern(r"(?P<sign>[-−+(（]?)(?P<digits>[0-9][0-9,. ]*[0-9])(?P<suffix> ?[%‰]?[)）]?)")


def _cleaned(raw: str) -> CleanText:
    if _PLAIN_NUMBER.fullmatch(raw):
        return CleanText(raw, raw)
    cleaned = clean(raw)
    draft = AlignedText(cleaned.text, cleaned.offsets)
    for step in CELL_STEPS:
        draft = step.apply(draft)
    return CleanText(raw, draft.text, draft.offsets)


def _one_line(draft: AlignedText) -> AlignedText:
    draft = draft.without_matches(_EDGES)
    if "\n" not in draft.text and "\t" not in draft.text:
        return draft
    draft = draft.replaced(draft.text.replace("\t", " "))
    return draft.replaced(_LINE_END.sub(lambda found: " " * len(found.group()), draft.text))


def _join_number(draft: AlignedText) -> AlignedText:
    """66,6 70,0 00.0 0 is one number cut up by a narrow column; 10 50 are two, one below the other."""
    if " " not in draft.text:
        return draft
    split = _SPLIT_NUMBER.fullmatch(draft.text)
    if split is None or not _is_one_number(split["digits"]):
        return draft
    return draft.without((at, at + 1) for at, char in enumerate(draft.text) if char == " ")


def _is_one_number(digits: str) -> bool:
    joined, pieces = digits.replace(" ", ""), digits.split()
    if not _WELL_FORMED_NUMBER.fullmatch(joined):
        return False
    if any(not _WELL_FORMED_NUMBER.fullmatch(piece) for piece in pieces):
        return True
    decimals = joined.partition(".")[2]
    is_cut_after_point = len(decimals) == 2 and "." not in pieces[-1]
    is_cut_by_thousands = decimals and all(len(piece.partition(".")[0]) == 3 for piece in pieces[1:])
    return bool(is_cut_after_point or is_cut_by_thousands or len(pieces) == 1)


def _close_words(draft: AlignedText) -> AlignedText:
    return draft.without_matches(_WORD_GAP)


CELL_STEPS: tuple[Step, ...] = (
    Step("one line", "a cell broken over lines is one text", _one_line),
    Step("join number", "66,6 70,0 00.0 0: a narrow column cuts a number up", _join_number),
    Step("close words", "粮 食, 归属于母公司 股东: spaces that only set a header out", _close_words),
)

# ------------------------------------------------------------------------------- what a cell holds

# No letter, digit or sign of a unit: dashes, dots, slashes in the place of a number.
_GAP = pattern(rf"[^\w%‰℃°￥$€]+|{alternation('gap')}|\\N")
# （万吨）, 亿元: the power of ten is the unit's.
_POWER_ALONE = pattern(rf"[{''.join(MYRIADS)}{''.join(TENS)}]+[^0-9{''.join(DIGITS)}]*")
_RISING, _FALLEN = header_words("rising"), header_words("fallen")
_LEADING_MARK = f"{alternation('number_before', 'rising', 'fallen')}|[①-⑳*#※<>≥≤＜＞≦≧~～≈=+]|[-−–—]|[(（]"
_BEFORE_NUMBER = pattern(rf"(?:(?:{_LEADING_MARK})\s*)*")
_NOTE_MARK = r"[①-⑳*※#]|[\[【(（〔]注?[ :：]?[0-9]{1,2}[\]】)）〕]"
_AFTER_NUMBER = pattern(
    rf"(?:\s*(?:{_NOTE_MARK}|[↑↓⬆⬇▼]|{alternation('number_after')}|[)）]|[(（](?P<bracket>[^()（）0-9]{{1,12}})[)）]))*\s*"
)
_MINUS = ("-", "−", "–", "—")


def _figure(text: str, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> Figure | None:
    """The number that the cell is, if all else in it are signs, bounds and marks of notes."""
    first = quantities[0]
    left, right = text[: first.span.start], text[first.span.end :]
    after = _AFTER_NUMBER.fullmatch(right)
    if not _BEFORE_NUMBER.fullmatch(left) or after is None:
        return None
    opened = left.endswith(("(", "（"))
    if left.rstrip().endswith(_MINUS) and left[-1].isspace():
        return None  # a dash above a number, in a row whose cells hold two lines
    if opened != _closes(right) or left.count("(") + left.count("（") > opened:
        return None
    unit = unit_of(after["bracket"], lexicon) if after["bracket"] else None
    if unit and first.unit:
        if not _has_unit_of_bracket(text, first, after["bracket"], lexicon):
            return None  # 2023年（万元）: a header
        unit = None
    return Figure(_signed(text, first, left, opened), _direction(left + right), unit, quantities[1:])


def _has_unit_of_bracket(text: str, quantity: Quantity, bracket: str, lexicon: Lexicon) -> bool:
    """12（单位：万元）: whether a number that has no unit itself was already given the one in brackets after it."""
    return is_unit_line(bracket) and not parse_quantities(quantity.span.of(text), lexicon)[0].unit


_PLAIN_RANGE = pattern(r"[0-9]{1,6}(?:\.[0-9]+)?[-—–~～至]{1,2}[0-9]{1,6}(?:\.[0-9]+)?")


def _range(text: str, quantities: tuple[Quantity, ...]) -> Figure | None:
    """10-15 alone in a cell is a range: there is no room for a date or a telephone number of so few digits."""
    if len(quantities) != 2 or not _PLAIN_RANGE.fullmatch(text) or text.startswith("0"):
        return None
    low, high = quantities[0].low, abs(quantities[1].low)
    if low >= high:
        return None
    return Figure(quantities[0]._replace(span=Span(0, len(text)), high=high, qualifier="range"))


_SCORE = pattern(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)[/／]([0-9]{1,3}(?:\.[0-9]{1,2})?)分?")


def _score(text: str) -> Figure | None:
    """3.0/12 is 3.0 of 12; of whole numbers only the header tells whether 8/10 is 8 points or a fraction."""
    match = _SCORE.fullmatch(text)
    if match is None or Decimal(match[1]) > Decimal(match[2]) or not Decimal(match[2]):
        return None
    points = Quantity(Span(0, len(text)), Decimal(match[1]))
    fraction = points._replace(low=points.low / Decimal(match[2]), form="fraction")
    return Figure(points if "." in text else fraction, score=points)


def _closes(right: str) -> bool:
    """Whether a bracket that was opened before the number is closed right behind it."""
    opening = sum(right.count(mark) for mark in "(（")
    return sum(right.count(mark) for mark in ")）") > opening


def _signed(text: str, quantity: Quantity, left: str, opened: bool) -> Quantity:
    """(3.2) and —3.2 are negative, and the sign belongs to the number's characters."""
    start, end = quantity.span
    if opened:
        closing = min(at for at in (text.find(mark, end) for mark in ")）") if at >= 0)
        low, high = -quantity.low, None if quantity.high is None else -quantity.high
        return quantity._replace(span=Span(start - 1, closing + 1), low=low, high=high)
    if left.endswith(_MINUS) and quantity.low >= 0 and quantity.high is None:
        return quantity._replace(span=Span(start - 1, end), low=-quantity.low)
    return quantity


def _direction(beside: str) -> Direction | None:
    if any(word in beside for word in _FALLEN):
        return "down"
    return "up" if any(word in beside for word in _RISING) else None


_WIDE_WORD = pattern(r"[\u4e00-\u9fff]")
_SENTENCE = pattern(r"[。；！？;]|[\u4e00-\u9fff][，,][\u4e00-\u9fff]")
# Over the tables of shared/real every cell of text with numbers that was longer than this held a sentence.
_LONGEST_LABEL = 30
_FEWEST_WORDS = 4


def reads_as_prose(cell: TableCell) -> bool:
    """Whether a cell of words is a sentence or several.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> reads_as_prose(cell_at("已建成公园3个，完成投资2亿元", Span(0, 15), PRODUCT))
    True
    """
    return cell.kind == "text" and (bool(_SENTENCE.search(cell.text)) or _width(cell) > _LONGEST_LABEL)


def tells_figures(cell: TableCell) -> bool:
    """Whether a cell of words that is neither header nor name has something to mine: 完成投资2亿元."""
    return cell.kind == "text" and bool(cell.quantities) and _width(cell) >= _FEWEST_WORDS


def _width(cell: TableCell) -> int:
    return len(_WIDE_WORD.findall(cell.text))


def is_year(cell: TableCell) -> bool:
    """Whether a bare number may be a year: 2019 in a header.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [is_year(cell_at(text, Span(0, len(text)), PRODUCT)) for text in ("2019", "2,019")]
    [True, False]
    """
    return cell.kind == "number" and len(cell.text) == 4 and bool(re.fullmatch("(?:19|20)[0-9]{2}", cell.text))
