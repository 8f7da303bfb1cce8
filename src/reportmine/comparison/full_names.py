"""Names that can be known without their sentence: 投资 of 背街巷道改造完成投资3700万元 is 背街巷道改造投资."""

from __future__ import annotations

from reportmine.comparison.words import (
    ATTRIBUTIVE,
    CLAUSE_BOUNDS,
    CLAUSE_ENDS,
    CLOSING_WORDS,
    GENERIC_NAMES,
    LEADING_VERBS,
    OPENING_WORDS,
)
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim

_CLAUSE = pattern(rf"[^{CLAUSE_BOUNDS}。！？]*$")
_OBJECT = pattern(rf"{ATTRIBUTIVE}([^{CLAUSE_ENDS}。！？0-9的]{{2,12}})")
_NUMBER = pattern(r"[0-9０-９〇零一二三四五六七八九十百千万亿.,%％]")
# A name with more than this in front of it is a sentence.
_LONGEST = 12


def full_name(claim: Claim) -> str:
    """The metric of a claim; where it names nothing by itself, with what it belongs to as far as its clause tells.

    >>> from reportmine.api import extract
    >>> for text in ("投资3800万元的河堤加固完工。", "全年接待读者20万人次。"):
    ...     print(full_name(extract(text).claims[0]))
    河堤加固投资
    接待读者
    """
    if not is_generic(claim):
        return claim.metric
    bare = LEADING_VERBS.sub("", claim.metric) or claim.metric
    belongs = _before(claim) or _behind(claim)
    return belongs + bare if belongs and bare not in belongs else claim.metric


def is_generic(claim: Claim) -> bool:
    """Whether a metric names nothing by itself: 投资, 项目."""
    return claim.metric in GENERIC_NAMES or LEADING_VERBS.sub("", claim.metric) in GENERIC_NAMES


def _before(claim: Claim) -> str:
    """What stands before the metric in the clause of its figure."""
    clause = _CLAUSE.search(claim.sentence[: claim.mark.start])
    words, found, _ = clause.group().rpartition(claim.metric) if clause else ("", "", "")
    words = CLOSING_WORDS.sub("", LEADING_VERBS.sub("", OPENING_WORDS.sub("", words.rpartition(ATTRIBUTIVE)[2])))
    told = found and 2 <= len(words) <= _LONGEST and not _NUMBER.search(words)
    return words if told else ""


def _behind(claim: Claim) -> str:
    """What the figure is an attribute of: 投资3800万元的河堤加固."""
    found = _OBJECT.match(claim.sentence[claim.mark.end :])
    return CLOSING_WORDS.sub("", found.group(1)) if found else ""
