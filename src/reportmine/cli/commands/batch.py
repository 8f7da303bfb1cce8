"""`reportmine batch`: the figures of thousands of reports into one file, on all cores."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from reportmine.cli import options, outputs
from reportmine.cli.batch_progress import BatchBar
from reportmine.cli.choices import OneOf
from reportmine.cli.inputs import reports_counted
from reportmine.cli.speaking import misuse, speaker
from reportmine.cli.streams import complain, tell, warn
from reportmine.errors import ReadingError, WritingError
from reportmine.messages.message import counted
from reportmine.model import OcrMode
from reportmine.model.schema import Language
from reportmine.output.registry import BATCHES

if TYPE_CHECKING:
    from reportmine.batch.running import Place, Plan, Tally
    from reportmine.batch.state import Entry
    from reportmine.lexicon.user.model import UserLexicon

EPILOG = """\b
Examples:
  reportmine batch reports/ -o all.parquet          every report of a folder, on all cores
  reportmine batch reports/ -o all.parquet --resume what is new or changed, or was left by Ctrl-C
  reportmine batch "years/*.zip" -o all.db          archives into an SQLite database
  reportmine batch --from-file list.txt -o all.csv  a list of paths, one a line
  reportmine batch reports/ -o all.jsonl --jobs 4 --timeout 60

\b
Beside OUT stand OUT.ledger.csv, in which each file is done, failed or skipped, with its
reason, and OUT.batch.db, which --resume needs and which may be deleted otherwise.
"""

# Failures that are said one by one; all stand in the ledger.
_NAMED_AT_MOST = 10
INTERRUPTED, _TERMINATED = 130, 143
_RESUME = "--resume"


@click.command(epilog=EPILOG)
@click.argument("reports", metavar="PATH...", nargs=-1, type=click.Path(allow_dash=True))
@outputs.written(BATCHES, file_only=True)
@click.option("--from-file", type=click.Path(allow_dash=True), metavar="LIST", help="A file of more paths, one a line.")
@click.option("--resume", is_flag=True, help="Go on with what was stopped; do what is new or changed since.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes work side by side. Default: as many as there are cores.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up a file, or a page that is read as a picture, of which nothing comes for so long.",
)
@click.option(
    "--engine",
    type=OneOf(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="What does the work: processes of this machine, or Ray, on this machine or a cluster (docs/scale.md).",
)
@click.option("--address", metavar="ADDRESS", help="The cluster that --engine ray runs on. Default: this machine.")
@options.narrowing
@options.encoding
@options.ocr
@options.limits
@options.segmenter
@options.lexicon
@options.quiet
def batch(
    reports: tuple[str, ...],
    form: str | None,
    output: str,
    header: Language | None,
    from_file: str | None,
    resume: bool,
    jobs: int | None,
    timeout: float,
    engine: str,
    address: str | None,
    topics: tuple[str, ...],
    measures: tuple[str, ...],
    status: str | None,
    min_confidence: float,
    encoding: str | None,
    ocr: OcrMode,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Put the figures of thousands of reports into one file.

    A PATH is what extract takes: a file, a folder, a ZIP archive, a pattern. The rows are those of
    extract, in the order of the input, whatever the number of processes. Nothing is lost: a file
    that kills its process or hangs is given up alone, and after Ctrl-C, a full disk or a power cut
    --resume goes on.
    """
    if not reports and not from_file:
        raise misuse("name a folder, an archive or files, or a list of them with --from-file.")
    words = options.user_words(lexicons, no_user_lexicon)
    narrowing = options.narrowing_of(topics, measures, status, min_confidence)
    if engine == "ray":
        from reportmine.batch.cluster.reading import Reading
        from reportmine.cli.cluster import run_on_ray
        from reportmine.readers.limits import current

        reading = Reading(encoding, ocr, segmenter, words, narrowing, current())
        elsewhere = {"--resume": resume, "--format": form, "--header": header}
        places = [*_paths(reports, from_file)]
        if not run_on_ray(places, output, reading, address=address, jobs=jobs, not_there=elsewhere, quiet=quiet):
            raise SystemExit(1)
        return
    if address:
        raise misuse("--address is for --engine ray; leave it out.")
    to = outputs.destination(BATCHES, form, output, header, reports or ("",), lexicons, quiet=quiet)
    if to.target is None:
        raise misuse("say where to write: -o all.csv, all.jsonl, all.db or all.parquet.")
    from reportmine.batch.fingerprint import fingerprint
    from reportmine.batch.forms import form_of
    from reportmine.batch.running import Place, Plan
    from reportmine.batch.task import Task
    from reportmine.readers.cores import usable_cores

    place = Place(to.target)
    _refuse_what_is_there(place, resume=resume)
    task = Task(form_of(to.form.name, to.target, to.header), _known(segmenter, words), words, narrowing)
    made_by = fingerprint(task.form, task.segmenter, _entries_of(words), narrowing, encoding, ocr)
    plan = Plan(place, task, made_by, jobs or usable_cores(), timeout)
    tally = _run(plan, reports, from_file, encoding, ocr, quiet=quiet)
    _tell(tally, place, quiet=quiet)
    if tally.files["failed"]:
        raise SystemExit(1)


def _refuse_what_is_there(place: Place, *, resume: bool) -> None:
    """A usage error where something would be lost that no --resume asks to go on with."""
    output, state = Path(place.output), Path(place.state)
    if not resume and state.exists():
        raise misuse(
            "{path}: this batch was begun already; go on with --resume, or delete {state} to begin anew.",
            path=place.output,
            state=place.state,
        )
    if output.exists() and not state.exists():
        raise misuse("{path} is there already; delete it, or choose another name.", path=place.output)


def _known(segmenter: str, words: UserLexicon | None) -> str:
    """The name of the segmenter that is used; raises SegmenterError before anything is read."""
    from reportmine.lexicon.user.model import words_of
    from reportmine.text.segmenter import segmenter as named

    return named(segmenter, words_of(words)).name


def _entries_of(words: UserLexicon | None) -> tuple[object, ...]:
    """What is in a user's lexicon, wherever it lies."""
    return (words.indicators, words.units, words.skips, words.words) if words else ()


def _paths(reports: Sequence[str], from_file: str | None) -> Iterator[str]:
    """All paths that were given, those of the list as they are needed; raises ReadingError."""
    yield from reports
    if from_file is None:
        return
    try:
        # Names of files may hold bytes that are no text.
        with click.open_file(from_file, encoding="utf-8-sig", errors="surrogateescape") as lines:
            yield from filter(None, (line.strip() for line in lines))
    except OSError as error:
        raise ReadingError(
            "{path}: this list cannot be read ({reason}).", path=from_file, reason=error.strerror or ""
        ) from error


def _run(
    plan: Plan, reports: Sequence[str], from_file: str | None, encoding: str | None, ocr: OcrMode, *, quiet: bool
) -> Tally:
    from reportmine.batch.running import run
    from reportmine.readers.inputs import locate, number_of_files

    located = locate(_paths(reports, from_file), encoding=encoding, ocr=ocr)
    try:
        with _terminable(), BatchBar(lambda: None if from_file else number_of_files(reports), quiet=quiet) as bar:

            def heard(entry: Entry | None, tally: Tally) -> None:
                bar.show(tally.total - tally.files["skipped"], tally.figures, tally.files["failed"])
                if entry and entry.status == "failed" and tally.files["failed"] <= _NAMED_AT_MOST:
                    with bar.hidden():
                        complain("{path}: {reason}", path=entry.name, reason=entry.reason)

            return run(plan, located, speaker(), heard)
    except WritingError as error:
        raise WritingError(
            "{said} What is done is kept: {resume} goes on.", said=error.message, resume=_RESUME
        ) from error
    except KeyboardInterrupt as stopped:
        warn("stopped; what is done is kept, and the same command with {resume} goes on.", resume=_RESUME)
        raise SystemExit(_TERMINATED if isinstance(stopped, _Terminated) else INTERRUPTED) from None


class _Terminated(KeyboardInterrupt):
    """SIGTERM came."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell(tally: Tally, place: Place, *, quiet: bool) -> None:
    """Say what became of all files."""
    failed, skipped = tally.files["failed"], tally.files["skipped"]
    if failed > _NAMED_AT_MOST:
        complain("{count:,} files failed; the reason of each stands in {ledger}.", count=failed, ledger=place.ledger)
    if quiet:
        return
    if tally.remarked:
        warn(
            counted(
                "{count:,} report has remarks; they stand in {ledger}.",
                "{count:,} reports have remarks; they stand in {ledger}.",
                tally.remarked,
                ledger=place.ledger,
            )
        )
    tell(
        "{figures} of {reports} written to {path}; unchanged: {unchanged:,}, failed: {failed:,}, skipped: {skipped:,}.",
        figures=counted("{count:,} figure", "{count:,} figures", tally.figures),
        reports=reports_counted(tally.files["done"]),
        path=place.output,
        unchanged=tally.unchanged,
        failed=failed,
        skipped=skipped,
    )
