"""MHT, a page and its pictures in one file, as browsers and Word save it: its page is read as HTML."""

from __future__ import annotations

import email
import email.policy

from reportmine.errors import ReadingError
from reportmine.messages.message import message
from reportmine.readers.document import Document
from reportmine.readers.html import reader

_NO_PAGE = message("is a web archive (MHT) without a page in it; save the page from the browser anew.")


def read(data: bytes, encoding: str | None = None) -> Document:
    """The report on the first page of the archive; raises ReadingError, without a path, as `reader.read` does."""
    archive = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in archive.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return reader.read(page if isinstance(page, bytes) else b"", encoding)
    raise ReadingError(_NO_PAGE)
