"""SQLite: the rows of a report are a piece, as JSON; the database is a new one, whatever stood at its place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from reportmine.batch.forms import Pieces
from reportmine.model import Report
from reportmine.output.data.json.claims import encode
from reportmine.output.data.sqlite.database import StoredReport, stored_report, write_new


@dataclass(frozen=True)
class Sqlite:
    """The database that lies in this folder."""

    folder: str

    def piece(self, report: Report, *, goes_on: bool = False) -> bytes:
        """Its rows."""
        return encode(stored_report(report, self.folder)._replace(goes_on=goes_on)).encode()

    def write(self, pieces: Pieces, path: Path) -> None:
        """All rows, in the database that `extract` would make."""
        write_new(path, (StoredReport(*json.loads(piece)) for piece in pieces()))
