"""`reportmine extract` against the script that users write today, each as a whole process.

    python benchmarks/extract_speed.py [--runs 7] [--report FILE] [--report-only]

Both read the same report of 20,000 characters: the project's samples, repeated with other digits. They run in
turn, each once before anything is counted, so that caches are warm for both. Exit status 1 says that reportmine
took more than half of the script's time or of its peak memory.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Nothing of ours and nothing large is imported here: a child begins its life with the peak memory of its parent.

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
# Those in simplified characters, as most reports are; another text can be given with --report.
ENCODINGS = {
    "city-2023.txt": "utf-8",
    "city-2024.txt": "utf-8",
    "communique-2023.txt": "utf-8",
    "company-2023.txt": "gb18030",
    "foundation-2022.txt": "utf-8",
    "foundation-2023.txt": "utf-8",
}
LENGTH = 20_000
LIMIT = 0.5

NAIVE = "import sys, jieba.posseg; jieba.posseg.lcut(open(sys.argv[1], encoding='utf-8').read())"

# Years stay, since a report with impossible ones is read in another way.
_DIGITS = re.compile(r"(?!(?:19|20)\d\d年)(?<!\d)\d+")
_KIBIBYTES = 1024 if sys.platform == "darwin" else 1  # what ru_maxrss counts in


class Cost(NamedTuple):
    """What one run took."""

    seconds: float
    mebibytes: float


def dense_report(length: int = LENGTH) -> str:
    """The samples over and over with other digits, until there are so many characters."""
    rng = random.Random(0)
    texts = [(SAMPLES / name).read_bytes().decode(encoding) for name, encoding in ENCODINGS.items()]
    text = ""
    for sample in itertools.cycle(texts):
        text += other_digits(sample.replace("\r\n", "\n"), rng) + "\n"
        if len(text) >= length:
            return text[:length]
    raise AssertionError("unreachable")


def other_digits(text: str, rng: random.Random) -> str:
    """The text with other numbers of as many digits."""
    return _DIGITS.sub(lambda match: str(rng.randrange(10 ** len(match[0]) // 10, 10 ** len(match[0]))), text)


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end, and take its time and peak memory."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        sys.exit(f"{' '.join(command[:4])} … failed:\n{said.decode(errors='replace')}")
    return Cost(seconds, usage.ru_maxrss / _KIBIBYTES / 1024)


def compare(commands: dict[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """The medians of each command, all run in turn."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            cost = run(command)
            if number:
                found[name].append(cost)
    return {name: Cost(*map(statistics.median, zip(*costs, strict=True))) for name, costs in found.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7, help="counted runs of each (default: 7)")
    parser.add_argument("--report", type=Path, help="a report in UTF-8 instead of the one made of the samples")
    parser.add_argument("--report-only", action="store_true", help="exit with 0 also above the limit")
    given = parser.parse_args()
    if given.runs < 1:
        parser.error("--runs is at least 1")
    with tempfile.TemporaryDirectory() as folder:
        report, table = Path(folder, "report.txt"), Path(folder, "claims.csv")
        report.write_text(given.report.read_text("utf-8") if given.report else dense_report(), "utf-8")
        ours = [sys.executable, "-m", "reportmine", "extract", str(report), "-o", str(table)]
        naive = [sys.executable, "-c", NAIVE, str(report)]
        costs = compare({"reportmine": ours, "naive": naive}, given.runs)
        claims = table.read_bytes().count(b"\r\n") - 1
        print(f"{len(report.read_text('utf-8')):,} characters, {claims:,} claims, medians of {given.runs} runs")
    for name, cost in costs.items():
        print(f"{name:<11} {cost.seconds:6.2f} s   {cost.mebibytes:6.1f} MiB")
    ratios = [ours_ / naive_ for ours_, naive_ in zip(costs["reportmine"], costs["naive"], strict=True)]
    print(f"{'ratio':<11} {ratios[0]:6.2f}     {ratios[1]:6.2f}       (limit {LIMIT})")
    return 0 if given.report_only or max(ratios) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
