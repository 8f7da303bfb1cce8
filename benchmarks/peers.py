"""How fast people's usual tools and reportmine read the same reports, warm, each in a process of its own.

    python benchmarks/peers.py [--reports 2000] [--kilobytes 10] [--runs 3] [--only NAME] [-o FILE] [--check] [PATH ...]

The reports are those of corpus.py, the same for the same --seed, or the texts of the given paths. In each run all
systems (systems.py) take their turn over reports with new digits, so that all see the same machine and none remembers.
Slow ones read only the first part of the reports, as the table says. Times are of the processor, without reading files
and without the collector of reference cycles, as the commands do; memory is the peak of the process. --check exits
with 1 where extraction is slower, beside jieba.lcut, than 0.7 of what pinned.toml says.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import multiprocessing
import os
import platform
import random
import statistics
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

# Nothing of ours and nothing large is imported here: each system is loaded by its own process.
import corpus
from extract_speed import other_digits
from systems import EXTRACTION, STAGES, SYSTEMS, YARDSTICK

PINNED = Path(__file__).parent / "pinned.toml"
LEAST = 0.7


class Run(NamedTuple):
    """One run of a system: characters, seconds (under "", or of each stage), and the peak of its memory so far."""

    characters: int
    seconds: Mapping[str, float]
    mebibytes: float


class Measured(NamedTuple):
    """A system's runs put together; `rate` is characters a second of the best, `ratio` that to jieba.lcut's."""

    name: str
    does: str
    reports: int
    characters: int
    best: float
    median: float
    rate: float
    ratio: float | None
    mebibytes: float


# ------------------------------------------------------------------------------------- one process a system


def serve(pipe: Connection, name: str, files: Sequence[Path]) -> None:
    """Load a system, then read the files whenever a number of a run comes, until None does."""
    work = SYSTEMS[name].load()
    work(files[0].read_text(encoding="utf-8"))
    gc.disable()
    pipe.send(None)  # it is warm
    while (number := pipe.recv()) is not None:
        pipe.send(_read_all(files, work, random.Random(number)))


def _read_all(files: Sequence[Path], work: Any, rng: random.Random) -> Run:
    seconds: Counter[str] = Counter()
    characters = 0
    for file in files:
        text = other_digits(file.read_text(encoding="utf-8"), rng)
        characters += len(text)
        seconds.update(work(text))
    return Run(characters, dict(seconds), peak_mebibytes())


def peak_mebibytes() -> float:
    """The most memory that this process had; what getrusage says of it on Linux is its parent's as well."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource  # Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


@contextmanager
def _processes(names: Sequence[str], files: Sequence[Path]) -> Iterator[dict[str, Connection]]:
    """A warm process for each system, and the pipes to them; they end with the block."""
    context = multiprocessing.get_context("spawn")
    pipes = {}
    for name in names:
        ours, theirs = context.Pipe()
        context.Process(target=serve, args=(theirs, name, part_of(files, name)), daemon=True).start()
        theirs.close()
        ours.recv()
        pipes[name] = ours
    yield pipes
    for pipe in pipes.values():
        pipe.send(None)


def part_of(files: Sequence[Path], name: str) -> Sequence[Path]:
    """The files that a system reads."""
    return files[: max(1, round(len(files) * SYSTEMS[name].part))]


def in_turn(names: Sequence[str], files: Sequence[Path], runs: int) -> dict[str, list[Run]]:
    """So many runs of each system, all of them taking turns."""
    found: dict[str, list[Run]] = {name: [] for name in names}
    with _processes(names, files) as pipes:
        for number in range(runs):
            for name, pipe in pipes.items():
                pipe.send(number)
                found[name].append(pipe.recv())
    return found


# ------------------------------------------------------------------------------------- what it says


def put_together(found: Mapping[str, Sequence[Run]], files: Sequence[Path]) -> list[Measured]:
    """What is said of each system but of the stages."""
    rates = {name: max(run.characters / run.seconds[""] for run in runs) for name, runs in found.items()}
    yardstick = rates.get(YARDSTICK)
    return [
        Measured(
            name,
            SYSTEMS[name].does,
            len(part_of(files, name)),
            runs[0].characters,
            min(run.seconds[""] for run in runs),
            statistics.median(run.seconds[""] for run in runs),
            rates[name],
            rates[name] / yardstick if yardstick else None,
            runs[-1].mebibytes,
        )
        for name, runs in found.items()
    ]


def stage_shares(runs: Sequence[Run]) -> dict[str, tuple[float, float]]:
    """Of each stage the median of its seconds, and its share of all of them."""
    medians = {stage: statistics.median(run.seconds[stage] for run in runs) for stage in runs[0].seconds}
    total = sum(medians.values())
    return {stage: (seconds, seconds / total) for stage, seconds in medians.items()}


def print_systems(measured: Sequence[Measured]) -> None:
    heads = f"{'reports':>8} {'best':>9} {'median':>9} {'characters/s':>13} {'of lcut':>8} {'peak MiB':>9}"
    print(f"{'':<22} {heads}  what it does")
    for one in measured:
        ratio = "" if one.ratio is None else f"{one.ratio:.3f}"
        print(
            f"{one.name:<22} {one.reports:8,} {one.best:7.2f} s {one.median:7.2f} s {one.rate:13,.0f} {ratio:>8}"
            f" {one.mebibytes:9.1f}  {one.does}"
        )


def print_stages(shares: Mapping[str, tuple[float, float]]) -> None:
    print(f"\n{'stage of extraction':<30} {'median':>9} {'share':>7}")
    for stage, (seconds, share) in shares.items():
        print(f"{stage:<30} {seconds:7.3f} s {share:7.1%}")


def verdict(ratio: float, pinned: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether extraction is fast enough beside jieba.lcut, and the sentence that says so.

    >>> verdict(0.08, {"ratio": 0.1, "date": "2026-11-30"})
    (True, 'extraction / jieba.lcut: 0.080, at least 0.070 (0.7 of 0.100, pinned on 2026-11-30): held')
    """
    least = LEAST * pinned["ratio"]
    held = ratio >= least
    of_what = f"{LEAST} of {pinned['ratio']:.3f}, pinned on {pinned['date']}"
    said = "held" if held else "too slow"
    return held, f"extraction / {YARDSTICK}: {ratio:.3f}, at least {least:.3f} ({of_what}): {said}"


def checked(measured: Sequence[Measured]) -> bool:
    """Say whether the pinned ratio is held."""
    ratio = next(one.ratio for one in measured if one.name == EXTRACTION)
    assert ratio is not None  # _arguments sees to it
    held, sentence = verdict(ratio, tomllib.loads(PINNED.read_text(encoding="utf-8")))
    print(f"\n{sentence}")
    return held


# ------------------------------------------------------------------------------------- the command


def main() -> int:
    """Measure what is asked for."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        files = given.paths
        if not files:
            corpus.write(Path(folder), given.reports, round(given.kilobytes * 1000 / 2.9), given.seed)
            files = sorted(Path(folder).rglob("*.txt"))
        size = sum(file.stat().st_size for file in files)
        absent = [name for name in given.only or SYSTEMS if not SYSTEMS[name].installed]
        names = [name for name in given.only or SYSTEMS if name not in absent]
        before = os.getloadavg()[0]
        found = in_turn(names, files, given.runs)
        measured = put_together({name: runs for name, runs in found.items() if name != STAGES}, files)
    shares = stage_shares(found[STAGES]) if STAGES in found else {}
    load = before, os.getloadavg()[0]
    loads = f"load of the machine {load[0]:.1f}, then {load[1]:.1f}"
    print(f"{len(files):,} reports, {size / 1e6:.1f} MB, {given.runs} runs; {loads}\n")
    print_systems(measured)
    if absent:
        print(f"not installed: {', '.join(absent)}")
    if shares:
        print_stages(shares)
    if given.output:
        given.output.write_text(_as_json(given, size, load, measured, shares), encoding="utf-8")
    return 0 if not given.check or checked(measured) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="texts to read instead of the corpus")
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--kilobytes", type=float, default=10.0, help="of a report, on average (default: 10)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", action="append", choices=list(SYSTEMS), help="measure this one; may be repeated")
    parser.add_argument("-o", "--output", type=Path, help="write what was measured as JSON")
    parser.add_argument("--check", action="store_true", help="exit 1 where extraction is too slow")
    given = parser.parse_args()
    if min(given.reports, given.runs) < 1:
        parser.error("--reports and --runs are at least 1")
    if given.check and (given.paths or (given.only and not {YARDSTICK, EXTRACTION} <= set(given.only))):
        parser.error(f"--check needs the corpus, {YARDSTICK} and {EXTRACTION}")
    return given


def _as_json(
    given: argparse.Namespace,
    size: int,
    load: Sequence[float],
    measured: Sequence[Measured],
    shares: Mapping[str, tuple[float, float]],
) -> str:
    fields = {
        "date": datetime.date.today().isoformat(),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "cores": os.cpu_count(),
        "load": load,
        "runs": given.runs,
        "corpus": {"paths": [str(path) for path in given.paths]}
        if given.paths
        else {"reports": given.reports, "kilobytes": given.kilobytes, "seed": given.seed, "bytes": size},
        "systems": [one._asdict() for one in measured],
        "stages": {stage: {"seconds": seconds, "share": share} for stage, (seconds, share) in shares.items()},
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
