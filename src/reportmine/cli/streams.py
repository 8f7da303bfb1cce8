"""Standard output and standard error: where the commands meet the world."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from io import StringIO, TextIOWrapper

import click

from reportmine.cli import debugging
from reportmine.cli.speaking import language, say
from reportmine.errors import FaultError, WritingError
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Parameter, Sayable, message
from reportmine.model.display import shown, visible
from reportmine.output.terminal.canvas import Screen

STDOUT = message("standard output")


def use_utf8() -> None:
    """Make both streams UTF-8: a pipe on Chinese Windows is GBK, and not every character fits into it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


# A colour or weight, as `canvas.paint` sets it around text from which it has taken all escapes.
_STYLE = pattern(r"(\x1b\[[0-9;]*m)")


def put(data: bytes, *, painted: bool = False) -> None:
    """Write data to standard output at once; raises WritingError, or BrokenPipeError for a closed pipe.

    A pipe gets the bytes as they are. A terminal gets no control character but those that end lines, and, where it is
    `painted`, styles.
    """
    if sys.stdout is None:
        raise WritingError("{path}: it is closed; name a file with --output.", path=STDOUT)
    if is_terminal():
        data = for_terminal(data.decode("utf-8", "replace"), painted=painted).encode("utf-8", "replace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if os.name == "nt" and error.errno == errno.EINVAL:  # what Windows says of a pipe that is closed
            raise BrokenPipeError from error
        abandon_stdout()
        raise WritingError(
            "{path}: it cannot be written ({reason}).", path=STDOUT, reason=error.strerror or ""
        ) from error


def for_terminal(text: str, *, painted: bool) -> str:
    r"""Text in which nothing moves the cursor, names a window or turns the direction of what follows.

    >>> for_terminal("\x1b[1m5%\x1b[0m\x1b]0;x\x07\r\n", painted=True)
    '\x1b[1m5%\x1b[0m�]0;x�\n'
    """
    text = text.replace("\r\n", "\n")
    if not painted:
        return visible(text)
    return "".join(part if at % 2 else visible(part) for at, part in enumerate(_STYLE.split(text)))


def is_terminal() -> bool:
    """Whether standard output is read by a person, at a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def abandon_stdout() -> None:
    """Send what is still on its way to standard output nowhere, lest Python fail over it on leaving."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def complain(said: Sayable, /, **parameters: Parameter) -> None:
    """Say on standard error what went wrong: an error, a message, or a template with its parameters."""
    _say("Error: {sentence}", said, parameters)
    if isinstance(said, FaultError):
        tell_of_fault(said)


def tell_of_fault(fault: FaultError) -> None:
    """Print what a bug report needs, where it is asked for."""
    if debugging.wanted():
        click.echo(debugging.bug_report(fault), err=True, nl=False)


def show(error: click.ClickException) -> None:
    """Say what Click found wrong with the arguments, which may be names of files with anything in them."""
    said = StringIO()
    error.show(said)
    click.echo(visible(said.getvalue()), err=True, nl=False)


def warn(said: Sayable, /, **parameters: Parameter) -> None:
    """Say on standard error what a user may want to know."""
    _say("Warning: {sentence}", said, parameters)


def tell(said: Sayable, /, **parameters: Parameter) -> None:
    """Say on standard error what was done."""
    _say("Done: {sentence}", said, parameters)


def _say(kind: str, said: Sayable, parameters: Mapping[str, Parameter]) -> None:
    # The name of a file may hold anything, line ends and terminal escapes, too.
    click.echo(say(kind, sentence=shown(say(said, **parameters))), err=True)


def screen() -> Screen:
    """What standard output is: a terminal of some width, with colours or without, or paper."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        return paper()
    plain = console.no_color or console.legacy_windows or console.color_system is None
    return Screen(console.width, colour=not plain, language=language())


def paper() -> Screen:
    """What a table is drawn on that goes into a file or a pipe."""
    return Screen(language=language())
