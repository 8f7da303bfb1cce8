"""The corpus: labels that stand where they say, no text on both sides, and as many as its README tells."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reportmine.text.cleaning import clean
from training.corpus import CORPUS, Document, is_close, labels_in, own_documents, shut_documents

PARTS = ("open", "shut")
FIELDS = {"quote", "value", "unit", "qualifier", "metric", "measure", "status", "start", "end"}
VALUES: dict[str, set[Any]] = {
    "qualifier": {"exact", "about", "nearly", "over", "at_least", "at_most", "range"},
    "measure": {"level", "change", "share", "ratio", "rank", "gap"},
    "status": {"actual", "target"},
    "direction": {None, "up", "down"},
    "optional": {None, True},
}
# Names with a character that their text has not: 排名 of a text that says 位列, 烟蒂 of one that writes 菸蒂.
NOT_OF_THE_TEXT = 107


@functools.cache
def files(part: str) -> tuple[Path, ...]:
    return tuple(sorted((CORPUS / part).glob("*.jsonl")))


def rows() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for part in PARTS:
        for path in files(part):
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path, text, json.loads(line)


def test_every_text_has_labels_and_every_file_of_labels_a_text() -> None:
    for part in PARTS:
        assert {path.stem for path in files(part)} == {path.stem for path in (CORPUS / part).glob("*.txt")}


def test_every_quote_stands_at_its_offsets_and_every_field_is_known() -> None:
    for path, text, row in rows():
        told = path.name, row
        assert text[row["start"] : row["end"]] == row["quote"], told
        assert set(row) >= FIELDS and set(row) - FIELDS <= {"direction", "optional", "value_max"}, told
        assert all(row.get(name) in values for name, values in VALUES.items()), told
        assert ("direction" in row) == (row["measure"] in ("change", "gap")), told
        assert ("value_max" in row) == (row["qualifier"] == "range"), told
        assert Decimal(row.get("value_max", row["value"])) >= Decimal(row["value"]), told
        assert row["metric"] or row.get("optional"), told


def test_labels_stand_in_order_and_none_within_another() -> None:
    for part in PARTS:
        for path in files(part):
            labels = list(labels_in(path))
            assert all(one.end <= other.start for one, other in pairwise(labels)), path.name


def test_names_are_made_of_the_characters_of_their_text() -> None:
    there: dict[Path, Counter[str]] = {}
    strange = []
    for path, text, row in rows():
        if path not in there:
            there[path] = Counter(clean(text).text)
        names = filter(None, row["metric"].split("|"))
        strange += [(path.stem, name) for name in names if Counter(clean(name).text) - there[path]]
    assert len(strange) == NOT_OF_THE_TEXT, strange


def test_open_and_shut_share_no_text() -> None:
    seen: dict[str, str] = {}
    for part in PARTS:
        for path in files(part):
            for line in path.with_suffix(".txt").read_text(encoding="utf-8").replace("。", "\n").splitlines():
                if len(line.strip()) >= 12:
                    assert seen.setdefault(line.strip(), part) == part, line


def test_chance_drew_what_is_shut() -> None:
    for part in PARTS:
        for path in files(part):
            assert (sha256(path.stem.encode()).digest()[0] < 51) == (part == "shut"), path.stem


def test_nothing_shut_is_learnt_from() -> None:
    shut = {document.path.read_bytes() for document in shut_documents()}
    assert shut and shut.isdisjoint(document.path.read_bytes() for document in own_documents())
    assert {document.name for document in own_documents()} >= {path.stem for path in files("open")}


def test_there_are_as_many_as_the_readme_says() -> None:
    def count(documents: list[Document]) -> int:
        return sum(not label.optional for document in documents for label in document.labels)

    open_ones = [document for document in own_documents() if document.path.parent.name == "open"]
    shut_ones = list(shut_documents())
    kinds = {document.kind for document in (*open_ones, *shut_ones)}
    found = (len(open_ones) + len(shut_ones), len(kinds), count(open_ones), count(shut_ones))
    assert found == (194, 18, 10012, 1982)
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    told = (*found, found[2] + found[3])
    assert [f"{number:,}" for number in told if f"{number:,}" not in readme] == []
    assert [kind for kind in kinds if f"`{kind.removeprefix('own:')}`" not in readme] == []


def test_labels_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"start": 0, "end": 3, "value": "1.5", "metric": "粉丝|全团粉丝", "measure": "level", "optional": True}
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({**row, "metric": None, "optional": False}) + "\n")
    first, second = labels_in(path)
    assert (first.value, first.metrics, first.status, first.optional) == (
        Decimal("1.5"),
        ("粉丝", "全团粉丝"),
        "actual",
        True,
    )
    assert (second.metrics, second.optional) == (("",), False)


@pytest.mark.parametrize(
    ("right", "name", "close"),
    [
        ("粉丝", "", False),
        ("", "", True),
        ("粉丝", "全团的粉丝", True),
        ("粉丝", "团员", False),
        ("粉丝", "新媒体的粉丝", False),
    ],
)
def test_names_that_are_nearly_right(right: str, name: str, close: bool) -> None:
    assert is_close((right,), name) is close
