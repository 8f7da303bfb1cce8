"""The one loader of tables: CSV and TOML files of this folder, checked as they are read."""

from __future__ import annotations

import csv
import functools
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from operator import itemgetter
from typing import Any

from reportmine.errors import LexiconError

_DATA = resources.files(__package__) / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table of this package, in order; every row has every column.

    >>> next(rows("quantities/qualifiers.csv"))["qualifier"]
    'nearly'
    """
    lines = _lines(name)
    columns = next(lines)
    for cells in lines:
        yield dict(zip(columns, cells))  # noqa: B905 (all rows are as long, and there are thousands)


def columns(name: str, *wanted: str) -> Iterator[tuple[str, ...]]:
    """What the rows of a CSV table hold in these columns, two or more: for tables of thousands of rows.

    >>> next(columns("quantities/qualifiers.csv", "qualifier", "place"))
    ('nearly', 'before')
    """
    lines = _lines(name)
    return map(itemgetter(*map(next(lines).index, wanted)), lines)


def _lines(name: str) -> Iterator[list[str]]:
    """The names of the columns, and then each row with as many cells."""
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    reader = csv.reader(text.splitlines())
    head = next(reader, [])
    yield head
    number = 0
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(head):
            raise LexiconError(f"{name}, line {number}: the row does not have {len(head)} cells.")
        yield cells
    if not number:
        raise LexiconError(f"{name}: the table is empty.")


# A module asks one table for many groups: parsed once for each of them, they took 55 ms of every start.
@functools.lru_cache(maxsize=2)
def toml(name: str) -> Mapping[str, Any]:
    """A TOML table of this package, the same one for whoever asks."""
    return tomllib.loads(_DATA.joinpath(name).read_text(encoding="utf-8"))


def words(name: str, group: str) -> tuple[str, ...]:
    """The words of one group of a TOML table, checked: none twice, none empty.

    >>> "以来" in words("rules/time_words.toml", "behind_span")
    True
    """
    return checked(toml(name)[group]["words"], f"{name}, [{group}]")


def checked(listed: str, place: str) -> tuple[str, ...]:
    """The words of a list; raises LexiconError that names `place` where there are none or one stands twice.

    >>> checked("达到 达到", "words/cue_words.toml, [resultatives]")
    Traceback (most recent call last):
    reportmine.errors.LexiconError: words/cue_words.toml, [resultatives]: 达到 stands there twice.
    """
    found = tuple(listed.split())
    if not found:
        raise LexiconError(f"{place}: the group is empty.")
    if len(set(found)) < len(found):
        twice = {word for word, times in Counter(found).items() if times > 1}
        raise LexiconError(f"{place}: {', '.join(sorted(twice))} stands there twice.")
    return found


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, parted by `|`."""
    return tuple(filter(None, cell.split("|")))
