"""What a batch writes: each report becomes a piece in a worker, and all pieces together one file.

A form is a value that goes to the workers. A piece holds what does not depend on other reports; `write` puts the pieces
together in their order, one after the other, so that it matters to nobody how many there are or who made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from reportmine.model import Report
from reportmine.model.schema import Language

# Begins anew whenever it is called.
Pieces = Callable[[], Iterator[bytes]]


class Form(Protocol):
    """A format of files that can be put together."""

    def piece(self, report: Report, *, goes_on: bool = False) -> bytes:
        """What the file holds of a report, or of a part of one that `goes_on` from the piece before."""
        ...

    def write(self, pieces: Pieces, path: Path) -> None:
        """Write the file of all pieces; raises OSError."""
        ...


def form_of(name: str, target: str, header: Language) -> Form:
    """The form of a format's name in the registry, for the file that is to be written.

    >>> from reportmine.api import extract
    >>> form_of("csv", "all.csv", "en").piece(extract("举办培训20场。")).decode().split(",")[1]
    '培训'
    """
    # Each is imported when it is asked for: Parquet takes a library.
    match name:
        case "parquet":
            from reportmine.batch.forms.parquet import Parquet

            return Parquet()
        case "sqlite":
            from reportmine.batch.forms.sqlite import Sqlite

            return Sqlite(str(Path(target).resolve().parent))
        case "jsonl":
            from reportmine.batch.forms.text import JsonLines

            return JsonLines()
        case _:
            from reportmine.batch.forms.text import Csv

            return Csv(header)
