"""The file of a report's corrections: what it holds already, and what is written to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportmine.cli.corrected import other_report
from reportmine.corrections import file
from reportmine.corrections.applying import Stale
from reportmine.corrections.carrying import NOTHING, Carried, carried
from reportmine.corrections.making import of_report
from reportmine.corrections.model import Correction
from reportmine.errors import CorrectionsError
from reportmine.model import Report
from reportmine.output.files import encoded, write_file
from reportmine.readers.files import is_file


def before(target: Path, report: Report) -> Carried:
    """What the file holds for the report, nothing where there is none.

    Raises CorrectionsError where it cannot be used, or is that of another report: saving would lose what it holds.
    """
    if not is_file(target):
        return NOTHING
    found = file.load(target)
    if other := other_report(found, target, report.source):
        raise CorrectionsError(
            "{path}: it is of {other} beside it; name another file with -o.", path=str(target), other=other
        )
    return carried(report, found)


def save(target: Path, report: Report, entries: Sequence[Correction], kept: Sequence[Stale]) -> int:
    """Write what was said and what is kept, whole or not at all; how many they are. Raises WritingError."""
    about = {one.span for one in entries}
    all_entries = (*entries, *(one.correction for one in kept if one.correction.span not in about))
    write_file(target, encoded(file.written(of_report(report, all_entries)), "utf-8", target))
    return len(all_entries)
