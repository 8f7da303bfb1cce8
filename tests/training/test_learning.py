"""Learning: the right name wins, the same examples give the same weights, and calibration never falls."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.extraction.weights import slot_of
from training.calibration import points_of
from training.corpus import Document, Label, own_documents, plain
from training.examples import BITS, Example, examples_of
from training.file import rounded
from training.learning import Array, learn, shares

LABEL = Label(0, 1, Decimal(1), ("粉丝",), "level", None, "actual", optional=False)


def example(*candidates: tuple[str, Sequence[str], float], kind: str = "own:made-up") -> Example:
    """A figure: the text, features and rightness of each candidate."""
    slots = [slot_of(feature, BITS) for _, features, _ in candidates for feature in features]
    starts = np.cumsum([0, *(len(features) for _, features, _ in candidates)])[:-1]
    rights = [right for _, _, right in candidates]
    texts = tuple(text for text, _, _ in candidates)
    return Example("name", kind, np.array(slots, np.int32), starts.astype(np.int32), np.array(rights), texts, LABEL)


# The name that opens its clause is right, whatever it is called; the longer one never.
HANDFUL = [
    example(
        (text, [f"t={text}", "opens"], 3.0), (f"全市{text}", [f"t=全市{text}", "long"], 0.0), ("增长", ["verb"], 0.0)
    )
    for text in ("粉丝", "学校", "读者", "收入", "志愿者", "馆藏")
]
UNSEEN = example(("团员", ["t=团员", "opens"], 3.0), ("全市团员", ["t=全市团员", "long"], 0.0), ("提高", ["verb"], 0.0))


def winner(one: Example, weights: Array) -> str:
    return one.texts[int(np.argmax(shares(one, weights)))]


def test_what_was_right_wins_and_so_does_what_is_like_it() -> None:
    weights = learn(HANDFUL)
    assert [winner(one, weights) for one in HANDFUL] == [one.texts[0] for one in HANDFUL]
    assert winner(UNSEEN, weights) == "团员"
    assert shares(UNSEEN, weights).sum() == pytest.approx(1)
    assert max(shares(UNSEEN, np.zeros(1 << BITS))) == pytest.approx(1 / 3)


def test_the_same_examples_give_the_same_weights() -> None:
    one, other = (rounded(learn(HANDFUL), {}) for _ in range(2))
    features = ["opens", "long", "verb", *(f"t={made.texts[0]}" for made in HANDFUL)]
    assert [one.sum([name]) for name in features] == [other.sum([name]) for name in features]
    assert one.sum(["opens"]) > 0 > one.sum(["long"])
    assert (learn(HANDFUL) == learn(HANDFUL)).all() and not (learn(HANDFUL, (1,)) == learn(HANDFUL, (2,))).all()


def test_figures_without_a_right_candidate_teach_nothing() -> None:
    hopeless = example(("粉丝", ["a"], 0.0), ("学校", ["b"], 0.0))
    assert not learn([hopeless]).any()
    assert winner(UNSEEN, learn([*HANDFUL, hopeless])) == "团员"


def test_the_name_that_readers_gave_first_wins_over_others_that_are_right() -> None:
    both = example(("全团粉丝", ["b"], 1.0), ("粉丝", ["a"], 3.0), ("增长", ["c"], 0.0))
    assert winner(both, learn([both] * 20)) == "粉丝"
    other = example(("团员", ["d"], 0.0), ("全团粉丝", ["b"], 1.0), ("增长", ["c"], 0.0))
    assert winner(other, learn([other] * 20)) == "全团粉丝"


def test_texts_that_no_rule_was_made_for_count_twice() -> None:
    one = example(("粉丝", ["a"], 3.0), ("增长", ["b"], 0.0), kind="own:samples")
    other = example(("粉丝", ["a"], 0.0), ("增长", ["b"], 3.0), kind="gov")
    told = learn([one, other] * 10, range(5))
    assert told[slot_of("b", BITS)] > told[slot_of("a", BITS)]


# ------------------------------------------------------------------------------------ calibration

SEEN = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=900)


@given(SEEN)
def test_points_of_calibration_rise_from_nothing_to_all(seen: list[tuple[float, bool]]) -> None:
    points = points_of(seen)
    shares, parts = [share for share, _ in points], [part for _, part in points]
    assert shares == sorted(shares) and (shares[0], shares[-1]) == (0.0, 1.0)
    assert parts == sorted(parts) and 0 <= parts[0] <= parts[-1] <= 1


def test_points_of_calibration_are_what_was_seen() -> None:
    sure = [(0.9, k % 10 > 0) for k in range(300)]
    unsure = [(0.3, k % 2 > 0) for k in range(300)]
    assert points_of(sure + unsure) == [(0.0, 0.5), (0.3, 0.5), (0.9, 0.9), (1.0, 0.9)]
    few = [(1.0, True)] * 20
    assert points_of(sure + unsure + few) == [(0.0, 0.5), (0.3, 0.5), (0.906, 0.906), (1.0, 0.906)]
    falling = [(0.3, True)] * 150 + [(0.9, False)] * 150
    assert points_of(falling) == [(0.0, 0.5), (1.0, 0.5)]


# --------------------------------------------------------------------------------------- examples


@pytest.fixture(scope="module")
def document() -> Document:
    return next(one for one in own_documents() if one.name == "foundation-2022")


def test_an_example_for_each_figure_that_is_a_claim(document: Document) -> None:
    examples = [one for one in examples_of(document) if one.about == "name"]
    labels = [label for label in document.labels if not label.optional]
    assert 0.98 * len(labels) <= len(examples) <= len(labels)
    for one in examples:
        assert len(one.starts) == len(one.rights) == len(one.texts)
        assert list(one.starts) == sorted(set(one.starts)) and one.starts[-1] < len(one.slots)
        likeliest = {text for text, right in zip(one.texts, one.rights, strict=True) if right == 3}
        assert {plain(text) for text in likeliest} <= {plain(one.label.metrics[0])}


def test_an_example_for_each_measure_that_is_not_ruled(document: Document) -> None:
    examples = [one for one in examples_of(document) if one.about == "measure"]
    assert examples and all(one.rights.sum() == 1 for one in examples)
    for one in examples:
        right = one.texts[int(np.argmax(one.rights))]
        assert right == " ".join(filter(None, (one.label.measure, one.label.direction)))


def test_names_before_a_figure_are_told_or_proposed(document: Document) -> None:
    told, proposed = (list(examples_of(document, told=told)) for told in (True, False))
    assert [one.label for one in told] == [one.label for one in proposed]
    assert any(one.texts != other.texts for one, other in zip(told, proposed, strict=True))
