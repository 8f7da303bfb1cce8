"""A file or standard input, in any format and Chinese encoding → a `Source`.

`inputs` turns what a user names into files, `files` reads one of them: `sniffing` and `registry` tell its format,
`encoding` its characters, the folder of the format makes a `Document`, and `document` puts that together.
"""

from __future__ import annotations

from reportmine.readers.files import bytes_of, read, source_of_bytes, source_of_text

__all__ = ["bytes_of", "read", "source_of_bytes", "source_of_text"]
