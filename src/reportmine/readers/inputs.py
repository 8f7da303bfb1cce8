"""Where reports come from: files, folders, patterns, ZIP archives and standard input, in the order given.

What is found is read one by one, when it is asked for. Folders and archives hold more than reports: what
is none by its ending or its content is passed over, and said in one sentence at the end.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from reportmine.errors import ReadingError
from reportmine.faults import fault_of
from reportmine.messages.message import Message, message
from reportmine.model import OcrMode, Source
from reportmine.model.source import CORRECTIONS_ENDING
from reportmine.readers.files import STANDARD_INPUT, bytes_of, name_of, read, source_of_bytes
from reportmine.readers.large_text import large_text
from reportmine.readers.limits import MIB, Limits, chosen
from reportmine.readers.page_folders import endings_of_pictures, read_folder
from reportmine.readers.places import (
    ARCHIVE_MARKS,
    endings_of_no_reports,
    fits,
    is_archive_file,
    is_document,
    is_hidden,
    is_pattern,
    matching,
    page_of,
    split_at_archive,
)
from reportmine.readers.seen import Seen
from reportmine.readers.settling import Closed, Event, Located, Opened, Outcome, Passed, Unread, ending, settled
from reportmine.readers.settling import SkippedFiles as SkippedFiles
from reportmine.readers.sniffing.warc import has_warc_name, is_warc, is_warc_file

if TYPE_CHECKING:
    # Imported where there is an archive: most calls have none.
    from reportmine.readers.archives import Allowance, Archive, Member
    from reportmine.readers.warc.reading import NamedRecord

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
    if fits(argument, Path.exists):
        return fits(argument, Path.is_dir) or is_archive_file(argument) or is_warc_file(argument)
    return split_at_archive(argument) is not None or is_pattern(argument)


def number_of_files(arguments: Sequence[str]) -> int | None:
    """How many files the arguments stand for, by their names; None where an archive may hold any number of them.

    >>> number_of_files(["no/such.txt", "-"]), number_of_files(["no/such.zip"])
    (2, None)
    """
    places = [path for argument in arguments for path, _ in files_behind(argument)]
    if any(ending(path) == ".zip" or has_warc_name(path) for path in places):
        return None
    return sum(ending(path) not in endings_of_no_reports() for path in places)


def files_behind(argument: str) -> Iterator[tuple[str, bool]]:
    """The files on the disk that an argument stands for, and of each whether it was found, in a folder or by a pattern.

    What lies in an archive stands for the archive. Of found files, those are left out whose names tell that they are
    never read.

    >>> list(files_behind("no/such.txt"))
    [('no/such.txt', False)]
    """
    if fits(argument, Path.is_dir):
        found = [path for path, _ in _Locator(None, "auto", False, chosen(None))._files_of(argument)]
    elif not fits(argument, Path.exists) and is_pattern(argument) and not split_at_archive(argument):
        matches = matching(argument)
        files = [path for path in matches if fits(path, Path.is_file)]
        found = files or [path for folder in matches for path, _ in files_behind(folder)]
    else:
        archive = None if fits(argument, Path.exists) else split_at_archive(argument)
        yield archive[0] if archive else argument, False
        return
    unread = endings_of_no_reports() - endings_of_pictures()
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
        self._seen = Seen(self._is_read)

    def located(self, argument: str) -> Iterator[Located]:
        """What an argument stands for."""
        if argument == STANDARD_INPUT:
            yield from self._standard_input()
        elif fits(argument, Path.is_dir) and self._as_one:
            yield Unread(argument, partial(read_folder, argument, ocr=self._ocr, limits=self._limits))
        elif fits(argument, Path.is_dir):
            yield from self._several(argument, self._files_of(argument))
        elif argument.endswith(CORRECTIONS_ENDING):
            yield SkippedFiles(message("{path}: it holds corrections, and is no report.", path=argument))
        elif fits(argument, Path.exists):
            yield from self._file(argument)
        elif split := split_at_archive(argument):
            archive, inside = split
            opened = self._warc if is_warc_file(archive) else self._archive
            yield from opened(archive, archive, only=inside)
        elif is_pattern(argument):
            yield from self._pattern(argument)
        else:
            yield from self._file(argument)

    def located_in(self, data: bytes, name: str) -> Iterator[Located]:
        """What a file holds whose bytes are at hand."""
        yield from self._data(data, name, depth=0)

    def _standard_input(self) -> Iterator[Located]:
        if not self._seen.is_new(STANDARD_INPUT):
            return
        try:
            data = bytes_of(STANDARD_INPUT)
        except ReadingError as error:
            yield error
            return
        yield from self._data(data, STANDARD_INPUT, depth=0)

    def _file(self, path: str, is_new: Callable[[str], bool] | None = None) -> Iterator[Located]:
        if not (is_new or self._seen.is_new)(path):
            return
        if is_archive_file(path):
            yield from self._archive(path, path)
            return
        if is_warc_file(path):
            yield from self._warc(path, path)
            return
        reading = partial(read, path, encoding=self._encoding, ocr=self._ocr, limits=self._limits)
        yield Unread(path, reading, large=partial(large_text, path, encoding=self._encoding))

    def _data(
        self,
        data: bytes,
        name: str,
        depth: int,
        allowance: Allowance | None = None,
        read: Callable[..., Source] = source_of_bytes,
    ) -> Iterator[Located]:
        is_archive = data.startswith(ARCHIVE_MARKS) and not is_document(io.BytesIO(data), name)
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
        matches = matching(pattern)
        files = [path for path in matches if fits(path, Path.is_file)]
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
        is_new = self._seen.begin(folder)
        for place, folders, names in os.walk(folder, onerror=errors.append):
            pages = {PurePath(name).stem for name in names if ending(name) in _PAGES}
            folders[:] = sorted(one for one in folders if not is_hidden(one) and page_of(one) not in pages)
            for path in (str(Path(place, name)) for name in sorted(names) if not is_hidden(name)):
                # Reading a pipe would wait for ever.
                is_file = fits(path, Path.is_file)
                yield path, partial(self._file, path, is_new) if is_file else partial(iter, [Passed(path)])
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
        if not self._seen.is_new_name(os.path.realpath(name)):
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
        if not self._seen.is_new_name(place):
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
                if not self._is_read(path):
                    yield Passed(path)
                else:
                    yield from _with_faults(path or name, located_in())

        yield Opened()
        yield from _with_faults(name, all_located())
        yield Closed(name, files_seen)

    def _is_read(self, path: str) -> bool:
        """Whether the ending of a file in a folder or an archive says nothing against its being a report."""
        is_wanted = has_warc_name(path) or (self._ocr == "always" and ending(path) in endings_of_pictures())
        return is_wanted or ending(path) not in endings_of_no_reports()
