"""The file of a report's corrections: what it holds already, and what is written to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportmine.corrections import file
from reportmine.corrections.applying import Stale
from reportmine.corrections.carrying import NOTHING, Carried, carried
from reportmine.corrections.making import of_report
from reportmine.corrections.model import Correction
from reportmine.model import Report
from reportmine.output.files import write_file


def before(target: Path, report: Report) -> Carried:
    """What the file holds for the report, nothing where there is none; raises CorrectionsError."""
    return carried(report, file.load(target)) if target.exists() else NOTHING


def save(target: Path, report: Report, entries: Sequence[Correction], kept: Sequence[Stale]) -> int:
    """Write what was said and what is kept, whole or not at all; how many they are. Raises WritingError."""
    about = {one.span for one in entries}
    all_entries = (*entries, *(one.correction for one in kept if one.correction.span not in about))
    write_file(target, file.written(of_report(report, all_entries)).encode("utf-8"))
    return len(all_entries)
