"""ZIP archives: the reports in them, read one by one and never unpacked to a disk.

Nothing is written, so that a name such as ../../x leads nowhere. What would unpack to too much is refused
before it is unpacked: `zipfile` gives no more than the size that an archive states.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from reportmine.errors import ReadingError
from reportmine.readers.encoding.detection import decode
from reportmine.readers.limits import MIB, Limits, option

# A member may hold so many times of what it takes up packed. Four real reports pack 2 to 14 times, the most in HTML; a
# bomb packs 1,000 times.
LARGEST_RATIO = 200
_RATIO_FROM = 1 << 20
# So much of an archive as a whole may be packed closer: a bomb of many small files holds gigabytes.
_RATIO_OF_ALL_FROM = 16 << 20

_UNNAMED = "unnamed"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800

# Formats that are ZIP archives themselves have one of these in them.
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/container.xml", "word/document.xml", "xl/workbook.xml"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, by a name that no other one in it has."""

    name: str
    info: zipfile.ZipInfo


@dataclass(slots=True)
class Allowance:
    """How many bytes and files may still be unpacked; an archive and those inside of it share one."""

    limits: Limits
    left: int
    members_left: int

    @classmethod
    def of(cls, limits: Limits) -> Allowance:
        """All that the limits allow."""
        return cls(limits, limits.archive * MIB, limits.members)


class Archive:
    """An archive that is open."""

    def __init__(self, file: str | IO[bytes], allowance: Allowance) -> None:
        """Open an archive by its path, or one that is at hand; raises ReadingError, without a name."""
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, zlib.error, EOFError, IndexError):
            raise ReadingError("is a damaged ZIP archive; fetch it or pack it anew.") from None
        self.allowance = allowance
        try:
            self._refuse_too_many(len(self._zip.infolist()))
            self._refuse_packed_too_close()
        except ReadingError:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        """The archive itself, closed behind the block."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Close it."""
        self._zip.close()

    @property
    def is_document(self) -> bool:
        """Whether it is a file of a program such as Word, and no archive of files."""
        return not _OFFICE.isdisjoint(self._zip.namelist())

    def members(self) -> Iterator[Member]:
        """Its files in the order of their names, without folders."""
        # `is_dir` of Python 3.11 fails on a name without a character.
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        codec = _codec_of_names(infos)
        named = sorted(((_name(info, codec) or _UNNAMED, info) for info in infos), key=lambda one: one[0])
        yield from (Member(name, info) for name, (_, info) in zip(_told_apart(named), named, strict=True))

    def read(self, member: Member) -> bytes:
        """The bytes of a member; raises ReadingError, without a name: encrypted, damaged, too large."""
        info = member.info
        if info.flag_bits & _ENCRYPTED:
            raise ReadingError("is encrypted; unpack the archive with its password and give the files in it.")
        self._refuse_too_large(info)
        self.allowance.left -= info.file_size
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError):
            raise ReadingError("is damaged in its archive; fetch it or pack it anew.") from None
        except (NotImplementedError, RuntimeError) as error:
            raise ReadingError(
                "cannot be unpacked here ({reason}); unpack the archive and give the file.", reason=str(error)
            ) from None
        except MemoryError:
            raise ReadingError("is too large to be held in memory; split it.") from None

    def _refuse_too_many(self, count: int) -> None:
        most = self.allowance.limits.members
        if count > self.allowance.members_left:
            raise ReadingError(
                "holds {count:,} files, more than the {most:,} that are read; unpack it and give its folders, or give"
                " {option}.",
                count=count,
                most=most,
                option=option("members", most + count),
            )
        self.allowance.members_left -= count

    def _refuse_packed_too_close(self) -> None:
        # What is refused by itself takes no part in it, so that the others are still read.
        most = self.allowance.limits.member * MIB
        infos = [info for info in self._zip.infolist() if info.file_size <= min(most, _widest(info))]
        size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
        if size > max(_RATIO_OF_ALL_FROM, LARGEST_RATIO * packed):
            raise ReadingError(
                "would unpack to {size:,} MiB, {ratio:,} times its packed size, which no reports do; unpack it yourself"
                " if you trust it.",
                size=size >> 20,
                ratio=size // max(1, packed),
            )

    def _refuse_too_large(self, info: zipfile.ZipInfo) -> None:
        size = info.file_size >> 20
        limits = self.allowance.limits
        if info.file_size > _widest(info):
            raise ReadingError(
                "would unpack to {size:,} MiB, {ratio:,} times its packed size, which no report does; unpack it"
                " yourself if you trust it.",
                size=size,
                ratio=info.file_size // max(1, info.compress_size),
            )
        if info.file_size > limits.member * MIB:
            raise ReadingError(
                "would unpack to {size:,} MiB, more than the {most:,} MiB that are read; split it, or give {option}.",
                size=size,
                most=limits.member,
                option=option("member", size + 1),
            )
        if info.file_size > self.allowance.left:
            raise ReadingError(
                "is left out, since its archive unpacks to more than {most:,} MiB; give its files in parts, or give"
                " {option}.",
                most=limits.archive,
                option=option("archive", 2 * limits.archive),
            )


def _widest(info: zipfile.ZipInfo) -> int:
    """How many bytes a member may unpack to by what it takes up packed."""
    return max(_RATIO_FROM, LARGEST_RATIO * info.compress_size)


def _told_apart(named: Sequence[tuple[str, zipfile.ZipInfo]]) -> Iterator[str]:
    """The names of members, each another one: of two files of one name the second is a (2).txt."""
    taken = {name for name, _ in named}
    copies: Counter[str] = Counter()
    for name, _ in named:
        copies[name] += 1
        told = name
        while copies[name] > 1 and told in taken:
            ending = PurePosixPath(name).suffix
            told = f"{name.removesuffix(ending)} ({copies[name]}){ending}"
            copies[name] += told in taken
        taken.add(told)
        yield told


def _codec_of_names(infos: list[zipfile.ZipInfo]) -> str:
    """The encoding of the names that no flag says to be UTF-8: all of an archive have the same."""
    raw = b"\n".join(info.orig_filename.encode("cp437") for info in infos if not info.flag_bits & _UTF8_NAME)
    try:
        return decode(raw)[1] if raw else "utf-8"
    except ReadingError:
        return "cp437"


def _name(info: zipfile.ZipInfo, codec: str) -> str:
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    name = info.orig_filename.encode("cp437").decode(codec, "replace")
    # A path of Windows; as a GBK byte a backslash is half a character, so it is turned only now.
    return name.replace("\\", "/").split("\0")[0]
