"""A figure of several bodies over years: which figures fit, which of them a cell shows, what is said of the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

import panel_reports
import reportmine
from reportmine import extract
from reportmine.comparison.panel.building import panels, series
from reportmine.comparison.panel.model import Panel
from reportmine.comparison.panel.ordering import RowOrder, ordered
from reportmine.comparison.panel.preferences import PREFERENCES
from reportmine.comparison.panel.wanted import Wanted
from reportmine.model import Report, Source

YI = 10**8


def shown(panel: Panel) -> dict[str, list[str | None]]:
    """Each body with its values in the unit that is shown, and the marks behind them."""
    return {
        row.body: [
            None if cell is None else f"{(cell.figure.value / panel.multiplier).normalize():f}{''.join(cell.marks)}"
            for cell in row.cells
        ]
        for row in panel.rows
    }


def report(text: str, path: str = "report.txt") -> Report:
    return extract(Source(text, path))


CITY = "云屏市{year}年统计公报\n"


def city(year: int, text: str) -> Report:
    return report(CITY.format(year=year) + text, f"{year}.txt")


def test_three_bodies_and_three_years() -> None:
    found = series(panel_reports.reports(), "GDP")
    assert (found.years, found.unit, found.multiplier, found.reports) == ((2021, 2022, 2023), "元", Decimal(YI), 8)
    assert shown(found) == {
        "云屏市": ["980.5", "1043.2disputed", "1102.75"],
        "青岚县": ["210.3", "221.6", "238.04"],
        "北汀区": ["410", None, "455.6"],
    }
    (rival,) = next(cell for body, year, cell in found.observations if (body, year) == ("云屏市", 2022)).rivals
    assert (rival.path, rival.value) == ("云屏市2023.txt", Decimal("1045.9") * YI)
    assert [remark.text for remark in found.remarks] == [
        "left out 8 figures of a part of a year, of several years, or of none that is known."
    ]


def test_growth_and_targets_are_panels_of_their_own() -> None:
    reports = panel_reports.reports()
    growth = series(reports, "地区生产总值", measure="change")
    assert shown(growth)["青岚县"] == ["5.1", "5.2", "5.3"] and growth.unit == "%"
    planned = series(reports, "地区生产总值", measure="change", status="target")
    assert planned.years == (2022, 2023, 2024)
    assert shown(planned)["北汀区"] == ["6", None, "6"]


def test_the_report_of_the_year_after_fills_a_cell_and_says_so() -> None:
    later = city(2023, "2023年，全市社会消费品零售总额120亿元。2022年全市社会消费品零售总额110亿元。")
    assert shown(series([later], "社会消费品零售总额")) == {"云屏市": ["110later", "120"]}
    both = [city(2022, "2022年，全市社会消费品零售总额110亿元。"), later]
    assert shown(series(both, "社会消费品零售总额")) == {"云屏市": ["110", "120"]}
    older = city(2023, "2023年，全市用电量12亿千瓦时。2010年全市用电量9亿千瓦时。")
    found = series([older], "用电量")
    assert found.years == (2023,) and "neither that of its report" in found.remarks[0].text


def test_parts_of_a_body_and_what_is_around_it_are_left_out() -> None:
    text = "2023年，全市接待游客120万人次。全省接待游客9000万人次。石涧县接待游客8万人次。"
    found = series([city(2023, text)], "接待游客")
    assert shown(found) == {"云屏市": ["120"]}
    assert [remark.text for remark in found.remarks] == [
        "left out 2 figures of parts of a body, or of something around it."
    ]
    company = report("晨川食品股份有限公司2023年年度报告\n2023年，公司营业收入18.6亿元。", "c.txt")
    assert shown(series([company], "营业收入")) == {"晨川食品股份有限公司": ["18.6"]}


def test_units_are_brought_together_or_left_out() -> None:
    reports = [
        report("青岚县2022年统计公报\n2022年，全县造林150亩。", "a2022.txt"),
        report("青岚县2023年统计公报\n2023年，全县造林10公顷。", "a2023.txt"),
        report("云屏市2023年统计公报\n2023年，全市造林300亩。", "b2023.txt"),
        report("北汀区2023年统计公报\n2023年，全区造林5公里。", "c2023.txt"),
    ]
    found = series(reports, "造林")
    assert (found.unit, shown(found)) == ("亩", {"青岚县": ["150", "150"], "云屏市": [None, "300"]})
    assert [remark.text for remark in found.remarks] == [
        "nothing was found in the reports of 1 body: 北汀区.",
        "left out 1 figure in a unit that cannot be turned into that of the others.",
    ]


def test_what_rounding_explains_is_no_dispute() -> None:
    rounded = [city(2023, "2023年，全市税收收入12.3亿元。全市税收收入12.34亿元。")]
    assert shown(series(rounded, "税收收入")) == {"云屏市": ["12.3"]}
    bound = [city(2023, "2023年，全市税收收入超过12亿元。全市税收收入12.34亿元。")]
    assert shown(series(bound, "税收收入")) == {"云屏市": ["12.34"]}


def test_what_is_not_surely_read_has_a_mark() -> None:
    told = city(2023, "2023年，全市建成公园30个。")
    unsure = [Report(told.source, told.title, told.year, "", tuple(c._replace(confidence=0.5) for c in told.claims))]
    assert shown(series(unsure, "公园")) == {"云屏市": ["30unsure"]}
    no_year = report("云屏市2023年统计公报\n2023年，全市建成公园30个。", "x.txt")
    bare = [Report(no_year.source, no_year.title, 2023, "", tuple(c._replace(period=None) for c in no_year.claims))]
    assert shown(series(bare, "公园")) == {"云屏市": ["30no year"]}


def test_every_preference_can_decide() -> None:
    assert len({one.name for one in PREFERENCES}) == len(PREFERENCES)
    base = city(2023, "2023年，全市建成公园30个。").claims[0]
    changed = {
        "year said": base._replace(period=None),
        "name as asked for": base._replace(metric="城区口袋公园", indicator="公园"),
        "whole body said": base._replace(scope=None),
        "exact number": base._replace(qualifier="over"),
        "text over table": base._replace(name_source="table"),
        "most sure": base._replace(confidence=0.3),
    }
    for rule, worse in changed.items():
        worse = worse._replace(quantity=worse.quantity._replace(low=Decimal(7)))
        made = Report(Source("", "云屏市2023.txt"), "云屏市2023年统计公报", 2023, "", (worse, base))
        (row,) = series([made], "公园").rows
        assert row.cells[0] is not None
        assert (row.cells[0].rule, row.cells[0].figure.value) == (rule, Decimal(30)), rule


def test_bodies_are_told_by_head_else_by_file_and_never_mixed() -> None:
    texts = {
        "a/2022.txt": "云屏市2022年政府工作报告\n2022年，全市建成公园30个。",
        "a/2023.txt": "2023年政府工作报告\n——在云屏市第十届人民代表大会上\n云屏市人民政府市长\n2023年，全市公园31个。",
        "甲地-2023.txt": "一、总体情况\n2023年，建成公园5个。",
        "甲地-2022.txt": "一、总体情况\n2022年，建成公园4个。",
        "乙地/2023.txt": "市人民政府工作报告\n2023年，建成公园9个。",
        "丙地/2023.txt": "市人民政府工作报告\n2023年，建成公园8个。",
    }
    found = shown(series([report(text, path) for path, text in texts.items()], "公园"))
    assert found == {
        "云屏市": ["30", "31"],
        "甲地": ["4", "5"],
        "乙地": [None, "9"],
        "丙地": [None, "8"],
    }


def test_where_nothing_fits_what_is_near_is_named() -> None:
    reports = panel_reports.reports()

    def said(metric: str, **kind: object) -> str:
        panel = series(reports, metric, **kind)  # type: ignore[arg-type]
        assert panel.rows == ()
        return panel.remarks[0].text

    assert said("地区生产总植") == "no figure is called 地区生产总植; near it are 地区生产总值."
    assert said("鲸鱼") == "no figure is called 鲸鱼, nor anything like it."
    assert said("GDP", measure="rank").endswith("--measure level --status actual")
    assert series([], "GDP").remarks[0].text == "no figure is called GDP, nor anything like it."


@pytest.mark.parametrize(
    ("order", "bodies"),
    [
        ("given", ["云屏市", "青岚县", "北汀区"]),
        ("name", ["云屏市", "北汀区", "青岚县"]),
        ("value", ["云屏市", "北汀区", "青岚县"]),
    ],
)
def test_rows_in_order(order: RowOrder, bodies: list[str]) -> None:
    assert [row.body for row in ordered(series(panel_reports.reports(), "GDP"), order).rows] == bodies


def test_several_metrics_take_one_pass() -> None:
    passed = iter(panel_reports.reports())
    product, growth = panels(passed, [Wanted.of("GDP"), Wanted.of("GDP", "change")])
    assert (len(product.observations), len(growth.observations)) == (8, 8)
    assert next(passed, None) is None


def test_it_is_a_function_of_the_package() -> None:
    assert reportmine.series(panel_reports.reports(), "GDP") == series(panel_reports.reports(), "GDP")
