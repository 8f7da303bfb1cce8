"""The best way to pair things one to one: the pairs whose gains add up to most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

# Gains of pairs by their left and right ends; only what gains something can be taken.
Gains = Mapping[tuple[int, int], int]


def best_pairs(gains: Gains) -> list[tuple[int, int]]:
    """The pairs, each left and each right end at most once, whose gains add up to the most; in order.

    Pairs that share no end are looked at apart, so that the time goes with the largest tangle and not with all of them.

    >>> best_pairs({(0, 0): 5, (0, 1): 4, (1, 0): 4, (2, 2): -1})
    [(0, 1), (1, 0)]
    """
    worth = {pair: gain for pair, gain in gains.items() if gain > 0}
    return sorted(pair for tangle in _tangles(worth) for pair in _best(tangle, worth))


def _tangles(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs that hang together by their ends."""
    of_left: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of_right: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(pairs):
        of_left[pair[0]].append(pair)
        of_right[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    for left in of_left:
        waiting, tangle = list(of_left[left]), []
        while waiting:
            pair = waiting.pop()
            if pair not in seen:
                seen.add(pair)
                tangle.append(pair)
                waiting += of_left[pair[0]] + of_right[pair[1]]
        if tangle:
            yield tangle


def _best(tangle: Sequence[tuple[int, int]], gains: Gains) -> Iterator[tuple[int, int]]:
    """The best pairs of one tangle: each left end in turn is paired by the cheapest way, and moves others for it.

    (Shortest augmenting paths with prices, after Jonker and Volgenant 1987, over the pairs that there are.)
    """
    costs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in tangle:
        costs[left].append((right, -gains[left, right]))
    for left in costs:
        # To stay alone costs nothing: each left end has a right end of its own for that, below zero.
        costs[left].append((-1 - left, 0))
    state = _Pairing({}, {}, {}, defaultdict(int))
    for left in sorted(costs):
        _pair(left, costs, state)
    return ((left, right) for left, right in state.right_of.items() if right >= 0)


class _Pairing(NamedTuple):
    """Who is paired with whom, and the prices at which no left end could be paired more cheaply."""

    right_of: dict[int, int]
    left_of: dict[int, int]
    left_prices: dict[int, int]
    right_prices: dict[int, int]


def _pair(start: int, costs: Mapping[int, Sequence[tuple[int, int]]], state: _Pairing) -> None:
    """Pair one more left end, and move others where that is cheaper."""
    state.left_prices[start] = min(cost - state.right_prices[right] for right, cost in costs[start])
    ways: dict[int, int] = {}
    back: dict[int, int] = {}
    settled: dict[int, int] = {}
    near: list[tuple[int, int]] = []
    left, way = start, 0
    while True:
        for right, cost in costs[left]:
            longer = way + cost - state.left_prices[left] - state.right_prices[right]
            if right not in settled and longer < ways.get(right, longer + 1):
                ways[right], back[right] = longer, left
                heappush(near, (longer, right))
        way, end = heappop(near)
        if end in settled:
            continue
        if end not in state.left_of:
            break
        settled[end], left = way, state.left_of[end]
    for right, length in settled.items():
        state.right_prices[right] += length - way
        state.left_prices[state.left_of[right]] += way - length
    state.left_prices[start] += way
    _move_along(start, end, back, state)


def _move_along(start: int, end: int, back: Mapping[int, int], state: _Pairing) -> None:
    right = end
    while True:
        left = back[right]
        before = state.right_of.get(left)
        state.left_of[right], state.right_of[left] = left, right
        if left == start or before is None:
            return
        right = before
