"""Tables by their headings: which of them are of figures, which tells the reports, and where each column stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportmine.corrections.tables.cells import TableCell, flat
from reportmine.corrections.tables.files import Table
from reportmine.corrections.tables.workbooks import LEGEND, ONLY_IN_WORKBOOKS

# Rows that a reader may have put above the headings.
_MOST_ABOVE = 20
# Without them no row can be told from another.
NEEDED = ("start", "end", "text")
_OF_REPORTS = ("path", "sha256")


class Headed(NamedTuple):
    """A table below its headings: the place and the heading of each column that is known, by its stable name."""

    name: str
    places: Mapping[str, int]
    above: Mapping[str, str]
    rows: Iterator[tuple[int, Sequence[TableCell]]]

    def cell(self, row: Sequence[TableCell], name: str) -> TableCell:
        """The cell of a column in a row, None where there is none."""
        at = self.places.get(name, len(row))
        return row[at] if at < len(row) else None

    def place(self, number: int, name: str = "") -> str:
        """What a row, and a cell of it, is called in a sentence."""
        row = f"{self.name}, row {number}" if self.name else f"row {number}"
        return f"{row}, {self.above.get(name, name)}" if name else row


class Sorted(NamedTuple):
    """The tables of figures and of reports among some, remarks on what is not read, and what is wrong."""

    figures: tuple[Headed, ...]
    reports: tuple[Headed, ...]
    remarks: tuple[str, ...]
    faults: tuple[str, ...]


def sorted_out(tables: Iterable[Table], headings: Mapping[str, str]) -> Sorted:
    """The tables that can be read, where `headings` tell the stable name of a column by what stands above it.

    >>> known = {"metric": "metric", "起点": "start", "终点": "end", "原文": "text"}
    >>> rows = [(1, []), (2, ["起点", "终点", "原文", "备注"]), (3, [0, 3, "20场", None])]
    >>> found = sorted_out([Table("数据", rows)], known)
    >>> found.figures[0].places, found.remarks
    ({'start': 0, 'end': 1, 'text': 2}, ('数据: its column 备注 is none of reportmine and was not read.',))
    """
    known = {_folded(heading): name for heading, name in headings.items()}
    known |= {one: column.name for column in ONLY_IN_WORKBOOKS for one in (column.name, column.heading)}
    figures, reports, remarks, faults = [], [], [], []
    for table in tables:
        headed, unknown, twice = _headed(table, known)
        where = f"{table.name}: " if table.name else ""
        if headed is None:
            said = f"{table.name or 'the table'} has none of the headings of reportmine and was not read."
            remarks += [] if table.name in LEGEND else [said]
        elif headed.places.keys() >= set(_OF_REPORTS):
            reports.append(headed)
        elif fault := _unfit(headed, twice):
            faults.append(where + fault)
        else:
            figures.append(headed)
            remarks += [f"{where}its {_unread(unknown)}"] if unknown else []
    return Sorted(tuple(figures), tuple(reports), tuple(remarks), tuple(faults))


def _unfit(table: Headed, twice: Sequence[str]) -> str:
    """Why a table of figures cannot be read, nothing where it can be."""
    if twice:
        return f"there is more than one column {twice[0]}; take all but one away."
    missing = next((name for name in NEEDED if name not in table.places), None)
    return f"its rows cannot be told apart without the column {missing}; put it back." if missing else ""


def _unread(headings: Sequence[str]) -> str:
    columns, are, were = ("column", "is", "was") if len(headings) == 1 else ("columns", "are", "were")
    return f"{columns} {', '.join(headings):.200} {are} none of reportmine and {were} not read."


def _headed(table: Table, known: Mapping[str, str]) -> tuple[Headed | None, list[str], list[str]]:
    """A table with its headings, where it has some, those that are not known, and those that stand twice."""
    rows = iter(table.rows)
    above: list[tuple[int, Sequence[TableCell]]] = []
    for number, row in rows:
        if any(cell is not None and cell != "" for cell in row):
            above.append((number, row))
        found = [(at, str(cell), known.get(_folded(str(cell)))) for at, cell in enumerate(row) if cell is not None]
        names = [name for _, _, name in found if name]
        if len({*names} & {*NEEDED, *_OF_REPORTS}) > 1:
            places = {name: at for at, _, name in found if name}
            told = {name: flat(heading) for _, heading, name in found if name}
            unknown = [flat(heading) for _, heading, name in found if not name and heading.strip()]
            twice = [flat(heading) for _, heading, name in found if name and names.count(name) > 1]
            return Headed(table.name, places, told, rows), unknown, twice
        if len(above) >= _MOST_ABOVE:
            break
    return None, [], []


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).strip().casefold()
