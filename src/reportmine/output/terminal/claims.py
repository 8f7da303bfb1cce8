"""Reports as tables for people: one table a topic, each figure marked in its sentence.

Wide screens and paper show the sentence at the end of the row, narrow screens below it. On a screen
it is cut to the part around the figure, on paper it stands there whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from rich.text import Text

from reportmine.messages.message import counted, message
from reportmine.model import Claim, Qualifier, Report, Span
from reportmine.model.claim import DOUBTFUL, Topic
from reportmine.model.display import ARROWS, CORRECTED, DOUBT, corrected_figure
from reportmine.model.schema import TOPICS
from reportmine.output.next_steps import numbers_command
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import GAP, Cell, cell_len, cut, excerpt, laid, lay, shown, widths
from reportmine.output.terminal.wording import heading, words

# What the mark of corrected figures means.
CORRECTED_SAYS = message("{mark} value or unit corrected by hand; the report prints something else", mark=CORRECTED)
SIGNS: dict[Qualifier, str] = {"about": "≈", "nearly": "近", "over": ">", "at_least": "≥", "at_most": "≤"}
COLUMNS = ("value", "measure", "period", "status", "line", "sentence")

_RIGHT = (1, 5)  # value and line
_VALUE_AT_MOST = 24
_METRIC_AT_LEAST = 12
_METRIC_AT_MOST = 32
_SENTENCE_AT_LEAST = 40
_INDENT = "  "

_FIGURE = "bold cyan"
_QUIET = "dim"


class _Row(NamedTuple):
    cells: tuple[Cell, ...]
    claim: Claim


class _Layout(NamedTuple):
    """How wide the columns are, how many cells a sentence has (None: all it needs), and where it goes."""

    screen: Screen
    wide: list[int]
    room: int | None
    beside: bool


def to_table(reports: Sequence[Report], screen: Screen) -> str:
    """The reports as text for a screen or for paper, an empty line between two of them.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> from reportmine.api import extract
    >>> print(to_table([extract("举办培训近20场。")], PAPER).replace("\\n\\n", "\\n"), end="")
    untitled · 1 figure
    活动 event   value  kind   period  status  line  sentence
    ─────────────────────────────────────────────────────────
    培训        近20场  level          actual     1  举办培训近【20场】。
    """
    return "\n".join(paint(report_lines(report, screen), screen) for report in reports)


def report_lines(report: Report, screen: Screen) -> Iterator[Text | str]:
    """The lines of one report: what it is, then a table for each topic that has claims."""
    yield from _heading(report, screen)
    measures, statuses = words("measure", screen.language), words("status", screen.language)
    rows = [_Row(claim_cells(claim, measures, statuses), claim) for claim in report.claims]
    topics = [topic for topic in TOPICS if any(row.claim.topic == topic for row in rows)]
    headers = [_header(topic, screen) for topic in topics]
    if not rows:
        yield from _nothing(report, screen)
        return
    layout = _layout([*headers, *(row.cells for row in rows)], screen)
    for topic, header in zip(topics, headers, strict=True):
        yield Text()
        yield from _topic_lines(header, [row for row in rows if row.claim.topic == topic], layout)
    yield from _footer(report, screen)


def _footer(report: Report, screen: Screen) -> Iterator[Text]:
    """What the marks mean that stand in the tables."""
    doubt = message("{mark} doubtful: fewer than {share:.0%} of such were right", mark=DOUBT, share=DOUBTFUL)
    doubtful = any(not claim.is_sure(DOUBTFUL) for claim in report.claims)
    corrected = any(claim.is_put_right for claim in report.claims)
    marks = [said for said, there in ((doubt, doubtful), (CORRECTED_SAYS, corrected)) if there]
    yield from [Text(), *(Text(screen.say(mark), _QUIET) for mark in marks)] if marks else ()


def _nothing(report: Report, screen: Screen) -> Iterator[Text]:
    """That there is no figure, and how to see what was left out."""
    yield from (Text(), Text(screen.say("No figure to show.")))
    left_out = counted(
        "{count:,} number was left out; to see why: {command}",
        "{count:,} numbers were left out; to see why: {command}",
        len(report.rejected),
        command=shown(numbers_command(report.source)),
    )
    if report.rejected:
        yield Text(screen.say(left_out))


def claim_cells(claim: Claim, measures: Mapping[str, str], statuses: Mapping[str, str]) -> tuple[Cell, ...]:
    """The cells of a claim in front of its sentence, in the order of `COLUMNS`, the metric first.

    `measures` and `statuses` say what those are called.
    """
    place = str(claim.line) if claim.page is None else f"p{claim.page}:{claim.line}"
    return (
        Cell(shown(claim.metric) + ("" if claim.is_sure(DOUBTFUL) else f" {DOUBT}"), "bold"),
        Cell(
            SIGNS.get(claim.qualifier, "") + shown(corrected_figure(claim) or claim.text + claim.unit_beside), _FIGURE
        ),
        Cell(measures[claim.measure] + ARROWS[claim.direction], _QUIET if claim.measure == "level" else "green"),
        Cell(shown(claim.period or ""), _QUIET),
        Cell(statuses[claim.status], "magenta" if claim.status == "target" else _QUIET),
        Cell(place, _QUIET),
    )


def marked(claim: Claim, screen: Screen, width: int | None) -> Text:
    """The sentence, cut to `width` cells, the figure marked by colour or else by 【 】."""
    sentence, mark = shown(claim.sentence), claim.mark
    if width is not None:
        sentence, mark = excerpt(sentence, mark, width if screen.colour else width - cell_len("【】"))
    if screen.colour:
        text = Text(sentence)
        text.stylize(_FIGURE, *mark)
        return text
    return Text(_bracketed(sentence, mark))


def _bracketed(sentence: str, mark: Span) -> str:
    return f"{sentence[: mark.start]}【{mark.of(sentence)}】{sentence[mark.end :]}"


def _heading(report: Report, screen: Screen) -> Iterator[Text]:
    claims, rejected = len(report.claims), len(report.rejected)
    say = screen.say
    counts = (
        str(report.year) if report.year else "",
        say(counted("{count} figure", "{count} figures", claims)),
        say("{count} rejected", count=rejected) if rejected else "",
    )
    facts = "".join(f" · {count}" for count in counts if count)
    path = say("standard input") if report.source.path == "-" else report.source.path
    title = shown(report.title or (PurePath(path).name if path else say("untitled")))
    if screen.width is not None:
        title = cut(title, screen.width - cell_len(facts))
    yield Text(title + facts, "bold")
    if path:
        yield Text(f"{shown(path)} · {report.source.encoding}", _QUIET)


def _header(topic: Topic, screen: Screen) -> tuple[Cell, ...]:
    # An English reader sees what the topic is called, and what --topic takes.
    title = TOPICS[topic] if screen.language == "zh" else f"{TOPICS[topic]} {topic}"
    return (Cell(title, "bold"), *(Cell(heading(column, screen.language), _QUIET) for column in COLUMNS[:-1]))


def _layout(rows: Sequence[Sequence[Cell]], screen: Screen) -> _Layout:
    wide = widths(rows)
    if screen.width is None:
        return _Layout(screen, wide, None, True)
    metric, value, *rest = wide
    fixed = [min(value, _VALUE_AT_MOST), *rest]
    room = screen.width - sum(fixed) - len(GAP) * len(fixed)  # for the metric, and the sentence beside
    beside = min(metric, _METRIC_AT_MOST, screen.width // 5)
    left = room - beside - len(GAP)
    if left >= _SENTENCE_AT_LEAST:
        return _Layout(screen, [beside, *fixed], left, True)
    below = min(metric, _METRIC_AT_MOST, max(room, _METRIC_AT_LEAST))
    return _Layout(screen, [below, *fixed], screen.width - len(_INDENT), False)


def _topic_lines(header: Sequence[Cell], rows: Iterable[_Row], layout: _Layout) -> Iterator[Text | str]:
    title, *more = lay(header, layout.wide, _RIGHT)
    yield title.append(GAP + heading(COLUMNS[-1], layout.screen.language), _QUIET) if layout.beside else title
    yield from more
    yield Text("─" * (layout.screen.width or title.cell_len), _QUIET)
    for row in rows:
        yield from _on_paper(row, layout) if layout.screen.is_paper else _on_screen(row, layout)


def _on_paper(row: _Row, layout: _Layout) -> Iterator[str]:
    """The lines of a row without styles, the whole sentence beside it."""
    (first, _), *more = laid(row.cells, layout.wide, _RIGHT)
    yield first + GAP + _bracketed(shown(row.claim.sentence), row.claim.mark)
    yield from (line for line, _ in more)


def _on_screen(row: _Row, layout: _Layout) -> Iterator[Text]:
    sentence = marked(row.claim, layout.screen, layout.room)
    first, *more = lay(row.cells, layout.wide, _RIGHT)
    yield first.append(GAP).append(sentence) if layout.beside else first
    yield from more
    if not layout.beside:
        yield Text(_INDENT).append(sentence)
