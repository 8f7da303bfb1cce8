"""What holds for a whole report: all that sentences and tables may ask beyond themselves."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import CleanText, Section, Source
from reportmine.text.report_years import Years
from reportmine.text.table_masking import MaskedTable


class ReportContext(NamedTuple):
    """What holds for a whole report: text, title, sections, years, lexicon, and the tables apart from the text."""

    clean: CleanText
    sections: tuple[Section, ...]
    source: Source
    years: Years
    lexicon: Lexicon
    title: str | None = None
    apart: tuple[MaskedTable, ...] = ()
