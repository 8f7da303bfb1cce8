"""What stands on a page once a figure, as markup: its row in the table, its mark in the text.

A template that loops over thousands of figures takes four times as long: figures.jinja makes a form of each part, and
here the forms are filled.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence

from reportmine.model import Claim, DecisionName, Direction, Measure, Note, Rejected, Report, Status, Topic
from reportmine.model.digits import plain
from reportmine.model.display import ARROWS, CORRECTED, spelt_out
from reportmine.model.schema import COLUMNS
from reportmine.output.html.markup import Form, Html, fresh, quoted, safe
from reportmine.output.html.scanned_pages import Frame
from reportmine.output.html.templates import forms
from reportmine.output.html.text_blocks import Piece, PieceKind, stretches
from reportmine.output.html.translations import Words

# Columns that do not stand in the row, but below it.
_BELOW = tuple(column for column in COLUMNS if column.detail)
_NOTHING = Html("")
# What the marks of a report are called: those of figures and of rejected numbers, on a picture or in a text that has
# none; and those of the text that was read of a picture, which has frames by the first names.
_MARKS: dict[PieceKind, Html] = {"claim": Html("m"), "rejected": Html("n")}
_MARKS_IN_READ_TEXT: dict[PieceKind, Html] = {"claim": Html("s"), "rejected": Html("t")}
# A number by its kind and its place among those of its kind.
Numbered = tuple[PieceKind, int]
# Two thirds of the notes of 300 reports had come before.
_REMEMBERED = 4096


class Figures:
    """The figures of reports in the words of a page.

    >>> from reportmine.api import extract
    >>> figures, report = Figures(Words("zh")), extract("举办培训20场。")
    >>> figures.rows(0, report.claims).count("20场")
    3
    >>> figures.written(0, report, [Piece("text", "培训<"), Piece("claim", "20场", 0)])
    '培训&lt;<a class="mark t-event" id="m0-0" href="#f0-0" title="培训">20场</a>'
    """

    def __init__(self, words: Words) -> None:
        """Make the forms."""
        self._words = words
        self._form = forms("figures.jinja", w=words, by_hand=CORRECTED)
        hints = words["hints"]
        self._facts = [
            (column.get, self._form("fact", words.column(column.name), hints.get(column.name, ""))) for column in _BELOW
        ]
        self._whys: dict[tuple[str, str], Html] = {}
        self._row = functools.cache(self._row_of_kind)
        self._reason = functools.cache(self._reason_of_rule)
        self._because = functools.lru_cache(_REMEMBERED)(self._reason_of)

    def rows(self, report: int, claims: Iterable[Claim]) -> Html:
        """The rows of the claims of a report, `report` being its number in the page."""
        return Html("".join(self._row_of(f"{report}-{at}", at, claim) for at, claim in enumerate(claims)))

    def _row_of(self, at: str, number: int, claim: Claim) -> Html:
        ends, sure = _ends(claim), claim.qualifier == "exact"
        start, end = claim.span
        value = fresh(spelt_out(claim.quantity))
        figure, below = self._figure(claim, value)
        before, marked, behind = quoted(claim.sentence, claim.mark)
        form = self._row(claim.topic, claim.measure, claim.direction, claim.status, claim.page is None)
        return form.fill(
            at=Html(at),
            number=Html(str(number)),
            period=safe(claim.period or ""),
            metric=safe(claim.metric or self._words["page"]["unnamed"]),
            scope=self._said("scope", claim.scope),
            low=Html(ends[0]),
            sign=_NOTHING if sure else self._said("sign", sign_of(claim, self._words)),
            figure=figure,
            plain=below,
            value=value,
            exactness=_NOTHING if sure else self._said("exactness", self._words["qualifier"][claim.qualifier]),
            page=Html(str(claim.page)),
            line=Html(str(claim.line)),
            before=before,
            marked=marked,
            behind=behind,
            facts=self._facts_of(claim),
            start=Html(str(start)),
            end=Html(str(end)),
            reasons=Html("".join(map(self._because, claim.notes))),
        )

    def _figure(self, claim: Claim, value: Html) -> tuple[Html, Html]:
        """A figure as it is printed, and its value below it; of one that was corrected, the other way round."""
        text = safe(claim.text + claim.unit_beside)
        if claim.is_put_right:
            return self._form("corrected").around(value), self._form("plain").around(text)
        return text, _NOTHING if _are_written(_ends(claim), claim.text) else self._form("plain").around(value)

    def _row_of_kind(
        self, topic: Topic, measure: Measure, direction: Direction | None, status: Status, pageless: bool
    ) -> Form:
        """The form of the rows that have all this in common."""
        words, arrow = self._words, _NOTHING
        if direction:
            said = safe(words["direction"][direction])
            arrow = self._form("arrow").fill(said=said, arrow=safe(ARROWS[direction].strip()))
        return self._form("row", words["page"]["line" if pageless else "page_line"]).partly(
            topic=safe(topic),
            topic_name=safe(words["topic"][topic]),
            measure=safe(measure),
            measure_name=safe(words["measure"][measure]),
            arrow=arrow,
            status=safe(status),
            status_name=safe(words["status"][status]),
        )

    def _said(self, name: str, text: str | None) -> Html:
        """A part that says some text; nothing where there is none."""
        return self._form(name).around(safe(text)) if text else _NOTHING

    def _facts_of(self, claim: Claim) -> Html:
        """What else is known of a claim; what only repeats its metric is left out."""
        known, unsaid = [(get(claim), form) for get, form in self._facts], (None, "", claim.metric)
        return Html("".join([form.around(safe(str(cell))) for cell, form in known if cell not in unsaid]))

    def _reason_of(self, note: Note) -> Html:
        reason = self._reason(note.decision, note.rule, bool(note.evidence))
        return reason.around(fresh(note.evidence)) if note.evidence else reason.fill()

    def _reason_of_rule(self, decision: DecisionName, rule: str, seen: bool) -> Form:
        """The form of the reasons that a rule gave, with or without words that it saw."""
        reason = self._words.reason(Note(decision, rule, ""))
        form = self._form("reason_seen" if seen else "reason")
        return form.partly(about=safe(reason.about), said=safe(reason.said))

    def written(self, number: int, report: Report, pieces: Iterable[Piece], framed: Collection[Numbered] = ()) -> Html:
        """A stretch of the text of a report, with its figures marked; `number` is the report's.

        Those that are `framed` have their frames on a picture as well.
        """
        parts = stretches(pieces)
        if len(parts) == 1:
            return self._stretch(parts[0][1], number, report, framed)
        form = self._form("stretch")
        written = [(start, self._stretch(part, number, report, framed)) for start, part in parts]
        return Html("".join([said if at < 0 else form.fill(start=Html(str(at)), said=said) for at, said in written]))

    def place(self, pieces: Iterable[Piece]) -> Html:
        """What an element says of the raw text that it shows: where it begins, if it is one stretch.

        >>> Figures(Words("zh")).place([Piece("text", "培训", start=3)])
        ' data-from="3"'
        """
        parts = stretches(pieces)
        whole = len(parts) == 1 and parts[0][0] >= 0
        return self._form("place").around(Html(str(parts[0][0]))) if whole else _NOTHING

    def _stretch(self, pieces: Iterable[Piece], number: int, report: Report, framed: Collection[Numbered]) -> Html:
        return Html("".join([self._piece(piece, number, report, framed) for piece in pieces]))

    def _piece(self, piece: Piece, number: int, report: Report, framed: Collection[Numbered]) -> Html:
        if piece.kind == "text":
            return fresh(piece.text)
        if piece.kind == "dropped":
            return self._form("dropped").around(fresh(piece.text))
        at = Html(f"{number}-{piece.number}")
        mark = (_MARKS_IN_READ_TEXT if (piece.kind, piece.number) in framed else _MARKS)[piece.kind]
        if piece.kind == "claim":
            claim = report.claims[piece.number]
            topic, metric = safe(claim.topic), safe(claim.metric)
            return self._form("claim").fill(mark=mark, at=at, topic=topic, metric=metric, text=safe(piece.text))
        why = self._why(report.rejected[piece.number])
        return self._form("rejected").fill(mark=mark, at=at, why=why, text=safe(piece.text))

    def frames(self, number: int, report: Report, frames: Iterable[Frame]) -> Html:
        """The frames of a picture as markup of the SVG that lies over it; `number` is the report's."""
        return Html("".join([self._frame(frame, number, report) for frame in frames]))

    def _frame(self, frame: Frame, number: int, report: Report) -> Html:
        at = Html(f"{number}-{frame.number}")
        sides = (map(Html, map(str, box)) for box in frame.boxes)
        form = self._form("box")
        boxes = Html("".join([form.fill(x=x, y=y, width=width, height=height) for x, y, width, height in sides]))
        if frame.kind == "claim":
            claim = report.claims[frame.number]
            topic, metric, text = safe(claim.topic), safe(claim.metric), safe(claim.text)
            return self._form("frame").fill(at=at, topic=topic, metric=metric, text=text, boxes=boxes)
        rejected = report.rejected[frame.number]
        return self._form("rejected_frame").fill(at=at, text=safe(rejected.text), why=self._why(rejected), boxes=boxes)

    def _why(self, rejected: Rejected) -> Html:
        rule = rejected.rule, rejected.why
        if rule not in self._whys:
            self._whys[rule] = safe(": ".join(self._words.rejection(rejected)))
        return self._whys[rule]

    def links(self, number: int, rejected: Iterable[tuple[int, Rejected]]) -> Html:
        """Links to rejected numbers, each with its number in the report."""
        form = self._form("link")
        return Html(" ".join(form.fill(at=Html(f"{number}-{at}"), text=safe(one.text)) for at, one in rejected))


def sign_of(claim: Claim, words: Words) -> str:
    """What stands before a figure that is not exact, where it does not say so itself."""
    said = words["sign_inside"].get(claim.qualifier, "")
    inside = not claim.is_put_right and any(char in claim.text for char in said)
    return "" if inside else words["sign"].get(claim.qualifier, "")


def _ends(claim: Claim) -> Sequence[str]:
    """The value in plain digits, or both ends of a range."""
    low, high = claim.quantity.low, claim.quantity.high
    return [plain(low)] if high is None else [plain(low), plain(high)]


def _are_written(ends: Sequence[str], text: str) -> bool:
    """Whether the report writes the value in plain digits: 2,150人, 2.6个百分点."""
    digits = text.replace(",", "")
    return ends[0] in digits and ends[-1] in digits
