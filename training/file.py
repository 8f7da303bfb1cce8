"""The file of weights: what the package reads (reportmine/extraction/weights.py tells its form)."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from reportmine.extraction.weights import Weights
from training.corpus import ROOT
from training.learning import Array

PATH = ROOT / "src" / "reportmine" / "weights" / "learned.weights"

# How much of a stored weight makes a score of 1: the largest weight learnt is under 3, and all must fit a byte.
UNIT = 40
_LIMIT = 127


def rounded(weights: Array, about: Mapping[str, Any]) -> Weights:
    """Weights as the package reads them: whole numbers."""
    return Weights({"unit": UNIT, **about}, _whole(weights))


def _whole(weights: Array) -> array[int]:
    return array("b", np.clip(np.rint(weights * UNIT), -_LIMIT, _LIMIT).astype(np.int8).tobytes())


def write(weights: Array, about: Mapping[str, Any], path: Path = PATH) -> None:
    """Write the file, whole or not at all."""
    head = json.dumps({"unit": UNIT, **about}, ensure_ascii=False, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_bytes(head.encode() + b"\n" + _whole(weights).tobytes())
    draft.replace(path)
