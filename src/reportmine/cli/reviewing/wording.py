"""How figures look in the lines of a terminal: the queue, the card of a figure, the numbers that were left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from rich.text import Text

from reportmine.cli.reviewing.state import Mark, Review
from reportmine.corrections.making import sentence_around
from reportmine.corrections.model import Fields
from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.model import Rejected, Report, Span
from reportmine.model.digits import plain
from reportmine.model.schema import CHOICES
from reportmine.output.terminal.cells import cell_len, cut, excerpt, fold, shown
from reportmine.output.terminal.paragraphs import padded
from reportmine.output.terminal.wording import heading as heading_of
from reportmine.output.terminal.wording import rule_name, word

# How a number of the text looks; the one that is looked at stands reversed.
STYLES: dict[Mark, str] = {
    "open": "cyan",
    "doubtful": "bold yellow",
    "right": "green",
    "changed": "bold green",
    "figure": "bold green",
    "no figure": "dim strike",
    "rejected": "dim",
}
CURRENT = "reverse"
_SIGNS: dict[Mark, str] = {
    "open": " ",
    "doubtful": "?",
    "right": "✓",
    "changed": "*",
    "figure": "+",
    "no figure": "✗",
    "rejected": " ",
}
# The fields of a card in pairs, where there is no room for a line each.
_LINES: tuple[tuple[str, ...], ...] = (
    ("value", "unit"),
    ("measure", "direction"),
    ("qualifier", "status"),
    ("period", "topic"),
    ("baseline",),
    ("scope",),
)
_VALUE_AT_MOST = 14
_NOTHING = "–"


def heading(review: Review, language: Language = "en") -> Text:
    """What is checked, how far it is, and what is not saved yet."""
    say, text = say_in(language), Text(no_wrap=True)
    checked = say("{done} / {all} checked", done=review.checked, all=review.total)
    text.append(f" {checked}", "bold")
    if review.unsaved:
        unsaved = say("{count} not saved", count=review.unsaved)
        text.append(f" · {unsaved}", "bold yellow")
    return text.append(f" · {name_of(review.report, say)}")


def name_of(report: Report, say: Say) -> str:
    """What a report is called above its text: the name of its file."""
    path = report.source.path
    return say("standard input") if path in (None, "-") else shown(PurePath(str(path)).name)


def queue_row(review: Review, span: Span, width: int) -> Text:
    """A figure in the queue: what it is taken for, its name, and itself at the right.

    >>> from reportmine.api import extract
    >>> review = Review(extract("举办培训20场。"), everything=True)
    >>> queue_row(review, review.order[0], 20).plain
    '  培训          20场'
    """
    mark = review.mark(span)
    value = cut(shown(span.of(review.report.source.raw)), min(_VALUE_AT_MOST, max(4, width // 2)))
    room = max(2, width - 3 - cell_len(value))
    name = cut(shown(review.fields(span).metric) or _NOTHING, room)
    row = Text(f"{_SIGNS[mark]} {name}{' ' * (room - cell_len(name))} {value}", STYLES[mark], no_wrap=True)
    if span == review.current:
        row.stylize(CURRENT)
    return row


def card(review: Review, width: int, *, tall: bool, language: Language = "en") -> Text:
    """The current figure: what was said of it, its fields, and the names to choose from."""
    span, say = review.current, say_in(language)
    if span is None:
        return Text(say("No figure to check: t takes in a number that was left out."))
    fields = review.fields(span)
    lines = [_title(review, span, width, say)]
    lines += _field_lines(_Card(fields, review.changed(span), width, language), tall=tall)
    lines += _name_lines(review.names(span), fields.metric, width, say)
    return Text("\n").join(lines)


def _title(review: Review, span: Span, width: int, say: Say) -> Text:
    mark, claim = review.mark(span), review.claim(span)
    line = review.report.source.raw.count("\n", 0, span.start) + 1
    page = claim.page if claim else None
    place = say("line {line}", line=line) if page is None else say("p. {page}, line {line}", page=page, line=line)
    confidence = claim.confidence if claim and mark in ("open", "doubtful") else None
    sure = "" if confidence is None else say("{share:.0%} sure", share=confidence)
    facts = (verdict(mark, say), place, sure)
    return Text(cut(" · ".join(filter(None, facts)), width), STYLES[mark])


def verdict(mark: Mark, say: Say) -> str:
    """What is held of a number.

    >>> verdict("changed", say_in("en")), verdict("changed", say_in("zh"))
    ('changed (*)', '已修改 (*)')
    """
    match mark:
        case "open":
            return say("not checked")
        case "doubtful":
            return say("doubtful")
        case "right":
            return say("right")
        case "changed":
            return say("changed (*)")
        case "figure":
            return say("taken in")
        case "no figure":
            return say("no figure")
        case "rejected":
            return ""


class _Card(NamedTuple):
    """What is drawn of a figure: its fields, the names of those that are not as they were read, and for whom."""

    fields: Fields
    changed: frozenset[str]
    width: int
    language: Language

    @property
    def indent(self) -> int:
        """How many cells the names of fields take, with the space behind them."""
        return max(cell_len(heading_of(name, self.language)) for name in Fields._fields) + 1


def _field_lines(card: _Card, *, tall: bool) -> Iterator[Text]:
    yield from _folded("metric", card)
    for names in _LINES:
        cells = [_cell(name, card) for name in names]
        pair = None if tall or len(cells) == 1 else _side_by_side(cells[0], cells[1], card.width)
        if pair is not None:
            yield pair
            continue
        for name in names:
            yield from _folded(name, card)


def _side_by_side(left: Text, right: Text, width: int) -> Text | None:
    """Two fields in one line, the second at the middle or behind the first; None where there is no room."""
    start = max(width // 2, left.cell_len + 2)
    if start + right.cell_len > width:
        return None
    return Text.assemble(left, " " * (start - left.cell_len), right)


def _cell(name: str, card: _Card) -> Text:
    return Text.assemble(_label(name, card), _content(name, card))


def _folded(name: str, card: _Card) -> Iterator[Text]:
    """A field in a line, or in as many as it takes."""
    content, style = _content(name, card)
    for number, piece in enumerate(fold(content, max(4, card.width - card.indent))):
        label = _label(name, card) if number == 0 else (" " * card.indent, "")
        yield Text.assemble(label, (piece, style))


def _label(name: str, card: _Card) -> tuple[str, str]:
    return padded(heading_of(name, card.language), card.indent), "dim"


def _content(name: str, card: _Card) -> tuple[str, str]:
    fields, cell = card.fields, getattr(card.fields, name)
    by_hand = name in card.changed or (name == "value" and "value_max" in card.changed)
    if name == "value":
        said = _number(fields)
    elif cell and name in CHOICES:
        said = word(name, cell, card.language)
    else:
        said = shown(cell or "") or _NOTHING
    style = "bold" if by_hand or name in ("metric", "value") else ""
    return said + (" *" if by_hand else ""), style


def _number(fields: Fields) -> str:
    """A value with its thousands apart, both ends of a range.

    >>> from reportmine.api import extract
    >>> from reportmine.corrections.model import fields_of
    >>> _number(fields_of(extract("投资1.2亿元至1.3亿元。").claims[0]))
    '120,000,000 – 130,000,000'
    """
    return grouped(fields.value) + ("" if fields.value_max is None else f" – {grouped(fields.value_max)}")


def grouped(number: Decimal) -> str:
    """A number in plain digits, its thousands apart.

    >>> grouped(Decimal("-1234567.5")), grouped(Decimal("0.12345"))
    ('-1,234,567.5', '0.12345')
    """
    whole, point, rest = plain(number).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "") else f"{whole}{point}{rest}"


def _name_lines(names: Sequence[str], now: str, width: int, say: Say) -> Iterator[Text]:
    if names:
        title = "─ " + say("names") + " "
        yield Text(title + "─" * max(0, width - cell_len(title)), "dim")
    for number, name in enumerate(names, 1):
        key, style = ("bold", "bold") if name == now else ("dim", "")
        yield Text.assemble((f"{number} ", key), (cut(shown(name) or _NOTHING, width - 2), style))


def left_out_row(one: Rejected, report: Report, width: int, language: Language = "en") -> Text:
    """A number that was left out, in the words around it, and why it was."""
    sentence, mark = sentence_around(report.source.raw, one.span)
    why = cut(rule_name("rejection", one.rule, language), max(8, width // 4))
    room = max(8, width - cell_len(why) - 2)
    said, where = excerpt(shown(sentence), mark, room)
    text = Text(said, no_wrap=True)
    text.stylize("bold", *where)
    return text.append(" " * (room - cell_len(said) + 2)).append(why, "dim")
