"""The command `reportmine`: its subcommands, and what every one of them does when something goes wrong."""

from __future__ import annotations

import errno
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from reportmine.cli import speaking
from reportmine.cli.helping import EVERYWHERE, spoken
from reportmine.cli.standard_error import ours_alone
from reportmine.cli.streams import STDOUT, abandon_stdout, complain, show, tell_of_fault, use_utf8
from reportmine.errors import ReportmineError, UserLexiconError
from reportmine.extras import quoted
from reportmine.faults import fault_of

INTERRUPTED = 130
# What a system says of a stream that takes nothing more: a full disk, a broken device.
_NOT_TAKEN = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
# Each is the function of its name in its module of commands/.
COMMANDS = (
    "audit",
    "batch",
    "compare",
    "corrections",
    "doctor",
    "explain",
    "extract",
    "lexicon",
    "quantities",
    "review",
    "rules",
    "samples",
    "series",
    "text",
)


def is_a_report(word: str) -> bool:
    """Whether a word names what is read, and so is no misspelt command: a file or folder that is there, an address."""
    return Path(word).exists() or "://" in word


class _Quiet(click.Group):
    """A group of commands that ends in plain sentences: no traceback reaches a user.

    A command is imported when it is asked for: what compares reports need not be loaded to extract from one. Its help
    is put into the user's language then.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the language first: errors of parsing are to be in it."""
        speaking.remember(ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The help of all commands."""
        translated = spoken(self, speaking.speaker())
        translated.commands = self.commands  # each is put into the language when it is asked for
        return super(_Quiet, translated).get_help(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, as help lists them."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; where there is none all are imported, so that Click can say which may be meant."""
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.add_command(getattr(importlib.import_module(f"reportmine.cli.commands.{name}"), name))
        found = super().get_command(ctx, cmd_name)
        return found and spoken(found, speaking.speaker())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a report there, or a call for help, shows the way."""
        if args[0] == "help":
            click.echo(self.get_help(ctx))
            ctx.exit(0)
        if args[0] not in COMMANDS and is_a_report(args[0]):
            raise speaking.misuse(
                "{name} is a report, and no command; to see its figures: reportmine extract {quoted}",
                name=args[0],
                quoted=quoted(args[0]),
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; errors of ours, Ctrl-C and a closed pipe become exit statuses."""
        try:
            return super().invoke(ctx)
        except UserLexiconError as error:
            complain(error)
            ctx.exit(2)
        except ReportmineError as error:
            complain(error)
            ctx.exit(1)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            abandon_stdout()  # the reader has seen enough: `reportmine … | head`
            ctx.exit(0)


EPILOG = """\b
Examples:
  reportmine extract report.txt
  reportmine extract report.txt -o claims.csv
  reportmine text report.txt | less
  reportmine explain report.txt --line 12

\b
Completion of commands, options and files with the Tab key: add one line
to your shell's start-up file.
  bash  ~/.bashrc   eval "$(_REPORTMINE_COMPLETE=bash_source reportmine)"
  zsh   ~/.zshrc    eval "$(_REPORTMINE_COMPLETE=zsh_source reportmine)"
  fish  ~/.config/fish/completions/reportmine.fish
                    _REPORTMINE_COMPLETE=fish_source reportmine | source

\b
Exit status: 0 done, 1 something could not be read or written, 2 wrong use,
3 a check failed (compare and audit with --strict), 130 stopped by Ctrl-C.
Data goes to standard output, all else to standard error.
NO_COLOR=1 turns colours off.
"""


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_Quiet, epilog=EPILOG, context_settings=SETTINGS)
@click.version_option(
    None,
    "-V",
    "--version",
    package_name="reportmine",
    message="%(prog)s %(version)s",
    help="Show the version and exit.",
)
def reportmine() -> None:
    """Turn the figures in Chinese reports into tables that can be checked."""


reportmine.params.extend(EVERYWHERE)


def run() -> int:
    """Run the command line as it was given and return the exit status."""
    use_utf8()
    with ours_alone(), speaking.click_speaks(speaking.asked_for(sys.argv[1:]) or speaking.language()):
        return _run()


def _run() -> int:
    try:
        return reportmine.main(prog_name="reportmine", standalone_mode=False) or 0
    except click.ClickException as error:
        show(error)
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except OSError as error:
        if error.errno not in _NOT_TAKEN:
            raise
        abandon_stdout()
        complain("{path}: it cannot be written ({reason}).", path=STDOUT, reason=error.strerror or "")
        return 1
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        complain("this is a fault of reportmine ({what}); please report it, with what --debug prints.", what=what)
        tell_of_fault(fault_of(error))
        return 1
