"""The records of a WARC file, one after the other and one at a time in memory; fastwarc takes the file apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from reportmine.errors import ReadingError
from reportmine.messages.message import Message, counted
from reportmine.readers.registry import not_installed
from reportmine.readers.warc.answers import content_of

if TYPE_CHECKING:
    from fastwarc import WarcRecord

_OK = 200

Kind = Literal["page", "refused", "revisit"]


@dataclass(frozen=True, slots=True)
class Record:
    """What was kept of an address.

    `kind` is "page" where its content is there, "refused" where the server answered with another status than 200, and
    "revisit" where it only says that the page is the same as before. `captured` is the time as web archives write it,
    20240105083000. `media_type` and `charset` are what the server said, empty where it said nothing. `content` is a
    ReadingError, without a name, where it cannot be had.
    """

    address: str
    captured: str
    kind: Kind = "page"
    media_type: str = ""
    charset: str = ""
    content: bytes | ReadingError = b""


def records(file: str | IO[bytes], largest: int) -> Iterator[Record]:
    """The records of pages, of a file by its path or of one at hand; those that describe the crawl are left out.

    The content of a record is there if it has at most `largest` bytes.

    Raises ReadingError, without a name, behind the records that stand before the place where the file is damaged or
    cut off, and at once where fastwarc is not installed.
    """
    try:
        from fastwarc import ArchiveIterator, WarcRecordType
    except ModuleNotFoundError as error:
        raise not_installed("warc", "warc", error) from None
    contents = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
    done = 0
    try:
        # By its path fastwarc reads a file itself, and says as OSError what the system says.
        for record in ArchiveIterator(str(Path(file).absolute()) if isinstance(file, str) else file, parse_http=False):
            stated = record.content_length
            holds_content = record.record_type in contents and stated <= largest
            if holds_content:
                record.freeze()
            there = record.content_length if holds_content else record.reader.consume()
            if there < stated:
                raise ReadingError(_broken_off(done))
            if record.record_type in contents:
                yield _answer(record, largest) if holds_content else _too_large(record, stated, largest)
            elif record.record_type == WarcRecordType.revisit:
                yield Record(_address(record), _captured(record), "revisit")
            done += 1
    except (OSError, ValueError, EOFError):
        raise ReadingError(_broken_off(done)) from None


def _answer(record: WarcRecord, largest: int) -> Record:
    """A record whose content is in memory."""
    address, captured = _address(record), _captured(record)
    if not record.is_http:
        media_type = record.headers.get("Content-Type", "") or ""
        return Record(address, captured, media_type=_bare(media_type), content=record.reader.read())
    record.parse_http()
    headers = record.http_headers
    if headers.status_code != _OK:
        return Record(address, captured, "refused")
    content: bytes | ReadingError
    try:
        transfer, encodings = headers.get("Transfer-Encoding", ""), headers.get("Content-Encoding", "")
        content = content_of(record.reader.read(), transfer=transfer or "", encodings=encodings or "", largest=largest)
    except ReadingError as error:
        content = error
    charset = (record.http_charset or "").strip("\"' ")
    return Record(address, captured, "page", _bare(record.http_content_type or ""), charset, content)


def _too_large(record: WarcRecord, size: int, largest: int) -> Record:
    error = ReadingError(
        "holds {size:,} MiB, more than the {most} MiB that are read.", size=size >> 20, most=largest >> 20
    )
    return Record(_address(record), _captured(record), content=error)


def _address(record: WarcRecord) -> str:
    # Older programs write it between < and >.
    return (record.headers.get("WARC-Target-URI") or record.record_id or "").strip("<> ")


def _captured(record: WarcRecord) -> str:
    return "".join(char for char in (record.headers.get("WARC-Date") or "")[:19] if char in "0123456789")


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _broken_off(done: int) -> Message:
    return counted(
        "is damaged or cut off behind its first record; what stands behind it is not read. Fetch it anew.",
        "is damaged or cut off behind its first {count:,} records; what stands behind them is not read. Fetch it anew.",
        done,
    )
