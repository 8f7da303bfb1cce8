"""What was learnt from labelled reports: one whole number for each feature, in one file of the package.

The file (`weights/learned.weights`) is one line of JSON (what it was learnt from, how many slots, how much one unit of
score is), a line end, then the slots as signed bytes. A feature's slot is told by its CRC-32: features
that share a slot share its weight. Sums of whole numbers are the same on every machine. `training` makes the file.
"""

from __future__ import annotations

import functools
import json
import math
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any
from zlib import crc32

_FILE = "learned.weights"


class Weights:
    """The weight of every feature; one that was never seen weighs nothing.

    >>> weights = Weights({"unit": 100}, array("b", [0] * 8))
    >>> weights.sum(["o1=l粉丝", "c1=l粉丝"])
    0
    """

    __slots__ = ("_mask", "_slots", "about", "unit")

    def __init__(self, about: Mapping[str, Any], slots: array[int]) -> None:
        """`slots` holds as many weights as a power of two; `about["unit"]` is how much of them makes a score of 1."""
        self.about = about
        self.unit: int = about["unit"]
        self._slots = slots
        self._mask = len(slots) - 1

    def sum(self, features: Collection[str]) -> int:
        """The weights of features, added up."""
        slots, mask = self._slots, self._mask
        # Most are one to six features: adding them up in a loop is a quarter faster than a list to be added up.
        total = 0
        try:
            for feature in features:
                total += slots[crc32(feature.encode()) & mask]
            return total
        except UnicodeEncodeError:
            return sum([slots[one & mask] for one in _checksums(features)])

    def by_class(self, features: Collection[str], count: int) -> list[int]:
        """The weights of features for each of so many classes, added up.

        >>> Weights({"unit": 100}, array("b", [0] * 8)).by_class(["m3=增长|share"], 2)
        [0, 0]
        """
        slots, mask, sums = self._slots, self._mask, _checksums(features)
        steps = range(0, count * _CLASS_STEP, _CLASS_STEP)
        return [sum([slots[(one + step) & mask] for one in sums]) for step in steps]

    def share(self, scores: Sequence[int], chosen: int) -> float:
        """The part of all that speaks for any class that speaks for the chosen one (0 to 1): softmax over the scores.

        >>> Weights({"unit": 100}, array("b", [0] * 8)).share([30, 30], 0)
        0.5
        """
        return 1 / sum([math.exp((score - scores[chosen]) / self.unit) for score in scores])

    def confidence(self, share: float) -> float:
        """How often claims were right of whose name and frame this share was sure, on kinds that were left out.

        >>> Weights({"unit": 1, "confidence": [[0.0, 0.5], [0.8, 0.9], [1.0, 0.9]]}, array("b", [0])).confidence(0.4)
        0.7
        """
        points: Sequence[Sequence[float]] = self.about["confidence"]
        right = next(k for k, point in enumerate(points) if point[0] >= share)
        if not right:
            return round(points[0][1], 2)
        (left, low), (end, high) = points[right - 1], points[right]
        return round(low + (high - low) * (share - left) / (end - left), 2)

    def each(self, features: Iterable[str]) -> list[tuple[str, int]]:
        """Features with their weights, the heaviest first."""
        return sorted(((feature, self.sum((feature,))) for feature in features), key=lambda one: (-abs(one[1]), one[0]))


# From the slot of a feature for one class to that for the next: odd, so that no two of a few classes meet.
_CLASS_STEP = 0x9E3779B1


def slot_of(feature: str, bits: int, of_class: int = 0) -> int:
    """The slot of a feature among two to the power of `bits`, as it speaks for the class of that number.

    >>> slot_of("o1=l粉丝", 20)
    834029
    """
    return (_checksum(feature) + of_class * _CLASS_STEP) & ((1 << bits) - 1)


def _checksums(features: Iterable[str]) -> list[int]:
    try:
        return [crc32(feature.encode()) for feature in features]
    except UnicodeEncodeError:
        # Half a surrogate pair in a damaged report; to allow for it everywhere would take a third more time.
        return [_checksum(feature) for feature in features]


def _checksum(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"))


@functools.cache
def weights() -> Weights:
    """The package's weights; read when they are first asked for."""
    data = (files("reportmine") / "weights" / _FILE).read_bytes()
    about, _, rest = data.partition(b"\n")
    return Weights(json.loads(about), array("b", rest))
