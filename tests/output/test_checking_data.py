"""What the page knows of a report: as much as a reader's corrections need, and nothing that ends an element."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportmine import extract, read
from reportmine.corrections.carrying import Held
from reportmine.corrections.file import parsed, written
from reportmine.corrections.making import first_fields, of_claim, of_number, of_report
from reportmine.corrections.model import Fields, fields_of
from reportmine.corrections.queue import to_check
from reportmine.model import Source
from reportmine.output.html.checking import data_of, rules
from reportmine.output.html.translations import Words

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def data(report: Any, *known: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data_of(report, *known))
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_claims_and_rejected_numbers_are_there_with_all_fields(path: Path) -> None:
    report = extract(read(path))
    found = data(report)
    assert found["queue"] == to_check(report.claims) and found["sha256"] == found["key"] == report.source.sha256
    count = len(Fields._fields)
    for claim, record in zip(report.claims, found["claims"], strict=True):
        entry = json.loads(written(of_report(report, (of_claim(claim, fields_of(claim)),))))["corrections"][0]
        assert record[:5] == [*claim.span, claim.text, *claim.mark]
        assert dict(zip(Fields._fields, record[5 : 5 + count], strict=True)) == entry["fields"]
    sentence = ""
    for rejected, record in zip(report.rejected, found["rejected"], strict=True):
        sentence = record[-1] or sentence
        wanted = of_number(report, rejected.span, first_fields(rejected))
        assert (record[:2], record[2:4], sentence) == ([*wanted.span], [*wanted.mark], wanted.sentence)


def test_lines_and_pages_lead_to_places() -> None:
    found = data(extract(Source("甲\n𠮷乙\n\n丙", pages=(0, 2))))
    assert (found["lines"], found["pages"]) == ([1, 2, 0], [0, 2])


def test_only_a_report_without_a_digest_is_known_by_its_text() -> None:
    one, other = data(extract("举办培训20场。")), data(extract("举办培训21场。"))
    assert one["sha256"] == other["sha256"] == "" and len({one["key"], other["key"], ""}) == 3


def test_nothing_in_it_is_markup() -> None:
    hostile = "</script><!--<script>&amp;"
    report = extract(Source(f"{hostile}举办培训20场。", path=f"{hostile}.txt"))
    text = data_of(report)
    assert not set("<>&") & set(text) and json.loads(text)["path"] == f"{hostile}.txt"
    assert not set("<>&") & set(rules(Words("zh")))


def test_names_that_are_indicators() -> None:
    report = extract("地区生产总值1251.9亿元。")
    (claim,) = report.claims
    assert data(report)["indicators"][claim.metric] == claim.indicator


def test_corrections_that_there_are_already() -> None:
    report = extract("举办培训20场。")
    known = of_report(report, (of_claim(report.claims[0], None),))
    assert data(report)["known"] == data(report)["kept"] == []
    found = {
        "schema": "reportmine.corrections/1",
        "report": {"sha256": ""},
        "corrections": data(report, Held(known))["known"],
    }
    assert parsed(json.dumps(found)).corrections.entries == known.entries
    apart = data(report, Held(of_report(report, ()), known.entries))
    assert apart["known"] == [] and apart["kept"] == found["corrections"]


@pytest.mark.parametrize(("path", "name"), [(None, "report"), ("-", "report"), ("a/某馆.2023.txt", "某馆.2023")])
def test_the_name_of_files_about_it(path: str | None, name: str) -> None:
    assert data(extract(Source("举办培训20场。", path)))["name"] == name
