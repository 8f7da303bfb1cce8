"""In which script a text is written: reports in other languages have figures that nobody here reads."""

from __future__ import annotations

from collections.abc import Iterable

from reportmine.lexicon.patterns import pattern

_CHINESE = pattern("[\u3400-\u9fff\uf900-\ufaff]+")
_LETTERS = pattern(r"[^\W\d_]+")
# Of 140 texts of public reports none had less than 0.48 (formulas and tables of a study).
_FEWEST = 0.1
# Japanese is written with Chinese characters, too, but has kana between them: half of all letters of its prose. None of
# 353 Chinese texts has any (2026-11-30).
_KANA = pattern("[\u3041-\u3096\u30a1-\u30fa]+")
_MOST_KANA = 0.05
# So many characters tell the language.
SAMPLE = 20_000
# A line or two of letters, as of a table of codes, tells no language.
_SHORTEST = 200


def is_chinese(text: str) -> bool:
    """Whether enough letters of a text are Chinese characters; short texts pass.

    >>> is_chinese("全年举办培训20场。"), is_chinese("Revenue grew by 5% in 2023. " * 20)
    (True, False)
    >>> is_chinese("売上高は5％増加しました。" * 30)
    False
    """
    sample = text[:SAMPLE]
    letters = _characters(_LETTERS.findall(sample))
    if letters < _SHORTEST:
        return True
    enough = _characters(_CHINESE.findall(sample)) >= letters * _FEWEST
    return enough and _characters(_KANA.findall(sample)) <= letters * _MOST_KANA


def _characters(runs: Iterable[str]) -> int:
    return sum(map(len, runs))
