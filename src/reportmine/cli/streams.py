"""Standard output and standard error: where the commands meet the world."""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper

import click

from reportmine.errors import WritingError
from reportmine.output.terminal.canvas import PAPER, Screen

STDOUT = "standard output"


def use_utf8() -> None:
    """Make both streams UTF-8: a pipe on Chinese Windows is GBK, and not every character fits into it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def put(data: bytes) -> None:
    """Write data to standard output at once; raises WritingError, or BrokenPipeError for a closed pipe."""
    if sys.stdout is None:
        raise WritingError(f"{STDOUT}: it is closed; name a file with --output.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if os.name == "nt" and error.errno == errno.EINVAL:  # what Windows says of a pipe that is closed
            raise BrokenPipeError from error
        abandon_stdout()
        raise WritingError(f"{STDOUT}: it cannot be written ({error.strerror}).") from error


def is_terminal() -> bool:
    """Whether standard output is read by a person, at a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def abandon_stdout() -> None:
    """Send what is still on its way to standard output nowhere, lest Python fail over it on leaving."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    _say("Error", sentence)


def warn(sentence: str) -> None:
    """Say on standard error what a user may want to know."""
    _say("Warning", sentence)


def tell(sentence: str) -> None:
    """Say on standard error what was done."""
    _say("Done", sentence)


def _say(kind: str, sentence: str) -> None:
    # The name of a file may hold anything, line ends and terminal escapes, too.
    printable = "".join(char if char.isprintable() else "�" for char in sentence)
    click.echo(f"{kind}: {printable}", err=True)


def screen() -> Screen:
    """What standard output is: a terminal of some width, with colours or without, or paper."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        return PAPER
    plain = console.no_color or console.legacy_windows or console.color_system is None
    return Screen(console.width, colour=not plain)
