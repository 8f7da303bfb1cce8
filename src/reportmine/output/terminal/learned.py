"""What was learnt, for people: from which texts, how sure names are, and what is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.extraction.explain.learned import Learned
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import Cell, lay, shown, widths
from reportmine.output.terminal.paragraphs import paragraph
from reportmine.output.terminal.wording import decision_name

_QUIET = "dim"
_INDENT = 6


def to_learned(learned: Learned, screen: Screen) -> str:
    """What was learnt as text for a screen or for paper.

    >>> from reportmine.extraction.explain.learned import Calibration
    >>> from reportmine.output.terminal.canvas import PAPER
    >>> small = Learned(3, {"own:survey": 20}, {"name": {"o4": "its first character"}}, (Calibration(0.5, 0.812),))
    >>> print(to_learned(small, PAPER), end="")
    Names and measures are chosen by weights that were learnt from 20 labelled figures of 3 texts.
    <BLANKLINE>
    kind of text  figures
    own:survey         20
    <BLANKLINE>
    Kinds that begin with own: were written for reportmine, the others are excerpts of public reports.
    <BLANKLINE>
    share  right
    0.500  0.812
    <BLANKLINE>
    How often a name with such a share of all that spoke for any was right, on kinds of texts that were left out.
    <BLANKLINE>
    What is weighed for the name, each with its values:
      o4  its first character
    """
    return paint(_lines(learned, screen), screen)


def _lines(learned: Learned, screen: Screen) -> Iterator[Text]:
    say, figures = screen.say, sum(learned.figures.values())
    learnt = say(
        "Names and measures are chosen by weights that were learnt from "
        "{figures:,} labelled figures of {texts:,} texts.",
        figures=figures,
        texts=learned.texts,
    )
    yield from _said(learnt, screen)
    yield Text()
    yield from _table((say("kind of text"), say("figures")), [(kind, f"{n:,}") for kind, n in learned.figures.items()])
    yield Text()
    own = say("Kinds that begin with own: were written for reportmine, the others are excerpts of public reports.")
    yield from _said(own, screen)
    yield Text()
    points = [(f"{point.share:.3f}", f"{point.right:.3f}") for point in learned.confidence]
    yield from _table((say("share"), say("right")), points)
    yield Text()
    sure = say(
        "How often a name with such a share of all that spoke for any was right, on kinds of texts that were left out."
    )
    yield from _said(sure, screen)
    for decision, features in learned.features.items():
        yield Text()
        about = decision_name(decision, screen.language)
        yield from _said(say("What is weighed for the {decision}, each with its values:", decision=about), screen)
        for code, meaning in features.items():
            yield from paragraph(f"  {code}", Text(say(meaning)), screen, _INDENT)


def _said(sentence: str, screen: Screen) -> Iterator[Text]:
    return paragraph("", Text(sentence), screen, 0)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Text]:
    cells = [[Cell(shown(text)) for text in row] for row in rows]
    table = [[Cell(text, _QUIET) for text in head], *cells]
    wide = widths(table)
    for row in table:
        yield from lay(row, wide, right=[1])
