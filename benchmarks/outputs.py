"""What each output costs beside extraction itself, in one process.

    python benchmarks/outputs.py [--reports 1000] [--runs 3] [--report-only]

The reports are made of the project's samples with other digits, about 1,500 characters each. Every format writes all of
them to one file, as `reportmine extract reports/*.txt -o FILE` does once they are extracted. Time is that of the
processor, and of some runs the shortest. Exit status 1 says that a format took more than half as long as extraction.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from extract_speed import dense_report
from reportmine.api import extract
from reportmine.cli.collector import collector_paused
from reportmine.model import Report, Source
from reportmine.output.registry import REPORTS, Format, Style

CHARACTERS = 1_500
LIMIT = 0.5


def made_reports(count: int) -> list[Source]:
    """So many pieces of a text made of the samples."""
    text = dense_report(count * CHARACTERS)
    starts = range(0, len(text), CHARACTERS)
    return [Source(text[at : at + CHARACTERS], path=f"reports/{at // CHARACTERS:04}.txt") for at in starts]


def written(reports: Sequence[Report], form: Format[Sequence[Report]], path: Path) -> None:
    """Write the reports as the command does, to a new file."""
    path.unlink(missing_ok=True)
    if form.add_to:
        form.add_to(str(path), reports)
        return
    content = form.render(reports, Style(array=True))
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Measure all formats."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports (default: 1000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each format (default: 3)")
    parser.add_argument("--report-only", action="store_true", help="exit with 0 also above the limit")
    given = parser.parse_args()
    if min(given.reports, given.runs) < 1:
        parser.error("--reports and --runs are at least 1")
    sources = made_reports(given.reports)
    extract(sources[0])  # loads the dictionary
    reports: list[Report] = []
    with collector_paused():  # as the command does
        extraction = best(lambda: reports.extend(map(extract, sources)), 1)
    gc.freeze()  # as the command does
    claims = sum(len(report.claims) for report in reports)
    print(f"{len(reports):,} reports of {CHARACTERS:,} characters, {claims:,} figures\n")
    print(f"{'extraction':<11} {extraction:7.2f} s")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for form in REPORTS:
            path = Path(folder, f"figures{form.endings[0]}")
            cost = best(lambda form=form, path=path: written(reports, form, path), given.runs)  # type: ignore[misc]
            slowest = max(slowest, cost / extraction)
            print(f"{form.name:<11} {cost:7.2f} s {cost / extraction:6.2f} {path.stat().st_size / 2**20:8.1f} MiB")
    print(f"\nthe slowest took {slowest:.2f} of extraction (limit {LIMIT})")
    return 0 if given.report_only or slowest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
