"""The whole way of a report, stage by stage; `api` has the functions that the package shows.

read      a file → Source
lay out   tables → heads and rows; the rest is prose
clean     raw text → text fit for mining, offsets kept
sections  headings → parts that review or plan
mine      quantities of prose, then of tables → claims and rejected numbers
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from reportmine.errors import NotAReportError
from reportmine.extraction.claims import mine
from reportmine.extraction.rejection.rules import ScreenedQuantity, screened_quantities
from reportmine.extraction.report_context import ReportContext
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Quantity, Rejected, Remark, Report, Source, Span
from reportmine.readers.files import is_file
from reportmine.readers.lost_characters import remarks_on
from reportmine.text.cleaning import clean
from reportmine.text.report_years import years_of
from reportmine.text.script import is_chinese
from reportmine.text.sections import headings_in, sections_of
from reportmine.text.segmenter import Segmenter
from reportmine.text.segmenter import segmenter as _make_segmenter
from reportmine.text.table_masking import MaskedTable
from reportmine.text.titles import title_of

if TYPE_CHECKING:
    # Imported where they are asked for: extracting most texts needs none of them.
    from reportmine.extraction.explain.model import Explanation, Wanted
    from reportmine.extraction.tables.structure.layout import Layout


@functools.lru_cache(maxsize=8)
def segmenter_of(name: str, words: tuple[tuple[str, str], ...] = ()) -> Segmenter:
    """The segmenter of that name that keeps these words whole; made once, since it loads a dictionary."""
    return _make_segmenter(name, words)


def report_of(source: Source, engine: Segmenter, lexicon: Lexicon) -> Report:
    """All stages behind reading: the figures of a source."""
    layouts = _laid_out(source, lexicon)
    context = _opened(source, layouts, lexicon)
    claims, rejected, _ = mine(context, engine)
    found = Report(
        source, context.title, context.years.report, engine.name, tuple(claims), tuple(rejected), prose=context.clean
    )
    found = _with_tables(found, context, layouts) if layouts else found
    found = _with_scans(found) if source.scans else found
    if is_chinese(source.raw):
        return found
    return replace(found, remarks=(*found.remarks, Remark.of("hardly_chinese")))


def explanations_of(source: Source, engine: Segmenter, lexicon: Lexicon, wanted: Wanted) -> tuple[Explanation, ...]:
    """The same stages, with all that was asked about the wanted numbers."""
    from reportmine.extraction.explain.prose import explained
    from reportmine.extraction.explain.tables import explained_tables

    layouts = _laid_out(source, lexicon)
    context = _opened(source, layouts, lexicon)
    found = [*explained(context, engine, wanted), *explained_tables(context, layouts, wanted)]
    return tuple(sorted(found, key=lambda one: one.span))


def source_of(report: str | Source) -> Source:
    """A text at hand, with the tables that are set in it; a `Source` knows its own.

    Raises NotAReportError for a path, and for whatever else is no text.
    """
    if isinstance(report, Source):
        return report
    refuse_what_is_no_text(report)
    from reportmine.readers.text_tables import tables_in

    return Source(report, tables=tables_in(report), remarks=remarks_on(report))


# No path is longer on usual systems; a report is.
_LONGEST_PATH = 1024


def refuse_what_is_no_text(report: object) -> None:
    """Raise NotAReportError for what looks like a report and is none: text is read, and never a file's name."""
    if isinstance(report, PurePath):
        call = f"extract(read({str(report)!r}))"
        raise NotAReportError(
            "{path} is a path, and no text; read the file first: {call}.", path=str(report), call=call
        )
    if not isinstance(report, str):
        raise NotAReportError("a {kind} is no text; give a str, or what read(path) gives.", kind=type(report).__name__)
    if len(report) <= _LONGEST_PATH and "\n" not in report and is_file(report):
        call = f"extract(read({report!r}))"
        raise NotAReportError("{path} is the name of a file; read it first: {call}.", path=report, call=call)


# What tables need is loaded where there are some: most texts have none, and all need to start soon.
def _laid_out(source: Source, lexicon: Lexicon) -> tuple[Layout, ...]:
    if not source.tables:
        return ()
    from reportmine.extraction.tables.claims import layouts_of

    return layouts_of(source, lexicon)


def _with_tables(prose: Report, context: ReportContext, layouts: Sequence[Layout]) -> Report:
    """The report with the numbers of its tables, all in the order of the raw text."""
    from reportmine.extraction.tables.claims import in_order, mine_tables

    claims, rejected, remarks = mine_tables(context, layouts)
    in_all = in_order(prose.claims, claims), in_order(prose.rejected, rejected)
    return replace(prose, claims=in_all[0], rejected=in_all[1], remarks=remarks)


def _with_scans(found: Report) -> Report:
    from reportmine.comparison.audits.scanned import crosschecks
    from reportmine.extraction.scanned import with_scans

    return with_scans(found, crosschecks(found))


def _opened(source: Source, layouts: Sequence[Layout], lexicon: Lexicon) -> ReportContext:
    apart = tuple(MaskedTable(layout.table.span, layout.prose) for layout in layouts)
    cleaned = clean(source.raw, apart, source.markup)
    title = title_of(cleaned.text)
    years = years_of(cleaned.text, title, source.path)
    sections = sections_of(cleaned.text, headings_in(cleaned, source.headings), years, title)
    return ReportContext(cleaned, sections, source, years, lexicon, title, apart)


def context_of(source: Source, lexicon: Lexicon) -> ReportContext:
    """What holds for a whole report, as the stages behind it see it."""
    return _opened(source, _laid_out(source, lexicon), lexicon)


def quantities_of(text: str, lexicon: Lexicon) -> list[tuple[Quantity, Rejected | None]]:
    """Every quantity of a text in order, with the Rejected where it is no figure; spans are raw."""
    cleaned = clean(text)
    screened = screened_quantities(cleaned.text, lexicon)
    return [_led_back(number, cleaned.to_raw(number.quantity.span), text) for number in screened]


def _led_back(number: ScreenedQuantity, span: Span, text: str) -> tuple[Quantity, Rejected | None]:
    quantity = number.quantity._replace(span=span)
    if number.rejection is None:
        return quantity, None
    note = number.rejection.note
    return quantity, Rejected(quantity.span, quantity.span.of(text), quantity, note.rule, note.value)
