"""Fuzzing guided by coverage, with atheris: python -m fuzzing.guided text -max_total_time=600

The second word is the target: `text`, pieces of `texts.py` put together, or `readers`, the files of `seeds.py`,
damaged. What follows are options of libFuzzer, or a file that it wrote, to show a finding again. It stops at the first
one.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

# Whatever is measured has to be imported here: a module that is imported later is taken as it is.
with atheris.instrument_imports(include=["reportmine"]):
    import reportmine

    for _module in pkgutil.walk_packages(reportmine.__path__, "reportmine."):
        if not _module.name.endswith(("__main__", "pdf.child", "ray")):
            importlib.import_module(_module.name)

from fuzzing import properties, texts
from fuzzing.mutations import mutated
from fuzzing.seeds import seeds
from reportmine.errors import FaultError, ReportmineError
from reportmine.readers.files import source_of_bytes

# PDF files are read by another process, of which nothing is measured here; the last two are no reports. A sample takes
# 11 s where it is measured (2026-11-30).
_WITHOUT = ("report.pdf", "reports.zip", "sample.txt", "report.corrections.json", "lexicon.toml")
# Bytes of a damaged file, and of a text, two for each of its pieces: larger ones are read once in seconds.
_LARGEST, _LONGEST = 8_000, 48
# One side of a coin: mutations that know formats, or libFuzzer's own.
_OWN = 0.5


def main() -> None:
    """Run a target until libFuzzer ends the process."""
    target, *options = sys.argv[1:]
    Path("findings").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="corpus-") as corpus:
        usual = ["-artifact_prefix=findings/", "-timeout=120", "-rss_limit_mb=2000"]
        begun = [] if any(Path(option).is_file() for option in options) else [corpus]
        command = [sys.argv[0], *usual, *options, *begun]
        if target == "readers":
            for at, data in enumerate(_files().values()):
                Path(corpus, str(at)).write_bytes(bytes([at]) + data)
            atheris.Setup(command, read, custom_mutator=damaged)
        else:
            atheris.Setup([*command, f"-max_len={_LONGEST}", "-len_control=0"], mine)
        atheris.Fuzz()


def mine(data: bytes) -> None:
    """A text of one piece for each two bytes is put to all that holds for texts."""
    numbers = (int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
    _sentence_or(properties.explained, "".join(texts.PIECES[number % len(texts.PIECES)] for number in numbers))


def read(data: bytes) -> None:
    """The first byte tells the name of the file, all others are its bytes."""
    if data:
        name = list(_files())[data[0] % len(_files())]
        _sentence_or(lambda given: properties.accounted_for(reportmine.extract(source_of_bytes(given, name))), data[1:])


def damaged(data: bytes, most: int, seed: int) -> bytes:
    """A mutation of a file that keeps its name."""
    random_ = random.Random(seed)
    if not data or random_.random() > _OWN:
        mutated_: bytes = atheris.Mutate(data, most)
        return mutated_
    return (data[:1] + mutated(data[1:], list(_files().values()), random_))[: min(most, _LARGEST)]


def _files() -> dict[str, bytes]:
    return {name: data for name, data in seeds().items() if name not in _WITHOUT}


def _sentence_or(holds: Callable[[Any], object], given: str | bytes) -> None:
    try:
        holds(given)
    except FaultError:
        raise
    except ReportmineError as error:
        assert "\n" not in str(error), "a sentence of several lines"


if __name__ == "__main__":
    main()
