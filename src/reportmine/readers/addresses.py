"""Addresses of the web where a file should be: nothing is fetched, but it is told how to get what is there."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from reportmine.errors import ReadingError
from reportmine.extras import quoted
from reportmine.lexicon.patterns import pattern

_ON_WEB = pattern(r"(?:https?|ftp)://|www\.[^/\\]+\.", re.IGNORECASE)
_OF_FILE = pattern(r"file:", re.IGNORECASE)
# A page is the usual case; files that addresses often lead to keep their endings.
_PAGE = ".html"
_KEPT = (".pdf", ".docx", ".doc", ".xlsx", ".csv", ".txt", ".md", ".zip")


def is_address(path: str) -> bool:
    """Whether what should be a file is an address.

    >>> is_address("https://example.org/?id=7"), is_address("www.example.org/a"), is_address("www.txt")
    (True, True, False)
    """
    return bool(_ON_WEB.match(path) or _OF_FILE.match(path)) and not _is_there(path)


def refuse_addresses(path: str) -> None:
    """Raise ReadingError, without a path, for an address: nothing is fetched, and what to do instead."""
    if not is_address(path):
        return
    if _OF_FILE.match(path):
        raise ReadingError("is the address of a file; give its path instead: {path}", path=quoted(_path_of(path)))
    raise ReadingError(
        "is an address, and nothing is fetched from the web; save the page in the browser and name that file, "
        "or fetch it with: {command}",
        command=fetching(path),
    )


def fetching(address: str, *, windows: bool = os.name == "nt") -> str:
    """The command that fetches an address, as the usual shell of the system takes it.

    >>> print(fetching("https://example.org/a?id=7&page=2", windows=False))
    curl -L -o report.html 'https://example.org/a?id=7&page=2'
    >>> print(fetching("www.example.org/年报.pdf", windows=True))
    Invoke-WebRequest 'https://www.example.org/年报.pdf' -OutFile report.pdf
    """
    from urllib.parse import urlsplit

    whole = address if "://" in address else f"https://{address}"
    ending = PurePosixPath(urlsplit(whole).path.lower()).suffix
    target = f"report{ending if ending in _KEPT else _PAGE}"
    if windows:
        # PowerShell takes nothing between single quotes for its own but these themselves.
        word = whole.replace("'", "''")
        return f"Invoke-WebRequest '{word}' -OutFile {target}"
    # Always in quotes: a shell would take & and ? of an address for its own, and looks alike for all.
    word = whole.replace("'", "'\"'\"'")
    return f"curl -L -o {target} '{word}'"


def _path_of(address: str) -> str:
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(address)
    return url2pathname(parts.path) or unquote(address)


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False
