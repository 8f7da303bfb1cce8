"""The whole way of a report, stage by stage.

read      a file → Source
lay out   tables → heads and rows; the rest is prose
clean     raw text → text fit for mining, offsets kept
sections  headings → parts that review or plan
mine      quantities of prose, then of tables → claims and rejected numbers
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportmine.extraction.claims import mine
from reportmine.extraction.rejection.rules import ScreenedQuantity, screened_quantities
from reportmine.extraction.report_context import ReportContext, Years
from reportmine.lexicon.user.model import UserLexicon, combined
from reportmine.lexicon.user.overlay import applied, words_of
from reportmine.model import Quantity, Rejected, Report, Source, Span
from reportmine.text.cleaning import clean
from reportmine.text.sections import headings_in, sections_of
from reportmine.text.segmenter import Segmenter
from reportmine.text.segmenter import segmenter as _make_segmenter
from reportmine.text.table_masking import MaskedTable
from reportmine.text.titles import reported_year, title_of, year_covered

if TYPE_CHECKING:
    # Imported where they are asked for: extracting most texts needs none of them.
    from reportmine.extraction.explain.model import Explanation
    from reportmine.extraction.tables.structure.layout import Layout
    from reportmine.lexicon.user.loader import Checked


@functools.lru_cache(maxsize=8)
def _segmenter(name: str, words: tuple[tuple[str, str], ...] = ()) -> Segmenter:
    return _make_segmenter(name, words)


def extract(report: str | Source, *, segmenter: str = "auto", lexicon: UserLexicon | None = None) -> Report:
    """Find all quantitative claims of a report; a `str` is the text itself, never a path.

    `lexicon` holds words of your own, as `load_lexicon` reads them.
    Raises SegmenterError where the segmenter is unknown or not installed.

    >>> report = extract("全年举办培训20场，项目资金212.2万元。")
    >>> [(claim.metric, str(claim.quantity.low), claim.quantity.unit) for claim in report.claims]
    [('培训', '20', '场'), ('项目资金', '2122000', '元')]
    """
    source = _source_of(report)
    engine = _segmenter(segmenter, words_of(lexicon))
    with applied(lexicon), _uncollected():
        layouts = _laid_out(source)
        context, title = _opened(source, layouts)
        claims, rejected = mine(context, engine)
        found = Report(
            source, title, context.years.report, engine.name, tuple(claims), tuple(rejected), prose=context.clean
        )
        return _with_tables(found, context, layouts) if layouts else found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of reference cycles: mining makes none, and looking for them took it a tenth of its time.

    Only one report is mined at a time (`applied`), so that nobody else turns the collector on in between.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                # All that was made is old at once, so that the collector does not go through it as soon as it may.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def explain(
    report: str | Source,
    *,
    line: int | None = None,
    at: int | None = None,
    segmenter: str = "auto",
    lexicon: UserLexicon | None = None,
) -> tuple[Explanation, ...]:
    """Why each number of a report was read as it was: the rules that were asked, and those that decided.

    With `line`, the numbers of that line of the raw text; with `at`, the number over that raw offset, or
    else all numbers of the sentence around it; with neither, all.

    >>> for one in explain("全年举办培训20场，增长5%。", at=7):
    ...     print(one.text, *(f"{decision.about}: {decision.rule}" for decision in one.decisions[:3]), sep="; ")
    20场; rejection: ; name: before the figure; measure: level
    """
    from reportmine.extraction.explain.model import Wanted
    from reportmine.extraction.explain.prose import explained
    from reportmine.extraction.explain.tables import explained_tables

    source, wanted = _source_of(report), Wanted(line, at)
    engine = _segmenter(segmenter, words_of(lexicon))
    with applied(lexicon):
        layouts = _laid_out(source)
        context, _ = _opened(source, layouts)
        found = [*explained(context, engine, wanted), *explained_tables(context, layouts, wanted)]
        return tuple(sorted(found, key=lambda one: one.span))


def _source_of(report: str | Source) -> Source:
    """A text at hand, with the tables that are set in it; a `Source` knows its own."""
    if isinstance(report, Source):
        return report
    from reportmine.readers.text_tables import tables_in

    return Source(report, tables=tables_in(report))


# What tables need is loaded where there are some: most texts have none, and all need to start soon.
def _laid_out(source: Source) -> tuple[Layout, ...]:
    if not source.tables:
        return ()
    from reportmine.extraction.tables.claims import layouts_of

    return layouts_of(source)


def _with_tables(prose: Report, context: ReportContext, layouts: Sequence[Layout]) -> Report:
    """The report with the numbers of its tables, all in the order of the raw text."""
    from reportmine.extraction.tables.claims import in_order, mine_tables

    claims, rejected, remarks = mine_tables(context, layouts)
    in_all = in_order(prose.claims, claims), in_order(prose.rejected, rejected)
    return replace(prose, claims=in_all[0], rejected=in_all[1], remarks=remarks)


def _opened(source: Source, layouts: Sequence[Layout]) -> tuple[ReportContext, str | None]:
    apart = tuple(MaskedTable(layout.table.span, layout.prose) for layout in layouts)
    cleaned = clean(source.raw, apart, source.markup)
    title = title_of(cleaned.text)
    year = reported_year(cleaned.text, title, source.path)
    sections = sections_of(cleaned.text, headings_in(cleaned, source.headings), year)
    years = Years(year, year_covered(cleaned.text, title, year))
    return ReportContext(cleaned, sections, source, years, apart), title


def load_lexicon(*paths: str | Path) -> UserLexicon:
    """The words of a lexicon file (docs/lexicon.md), or of several; of two that disagree the later one counts.

    Raises UserLexiconError, whose one sentence names the file, the table and the entry.
    """
    from reportmine.lexicon.user import loader

    return combined(loader.load(one, _folded) for one in paths)


def check_lexicon(path: str | Path) -> Checked:
    """What can be used of a lexicon file, and all that is wrong with it."""
    from reportmine.lexicon.user import loader

    return loader.check(path, _folded)


def _folded(spelling: str) -> str:
    """A spelling as clean text has it: narrow digits and letters, simplified characters."""
    return clean(spelling).text


def survey(text: str, *, lexicon: UserLexicon | None = None) -> list[tuple[Quantity, Rejected | None]]:
    """Every quantity of a text in order, with the Rejected where it is no figure; spans are raw.

    >>> [(q.span.of("2023年新增5家"), bool(no)) for q, no in survey("2023年新增5家")]
    [('2023年', True), ('5家', False)]
    """
    cleaned = clean(text)
    with applied(lexicon):
        screened = screened_quantities(cleaned.text)
    return [_led_back(number, cleaned.to_raw(number.quantity.span), text) for number in screened]


def _led_back(number: ScreenedQuantity, span: Span, text: str) -> tuple[Quantity, Rejected | None]:
    quantity = number.quantity._replace(span=span)
    if number.rejection is None:
        return quantity, None
    note = number.rejection.note
    return quantity, Rejected(quantity.span, quantity.span.of(text), quantity, note.rule, note.value)


def find_quantities(text: str, *, lexicon: UserLexicon | None = None) -> list[Quantity]:
    """The quantities of a text that are figures; spans count in the text as given.

    >>> [(str(q.low), q.unit, q.qualifier) for q in find_quantities("粉丝近200万，增长5%左右")]
    [('2000000', '', 'nearly'), ('5', '%', 'about')]
    """
    return [quantity for quantity, rejected in survey(text, lexicon=lexicon) if rejected is None]
