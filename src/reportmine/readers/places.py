"""What an argument or a name stands for, as far as names and first bytes tell: folder, archive, pattern, report."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import IO

from reportmine.errors import ReadingError
from reportmine.lexicon.loader import words
from reportmine.readers.addresses import is_address
from reportmine.readers.limits import chosen
from reportmine.readers.settling import ending
from reportmine.readers.sniffing.warc import is_warc_file

# How a ZIP archive begins, one with files and an empty one.
ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


def fits(path: str, kind: Callable[[Path], bool]) -> bool:
    """Whether a path is of a kind, such as `Path.is_dir`; one that may not be looked at is of none.

    >>> fits(".", Path.is_dir), fits("报" * 500, Path.exists)
    (True, False)
    """
    try:
        return kind(Path(path))
    except OSError:  # the name is too long or may not be looked at; reading it says so
        return False


@functools.cache
def endings_of_no_reports() -> frozenset[str]:
    """The endings of files that are passed over in folders and archives."""
    return frozenset(words("readers/file_endings.toml", "no_reports"))


def is_hidden(path: str) -> bool:
    """Whether a file is one that systems and programs keep for themselves, or lies in such a folder.

    >>> is_hidden("__MACOSX/年报.txt"), is_hidden("各区/.DS_Store"), is_hidden("../各区/年报.txt")
    (True, True, False)
    """
    parts = PurePath(path).parts
    return any((part.startswith((".", "~$")) and part not in ("..", ".")) or part == "__MACOSX" for part in parts)


def may_be_a_report(name: str) -> bool:
    """Whether the ending of a file's name speaks for a report, or does not say.

    >>> may_be_a_report("年报.txt"), may_be_a_report("封面.jpg")
    (True, False)
    """
    return ending(name) not in endings_of_no_reports()


def page_of(folder: str) -> str:
    """The page whose pictures and scripts a browser saves in a folder of this name."""
    return folder.removesuffix("_files").removesuffix(".files") if folder.endswith(("_files", ".files")) else ""


def is_pattern(argument: str) -> bool:
    """Whether an argument is a pattern of names, such as reports/*.txt."""
    return any(mark in argument for mark in "*?[") and not is_address(argument)


def matching(pattern: str) -> list[str]:
    """The files and folders that a pattern stands for, in order; hidden ones only where it names them."""
    path = Path(pattern)
    try:
        found = [str(one) for one in Path(path.anchor).glob(str(path.relative_to(path.anchor)))]
    except (ValueError, OSError):
        return []
    return sorted(one for one in found if not is_hidden(one) or is_hidden(pattern))


def is_archive_file(path: str) -> bool:
    """Whether a file is a ZIP archive of files, and no document that is kept in one."""
    if not fits(path, Path.is_file):
        return False
    try:
        with Path(path).open("rb") as file:
            return file.read(4) in ARCHIVE_MARKS and not is_document(path, path)
    except OSError:
        return False


def is_document(file: str | IO[bytes], name: str) -> bool:
    """Whether a ZIP archive is a file of a program such as Word, and no archive of files."""
    from reportmine.readers.archives import Allowance, Archive

    try:
        with Archive(file, Allowance.of(chosen(None))) as archive:
            return archive.is_document
    except ReadingError:
        # What it was cannot be seen any more, so its name decides who says so.
        return ending(name) not in ("", ".zip")


def split_at_archive(path: str) -> tuple[str, str] | None:
    """An archive and the name of something in it, where a path leads into one."""
    for parent in Path(path).parents:
        if fits(str(parent), Path.is_file):
            inside = Path(path).relative_to(parent).as_posix()
            if is_warc_file(str(parent)):
                return str(parent), inside.replace(":/", "://", 1)  # which the path has taken for one slash too many
            return (str(parent), inside) if is_archive_file(str(parent)) else None
    return None
