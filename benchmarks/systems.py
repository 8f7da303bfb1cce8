"""What is compared: each system, what it does with a text, and how much of the corpus it is given.

Microsoft's recogniser (recognizers-text) is missing, since the registry at hand does not have it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

# A text → the seconds of processor time that it took: those of all of it under "", or those of its stages.
Work = Callable[[str], Mapping[str, float]]


class System(NamedTuple):
    """A system: its name, what it does, how to load it, and the part of the corpus that it reads (slow ones: less)."""

    name: str
    does: str
    load: Callable[[], Work]
    part: float = 1.0
    module: str = "reportmine"

    @property
    def installed(self) -> bool:
        """Whether it can be measured here."""
        return importlib.util.find_spec(self.module) is not None


def _timed(work: Callable[[str], object]) -> Work:
    def measured(text: str) -> Mapping[str, float]:
        start = time.process_time()
        work(text)
        return {"": time.process_time() - start}

    return measured


def _jieba() -> Work:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    return _timed(jieba.lcut)


def _posseg() -> Work:
    _jieba()
    import jieba.posseg

    return _timed(jieba.posseg.lcut)


def _rjieba() -> Work:
    import rjieba

    return _timed(rjieba.cut)


def _cn2an() -> Work:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import cn2an

    def quietly(text: str) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return str(cn2an.transform(text, "cn2an"))

    return _timed(quietly)


def _jionlp() -> Any:
    with contextlib.redirect_stdout(io.StringIO()):  # it greets whoever loads it
        import jionlp
    return jionlp.ner


def _jionlp_money() -> Work:
    finder = _jionlp()
    return _timed(lambda text: finder.extract_money(text, with_parsing=True))


def _jionlp_time() -> Work:
    finder = _jionlp()
    return _timed(lambda text: finder.extract_time(text, with_parsing=True))


def _quantities() -> Work:
    from reportmine.api import find_quantities

    return _timed(find_quantities)


def _extract() -> Work:
    from reportmine.api import extract
    from reportmine.output.data.json.claims import to_jsonl

    return _timed(lambda text: to_jsonl([extract(text)]))


def _stages() -> Work:
    from stages import stages

    return stages


YARDSTICK = "jieba.lcut"
EXTRACTION = "reportmine extract"
STAGES = "stages"

SYSTEMS: Mapping[str, System] = {
    system.name: system
    for system in (
        System(YARDSTICK, "cuts words", _jieba, 1.0, "jieba"),
        System("jieba.posseg.lcut", "cuts words, tags them", _posseg, 0.1, "jieba"),
        System("rjieba.cut", "cuts words", _rjieba, 1.0, "rjieba"),
        System("cn2an.transform", "Chinese numerals to digits", _cn2an, 0.1, "cn2an"),
        System("JioNLP extract_money", "sums of money", _jionlp_money, 0.02, "jionlp"),
        System("JioNLP extract_time", "times", _jionlp_time, 0.005, "jionlp"),
        System("reportmine quantities", "all quantities, rejected ones told apart", _quantities),
        System(EXTRACTION, "all claims, to JSON Lines", _extract),
        System(STAGES, "what each stage of it costs", _stages, 0.05),
    )
}
