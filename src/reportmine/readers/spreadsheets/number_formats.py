"""Numbers and dates of a spreadsheet as the sheet shows them: 0.052 with the format 0.0% is 5.2%."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model.digits import rounded, shifted

# Excel keeps so many digits of a number, so that 1234.5600000000002 is 1234.56.
_DIGITS = 15

_TOKEN = pattern(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]'
    r"|(?P<places>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?P<thousands>,*)|(?P<percent>%)|(?P<sign>.)",
    re.DOTALL,
)
_SECTION = pattern(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_GENERAL = pattern("general|g/通用格式", re.IGNORECASE)
_SIGNS = "-－−(（↓▼"
_UNKNOWN = pattern(r"[eE][+-]|[#?0]/[#?0]|/[#?0-9]")


def shown_number(value: float, code: str) -> str:
    """A number in a number format; formats that are not understood (fractions, powers) show it plainly.

    >>> shown_number(0.052, "0.0%"), shown_number(1234.5, "#,##0.00"), shown_number(12.5, '0.0"亿元"')
    ('5.2%', '1,234.50', '12.5亿元')
    >>> shown_number(-3.2, "0.0_);(0.0)"), shown_number(-3.2, "0.0;[Red]0.0"), shown_number(123456, '0!.0,"万"')
    ('(3.2)', '-3.2', '12.3万')
    """
    number = _decimal(value)
    if not number.is_finite():
        return str(number)
    section, own_sign = _section_for(number, code or "General")
    if not section.strip() and code:
        return ""
    if _GENERAL.search(section) or section.strip() == "@" or _UNKNOWN.search(section):
        return _plain(number)
    shape = _shape_of(section)
    digits = shape.digits(abs(number)) if shape.places is not None else ""
    rounded_away = not re.search("[1-9]", digits)
    sign = "-" if number < 0 and not own_sign and not (rounded_away and shape.places is not None) else ""
    return f"{shape.before.strip()}{sign}{digits}{shape.behind.strip()}".strip()


def _decimal(value: float) -> Decimal:
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")


def _plain(number: Decimal) -> str:
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _section_for(number: Decimal, code: str) -> tuple[str, bool]:
    """The section of a format for a number's sign, and whether it brings a sign of its own."""
    sections = _parted(code)
    if number < 0 and len(sections) > 1:
        negative = sections[1]
        bare = re.sub(r"\[[^\]]*\]|_.|\*.", "", negative)
        return negative, any(mark in bare for mark in _SIGNS)
    if number == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _parted(code: str) -> list[str]:
    sections, at = [], 0
    while at <= len(code):
        found = _SECTION.match(code, at)
        end = found.end() if found else len(code)
        sections.append(code[at:end])
        at = end + 1
    return sections


class _Shape(NamedTuple):
    """A section of a format: the words around its places, how far it scales, and how many decimals it shows."""

    before: str
    behind: str
    places: str | None
    scale: int
    parted: int

    def digits(self, number: Decimal) -> str:
        """The digits of a number that is not negative."""
        assert self.places is not None
        decimals = len(self.places.partition(".")[2])
        needed = len(self.places.partition(".")[2].rstrip("#?"))
        scaled = rounded(shifted(number, self.scale), Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if not scaled and "0" not in self.places:
            return ""
        if self.parted:
            # 0!.0, shows ten thousands: the point is a word between two places.
            return f"{scaled.scaleb(-self.parted):f}"
        shown = f"{scaled:,f}" if "," in self.places else f"{scaled:f}"
        while len(shown.partition(".")[2]) > needed and shown.endswith("0"):
            shown = shown[:-1]
        shown = shown.rstrip(".")
        zeros = len(self.places.partition(".")[0].replace(",", "").lstrip("#?"))
        return shown if "," in self.places else shown.zfill(zeros + (len(shown) - len(shown.partition(".")[0])))


def _shape_of(section: str) -> _Shape:
    before, behind, places, scale, parted = "", "", None, 0, 0
    for token in _TOKEN.finditer(section):
        word = token["quoted"] or token["escaped"] or token["currency"] or token["sign"] or ""
        if token["places"]:
            scale -= 3 * len(token["thousands"]) + 3 * _trailing(token["places"])
            found = token["places"].rstrip(",")
            if places is not None and behind.endswith("."):
                parted, behind = len(found), behind[:-1]
            elif places is None:
                places = found
        elif token["percent"]:
            scale += 2
            behind += "%"
        elif places is None:
            before += "" if word == "@" else word
        else:
            behind += word
    return _Shape(before, behind, places, scale, parted)


def _trailing(places: str) -> int:
    """The commas behind the last place, each of which divides by a thousand."""
    return len(places) - len(places.rstrip(","))


def shown_date(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    """A date or time, as far as its format shows it.

    >>> day = datetime.datetime(2023, 5, 11, 8, 30)
    >>> [shown_date(day, code) for code in ("yyyy-mm-dd", 'yyyy"年"m"月"', "yyyy", "h:mm")]
    ['2023-05-11', '2023年5月', '2023年', '08:30']
    """
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower())
    year, day = "y" in bare, "d" in bare
    month = bool(re.search("m", re.sub("h+:?m+|m+:?s+", "", bare)))
    if year and month and day:
        return f"{value:%Y-%m-%d}"
    if year:
        return f"{value.year}年{value.month}月" if month else f"{value.year}年"
    if month:
        return f"{value.month}月{value.day}日" if day else f"{value.month}月"
    return f"{value:%H:%M}" if isinstance(value, datetime.datetime) and "h" in bare else f"{value:%Y-%m-%d}"
