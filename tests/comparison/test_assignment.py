"""Assignment: the pairs that add up to most, each end once, soon found, whatever the order of the input."""

from __future__ import annotations

import random
import time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.comparison.matching.assignment import Gains, best_pairs

# So many ends on each side can be paired in 720 ways at most.
ENDS = 6
PLACES = st.tuples(st.integers(0, ENDS - 1), st.integers(0, ENDS - 1))
PROBLEMS = st.dictionaries(PLACES, st.integers(-30, 30), max_size=ENDS * ENDS)
MOST_SECONDS = 1.0


def gained(pairs: list[tuple[int, int]], gains: Gains) -> int:
    return sum(gains[pair] for pair in pairs)


def most_by_trying(gains: Gains) -> int:
    """The most that any way to pair all ends gains; a pair that loses is left out."""
    ways = permutations(range(ENDS))
    return max(sum(max(0, gains.get((left, right), 0)) for left, right in enumerate(way)) for way in ways)


@given(PROBLEMS)
def test_no_other_way_gains_more(gains: Gains) -> None:
    assert gained(best_pairs(gains), gains) == most_by_trying(gains)


@given(PROBLEMS)
def test_each_end_is_taken_once_at_most_and_nothing_that_gains_nothing(gains: Gains) -> None:
    pairs = best_pairs(gains)
    for side in (0, 1):
        ends = [pair[side] for pair in pairs]
        assert len(ends) == len(set(ends))
    assert all(gains[pair] > 0 for pair in pairs)
    assert pairs == sorted(pairs)


@given(PROBLEMS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(gains: Gains, shuffle: random.Random) -> None:
    items = list(gains.items())
    shuffle.shuffle(items)
    assert best_pairs(dict(items)) == best_pairs(gains)


@given(PROBLEMS)
def test_both_orders_of_the_sides_gain_the_same(gains: Gains) -> None:
    turned = {(right, left): gain for (left, right), gain in gains.items()}
    assert gained(best_pairs(turned), turned) == gained(best_pairs(gains), gains)


@given(PROBLEMS)
def test_what_is_apart_is_paired_as_if_alone(gains: Gains) -> None:
    moved = {(left + ENDS, right + ENDS): gain for (left, right), gain in gains.items()}
    alone = best_pairs(gains)
    assert best_pairs({**gains, **moved}) == alone + [(left + ENDS, right + ENDS) for left, right in alone]


@pytest.mark.parametrize(
    ("gains", "pairs"),
    [
        ({}, []),
        ({(0, 0): 0, (1, 1): -5}, []),
        ({(7, 3): 1}, [(7, 3)]),
        ({(0, 0): 9, (0, 1): 8, (1, 0): 8}, [(0, 1), (1, 0)]),
        ({(0, 0): 9, (0, 1): 4, (1, 0): 4}, [(0, 0)]),
        ({(0, 0): 3, (1, 0): 5, (2, 0): 4}, [(1, 0)]),
    ],
)
def test_small_ones(gains: Gains, pairs: list[tuple[int, int]]) -> None:
    assert best_pairs(gains) == pairs


def test_three_hundred_ends_with_six_pairs_each_take_less_than_a_second() -> None:
    chance = random.Random(2026)
    gains = {(left, right): chance.randint(1, 10**6) for left in range(300) for right in chance.sample(range(300), 6)}
    start = time.process_time()
    pairs = best_pairs(gains)
    assert time.process_time() - start < MOST_SECONDS
    assert len(pairs) > 280
