"""What reports are called above the columns of their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from reportmine.model import Report


def labels_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The year of each, or its number; of those of one year, the names of their files, or else their paths.

    >>> from dataclasses import replace
    >>> from reportmine.model import Source
    >>> a, b, c = (Report(Source("", path), None, 2024, "") for path in ("x/a.txt", "x/b.txt", "y/a.txt"))
    >>> labels_of([replace(a, year=2023), b]), labels_of([a, b]), labels_of([a, c, replace(b, year=2025)])
    (('2023', '2024'), ('a.txt', 'b.txt'), ('x/a.txt', 'y/a.txt', '2025'))
    """
    years = [str(report.year or f"#{at}") for at, report in enumerate(reports, 1)]
    paths = [report.source.path or f"#{at}" for at, report in enumerate(reports, 1)]
    names = [PurePath(path).name or path for path in paths]
    told = list(zip(years, names, paths, strict=True))
    of_year, of_name = Counter(years), Counter((year, name) for year, name, _ in told)
    return tuple(
        year if of_year[year] == 1 else name if of_name[year, name] == 1 else path for year, name, path in told
    )
