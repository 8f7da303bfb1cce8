"""Look for findings: python -m fuzzing --minutes 5 [--seed N] [--target NAME] [--rounds N] [--findings FOLDER]

Targets take turns, round by round; each round has a number, from which all that is made up in it follows. Exit status 1
where something was found; fuzzing/README.md says what to do with it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from fuzzing import findings
from fuzzing.files import DamagedFiles
from fuzzing.findings import Finding
from fuzzing.made_up import TARGETS

NAMES = ("readers", *(target.name for target in TARGETS))
# So many damaged files take about as long as a round of texts.
_FILES = 20

Round = Callable[[int], tuple[int, Finding | None]]


def main() -> int:
    """Run the targets that are asked for until time is over, or so many rounds are done."""
    options = _parser().parse_args()
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print(f"seed {first}", flush=True)
    with DamagedFiles() as files:
        rounds: dict[str, Round] = {"readers": files.round, **{target.name: target.round for target in TARGETS}}
        wanted = {name: rounds[name] for name in options.target or NAMES}
        inputs, kinds = _run(wanted, first, options.rounds, 60 * options.minutes, options.findings)
    for name in wanted:
        print(f"{name}: {inputs[name]:,} inputs")
    print(f"{sum(inputs.values()):,} inputs, {len(kinds)} kinds of findings")
    return 1 if kinds else 0


def _run(
    wanted: dict[str, Round], first: int, most: int | None, seconds: float, folder: Path
) -> tuple[Counter[str], Counter[str]]:
    """How many inputs each target had, and how often each kind of finding was seen; the first of a kind is written."""
    inputs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    end = time.monotonic() + seconds
    seeds = dict.fromkeys(wanted, first)
    while True:
        for name, one_round in wanted.items():
            for _ in range(_FILES if name == "readers" else 1):
                if time.monotonic() > end or (most is not None and seeds[name] - first >= most):
                    break
                count, found = one_round(seeds[name])
                seeds[name] += 1
                inputs[name] += count
                if found:
                    kinds[found.kind] += 1
                    if kinds[found.kind] == 1:
                        print(f"{findings.write(found, folder)}: {found.kind}", flush=True)
        if time.monotonic() > end or (most is not None and min(seeds.values()) - first >= most):
            return inputs, kinds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description="Look for what nobody thought of.")
    parser.add_argument("--minutes", type=float, default=5, help="how long (5)")
    parser.add_argument("--seed", type=int, help="the number of the first round (any)")
    parser.add_argument("--rounds", type=int, help="how many rounds each target has at most")
    parser.add_argument("--target", choices=NAMES, action="append", help="one of the targets, several times (all)")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="where they are written (findings)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
