"""Do the tests bite? Counts how many small faults in the code of quantities, context and comparing they find.

    python benchmarks/mutation.py                      60 of each module, drawn with a fixed seed
    python benchmarks/mutation.py --most 0             all
    python benchmarks/mutation.py --again mutants.jsonl --out more.jsonl
                                                       but for those killed before, after tests were added

All is loaded once. A run without a fault tells which tests come through which function, and how long they take; then
each mutant gets a process of its own (a fork), where the code of one function is another, and the tests that come
through it run from the fastest on until one fails.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper
from itertools import accumulate
from pathlib import Path
from types import CodeType

import pytest

from mutants import Functions, Mutant, mutants_of

ROOT = Path(__file__).parents[1]
ROOMS = {
    "extraction.quantities": (
        *(
            "numerals",
            "parser",
            "builder",
            "currency",
            "fractions",
            "normalize",
            "qualifiers",
            "ranges",
            "rows",
            "units",
        ),
    ),
    "extraction.attributes": ("baseline", "change", "scope"),
    "extraction.attributes.period": ("dealing", "evidence", "mentions", "rules"),
    "comparison": (*("changes", "intervals", "rounding", "unit_conversion", "verdicts", "years", "pairwise"),),
}
MODULES = tuple(f"reportmine.{room}.{name}" for room, names in ROOMS.items() for name in names)
TESTS = (
    "tests/extraction/test_quantities.py",
    "tests/extraction/test_numerals.py",
    "tests/extraction/test_attributes.py",
    "tests/extraction/test_readings.py",
    "tests/extraction/test_rejection.py",
    "tests/extraction/test_rules.py",
    "tests/comparison",
    "tests/whole/test_properties.py",
    "src/reportmine/extraction",
    "src/reportmine/comparison",
)
# Asked before all others: what is about the room.
ABOUT = {
    "reportmine.extraction.quantities": ("test_numerals", "test_quantities"),
    "reportmine.extraction.attributes": (
        "extraction/attributes",
        "test_rules",
        "has_these_attributes",
        "test_readings",
    ),
    "reportmine.comparison": ("comparison/",),
}
# Seconds that a test may take to be asked.
SLOWEST = 1.0
TOOL = 4
# What pytest does for each test beside running it.
LEFT_OUT = tuple(f"-pno:{name}" for name in ("terminal", "cacheprovider", "logging", "warnings", "faulthandler"))


class Killing:
    """Runs the tests of a session once as they are, then against each mutant."""

    def __init__(self, mutants: list[Mutant], found: Path, longest: float) -> None:
        self._mutants, self._found, self._longest = mutants, found, longest
        self._functions = {module: Functions(module) for module in {mutant.module for mutant in mutants}}
        self._items: dict[str, list[pytest.Item]] = defaultdict(list)
        self._seconds: dict[str, float] = {}
        self._kills = Counter[str]()
        self._in_child = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._run_whole(session.items)
        gc.freeze()
        started = time.monotonic()
        with self._found.open("a", encoding="utf-8") as out:
            for number, mutant in enumerate(self._mutants, 1):
                told = self._told(mutant)
                out.write(json.dumps(told, ensure_ascii=False) + "\n")
                out.flush()
                seconds = time.monotonic() - started
                print(f"{number}/{len(self._mutants)} {seconds:.0f} s {told['outcome']} {mutant.name}", flush=True)
        fast = [item for item in session.items if self._seconds[item.nodeid] <= SLOWEST]
        outcome, test = self._outcome(None, fast)
        if outcome != "survived":
            sys.exit(f"without a fault, in a process of its own, this fails: {test} ({outcome})")
        print(f"{len(session.items)} tests, {len(fast)} of them fast; none fails without a fault", flush=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            if not self._in_child:
                sys.exit(f"fails without a fault: {report.nodeid}\n{report.longreprtext}")
            os.write(self._said, report.nodeid.encode())
            os._exit(1)

    def _run_whole(self, items: list[pytest.Item]) -> None:
        """Which tests come through which function, from the fastest on."""
        if sys.version_info < (3, 12):
            sys.exit("this needs Python 3.12, whose functions can be watched.")
        names = {
            code: f"{module}:{name}"
            for module, functions in self._functions.items()
            for code, name in functions.codes().items()
        }
        reached: set[str] = set()
        watch = sys.monitoring
        watch.use_tool_id(TOOL, "mutation")

        def begins(code: CodeType, _offset: int) -> object:
            reached.add(names[code])
            return watch.DISABLE

        watch.register_callback(TOOL, watch.events.PY_START, begins)
        for code in names:
            watch.set_local_events(TOOL, code, watch.events.PY_START)
        for item in items:
            reached.clear()
            forget()
            watch.restart_events()
            started = time.process_time()
            run(item)
            self._seconds[item.nodeid] = time.process_time() - started
            for name in reached:
                self._items[name].append(item)
        for code in names:
            watch.set_local_events(TOOL, code, 0)
        watch.free_tool_id(TOOL)
        for name, through in self._items.items():
            self._items[name] = self._most_biting(name, through)

    def _most_biting(self, name: str, items: list[pytest.Item]) -> list[pytest.Item]:
        """The fast ones for so many seconds, what is about the room before all others."""
        about = next(tests for room, tests in ABOUT.items() if name.startswith(room))

        def order(item: pytest.Item) -> tuple[bool, float]:
            return not any(test in item.nodeid for test in about), self._seconds[item.nodeid]

        fast = sorted((item for item in items if self._seconds[item.nodeid] <= SLOWEST), key=order)
        until = accumulate(self._seconds[item.nodeid] for item in fast)
        return [item for item, seconds in zip(fast, until, strict=True) if seconds <= self._longest]

    def _told(self, mutant: Mutant) -> dict[str, object]:
        items = self._items.get(f"{mutant.module}:{mutant.function}", [])
        self._killers_first(items)
        outcome, test = self._outcome(mutant, items) if items else ("no test", "")
        told = {"name": mutant.name, "line": mutant.line, "before": mutant.before, "after": mutant.after}
        return told | {"outcome": outcome, "tests": len(items), "test": test}

    def _killers_first(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: -self._kills[item.nodeid])

    def _outcome(self, mutant: Mutant | None, items: list[pytest.Item]) -> tuple[str, str]:
        theirs, self._said = os.pipe()
        child = os.fork()
        if not child:
            self._in_child = True
            self._try(mutant, items)
        os.close(self._said)
        with os.fdopen(theirs) as said:
            test = said.read()
        self._kills[test] += 1
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return {0: "survived", 1: "killed", -signal.SIGPROF: "killed by its time"}.get(
            status, "killed by its end"
        ), test

    def _try(self, mutant: Mutant | None, items: list[pytest.Item]) -> None:
        """In a process that ends here: with 1 where a test fails, with SIGPROF where it takes far too long."""
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if mutant is not None:
            self._functions[mutant.module].become(mutant)
        gc.disable()
        forget()
        for item in items:
            signal.setitimer(signal.ITIMER_PROF, 5 + 10 * self._seconds[item.nodeid])
            run(item)
        os._exit(0)


def run(item: pytest.Item) -> None:
    """A test, so that it can run once more: a doctest would empty the names that it sees."""
    seen = dict(item.dtest.globs) if isinstance(item, pytest.DoctestItem) else {}
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    if isinstance(item, pytest.DoctestItem):
        item.dtest.globs.update(seen)


def forget() -> None:
    """What was remembered from the code before it changed; not what was loaded of files."""
    for cache in CACHES:
        cache.cache_clear()


CACHES: list[_lru_cache_wrapper[object]] = []


def remembering() -> Iterator[_lru_cache_wrapper[object]]:
    """The caches of the rooms that are mutated, but for those of weights."""
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper):
            module = str(getattr(thing, "__module__", ""))
            if module.startswith(("reportmine.extraction", "reportmine.comparison")) and "weights" not in module:
                yield thing


def drawn(modules: Iterable[str], most: int, seed: int) -> list[Mutant]:
    """So many mutants of each module at most, or all where that is 0."""
    chosen: list[Mutant] = []
    for module in modules:
        mutants = mutants_of(module)
        of_all = len(mutants)
        if most and of_all > most:
            mutants = random.Random(f"{seed} {module}").sample(mutants, most)
        print(f"{module}: {len(mutants)} of {of_all}", flush=True)
        chosen += mutants
    # In no order, so that a run that is stopped has tried some of each module.
    random.Random(seed).shuffle(chosen)
    return chosen


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Wilson's interval of 95 %."""
    z, share = 1.96, killed / tried
    middle = share + z * z / (2 * tried)
    half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return (middle - half) / (1 + z * z / tried), (middle + half) / (1 + z * z / tried)


def summary(found: Path) -> None:
    """A table of modules, and what survived."""
    tried, killed, survived = Counter[str](), Counter[str](), []
    for line in found.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        module = told["name"].split(":")[0].removeprefix("reportmine.")
        tried[module] += 1
        killed[module] += is_killed(told)
        if not is_killed(told):
            survived.append(told)
    for told in survived:
        print(f"{told['outcome']} {told['name']} line {told['line']}: {told['before']}  →  {told['after']}")
    for module, count in tried.items():
        print(f"| {module} | {count} | {killed[module]} | {killed[module] / count:.0%} |")
    low, high = interval(killed.total(), tried.total())
    print(
        f"| all | {tried.total()} | {killed.total()} | {killed.total() / tried.total():.1%} ({low:.1%} to {high:.1%}) |"
    )


def told_before(found: Path) -> dict[str, str]:
    """The lines of another time, by the names of mutants."""
    lines = found.read_text(encoding="utf-8").splitlines(keepends=True)
    return {json.loads(line)["name"]: line for line in lines}


def is_killed(told: dict[str, str]) -> bool:
    return told["outcome"].startswith("killed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    # Survivors take the most time; what tests beyond would kill counts as survived.
    parser.add_argument("--seconds", type=float, default=8, help="of tests that a mutant has to survive")
    parser.add_argument("--again", type=Path)
    parser.add_argument("--tests", nargs="+", default=TESTS)
    parser.add_argument("--out", type=Path, default=Path("mutants.jsonl"))
    asked = parser.parse_args()
    mutants = drawn(asked.modules, asked.most, asked.seed)
    before = told_before(asked.again) if asked.again else {}
    killed = {name for name, line in before.items() if is_killed(json.loads(line))}
    asked.out.write_text("".join(before[name] for name in (one.name for one in mutants) if name in killed), "utf-8")
    # What survived another time comes last: it takes longest, and mostly survives again.
    mutants = sorted((one for one in mutants if one.name not in killed), key=lambda one: one.name in before)
    killing = Killing(mutants, asked.out.resolve(), asked.seconds)
    CACHES.extend(remembering())
    os.chdir(ROOT)
    pytest.main(
        [*asked.tests, "-s", "--doctest-modules", "-o", "addopts=", *LEFT_OUT],
        plugins=[killing],
    )
    summary(asked.out)


if __name__ == "__main__":
    main()
