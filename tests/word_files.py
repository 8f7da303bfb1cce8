"""Word files for tests: python-docx writes them, with pieces of XML for what it has no words for."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from same_report import saved

_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def word_file(*blocks: str) -> bytes:
    """A DOCX file whose body is these blocks of XML."""
    return saved(document_of(*blocks))


def document_of(*blocks: str) -> docx.document.Document:
    """A document whose body is these blocks of XML."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        opening = block.index(">") if not block[: block.index(">")].endswith("/") else block.index(">") - 1
        body.insert(
            len(body) - 1, parse_xml(f"{block[:opening]} {nsdecls('w', 'r', 'wp', 'a')} {_MORE}{block[opening:]}")
        )
    return document


def with_part(data: bytes, name: str, content: bytes | str | None) -> bytes:
    """The file with another content of one part, or without it for None."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if content is not None:
            new.writestr(name, content)
    return result.getvalue()


def with_notes(data: bytes, kind: str, notes: dict[str, str]) -> bytes:
    """The file with footnotes or endnotes, by their id."""
    inside = "".join(
        f'<w:{kind[:-1]} w:id="{key}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(text))}</w:{kind[:-1]}>'
        for key, text in notes.items()
    )
    separator = f'<w:{kind[:-1]} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind[:-1]}>'
    data = with_part(data, f"word/{kind}.xml", f"<w:{kind} {nsdecls('w')}>{separator}{inside}</w:{kind}>")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        links = file.read("word/_rels/document.xml.rels").decode()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId9{kind[0]}" Type="{kinds}/{kind}" Target="{kind}.xml"/>'
    return with_part(data, "word/_rels/document.xml.rels", links.replace("</Relationships>", link + "</Relationships>"))
