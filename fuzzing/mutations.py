"""Ways to damage a file: bytes and a generator of random numbers → other bytes.

A packed file is damaged inside of its parts as often as it is outside, since otherwise all that is found is a wrong
checksum.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random], bytes]

# Bytes that a repeated piece may grow to: a text of nothing but figures of that size takes a second, while what
# grows by the square takes many more.
_LARGEST = 20_000
_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"0.0000001", b"NaN")
_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r\n", b"\x1b[31m", b"\x1a", b"\x80", b"\x81\x30\x81\x30")
_SYNTAX = (
    *(b"<", b">", b"</", b"<table>", b"<td colspan=9999>", b"<td rowspan='-1'>", b"<!--", b"<![CDATA[", b"&#0;"),
    *(b"<script>", b"<svg>", b"<template>", b"</p>", b"&lt;", b"|", b"|---|", b"[", b"](", b"```", b"> ", b"{", b"}"),
    *(b"obj", b"endobj", b"stream", b"endstream", b"<<", b">>", b" 1 0 R", b"/Kids", b"BT", b"ET", b" Tf", b" re"),
    *(b"%", b'"', b",\t", b"PK\x03\x04", b"null", b"1e400"),
    *(sign.encode() for sign in ("\u202e", "\ufffd", "亿" * 9, "百分之")),
)


def mutated(data: bytes, others: Sequence[bytes], random_: random.Random, deepest: int = 2) -> bytes:
    """A damaged file: one to eight mutations outside of it or, where it is packed, inside of some of its parts."""
    if deepest and random_.random() < 0.7:
        if data.startswith(b"PK"):
            return _inside_zip(data, others, random_, deepest)
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(mutated(_unpacked(data), others, random_, deepest - 1), mtime=0)
    for _ in range(random_.choice((1, 1, 2, 3, 8))):
        if others and random_.random() < 0.1:
            data = _spliced(data, random_.choice(others), random_)
        else:
            data = random_.choice(_MUTATIONS)(data, random_)
    return data


def _unpacked(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return data


def _inside_zip(data: bytes, others: Sequence[bytes], random_: random.Random, deepest: int) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # what was damaged before is damaged once more from outside
        return mutated(data, others, random_, 0)
    chosen = set(random_.sample(range(len(parts)), min(len(parts), random_.choice((1, 1, 2, 3)))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there already
        for at, (name, content) in enumerate(parts):
            if at not in chosen:
                archive.writestr(name, content)
            elif random_.random() < 0.9:
                archive.writestr(name, mutated(content, others, random_, deepest - 1))
            elif random_.random() < 0.5:
                archive.writestr(random_.choice(parts)[0], content)
    return file.getvalue()


def _spliced(data: bytes, other: bytes, random_: random.Random) -> bytes:
    start, end = _place(data, random_)
    first, last = _place(other, random_)
    return data[:start] + other[first:last] + data[end:]


def _place(data: bytes, random_: random.Random) -> tuple[int, int]:
    """A piece of a file: mostly some bytes, sometimes much of it."""
    start = random_.randrange(len(data) + 1)
    return start, min(len(data), start + random_.choice((1, 2, 4, 16, 64, 512, 4096)))


def _bits_flipped(data: bytes, random_: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(random_.choice((1, 1, 4, 32)) if data else 0):
        flipped[random_.randrange(len(flipped))] ^= 1 << random_.randrange(8)
    return bytes(flipped)


def _cut_off(data: bytes, random_: random.Random) -> bytes:
    return data[: random_.randrange(len(data) + 1)]


def _left_out(data: bytes, random_: random.Random) -> bytes:
    start, end = _place(data, random_)
    return data[:start] + data[end:]


def _repeated(data: bytes, random_: random.Random) -> bytes:
    start, end = _place(data, random_)
    times = min(random_.choice((2, 10, 300, 5000)), _LARGEST // max(1, end - start))
    return data[:end] + data[start:end] * times + data[end:]


def _moved(data: bytes, random_: random.Random) -> bytes:
    start, end = _place(data, random_)
    rest = data[:start] + data[end:]
    to = random_.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def _put_in(pieces: Sequence[bytes]) -> Mutation:
    def put_in(data: bytes, random_: random.Random) -> bytes:
        at = random_.randrange(len(data) + 1)
        return data[:at] + random_.choice(pieces) * random_.choice((1, 1, 1, 3, 400)) + data[at:]

    return put_in


def _other_number(data: bytes, random_: random.Random) -> bytes:
    """A run of digits becomes another number: a size, a place, a width."""
    found = list(re.finditer(rb"-?\d+(\.\d+)?", data[:200_000]))
    if not found:
        return data
    one = random_.choice(found)
    return data[: one.start()] + random_.choice(_NUMBERS) + data[one.end() :]


def _other_size(data: bytes, random_: random.Random) -> bytes:
    """Four bytes become a size that is none, as in the directory of an archive."""
    if len(data) < 4:
        return data
    at = random_.randrange(len(data) - 3)
    size = random_.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, len(data), random_.getrandbits(32)))
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def _word_swapped(data: bytes, random_: random.Random) -> bytes:
    """A word of the file stands where another one stood: names of elements, attributes, operators."""
    found = list(re.finditer(rb"[A-Za-z:_]{2,}", data[:200_000]))
    if not found:
        return data
    one, other = random_.choice(found), random_.choice(found)
    return data[: one.start()] + other[0] + data[one.end() :]


_MUTATIONS: tuple[Mutation, ...] = (
    *(_bits_flipped, _cut_off, _left_out, _repeated, _moved, _other_number, _other_number, _other_size, _word_swapped),
    *(_put_in(_SYNTAX), _put_in(_BYTES), _put_in(_NUMBERS)),
)
