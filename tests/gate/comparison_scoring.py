"""How well a comparison agrees with a key: its pairs, its targets with their verdicts, its audits.

A row of the key is found where both of its figures stand where the key's stand. Rows that the key marks
as borderline are neither asked for nor held against the one who finds them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

Record = Mapping[str, Any]

_NEAR = Decimal("0.0001")


class Score(NamedTuple):
    """How many rows were asked for and found, how many were not asked for, and how many verdicts are right."""

    asked: int
    found: int
    extra: int
    right: int
    judged: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra) if self.found + self.extra else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.asked + self.found + self.extra) if self.asked else 0.0


def key_of(path: Path) -> list[Record]:
    """The rows of a key in JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_rows(key: Sequence[Record], rows: Sequence[Record], old: str, new: str) -> Score:
    """The score of pairs (`old`, `new`) or of targets (`target`, `outcome`)."""
    left, asked, found, right, judged = list(rows), 0, 0, 0, 0
    for wanted in key:
        hit = next((row for row in left if _meet(wanted[old], row[old]) and _meet(wanted[new], row[new])), None)
        counts = not str(wanted.get("note", "")).startswith("borderline")
        asked += counts
        if hit is not None:
            left.remove(hit)
            found += counts
            if wanted.get("met") is not None:
                judged += 1
                right += hit["met"] == wanted["met"]
    return Score(asked, found, len(left), right, judged)


def score_audits(key: Sequence[Record], audits: Sequence[Record]) -> Score:
    """The score of audits, told by their three values."""
    left, found, right = list(audits), 0, 0
    for wanted in key:
        values = (wanted["old_value"], wanted["new_value"], wanted["stated_change"])
        hit = next((audit for audit in left if _same_values(audit, values)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
            right += hit["consistent"] == wanted["consistent"]
    return Score(len(key), found, len(left), right, len(key))


def _meet(one: Record, other: Record) -> bool:
    return bool(min(one["end"], other["end"]) > max(one["start"], other["start"]))


def _same_values(audit: Record, values: Sequence[str]) -> bool:
    found = (audit[name]["value"] for name in ("old", "new", "stated"))
    return all(_same(Decimal(one), Decimal(other)) for one, other in zip(found, values, strict=True))


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _NEAR * max(abs(one), abs(other))
