"""`reportmine samples`: invented reports to try things on."""

from __future__ import annotations

from pathlib import Path

import click

from reportmine.cli import options, outputs
from reportmine.cli.streams import STDOUT, put, tell
from reportmine.errors import WritingError
from reportmine.messages.message import counted
from reportmine.output.files import encoded, reason, write_file
from reportmine.output.registry import SAMPLES

EPILOG = """\b
Examples:
  reportmine samples list
  reportmine samples copy reports && reportmine extract reports/library-2023.txt
"""

COPY_EPILOG = """\b
Examples:
  reportmine samples copy reports
  reportmine samples copy . city-2023.txt city-2024.txt
"""

SHOW_EPILOG = """\b
Examples:
  reportmine samples show library-2023.txt | less
  reportmine samples show city-2023.txt | reportmine extract -
"""


@click.group(epilog=EPILOG)
def samples() -> None:
    """Show invented reports to try things on.

    They come with reportmine: of governments, a company, a foundation, a library, the Youth League.
    Their names and figures are invented.
    """


@samples.command("list")
@outputs.printed(SAMPLES, "Lines for people, or one JSON document.")
def list_samples(form: str) -> None:
    """List the samples and what each of them shows."""
    from reportmine.samples import samples as known

    outputs.show(known(), SAMPLES, form)


@samples.command(epilog=COPY_EPILOG)
@click.argument("folder", type=click.Path())
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.quiet
def copy(folder: str, names: tuple[str, ...], quiet: bool) -> None:
    """Copy samples into a folder.

    All of them, or those that are named. The folder is made where it is not there. A file that is
    there already is left alone, and nothing is copied then.
    """
    from reportmine.samples import data_of
    from reportmine.samples import samples as known

    files = {Path(folder, name): data_of(name) for name in names or [sample.name for sample in known()]}
    for place in files:
        if place.exists():
            raise WritingError("{path}: it is there already; name another folder, or move it away.", path=str(place))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(reason(error, Path(folder))).about(folder) from error
    for place, data in files.items():
        write_file(place, data)
    if not quiet:
        copied = counted(
            "{count} sample copied to {folder}.", "{count} samples copied to {folder}.", len(files), folder=folder
        )
        tell(copied)


@samples.command(epilog=SHOW_EPILOG)
@click.argument("name")
def show(name: str) -> None:
    """Print the text of a sample, in UTF-8."""
    from reportmine.readers.files import source_of_bytes
    from reportmine.samples import data_of

    put(encoded(source_of_bytes(data_of(name), name).raw, "utf-8", STDOUT))
