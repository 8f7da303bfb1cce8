"""What is not surely the same is marked and said: in tables, on the page, in the rows of several years."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise

import pytest

from reportmine import compare, extract
from reportmine.comparison.model import Comparison, Row, Series
from reportmine.comparison.series import compare_all
from reportmine.output.comparison.csv import to_csv
from reportmine.output.comparison.json import to_json
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sections import Section, sections_of, series_section
from reportmine.output.html.comparison_page import page_of
from reportmine.output.registry import COMPARISONS, named

OLD = "2022年工作报告\n粉丝20万。\n二、2023年工作计划\n举办培训30场。\n"
NEW = "2023年工作报告\n一、2023年工作回顾\n粉丝25万。举办培训28场。\n"
YEARS = ((2021, "粉丝20万，募集资金9万元。"), (2022, "青年粉丝22万。"), (2023, "青年粉丝25万，募集资金12万元。"))
RIVALS = "?n: so many other figures fit about as well"
UNSURE = "?: not surely the same"


def found(confidence: float, rivals: int = 0) -> Comparison:
    """Two reports whose one pair and one target are as sure as is said."""
    seen = compare(extract(OLD), extract(NEW))
    assert (len(seen.pairs), len(seen.targets)) == (1, 1)
    return replace(
        seen,
        pairs=tuple(replace(pair, confidence=confidence, rivals=rivals) for pair in seen.pairs),
        targets=tuple(replace(target, confidence=confidence, rivals=rivals) for target in seen.targets),
    )


def metrics(section: Section) -> list[str]:
    at = [heading.text for heading in section.headings].index("metric")
    return [line.cells[at].text for line in section.lines]


@pytest.mark.parametrize(
    ("confidence", "rivals", "mark", "note"),
    [
        (0.799, 0, " ?", f"{UNSURE}; look at the lines."),
        (0.799, 2, " ?2", f"{RIVALS}; look at the lines."),
        (0.95, 1, " ?1", f"{RIVALS}; look at the lines."),
        (0.8, 0, "", ""),
    ],
)
def test_pairs_and_targets_are_marked(confidence: float, rivals: int, mark: str, note: str) -> None:
    pairs, targets = sections_of(found(confidence, rivals), ["pairs", "targets"])
    assert (metrics(pairs), pairs.note) == ([f"粉丝{mark}"], note)
    assert (metrics(targets), targets.note) == ([f"培训{mark}"], note)


def test_both_marks_are_said_in_one_sentence() -> None:
    seen = found(0.5)
    both = replace(seen, pairs=(*seen.pairs, replace(seen.pairs[0], rivals=1)))
    (section,) = sections_of(both, ["pairs"])
    assert section.note == f"{RIVALS}; {UNSURE}; look at the lines."


def test_a_target_without_an_outcome_has_no_mark() -> None:
    (section,) = sections_of(compare(extract(OLD), extract("2023年工作报告\n粉丝25万。")), ["targets"])
    assert (metrics(section), section.note) == (["培训"], "")


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_the_sentence_stands_below_the_table(name: str) -> None:
    assert str(named(name, COMPARISONS).render(Result(found(0.5), ["targets"]))).endswith(
        f"{UNSURE}; look at the lines.\n"
    )
    assert UNSURE not in str(named(name, COMPARISONS).render(Result(found(0.9), ["targets"])))


def test_the_page_says_it_in_words() -> None:
    assert page_of(Result(found(0.5), ["pairs", "targets"]), "zh").count("不能确定说的是同一事物，请看句子。") == 2
    page = page_of(Result(found(0.5, 3), ["pairs", "targets"]), "en")
    assert page.count("3 other figures fit about as well") == 2 and "Not surely the same; look" not in page
    assert "Not surely the same; look" not in page_of(Result(found(0.8), ["pairs", "targets"]), "en")


class TestSeries:
    @pytest.fixture
    def series(self) -> Series:
        return compare_all([extract(f"{year}年工作报告\n{text}") for year, text in YEARS])

    def test_a_row_is_as_sure_as_its_least_sure_step(self, series: Series) -> None:
        steps = [compare(old, new).pairs for old, new in pairwise(series.reports)]
        fans = [pair.confidence for pairs in steps for pair in pairs if pair.new.metric == "青年粉丝"]
        (gap,) = compare(series.reports[0], series.reports[2]).pairs[1:]
        rows = {row.last.metric: row.confidence for row in series.rows}
        assert fans[0] != fans[1] and rows == {"青年粉丝": min(fans), gap.new.metric: gap.confidence}

    def test_a_figure_of_one_report_has_no_step(self) -> None:
        (row,) = compare_all([extract(text) for text in ("我们满怀信心。", "粉丝22万。", "信心百倍。")]).rows
        assert row.confidence is None

    def test_json_and_csv_have_it(self, series: Series) -> None:
        result = Result(series)
        told = [row["confidence"] for row in json.loads(to_json(result))["rows"]]
        assert told == [row.confidence for row in series.rows]
        rows = csv.DictReader(io.StringIO(to_csv(result)))
        assert [float(row["confidence"]) for row in rows] == told and 0 < min(told) <= 1

    def test_a_doubtful_row_is_marked(self, series: Series) -> None:
        rows: tuple[Row, ...] = (replace(series.rows[0], confidence=0.5), replace(series.rows[1], confidence=0.9))
        section = series_section(replace(series, rows=rows))
        assert [name.endswith(" ?") for name in metrics(section)] == [True, False]
        assert section.note == f"{UNSURE}; look at the lines."
