"""What a bug report needs to tell: the state of everything that reportmine stands on, a fact a line.

A check that fails is a fact, too: nothing here raises. Libraries are imported inside the checks, since one of them may
be what is broken.
"""

from __future__ import annotations

import importlib
import locale
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TextIO

from reportmine.extras import EXTRAS, install_command, installation, is_installed
from reportmine.messages.languages import VARIABLE, Language
from reportmine.messages.message import Message, message
from reportmine.readers.ocr.offline import without_requests

# What of the environment changes how reportmine behaves.
_VARIABLES = (
    *("LC_ALL", "LC_CTYPE", "LANG", "TERM", "NO_COLOR", "PYTHONPATH", "PYTHONUTF8", "PYTHONIOENCODING"),
    *(VARIABLE, "REPORTMINE_NO_USER_LEXICON", "REPORTMINE_DEBUG", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
)
# What is imported by another name than it is installed by.
_MODULES = {"markdown-it-py": "markdown_it"}
_SENTENCE, _FIGURE = "全年举办培训20场。", ("培训", "20", "场")


PARTS = ("reportmine", "system", "packages", "extras", "segmenters", "files", "text")


class Fact(NamedTuple):
    """What was found out: the part it is of, its name, what is said, and what to do where it is not as it could be.

    `broken` says that reportmine needs it and it does not work.
    """

    part: str
    name: str | Message
    said: str | Message
    advice: str | Message = ""
    broken: bool = False


def diagnose(user_lexicon: Callable[[], Path], language: Language = "en") -> tuple[Fact, ...]:
    """All facts; `user_lexicon` tells where a lexicon of the user's own would be, `language` is the one spoken."""
    checks: tuple[tuple[str, Callable[[], Iterator[Fact]]], ...] = (
        ("reportmine", _itself),
        ("system", _system),
        ("packages", _packages),
        ("extras", _extras),
        ("segmenters", _segmenters),
        ("files", lambda: _files(user_lexicon())),
        ("text", lambda: _text(language)),
    )
    return tuple(fact for part, check in checks for fact in _told(part, check))


def versions() -> tuple[Fact, ...]:
    """What belongs into every bug report: which reportmine, Python, system and packages these are."""
    itself = Fact("reportmine", "reportmine", _version("reportmine") or message("is not installed"))
    rest = (("system", _system), ("packages", _packages))
    return itself, *(fact for part, check in rest for fact in _told(part, check))


def _told(part: str, check: Callable[[], Iterator[Fact]]) -> Iterator[Fact]:
    """The facts of a check; what it raises is the last of them."""
    try:
        yield from check()
    except Exception as error:
        yield Fact(part, message("check"), _reason(error), install_command(), broken=True)


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _itself() -> Iterator[Fact]:
    part, of = "reportmine", installation()
    yield Fact(part, message("version"), _version("reportmine") or message("is not installed"))
    yield Fact(part, message("place"), str(Path(__file__).parent))
    how = message("{keeper}, from {source}", keeper=of.keeper, source=of.source)
    editable = message("{keeper}, from {source} (editable)", keeper=of.keeper, source=of.source)
    yield Fact(part, message("installed by"), editable if of.editable else how)
    try:
        from reportmine.api import extract

        found = [(claim.metric, str(claim.quantity.low), claim.quantity.unit) for claim in extract(_SENTENCE).claims]
        works, said = found == [_FIGURE], f"{_SENTENCE} → {' '.join(map(str, *found)) if len(found) == 1 else found}"
    except Exception as error:
        works, said = False, _reason(error)
    yield Fact(part, message("a sentence"), said, "" if works else install_command(), broken=not works)


def _system() -> Iterator[Fact]:
    part = "system"
    yield Fact(part, "python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Fact(part, message("program"), sys.executable or message("unknown"))
    yield Fact(part, message("platform"), platform.platform())


def _packages() -> Iterator[Fact]:
    """What reportmine cannot do without, as its own metadata names it."""
    try:
        required = metadata.requires("reportmine") or []
    except metadata.PackageNotFoundError:
        yield Fact("packages", "reportmine", message("runs without being installed"), install_command())
        return
    for line in required:
        if "extra ==" in line:
            continue
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        yield _imported("packages", name, {name: _MODULES.get(name, name)}, install_command())


def _extras() -> Iterator[Fact]:
    for extra, libraries in EXTRAS.items():
        if is_installed(extra):
            yield _imported("extras", extra, {library: library for library in libraries}, install_command(extra))
        else:
            yield Fact("extras", extra, message("is not installed"), install_command(extra))


def _imported(part: str, name: str, modules: Mapping[str, str], advice: str) -> Fact:
    """Whether these distributions can be imported by their modules, which their metadata alone do not tell."""
    try:
        with without_requests():
            for module in modules.values():
                importlib.import_module(module)
    except Exception as error:
        said = message("cannot be imported ({reason})", reason=_reason(error))
        return Fact(part, name, said, advice, broken=True)
    versions = {one: _version(one) or "?" for one in modules}
    found = versions.get(name) or ", ".join(f"{one} {version}" for one, version in versions.items())
    return Fact(part, name, found)


def _segmenters() -> Iterator[Fact]:
    from reportmine.errors import SegmenterError
    from reportmine.text.segmenter import dictionary_cache, segmenter

    for name in ("rjieba", "jieba"):
        try:
            words = " ".join(word.text for word in segmenter(name).cut("举办培训", 0))
        except SegmenterError as error:
            yield Fact("segmenters", name, error.message)
        except Exception as error:
            yield Fact("segmenters", name, _reason(error), install_command(), broken=True)
        else:
            cuts = message("{version}, cuts {words}", version=_version(name) or "?", words=words)
            yield Fact("segmenters", name, cuts)
    yield Fact("segmenters", "auto", message("takes {name}", name=segmenter("auto").name))
    yield _cache(dictionary_cache())


def _cache(path: Path) -> Fact:
    """jieba was just asked to cut, so its cache is there wherever it can be."""
    try:
        kept = message("{path}, {size:,} bytes", path=str(path), size=path.stat().st_size)
        return Fact("segmenters", message("cache of jieba"), kept)
    except OSError as error:
        said = message(
            "{path}: cannot be kept ({reason}), so that jieba starts slowly",
            path=str(path),
            reason=error.strerror or "",
        )
        return Fact("segmenters", message("cache of jieba"), said, message("make its folder writable"))


def _files(user_lexicon: Path) -> Iterator[Fact]:
    from reportmine.api import check_lexicon
    from reportmine.readers.libreoffice import libreoffice

    program = libreoffice()
    advice = message("install it to read DOC, WPS, RTF and ODT files")
    yield Fact("files", "LibreOffice", program or message("is not found"), "" if program else advice)
    if not user_lexicon.is_file():
        none = message("{path}: there is none", path=str(user_lexicon))
        yield Fact("files", message("own lexicon"), none)
        return
    faults = check_lexicon(user_lexicon)[-1]
    fine = message("{path}: is fine", path=str(user_lexicon))
    faulty = message("{path}: has faults", path=str(user_lexicon))
    check = f"reportmine lexicon check {user_lexicon}" if faults else ""
    yield Fact("files", message("own lexicon"), faulty if faults else fine, check, broken=bool(faults))


def _text(language: Language) -> Iterator[Fact]:
    part = "text"
    yield Fact(part, message("language"), language)
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        yield Fact(part, name, _stream(stream))
    yield Fact(part, message("file system"), sys.getfilesystemencoding())
    mode = ", UTF-8 mode" if sys.flags.utf8_mode else ""
    yield Fact(part, message("locale"), f"{locale.setlocale(locale.LC_CTYPE)}, {locale.getencoding()}{mode}")
    for name in _VARIABLES:
        if name in os.environ:
            yield Fact(part, name, os.environ[name])


def _stream(stream: TextIO | None) -> str | Message:
    if stream is None:
        return message("closed")
    return message("{encoding}, a terminal", encoding=stream.encoding) if stream.isatty() else stream.encoding


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
