"""The file of weights is the one that was measured, small, soon read, and the same on every machine."""

from __future__ import annotations

import json
import time
from array import array
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.extraction import weights as module
from reportmine.extraction.weights import Weights, slot_of, weights
from training import file
from training.examples import BITS

FILE = Path(str(files("reportmine") / "weights" / "learned.weights"))
# Whoever makes the weights again (python -m training.train) measures them and writes the new digest here.
DIGEST = "3e498ad66ec3aea1e8cea6960bee7f260f75c0f0f4cc700120c02a79612e10a9"
MOST_BYTES = 4 * 1024 * 1024
MOST_SECONDS = 0.030


def test_the_file_is_the_one_that_was_measured() -> None:
    assert sha256(FILE.read_bytes()).hexdigest() == DIGEST


def test_the_file_is_small_and_says_what_it_was_learnt_from() -> None:
    head, _, slots = FILE.read_bytes().partition(b"\n")
    about = json.loads(head)
    assert FILE.stat().st_size <= MOST_BYTES
    assert len(slots) == 1 << BITS and about["unit"] == file.UNIT
    assert about["texts"] > 0 and sum(about["figures"].values()) > about["texts"]
    assert not [kind for kind in about["figures"] if kind in ("dev", "shut")]


def test_it_is_read_within_thirty_milliseconds() -> None:
    def seconds() -> float:
        start = time.process_time()
        weights.__wrapped__()
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) <= MOST_SECONDS


@given(st.text(max_size=12))
def test_a_feature_weighs_what_its_slot_says(feature: str) -> None:
    slots = array("b", [*range(-128, 128)] * 4)
    found = Weights({"unit": 1}, slots)
    slot = crc32(feature.encode("utf-8", "surrogatepass")) % 1024
    assert found.sum([feature]) == found.sum([feature]) == slots[slot]
    assert slot_of(feature, 10) == slot


def test_features_add_up_and_the_heaviest_comes_first() -> None:
    found = Weights({"unit": 1}, array("b", [*range(-128, 128)] * 4))
    features = [f"o1=l{char}" for char in "图书馆学校"]
    told = found.each(features)
    assert found.sum(features) == sum(weight for _, weight in told)
    assert [abs(weight) for _, weight in told] == sorted((abs(weight) for _, weight in told), reverse=True)
    assert {feature for feature, _ in told} == set(features)


def test_half_a_surrogate_pair_weighs_something() -> None:
    found = Weights({"unit": 1}, array("b", range(-128, 0)))
    feature = "p6=own|\ud800|count"
    assert found.sum(["o1=l馆", feature]) == found.sum(["o1=l馆"]) + found.sum([feature]) < found.sum(["o1=l馆"])


def test_confidence_never_falls_with_the_share() -> None:
    told = [weights().confidence(step / 1000) for step in range(1001)]
    assert told == sorted(told) and 0 <= told[0] < told[-1] <= 1


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.floats(0, 1)), max_size=6), st.floats(0, 1), st.floats(0, 1))
def test_confidence_goes_straight_between_its_points(
    between: list[tuple[float, float]], one: float, other: float
) -> None:
    shares, parts = sorted({share for share, _ in between}), sorted(part for _, part in between)
    points = [(0.0, 0.0), *zip(shares, parts, strict=False), (1.0, 1.0)]
    found = Weights({"unit": 1, "confidence": points}, array("b", [0]))
    low, high = sorted((one, other))
    assert 0 <= found.confidence(low) <= found.confidence(high) <= 1
    assert all(abs(found.confidence(share) - part) <= 0.005 + 1e-9 for share, part in points)


# ------------------------------------------------------------------------------ written and read

# One feature for each of four slots.
FEATURES = [next(f"{k}" for k in range(1000) if slot_of(f"{k}", 2) == slot) for slot in range(4)]


def test_what_is_written_is_what_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "weights" / "learned.weights"
    file.write(np.array([1, -2, 100, -127]) / file.UNIT, {"texts": 1}, path)
    head, _, slots = path.read_bytes().partition(b"\n")
    assert json.loads(head) == {"texts": 1, "unit": file.UNIT} and slots == bytes((1, 254, 100, 129))
    assert list(path.parent.iterdir()) == [path]
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    found = weights.__wrapped__()
    assert [found.sum([feature]) for feature in FEATURES] == [1, -2, 100, -127]


def test_weights_are_rounded_and_held_within_a_byte() -> None:
    found = file.rounded(np.array([0.5, -0.6 / file.UNIT, 1000.0, -1000.0]), {})
    assert [found.sum([feature]) for feature in FEATURES] == [file.UNIT // 2, -1, 127, -127]
