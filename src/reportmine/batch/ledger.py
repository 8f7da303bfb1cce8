"""The ledger of a batch as people read it: a CSV table beside the output, a row a file, in the order of the input."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from reportmine.batch.state import Entry
from reportmine.model.spreadsheets import guarded

COLUMNS = ("path", "status", "figures", "reason", "remarks", "seconds", "sha256")


def write_ledger(path: Path, entries: Iterable[Entry]) -> None:
    """Write the table, with the mark that Excel needs; raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([guarded(cell) for cell in _cells(entry)] for entry in entries)


def _cells(entry: Entry) -> tuple[str | int, ...]:
    remarks = " ".join(entry.remarks)
    seconds = f"{entry.seconds:.3f}"
    return entry.name, entry.status, entry.figures, entry.reason, remarks, seconds, entry.sha256
