"""Collects all that reportmine says into the gettext files of each language, and compiles them.

    python docs/make_messages.py [--check]

New messages are added to locale/zh/LC_MESSAGES/reportmine.po without a translation, which is then written there by
hand; those that nobody says any more are taken away. With --check nothing is changed; it tells what is missing, and
exits with 1 where something is. A template that stands outside of the call that says it is a fault, since Babel
does not see it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reportmine import errors
from reportmine.cli.helping import texts_of
from reportmine.cli.main import COMMANDS, reportmine
from reportmine.comparison.messages import ENGLISH
from reportmine.comparison.model import Check
from reportmine.corrections.model import BY_HAND, CHECKED, NO_FIGURE
from reportmine.diagnosis import PARTS
from reportmine.extraction.explain.catalogue import CHAPTERS
from reportmine.extraction.explain.feature_words import GENERAL
from reportmine.extraction.explain.learned import FEATURES
from reportmine.extraction.explain.model import KNOWN
from reportmine.extraction.naming.choosing import PLACES, UNNAMED
from reportmine.extraction.rule import LEARNT_WHY
from reportmine.extraction.tables.rules.rejection import LEFT_OUT
from reportmine.lexicon.catalogue import known
from reportmine.messages.catalogue import DOMAIN, locale_folder
from reportmine.messages.languages import LANGUAGES
from reportmine.messages.message import SEPARATOR
from reportmine.model import Form
from reportmine.model.schema import QUALIFIERS
from reportmine.samples import samples

SOURCE = Path(__file__).parents[1] / "src" / "reportmine"
# The functions whose first argument is a template; of `counted` the second is the plural, of `bad_value` the third one.
_FIRST = ("message", "say", "complain", "warn", "tell", "misuse", "_say", "_unfit")
# A table of the project's own that is wrong is told to its developers alone.
_ERRORS = ["_WrongError", *(name for name in dir(errors) if name.endswith("Error") and name != "LexiconError")]
KEYWORDS = {**dict.fromkeys((*_FIRST, *_ERRORS), (1,)), "counted": (1, 2), "bad_value": (3,)}
# Of these decisions not only the reason is shown to readers, but also the name of the rule.
REJECTING = ("rejection", "table-rejection")
# What Click says to those who call a command.
OF_CLICK = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Show this message and exit.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Missing option",
    "Missing command.",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Option {name!r} does not take a value.",
    "Choose from:\n\t{choices}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "default: {default}",
    "env var: {var}",
    "required",
)
# What it says of one thing or of several.
OF_CLICK_COUNTED = (
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)


def said() -> Iterator[str | tuple[str, str]]:
    """All templates, in the code, in help and in what is known of rules; with the plural where there is one."""
    yield SEPARATOR
    yield from OF_CLICK
    yield from OF_CLICK_COUNTED
    yield from texts_of(reportmine)
    for name in COMMANDS:
        yield from texts_of(getattr(import_module(f"reportmine.cli.commands.{name}"), name))
    yield from ENGLISH.values()
    for chapter in CHAPTERS:
        yield chapter.about
        yield from (rule.why for rule in chapter.rules)
        if chapter.name in ("name", *REJECTING):
            yield from (rule.name for rule in chapter.rules)
    yield LEARNT_WHY
    yield from (BY_HAND, CHECKED, NO_FIGURE)
    yield from (text for note in LEFT_OUT for text in (note.rule, note.value))
    yield from PLACES.values()
    yield from (UNNAMED, KNOWN)
    yield from (meaning for features in FEATURES.values() for meaning in features.values())
    yield from GENERAL.values()
    yield from ("yes", "no")
    yield from (text for sample in samples() for text in (sample.kind, sample.shows))
    yield from PARTS
    yield from get_args(Check)
    yield from get_args(Form)
    # What units count, and the parts that words play: each part of `about, before a figure` by itself.
    senses = {"kept whole", "skipped"} | {part for one in known(("unit", "word")) for part in one.sense.split(", ")}
    yield from sorted(senses - set(QUALIFIERS))
    for _, _, found, _, _ in extract_from_dir(SOURCE, keywords=KEYWORDS):
        yield found if isinstance(found, str) else (found[0], found[1])


def template() -> tuple[Catalog, list[str]]:
    """The templates of all messages, without translations; and what is none, since it was put together already."""
    catalog = Catalog(domain=DOMAIN, fuzzy=False)
    with contextlib.redirect_stderr(io.StringIO()) as complaints:
        for one in said():
            catalog.add(one)
    return catalog, complaints.getvalue().splitlines()


def hidden(messages: Catalog) -> Iterator[str]:
    """The templates of the code that Babel does not see, and that no table tells either."""
    for path in sorted(SOURCE.rglob("*.py")):
        for line, text in unseen(path.read_text(encoding="utf-8")):
            if text not in messages:
                yield f"{path}:{line}: write it inside of the call, or it is never translated: {text!r}"


def unseen(source: str) -> Iterator[tuple[int, str]]:
    """The templates that stand not as they are in the call that says them, each with the line of the call.

    They are those that a name holds, of the same function or of the module, or that are chosen between inside the call.

    >>> list(unseen("def f():\\n    said = 'no such file.'\\n    warn(said)"))
    [(3, 'no such file.')]
    >>> list(unseen("warn('no such file.' if path else 'no path.')"))
    [(1, 'no such file.'), (1, 'no path.')]
    >>> list(unseen("warn('no such file.', path=path)"))
    []
    """
    module = ast.parse(source)
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    of_module = _named(module.body)
    found: dict[tuple[int, str], None] = {}  # each once, in order
    for body in (module, *functions):
        named = of_module if body is module else of_module | _named(ast.walk(body))
        for one in (told for node in ast.walk(body) for told in _told(node)):
            # What is written in the call is seen, and a text that is put together there is complained of.
            if not isinstance(one, ast.Constant | ast.JoinedStr):
                texts = named.get(one.id, ()) if isinstance(one, ast.Name) else _texts_of(one)
                found |= dict.fromkeys((one.lineno, text) for text in texts if text)
    yield from found


def _told(node: ast.AST) -> list[ast.expr]:
    """What a call says, where it is one that says something."""
    if not isinstance(node, ast.Call):
        return []
    name: str = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    return [node.args[at - 1] for at in KEYWORDS.get(name, ()) if at <= len(node.args)]


def _named(nodes: Iterable[ast.AST]) -> dict[str, tuple[str, ...]]:
    """The texts that names are given."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        for name, text in (pair for target in targets for pair in _paired(target, value)):
            found[name] = (*found.get(name, ()), *_texts_of(text))
    return found


def _paired(target: ast.AST | None, value: ast.AST | None) -> list[tuple[str, ast.AST]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [pair for both in zip(target.elts, value.elts, strict=False) for pair in _paired(*both)]
    return [(target.id, value)] if isinstance(target, ast.Name) and value else []


def _texts_of(node: ast.AST) -> tuple[str, ...]:
    """The texts that an expression may be."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.JoinedStr():
            return (ast.unparse(node),)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return (*_texts_of(one), *_texts_of(other))
        case ast.BoolOp(values=several):
            return tuple(text for one in several for text in _texts_of(one))
    return ()


def place_of(language: str) -> Path:
    """The file of a language."""
    return locale_folder() / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(language: str, messages: Catalog) -> Catalog:
    """The translations that there are, of all messages that there are now."""
    catalog = read_po(io.BytesIO(place_of(language).read_bytes()), locale=language, domain=DOMAIN)
    catalog.update(messages, no_fuzzy_matching=True)
    return catalog


class _Undated(Catalog):
    """A catalog whose header tells neither times nor versions: the same messages make the same file."""

    @property  # type: ignore[misc]  # Babel's can be set, which nobody here does
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name in _HEADERS]


# Of the header, what programs need.
_HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")


def _undated(catalog: Catalog) -> Catalog:
    held = _Undated(locale=catalog.locale, domain=DOMAIN, fuzzy=False, header_comment=f"# What {DOMAIN} says.")
    for one in catalog:
        if one.id:
            held.add(one.id, one.string)
    return held


def po_of(catalog: Catalog) -> bytes:
    """The file for people, without the places in the code."""
    data = io.BytesIO()
    write_po(data, _undated(catalog), omit_header=False, sort_output=True, no_location=True, width=0)
    return data.getvalue()


def mo_of(catalog: Catalog) -> bytes:
    """The compiled file."""
    data = io.BytesIO()
    write_mo(data, _undated(catalog))
    return data.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with the translations: missing, or with other {names} than the message."""
    for one in catalog:
        if not one.id:
            continue
        if not _texts(one):
            yield f"not translated: {one.id!r}"
        elif any(_names(text) - _names("".join(_ids(one))) for text in _texts(one)):
            yield f"names what the message does not: {one.id!r}"


def _ids(one: Message) -> tuple[str, ...]:
    return (one.id,) if isinstance(one.id, str) else tuple(one.id)


def _texts(one: Message) -> tuple[str, ...]:
    found = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
    return found if all(found) else ()


def _names(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # a text that is no template: it is said without parameters
        return set()


def main(check: bool) -> int:
    """Bring the files up to date, or tell what is wrong with them; returns the exit status."""
    messages, wrong = template()
    wrong += hidden(messages)
    for language in (one for one in LANGUAGES if one != "en"):
        catalog, place = updated(language, messages), place_of(language)
        contents = ((place, po_of(catalog)), (place.with_suffix(".mo"), mo_of(catalog)))
        wrong += faults(catalog)
        for path, content in contents:
            if check and path.read_bytes() != content:
                wrong.append(f"{path} is out of date; run: python docs/make_messages.py")
            elif not check:
                path.write_bytes(content)
    print("\n".join(wrong) or "all messages are translated.")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
