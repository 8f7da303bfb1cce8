"""A file of corrections: what is written is read again, what is wrong is said, and the JSON Schema says the same."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.corrections.file import MOST_ENTRIES, check, load, parsed, reason_of, written
from reportmine.corrections.model import DIRECTED, SCHEMA, VERDICTS, Correction, Corrections, Fields, Verdict
from reportmine.errors import CorrectionsError
from reportmine.model import Span
from reportmine.model.schema import CHOICES

JSON_SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "corrections.schema.json").read_text(encoding="utf-8"))

_words = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)
_said = st.none() | _words
_numbers = st.decimals(-(10**12), 10**12, places=4)


def _choice(name: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(CHOICES[name]))


@st.composite
def fields(draw: st.DrawFn) -> Fields:
    measure = draw(_choice("measure"))
    low = draw(_numbers)
    return Fields(
        metric=draw(_words | st.just("")),
        value=low,
        value_max=draw(st.none() | st.just(low + 5)),
        unit=draw(_words | st.just("")),
        qualifier=draw(_choice("qualifier")),
        measure=measure,
        direction=draw(st.none() | _choice("direction")) if measure in DIRECTED else None,
        status=draw(_choice("status")),
        period=draw(st.sampled_from((None, "2024", "2019/2023", "2024-H1", "2024-Q3", "2024-06", "2024-06-30"))),
        baseline=draw(_said),
        scope=draw(_said),
        topic=draw(_choice("topic")),
    )


@st.composite
def entries(draw: st.DrawFn) -> Correction:
    start, text, before, behind = draw(st.integers(0, 10**6)), draw(_words), draw(_words), draw(_words)
    verdict: Verdict = draw(st.sampled_from(VERDICTS))
    said = None if verdict == "no figure" else draw(fields())
    was = draw(st.dictionaries(st.sampled_from(Fields._fields), _said, max_size=3)) if verdict == "changed" else {}
    mark = Span(len(before), len(before) + len(text))
    return Correction(Span(start, start + len(text)), text, before + text + behind, mark, verdict, said, was)


files = st.builds(
    lambda sha, path, found: Corrections(sha, path, tuple(sorted(found, key=lambda one: one.span))),
    st.text("0123456789abcdef", max_size=64),
    _said,
    st.lists(entries(), max_size=5, unique_by=lambda one: one.span),
)


@settings(deadline=None)
@given(files)
def test_what_is_written_is_read_again(corrections: Corrections) -> None:
    found, faults = parsed(written(corrections))
    assert faults == ()
    assert found == corrections


@settings(deadline=None)
@given(files)
def test_the_json_schema_knows_what_is_written(corrections: Corrections) -> None:
    jsonschema.validate(json.loads(written(corrections)), JSON_SCHEMA)


def entry(**changes: Any) -> dict[str, Any]:
    fields = Fields("培训", Decimal(20), None, "场", "exact", "level", None, "actual", "2024", None, None, "event")
    one = Correction(Span(4, 7), "20场", "举办培训20场", Span(4, 7), "right", fields)
    (made,) = json.loads(written(Corrections("", None, (one,))))["corrections"]
    inside = {name: changes.pop(name) for name in list(changes) if name in Fields._fields}
    return {**made, **changes, **({"fields": {**made["fields"], **inside}} if inside else {})}


def file_of(*entries: Any) -> str:
    return json.dumps({"schema": SCHEMA, "report": {"sha256": ""}, "corrections": list(entries)})


WRONG_ENTRIES: list[tuple[Any, str]] = [
    ("培训", "this is no object"),
    (entry(start=-1), "start and end are not two whole numbers"),
    (entry(start=7, end=4), "start and end are not two whole numbers"),
    (entry(start=1.5), "start and end are not two whole numbers"),
    (entry(end=10**30), "start and end are not two whole numbers"),
    (entry(mark=[4, 99]), "its mark is not inside of its sentence"),
    (entry(mark="4"), "mark are not two whole numbers"),
    (entry(text=""), "its text is empty"),
    (entry(text="长" * 1_000_001), "text is no text of at most 1,000,000 characters"),
    (entry(verdict="maybe"), "the verdict 'maybe' is none"),
    (entry(verdict=["right"]), "the verdict ['right'] is none"),
    (entry(fields=None), "fields is null for what is no figure"),
    (entry(verdict="no figure"), "fields is null for what is no figure"),
    (entry(verdict="figure", text="30场"), "does not show its text"),
    (entry(value="1e9"), "value: '1e9' is no number in plain digits"),
    (entry(value=20), "value: it is no text"),
    (entry(value="9" * 2001), "is no number in plain digits"),
    (entry(value_max="5"), "value_max: it is below value"),
    (entry(direction="up"), "a figure of the kind level has no direction"),
    (entry(status="done"), "status: 'done' is none of actual, target"),
    (entry(status=None), "status: it is missing"),
    (entry(period="2024年"), "is no period, such as"),
    (entry(period="2024-13"), "is no period, such as"),
    (entry(scope=""), "scope: it is empty"),
    (entry(metric="近\n200万\x1b[31m"), "holds some that nobody can see"),
    (entry(was={"colour": "red"}), "was does not hold fields"),
    (entry(was={"metric": 5}), "was does not hold fields"),
    (entry(fields={**entry()["fields"], "colour": "red"}), "there is no field 'colour'"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG_ENTRIES)
def test_what_is_wrong_is_said_with_its_entry(wrong: Any, said: str) -> None:
    found, faults = parsed(file_of(entry(), wrong))
    assert [fault.entry for fault in faults] == [2]
    assert said in str(faults[0].said)
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7", '"a"', '{"schema": 1}', "[" * 200_000, "1" * 5000, "\x00", "<script>"]
)
def test_what_is_no_file_of_corrections_is_said(text: str) -> None:
    found, faults = parsed(text)
    assert found.entries == () and len(faults) == 1 and faults[0].entry == 0


def test_two_of_the_same_characters_are_a_fault() -> None:
    _, faults = parsed(file_of(entry(), entry(metric="讲座")))
    assert "the same characters as entry 1" in str(faults[0].said)


def test_a_file_of_another_form_is_told() -> None:
    _, faults = parsed(file_of().replace("corrections/1", "corrections/7"))
    assert "reportmine.corrections/7" in str(faults[0].said)


def test_a_million_entries_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "large.corrections.json"
    path.write_text(file_of(*([0] * (10**6))), encoding="utf-8")
    assert [str(said) for _, said in check(path).faults] == [
        f"there are 1,000,000 entries in it; at most {MOST_ENTRIES:,} are read."
    ]


def test_loading_names_file_entry_and_the_way_to_all_faults(tmp_path: Path) -> None:
    path = tmp_path / "报告.corrections.json"
    path.write_text(file_of(entry(status="done"), entry(status="done")), encoding="utf-8")
    with pytest.raises(CorrectionsError, match=r"entry 1: status: 'done' .* run: reportmine corrections check"):
        load(path)
    with pytest.raises(CorrectionsError, match="this is a folder"):
        load(tmp_path)
    with pytest.raises(CorrectionsError, match="no such file"):
        load(tmp_path / "none.json")
    path.write_bytes("报告".encode("gb18030"))
    with pytest.raises(CorrectionsError, match="not in UTF-8"):
        load(path)


@pytest.mark.parametrize(("unit", "plain"), [("亿元", "元"), ("百万人", "人"), ("萬", ""), ("千瓦", None)])
def test_a_unit_has_no_multiplier(unit: str, plain: str | None) -> None:
    why = reason_of("unit", unit)
    assert (why is None) == (plain is None)
    assert why is None or str(why).endswith(f"write the unit without it: {plain!r}.")
