"""Bytes → text: a mark tells the encoding, or strict UTF-8 does, or which decoding reads most like Chinese.

Measured on pieces of 23 reports in UTF-8, GB18030, Big5, cp950, Big5-HKSCS and UTF-16 of both ends without
a mark, simplified and traditional; right is the same text. 10 characters, 5 of them Chinese or more: all of
40,000 right; 1 of them Chinese or more: 47 of 40,000 wrong, all with one or two Chinese characters;
30, 100 and 1,000 characters, whole reports, and Chinese scattered one in 25 over ASCII: all right.
Of 2,000 pieces of the same 10 (30, 1,000) characters, wrong: chardet 7.7, 531 (285, 120), all but 9 (0, 0) of
them UTF-16; charset-normalizer 3.5, 468 (36, 21), and held to these encodings, 297 (7, 21).
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from reportmine.errors import NotTextError, ReadingError
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message, message
from reportmine.readers.encoding.other_languages import is_strange, refuse_other_languages, refuse_seven_bit
from reportmine.readers.encoding.plausibility import beyond_ascii, looks_chinese, uncommon_count

# The encodings of Chinese text that do not tell themselves; where two read bytes alike the first is named.
# cp950 is Big5 as Windows writes it: in it A1E3 is the ～ of a range.
CHINESE_CODECS = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")

# The mark (BOM) that a file may begin with, and its codec. UTF-32 before UTF-16, whose mark begins alike.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The codec that takes the mark off by itself: its name says that there was one.
_NAME_WITH_MARK = {
    "utf-8": "utf-8-sig",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "utf-32-le": "utf-32",
    "utf-32-be": "utf-32",
}

# Names that in practice stand for more than their letter; every one that is not here stands for itself.
_MEANT = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}

# What Python calls a text encoding too, but no report is written in.
_NO_REPORTS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}

# The share of characters beyond ASCII that may have to be replaced; a character cut off at the end is free.
# One stray byte costs at most 0.005 of 2,000 characters and 0.03 of 200. Read as UTF-8, other encodings lose
# 0.37 and more of 30 characters; GBK read as Big5 loses 0.022 and more of 1,000, Big5 as GB18030 nothing.
DAMAGE_LIMIT = 0.01

# The share of control characters above which a file is no text: at most 0.003 in 1,700 text files of a
# Linux system, at least 0.044 in its 4,100 binary ones. All of those had NULs, which no text may have.
CONTROL_LIMIT = 0.02
_CONTROL = pattern("[\0-\x08\x0e-\x19\x1b-\x1f\x7f]")
_NO_TEXT = message("is a binary file; save it as text first.")


class _Reading(NamedTuple):
    """Bytes as one codec reads them; `first_bad` is the offset of the first byte that does not fit."""

    codec: str
    text: str
    damage: float = 0.0
    first_bad: int | None = None


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    r"""The text of `data`, newlines as they stand and no mark, and Python's name of its encoding.

    `data.decode(name) == text`, but for a last character that was cut off or a few bytes that fit nothing:
    those become U+FFFD. A given `encoding` overrules detection; gbk and gb2312 are read as gb18030.
    Raises ReadingError, without a path: unknown encoding, the given one wrong, none that fits, no text.

    >>> decode("粉丝近200万\r\n".encode("gbk"))
    ('粉丝近200万\r\n', 'gb18030')
    >>> decode("粉丝".encode("gbk"), "utf-8")
    Traceback (most recent call last):
    reportmine.errors.ReadingError: does not fit utf-8 at byte offset 0 (0xb7); leave --encoding out.
    """
    reading = _as_told(data, encoding) if encoding is not None else _detected(data)
    if reading.text.startswith("\ufeff"):
        return reading.text[1:], _NAME_WITH_MARK.get(reading.codec, reading.codec)
    return reading.text, reading.codec


def _as_told(data: bytes, encoding: str) -> _Reading:
    name = _canonical(encoding)
    reading = _best([_read_as(data, codec) for codec in _MEANT.get(name, (name,))])
    if reading.damage > DAMAGE_LIMIT:
        raise ReadingError(
            "does not fit {encoding} at {place}; leave --encoding out.", encoding=name, place=_place(data, reading)
        )
    if reading.codec in CHINESE_CODECS and not looks_chinese(reading.text):
        _refuse_if_another_fits(data, reading)
    if _is_binary(reading.text):
        raise ReadingError("holds control characters if read as {encoding}; leave --encoding out.", encoding=name)
    if reading.codec not in CHINESE_CODECS and not looks_chinese(reading.text) and _is_utf8(data):
        _refuse_if_another_fits(data, reading)
    return reading


def _is_utf8(data: bytes) -> bool:
    """Whether all bytes are UTF-8, which those of another encoding hardly ever are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_if_another_fits(data: bytes, reading: _Reading) -> None:
    # Big5 takes much of GBK, and GB18030 nearly anything, without a byte that does not fit. Of 5,400 pieces
    # given a wrong encoding, 3 of those of 100 characters got past both checks, of those of 10 characters 45.
    try:
        better = _detected(data).codec
    except ReadingError:
        return
    if better != reading.codec:
        raise ReadingError(
            "makes no sense read as {encoding} but does as {better}; leave --encoding out.",
            encoding=reading.codec,
            better=better,
        )


def _detected(data: bytes) -> _Reading:
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked:
        return _as_marked(data, marked)
    plain = _read_as(data, "utf-8")
    if plain.first_bad is None and not _CONTROL.search(plain.text):
        if plain.text.isascii():
            refuse_seven_bit(data)
        return plain
    readings = [plain, *(_read_as(data, codec) for codec in CHINESE_CODECS)]
    fitting = [each for each in readings if each.damage <= DAMAGE_LIMIT and not _is_binary(each.text)]
    best = _best(fitting) if fitting else None
    if best is None or is_strange(best.text):
        refuse_other_languages(data)
    if best is not None and looks_chinese(best.text):
        return best
    if _is_binary(data.decode("latin-1")):
        raise NotTextError(_NO_TEXT)
    raise ReadingError("fits no encoding of Chinese (utf-8, utf-16, gb18030, big5); give it with --encoding.")


def _as_marked(data: bytes, codec: str) -> _Reading:
    reading = _read_as(data, codec)
    if reading.damage > DAMAGE_LIMIT:
        raise ReadingError(
            "begins with the mark of {encoding} but breaks it at {place}; save it anew.",
            encoding=codec,
            place=_place(data, reading),
        )
    if _is_binary(reading.text):
        raise NotTextError(_NO_TEXT)
    return reading


def _best(readings: list[_Reading]) -> _Reading:
    if len(readings) == 1:
        return readings[0]
    return min(readings, key=lambda reading: (uncommon_count(reading.text), reading.damage))


def _read_as(data: bytes, codec: str) -> _Reading:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError as error:
        return _read_damaged(data, codec, error.start)
    cut_off = len(decoder.getstate()[0])
    if cut_off:
        return _Reading(codec, text + "\ufffd", first_bad=len(data) - cut_off)
    return _Reading(codec, text)


def _read_damaged(data: bytes, codec: str, first_bad: int) -> _Reading:
    text = data.decode(codec, "replace")
    replaced = len(text) - len(data.decode(codec, "ignore"))
    return _Reading(codec, text, replaced / max(1, beyond_ascii(text)), first_bad)


def _canonical(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "1".encode(name)  # hex, zlib and their like are codecs, but none of text
    except (LookupError, ValueError):
        name = "undefined"
    if name in _NO_REPORTS:
        raise ReadingError("the encoding {encoding!r} is not known; try utf-8, gb18030 or big5.", encoding=encoding)
    return name


def _place(data: bytes, reading: _Reading) -> Message:
    at = reading.first_bad or 0
    return message("byte offset {at} (0x{byte:02x})", at=at, byte=data[at])


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > CONTROL_LIMIT * len(text)
