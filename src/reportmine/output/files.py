"""The place where results become files: whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportmine.errors import WritingError
from reportmine.messages.message import Message, message

# Windows replaces no file that is open, as a workbook is in Excel: it may not be reached, or it is shared or locked.
_IN_USE = (5, 32, 33)


def write_file(path: str | Path, data: bytes) -> None:
    """Write `data` to `path` whole, or leave what stands there; raises WritingError.

    >>> write_file("no/such/folder/claims.csv", b"")
    Traceback (most recent call last):
    reportmine.errors.WritingError: no/such/folder/claims.csv: there is no folder no/such/folder; \
create it or choose another one.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` once the block has ended well.

    If the block fails, `path` is as it was and WritingError says why where the system was at fault.
    """
    try:
        target = Path(path)
        if target.exists() and not target.is_file():
            yield target  # a device or a pipe is written to, never replaced
            return
        target = target.resolve()  # the file that a link points to is replaced, not the link
        temporary = target.with_name(f".reportmine-{os.getpid()}-{os.urandom(4).hex()}")
        try:
            yield temporary
            _keep_mode(target, temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WritingError(reason(error, Path(path))).about(str(path)) from error


def encoded(text: str, encoding: str, place: str | Path | Message) -> bytes:
    """The bytes of `text`; raises WritingError that names `place` if a character does not fit.

    >>> encoded("增长5%", "gb18030", "claims.csv")
    b'\\xd4\\xf6\\xb3\\xa45%'
    >>> encoded("😀", "gbk", "claims.csv")
    Traceback (most recent call last):
    reportmine.errors.WritingError: claims.csv: gbk has no character '😀' (U+1F600); choose gb18030 or utf-8.
    """
    # Unicode holds every character but the stand-ins for broken bytes in the name of a file.
    whole = encoding.lower().startswith("utf")
    try:
        return text.encode(encoding, "backslashreplace" if whole else "strict")
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise WritingError(
            "{encoding} has no character {char!r} (U+{code:04X}); choose gb18030 or utf-8.",
            encoding=encoding,
            char=char,
            code=ord(char),
        ).about(place if isinstance(place, Message) else str(place)) from error


def encoded_in_pieces(texts: Iterable[str], encoding: str, place: str | Path | Message) -> Iterator[bytes]:
    r"""The bytes of a text that comes in pieces, with the mark of its encoding once; raises as `encoded` does.

    >>> b"".join(encoded_in_pieces(["增长", "5%"], "utf-16-le", "")) == "增长5%".encode("utf-16-le")
    True
    >>> b"".join(encoded_in_pieces(["a", "b"], "utf-8-sig", ""))
    b'\xef\xbb\xbfab'
    """
    mark = encoded("", encoding, place)
    yield mark
    for text in texts:
        yield encoded(text, encoding, place).removeprefix(mark)


def reason(error: OSError, path: Path) -> Message:
    """Why the system refused to write to `path`, and what to do about it."""
    if getattr(error, "winerror", None) in _IN_USE:
        return message("another program has it open, or you may not write there; close it there and run this again.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return message("there is no folder {folder}; create it or choose another one.", folder=str(path.parent))
    if error.errno == errno.EISDIR:
        return message("this is a folder; name a file in it.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return message("the disk is full; free some space and run this again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return message("you may not write there; choose another place or change its permissions.")
    return message("this cannot be written ({reason}); choose another place.", reason=error.strerror or "")


def _keep_mode(target: Path, temporary: Path) -> None:
    """What replaces a file is as readable as that file was, and does not break its protection."""
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        temporary.chmod(target.stat().st_mode & 0o7777)
