"""Plain text: the file as it is, in any Chinese encoding, with the tables that are set in it."""

from __future__ import annotations

from reportmine.errors import ReadingError
from reportmine.readers import limits
from reportmine.readers.document import Document
from reportmine.readers.encoding.detection import decode
from reportmine.readers.sniffing.own_output import refuse_own_output
from reportmine.readers.sniffing.unsupported import refuse_known_formats
from reportmine.readers.text_tables import tables_in


def read(data: bytes, encoding: str | None = None) -> Document:
    """The text of a file; raises ReadingError, without a path: no text, or in no known encoding.

    >>> read("举办活动1000场\\r\\n".encode("gb18030"))[:2]
    ('举办活动1000场\\r\\n', 'gb18030')
    """
    refuse_known_formats(data)
    _refuse_what_is_too_large(len(data))
    text, codec = decode(data, encoding)
    refuse_own_output(text)
    return Document(text, codec, tables=tables_in(text))


def _refuse_what_is_too_large(size: int) -> None:
    most = limits.current().text
    if size > most * limits.MIB:
        raise ReadingError(
            "is a text of more than {most:,} MiB; read it in pieces with extract -o figures.csv or figures.jsonl, "
            "alone, or with batch; or give {option}.",
            most=most,
            option=limits.option("text", -(-size // limits.MIB)),
        )
