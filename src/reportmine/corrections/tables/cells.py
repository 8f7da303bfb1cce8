"""A cell of a table and what stood there before → what it says now, the same where a spreadsheet only showed it anew.

Spreadsheets change cells that nobody touched: numbers become binary fractions, long ones are shortened, 2015-06 is a
date, text gets an apostrophe. None of that is a correction.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from typing import NamedTuple

from reportmine.corrections.file import MAY_BE_EMPTY, quoted
from reportmine.corrections.values import NUMBERS
from reportmine.errors import CorrectionsError
from reportmine.messages.message import Message
from reportmine.model.digits import plain
from reportmine.model.schema import CHOICES, Cell, Kind, by_name
from reportmine.model.spreadsheets import held, unguarded


class Percent(NamedTuple):
    """A number that its cell shows as a percentage: 0.052 for 5.2%."""

    number: float


class Unusable(NamedTuple):
    """A cell that says nothing that can be taken over, and why."""

    why: Message


TableCell = str | int | float | bool | Percent | Unusable | None


def meaning(name: str, cell: TableCell, was: str | None, unit: str = "") -> str | None:
    """What a cell of the field `name` says, `was` itself where that still stands there; `unit` tells percentages.

    Raises CorrectionsError, without a place, for what cannot be understood; whether a text is fit for its field is
    told by `file.reason_of`.

    >>> meaning("value", 1186.4, "1186.4"), meaning("value", "１，２００", "5")
    ('1186.4', '1200')
    >>> meaning("value", Percent(0.052), "4", "%")
    '5.2'
    >>> meaning("topic", "经济", "people"), meaning("topic", "人员", "people")
    ('economy', 'people')
    >>> meaning("metric", "'-1", "培训"), meaning("scope", "", "全市"), meaning("period", 2024, "2023")
    ('-1', None, '2024')
    """
    if cell == was:
        return was
    if isinstance(cell, Unusable):
        raise CorrectionsError(cell.why)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return was if not (was or "").strip() else "" if name in MAY_BE_EMPTY else None
    if name in NUMBERS:
        return _number(cell, was, unit)
    said = _shown(cell)
    return was if was is not None and _stands_there(name, said, was) else _text(name, said)


def whole_number(cell: TableCell) -> int | None:
    """The whole number of a cell, None where it holds none.

    >>> whole_number(12.0), whole_number("1,200"), whole_number("12.5"), whole_number(None)
    (12, 1200, None, None)
    """
    if type(cell) is int:
        return cell
    try:
        number = Decimal(_digits(_shown(cell))) if cell is not None and not isinstance(cell, bool) else None
    except (ArithmeticError, CorrectionsError):
        return None
    if number is None or not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return None
    return int(number) if number == number.to_integral_value() else None


_MOST_DIGITS = 18  # of an offset, and no power of ten that would take for ever


def alike(cell: TableCell, text: str | None) -> bool:
    r"""Whether a cell holds this text, as a spreadsheet may have changed it.

    >>> alike("'+5个", "+5个"), alike(7, "007"), alike("a\nb", "a\r\nb"), alike("5月1日", "5月")
    (True, True, True, False)
    """
    if cell == text:
        return True
    if cell is None or text is None:
        return not flat(text or "") and (cell is None or not flat(_shown(cell)))
    return not isinstance(cell, Unusable) and _stands_there("text", _shown(cell), text)


def still(kind: Kind, cell: TableCell, was: Cell) -> bool:
    """Whether a cell that follows from others says what it said; of numbers 5.2% is a percentage.

    >>> still("decimal", "1,186.40", "1186.4"), still("decimal", Percent(0.052), "5.2%"), still("decimal", 7, "5.2%")
    (True, True, False)
    """
    if kind != "decimal" or not isinstance(was, str):
        return alike(cell, None if was is None else str(was))
    digits = was.removesuffix("%")
    try:
        return meaning("value", cell, digits, was[len(digits) :]) == digits
    except CorrectionsError:
        return False


def flat(text: str) -> str:
    """Text without what a cell does not keep: kinds of line ends, control characters, white space around it."""
    return held(text).strip()


def _shown(cell: TableCell) -> str:
    if isinstance(cell, Unusable):
        raise CorrectionsError(cell.why)
    if isinstance(cell, Percent):
        return plain(_decimal(cell.number) * 100) + "%"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return plain(_decimal(cell))
    return str(cell)


def _decimal(number: float) -> Decimal:
    """A number with the 15 digits that Excel keeps: 1186.4000000000001 is 1186.4."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


# ------------------------------------------------------------------------------------------------------------ texts


def _stands_there(name: str, said: str, was: str) -> bool:
    if flat(was) in (flat(said), flat(unguarded(said))):
        return True
    if name in CHOICES:
        return by_name()[name].chosen(said) == was
    return (name == "period" and _is_date_of(_narrow(said), was)) or _same_number(said, was)


def _text(name: str, said: str) -> str:
    if name in CHOICES:
        return _choice(name, said)
    if name == "period":
        return _narrow(said).replace("–", "-").replace("−", "-")
    return flat(unguarded(said))


def _choice(name: str, said: str) -> str:
    """The value of a word; raises CorrectionsError for a word of neither language."""
    if (value := by_name()[name].chosen(said)) in CHOICES[name]:
        return value
    known = tuple(f"{value} ({word})" for value, word in CHOICES[name].items())
    raise CorrectionsError("{cell} is none of {known}.", cell=quoted(said.strip()), known=known)


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_MONTH = re.compile(r"([A-Za-z]{3})-([0-9]{2})")
_DATE = re.compile(r"([0-9]{4})[/年.-]([0-9]{1,2})(?:[/月.-](?:([0-9]{1,2})日?)?)?")


def _is_date_of(text: str, period: str) -> bool:
    """Whether this is what Excel makes of a period in a CSV file: Jun-15 or 2015/6/1 of 2015-06.

    >>> [_is_date_of(text, "2015-06") for text in ("Jun-15", "2015/6/1", "2015年6月", "2015/6/2", "2015")]
    [True, True, True, False, False]
    """
    if (short := _SHORT_MONTH.fullmatch(text)) and short[1].lower() in _MONTHS:
        return period[2:] == f"{short[2]}-{_MONTHS.index(short[1].lower()) + 1:02}"
    if not (date := _DATE.fullmatch(text)):
        return False
    month, day = f"{date[1]}-{int(date[2]):02}", int(date[3] or 1)
    return period == f"{month}-{day:02}" or (day == 1 and period == month)


# ---------------------------------------------------------------------------------------------------------- numbers

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?|-?\.[0-9]+")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POWER = re.compile(r"-?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,3}")
_PARTS = re.compile("[%‰]$")
# A cell of no format of its own shows eleven characters of a number, and files of text get what it shows.
_LONG_SHOWN = 10


def _number(cell: str | int | float | bool | Percent, was: str | None, unit: str) -> str:
    if isinstance(cell, bool):
        raise CorrectionsError("{cell} is no number.", cell=str(cell).upper())
    if isinstance(cell, Percent):
        if _is_same_float(cell.number, was):
            return was or ""
        cell = _shown(cell)
    if isinstance(cell, str):
        return _number_of_text(cell, was, unit)
    return (was or "") if _is_same_float(cell, was) else plain(_decimal(cell))


def _is_same_float(number: float, was: str | None) -> bool:
    return was is not None and (float(number) == float(was) or _decimal(number) == Decimal(was))


def _number_of_text(text: str, was: str | None, unit: str) -> str:
    digits = _digits(text)
    if (parts := _PARTS.search(digits)) and _without_parts(digits):
        if unit != parts[0]:
            raise _wrong_unit(text, parts[0], unit)
        digits = digits[:-1].rstrip()
    if was is not None and _same_number(digits, was):
        return was
    if _POWER.fullmatch(digits):
        raise CorrectionsError(
            "{cell} is a number that was shortened; write all of its digits.", cell=quoted(text.strip())
        )
    return plain(Decimal(digits)) if _NUMBER.fullmatch(digits) else text.strip()


def _wrong_unit(text: str, sign: str, unit: str) -> CorrectionsError:
    """What a number with a sign of parts behind it does not go together with."""
    cell = quoted(text.strip())
    if not unit:
        return CorrectionsError(
            "{cell} ends in {sign}, and it has no unit; write the number without it, or change the unit.",
            cell=cell,
            sign=sign,
        )
    return CorrectionsError(
        "{cell} ends in {sign}, and its unit is {unit}; write the number without it, or change the unit.",
        cell=cell,
        sign=sign,
        unit=quoted(unit),
    )


def _without_parts(digits: str) -> bool:
    return bool(_NUMBER.fullmatch(digits[:-1].rstrip()))


def _digits(text: str) -> str:
    """Narrow digits without an apostrophe, a plus, and commas between thousands."""
    digits = unguarded(_narrow(text)).replace("−", "-").removeprefix("+")
    return digits.replace(",", "") if _THOUSANDS.fullmatch(_PARTS.sub("", digits).rstrip()) else digits


def _same_number(text: str, was: str) -> bool:
    """Whether a text is the number that stood there, also as a spreadsheet may have shortened it."""
    parts = _PARTS.search(was)
    digits, old = _digits(text), _digits(was)
    if parts:
        digits, old = digits.removesuffix(parts[0]), old.removesuffix(parts[0])
    if not _NUMBER.fullmatch(old) or not (_NUMBER.fullmatch(digits) or _POWER.fullmatch(digits)):
        return False
    number, before = Decimal(digits), Decimal(old)
    if number == before:
        return True
    kept = len(number.as_tuple().digits)
    shortened = bool(_POWER.fullmatch(digits)) or len(digits) >= _LONG_SHOWN
    return shortened and kept < len(before.as_tuple().digits) and Context(prec=kept).create_decimal(before) == number
