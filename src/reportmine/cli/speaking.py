"""The language of the command line: which one was asked for, and saying things in it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import click

from reportmine.messages.catalogue import DOMAIN, Say, locale_folder, say_in
from reportmine.messages.languages import LANGUAGES, Language, language_of, own_language
from reportmine.messages.message import Parameter, Sayable

OPTION = "--lang"
_KEY = "reportmine.language"


def asked_for(arguments: Sequence[str]) -> Language | None:
    """The language that the arguments of a command line ask for, wherever they do; None where they do not.

    It is looked up before anything is parsed, since help and errors of parsing are to be in it.

    >>> asked_for(["extract", "a.txt", "--lang", "zh"]), asked_for(["--lang=en", "rules"]), asked_for(["rules"])
    ('zh', 'en', None)
    """
    before = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    spaced = (value for name, value in pairwise(before) if name == OPTION)
    joined = (one.partition("=")[2] for one in before if one.startswith(f"{OPTION}="))
    return next((language for said in (*spaced, *joined) for language in LANGUAGES if language == said), None)


def remember(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Keep the language that the arguments ask for."""
    ctx.meta[_KEY] = asked_for(arguments)


def explicit() -> Language | None:
    """The language that was asked of reportmine itself, by option or variable; None where only the system has one."""
    ctx = click.get_current_context(silent=True)
    return (ctx.meta.get(_KEY) if ctx else None) or own_language(os.environ)


def language() -> Language:
    """The language that the user reads."""
    return explicit() or language_of(os.environ)


def speaker() -> Say:
    """What says messages in the user's language."""
    return say_in(language())


def say(said: Sayable, /, **parameters: Parameter) -> str:
    """A message, or one made of a template and its parameters, in the user's language."""
    return speaker()(said, **parameters)


def misuse(said: str, /, **parameters: Parameter) -> click.UsageError:
    """The error of a command that was called wrongly."""
    return click.UsageError(say(said, **parameters))


def bad_value(ctx: click.Context, param: click.Parameter, said: str, /, **parameters: Parameter) -> click.BadParameter:
    """The error of an option whose value cannot be used."""
    return click.BadParameter(say(said, **parameters), ctx, param)


@contextmanager
def click_speaks(language: Language) -> Iterator[None]:
    """Let Click's own words be in a language while the block runs: it asks gettext, which asks the environment."""
    before = os.environ.get("LANGUAGE")
    domain = gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, str(locale_folder()))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
