"""Invented reports to try things on: `SAMPLES` says which, `data_of` gives the bytes of one.

The texts stand in samples/ at the top of a checkout, and in a wheel beside this file.
"""

from __future__ import annotations

import csv
import functools
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from reportmine.errors import ReadingError

_LIST = "samples.csv"


class Sample(NamedTuple):
    """A sample: the name of its file, what kind of report it is, and what can be seen on it."""

    name: str
    kind: str
    shows: str


@functools.cache
def samples() -> tuple[Sample, ...]:
    """All samples, in the order of their names.

    >>> samples()[0].name, samples()[0].kind
    ('city-2023.txt', 'government work report')
    """
    lines = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8").splitlines()
    return tuple(Sample(**row) for row in csv.DictReader(lines))


def data_of(name: str) -> bytes:
    """The file of a sample; raises ReadingError for a name that none has, and where its file is gone.

    >>> data_of("city-2023.txt").decode().splitlines()[0]
    '2023年泊宁市政府工作报告'
    >>> data_of("../pyproject.toml")
    Traceback (most recent call last):
    reportmine.errors.ReadingError: ../pyproject.toml: no such sample; reportmine samples list names them.
    """
    if name not in {sample.name for sample in samples()}:
        raise ReadingError(f"{name}: no such sample; reportmine samples list names them.")
    beside = resources.files(__package__).joinpath(name)
    place = beside if beside.is_file() else Path(__file__).resolve().parents[3] / "samples" / name
    try:
        return place.read_bytes()
    except OSError as error:
        said = "{name}: its file is gone ({reason}); install reportmine again."
        raise ReadingError(said.format(name=name, reason=error.strerror)) from error
