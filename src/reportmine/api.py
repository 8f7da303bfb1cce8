"""The public functions of the package: what `reportmine` hands on, each in terms of the stages of `pipeline`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportmine import pipeline
from reportmine.faults import faults_told
from reportmine.lexicon.lexicon import with_user
from reportmine.lexicon.user.model import UserLexicon, combined, words_of
from reportmine.messages.message import message
from reportmine.model import Quantity, Rejected, Report, Source
from reportmine.readers.files import name_of_source
from reportmine.text.cleaning import clean

if TYPE_CHECKING:
    # Imported where they are asked for: extracting most texts needs none of them.
    from reportmine.extraction.explain.model import Explanation
    from reportmine.lexicon.user.loader import Checked
    from reportmine.readers.large_text import LargeText


def extract(report: str | Source, *, segmenter: str = "auto", lexicon: UserLexicon | None = None) -> Report:
    """Find all quantitative claims of a report; a `str` is the text itself, never a path.

    `lexicon` holds words of your own, as `load_lexicon` reads them. Threads may call it side by side.
    Raises SegmenterError where the segmenter is unknown or not installed, and FaultError where something in the report
    brings reportmine itself to a fault.

    >>> report = extract("全年举办培训20场，项目资金212.2万元。")
    >>> [(claim.metric, str(claim.quantity.low), claim.quantity.unit) for claim in report.claims]
    [('培训', '20', '场'), ('项目资金', '2122000', '元')]
    """
    engine = pipeline.segmenter_of(segmenter, words_of(lexicon))
    source = _source_of(report)
    with faults_told(name_of_source(source)):
        return pipeline.report_of(source, engine, with_user(lexicon))


def extract_in_pieces(
    text: LargeText, *, segmenter: str = "auto", lexicon: UserLexicon | None = None
) -> Iterator[Report]:
    """The claims of a large text, as `extract` finds them, in reports of one piece of it after the other.

    All places count in the whole text; nobody holds it, and the sources of the reports are without raw text. Raises
    SegmenterError and FaultError as `extract` does, once the first report is asked for.
    """
    from reportmine.piecewise import reports_of

    engine = pipeline.segmenter_of(segmenter, words_of(lexicon))
    with faults_told(text.path):
        yield from reports_of(text, engine, with_user(lexicon))


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

    engine = pipeline.segmenter_of(segmenter, words_of(lexicon))
    source = _source_of(report)
    with faults_told(name_of_source(source)):
        return pipeline.explanations_of(source, engine, with_user(lexicon), Wanted(line, at))


def survey(text: str, *, lexicon: UserLexicon | None = None) -> list[tuple[Quantity, Rejected | None]]:
    """Every quantity of a text in order, with the Rejected where it is no figure; spans are raw.

    >>> [(q.span.of("2023年新增5家"), bool(no)) for q, no in survey("2023年新增5家")]
    [('2023年', True), ('5家', False)]
    """
    with faults_told():
        return pipeline.quantities_of(text, with_user(lexicon))


def find_quantities(text: str, *, lexicon: UserLexicon | None = None) -> list[Quantity]:
    """The quantities of a text that are figures; spans count in the text as given.

    >>> [(str(q.low), q.unit, q.qualifier) for q in find_quantities("粉丝近200万，增长5%左右")]
    [('2000000', '', 'nearly'), ('5', '%', 'about')]
    """
    return [quantity for quantity, rejected in survey(text, lexicon=lexicon) if rejected is None]


def _source_of(report: str | Source) -> Source:
    with faults_told(message("the report")):
        return pipeline.source_of(report)


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
