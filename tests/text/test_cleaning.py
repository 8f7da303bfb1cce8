"""Cleaning: each step alone, all of them together on the noise that reports pick up, and where offsets lead."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import opencc
import pytest

from reportmine import extract
from reportmine.model import CleanText, Offsets, Span
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import STEPS, clean

DATA = Path(__file__).parents[1] / "data" / "cleaning.toml"
TABLE = tomllib.loads(DATA.read_text(encoding="utf-8"))
STEP_ROWS: list[dict[str, Any]] = TABLE["step"]
NOISE: list[Any] = [pytest.param(raw, text, id=row["kind"]) for row in TABLE["noise"] for raw, text in row["cases"]]
APPLY = {step.name: step.apply for step in STEPS}
simplified = opencc.OpenCC("t2s").convert

# What becomes a line end: of a block tag that is taken out one character, and the CR of old files.
LINE_ENDS = ("<", "\r")


def stands_for(clean_char: str, raw_char: str) -> bool:
    """Whether one character is what cleaning makes of the other: itself, at half width, or simplified."""
    narrow = unicodedata.normalize("NFKC", raw_char)
    return clean_char in (raw_char, narrow, simplified(raw_char)) or (clean_char == "\n" and raw_char in LINE_ENDS)


def assert_leads_back(raw: str, text: str, offsets: Sequence[int] | Offsets) -> None:
    assert len(offsets) == len(text)
    assert all(one < other for one, other in pairwise(offsets))
    strangers = [(text[at], raw[offset]) for at, offset in enumerate(offsets) if not stands_for(text[at], raw[offset])]
    assert strangers == []


def offsets_of(made: AlignedText | CleanText) -> Sequence[int] | Offsets:
    return range(len(made.text)) if made.offsets is None else made.offsets


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [(row["name"], before, after) for row in STEP_ROWS for before, after in row["fires"]],
)
def test_a_step_repairs_what_it_is_for(name: str, before: str, after: str) -> None:
    draft = APPLY[name](AlignedText(before))
    assert draft.text == after
    assert_leads_back(before, draft.text, offsets_of(draft))


@pytest.mark.parametrize(("name", "text"), [(row["name"], text) for row in STEP_ROWS for text in row["silent"]])
def test_a_step_leaves_alone_what_it_is_not_for(name: str, text: str) -> None:
    draft = APPLY[name](AlignedText(text))
    assert (draft.text, list(offsets_of(draft))) == (text, list(range(len(text))))


def test_every_step_has_cases_of_both_kinds() -> None:
    assert [row["name"] for row in STEP_ROWS] == [step.name for step in STEPS]
    assert all(len(row["fires"]) >= 5 and len(row["silent"]) >= 3 for row in STEP_ROWS)
    assert all(step.why for step in STEPS)


@pytest.mark.parametrize("row", STEP_ROWS, ids=lambda row: str(row["name"]))
def test_a_second_time_changes_nothing(row: dict[str, Any]) -> None:
    for before, after in row["fires"]:
        assert APPLY[row["name"]](AlignedText(after)).text == after, before


@pytest.mark.parametrize(("raw", "text"), NOISE)
def test_noise_is_taken_out_and_offsets_lead_back(raw: str, text: str) -> None:
    cleaned = clean(raw)
    assert (cleaned.raw, cleaned.text) == (raw, text)
    assert_leads_back(raw, text, offsets_of(cleaned))


@pytest.mark.parametrize("raw", ["\u202e", "\u200b", "\ufeff\u200b"])
def test_a_text_of_which_nothing_is_left_has_no_offsets(raw: str) -> None:
    cleaned = clean(raw)
    assert (cleaned.text, list(offsets_of(cleaned)), cleaned.raw) == ("", [], raw)


@pytest.mark.parametrize("text", ["", " ", "\n", "5", "全年新增12万人。\n", "\ud800", "\u0000"])
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(text).text == text


def test_a_span_leads_back_over_all_that_was_taken_out() -> None:
    cleaned = clean("本館(guǎn)共有<b>１ ２</b>\u200b萬(wàn)冊圖書")
    start = cleaned.text.index("12万")
    assert cleaned.to_raw(Span(start, start + 3)).of(cleaned.raw) == "１ ２</b>\u200b萬"


def test_a_span_at_the_very_end_leads_to_the_very_end() -> None:
    cleaned = clean("擔(dān)當５％")
    assert cleaned.to_raw(Span(2, 4)).of(cleaned.raw) == "５％"
    assert cleaned.to_raw(Span(4, 4)) == Span(len(cleaned.raw), len(cleaned.raw))


@pytest.mark.parametrize(
    ("raw", "quote"),
    [
        ("本館接待讀者１ ２萬(wàn)人次，增長明顯(xiǎn)", "１ ２萬(wàn)人次"),
        ("新增就业12\n— 3 —\n万人", "12\n— 3 —\n万人"),
        ("新增<b>12</b>万<i>人</i>", "12</b>万<i>人"),
        ("增长5\r\n%", "5\r\n%"),
        ("增长5\u200b.\u200b6%", "5\u200b.\u200b6%"),
    ],
)
def test_a_claim_quotes_the_raw_text_with_its_noise(raw: str, quote: str) -> None:
    [claim] = extract(raw).claims
    assert (claim.text, claim.span.of(raw)) == (quote, quote)
