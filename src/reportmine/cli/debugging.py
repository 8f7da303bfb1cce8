"""What `--debug` adds to the sentence of a fault: a text that is ready for a bug report.

It holds versions, the command and the calls in the code, and no text of the report: what Python said of the fault may
quote it, and is added only where `--debug-said` asks for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

import click

from reportmine.cli.speaking import say
from reportmine.errors import FaultError
from reportmine.model.display import visible

_DEBUG, _SAID = "--debug", "--debug-said"
# Does the same as --debug, for programs that call reportmine.
VARIABLE = "REPORTMINE_DEBUG"

# `wanted` looks them up in the arguments themselves, since a fault may come before they are parsed or after.
OPTIONS = (
    click.Option(
        [_DEBUG],
        is_flag=True,
        expose_value=False,
        help="Of a fault of reportmine print a text for a bug report, without text of the report.",
    ),
    click.Option(
        [_SAID],
        is_flag=True,
        expose_value=False,
        hidden=True,
        help="The same with what Python said of the fault, which may quote the report.",
    ),
)


def wanted(arguments: Sequence[str] | None = None) -> bool:
    """Whether the command line, or the environment, asks for it.

    >>> wanted(["extract", "a.txt", "--debug"]), wanted(["--debug-said", "rules"]), wanted(["extract", "--", "--debug"])
    (True, True, False)
    """
    return bool({_DEBUG, _SAID} & set(_options(arguments))) or bool(os.environ.get(VARIABLE))


def _options(arguments: Sequence[str] | None) -> list[str]:
    given = list(sys.argv[1:] if arguments is None else arguments)
    return given[: given.index("--")] if "--" in given else given


def bug_report(fault: FaultError) -> str:
    """The text for a bug report, safe to be printed."""
    return "".join(f"{visible(line)}\n" for line in _lines(fault))


def _lines(fault: FaultError) -> Iterator[str]:
    import shlex

    from reportmine.diagnosis import versions

    yield say("--- for a bug report; look through it, names of your files stand in the command ---")
    for fact in versions():
        yield ": ".join((say(fact.name), say(fact.said)))
    yield say("command: {command}", command=shlex.join(["reportmine", *sys.argv[1:]]))
    said = f": {fault.said}" if _SAID in _options(None) else ""
    yield say("fault: {cause}", cause=fault.cause + said)
    yield from fault.calls.splitlines()
    yield say("--- end; {option} adds what Python said of it, which may quote the report ---", option=_SAID)
