"""The options that several commands share, each defined once."""

from __future__ import annotations

import click


def known_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The name of an encoding as it is (None: not given); a usage error if Python knows no such one."""
    try:
        "".encode(value or "utf-8")
    except (LookupError, ValueError):
        said = f"{value!r} is no known encoding; try utf-8, gb18030 or big5."
        raise click.BadParameter(said, ctx, param) from None
    return value


encoding = click.option(
    "--encoding",
    callback=known_encoding,
    metavar="NAME",
    help="Encoding of the text, such as gb18030 or big5. Default: found out from the bytes.",
)

segmenter = click.option(
    "--segmenter",
    type=click.Choice(["auto", "rjieba", "jieba"]),
    default="auto",
    show_default=True,
    help="What cuts the words: rjieba is fast, jieba is the reference, auto takes what is there.",
)

quiet = click.option("-q", "--quiet", is_flag=True, help="No warnings; errors are still said.")
