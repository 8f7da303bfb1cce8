"""Comparisons of real length against answer keys: the project's own, and the shared one where it is there."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest
from comparison_scoring import Record, key_of, score_audits, score_rows

from reportmine import compare, extract, read
from reportmine.output.comparison.json import comparison_document
from reportmine.output.comparison.result import SECTIONS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared" / "gold" / "compare"

OWN = [
    pytest.param("city-2023", "city-2024", "city-2023-2024.compare.jsonl", id="city"),
    pytest.param("foundation-2022", "foundation-2023", "foundation-2022-2023.compare.jsonl", id="foundation"),
]

KNOWN_FAILURES = tomllib.loads((ROOT / "tests" / "data" / "comparisons.toml").read_text(encoding="utf-8"))[
    "known_failure"
]


def values_of(row: Record) -> list[str]:
    return [row[name] for name in ("old_value", "new_value", "stated_change")]


@functools.cache
def compared(old: Path, new: Path) -> dict[str, Any]:
    return comparison_document(compare(extract(read(old)), extract(read(new))), SECTIONS)


def of_kind(path: Path, kind: str) -> list[Record]:
    return [row for row in key_of(path) if row["kind"] == kind]


@pytest.mark.parametrize(("old", "new", "key"), OWN)
class TestOwnKeys:
    def test_pairs(self, old: str, new: str, key: str) -> None:
        found = compared(SAMPLES / f"{old}.txt", SAMPLES / f"{new}.txt")
        score = score_rows(of_kind(SAMPLES / key, "pair"), found["pairs"], "old", "new")
        assert score.f1 >= 0.94 and score.precision >= 0.92, score

    def test_targets(self, old: str, new: str, key: str) -> None:
        found = compared(SAMPLES / f"{old}.txt", SAMPLES / f"{new}.txt")
        score = score_rows(of_kind(SAMPLES / key, "target"), found["targets"], "target", "outcome")
        assert score.f1 >= 0.95 and score.right == score.judged, score

    def test_audits(self, old: str, new: str, key: str) -> None:
        found = compared(SAMPLES / f"{old}.txt", SAMPLES / f"{new}.txt")
        missed = [failure["values"] for failure in KNOWN_FAILURES if failure["key"] == key]
        rows = of_kind(SAMPLES / key, "audit")
        score = score_audits([row for row in rows if values_of(row) not in missed], found["audits"])
        assert (score.found, score.right) == (score.asked, score.asked)
        assert score_audits(rows, found["audits"]).extra == 0


@pytest.mark.parametrize(
    ("key", "values"),
    [
        pytest.param(row["key"], row["values"], marks=pytest.mark.xfail(reason=row["why"], strict=True))
        for row in KNOWN_FAILURES
    ],
)
def test_known_failures(key: str, values: list[str]) -> None:
    wanted = [row for row in of_kind(SAMPLES / key, "audit") if values_of(row) == values]
    old, new = next(case.values[:2] for case in OWN if case.values[2] == key)
    score = score_audits(wanted, compared(SAMPLES / f"{old}.txt", SAMPLES / f"{new}.txt")["audits"])
    assert score.right == 1


def test_known_failures_are_rows_of_the_keys() -> None:
    for row in KNOWN_FAILURES:
        assert row["values"] in [values_of(one) for one in of_kind(SAMPLES / row["key"], "audit")]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
class TestSharedKey:
    KEY = SHARED / "hailar-2013-2014.jsonl"

    @property
    def found(self) -> dict[str, Any]:
        return compared(SHARED / "hailar-2013.txt", SHARED / "hailar-2014.txt")

    def test_pairs(self) -> None:
        score = score_rows(of_kind(self.KEY, "pair"), self.found["pairs"], "old", "new")
        assert score.f1 >= 0.82 and score.precision >= 0.78, score

    def test_targets(self) -> None:
        score = score_rows(of_kind(self.KEY, "target"), self.found["targets"], "target", "outcome")
        assert score.f1 >= 0.75 and score.right >= 0.9 * score.judged, score

    def test_audits(self) -> None:
        score = score_audits(of_kind(self.KEY, "audit"), self.found["audits"])
        assert score.found == 6 and score.right >= 5 and score.extra <= 2, score
