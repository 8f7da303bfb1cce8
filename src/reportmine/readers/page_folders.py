"""A folder of pictures that are the pages of one report, in the order that people count in."""

from __future__ import annotations

import functools
from pathlib import Path

from reportmine.errors import ReadingError
from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import pattern
from reportmine.model import OcrMode, Source
from reportmine.readers.digest import sha256_of
from reportmine.readers.files import bytes_of, source_of_document
from reportmine.readers.limits import Limits, current, within

_NUMBER = pattern(r"([0-9]+)")


def read_folder(folder: str, *, ocr: OcrMode = "auto", limits: Limits | None = None) -> Source:
    """The report whose pages are the pictures in a folder; raises ReadingError, one sentence with the path."""
    from reportmine.readers.pictures import read_pages

    pictures = [bytes_of(str(path)) for path in _pictures_in(Path(folder))]
    try:
        if not pictures:
            raise ReadingError("there is no picture of a page in it; give the folder of the pages.")
        with within(limits or current()):
            document = read_pages(pictures, ocr=ocr)
    except ReadingError as error:
        raise error.about(folder) from None
    return source_of_document(document, folder, "picture", sha256_of("".join(map(sha256_of, pictures)).encode()))


def _pictures_in(folder: Path) -> list[Path]:
    try:
        found = [one for one in folder.iterdir() if one.suffix.lower() in endings_of_pictures() and one.is_file()]
    except OSError as error:
        raise ReadingError("cannot be opened ({reason}).", reason=error.strerror or "").about(str(folder)) from None
    return sorted((one for one in found if not one.name.startswith(".")), key=lambda one: natural_order(one.name))


def natural_order(name: str) -> list[tuple[int, str]]:
    """What names are sorted by, so that their numbers count: 2 stands before 10.

    >>> sorted(["第10页.png", "第2页.png", "封面.png"], key=natural_order)
    ['封面.png', '第2页.png', '第10页.png']
    """
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBER.split(name)]


@functools.cache
def endings_of_pictures() -> frozenset[str]:
    """The endings of files that hold pictures of pages."""
    return frozenset(words("readers/file_endings.toml", "pictures"))
