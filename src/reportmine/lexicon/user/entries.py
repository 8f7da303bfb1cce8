"""The form of a user's lexicon file: which tables and keys there are, and on which lines entries stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message, beginning, message


class Fault(NamedTuple):
    """What is wrong at a place of the file (line 0: the file as a whole), and what to do about it.

    `idle` marks what only repeats what is known already: worth hearing of, no reason to stop.
    """

    line: int
    entry: str
    said: Message
    idle: bool = False


class Key(NamedTuple):
    """A key that an entry may have: text, several texts or a number."""

    name: str
    kind: str
    needed: bool = False


FORM: dict[str, tuple[Key, ...]] = {
    "indicator": (Key("name", "text", True), Key("aliases", "texts"), Key("topic", "text"), Key("group", "text")),
    "unit": (Key("name", "text", True), Key("aliases", "texts"), Key("dimension", "text"), Key("factor", "number")),
    "skip": (Key("phrase", "text", True),),
    "word": (Key("text", "text", True), Key("tag", "text")),
}
# What a value of each kind may be, how it is called, and how it is written.
_TYPES: dict[str, tuple[tuple[type, ...], Message, str]] = {
    "text": ((str,), message("a text"), '"…"'),
    "texts": ((list,), message("a list of texts"), '["…", "…"]'),
    "number": ((int, Decimal), message("a number"), "666.67"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the file: its table, what it holds, and its lines from `line` on."""

    table: str
    line: int
    lines: tuple[str, ...]
    values: dict[str, Any]

    @property
    def label(self) -> str:
        """How messages call it: its table, and what its first key says."""
        first = self.values.get(FORM[self.table][0].name)
        if not isinstance(first, str) or not first.strip():
            return f"[[{self.table}]]"
        return f'[[{self.table}]] "{beginning(first)}"'

    def fault(self, said: Message, quoted: str = "", *, idle: bool = False) -> Fault:
        """A fault of this entry, at the first of its lines that holds `quoted`."""
        at = next((k for k, line in enumerate(self.lines) if quoted and quoted in line), 0)
        return Fault(self.line + at if self.line else 0, self.label, said, idle)


def entries(data: dict[str, Any], text: str) -> list[Entry]:
    """The entries of all known tables, in the order of the file as far as that can be told.

    >>> data = {"skip": [{"phrase": "五提升"}, {"phrase": "三下乡"}]}
    >>> [entry.line for entry in entries(data, '[[skip]]\\nphrase = "五提升"\\n[[skip]]\\nphrase = "三下乡"')]
    [1, 3]
    """
    lines = text.splitlines()
    starts = _header_lines(lines)
    found = []
    for table in FORM:
        listed = data.get(table)
        if isinstance(listed, list):
            heads = starts.get(table, [])
            told = heads if len(heads) == len(listed) else [0] * len(listed)
            pairs = zip(told, listed, strict=True)
            found += [Entry(table, at, _block(lines, at), held) for at, held in pairs if isinstance(held, dict)]
    return sorted(found, key=lambda entry: entry.line)


_HEADER = pattern(r"""\s*\[\[\s*["']?([^\]"'\s]+)["']?\s*\]\]""")
_LONG_TEXT = pattern(r'"""|\'\'\'')


def _header_lines(lines: list[str]) -> dict[str, list[int]]:
    """On which lines each table's entries begin; what looks so inside a text over several lines is none."""
    found: dict[str, list[int]] = {}
    inside = False
    for number, line in enumerate(lines, start=1):
        header = None if inside else _HEADER.match(line)
        if header:
            found.setdefault(header.group(1), []).append(number)
        inside ^= len(_LONG_TEXT.findall(line)) % 2 == 1
    return found


def _block(lines: list[str], head: int) -> tuple[str, ...]:
    if not head:
        return ()
    end = next((n for n in range(head, len(lines)) if _HEADER.match(lines[n])), len(lines))
    return tuple(lines[head - 1 : end])


def foreign(data: dict[str, Any], text: str) -> Iterator[Fault]:
    """Tables that there are not, and those that are written otherwise than in [[two brackets]]."""
    for name, value in data.items():
        begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}\b""")
        line = next((n for n, line in enumerate(text.splitlines(), start=1) if begins.match(line)), 0)
        if name not in FORM:
            advice = meant(name, FORM, message("there are {names}.", names=tuple(FORM)))
            yield Fault(line, f"[[{name}]]", message("there is no such table; {advice}", advice=advice))
        elif not isinstance(value, list) or not all(isinstance(held, dict) for held in value):
            written = f"[[{name}]]"
            said = message("write the name of the table in two brackets: {written}.", written=written)
            yield Fault(line, f"[{name}]", said)


def misformed(entry: Entry) -> Iterator[Fault]:
    """Keys that there are not, that hold something else than they should, and that are missing."""
    keys = {key.name: key for key in FORM[entry.table]}
    for name, value in entry.values.items():
        if name not in keys:
            advice = meant(name, keys, message("there are {names}.", names=tuple(keys)))
            yield entry.fault(message('there is no key "{key}" here; {advice}', key=name, advice=advice), name)
        elif not _fits(value, keys[name].kind):
            _, kind, example = _TYPES[keys[name].kind]
            yield entry.fault(
                message("{key} is not {kind}: {key} = {example}.", key=name, kind=kind, example=example), name
            )
    for key in keys.values():
        if key.needed and (key.name not in entry.values or str(entry.values[key.name]).strip() == ""):
            yield entry.fault(message('it has no {key}; add {key} = "…".', key=key.name))


def _fits(value: object, kind: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, _TYPES[kind][0]):
        return False
    return not isinstance(value, list) or all(isinstance(part, str) for part in value)


def meant(said: str, known: Iterable[str], otherwise: Message) -> Message:
    """What a misspelled word was probably meant to be, else what is said `otherwise`.

    >>> str(meant("alias", ["name", "aliases"], message("there are others.")))
    'did you mean "aliases"?'
    """
    close = get_close_matches(said, list(known), n=1)
    return message('did you mean "{word}"?', word=close[0]) if close else otherwise
