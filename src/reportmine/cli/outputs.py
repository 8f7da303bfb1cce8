"""Where results go: the options that say so, and writing to a file or to standard output."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple, get_args

import click

from reportmine.cli.choices import OneOf
from reportmine.cli.helping import Told
from reportmine.cli.options import user_file
from reportmine.cli.overwriting import protect
from reportmine.cli.speaking import explicit, language, misuse
from reportmine.cli.streams import STDOUT, is_terminal, paper, put, screen, tell, warn
from reportmine.messages.message import Message, message
from reportmine.model.schema import Language
from reportmine.output.files import encoded, write_file
from reportmine.output.registry import Format, Style, format_of, named, ready
from reportmine.output.terminal.canvas import Screen

# The exit status that says that a check failed (--strict).
FAILED_CHECK = 3


class Destination(NamedTuple):
    """A format, the file to write it to (None for standard output), and the language of headings in a table."""

    form: Format[Any]
    target: str | None
    header: Language = "en"

    @property
    def canvas(self) -> Screen:
        """What a table is drawn on: this terminal, or paper."""
        return screen() if "screen" in self.form.takes and self.target is None else paper()


class _FormatName(OneOf):
    """The name of a format, or an ending of its files: `md` for `markdown`."""

    def __init__(self, formats: Sequence[Format[Any]]) -> None:
        super().__init__([form.name for form in formats])
        self._formats = formats

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        known = format_of(f"figures.{value}", self._formats)
        return super().convert(known.name if known else value, param, ctx)


def printed(formats: Sequence[Format[Any]], about: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `form` of a command that only prints; the first of its formats is the usual one."""
    return click.option(
        "--format", "form", type=_FormatName(formats), default=formats[0].name, show_default=True, help=about
    )


def show(content: object, formats: Sequence[Format[Any]], name: str) -> None:
    """Print what a command has found in the format of this name."""
    form = named(name, formats)
    to = Destination(form, None)
    write(form.render(content, Style(screen=to.canvas)), to)


def written(
    formats: Sequence[Format[Any]], *, file_only: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options `form`, `output` and `header`, of which `destination` makes sense; `file_only` asks for a file."""
    name = click.option(
        "--format",
        "form",
        type=_FormatName(formats),
        help="What to write. Default: what the ending of --output says."
        if file_only
        else "What to write. Default: what the ending of --output says, else table.",
    )
    output = click.option(
        "-o",
        "--output",
        required=file_only,
        type=click.Path(allow_dash=True),
        metavar="FILE",
        cls=Told,
        told=message("Write to this file; it may end in {endings}.", endings=_endings(formats))
        if file_only
        else message(
            "Write to this file instead of standard output; it may end in {endings}.", endings=_endings(formats)
        ),
    )
    header = click.option(
        "--header",
        type=OneOf(get_args(Language)),
        help="Headings and words of CSV, Excel and Markdown: Chinese, or the names that programs rely on. "
        "Default: what --lang says; without it Excel and Markdown follow your system, CSV is en.",
    )
    return lambda command: name(output(header(command)))


def destination(
    formats: Sequence[Format[Any]],
    name: str | None,
    output: str | None,
    header: Language | None,
    reports: Sequence[str],
    others: Sequence[str] = (),
    *,
    quiet: bool,
) -> Destination:
    """Where to write, as the options say it; the locale changes nothing that programs read.

    `reports` and `others`, lexicons and corrections, are what is read.
    A usage error where nothing tells the format, one of them would be overwritten or a terminal be sent bytes;
    WritingError where it is known already that writing would fail.
    """
    target = None if output == "-" else output
    if target is not None:
        _refuse_what_is_no_file(target)
    _refuse_a_forgotten_option(formats, output, reports)
    protect(target, reports, (*others, user_file()))
    form = _form(formats, name, target)
    if header == "zh" and not form.headed:
        raise misuse(
            "--header {header} is for {formats}; the names of {format} stay as they are.",
            header=header,
            formats=tuple(form.name for form in formats if form.headed),
            format=form.name,
        )
    if form.encoding is None and target is None and is_terminal():
        raise misuse(
            "{format} is nothing for a terminal; name a file, -o figures{ending}, or send it into a pipe.",
            format=form.name,
            ending=form.endings[0],
        )
    ready(form, target, waiting(quiet=quiet))
    return Destination(form, target, header or explicit() or (language() if form.for_people else "en"))


def _refuse_a_forgotten_option(formats: Sequence[Format[Any]], output: str | None, reports: Sequence[str]) -> None:
    """A usage error where the last of several reports is not there, and named as what is written is."""
    last = reports[-1]
    form = format_of(last, formats) if output is None and len(reports) > 1 else None
    missing = form is not None and form is not formats[0] and not Path(last).exists() and not set(last) & set("*?[")
    if missing:
        raise misuse("{path}: no such file; to write to it, say: -o {path}", path=last)


def _form(formats: Sequence[Format[Any]], name: str | None, target: str | None) -> Format[Any]:
    form = format_of(target, formats) if target else None
    if name:
        # A plain text may hold any format that is text.
        if form and form.name != name and form.name != "table":
            raise misuse(
                "{path} ends as {ending}, but --format says {format}; leave one of them out.",
                path=target or "",
                ending=form.name,
                format=name,
            )
        return named(name, formats)
    if target is None:
        return formats[0]
    if form is None:
        raise _unknown_ending(target, formats)
    return form


def _refuse_what_is_no_file(target: str) -> None:
    from reportmine.readers.addresses import is_address

    if is_address(target):
        raise misuse("-o {path}: this is an address, and nothing is sent to the web; name a file.", path=target)
    if target.endswith(("/", os.sep)) or Path(target).is_dir():
        example = str(Path(target, "figures.csv"))
        raise misuse("-o {path}: this is a folder; name a file in it, such as {example}.", path=target, example=example)


def _unknown_ending(target: str, formats: Sequence[Format[Any]]) -> click.UsageError:
    from difflib import get_close_matches

    endings = _endings(formats)
    ending = PurePath(target).suffix
    near = get_close_matches(ending.lower(), endings, n=1)
    if not near:
        return misuse("{path}: say --format, or let the name end in {endings}.", path=target, endings=endings)
    return misuse(
        "{path}: say --format, or let the name end in {endings}. Did you mean {name!r}?",
        path=target,
        endings=endings,
        name=target.removesuffix(ending) + near[0],
    )


def write(content: str | bytes, to: Destination, encoding: str | None = None) -> None:
    """Write what was rendered; text in `encoding`, or in that of its format."""
    if isinstance(content, str):
        # Only files need the mark that Excel asks for.
        usual = to.form.encoding if to.target and to.form.encoding else "utf-8"
        content = encoded(content, encoding or usual, to.target or STDOUT)
    if to.target is None:
        put(content, painted=to.canvas.colour)
    else:
        write_file(to.target, content)


def waiting(*, quiet: bool) -> Callable[[Message], None]:
    """What says why nothing goes on, where another program holds the file."""
    return (lambda _: None) if quiet else warn


def tell_written(to: Destination, about: Message, *, quiet: bool) -> None:
    """Say what was written to a file; of standard output the reader sees it."""
    if to.target is not None and not quiet:
        tell("{what} written to {path}.", what=about, path=to.target)


def _endings(formats: Sequence[Format[Any]]) -> tuple[str, ...]:
    return tuple(ending for form in formats for ending in form.endings)
