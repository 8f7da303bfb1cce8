"""A user's lexicon file: TOML text → the words in it, and all that is wrong with them.

`entries.py` knows its form, `validation.py` what may stand in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from reportmine.errors import UserLexiconError
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.units import UNITS
from reportmine.lexicon.user.entries import Fault, entries, foreign, misformed
from reportmine.lexicon.user.model import UserIndicator, UserLexicon, UserUnit, UserWord
from reportmine.lexicon.user.validation import Said, faults_of, said_by
from reportmine.messages.message import Message, message

Fold = Callable[[str], str]


class Checked(NamedTuple):
    """What can be used of a file, and all that is wrong with it, from top to bottom."""

    lexicon: UserLexicon
    faults: tuple[Fault, ...]


def load(path: str | Path, fold: Fold) -> UserLexicon:
    """The words of a file; raises UserLexiconError that names file, table and entry of the first fault."""
    found = check(path, fold)
    grave = [fault for fault in found.faults if not fault.idle]
    if grave:
        error = UserLexiconError(grave[0].said).about(_place(str(path), grave[0]))
        if len(grave) == 1:
            raise error
        command = f"reportmine lexicon check {path}"
        raise UserLexiconError("{first} More is wrong; run: {command}", first=error.message, command=command)
    return found.lexicon


def _place(path: str, fault: Fault) -> str | Message:
    """Where a fault is: file, line and entry, as far as they are known."""
    place = message("{path}, line {line}", path=path, line=fault.line) if fault.line else path
    return message("{place}, {entry}", place=place, entry=fault.entry) if fault.entry else place


def check(path: str | Path, fold: Fold) -> Checked:
    """The words of a file, and all that is wrong with it; a file that cannot be read is one fault."""
    try:
        return parsed(Path(path).read_bytes().decode("utf-8-sig"), fold, str(path))
    except FileNotFoundError:
        said = message("no such file; check the path.")
    except IsADirectoryError:
        said = message("this is a folder; name a file in it.")
    except OSError as error:
        said = message("it cannot be read ({reason}); check its permissions.", reason=error.strerror or "")
    except UnicodeDecodeError:
        said = message("it is not in UTF-8; save it in that encoding.")
    return Checked(UserLexicon(), (Fault(0, "", said),))


def parsed(text: str, fold: Fold = str, path: str | None = None) -> Checked:
    r"""The words of a file's text, and all that is wrong with it; `fold` makes a spelling fit for clean text.

    >>> found = parsed('[[skip]]\nphrase = "五提升"\n[[skip]]\nphrases = "三下乡"\n')
    >>> found.lexicon.skips
    ('五提升',)
    >>> for fault in found.faults:
    ...     print(fault.line, fault.entry, fault.said)
    3 [[skip]] it has no phrase; add phrase = "…".
    4 [[skip]] there is no key "phrases" here; did you mean "phrase"?
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        return Checked(UserLexicon(), (_no_toml("it is nested too deeply", 0),))
    except ValueError as error:  # a fault of the form, or a number of thousands of digits
        return Checked(UserLexicon(), (_no_toml(str(error).partition(";")[0], len(text.splitlines())),))
    listed = [(entry, tuple(misformed(entry))) for entry in entries(data, text)]
    faults = [*foreign(data, text), *(fault for _, wrong in listed for fault in wrong)]
    good = []
    for said, wrong in faults_of(said_by(entry, fold) for entry, wrong in listed if not wrong):
        faults += wrong
        if all(fault.idle for fault in wrong):
            good.append(said)
    return Checked(_lexicon(good, path), tuple(sorted(faults, key=lambda fault: fault.line)))


_PLACE = pattern(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def _no_toml(said: str, last: int) -> Fault:
    place = _PLACE.search(said)
    line = int(place.group(1) or last) if place else 0
    reason = _PLACE.sub("", said)
    reason = f"{reason[:1].lower()}{reason[1:]}"
    return Fault(line, "", message("this is no TOML: {reason}.", reason=reason))


def _lexicon(good: Iterable[Said], path: str | None) -> UserLexicon:
    by_table: dict[str, list[Said]] = {"indicator": [], "unit": [], "skip": [], "word": []}
    for said in good:
        by_table[said.entry.table].append(said)
    return UserLexicon(
        tuple(map(_indicator, by_table["indicator"])),
        tuple(map(_unit, by_table["unit"])),
        tuple(said.folded[0] for said in by_table["skip"]),
        tuple(UserWord(said.folded[0], said.entry.values.get("tag", "n")) for said in by_table["word"]),
        path,
    )


def _indicator(said: Said) -> UserIndicator:
    values = said.entry.values
    return UserIndicator(*_named(said, INDICATORS.keys()), values.get("topic"), values.get("group", ""))


def _unit(said: Said) -> UserUnit:
    values = said.entry.values
    factor = Decimal(values["factor"]) if "factor" in values else None
    return UserUnit(*_named(said, UNITS.keys()), values.get("dimension", ""), factor)


def _named(said: Said, known: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The name as the user writes it, unless the tables have it, and all its spellings in clean text."""
    name = said.folded[0] if said.folded[0] in known else said.written[0].strip()
    return name, tuple(spelling for spelling in said.folded if spelling != name)
