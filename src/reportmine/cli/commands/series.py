"""`reportmine series`: one figure of many bodies over some years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

import click

from reportmine.cli import options, outputs
from reportmine.cli.choices import OneOf
from reportmine.cli.inputs import Sources
from reportmine.cli.overwriting import protect
from reportmine.cli.streams import complain, warn
from reportmine.comparison.panel.ordering import RowOrder
from reportmine.errors import ReadingError
from reportmine.messages.message import counted
from reportmine.model import Measure, OcrMode, Status
from reportmine.model.schema import CHOICES, Language
from reportmine.output.registry import PANELS, Style

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import Report

EPILOG = """\b
Examples:
  reportmine series reports/ --metric 地区生产总值
  reportmine series all.parquet --metric GDP --metric 常住人口 -o gdp.xlsx
  reportmine series reports/ --metric GDP --measure change -o growth.html
  reportmine series reports/ --metric 地区生产总值 --status target
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    required=True,
    metavar="NAME",
    help="What to show, by a name as reports have it or that of an indicator; repeatable.",
)
@outputs.written(PANELS)
@click.option(
    "--measure",
    type=OneOf(CHOICES["measure"]),
    default="level",
    show_default=True,
    help="What kind of figure: how much, by how much it changed, its share, ...",
)
@click.option(
    "--status",
    type=OneOf(CHOICES["status"]),
    default="actual",
    show_default=True,
    help="What was reached, or what was planned.",
)
@click.option(
    "--sort",
    "order",
    type=OneOf(get_args(RowOrder)),
    default="given",
    show_default=True,
    help="Bodies in the order of their reports, by name, or by their newest value.",
)
@click.option("--sources", "with_sources", is_flag=True, help="List where each figure stands, and why it was chosen.")
@options.encoding
@options.scans
@options.jobs
@options.page_language
@options.segmenter
@options.lexicon
@options.quiet
def series(
    paths: tuple[str, ...],
    metrics: tuple[str, ...],
    form: str | None,
    output: str | None,
    header: Language | None,
    measure: Measure,
    status: Status,
    order: RowOrder,
    with_sources: bool,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
    jobs: int | None,
    language: Language,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Show one figure of many reports: a row a body, a column a year.

    PATH is a file, a folder, a ZIP archive, a WARC file or a pattern of reports, or what "extract" or
    "batch" wrote of them as CSV, JSONL, Parquet or SQLite. Values are brought into one unit. Where
    several figures fit, the best is shown by rules that --sources names; what is doubtful has a
    sign, and years that are not told stay empty.
    """
    to = outputs.destination(PANELS, form, output, header, paths, lexicons, quiet=quiet)
    words = options.user_words(lexicons, no_user_lexicon)
    from reportmine.comparison.panel.building import panels
    from reportmine.comparison.panel.ordering import ordered
    from reportmine.comparison.panel.wanted import Wanted
    from reportmine.output.panel.wording import PanelResult

    given = _Given(paths, encoding, ocr, as_one=as_one, quiet=quiet, jobs=jobs)
    wanted = [Wanted.of(metric, measure, status) for metric in dict.fromkeys(metrics)]
    found = panels(given.reports(segmenter, words), wanted)
    protect(to.target, given.read)
    for panel in found:
        for remark in () if quiet and panel.rows else panel.remarks:
            (warn if panel.rows else complain)("{place}: {reason}", place=panel.metric, reason=remark)
    shown = tuple(ordered(panel, order) for panel in found if panel.rows)
    if shown:
        style = Style(screen=to.canvas, header=to.header, language=language)
        outputs.write(to.form.render(PanelResult(shown, with_sources), style), to)
        cells = sum(len(panel.observations) for panel in shown)
        outputs.tell_written(to, counted("{count:,} figure", "{count:,} figures", cells), quiet=quiet)
    if not given.complete or len(shown) < len(found):
        raise SystemExit(1)


class _Given:
    """The reports of some arguments, one after the other: read from files of figures, or extracted."""

    def __init__(
        self,
        paths: Iterable[str],
        encoding: str | None,
        ocr: OcrMode,
        *,
        as_one: bool,
        quiet: bool,
        jobs: int | None,
    ) -> None:
        from reportmine.results.tables import holds_results

        self._results = [path for path in paths if holds_results(path)]
        others = [path for path in paths if path not in self._results]
        self._sources = Sources(others, encoding, ocr, as_one=as_one, quiet=quiet, jobs=jobs)
        self._complete = True
        self.read: list[str | None] = [*self._results]

    @property
    def complete(self) -> bool:
        """Whether all could be read."""
        return self._complete and self._sources.complete

    def reports(self, segmenter: str, words: UserLexicon | None) -> Iterator[Report]:
        """All of them; what cannot be read is said."""
        from reportmine.results.tables import read_results

        for path in self._results:
            try:
                yield from read_results(path)
            except ReadingError as error:
                complain(error)
                self._complete = False
        with self._sources.progress as bar:
            for report in self._sources.extracted(segmenter, words):
                self.read.append(report.source.path)
                yield report
                bar.advance()
