"""Whose figure it is: the place or body that opens a clause before it, or stands right before it.

Scopes are looked for once a sentence. `SCOPE_RULES` is asked from top to bottom; else there is no scope.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.extraction.rule import Conclusion, Rule, noted
from reportmine.lexicon import cue_words
from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Note, Word, slotted

_TABLE = "words/scope_words.toml"
_WHOSE = any_of(cue_words.SCOPE_OPENERS)
# Where a clause opens: behind a mark, or behind a time; 青年友好街区 is no 友好街区 behind a year.
_OPENS = r"(?:(?<![^，。；：、,;:\s（(])|(?<=[0-9]年)|(?<=[年月]底)|(?<=[年月]末)|(?<=[0-9]月)|(?<=全年)|(?<=目前))"
# Characters that no name of a place holds, but that stand before 区, 市, 县 in other words.
_NOT_IN_NAMES = "各全新增上内外城地园社小郊辖景灾老港片盖均位类等家项目有近共占比一个国超门股农本我年月末街校库"
_PLACE = rf"[^{_NOT_IN_NAMES}\W\dA-Za-z]{{2,3}}(?:区|县|市|旗|港|机场)"
_TOWN = rf"[^{_NOT_IN_NAMES}\W\dA-Za-z]{{2,3}}(?:镇|乡|街道办?|苏木)"
_ZONE = rf"[\u4e00-\u9fff]{{2,8}}?{any_of(words(_TABLE, 'zones'))}"
# 友好社区12个, 人才港3个: what is counted, and no place.
_COUNTED = pattern(r"[约近超共]?[0-9一二三四五六七八九十两百]+[余多]?(?:个|[家处座片所条](?![\u4e00-\u9fff]))")
_NOT_WHOLE = pattern(any_of(words(_TABLE, "not_whole")))
_SCOPE = pattern(
    rf"{_OPENS}(?:全年|年末|年底|目前|力争|确保|争取|实现)?"
    rf"(?:(?P<word>{_WHOSE})"
    rf"|(?<!、)(?P<body>[^有各了的\W\dA-Za-z]{{0,10}}?{any_of(words(_TABLE, 'bodies'))})"
    rf"(?={any_of(words(_TABLE, 'behind_body'))})"
    rf"|(?<!、)(?P<zone>{_ZONE})(?![域级长场内等建、])"
    rf"|(?P<place>(?:{_PLACE}|{_TOWN})(?:、(?:{_PLACE}|{_TOWN}|[^\W\dA-Za-z]{{1,3}}办))*))(?![域级长场内])"
)
_NEAR = pattern(rf"{any_of(words(_TABLE, 'areas'))}$")


def scopes_in(text: str) -> Mentions:
    """All places and bodies that a sentence names where a clause opens."""
    return mentions(_SCOPE, text)


@slotted
class ScopeEvidence:
    """All that a scope rule may see.

    `last` is the last place or body that opens a clause before the figure at `at`, and `near` the area right before it.
    """

    last: re.Match[str] | None
    near: str
    at: int


def scope_of(scopes: Mentions, at: int, tokens: Sequence[Word] = (), start: int = 0) -> Note | None:
    """Whose the figure at `at` is, with the rule that found it: 全市, 我馆, a place; the last one counts.

    `tokens` are the words of the sentence, which begins at `start`: a place that begins with a verb, or ends inside a
    word, is none.

    >>> scopes = scopes_in("全市完成投资5亿元，石汀区增长8%")
    >>> scope_of(scopes, 6).value, scope_of(scopes, 15).value, scope_of(scopes, 15).rule
    ('全市', '石汀区', 'place')
    """
    return noted("scope", SCOPE_RULES, scope_evidence(scopes, at, tokens, start))


def scope_evidence(scopes: Mentions, at: int, tokens: Sequence[Word] = (), start: int = 0) -> ScopeEvidence:
    """All that a scope rule may see of the figure at `at`."""
    near = _NEAR.search(scopes.text, at - _FAR_AREA, at)
    last = next((one for one in reversed(scopes.before(at)) if _is_scope(one, at, tokens, start)), None)
    return ScopeEvidence(last, near.group() if near else "", at)


def _is_scope(mention: re.Match[str], at: int, tokens: Sequence[Word], start: int) -> bool:
    if not _stands(mention):
        return False
    return bool(mention["word"]) or (_reaches(mention, at) and _is_name(mention, tokens, start))


def _stands(mention: re.Match[str]) -> bool:
    """Whether what stands behind lets it be: neither 全国首个 nor 友好社区12个."""
    behind = _NOT_WHOLE if mention["word"] else _COUNTED
    return bool(mention["body"]) or behind.match(mention.string, mention.end()) is None


_FAR_AREA = 6
# A careful reader carries a scope over a comma, but not over what stands apart, nor over another subject.
_APART = pattern("[；;]")
_COMMA = pattern("[，,]")
_FIGURE = pattern("[0-9一二三四五六七八九十百千万亿两]")
_OTHER_SUBJECT = pattern(rf"[\u4e00-\u9fff]{{2,10}}?{any_of(words(_TABLE, 'ranking_verbs'))}")
_FARTHEST = 120


def _reaches(mention: re.Match[str], at: int) -> bool:
    """A place or body holds for its clause, and for what only goes on with it; 全市 for all of its sentence."""
    between = mention.string[mention.end() : at]
    if len(between) > _FARTHEST or _APART.search(between):
        return False
    clause, *later = _COMMA.split(between)
    if not later:
        return True
    # 服务中心投入使用，……: its clause is over.
    return bool(_FIGURE.search(clause)) and _OTHER_SUBJECT.match(later[-1]) is None


# Verbs, adverbs, prepositions, conjunctions, pronouns: no name begins with one.
_NO_NAME = tuple("vdpcru")


def _is_name(mention: re.Match[str], tokens: Sequence[Word], start: int) -> bool:
    """Whether a place or body is made of whole words and begins with none that leads to it, as 联合 of 联合|市妇联."""
    named = next(key for key in ("body", "zone", "place") if mention[key])
    if mention[named].startswith(_LEADS):
        return False
    if not tokens:
        return True
    first, end = (start + place for place in mention.span(named))
    opening, closing = _word_at(tokens, first), _word_at(tokens, end - 1)
    if closing.start + len(closing.text) > end or opening.tag in ("p", "c"):
        return False
    # 奋斗镇, 团结乡: names of towns are often verbs.
    town = "镇" in mention[named] or "乡" in mention[named]
    leads = len(opening.text) > 1 and opening is not closing and opening.tag.startswith(_NO_NAME)
    return town or not leads


_LEADS = words("words/scope_words.toml", "leads")


def _word_at(tokens: Sequence[Word], at: int) -> Word:
    """The word that holds the character at `at`."""
    return tokens[bisect_right(tokens, at, key=lambda word: word.start) - 1]


def _area(evidence: ScopeEvidence) -> Conclusion[str] | None:
    return (evidence.near, evidence.near) if evidence.near else None


def _named(group: str, evidence: ScopeEvidence) -> Conclusion[str] | None:
    last = evidence.last
    return (last[group], last.group()) if last and last[group] else None


_DEALS = pattern("分别|依次")
_NUMBER = pattern("[0-9][0-9.,]*")


def _dealt_out(evidence: ScopeEvidence) -> Conclusion[str] | None:
    last = evidence.last
    if last is None or not last["place"]:
        return None
    places, dealt = last["place"].split("、"), _DEALS.split(last.string[last.end() : evidence.at])
    # 新建学校3所，投入分别为5万元和6万元: what stands before 分别 is dealt to nobody.
    turn = len(_NUMBER.findall(dealt[-1]))
    return (places[turn], last.group()) if len(dealt) > 1 and turn < len(places) > 1 else None


SCOPE_RULES: tuple[Rule[ScopeEvidence, Conclusion[str], None], ...] = (
    Rule("area", "中心城区26公里: right before the figure", _area),
    Rule("whole or body", "全市, 我馆, 公司: opens a clause before the figure", lambda seen: _named("word", seen)),
    Rule("body", "医院现有: a body that is the subject of its clause", lambda seen: _named("body", seen)),
    Rule("zone", "云湾高新区: a zone that opens a clause before the figure", lambda seen: _named("zone", seen)),
    Rule("dealt out", "甲县、乙县分别: each figure of the row has the place of its turn", _dealt_out),
    Rule("place", "石汀区: a place that opens a clause before the figure", lambda seen: _named("place", seen)),
)
