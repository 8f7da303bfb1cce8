"""What is read is never overwritten: the one place that decides, asked by every command before it reads or writes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportmine.cli.speaking import misuse
from reportmine.errors import OwnResultError, ReadingError
from reportmine.readers.files import STANDARD_INPUT


def protect(target: str | None, reports: Iterable[str | None], others: Iterable[str | Path] = ()) -> None:
    """A usage error where writing to `target` (None: standard output) would overwrite a file that is read.

    `reports` are the arguments that stand for reports, or paths of reports: what lies in an archive stands for the
    archive, `-` for the file behind standard input. `others` are further files that are read: lexicons, corrections,
    tables. Files are known by what they are, not by how they are spelt: through links, and in whatever case.
    """
    try:
        written = _on_stdout() if target is None else Path(target).stat()
    except (OSError, ValueError):  # nothing is there yet that could be lost
        return
    if written is None or not stat.S_ISREG(written.st_mode):
        return
    is_report = any(os.path.samestat(written, one) for one in _read(reports, target))
    if target is None and (is_report or _is_one_of(others, written)):
        raise misuse("standard output goes into a file that is read; send it into another one.")
    if is_report:
        raise misuse("{path}: --output would overwrite this report; choose another name.", path=target or "")
    if _is_one_of(others, written):
        raise misuse("{path}: --output would overwrite a file that is read; choose another name.", path=target or "")


def are_same(path: str, other: str) -> bool:
    """Whether two names are of one file: on macOS and Windows, A.txt is a.txt."""
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return Path(path).resolve() == Path(other).resolve()


def _read(reports: Iterable[str | None], target: str | None) -> Iterator[os.stat_result]:
    from reportmine.readers.inputs import files_behind

    for argument in filter(None, reports):
        if argument == STANDARD_INPUT:
            yield from _on_stdin()
            continue
        for path, found in files_behind(argument):
            # In a folder may lie what an earlier run wrote there, which is passed over and may be written anew.
            if not (found and target and are_same(path, target) and _is_own_result(path)):
                yield from _stats([path])


def _is_one_of(paths: Iterable[str | Path], written: os.stat_result) -> bool:
    return any(os.path.samestat(written, one) for one in _stats(paths))


def _stats(paths: Iterable[str | Path]) -> Iterator[os.stat_result]:
    for path in paths:
        try:
            yield Path(path).stat()
        except (OSError, ValueError):  # it is not there, or its name is none
            continue


def _is_own_result(path: str) -> bool:
    from reportmine.readers.files import read

    try:
        read(path, ocr="never")
    except OwnResultError:
        return True
    except ReadingError:
        return False
    return False


def _on_stdin() -> Iterator[os.stat_result]:
    try:
        yield os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):  # it is closed, or none of the system's
        return


def _on_stdout() -> os.stat_result | None:
    """The file that standard output goes to; None where it is none of the system's."""
    try:
        return os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return None
