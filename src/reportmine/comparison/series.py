"""More than two reports: each metric's figures in a row, and each report against the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.matching.matcher import Match, match_figures
from reportmine.comparison.model import Row, Series
from reportmine.comparison.pairwise import compare
from reportmine.model import Report


def compare_all(reports: Sequence[Report]) -> Series:
    """Rows of one metric each, over reports that are given from the oldest to the newest.

    A metric that one report leaves out goes on in its row with the next.

    >>> from reportmine.api import extract
    >>> texts = ("举办培训10场。", "募集资金5万元。", "举办培训20场。")
    >>> [[cell and cell.text for cell in row.cells] for row in compare_all([*map(extract, texts)]).rows]
    [['10场', None, '20场'], [None, '5万元', None]]
    """
    rows: list[dict[int, ClaimFeatures]] = []
    steps_of: dict[int, list[Match]] = defaultdict(list)
    for column, report in enumerate(reports):
        figures = reached(features_of(report))
        newest = [row[max(row)] for row in rows]
        row_of = {id(figure): number for number, figure in enumerate(newest)}
        placed: set[int] = set()
        for match in match_figures(newest, figures):
            number = row_of[id(match.old)]
            rows[number][column] = match.new
            steps_of[number].append(match)
            placed.add(id(match.new))
        rows.extend({column: figure} for figure in figures if id(figure) not in placed)
    steps = tuple(compare(old, new) for old, new in pairwise(reports))
    warnings = tuple(dict.fromkeys(warning for step in steps for warning in step.warnings))
    filled = (_row(row, len(reports), steps_of[number]) for number, row in enumerate(rows))
    return Series(tuple(reports), tuple(filled), steps, warnings)


def _row(row: dict[int, ClaimFeatures], count: int, steps: Sequence[Match]) -> Row:
    """A row is as sure as the least sure of its steps."""
    cells = tuple(row[column].claim if column in row else None for column in range(count))
    least = min((step.confidence for step in steps), default=None)
    return Row(cells, least, max((step.rivals for step in steps), default=0))


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
