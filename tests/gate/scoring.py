"""How well claims agree with labels: which label a claim finds, and at which of its fields it is right.

A claim finds a label where their spans overlap and value, upper value and unit agree. A label that says
`optional` is neither asked for nor held against the one who finds it. Where a label gives several
wordings, parted by `|`, each is right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

Record = Mapping[str, Any]

# Of two metrics that are close, one holds the other at half its length, or they share most pairs of characters.
_HELD = 0.5
_SHARED_PAIRS = 0.6


class Tally(NamedTuple):
    """What was found in one report: labels asked for, claims that found none, and the pairs of the others."""

    asked: int
    spurious: int
    pairs: tuple[tuple[Record, Record], ...]


def labels_of(path: Path) -> list[Record]:
    """The labelled claims of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tally(labels: Sequence[Record], claims: Sequence[Record]) -> Tally:
    """Pair labels with the claims that find them.

    >>> label = {"start": 4, "end": 8, "value": "200", "unit": "人"}
    >>> tally([label], [{"start": 4, "end": 9, "value": "200.0", "value_max": None, "unit": "人"}])[:2]
    (1, 0)
    >>> tally([label | {"optional": True}], [])[:2]
    (0, 0)
    """
    left = list(claims)
    pairs: list[tuple[Record, Record]] = []
    for label in labels:
        found = max(
            (claim for claim in left if _overlap(label, claim) > 0 and _agree(label, claim)),
            key=lambda claim: _overlap(label, claim),
            default=None,
        )
        if found is not None:
            left.remove(found)
            if not label.get("optional"):
                pairs.append((label, found))
    excused = [label for label in labels if label.get("optional")]
    spurious = sum(all(_overlap(label, claim) <= 0 for label in excused) for claim in left)
    return Tally(len(labels) - len(excused), spurious, tuple(pairs))


def rates(tallies: Iterable[Tally]) -> dict[str, float]:
    """Precision and recall of quantities, and how often each field is right where the quantity is.

    A claim is right where it names the same, in the same measure and direction. Fields that no label has are left
    out. Most figures have no baseline and no scope; `… given` counts only those where label or claim names one.
    """
    tallies = list(tallies)
    pairs = [pair for one in tallies for pair in one.pairs]
    found = {
        "quantity precision": _share(len(pairs), len(pairs) + sum(one.spurious for one in tallies)),
        "quantity recall": _share(len(pairs), sum(one.asked for one in tallies)),
    }
    right_claims = sum(all(_CHECKS[name](*pair) for name in _OF_CLAIM) for pair in pairs)
    found["claim f1"] = _share(2 * right_claims, sum(one.asked + len(one.pairs) + one.spurious for one in tallies))
    labelled = {field for label, _ in pairs for field in label}
    for name, right in _CHECKS.items():
        if name not in _CONTEXT or name in labelled:
            found[name] = _share(sum(right(*pair) for pair in pairs), len(pairs))
    for field in sorted(labelled.intersection(("baseline", "scope"))):
        given = [pair for pair in pairs if pair[0].get(field) or pair[1].get(field)]
        found[f"{field} given"] = _share(sum(_CHECKS[field](*pair) for pair in given), len(given))
    return found


def close(label: str, metric: str) -> bool:
    """Whether a metric names the same thing, as far as characters can tell.

    >>> close("团干部|专职团干部", "专职团干部"), close("志愿服务总时长", "服务总时长"), close("医院", "学校")
    (True, True, False)
    """
    return any(_close(_plain(wording), _plain(metric)) for wording in label.split("|"))


def _close(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if short and short in long and len(short) >= len(long) * _HELD:
        return True
    pairs_a, pairs_b = _pairs_in(a), _pairs_in(b)
    return 2 * len(pairs_a & pairs_b) >= _SHARED_PAIRS * (len(pairs_a) + len(pairs_b))


def _pairs_in(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _plain(metric: str) -> str:
    return "".join(char for char in metric if char.isalnum() and char not in "的和")


def _overlap(label: Record, claim: Record) -> int:
    start, end = max(label["start"], claim["start"]), min(label["end"], claim["end"])
    return int(end - start)


def _agree(label: Record, claim: Record) -> bool:
    return (
        _number(label["value"]) == _number(claim["value"])
        and _number(label.get("value_max")) == _number(claim["value_max"])
        and label["unit"] == claim["unit"]
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _same(field: str) -> Callable[[Record, Record], bool]:
    def right(label: Record, claim: Record) -> bool:
        return (claim[field] or "") in (label.get(field) or "").split("|")

    return right


_CHECKS: dict[str, Callable[[Record, Record], bool]] = {
    "metric close": lambda label, claim: close(label["metric"], claim["metric"]),
    "metric exact": lambda label, claim: (
        _plain(claim["metric"]) in {_plain(wording) for wording in label["metric"].split("|")}
    ),
    **{field: _same(field) for field in ("measure", "direction", "qualifier", "status", "period", "baseline", "scope")},
}
_OF_CLAIM = ("metric close", "measure", "direction")
_CONTEXT = ("period", "baseline", "scope")
