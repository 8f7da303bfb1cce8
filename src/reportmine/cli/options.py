"""The options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from reportmine.cli.choices import OneOf
from reportmine.cli.helping import Told
from reportmine.cli.speaking import bad_value, explicit, say
from reportmine.errors import LimitError, UserLexiconError
from reportmine.messages.message import message
from reportmine.model import OcrMode
from reportmine.model.schema import CHOICES, Language

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon


def known_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The name of an encoding as it is (None: not given); a usage error if Python knows no such one."""
    try:
        "".encode(value or "utf-8")
    except (LookupError, ValueError):
        said = bad_value(ctx, param, "{value!r} is no known encoding; try utf-8, gb18030 or big5.", value=value or "")
        raise said from None
    return value


encoding = click.option(
    "--encoding",
    callback=known_encoding,
    metavar="NAME",
    help="Encoding of the text, such as gb18030 or big5. Default: found out from the bytes.",
)


def _limits(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> None:
    """Let the limits given hold for all that the command reads."""
    from reportmine.readers.limits import with_others, within

    values: dict[str, int] = {}
    for one in given:
        name, _, value = one.partition("=")
        if not value.strip().isdecimal():
            raise bad_value(
                ctx, param, "{value!r} is no limit; say a name and a number, such as pages=20000.", value=one
            )
        values[name.strip()] = int(value)
    try:
        chosen = with_others(values)
    except LimitError as error:
        raise click.BadParameter(say(error.message), ctx, param) from None
    if values:
        ctx.with_resource(within(chosen))


limits = click.option(
    "--limit",
    multiple=True,
    callback=_limits,
    expose_value=False,
    metavar="NAME=VALUE",
    help="Read more or less of a file than usual, such as pages=20000, repeatable (docs/reading.md).",
)

ocr = click.option(
    "--ocr",
    type=OneOf(get_args(OcrMode)),
    default="auto",
    show_default=True,
    help="Read pages as pictures: those of a PDF without text that can be read, always or never.",
)
_as_one = click.option("--as-one", is_flag=True, help="A folder is one report: the pictures in it are its pages.")


def scans(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `ocr` and `as_one`, which say how pictures of pages are read, and the limits of all reading."""
    return ocr(_as_one(limits(command)))


jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Reports, or pages of a scanned one, that are read at the same time. Default: one report; of pages as many "
    "as there are cores, 4 at most.",
)

segmenter = click.option(
    "--segmenter",
    type=OneOf(["auto", "rjieba", "jieba"]),
    default="auto",
    show_default=True,
    help="What cuts the words: rjieba is fast, jieba is the reference, auto takes what is there.",
)


def _page_language(_ctx: click.Context, _param: click.Parameter, value: Language | None) -> Language:
    return value or explicit() or "zh"


page_language = click.option(
    "--page-lang",
    "language",
    type=OneOf(get_args(Language)),
    callback=_page_language,
    help="The language of an HTML page's own words. Default: zh, or what --lang says.",
)

quiet = click.option("-q", "--quiet", is_flag=True, help="No warnings; errors are still said.")

topics = click.option(
    "--topic",
    "topics",
    multiple=True,
    type=OneOf(CHOICES["topic"]),
    metavar="TOPIC",
    cls=Told,
    told=message("Only this topic, repeatable: {choices}."),
)


_measures = click.option(
    "--measure",
    "measures",
    multiple=True,
    type=OneOf(CHOICES["measure"]),
    metavar="KIND",
    cls=Told,
    told=message("Only this kind of figure, repeatable: {choices}."),
)
_status = click.option(
    "--status",
    type=OneOf(CHOICES["status"]),
    help="Only what was reached (actual) or planned (target).",
)


def _confidence(ctx: click.Context, param: click.Parameter, value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        found = -1
    if not 0 <= found <= 1:
        raise bad_value(ctx, param, "{value!r} is no confidence; say a number from 0 to 1, such as 0.8.", value=value)
    return found


min_confidence = click.option(
    "--min-confidence",
    default="0",
    callback=_confidence,
    metavar="N",
    help="Only figures whose names are at least so sure, from 0 to 1; figures of tables stay.",
)


def narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `topics`, `measures`, `status` and `min_confidence`, for `filtering.narrowed`."""
    return topics(_measures(_status(min_confidence(command))))


def narrowing_of(
    topics: Sequence[str], measures: Sequence[str], status: str | None, min_confidence: float
) -> dict[str, Any]:
    """What the options `narrowing` say, as `output.filtering.narrowed` takes it."""
    statuses = (status,) if status else ()
    return {"topics": topics, "measures": measures, "statuses": statuses, "min_confidence": min_confidence}


_lexicon_files = click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A file of words of your own (docs/lexicon.md), repeatable.",
)
_no_user_lexicon = click.option(
    "--no-user-lexicon",
    is_flag=True,
    envvar="REPORTMINE_NO_USER_LEXICON",
    help="Leave out the lexicon.toml in your configuration folder.",
)


def lexicon(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `lexicons` and `no_user_lexicon`, which `user_words` makes one lexicon of."""
    return _lexicon_files(_no_user_lexicon(command))


_correction_files = click.option(
    "--corrections",
    "corrections",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="What a reader put right (docs/correcting.md), repeatable. NAME.corrections.json beside a report is found.",
)
_no_corrections = click.option(
    "--no-corrections", is_flag=True, help="Leave out the files of corrections that lie beside the reports."
)


def corrections(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `corrections` and `no_corrections`, for `corrected.corrected_all`."""
    return _correction_files(_no_corrections(command))


def user_words(lexicons: Sequence[str], no_user_lexicon: bool) -> UserLexicon | None:
    """The words of the user's own file and of the files given as one, or None; raises UserLexiconError."""
    found = users_words(lexicons, no_user_lexicon)
    if not found:
        return None
    from reportmine.lexicon.user.model import combined

    return combined(found)


def users_words(lexicons: Sequence[str], no_user_lexicon: bool) -> list[UserLexicon]:
    """The words of the user's own file, where there is one, and of each file given; raises UserLexiconError."""
    own = not no_user_lexicon and user_file().is_file()
    if not own and not lexicons:
        return []
    from reportmine.api import load_lexicon

    try:
        first = [load_lexicon(user_file())] if own else []
    except UserLexiconError as error:
        raise UserLexiconError(
            "{first} To do without this file, add {option}.", first=error.message, option="--no-user-lexicon"
        ) from error
    return first + [load_lexicon(path) for path in lexicons]


def user_file() -> Path:
    """The lexicon.toml of the user's configuration folder, whether it is there or not."""
    from platformdirs import user_config_path

    return user_config_path("reportmine", appauthor=False) / "lexicon.toml"
