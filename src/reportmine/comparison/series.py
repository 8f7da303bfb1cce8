"""More than two reports: each metric's figures in a row, and each report against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportmine.comparison.matching.features import Trait, reached_in, traits_of
from reportmine.comparison.matching.matcher import match
from reportmine.comparison.model import Row, Series
from reportmine.comparison.pairwise import compare
from reportmine.model import Claim, Report


def compare_all(reports: Sequence[Report]) -> Series:
    """Rows of one metric each, over reports that are given from the oldest to the newest.

    A metric that one report leaves out goes on in its row with the next.

    >>> from reportmine.api import extract
    >>> texts = ("举办培训10场。", "募集资金5万元。", "举办培训20场。")
    >>> [[cell and cell.text for cell in row.cells] for row in compare_all([*map(extract, texts)]).rows]
    [['10场', None, '20场'], [None, '5万元', None]]
    """
    rows: list[dict[int, Trait]] = []
    doubtful: dict[int, int] = {}
    for at, report in enumerate(reports):
        traits = reached_in(traits_of(report.claims, report))
        heads = {id(row[max(row)]): number for number, row in enumerate(rows)}
        taken: set[int] = set()
        for found in match([row[max(row)] for row in rows], traits):
            number = heads[id(found.old)]
            rows[number][at] = found.new
            doubtful[number] = max(found.rivals, doubtful.get(number, 0))
            taken.add(id(found.new))
        rows.extend({at: trait} for trait in traits if id(trait) not in taken)
    steps = tuple(compare(old, new) for old, new in pairwise(reports))
    warnings = tuple(dict.fromkeys(warning for step in steps for warning in step.warnings))
    filled = (Row(_cells(row, len(reports)), doubtful.get(number, 0)) for number, row in enumerate(rows))
    return Series(tuple(reports), tuple(filled), steps, warnings)


def _cells(row: dict[int, Trait], count: int) -> tuple[Claim | None, ...]:
    return tuple(row[at].claim if at in row else None for at in range(count))


def in_order(reports: Sequence[Report]) -> list[Report]:
    """The reports from the oldest to the newest; as they are where one of them has no year.

    >>> from reportmine.model import Source
    >>> [report.year for report in in_order([Report(Source(""), None, year, "") for year in (2023, 2022)])]
    [2022, 2023]
    """
    if any(report.year is None for report in reports):
        return list(reports)
    return sorted(reports, key=lambda report: report.year or 0)


def of_years(reports: Sequence[Report], years: Sequence[int]) -> list[Report]:
    """The reports as those of these years, one year each."""
    return [replace(report, year=year) for report, year in zip(reports, years, strict=True)]
