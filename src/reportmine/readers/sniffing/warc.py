"""Whether a file is a WARC file, packed or not."""

from __future__ import annotations

import zlib
from pathlib import Path

_VERSION = b"WARC/"
_GZIP = b"\x1f\x8b"
# So many bytes hold the head of any gzip member and the first line in it.
LOOKED_AT = 1024


def is_warc(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a WARC file.

    >>> import gzip
    >>> is_warc(b"WARC/1.0\\r\\nWARC-Type: warcinfo"), is_warc(gzip.compress(b"WARC/1.1\\r\\n")), is_warc(b"WARC")
    (True, True, False)
    """
    if not head.startswith(_GZIP):
        return head.startswith(_VERSION)
    try:
        return zlib.decompressobj(wbits=31).decompress(head[:LOOKED_AT], len(_VERSION)) == _VERSION
    except zlib.error:
        return False


def is_warc_file(path: str) -> bool:
    """The same of a file; False where it cannot be looked at, and for a pipe, of which a look would take something."""
    try:
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as file:
            return is_warc(file.read(LOOKED_AT))
    except (OSError, ValueError):
        return False


def has_warc_name(path: str) -> bool:
    """Whether a file is called as WARC files are, among them those that Common Crawl makes text of.

    >>> [has_warc_name(name) for name in ("a.warc", "CC-1.warc.gz", "CC-1.warc.wet.gz", "a.tar.gz")]
    [True, True, True, False]
    """
    name = path.lower()
    return name.endswith((".warc", ".warc.gz", ".warc.wet.gz"))
