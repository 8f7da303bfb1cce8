"""What a server sent: taken out of the chunks that it came in, and unpacked.

Many who write WARC files undo either and leave the header that says so, as the sizes and first bytes tell; then what is
there is what was meant.
"""

from __future__ import annotations

import zlib

from reportmine.errors import ReadingError

_GZIP_MARK = b"\x1f\x8b"
_LONGEST_SIZE = 16  # hexadecimal digits: 64 bits


def content_of(payload: bytes, *, transfer: str, encodings: str, largest: int) -> bytes:
    """The content of an answer by its headers Transfer-Encoding and Content-Encoding, at most so many bytes.

    Raises ReadingError, without a name: packed in a way that is not read, damaged, or too large.

    >>> import gzip
    >>> content_of(gzip.compress("培训20场".encode()), transfer="", encodings="gzip", largest=99).decode()
    '培训20场'
    >>> content_of(b"4\\r\\nabcd\\r\\n1;x=y\\r\\ne\\r\\n0\\r\\n\\r\\n", transfer="chunked", encodings="", largest=99)
    b'abcde'
    >>> content_of(b"abcd", transfer="chunked", encodings="gzip", largest=99)  # both undone before
    b'abcd'
    """
    content = _joined(payload) if "chunked" in transfer.lower() else payload
    for encoding in reversed([one.strip().lower() for one in encodings.split(",")]):
        content = _unpacked(content, encoding, largest)
    return content


def _joined(payload: bytes) -> bytes:
    """The chunks in one; the payload itself where it is not in chunks. A last one that was cut off is kept."""
    chunks: list[bytes] = []
    at = 0
    while at < len(payload):
        end = payload.find(b"\r\n", at, at + 1024)
        digits = payload[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits[: _LONGEST_SIZE + 1], 16)
        except ValueError:
            return b"".join(chunks) if chunks else payload
        if size <= 0:
            break
        chunks.append(payload[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(chunks)


def _unpacked(content: bytes, encoding: str, largest: int) -> bytes:
    match encoding:
        case "" | "identity":
            return content
        case "gzip" | "x-gzip":
            return _inflated(content, (31,), largest) if content.startswith(_GZIP_MARK) else content
        case "deflate":
            # What the standard means, and what many servers send.
            return _inflated(content, (15, -15), largest)
        case "br":
            return _of_brotli(content, largest)
        case _:
            raise ReadingError("is packed as {encoding}, which is not read here.", encoding=encoding)


def _inflated(content: bytes, formats: tuple[int, ...], largest: int) -> bytes:
    for wbits in formats:
        try:
            unpacked = zlib.decompressobj(wbits=wbits).decompress(content, largest + 1)
        except zlib.error:
            continue
        return _within_limit(unpacked, largest)
    if formats == (31,):
        raise ReadingError("is damaged where it is packed; fetch it anew.")
    return content


def _of_brotli(content: bytes, largest: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        return _within_limit(unpacker.process(content, output_buffer_limit=largest + 1), largest)
    except brotli.error:
        return content


def _within_limit(content: bytes, largest: int) -> bytes:
    if len(content) > largest:
        raise ReadingError("would unpack to more than the {most} MiB that are read.", most=largest >> 20)
    return content
