"""The state of a batch: an SQLite file in which every report stands as soon as it is done.

Whatever ends the process, or fills the disk, the file is as it was after some report. A row belongs to a run and has
the place of its report in the input of that run; what a later run finds again becomes a row of that run, and what
nobody found again is dropped at its end.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from reportmine.batch.found import Status
from reportmine.errors import WritingError
from reportmine.messages.message import message
from reportmine.model.schema import whole
from reportmine.output.data.sqlite.database import opened

# "RpMb": a batch of reportmine.
_APPLICATION = 0x52704D62
# Raised with every change of the table.
_VERSION = 2
# So many seconds of work are lost at most where a process is killed. 2,000 rows took 1.0 s so, and 44 s when each was
# committed (2026-11-30, a busy disk).
_COMMIT_AFTER = 1.0

_DEFINITION = (
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
    """CREATE TABLE files (
  run INTEGER NOT NULL,
  place INTEGER NOT NULL, -- in the input, from 0
  name TEXT NOT NULL,
  status TEXT NOT NULL, -- done, failed, skipped
  made_by TEXT NOT NULL, -- the digest of how it was made
  sha256 TEXT NOT NULL,
  figures INTEGER NOT NULL,
  reason TEXT NOT NULL,
  remarks TEXT NOT NULL, -- JSON
  seconds REAL NOT NULL,
  piece BLOB, -- of the output, packed by zlib; NULL where there are parts of it, or none
  PRIMARY KEY (run, place)
)""",
    # What came of a large text so far: it counts once the file is done.
    """CREATE TABLE parts (
  run INTEGER NOT NULL,
  place INTEGER NOT NULL,
  number INTEGER NOT NULL, -- from 0
  piece BLOB NOT NULL,
  PRIMARY KEY (run, place, number)
)""",
    "CREATE INDEX files_name ON files (name)",
)


class Entry(NamedTuple):
    """A file as the ledger has it."""

    place: int
    name: str
    status: Status
    sha256: str = ""
    figures: int = 0
    reason: str = ""
    remarks: Sequence[str] = ()
    seconds: float = 0.0


class State:
    """A state file that is open, for one run."""

    def __init__(self, database: sqlite3.Connection, made_by: str) -> None:
        """Begin a run; `made_by` is the digest of how its pieces are made."""
        self._database = database
        self._made_by = made_by
        (last,) = database.execute("SELECT coalesce(max(run), 0) FROM files").fetchone()
        self._run: int = last + 1
        self._committed = time.monotonic()

    def found(self, place: int, name: str) -> str:
        """The digest of a file of this name that was done in the same way before, "" if none was.

        Its row has this place from now on, and stays unless `put` replaces it.
        """
        row = self._database.execute(
            "SELECT run, place, sha256 FROM files WHERE name = ? AND run < ? AND made_by = ? AND status = 'done'"
            " ORDER BY run DESC, place LIMIT 1",
            (whole(name), self._run, self._made_by),
        ).fetchone()
        if row is None:
            return ""
        run, old_place, sha256 = row
        with self._changing():
            self._drop_parts(place)
            for table in ("files", "parts"):
                moved = f"UPDATE {table} SET run = ?, place = ? WHERE run = ? AND place = ?"
                self._database.execute(moved, (self._run, place, run, old_place))
        return str(sha256)

    def put_part(self, place: int, number: int, piece: bytes) -> None:
        """Keep a part of what comes of a file; with the first one, all goes that was kept of a file at its place."""
        with self._changing():
            if number == 0:
                self._drop_parts(place)
                self._database.execute("DELETE FROM files WHERE run = ? AND place = ?", (self._run, place))
            self._database.execute("INSERT INTO parts VALUES (?, ?, ?, ?)", (self._run, place, number, piece))

    def put(self, entry: Entry, piece: bytes | None = None, parts: int = 0) -> None:
        """Keep what came of a file, with so many parts of it that were put before."""
        place, name, status, sha256, figures, reason, remarks, seconds = entry
        said = json.dumps(list(remarks), ensure_ascii=False)
        cells = (self._run, place, whole(name), status, self._made_by, sha256, figures, whole(reason), whole(said))
        with self._changing():
            self._drop_parts(place, parts)
            put = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            self._database.execute(put, (*cells, seconds, piece))

    def commit(self) -> None:
        """Let all that was put stay, whatever follows."""
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._committed = time.monotonic()

    def drop_gone(self) -> None:
        """Drop the files that this run did not find."""
        with self._changing():
            for table in ("files", "parts"):
                self._database.execute(f"DELETE FROM {table} WHERE run < ?", (self._run,))
        self.commit()

    def entries(self) -> Iterator[Entry]:
        """The files of this run, in the order of the input."""
        columns = ", ".join(Entry._fields)
        for row in self._database.execute(f"SELECT {columns} FROM files WHERE run = ? ORDER BY place", (self._run,)):
            entry = Entry(*row)
            yield entry._replace(remarks=tuple(json.loads(row[6])))

    def pieces(self) -> Iterator[bytes]:
        """The packed pieces of the output, in the order of the input."""
        done = "SELECT place, piece FROM files WHERE run = ? AND status = 'done' ORDER BY place"
        parts = "SELECT piece FROM parts WHERE run = ? AND place = ? ORDER BY number"
        for place, piece in self._database.execute(done, (self._run,)):
            if piece is not None:
                yield piece
            else:
                yield from (part for (part,) in self._database.execute(parts, (self._run, place)))

    def _drop_parts(self, place: int, least: int = 0) -> None:
        """Drop the parts of a file from this one on."""
        gone = "DELETE FROM parts WHERE run = ? AND place = ? AND number >= ?"
        self._database.execute(gone, (self._run, place, least))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
        yield
        if time.monotonic() > self._committed + _COMMIT_AFTER:
            self.commit()


@contextmanager
def opened_state(path: str, made_by: str) -> Iterator[State]:
    """The state at `path`, made where there is none; raises WritingError.

    It is this process's alone until the block ends, and what was put is committed then, however the block ends.
    """
    with opened(path, _APPLICATION) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        # A crash of the system, and not of a process, may lose the last seconds; the file stays sound.
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")
        if database.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            for statement in _DEFINITION:
                database.execute(statement)
        elif database.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            raise WritingError(_OTHER_VERSION).about(path)
        database.execute("COMMIT")
        state = State(database, made_by)
        try:
            yield state
        finally:
            state.commit()


_OTHER_VERSION = message("another version of reportmine made this state; delete it and its output, and run this anew.")
