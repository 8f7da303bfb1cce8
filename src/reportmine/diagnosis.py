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
from typing import NamedTuple

from reportmine.extras import EXTRAS, install_command, installation, is_installed, quoted

# What of the environment changes how reportmine behaves.
_VARIABLES = (
    *("LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG", "TERM", "NO_COLOR", "PYTHONPATH", "PYTHONUTF8", "PYTHONIOENCODING"),
    *("REPORTMINE_NO_USER_LEXICON", "REPORTMINE_TRACEBACK", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
)
# What is imported by another name than it is installed by.
_MODULES = {"markdown-it-py": "markdown_it"}
_SENTENCE, _FIGURE = "全年举办培训20场。", ("培训", "20", "场")


class Fact(NamedTuple):
    """What was found out: the part it is of, its name, what is said, and what to do where it is not as it could be.

    `broken` says that reportmine needs it and it does not work.
    """

    part: str
    name: str
    said: str
    advice: str = ""
    broken: bool = False


def diagnose(user_lexicon: Callable[[], Path]) -> tuple[Fact, ...]:
    """All facts; `user_lexicon` tells where a lexicon of the user's own would be."""
    checks: tuple[tuple[str, Callable[[], Iterator[Fact]]], ...] = (
        ("reportmine", _itself),
        ("system", _system),
        ("packages", _packages),
        ("extras", _extras),
        ("segmenters", _segmenters),
        ("files", lambda: _files(user_lexicon())),
        ("text", _text),
    )
    return tuple(fact for part, check in checks for fact in _told(part, check))


def _told(part: str, check: Callable[[], Iterator[Fact]]) -> Iterator[Fact]:
    """The facts of a check; what it raises is the last of them."""
    try:
        yield from check()
    except Exception as error:
        yield Fact(part, "check", _reason(error), install_command(), broken=True)


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _itself() -> Iterator[Fact]:
    part, of = "reportmine", installation()
    yield Fact(part, "version", _version("reportmine") or "not installed")
    yield Fact(part, "place", str(Path(__file__).parent))
    said = "{keeper}, from {source} (editable)" if of.editable else "{keeper}, from {source}"
    yield Fact(part, "installed by", said.format(keeper=of.keeper, source=of.source))
    try:
        from reportmine.api import extract

        found = [(claim.metric, str(claim.quantity.low), claim.quantity.unit) for claim in extract(_SENTENCE).claims]
        works, said = found == [_FIGURE], f"{_SENTENCE} → {' '.join(map(str, *found)) if len(found) == 1 else found}"
    except Exception as error:
        works, said = False, _reason(error)
    yield Fact(part, "a sentence", said, "" if works else install_command(), broken=not works)


def _system() -> Iterator[Fact]:
    part = "system"
    yield Fact(part, "python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Fact(part, "program", sys.executable or "unknown")
    yield Fact(part, "platform", platform.platform())


def _packages() -> Iterator[Fact]:
    """What reportmine cannot do without, as its own metadata names it."""
    try:
        required = metadata.requires("reportmine") or []
    except metadata.PackageNotFoundError:
        yield Fact("packages", "reportmine", "runs without being installed", install_command())
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
            yield Fact("extras", extra, "is not installed", install_command(extra))


def _imported(part: str, name: str, modules: Mapping[str, str], advice: str) -> Fact:
    """Whether these distributions can be imported by their modules, which their metadata alone do not tell."""
    try:
        for module in modules.values():
            importlib.import_module(module)
    except Exception as error:
        return Fact(part, name, f"cannot be imported ({_reason(error)})", advice, broken=True)
    versions = {one: _version(one) or "of unknown version" for one in modules}
    said = versions.get(name) or ", ".join(f"{one} {version}" for one, version in versions.items())
    return Fact(part, name, said)


def _segmenters() -> Iterator[Fact]:
    from reportmine.errors import SegmenterError
    from reportmine.text.segmenter import dictionary_cache, segmenter

    for name in ("rjieba", "jieba"):
        try:
            words = " ".join(word.text for word in segmenter(name).cut("举办培训", 0))
        except SegmenterError as error:
            yield Fact("segmenters", name, str(error).partition(";")[0], install_command())
        except Exception as error:
            yield Fact("segmenters", name, _reason(error), install_command(), broken=True)
        else:
            yield Fact("segmenters", name, "{version}, cuts {words}".format(version=_version(name) or "?", words=words))
    yield Fact("segmenters", "auto", "takes {name}".format(name=segmenter("auto").name))
    yield _cache(dictionary_cache())


def _cache(path: Path) -> Fact:
    """jieba was just asked to cut, so its cache is there wherever it can be."""
    try:
        said = f"{path}, {path.stat().st_size:,} bytes"
        return Fact("segmenters", "cache of jieba", said)
    except OSError as error:
        said = "{path}: cannot be kept ({reason}), so that jieba starts slowly"
        said = said.format(path=path, reason=error.strerror)
        return Fact("segmenters", "cache of jieba", said, "make its folder writable")


def _files(user_lexicon: Path) -> Iterator[Fact]:
    from reportmine.api import check_lexicon
    from reportmine.readers.libreoffice import libreoffice

    program = libreoffice()
    advice = "" if program else "install it to read DOC, WPS, RTF and ODT files"
    yield Fact("files", "LibreOffice", program or "is not found", advice)
    if not user_lexicon.is_file():
        yield Fact("files", "own lexicon", f"{user_lexicon}: there is none")
    elif check_lexicon(user_lexicon)[-1]:
        said = f"{user_lexicon}: has faults"
        yield Fact("files", "own lexicon", said, f"reportmine lexicon check {quoted(str(user_lexicon))}", broken=True)
    else:
        yield Fact("files", "own lexicon", f"{user_lexicon}: is fine")


def _text() -> Iterator[Fact]:
    part = "text"
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        kind = "closed" if stream is None else f"{stream.encoding}{', terminal' if stream.isatty() else ''}"
        yield Fact(part, name, kind)
    yield Fact(part, "file system", sys.getfilesystemencoding())
    mode = ", UTF-8 mode" if sys.flags.utf8_mode else ""
    yield Fact(part, "locale", f"{locale.setlocale(locale.LC_CTYPE)}, {locale.getencoding()}{mode}")
    for name in _VARIABLES:
        if name in os.environ:
            yield Fact(part, name, os.environ[name])


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
