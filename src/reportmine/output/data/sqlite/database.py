"""Reports as an SQLite database, which keeps what other runs have put into it.

A report is known again by its file: by where that lies, as seen from the folder of the database. So it is the same
report in whatever folder reportmine is run, and after a move of both. Text from no file is known by its digest.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from reportmine.errors import WritingError
from reportmine.messages.message import Message, message
from reportmine.model import Claim, Report
from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, Cell, report_rows, whole
from reportmine.output.data.json.claims import encode, note_records
from reportmine.output.data.sqlite.schema import (
    APPLICATION,
    CLAIMS,
    COMPARISON,
    DEFINITION,
    REPORTS,
    VERSION,
    bound,
    insertion,
    stored,
)
from reportmine.output.files import reason, write_file
from reportmine.readers.digest import sha256_of
from reportmine.readers.files import STANDARD_INPUT

# For so many seconds another program may hold the database before writing to it is given up.
_PATIENCE = 30.0
# After so many it is said that it is waited for; a wait that Ctrl-C cannot end is no longer than that.
_UNSAID = 1.0
# Takes what is to be said while it waits.
Waiting = Callable[[Message], None]


def silently(_: Message) -> None:
    """Say nothing."""


def to_sqlite(reports: Sequence[Report], folder: str | Path = ".") -> bytes:
    """A new database of reports, which is to lie in `folder`.

    >>> from reportmine.api import extract
    >>> to_sqlite([extract("举办培训20场。")])[:15]
    b'SQLite format 3'
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        _define(database)
        _put_all(database, reports, folder)
        return database.serialize()


class StoredReport(NamedTuple):
    """A report as the database holds it: what it is known by, its own cells, and those of each of its claims.

    One that `goes_on` is a further part of the report before it: its figures and rejected numbers are added.
    """

    identity: str
    cells: Sequence[Cell]
    claims: Sequence[Sequence[Cell]]
    goes_on: bool = False


def stored_report(report: Report, folder: str | Path) -> StoredReport:
    """What a database that lies in `folder` holds of a report."""
    (cells,) = report_rows([report])
    claims = [tuple(_claim_cells(claim)) for claim in report.claims]
    return StoredReport(_identity(report, folder), tuple(map(bound, cells)), claims)


def write_new(path: str | Path, reports: Iterable[StoredReport]) -> None:
    """Write a database of reports to `path`, where nothing stands that counts; raises OSError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")  # it is there as a whole, or thrown away
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            _define(database)
            for report in reports:
                _put(database, report)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        number = next((number for start, number in _NUMBERS.items() if name.startswith(start)), errno.EIO)
        raise OSError(number, str(error)) from error


def add_to(path: str, reports: Sequence[Report], waiting: Waiting = silently) -> None:
    """Put reports into the database at `path`, which is made where there is none.

    The rows of a report that is in it already are replaced, those of all others stay. Raises WritingError, and
    then none of the reports is put there. Where another program holds it, `waiting` is told so.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        write_file(path, to_sqlite(reports))  # a pipe or a device
        return
    with opened(path, waiting=waiting) as database:
        _refuse_other_version(database, path)
        _when_free(database, "BEGIN IMMEDIATE", path, waiting)
        if _is_new(database):
            _define(database)
        _put_all(database, reports, target.parent)
        _when_free(database, "COMMIT", path, waiting)


def check(path: str | None, waiting: Waiting = silently) -> None:
    """Raise WritingError where `path` is a file already, and no database of reportmine or one of another version."""
    if path is not None and Path(path).is_file():
        with opened(path, waiting=waiting) as database:
            _refuse_other_version(database, path)


@contextmanager
def opened(path: str, application: int = APPLICATION, waiting: Waiting = silently) -> Iterator[sqlite3.Connection]:
    """The database at `path`, which is of this application or empty; what SQLite refuses becomes a WritingError.

    An empty file, which is what SQLite leaves of a new database that failed, is left there: another reportmine may
    be about to fill it.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_UNSAID, isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            _when_free(database, "SELECT 1 FROM sqlite_master", path, waiting)
            _refuse_others(database, path, application)
            yield database
    except sqlite3.Error as error:
        raise WritingError(_why(error, Path(path))).about(path) from error


def _when_free(database: sqlite3.Connection, statement: str, path: str, waiting: Waiting) -> None:
    """Run a statement as soon as no other program holds the database; raises sqlite3.Error where one keeps it."""
    until = time.monotonic() + _PATIENCE
    said = False
    while True:
        try:
            database.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if not _is_held(error) or time.monotonic() >= until:
                raise
        if not said:
            seconds = round(_PATIENCE)
            waiting(
                message("{path} is in use by another program; waiting up to {seconds} s.", path=path, seconds=seconds)
            )
            said = True


def _is_held(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _is_new(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _pragma(database: sqlite3.Connection, name: str) -> int:
    (value,) = database.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _refuse_others(database: sqlite3.Connection, path: str, application: int) -> None:
    found = _pragma(database, "application_id")
    if found != application and not _is_new(database):
        raise WritingError(_OTHERS.get(found, _NOT_OURS)).about(path)


def _refuse_other_version(database: sqlite3.Connection, path: str) -> None:
    version = _pragma(database, "user_version")
    if version != VERSION and not _is_new(database):
        raise WritingError(_NEWER if version > VERSION else _OLDER).about(path)


_NEWER = message("a newer reportmine made this database; update reportmine, or choose another name.")
_OLDER = message("an older reportmine made this database; extract again, or choose another name.")
_NOT_OURS = message("this is no database of reportmine; choose another name.")
_OTHERS = {
    APPLICATION: message("this is a database of reports, and not of a comparison; choose another name."),
    COMPARISON: message("this is a database of a comparison, and not of reports; choose another name."),
}


def _why(error: sqlite3.Error, path: Path) -> Message:
    name = getattr(error, "sqlite_errorname", "")
    if _is_held(error):
        return message("another program holds this database; close it there, and run this again.")
    if name.startswith("SQLITE_NOTADB"):
        return _NOT_OURS
    for start, number in _NUMBERS.items():
        if name.startswith(start):
            missing = start == "SQLITE_CANTOPEN" and not path.parent.is_dir()
            return reason(OSError(errno.ENOENT if missing else number, ""), path)
    return message("this database cannot be written ({reason}); choose another place.", reason=str(error))


_NUMBERS = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_CANTOPEN": errno.EACCES,
}


def _define(database: sqlite3.Connection) -> None:
    for statement in DEFINITION:
        database.execute(statement)


_PUT_CLAIM = insertion("claims", CLAIMS)
# A report keeps its id, so that what refers to it still does.
_PUT_REPORT = (
    insertion("reports", REPORTS)
    + " ON CONFLICT (identity) DO UPDATE SET "
    + ", ".join(f'"{column.name}" = excluded."{column.name}"' for column in REPORT_COLUMNS)
)


_COUNTS = ("figures", "rejected")
_ADD_TO_REPORT = "UPDATE reports SET " + ", ".join(f"{name} = {name} + ?" for name in _COUNTS) + " WHERE identity = ?"


def _put_all(database: sqlite3.Connection, reports: Iterable[Report], folder: str | Path) -> None:
    for report in reports:
        _put(database, stored_report(report, folder))


def _put(database: sqlite3.Connection, report: StoredReport) -> None:
    identity, cells, claims, goes_on = report
    if goes_on:
        more = dict(zip((column.name for column in REPORT_COLUMNS), cells, strict=True))
        database.execute(_ADD_TO_REPORT, (*(more[name] for name in _COUNTS), identity))
    else:
        database.execute(_PUT_REPORT, (identity, *cells))
    (number,) = database.execute("SELECT id FROM reports WHERE identity = ?", (identity,)).fetchone()
    if not goes_on:
        database.execute("DELETE FROM claims WHERE report_id = ?", (number,))
    database.executemany(_PUT_CLAIM, ((number, *cells) for cells in claims))


def _identity(report: Report, folder: str | Path) -> str:
    source = report.source
    if source.path in (None, STANDARD_INPUT):
        return f"sha256:{source.sha256 or sha256_of(source.raw.encode('utf-8', 'surrogatepass'))}"
    try:
        seen = os.path.relpath(os.path.realpath(source.path), os.path.realpath(folder))
    except ValueError:  # on another drive of Windows
        seen = os.path.realpath(source.path)
    return whole(Path(seen).as_posix())


def _claim_cells(claim: Claim) -> Iterator[Cell]:
    for column in COLUMNS:
        yield from stored(column.kind, column.get(claim))
    yield whole(encode(note_records(claim)))
