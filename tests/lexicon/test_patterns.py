"""Patterns: compiled when first asked, by whichever module does it faster, with the same answers."""

from __future__ import annotations

import re

import pytest

from reportmine.lexicon import patterns
from reportmine.lexicon.patterns import any_of, pattern

TEXT = "（一）全年完成投资12.5亿元，石汀区增长8%；B2座（2023年）建成。"
SOURCES = (
    r"[0-9.]+",
    r"[\u4e00-\u9fff]+",
    "[\u4e00-\u9fff]{2}(?=增长)",
    "[^\u4e00-\u9fff]",
    r"(?<=[一-鿿])[0-9]",
    "完成|投资",
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_pattern_finds_what_re_finds(source: str) -> None:
    ours, theirs = pattern(source), re.compile(source)
    assert [match.span() for match in ours.finditer(TEXT)] == [match.span() for match in theirs.finditer(TEXT)]
    assert ours.sub("-", TEXT) == theirs.sub("-", TEXT)
    assert ours.split(TEXT) == theirs.split(TEXT)


def test_it_is_compiled_once_and_not_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def watched(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return re.compile(source, flags)

    monkeypatch.setattr(patterns, "_compiled", watched)
    year = pattern("(?:19|20)[0-9]{2}年")
    assert (compiled, year.pattern) == ([], "(?:19|20)[0-9]{2}年")
    assert year.search(TEXT) and year.match(TEXT) is None and year.search("") is None
    assert compiled == [year.pattern]


def test_what_no_pattern_has_is_missing() -> None:
    assert not hasattr(pattern("a"), "length")


def test_of_words_the_longest_is_found_and_marks_are_words() -> None:
    found = pattern(any_of(("上年", "上年末", "dB(A)", "."))).findall("比上年末，dB(A)x.")
    assert found == ["上年末", "dB(A)", "."]
