"""The XML files of a DOCX file, read so that no file can hurt its reader.

A DOCX file is a ZIP archive (ECMA-376, part 2). Its XML is parsed by Python's own parser; names lose their
namespaces, since the strict and the transitional format differ in nothing else that is read here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from reportmine.errors import ReadingError
from reportmine.messages.message import Message, message
from reportmine.readers import limits

_MAIN = "word/document.xml"


class Package:
    """The files of a package and what their relationships say of them; raises ReadingError, without a path."""

    def __init__(self, data: bytes) -> None:
        """Open a package and find its main document."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _broken(message("it is cut off or damaged")) from error
        self._left = limits.current().package * limits.MIB
        self._names = {_plain(name): name for name in self._archive.namelist()}
        listed = [target for kind, target in self._relationships("") if kind == "officeDocument"]
        self._main = next((target for target in [*listed, _MAIN] if target in self._names), "")
        if not self._main:
            raise _broken(message("{part} is missing in it", part=_MAIN))
        self._targets = {kind: target for kind, target in self._relationships(self._main) if target in self._names}

    def main(self) -> Element:
        """The document itself."""
        return self._tree(self._main)

    def related(self, kind: str) -> Element:
        """What the document names as its `kind`, such as styles; an empty element where there is none."""
        target = self._targets.get(kind)
        return Element(kind) if target is None else self._tree(target)

    def _relationships(self, part: str) -> list[tuple[str, str]]:
        """The kinds and targets of what a part refers to inside the package."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return []
        found = []
        for link in self._tree(path):
            if link.get("TargetMode") != "External":
                kind, target = link.get("Type", ""), link.get("Target", "")
                found.append((posixpath.basename(kind), _plain(posixpath.join("/", folder, target))))
        return found

    def _tree(self, path: str) -> Element:
        parser, content = XMLParser(target=_Builder()), self._bytes(path)
        _refuse_too_many_elements(content)
        try:
            parser.feed(content)
            root: Element = parser.close()
        except (ParseError, ValueError, LookupError) as error:
            raise _broken(message("{part} in it is no XML that can be read", part=path)) from error
        return _without_namespaces(root)

    def _bytes(self, path: str) -> bytes:
        try:
            with self._archive.open(self._names[path]) as part:
                # The size that the archive states may be a lie, so it is counted while unpacking.
                content = part.read(self._left + 1)
        except RuntimeError as error:
            raise _broken(message("{part} in it is locked with a password", part=path)) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise _broken(message("{part} in it is damaged", part=path)) from error
        self._left -= len(content)
        if self._left < 0:
            raise ReadingError(
                "unpacks to more than {most:,} MiB of text and marks, as no report does; split it, or give {option}.",
                most=limits.current().package,
                option=limits.option("package"),
            )
        return content


class _Builder(TreeBuilder):
    """Refuses what a package may not have: a document type, which can declare entities without end."""

    def doctype(self, *_declared: str | None) -> None:
        raise ValueError("a document type declares entities")


def _without_namespaces(root: Element) -> Element:
    level, depth, deepest = [root], 0, limits.current().nesting
    while level:
        depth += 1
        for element in level:
            element.tag = _local(element.tag)
            if element.attrib:
                element.attrib = {_local(name): value for name, value in element.attrib.items()}
        level = [child for element in level for child in element]
        if depth > deepest:
            raise ReadingError(
                "is nested more than {most:,} levels deep, as no report is; save it as text, or give {option}.",
                most=deepest,
                option=limits.option("nesting"),
            )
    return root


def _refuse_too_many_elements(content: bytes) -> None:
    """Counted before they are made: a kilobyte that is packed holds a million of them."""
    count, most = content.count(b"<") // 2, limits.current().elements
    if count > most:
        raise ReadingError(
            "has {count:,} elements in one of its parts, more than the {most:,} that are read; split it, or give"
            " {option}.",
            count=count,
            most=most,
            option=limits.option("elements", count),
        )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _broken(reason: Message) -> ReadingError:
    return ReadingError(
        "is a DOCX file that cannot be read, for {reason}; get it once more, or open it in Word or WPS and save it"
        " anew.",
        reason=reason,
    )
