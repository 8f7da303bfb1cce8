"""What reports are called above the columns of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from reportmine.model import Report


def labels_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The year of each, or its number; where two have one year, the names of their files, or else their paths.

    >>> from dataclasses import replace
    >>> from reportmine.model import Source
    >>> a, b, c = (Report(Source("", path), None, 2024, "") for path in ("x/a.txt", "x/b.txt", "y/a.txt"))
    >>> labels_of([replace(a, year=2023), b]), labels_of([a, b]), labels_of([a, c])
    (('2023', '2024'), ('a.txt', 'b.txt'), ('x/a.txt', 'y/a.txt'))
    """
    years = [str(report.year or f"#{at}") for at, report in enumerate(reports, 1)]
    paths = [report.source.path or f"#{at}" for at, report in enumerate(reports, 1)]
    names = [PurePath(path).name or path for path in paths]
    return tuple(next((one for one in (years, names) if len({*one}) == len(reports)), paths))
