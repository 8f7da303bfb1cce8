"""Pictures that text can be read of, known by the bytes they begin with."""

from __future__ import annotations

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
# What HEIC files say that they are (ISO/IEC 23008-12, annex B).
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


def is_picture(data: bytes) -> bool:
    """Whether `data` is a PNG, JPEG, TIFF, WebP or HEIC picture.

    >>> is_picture(b"\\x89PNG\\r\\n\\x1a\\n..."), is_picture(b"RIFF\\0\\0\\0\\0WEBPVP8 "), is_picture(b"GIF89a")
    (True, True, False)
    """
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return data.startswith(_MARKS) or is_heic(data)


def is_heic(data: bytes) -> bool:
    """Whether `data` is a HEIC picture, which only pillow-heif opens."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC
