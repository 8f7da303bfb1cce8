"""Every text that could be a figure's name is a candidate, at the place where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any, get_args

import pytest
from single_figures import figure

from reportmine.extraction.naming.candidates.lists import members
from reportmine.extraction.naming.candidates.model import Place
from training.corpus import ROOT, SHARED, Document, real_documents, shut_documents
from training.examples import examples_of

CASES = tomllib.loads((ROOT / "tests" / "data" / "candidates.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_place_has_these_candidates_and_not_those(case: dict[str, Any]) -> None:
    names = tuple(case.get("names", ()))
    seen = figure(case["text"], case.get("figure", 0), names, case.get("last", ""), case.get("item", ""))
    found, none = seen.texts(case["place"]), case.get("not", [])
    assert set(case.get("there", ())) <= found
    assert found == set() if none == ["*"] else found.isdisjoint(none)


def test_every_place_has_cases_with_candidates_and_without() -> None:
    places = set(get_args(Place)) - {"rule"}
    assert {case["place"] for case in CASES if "there" in case} == places | {"rule"}
    assert {case["place"] for case in CASES if "not" in case} == places


def test_a_name_is_carried_from_six_figures_at_most() -> None:
    seen = figure("甲2家、乙3家、丙4家、丁5家、戊6家、己7家、庚8家、辛9家。", 7, tuple("甲乙丙丁戊己庚"))
    assert seen.texts("name") == set("乙丙丁戊己庚")
    assert [one.distance for one in seen.candidates if one.place == "name"] == [1, 2, 3, 4, 5, 6]


def test_a_stretch_tells_where_it_stands() -> None:
    seen = figure("全市图书馆达到120家公共书房。")
    words = seen.context.tokens.texts
    stretches = [one for one in seen.candidates if one.start >= 0 and one.place != "clipped"]
    assert stretches and all("".join(words[one.start : one.end]) == one.text for one in stretches)


def test_members_are_not_cut_inside_brackets() -> None:
    words = figure("“小学、初中”学校、医院9家。").context.tokens.words
    end = next(k for k, word in enumerate(words) if word.text.startswith("9"))
    assert ["".join(word.text for word in words[slice(*one)]) for one in members(words, (0, end))] == [
        "“小学、初中”学校",
        "医院",
    ]


# ------------------------------------------------------------------------------ how many there are


def part_with_the_right_name(documents: Iterable[Document]) -> float:
    """Of the figures that readers gave a name."""
    examples = (example for document in documents for example in examples_of(document))
    names = (example for example in examples if example.about == "name")
    right = [bool(example.rights.any()) for example in names if example.label.metrics[0]]
    return sum(right) / len(right)


@pytest.mark.slow
def test_the_right_name_is_among_the_candidates_of_texts_not_learnt_from() -> None:
    assert part_with_the_right_name(shut_documents()) >= 0.95


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
def test_the_right_name_is_among_the_candidates_of_real_texts() -> None:
    assert part_with_the_right_name(real_documents()) >= 0.96
