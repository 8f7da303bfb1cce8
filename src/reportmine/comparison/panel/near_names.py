"""What was found near a name of which nothing was found."""

from __future__ import annotations

from collections import Counter

# The least likeness of names, in 100 (rapidfuzz, WRatio): below it 地区生产总值 is near 总值 and to half of all names.
_NEAR, _MOST = 60, 5


def near_names(metric: str, names: Counter[str]) -> list[str]:
    """The names of figures that are most like one, the likest first.

    >>> near_names("地区生产总植", Counter({"地区生产总值": 3, "培训": 2}))
    ['地区生产总值']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(metric, list(names), scorer=fuzz.ratio, limit=_MOST, score_cutoff=_NEAR)
    inside = sorted((name for name in names if metric in name), key=lambda name: (-names[name], len(name)))
    return list(dict.fromkeys([*(name for name, _, _ in found), *inside]))[:_MOST]
