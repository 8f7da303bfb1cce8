"""A file or standard input, in any format and Chinese encoding → a `Source`.

In the order of the work: `inputs` turns what a user names into files (`archives` are opened there), `files` reads one
of them, `registry` knows its format by `sniffing` and calls the reader of that format: `plain_text`, `html`,
`markdown`, `docx`, `pdf`, `spreadsheets`, or `libreoffice`, which converts first. Each makes a `Document`, most by
way of the `DocumentBuilder`, and knows no other; what several need stands beside them: `encoding`, `text_tables`,
`layout_tables`, `superscripts`, `digest`.

A `Source` holds the whole geometry of its tables: all cells, merged ones at each place that they reach over. What a
table means is read later, in extraction.
"""

from __future__ import annotations

from reportmine.readers.files import bytes_of, read, source_of_bytes, source_of_text

__all__ = ["bytes_of", "read", "source_of_bytes", "source_of_text"]
