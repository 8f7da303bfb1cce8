"""What stands around the name in a header: signs of notes, numbering, 其中, remarks in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from reportmine.extraction.tables.headers.header import BRACKET, Header
from reportmine.lexicon.header_words import alternation
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import is_unit_line

_NOTE = pattern(r"[①-⑳]+$|[\[【〔(（]?注 ?[:：]?[0-9一二三四五六七八九十]{1,2}[\]】〕)）]?$|\[[0-9]{1,2}\]$|[*※]+$")
# 投资总额(1), 进度(3)=(2)/(1): how columns are worked out.
_FORMULA = pattern(r"(?<=[^0-9])[(（]?[0-9]{1,2}[)）]?\s*[=＝].*$|(?<=[^（(])[(（][0-9]{1,2}[)）]$")
_LEADING_NOTE = pattern(rf"^(?:{alternation('bullet')}|[①-⑳])+")


_PIVOT = pattern(rf"^{alternation('pivot')}(?: of |[:：])\s*")


def strip_marks(header: Header) -> Header:
    """①, [注1], * and dots around a name."""
    name = _PIVOT.sub("", header.name)
    name = _LEADING_NOTE.sub("", _NOTE.sub("", _FORMULA.sub("", name))).strip("：: ")
    return replace(header, name=name) if name and name != header.name else header


# The level of a numbering is its place in this list.
_NUMBERINGS = (
    pattern(r"第[一二三四五六七八九十]+[章节部条]分?"),
    pattern(r"[一二三四五六七八九十]{1,3}[、．.]"),
    pattern(r"[(（][一二三四五六七八九十]{1,3}[)）]、?"),
    pattern(r"[0-9]{1,2}(?:[、．]|\.(?![0-9]))"),
    pattern(r"[(（][0-9]{1,2}[)）]|[0-9]{1,2}[)）]|[a-zA-Z][.、)]"),
)
_DECIMAL_NUMBERING = pattern(r"[0-9]{1,2}(?:\.[0-9]{1,2})+(?=[^0-9.%万亿千百十])")


def strip_numbering(header: Header) -> Header:
    """一、 （二） 3. before a name tell its level."""
    decimal = _DECIMAL_NUMBERING.match(header.name) if header.of_row else None
    if decimal and not header.lexicon.units.longest_at(header.name, decimal.end()):
        return replace(header, name=header.name[decimal.end() :].lstrip(), level=3 + decimal.group().count("."))
    for level, shape in enumerate(_NUMBERINGS):
        match = shape.match(header.name)
        if match and match.end() < len(header.name):
            return replace(header, name=header.name[match.end() :].lstrip(), level=level)
    return header


_OF_WHICH = pattern(alternation("of_which"))
_ACCOUNT_SIGN = pattern(alternation("account_sign"))


def strip_of_which(header: Header) -> Header:
    """其中：, # lead a part of the row above; 加： and 减： are no part of a name."""
    match = _OF_WHICH.match(header.name)
    if match is None:
        sign = _ACCOUNT_SIGN.match(header.name)
        return replace(header, name=header.name[sign.end() :].strip()) if sign else header
    return strip_numbering(replace(header, name=header.name[match.end() :].strip("：: "), of_which=True))


_REMARK = pattern(alternation("remark"))
_OPEN_REMARK = pattern(rf"[(（]{alternation('remark')}?$")
# （折纯）, （含税） tell things apart; longer ones explain them, but for units.
_LONGEST_BRACKET = 8
_SIGN_FLIPPED = pattern("以.{0,2}[-－—−–].{0,2}号")


def strip_remarks(header: Header) -> Header:
    """（如有）, （以“－”号填列）: remarks in brackets."""
    name, flipped = _OPEN_REMARK.sub("", header.name), bool(_SIGN_FLIPPED.search(header.name))
    for bracket in reversed(list(BRACKET.finditer(name))):
        if _is_remark(bracket[1]):
            name = name[: bracket.start()] + name[bracket.end() :]
    return replace(header, name=name.strip("：: "), flipped=flipped) if name or flipped else header


def _is_remark(inside: str) -> bool:
    is_long = len(inside) > _LONGEST_BRACKET and not is_unit_line(inside)
    return is_long or bool(_REMARK.search(inside)) or not re.search(r"[\w%‰]", inside)
