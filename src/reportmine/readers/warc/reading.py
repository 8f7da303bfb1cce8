"""A record → the report in it, and which records are none."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from reportmine.errors import NotTextError, ReadingError
from reportmine.lexicon.loader import words
from reportmine.messages.message import Message, counted
from reportmine.model import OcrMode, Source
from reportmine.readers.files import source_of_bytes
from reportmine.readers.limits import Limits
from reportmine.readers.warc.records import Kind, Record, records

_ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record, and what it is called in its file: by its address, or by the time of its capture and its address."""

    name: str
    record: Record

    @property
    def is_report(self) -> bool:
        """Whether it may be a report, by what the server said that it is.

        >>> NamedRecord("", Record("https://example.org/a", "", media_type="text/html", content=b"...")).is_report
        True
        >>> NamedRecord("", Record("https://example.org/a", "", media_type="image/png", content=b"...")).is_report
        False
        """
        is_page = bool(self.record.content) and not self.record.address.endswith(_ROBOTS)
        return is_page and not self.record.media_type.startswith(_no_reports())

    @property
    def read(self) -> Callable[..., Source]:
        """What reads its content, as `source_of_bytes` is called."""
        return partial(read_content, charset=self.record.charset)


def found_in(file: str | IO[bytes], only: str, largest: int) -> Iterator[NamedRecord | Message | ReadingError]:
    """The records of a WARC file that hold content, and what is to be said of the file, without its name.

    With `only`, those of an address or of all below it; what is larger than `largest` bytes is not kept. An address
    that has been there before goes by the time of its capture, too, so that no record hides another.
    """
    kinds: Counter[Kind] = Counter()
    seen: Counter[str] = Counter()
    try:
        for record in records(file, largest):
            is_page = record.kind == "page"
            name = _unused_name(record, seen) if is_page else record.address
            if is_page:
                seen.update({record.address, name})
            if only and not _lies_in(name, only):
                continue
            kinds[record.kind] += 1
            if is_page:
                yield NamedRecord(name, record)
    except ReadingError as error:
        yield error
    yield from _left_out(kinds)


def _unused_name(record: Record, seen: Counter[str]) -> str:
    if record.address not in seen:
        return record.address
    name = f"{record.captured}/{record.address}"
    return name if name not in seen else f"{record.captured}-{seen[record.address]}/{record.address}"


def _lies_in(name: str, only: str) -> bool:
    """Whether a name is another or below it, where slashes have run together as in paths."""
    path, place = PurePosixPath(name).as_posix(), PurePosixPath(only).as_posix()
    return path == place or path.startswith(f"{place}/")


def read_content(
    content: bytes, name: str, *, encoding: str | None, ocr: OcrMode, limits: Limits, charset: str
) -> Source:
    """The report in a record; raises ReadingError, one sentence with its name.

    The bytes tell the encoding, as everywhere; what the server said counts only where they do not.
    """
    try:
        return source_of_bytes(content, name, encoding=encoding, ocr=ocr, limits=limits)
    except NotTextError:
        raise
    except ReadingError:
        if encoding is not None or not charset:
            raise
        try:
            return source_of_bytes(content, name, encoding=charset, ocr=ocr, limits=limits)
        except ReadingError:
            pass
        raise


def _left_out(kinds: Counter[Kind]) -> list[Message]:
    """The sentences, without a name, on records without a page in them."""
    refused, revisits = kinds["refused"], kinds["revisit"]
    said = []
    if refused:
        said.append(
            counted(
                "left out {count:,} record of a page that the server did not give (its status is not 200).",
                "left out {count:,} records of pages that the server did not give (their status is not 200).",
                refused,
            )
        )
    if revisits:
        said.append(
            counted(
                "left out {count:,} record that only says that a page was the same as before.",
                "left out {count:,} records that only say that a page was the same as before.",
                revisits,
            )
        )
    return said


@functools.cache
def _no_reports() -> tuple[str, ...]:
    return tuple(words("readers/media_types.toml", "no_reports"))
