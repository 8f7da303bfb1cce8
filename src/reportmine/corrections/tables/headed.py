"""Tables by their headings: which of them are of figures, which tells the reports, and where each column stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportmine.corrections.tables.cells import TableCell, flat
from reportmine.corrections.tables.files import Table
from reportmine.corrections.tables.workbooks import LEGEND, ONLY_IN_WORKBOOKS
from reportmine.messages.message import Message, counted, message

# Rows that a reader may have put above the headings.
_MOST_ABOVE = 20
# Without them no row can be told from another.
NEEDED = ("start", "end", "text")
_OF_REPORTS = ("path", "sha256")
# Of headings that are not known, what a remark shows.
_LONGEST = 200


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

    def row(self, number: int) -> Message:
        """What a row is called in a sentence."""
        if not self.name:
            return message("row {row}", row=number)
        return message("{sheet}, row {row}", sheet=self.name, row=number)

    def place(self, number: int, name: str) -> Message:
        """What a cell is called in a sentence."""
        column = self.above.get(name, name)
        if not self.name:
            return message("row {row}, {column}", row=number, column=column)
        return message("{sheet}, row {row}, {column}", sheet=self.name, row=number, column=column)


class Sorted(NamedTuple):
    """The tables of figures and of reports among some, remarks on what is not read, and what is wrong."""

    figures: tuple[Headed, ...]
    reports: tuple[Headed, ...]
    remarks: tuple[Message, ...]
    faults: tuple[Message, ...]


def sorted_out(tables: Iterable[Table], headings: Mapping[str, str]) -> Sorted:
    """The tables that can be read, where `headings` tell the stable name of a column by what stands above it.

    >>> known = {"metric": "metric", "起点": "start", "终点": "end", "原文": "text"}
    >>> rows = [(1, []), (2, ["起点", "终点", "原文", "备注"]), (3, [0, 3, "20场", None])]
    >>> found = sorted_out([Table("数据", rows)], known)
    >>> found.figures[0].places, str(found.remarks[0])
    ({'start': 0, 'end': 1, 'text': 2}, '数据: its column 备注 is none of reportmine and was not read.')
    """
    known = {_folded(heading): name for heading, name in headings.items()}
    known |= {one: column.name for column in ONLY_IN_WORKBOOKS for one in (column.name, column.heading)}
    figures: list[Headed] = []
    reports: list[Headed] = []
    remarks: list[Message] = []
    faults: list[Message] = []
    for table in tables:
        headed, unknown, twice = _headed(table, known)
        if headed is None:
            remarks += [] if table.name in LEGEND else [_not_read(table)]
        elif headed.places.keys() >= set(_OF_REPORTS):
            reports.append(headed)
        elif fault := _unfit(headed, twice):
            faults.append(_in(table, fault))
        else:
            figures.append(headed)
            remarks += [_in(table, _unread(unknown))] if unknown else []
    return Sorted(tuple(figures), tuple(reports), tuple(remarks), tuple(faults))


def _in(table: Table, said: Message) -> Message:
    """What is said of a table, with its name where it has one."""
    return said.about(table.name) if table.name else said


def _not_read(table: Table) -> Message:
    name = table.name or message("the table")
    return message("{table} has none of the headings of reportmine and was not read.", table=name)


def _unfit(table: Headed, twice: Sequence[str]) -> Message | None:
    """Why a table of figures cannot be read, None where it can be."""
    if twice:
        return message("there is more than one column {column}; take all but one away.", column=twice[0])
    missing = next((name for name in NEEDED if name not in table.places), None)
    if missing is None:
        return None
    return message("its rows cannot be told apart without the column {column}; put it back.", column=missing)


def _unread(headings: Sequence[str]) -> Message:
    return counted(
        "its column {columns} is none of reportmine and was not read.",
        "its columns {columns} are none of reportmine and were not read.",
        len(headings),
        columns=", ".join(headings)[:_LONGEST],
    )


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
