"""Plain text that is too large to be held at once: a file that is read in pieces, as often as it is asked for."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportmine.errors import ReadingError
from reportmine.lexicon.patterns import pattern
from reportmine.readers.digest import Digest
from reportmine.readers.encoding.detection import CONTROL_LIMIT, DAMAGE_LIMIT, decode
from reportmine.readers.registry import reader_for
from reportmine.readers.sniffing.unsupported import refuse_known_formats
from reportmine.readers.sniffing.warc import is_warc_file

# A file of more bytes is large. Mined at once, dense prose takes 90 bytes of memory for each of its bytes: 240 MB for
# so many (2026-11-30).
LARGE = 2_000_000
# So many bytes are read at a time, and so many tell the format and the encoding.
_BLOCK = 1_000_000
_ASCII = pattern("[\0-\x7f]+")
_CONTROL = pattern("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class LargeText:
    """A file of plain text, the codec of its characters and the digest of its bytes."""

    path: str
    encoding: str
    sha256: str

    def parts(self) -> Iterator[str]:
        """Its characters from the first, newlines as they stand; raises ReadingError."""
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        for block in _blocks(self.path):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)


def large_text(path: str, *, encoding: str | None = None) -> LargeText | None:
    """The text of a large file; None for a file that is small, or is to be read as a whole for another reason.

    That is: it is of another format, or its bytes do not all fit the encoding in which it begins.
    """
    try:
        file = Path(path)
        if not file.is_file() or file.stat().st_size <= LARGE or is_warc_file(path):
            return None
        codec = _codec(path, encoding)
        found = LargeText(path, codec, "") if codec else None
        return found and _checked(found)
    except (OSError, ValueError, ReadingError):
        return None  # reading it as a whole says why


def _blocks(path: str, heard: Callable[[bytes], object] = bool) -> Iterator[bytes]:
    try:
        with Path(path).open("rb") as file:
            while block := file.read(_BLOCK):
                heard(block)
                yield block
    except OSError as error:
        raise ReadingError("could not be read ({reason}); check the path.", reason=error.strerror or "").about(
            path
        ) from error


def _codec(path: str, encoding: str | None) -> str | None:
    """The codec of a file of plain text, by its first bytes and the first of them that are not ASCII."""
    from reportmine.readers.sniffing.own_output import refuse_own_output  # which loads a table

    blocks = _blocks(path)
    first = next(blocks)
    if reader_for(first, path).name != "text" or first.startswith(b"PK"):
        return None
    refuse_known_formats(first)
    block = first
    while block.isascii() and (following := next(blocks, b"")):
        block = following
    telling = first if block is first else first + block
    text, codec = decode(telling, encoding)
    refuse_own_output(text)
    return codec


def _checked(text: LargeText) -> LargeText | None:
    """The text with its digest; None where it is not text throughout."""
    digest = Digest()
    decoder = codecs.getincrementaldecoder(text.encoding)("replace")
    characters = other = lost = controls = 0
    for block in _blocks(text.path, digest.update):
        part = decoder.decode(block)
        if "\0" in part:
            return None
        characters += len(part)
        other += len(_ASCII.sub("", part))
        lost += part.count("\ufffd")
        controls += len(_CONTROL.findall(part))
    if lost > DAMAGE_LIMIT * max(1, other) or controls > CONTROL_LIMIT * characters:
        return None
    return LargeText(text.path, text.encoding, digest.hexdigest())
