"""The one loader of tables: CSV and TOML files of this folder, checked as they are read."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any

from reportmine.errors import LexiconError


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV table of this package, in order; every row has every column.

    >>> rows("bounds.csv")[0]["qualifier"]
    'nearly'
    """
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    found = []
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise LexiconError(f"{name}, line {number}: the row does not have {len(reader.fieldnames or [])} cells.")
        found.append(row)
    if not found:
        raise LexiconError(f"{name}: the table is empty.")
    return found


def toml(name: str) -> dict[str, Any]:
    """A TOML table of this package."""
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def words(name: str, group: str) -> tuple[str, ...]:
    """The words of one group of a TOML table, checked: none twice, none empty.

    >>> "以来" in words("time_words.toml", "behind_span")
    True
    """
    listed: str = toml(name)[group]["words"]
    found = tuple(listed.split())
    if not found:
        raise LexiconError(f"{name}, [{group}]: the group is empty.")
    twice = {word for word in found if found.count(word) > 1}
    if twice:
        raise LexiconError(f"{name}, [{group}]: {', '.join(sorted(twice))} stands there twice.")
    return found


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, parted by `|`."""
    return tuple(part for part in cell.split("|") if part)
