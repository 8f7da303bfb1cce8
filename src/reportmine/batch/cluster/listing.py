"""The files of folders on any file system that pyarrow knows: this machine's, S3, HDFS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyarrow import fs

from reportmine.errors import ReadingError
from reportmine.readers.places import is_hidden, may_be_a_report


def files_in(places: Iterable[str]) -> Iterator[tuple[Any, str]]:
    """The files of these paths and addresses, each with its file system, in the order in which folders are read.

    Hidden files, and those whose endings say that they are no reports, are left out. Raises ReadingError.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("乙.txt", "甲.txt", "图.jpg"):
    ...         _ = pathlib.Path(folder, name).write_text("培训20场", encoding="utf-8")
    ...     [path.rpartition("/")[2] for _, path in files_in([folder])]
    ['乙.txt', '甲.txt']
    """
    for place in places:
        try:
            system, path = fs.FileSystem.from_uri(place) if "://" in place else (fs.LocalFileSystem(), place)
            info = system.get_file_info(path)
        except (OSError, pa.ArrowInvalid, NotImplementedError) as error:
            raise ReadingError("cannot be opened ({reason}).", reason=str(error)).about(place) from None
        if info.type == fs.FileType.NotFound:
            raise ReadingError("no such file or folder; check the path.").about(place)
        if info.type == fs.FileType.Directory:
            yield from ((system, found) for found in _below(system, path))
        else:
            yield system, path


def _below(system: Any, folder: str) -> Iterator[str]:
    """The files below a folder: its own before those of its folders, as one machine reads them."""
    found = sorted(system.get_file_info(fs.FileSelector(folder)), key=lambda info: str(info.base_name))
    shown = [info for info in found if not is_hidden(info.base_name)]
    yield from (info.path for info in shown if info.is_file and may_be_a_report(info.base_name))
    for info in shown:
        if info.type == fs.FileType.Directory:
            yield from _below(system, info.path)
