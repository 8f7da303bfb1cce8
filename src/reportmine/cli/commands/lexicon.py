"""`reportmine lexicon`: what is known, and whether a file of one's own words is fit for use."""

from __future__ import annotations

import click

from reportmine.cli import options, outputs
from reportmine.cli.overwriting import protect
from reportmine.cli.speaking import say
from reportmine.cli.streams import STDOUT, paper, put
from reportmine.output.files import encoded
from reportmine.output.registry import LEXICON

EPILOG = """\b
Examples:
  reportmine lexicon list --search 人次
  reportmine lexicon check ours.toml
"""

CHECK_EPILOG = """\b
Examples:
  reportmine lexicon check ours.toml
  reportmine lexicon check lexicons/*.toml && echo all fine
"""

LIST_EPILOG = """\b
Examples:
  reportmine lexicon list --search 人次
  reportmine lexicon list --indicators --format csv > indicators.csv
  reportmine lexicon list --units --lexicon ours.toml | less
"""


@click.group(epilog=EPILOG)
def lexicon() -> None:
    """Show what is known, and check your own words.

    A lexicon file adds indicators, units, phrases to skip and words; docs/lexicon.md says how it is
    written. Give it to a command with --lexicon. A file lexicon.toml in your configuration folder is
    always used; "reportmine lexicon check" without a name says where that is.
    """


@lexicon.command(epilog=CHECK_EPILOG)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path())
def check(files: tuple[str, ...]) -> None:
    """Say what is wrong with lexicon files.

    One line for each fault, with the line of the file. Without FILE, the lexicon.toml in your
    configuration folder is checked. Exit status 0 when all files are fine, else 2.
    """
    from reportmine.api import check_lexicon
    from reportmine.output.terminal.lexicon import to_verdict

    own = options.user_file()
    if not files and not own.exists():
        put(encoded(say("You have no lexicon of your own; it would be {path}.", path=str(own)) + "\n", "utf-8", STDOUT))
        return
    protect(None, (), files)
    checked = [(file, *check_lexicon(file)) for file in files or [str(own)]]
    put(encoded("".join(to_verdict(*one, paper()) for one in checked), "utf-8", STDOUT))
    if any(faults for _, _, faults in checked):
        raise SystemExit(2)


@lexicon.command("list", epilog=LIST_EPILOG)
@click.option("--indicators", is_flag=True, help="The indicators with their topics.")
@click.option("--units", is_flag=True, help="The units with their dimensions.")
@click.option("--words", is_flag=True, help="The words, and the part that they play beside a figure.")
@click.option("--search", metavar="TEXT", help="Only what holds this text in one of its spellings.")
@outputs.printed(LEXICON, "What to write.")
@options.lexicon
def list_known(
    indicators: bool,
    units: bool,
    words: bool,
    search: str | None,
    form: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
) -> None:
    """List the indicators, units and words that are known.

    Without a choice, all three. What comes from a file of yours stands behind the rest, with a star.
    """
    from reportmine.lexicon.catalogue import KINDS, known, matching
    from reportmine.text.cleaning import clean

    protect(None, (), lexicons)
    users = options.users_words(lexicons, no_user_lexicon)
    kinds = [kind for kind, wanted in zip(KINDS, (indicators, units, words), strict=True) if wanted]
    rows = list(known(kinds or KINDS, users))
    if search:
        rows = list(matching(rows, (search, clean(search).text)))
    outputs.show(rows, LEXICON, form)
