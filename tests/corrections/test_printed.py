"""Figures in the unit that their report prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_reports import GROWTH, SAMPLES, any_reports, sample_reports
from reportmine import extract, read
from reportmine.corrections.tables.printed import Printed, printed
from reportmine.model import Claim, Note, Quantity, Report
from reportmine.model.digits import plain, shifted

SHARED = Path("/work/shared/real")
REAL = [path for name in ("ankao-2019.html", "tw-special-budget.pdf") if (path := SHARED / name).exists()]


def same(claim: Claim, found: Printed) -> bool:
    """Whether the printed value times its multiplier is the value, at both ends, to the last digit."""
    ends = ((found.low, claim.quantity.low), (found.high, claim.quantity.high))
    return all((one is None and end is None) or shifted(one or Decimal(0), found.power) == end for one, end in ends)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("资金212.2万元。", ("212.2", None, "万元")),
        ("粉丝127.8万。", ("127.8", None, "万")),
        ("投资3.72亿元。", ("3.72", None, "亿元")),
        ("产值1.2万亿元。", ("1.2", None, "万亿元")),
        ("资金3亿2000万元。", ("3.2", None, "亿元")),
        ("惠及三十二万人。", ("32", None, "万人")),
        ("藏书3-5万册。", ("3", "5", "万册")),
        ("藏书3万—5万册。", ("3", "5", "万册")),
        ("资金3000多万元。", ("3000", None, "万元")),
        ("观众5千人。", ("5", None, "千人")),
        ("装机容量5千瓦。", ("5", None, "千瓦")),
        ("資金1,186.4億元。", ("1186.4", None, "亿元")),
        ("增长5.2%。", ("5.2%", None, "%")),
        ("提高0.4个百分点。", ("0.4", None, "百分点")),
        ("举办培训20场。", ("20", None, "场")),
    ],
)
def test_as_it_stands_in_the_text(text: str, cells: tuple[str, str | None, str]) -> None:
    (claim,) = extract(text).claims
    assert printed(claim).cells() == cells and same(claim, printed(claim))


def test_a_unit_that_stands_in_the_head_of_a_table() -> None:
    claim = GROWTH._replace(
        quantity=Quantity(GROWTH.span, Decimal(45050000000), unit="元"),
        sentence="固定资产投资 450.5",
        mark=GROWTH.mark._replace(start=7, end=12),
        notes=(Note("table-unit", "of the header", "亿元", "亿元"),),
    )
    assert printed(claim).cells() == ("450.5", None, "亿元")


def test_a_multiplier_that_does_not_lead_to_the_value_is_none() -> None:
    (claim,) = extract("资金212.2万元。").claims
    changed = claim._replace(quantity=claim.quantity._replace(low=Decimal(300)))
    assert printed(changed).cells() == ("300", None, "元")


@settings(deadline=None)
@given(any_reports)
def test_it_is_the_value_whatever_the_text_says(reports: Sequence[Report]) -> None:
    for claim in (claim for report in reports for claim in report.claims):
        assert same(claim, printed(claim))


_AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2).map(plain)


@settings(deadline=None, max_examples=60)
@given(_AMOUNTS, st.sampled_from(["万", "亿", "万亿"]), st.sampled_from(["元", "吨", "千瓦时", "人次"]))
def test_what_is_written_is_what_is_printed(number: str, multiplier: str, unit: str) -> None:
    for claim in extract(f"总量达到{number}{multiplier}{unit}。").claims:
        assert printed(claim).cells() == (number, None, multiplier + unit) and same(claim, printed(claim))


@pytest.mark.slow
def test_of_the_samples_and_real_reports() -> None:
    reports = [*sample_reports(), *map(extract, map(read, REAL))]
    claims = [claim for report in reports for claim in report.claims]
    assert len(SAMPLES) > 1 and all(same(claim, printed(claim)) for claim in claims)
    assert sum(printed(claim).power > 0 for claim in claims) > 100
