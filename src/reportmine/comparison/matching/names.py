"""Words that tell whether two reports mean the same (metric_names.toml, synonyms.csv)."""

from __future__ import annotations

import re

from reportmine.lexicon.loader import rows, words


def _any(group: str) -> str:
    return "|".join(sorted(map(re.escape, words("comparison/metric_names.toml", group)), key=len, reverse=True))


STOCK = words("comparison/metric_names.toml", "stock")
ADDED = words("comparison/metric_names.toml", "added")
BUILT = words("comparison/metric_names.toml", "built")
TRAILING = frozenset(words("comparison/metric_names.toml", "trailing"))
GENERIC = frozenset(words("comparison/metric_names.toml", "generic"))
EXHAUSTIVE = words("comparison/metric_names.toml", "exhaustive")
SAME_UNITS = frozenset(words("comparison/metric_names.toml", "same_units"))

KEPT_DOWN = re.compile(_any("kept_down"))
CONSTANT = re.compile(_any("constant"))
PER = re.compile(_any("per"))
DONE = re.compile(_any("done"))
FROM = re.compile(rf"(?:{_any('from')})[^，,；;。、]*$")
TO = re.compile(rf"[^0-9，,；;。、：:]{{0,6}}(?:{_any('to')})[^0-9，,；;。、：:]{{0,2}}")
_LEADING = re.compile(rf"^(?:{_any('leading')})+(?=..)")
_SAME = {row["word"]: row["means"] for row in rows("comparison/synonyms.csv")}
_SAME_WORDS = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_QUOTED = re.compile("[“《「][^”》」]*[”》」](?=..)")
_MARKS = re.compile(r"[\W_的和与及了]+")
_WHOLES = {
    whole: tuple(parts.split("|"))
    for whole, parts in (entry.split("=") for entry in words("comparison/metric_names.toml", "whole_and_parts"))
}


def core(metric: str) -> str:
    """A metric without marks, leading verbs and quoted names, its words as most reports write them.

    >>> core("完成“双百”农村公路提质改造"), core("新增城市绿地"), core("国内、国际航线")
    ('农村公路提质改造', '城市绿地', '国内国际航线')
    >>> core("微信公众号关注用户")
    '微信公众号粉丝'
    """
    bare = _MARKS.sub("", _QUOTED.sub("", metric))
    return _SAME_WORDS.sub(lambda match: _SAME[match.group()], _LEADING.sub("", bare) or bare)


def counts_added(metric: str) -> bool:
    """Whether a metric counts what came in addition: 新增高新技术企业."""
    return metric.startswith(ADDED)


def counts_built(metric: str) -> bool:
    """Whether a metric counts what was built: 新建5G基站."""
    return metric.startswith(BUILT)


def counts_all(metric: str) -> bool:
    """Whether a metric counts all there are: 高新技术企业总数."""
    return metric.endswith(STOCK)


def parted(name: str) -> tuple[str, ...]:
    """The names of the parts that a name stands for; the name alone where it stands for itself.

    >>> parted("城乡居民可支配收入")[:2], parted("旅游收入")
    (('城镇居民可支配收入', '农村居民可支配收入'), ('旅游收入',))
    """
    for whole, parts in _WHOLES.items():
        if name.startswith(whole):
            return tuple(part + name[len(whole) :] for part in parts)
    return (name,)
