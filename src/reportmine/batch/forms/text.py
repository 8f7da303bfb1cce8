"""CSV and JSON Lines: the lines of a report are a piece, and the file is all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportmine.batch.forms import Pieces
from reportmine.model import Report
from reportmine.model.schema import Language
from reportmine.output.data.csv import claim_lines, heading_line
from reportmine.output.data.json.claims import to_jsonl
from reportmine.output.files import encoded


@dataclass(frozen=True)
class Csv:
    """A table for spreadsheets, with the mark that Excel needs."""

    header: Language = "en"

    def piece(self, report: Report, *, goes_on: bool = False) -> bytes:  # noqa: ARG002 (rows go on by themselves)
        """Its lines, without the headings."""
        return encoded(claim_lines([report], self.header), "utf-8", "")

    def write(self, pieces: Pieces, path: Path) -> None:
        """The headings once, then all lines."""
        _write_after(heading_line(self.header).encode("utf-8-sig"), pieces, path)


@dataclass(frozen=True)
class JsonLines:
    """A line of JSON a claim."""

    def piece(self, report: Report, *, goes_on: bool = False) -> bytes:  # noqa: ARG002 (rows go on by themselves)
        """Its lines."""
        return encoded(to_jsonl([report]), "utf-8", "")

    def write(self, pieces: Pieces, path: Path) -> None:
        """All lines."""
        _write_after(b"", pieces, path)


def _write_after(start: bytes, pieces: Pieces, path: Path) -> None:
    with path.open("wb") as file:
        file.write(start)
        file.writelines(pieces())
