"""Names of metrics, made alike where two reports write one thing in two ways."""

from __future__ import annotations

from reportmine.comparison.words import LEADING_VERBS, MARKS_AND_PARTICLES, WHOLES
from reportmine.lexicon.loader import rows
from reportmine.lexicon.patterns import any_of, pattern

_SYNONYMS = {row["word"]: row["means"] for row in rows("comparison/synonyms.csv")}
_ANY_SYNONYM = pattern(any_of(_SYNONYMS))
_QUOTED = pattern("[“《「][^”》」]*[”》」](?=..)")


def normalized(metric: str) -> str:
    """A metric without marks, leading verbs and quoted names, its words as most reports write them.

    >>> normalized("完成“双百”农村公路提质改造"), normalized("新增城市绿地"), normalized("国内、国际航线")
    ('农村公路提质改造', '城市绿地', '国内国际航线')
    >>> normalized("微信公众号关注用户")
    '微信公众号粉丝'
    """
    bare = MARKS_AND_PARTICLES.sub("", _QUOTED.sub("", metric))
    return _ANY_SYNONYM.sub(lambda match: _SYNONYMS[match.group()], LEADING_VERBS.sub("", bare) or bare)


def names_of_parts(name: str) -> tuple[str, ...]:
    """The names of the parts that a name stands for; the name alone where it stands for itself.

    >>> names_of_parts("城乡居民可支配收入")[:2], names_of_parts("旅游收入")
    (('城镇居民可支配收入', '农村居民可支配收入'), ('旅游收入',))
    """
    for whole, parts in WHOLES.items():
        if name.startswith(whole):
            return tuple(part + name[len(whole) :] for part in parts)
    return (name,)
