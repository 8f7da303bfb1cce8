"""How well pictures of reports are read: figures found, wrong ones that claim to be sure, seconds a page, memory.

    python benchmarks/ocr.py [--dots 300 200 150] [--only clean fax] [--texts school] [--fresh]

Every sample of the project and the texts in `benchmarks/scanned` are set, made pictures of and read (`scans.py`). F1 is
that of quantities against those of the text itself, by value and unit. `sure and wrong` is the share of figures with a
confidence over 0.8 whose value or unit the text does not have. Pages that were read before come from the cache, so that
`s/page` is only told with --fresh. Needs the extra `ocr` and a Noto CJK font.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from reportmine.api import extract, find_quantities
from reportmine.model import Claim, Quantity
from reportmine.readers.files import read, source_of_bytes
from reportmine.readers.ocr import cache
from scans import SETTINGS, SPOILINGS, TEXTS, as_file, scanned

SAMPLES = Path(__file__).parents[1] / "samples"
SURE = 0.8
WAYS = [*SPOILINGS, *SETTINGS]
Figure = tuple[Decimal, Decimal | None, str]


class Score(NamedTuple):
    """What reading some pictures gave."""

    right: int = 0
    missed: int = 0
    made_up: int = 0
    sure: int = 0
    sure_and_wrong: int = 0
    pages: int = 0
    seconds: float = 0.0

    def plus(self, other: Score) -> Score:
        counts = [int(a + b) for a, b in zip(self[:-1], other[:-1], strict=True)]
        return Score._make([*counts, self.seconds + other.seconds])

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.made_up)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dots", type=int, nargs="*", default=[300, 200, 150])
    parser.add_argument("--only", nargs="*", default=WAYS, choices=WAYS)
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    wanted = parser.parse_args()
    texts = {path.stem: read(path).raw for path in sorted((*SAMPLES.glob("*.txt"), *TEXTS.glob("*.txt")))}
    texts = {name: text for name, text in texts.items() if name in wanted.texts or not wanted.texts}
    print(f"{'picture':<16} {'F1':>6} {'missed':>6} {'made up':>7} {'sure':>5} {'sure and wrong':>14} {'s/page':>6}")
    with tempfile.TemporaryDirectory() as empty:
        place = (lambda: Path(empty)) if wanted.fresh else cache.folder
        with patch.object(cache, "folder", place):
            for dots in wanted.dots:
                for name in wanted.only:
                    total = Score()
                    for title, text in texts.items():
                        total = total.plus(scored(title, text, dots, name, verbose=wanted.verbose))
                    print(row(f"{name} {dots}", total, timed=wanted.fresh), flush=True)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")


def scored(title: str, text: str, dots: int, spoiling: str, *, verbose: bool = False) -> Score:
    pages = scanned(text, dots, spoiling)
    data = as_file(pages)
    start = time.perf_counter()
    source = source_of_bytes(data, f"{title}.tiff")
    seconds = time.perf_counter() - start
    expected = Counter(map(figure, find_quantities(text)))
    found = Counter(map(figure, find_quantities(source.raw)))
    right = (expected & found).total()
    sure, wrong = sure_ones(extract(source).claims, text)
    if verbose:
        told = f"{dict(expected - found)} -> {dict(found - expected)}"
        print(f"  {title} {spoiling} {dots}: {told}; sure: {wrong}", flush=True)
    left_out, added = (expected - found).total(), (found - expected).total()
    return Score(right, left_out, added, sure, len(wrong), len(pages), seconds)


def sure_ones(claims: Sequence[Claim], text: str) -> tuple[int, list[str]]:
    """How many claims are sure, and those whose value or unit no claim of the text has."""
    known = {figure(claim.quantity) for claim in extract(text).claims}
    sure = [claim for claim in claims if claim.is_sure(SURE + 0.001)]
    return len(sure), [f"{one.text} ({one.confidence})" for one in sure if figure(one.quantity) not in known]


def figure(quantity: Quantity) -> Figure:
    return quantity.low, quantity.high, quantity.unit


def row(name: str, score: Score, *, timed: bool) -> str:
    share = score.sure_and_wrong / max(1, score.sure)
    pace = f"{score.seconds / max(1, score.pages):6.1f}" if timed else "      "
    return (
        f"{name:<16} {score.f1:6.3f} {score.missed:6} {score.made_up:7} {score.sure:5} "
        f"{score.sure_and_wrong:5} {share:8.2%} {pace}"
    )


if __name__ == "__main__":
    main()
