"""Whose figure it is: the place or body that opens a clause before it.

Scopes are looked for once a sentence. `SCOPE_RULES` is asked from top to bottom; else there is no scope.
"""

from __future__ import annotations

import re

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.extraction.rule import Conclusion, Rule, noted
from reportmine.lexicon import cue_words
from reportmine.lexicon.cue_words import alternation
from reportmine.model import Note, slotted

_WHOSE = alternation(cue_words.SCOPE_OPENERS)
# Behind what a place or body opens a clause.
_OPENED_BY = r"，。；：、,;:\s（(年底末前共月"
# Characters that no name of a place holds, but that stand before 区, 市, 县 in other words.
_NOT_IN_NAMES = "各全新增上内外城地园社小郊辖景灾老港片盖均位类等家项目有近共占比一个国超门股农本我年月末"
_SCOPE = re.compile(
    rf"(?<![^{_OPENED_BY}])(?:全年|年末|年底|目前)?"
    rf"(?:(?P<word>{_WHOSE})|(?P<place>[^{_NOT_IN_NAMES}\W\dA-Za-z]{{2,3}}(?:区|县|市|旗|港|机场)))(?![域级长场])"
)


def scopes_in(text: str) -> Mentions:
    """All places and bodies that a sentence names where a clause opens."""
    return mentions(_SCOPE, text)


@slotted
class ScopeEvidence:
    """All that a scope rule may see: the last place or body that opens a clause before the figure."""

    last: re.Match[str] | None


def scope_of(scopes: Mentions, at: int) -> Note | None:
    """Whose the figure at `at` is, with the rule that found it: 全市, 我馆, a place; the last one counts.

    >>> scopes = scopes_in("全市完成投资5亿元，石汀区增长8%")
    >>> scope_of(scopes, 6).value, scope_of(scopes, 15).value, scope_of(scopes, 15).rule
    ('全市', '石汀区', 'place')
    """
    found = scopes.before(at)
    return noted("scope", SCOPE_RULES, ScopeEvidence(found[-1])) if found else None


def _body(evidence: ScopeEvidence) -> Conclusion[str] | None:
    return (evidence.last["word"], evidence.last.group()) if evidence.last and evidence.last["word"] else None


def _place(evidence: ScopeEvidence) -> Conclusion[str] | None:
    return (evidence.last["place"], evidence.last.group()) if evidence.last and evidence.last["place"] else None


SCOPE_RULES: tuple[Rule[ScopeEvidence, Conclusion[str], None], ...] = (
    Rule("whole or body", "全市, 我馆, 公司: opens a clause before the figure", _body),
    Rule("place", "石汀区: a place that opens a clause before the figure", _place),
)
