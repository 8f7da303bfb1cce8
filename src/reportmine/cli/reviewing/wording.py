"""How figures look in the lines of a terminal: the queue, the card of a figure, the numbers that were left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath

from rich.text import Text

from reportmine.cli.reviewing.state import Mark, Review
from reportmine.corrections.making import sentence_around
from reportmine.corrections.model import Fields
from reportmine.model import Rejected, Report, Span
from reportmine.model.digits import plain
from reportmine.output.terminal.cells import cell_len, cut, excerpt, fold, shown

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
_SAID: dict[Mark, str] = {
    "open": "not checked",
    "doubtful": "doubtful",
    "right": "right",
    "changed": "changed (*)",
    "figure": "taken in",
    "no figure": "no figure",
    "rejected": "",
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
LABELS: dict[str, str] = {"measure": "kind", "value_max": "up to"}
_LABEL = 10
_VALUE_AT_MOST = 14
_NOTHING = "–"


def heading(review: Review) -> Text:
    """What is checked, how far it is, and what is not saved yet."""
    text = Text(no_wrap=True)
    text.append(f" {review.checked} / {review.total} checked", "bold")
    if review.unsaved:
        text.append(f" · {review.unsaved} not saved", "bold yellow")
    return text.append(f" · {name_of(review.report)}")


def name_of(report: Report) -> str:
    """What a report is called above its text: the name of its file."""
    path = report.source.path
    return "standard input" if path in (None, "-") else shown(PurePath(str(path)).name)


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


def card(review: Review, width: int, *, tall: bool) -> Text:
    """The current figure: what was said of it, its fields, and the names to choose from."""
    span = review.current
    if span is None:
        return Text("No figure to check: t takes in a number that was left out.")
    fields = review.fields(span)
    lines = [_title(review, span, width)]
    lines += _field_lines(fields, review.changed(span), width, tall=tall)
    lines += _name_lines(review.names(span), fields.metric, width)
    return Text("\n").join(lines)


def _title(review: Review, span: Span, width: int) -> Text:
    mark, claim = review.mark(span), review.claim(span)
    line = review.report.source.raw.count("\n", 0, span.start) + 1
    place = f"line {line}" if claim is None or claim.page is None else f"p. {claim.page}, line {line}"
    asked = mark in ("open", "doubtful") and claim is not None and claim.confidence is not None
    sure = f" · {claim.confidence:.0%} sure" if asked and claim else ""
    return Text(cut(f"{_SAID[mark]} · {place}{sure}", width), STYLES[mark])


def _field_lines(fields: Fields, changed: frozenset[str], width: int, *, tall: bool) -> Iterator[Text]:
    yield from _folded("metric", fields, changed, width)
    for names in _LINES:
        cells = [_cell(name, fields, changed) for name in names]
        pair = None if tall or len(cells) == 1 else _side_by_side(cells[0], cells[1], width)
        if pair is not None:
            yield pair
            continue
        for name in names:
            yield from _folded(name, fields, changed, width)


def _side_by_side(left: Text, right: Text, width: int) -> Text | None:
    """Two fields in one line, the second at the middle or behind the first; None where there is no room."""
    start = max(width // 2, left.cell_len + 2)
    if start + right.cell_len > width:
        return None
    return Text.assemble(left, " " * (start - left.cell_len), right)


def _cell(name: str, fields: Fields, changed: frozenset[str]) -> Text:
    return Text.assemble(_label(name), _content(name, fields, changed))


def _folded(name: str, fields: Fields, changed: frozenset[str], width: int) -> Iterator[Text]:
    """A field in a line, or in as many as it takes."""
    content, style = _content(name, fields, changed)
    for number, piece in enumerate(fold(content, max(4, width - _LABEL))):
        label = _label(name) if number == 0 else (" " * _LABEL, "")
        yield Text.assemble(label, (piece, style))


def _label(name: str) -> tuple[str, str]:
    return f"{LABELS.get(name, name):<{_LABEL}}", "dim"


def _content(name: str, fields: Fields, changed: frozenset[str]) -> tuple[str, str]:
    cell = getattr(fields, name)
    by_hand = name in changed or (name == "value" and "value_max" in changed)
    said = _number(fields) if name == "value" else shown(cell or "") or _NOTHING
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


def _name_lines(names: Sequence[str], now: str, width: int) -> Iterator[Text]:
    if names:
        yield Text("─ names " + "─" * max(0, width - 8), "dim")
    for number, name in enumerate(names, 1):
        key, style = ("bold", "bold") if name == now else ("dim", "")
        yield Text.assemble((f"{number} ", key), (cut(shown(name) or _NOTHING, width - 2), style))


def left_out_row(one: Rejected, report: Report, width: int) -> Text:
    """A number that was left out, in the words around it, and why it was."""
    sentence, mark = sentence_around(report.source.raw, one.span)
    why = cut(one.rule, max(8, width // 4))
    room = max(8, width - cell_len(why) - 2)
    said, where = excerpt(shown(sentence), mark, room)
    text = Text(said, no_wrap=True)
    text.stylize("bold", *where)
    return text.append(" " * (room - cell_len(said) + 2)).append(why, "dim")
