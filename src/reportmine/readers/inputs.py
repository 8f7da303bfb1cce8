"""Where reports come from: files, folders, patterns, ZIP archives and standard input, in the order given.

What is found is read one by one, when it is asked for. Folders and archives hold more than reports: what
is none by its ending or its content is passed over, and said in one sentence at the end.
"""

from __future__ import annotations

import functools
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from reportmine.errors import ReadingError
from reportmine.faults import fault_of
from reportmine.lexicon.loader import words
from reportmine.messages.message import Message, message
from reportmine.model import OcrMode, Source
from reportmine.model.source import CORRECTIONS_ENDING
from reportmine.readers.addresses import is_address
from reportmine.readers.files import STANDARD_INPUT, bytes_of, name_of, read, source_of_bytes
from reportmine.readers.limits import MIB, Limits, chosen
from reportmine.readers.page_folders import endings_of_pictures, read_folder
from reportmine.readers.settling import Closed, Event, Located, Opened, Outcome, Passed, Unread, ending, settled
from reportmine.readers.settling import SkippedFiles as SkippedFiles
from reportmine.readers.sniffing.warc import has_warc_name, is_warc, is_warc_file

if TYPE_CHECKING:
    # Imported where there is an archive: most calls have none.
    from reportmine.readers.archives import Allowance, Archive, Member
    from reportmine.readers.warc.reading import NamedRecord

# How a ZIP archive begins, one with files and an empty one.
_ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# An archive in a folder or in an archive is opened, one inside of that is not.
_DEEPEST_ARCHIVE = 1
_PAGES = (".html", ".htm", ".mht")


Resolved = Source | ReadingError | SkippedFiles


def gather(
    arguments: Iterable[str],
    *,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    as_one: bool = False,
    limits: Mapping[str, int] | None = None,
) -> Iterator[Resolved]:
    """Every report that the arguments stand for, or the error that says why it cannot be read.

    An argument is a file, `-` for standard input, a folder, a ZIP archive or WARC file, a file, folder or address in
    one (`年报.zip/2023.txt`, `site.warc.gz/https://example.org/2023`) or a pattern (`reports/*.txt`, `**/*.html`). No
    file is read twice. `ocr` is as `read` has it; pictures in folders and archives are passed over unless it is
    "always". With `as_one` a folder is one report: the pictures in it are its pages. `limits` are as `read` has them.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("甲.txt", "乙.jpg", ".丙.txt"):
    ...         _ = pathlib.Path(folder, name).write_text("培训20场", encoding="utf-8")
    ...     found = list(gather([folder]))
    >>> [one.raw if isinstance(one, Source) else one.split(": ")[1] for one in found]
    ['培训20场', 'passed over 1 file of no format that is read (1 .jpg).']
    """
    return settled(_read_each(locate(arguments, encoding=encoding, ocr=ocr, as_one=as_one, limits=limits)))


def _read_each(located: Iterable[Located]) -> Iterator[Outcome[Source] | Event]:
    for one in located:
        yield Outcome(one.name, _read_or_error(one)) if isinstance(one, Unread) else one


def _read_or_error(unread: Unread) -> Source | ReadingError:
    try:
        return unread.read()
    except ReadingError as error:
        return error
    except Exception as error:
        return fault_of(error).about(name_of(unread.name))


def locate(
    arguments: Iterable[str],
    *,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    as_one: bool = False,
    limits: Mapping[str, int] | None = None,
) -> Iterator[Located]:
    """The same without reading a report: what there is to read, for whoever reads it, and what `settled` needs."""
    locator = _Locator(encoding, ocr, as_one, chosen(limits))
    for argument in arguments:
        yield from _with_faults(argument, locator.located(argument))


def _with_faults(name: str, located: Iterable[Located]) -> Iterator[Located]:
    """What is located; where that ends in a fault, the error that says so is the last of it."""
    try:
        yield from located
    except ReadingError as error:
        yield error
    except Exception as error:
        yield fault_of(error).about(name_of(name))


def locate_in_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    limits: Mapping[str, int] | Limits | None = None,
) -> Iterator[Located]:
    """What there is to read in a file whose bytes are at hand: the report that it is, or those of an archive."""
    yield from _Locator(encoding, ocr, False, chosen(limits)).located_in(data, name)


def stands_for_several(argument: str) -> bool:
    """Whether an argument may stand for more than one report: a folder, an archive, a pattern."""
    if argument == STANDARD_INPUT:
        return False
    if _is(argument, Path.exists):
        return _is(argument, Path.is_dir) or _is_archive(argument) or is_warc_file(argument)
    return _split_at_archive(argument) is not None or _is_pattern(argument)


def number_of_files(arguments: Sequence[str]) -> int | None:
    """How many files the arguments stand for, by their names; None where an archive may hold any number of them.

    >>> number_of_files(["no/such.txt", "-"]), number_of_files(["no/such.zip"])
    (2, None)
    """
    places = [path for argument in arguments for path, _ in files_behind(argument)]
    if any(ending(path) == ".zip" or has_warc_name(path) for path in places):
        return None
    return sum(ending(path) not in _endings_of_no_reports() for path in places)


def files_behind(argument: str) -> Iterator[tuple[str, bool]]:
    """The files on the disk that an argument stands for, and of each whether it was found, in a folder or by a pattern.

    What lies in an archive stands for the archive. Of found files, those are left out whose names tell that they are
    never read.

    >>> list(files_behind("no/such.txt"))
    [('no/such.txt', False)]
    """
    if _is(argument, Path.is_dir):
        found = [path for path, _ in _Locator(None, "auto", False, chosen(None))._files_of(argument)]
    elif not _is(argument, Path.exists) and _is_pattern(argument) and not _split_at_archive(argument):
        matches = _matches(argument)
        files = [path for path in matches if _is(path, Path.is_file)]
        found = files or [path for folder in matches for path, _ in files_behind(folder)]
    else:
        archive = None if _is(argument, Path.exists) else _split_at_archive(argument)
        yield archive[0] if archive else argument, False
        return
    unread = _endings_of_no_reports() - endings_of_pictures()
    read = (path for path in found if path and (ending(path) not in unread or has_warc_name(path)))
    yield from ((path, True) for path in read)


# A file of a folder or an archive by its name, and what locates the reports in it.
_File = tuple[str, Callable[[], Iterable[Located]]]


class _Locator:
    """Finds the reports of arguments, one after the other; what was found for an earlier one is not given again."""

    def __init__(self, encoding: str | None, ocr: OcrMode, as_one: bool, limits: Limits) -> None:
        """`encoding` overrules detection for all files; the others are as `gather` takes them."""
        self._encoding = encoding
        self._ocr = ocr
        self._as_one = as_one
        self._limits = limits
        self._seen: set[str] = set()

    def located(self, argument: str) -> Iterator[Located]:
        """What an argument stands for."""
        if argument == STANDARD_INPUT:
            yield from self._standard_input()
        elif _is(argument, Path.is_dir) and self._as_one:
            yield Unread(argument, partial(read_folder, argument, ocr=self._ocr, limits=self._limits))
        elif _is(argument, Path.is_dir):
            yield from self._several(argument, self._files_of(argument))
        elif argument.endswith(CORRECTIONS_ENDING):
            yield SkippedFiles(message("{path}: it holds corrections, and is no report.", path=argument))
        elif _is(argument, Path.exists):
            yield from self._file(argument)
        elif split := _split_at_archive(argument):
            archive, inside = split
            opened = self._warc if is_warc_file(archive) else self._archive
            yield from opened(archive, archive, only=inside)
        elif _is_pattern(argument):
            yield from self._pattern(argument)
        else:
            yield from self._file(argument)

    def located_in(self, data: bytes, name: str) -> Iterator[Located]:
        """What a file holds whose bytes are at hand."""
        yield from self._data(data, name, depth=0)

    def _standard_input(self) -> Iterator[Located]:
        if not self._is_new(STANDARD_INPUT):
            return
        try:
            data = bytes_of(STANDARD_INPUT)
        except ReadingError as error:
            yield error
            return
        yield from self._data(data, STANDARD_INPUT, depth=0)

    def _file(self, path: str) -> Iterator[Located]:
        if not self._is_new(os.path.realpath(path)):  # which, unlike Path.resolve, no loop of links can stop
            return
        if _is_archive(path):
            yield from self._archive(path, path)
            return
        if is_warc_file(path):
            yield from self._warc(path, path)
            return
        yield Unread(path, partial(read, path, encoding=self._encoding, ocr=self._ocr, limits=self._limits))

    def _data(
        self,
        data: bytes,
        name: str,
        depth: int,
        allowance: Allowance | None = None,
        read: Callable[..., Source] = source_of_bytes,
    ) -> Iterator[Located]:
        is_archive = data.startswith(_ARCHIVE_MARKS) and not _is_document(io.BytesIO(data), name)
        if not is_archive and not is_warc(data):
            reading = partial(read, encoding=self._encoding, ocr=self._ocr, limits=self._limits)
            yield Unread(name, partial(reading, data, name), data)
        elif depth > _DEEPEST_ARCHIVE:
            yield ReadingError(
                "{path}: lies too deep, in an archive in an archive; unpack it and give its files.", path=name
            )
        elif is_archive:
            yield from self._archive(io.BytesIO(data), name, depth=depth, allowance=allowance)
        else:
            yield from self._warc(io.BytesIO(data), name, depth=depth)

    def _pattern(self, pattern: str) -> Iterator[Located]:
        matches = _matches(pattern)
        files = [path for path in matches if _is(path, Path.is_file)]
        if not matches:
            yield ReadingError("{pattern}: no file fits this pattern; check it.", pattern=pattern)
        elif files:
            yield from self._several(pattern, ((path, partial(self._file, path)) for path in files))
        else:
            for folder in matches:
                yield from self.located(folder)

    def _files_of(self, folder: str) -> Iterator[_File]:
        """The files below a folder, each folder's own before those of its folders; hidden ones are left out."""
        errors: list[OSError] = []
        for place, folders, names in os.walk(folder, onerror=errors.append):
            pages = {PurePath(name).stem for name in names if ending(name) in _PAGES}
            folders[:] = sorted(one for one in folders if not is_hidden(one) and _page_of(one) not in pages)
            for path in (str(Path(place, name)) for name in sorted(names) if not is_hidden(name)):
                # Reading a pipe would wait for ever.
                is_file = _is(path, Path.is_file)
                yield path, partial(self._file, path) if is_file else partial(iter, [Passed(path)])
        for error in errors:
            unopened = ReadingError("cannot be opened ({reason}).", reason=error.strerror or "")
            yield "", partial(iter, [unopened.about(str(error.filename))])

    def _archive(
        self, file: str | IO[bytes], name: str, *, only: str = "", depth: int = 0, allowance: Allowance | None = None
    ) -> Iterator[Located]:
        from reportmine.readers.archives import Allowance, Archive

        try:
            with Archive(file, allowance or Allowance.of(self._limits)) as archive:
                named = next((member for member in archive.members() if only and member.name == only), None)
                if named is not None:
                    yield from self._member(archive, named, f"{name}/{only}", depth)
                else:
                    place = f"{name}/{only}" if only else name
                    yield from self._several(place, self._members_of(archive, name, only, depth))
        except ReadingError as error:
            yield error.about(name_of(name))

    def _members_of(self, archive: Archive, name: str, only: str, depth: int) -> Iterator[_File]:
        for member in archive.members():
            inside = not only or member.name.startswith(f"{only}/")
            if inside and not is_hidden(member.name):
                path = f"{name_of(name)}/{member.name}"
                yield path, partial(self._member, archive, member, path, depth)

    def _member(self, archive: Archive, member: Member, name: str, depth: int) -> Iterator[Located]:
        if not self._is_new(os.path.realpath(name)):
            return
        try:
            data = archive.read(member)
        except ReadingError as error:
            yield error.about(name)
            return
        yield from self._data(data, name, depth + 1, archive.allowance)

    def _warc(self, file: str | IO[bytes], name: str, *, only: str = "", depth: int = 0) -> Iterator[Located]:
        place = f"{name}/{only}" if only else name
        yield from self._several(place, self._records_of(file, name, only, depth))

    def _records_of(self, file: str | IO[bytes], name: str, only: str, depth: int) -> Iterator[_File]:
        from reportmine.readers.warc.reading import found_in

        place = os.path.realpath(name)
        for found in found_in(file, only, self._limits.member * MIB):
            if isinstance(found, (ReadingError, Message)):
                said = found.about(name_of(name))
                yield "", partial(iter, [SkippedFiles(said) if isinstance(said, Message) else said])
            else:
                path = f"{name_of(name)}/{found.name}"
                yield path, partial(self._record, found, path, f"{place}/{found.name}", depth)

    def _record(self, found: NamedRecord, name: str, place: str, depth: int) -> Iterator[Located]:
        if not self._is_new(place):
            return
        content = found.record.content
        if isinstance(content, ReadingError):
            yield content.about(name)
        elif found.is_report:
            yield from self._data(content, name, depth + 1, read=found.read)
        else:
            yield Passed(name)

    def _several(self, name: str, files: Iterable[_File]) -> Iterator[Located]:
        """What is in these files; those whose names tell that they are no reports are passed over."""
        files_seen = 0

        def all_located() -> Iterator[Located]:
            nonlocal files_seen
            for path, located_in in files:
                files_seen += bool(path)  # without a name it is said of the whole
                if ending(path) in _endings_of_no_reports() and not self._reads(path):
                    yield Passed(path)
                else:
                    yield from _with_faults(path or name, located_in())

        yield Opened()
        yield from _with_faults(name, all_located())
        yield Closed(name, files_seen)

    def _reads(self, path: str) -> bool:
        return has_warc_name(path) or (self._ocr == "always" and ending(path) in endings_of_pictures())

    def _is_new(self, place: str) -> bool:
        if place in self._seen:
            return False
        self._seen.add(place)
        return True


def _is(path: str, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(Path(path))
    except OSError:  # the name is too long or may not be looked at; reading it says so
        return False


@functools.cache
def _endings_of_no_reports() -> frozenset[str]:
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
    return ending(name) not in _endings_of_no_reports()


def _page_of(folder: str) -> str:
    """The page whose pictures and scripts a browser saves in a folder of this name."""
    return folder.removesuffix("_files").removesuffix(".files") if folder.endswith(("_files", ".files")) else ""


def _is_pattern(argument: str) -> bool:
    return any(mark in argument for mark in "*?[") and not is_address(argument)


def _matches(pattern: str) -> list[str]:
    path = Path(pattern)
    try:
        found = [str(one) for one in Path(path.anchor).glob(str(path.relative_to(path.anchor)))]
    except (ValueError, OSError):
        return []
    return sorted(one for one in found if not is_hidden(one) or is_hidden(pattern))


def _is_archive(path: str) -> bool:
    """Whether a file is a ZIP archive of files, and no document that is kept in one."""
    if not _is(path, Path.is_file):
        return False
    try:
        with Path(path).open("rb") as file:
            return file.read(4) in _ARCHIVE_MARKS and not _is_document(path, path)
    except OSError:
        return False


def _is_document(file: str | IO[bytes], name: str) -> bool:
    from reportmine.readers.archives import Allowance, Archive

    try:
        with Archive(file, Allowance.of(chosen(None))) as archive:
            return archive.is_document
    except ReadingError:
        # What it was cannot be seen any more, so its name decides who says so.
        return ending(name) not in ("", ".zip")


def _split_at_archive(path: str) -> tuple[str, str] | None:
    """An archive and the name of something in it, where a path leads into one."""
    for parent in Path(path).parents:
        if _is(str(parent), Path.is_file):
            inside = Path(path).relative_to(parent).as_posix()
            if is_warc_file(str(parent)):
                return str(parent), inside.replace(":/", "://", 1)  # which the path has taken for one slash too many
            return (str(parent), inside) if _is_archive(str(parent)) else None
    return None
