"""Made-up texts, each put to a property by Hypothesis, which finds the smallest text that breaks it."""

from __future__ import annotations

import json
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzzing import properties, texts
from fuzzing.findings import Finding
from reportmine.corrections.file import reason_of
from reportmine.errors import FaultError, ReportmineError
from reportmine.output.registry import REPORTS, Style

# Seconds of the processor that a property may take for one text; the slowest takes 0.5 (2026-11-30).
_SECONDS = 10
_TEXTS = 50  # a round

Property = Callable[..., object]


class TookTooLongError(AssertionError):
    """A property took longer than texts of this size may take."""


class MadeUpTexts(NamedTuple):
    """A target: a round is so many texts, each put to the property."""

    name: str
    holds: Property
    given: tuple[st.SearchStrategy[Any], ...]

    def round(self, number: int) -> tuple[int, Finding | None]:
        """How many texts were made, and what was found: the same for the same number."""
        last: list[Any] = []
        count = 0

        @seed(number)
        @settings(
            max_examples=_TEXTS,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
        )
        @given(st.tuples(*self.given))
        def check(arguments: tuple[Any, ...]) -> None:
            nonlocal count
            count += 1
            last[:] = arguments
            with _soon():
                _holds(self.holds, arguments)

        try:
            check()
        except Exception:
            said = "".join(traceback.format_exception(*sys.exc_info()))
            written = json.dumps(last, ensure_ascii=False, default=repr).encode("utf-8", "surrogatepass")
            return count, Finding(self.name, number, "given.json", written, said)
        return count, None


def _holds(holds: Property, arguments: tuple[Any, ...]) -> None:
    try:
        holds(*arguments)
    except FaultError:
        raise
    except ReportmineError as error:
        assert "\n" not in str(error), "a sentence of several lines"


@contextmanager
def _soon() -> Iterator[None]:
    """Raise TookTooLongError where the block takes too long; only POSIX has such timers."""
    if not hasattr(signal, "ITIMER_VIRTUAL"):
        yield
        return

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError(f"more than {_SECONDS} s")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


_styles = st.builds(
    Style, array=st.booleans(), header=st.sampled_from(["en", "zh"]), language=st.sampled_from(["en", "zh"])
)
_formats = st.sampled_from([form.name for form in REPORTS])
_reports = st.lists(texts.texts, min_size=1, max_size=2)
_names = st.one_of(st.sampled_from(["培训", "某 某", "=1+1", "<b>"]), texts.any_text)
_metrics = _names.filter(lambda name: reason_of("metric", name) is None)

TARGETS = (
    MadeUpTexts("text", properties.surveyed, (texts.texts,)),
    MadeUpTexts("extract", properties.explained, (texts.texts,)),
    MadeUpTexts("compare", properties.compared, (texts.texts, texts.texts)),
    MadeUpTexts("corrections", properties.corrected_by_hand, (texts.texts, _metrics)),
    MadeUpTexts("outputs", properties.written_down, (_reports, _formats, _styles)),
)
