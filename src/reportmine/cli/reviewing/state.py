"""What a reader has said of the figures of a report so far, and which of them is looked at; knows no terminal."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from reportmine.corrections.file import cells_of, reasons
from reportmine.corrections.making import of_claim, of_number
from reportmine.corrections.model import Correction, Fields, Verdict, fields_of
from reportmine.corrections.places import Occupied
from reportmine.corrections.queue import to_check
from reportmine.errors import CorrectionsError
from reportmine.model import Claim, Rejected, Report, Span
from reportmine.model.claim import DOUBTFUL

# What can be chosen with one key.
MOST_NAMES = 5

Mark = Literal["open", "doubtful", "right", "changed", "no figure", "figure", "rejected"]


class Step(NamedTuple):
    """What was said before of a figure, its number among those to check, if it was one: what undoing brings back."""

    span: Span
    before: Correction | None
    number: int | None
    at: int


class Review:
    """A report, its figures to check in order, and what was said of them.

    >>> from reportmine.api import extract
    >>> review = Review(extract("举办培训20场，增长5%。"), everything=True)
    >>> review.right()
    >>> review.checked, review.total, review.current and review.current.of("举办培训20场，增长5%。")
    (1, 2, '5%')
    """

    def __init__(
        self, report: Report, said: Mapping[Span, Correction] | None = None, *, everything: bool = False
    ) -> None:
        """`said` is what a file of corrections holds for the report; `everything` checks all, not the doubtful."""
        self.report = report
        self.everything = everything
        self._claims = {claim.span: claim for claim in report.claims}
        self._rejected = {one.span: one for one in report.rejected}
        self._said = dict(said or {})
        self._saved = dict(self._said)
        self._steps: list[Step] = []
        self.order = self._first_order()
        self.at = 0
        self.at = self._next_open(-1)

    def _first_order(self) -> list[Span]:
        shown = {span for span, one in self._said.items() if span in self._claims or one.verdict == "figure"}
        if self.everything:
            return sorted(shown | set(self._claims))
        queue = [self.report.claims[at].span for at in to_check(self.report.claims)]
        return queue + sorted(shown - set(queue))

    # What there is to see.

    @property
    def current(self) -> Span | None:
        """The figure that is looked at; None where there is nothing to check."""
        return self.order[self.at] if self.order else None

    @property
    def total(self) -> int:
        """How many figures there are to check."""
        return len(self.order)

    @property
    def checked(self) -> int:
        """Of how many of them something was said."""
        return sum(span in self._said for span in self.order)

    @property
    def entries(self) -> tuple[Correction, ...]:
        """All that was said, in the order of the report."""
        return tuple(self._said[span] for span in sorted(self._said))

    @property
    def unsaved(self) -> int:
        """Of how many figures something else was said than what is saved."""
        return sum(self._said.get(span) != self._saved.get(span) for span in {*self._said, *self._saved})

    def saved(self) -> None:
        """Remember that all that was said is in the file."""
        self._saved = dict(self._said)

    def claim(self, span: Span) -> Claim | None:
        """The claim as it was read; None for a number that a reader took in."""
        return self._claims.get(span)

    def said(self, span: Span) -> Correction | None:
        """What was said of a figure."""
        return self._said.get(span)

    def verdict(self, span: Span) -> Verdict | None:
        """What a reader holds of a figure; None where nothing was said yet."""
        one = self._said.get(span)
        return one.verdict if one else None

    def fields(self, span: Span) -> Fields:
        """The fields of a figure as they are now; of what is no figure, as they were read."""
        one, claim = self._said.get(span), self._claims.get(span)
        if one and one.fields:
            return one.fields
        assert claim is not None, "a number that is no claim is shown only with fields"
        return fields_of(claim)

    def changed(self, span: Span) -> frozenset[str]:
        """The names of the fields that are not as they were read."""
        claim = self._claims.get(span)
        if claim is None:
            return frozenset()
        both = zip(Fields._fields, fields_of(claim), self.fields(span), strict=True)
        return frozenset(name for name, before, now in both if before != now)

    def names(self, span: Span) -> tuple[str, ...]:
        """The names to choose from: the one that was read, then the likeliest others."""
        claim = self._claims.get(span)
        if claim is None:
            return ()
        return tuple(dict.fromkeys((claim.metric, *claim.other_names)))[:MOST_NAMES]

    def mark(self, span: Span) -> Mark:
        """What a number of the text is shown as."""
        if verdict := self.verdict(span):
            return verdict
        claim = self._claims.get(span)
        if claim is None:
            return "rejected"
        return "open" if claim.is_sure(DOUBTFUL) else "doubtful"

    def marks(self) -> list[Span]:
        """All numbers of the text in order: claims, rejected numbers and those that were taken in."""
        return sorted({*self._claims, *self._rejected, *self.order})

    def left_out(self) -> list[Rejected]:
        """The numbers that may be taken in, in order: rejected ones, apart from those in a reader's figures."""
        taken = Occupied(span for span, one in self._said.items() if one.verdict == "figure")
        return [one for one in self.report.rejected if not taken.overlaps(one.span)]

    # What the keys do.

    def go(self, steps: int) -> None:
        """Look at the figure so many further, at most the last or the first."""
        self.at = max(0, min(len(self.order) - 1, self.at + steps))

    def look_at(self, span: Span) -> bool:
        """Look at this figure, if it is one of those to check."""
        if span not in self.order:
            return False
        self.at = self.order.index(span)
        return True

    def right(self) -> None:
        """The current figure is as it stands; go on to the next that nothing was said of.

        Raises CorrectionsError where it holds what no file of corrections may.
        """
        span = self.current
        if span is None:
            return
        if span not in self._said:
            self.take(self.fields(span))
        self.at = self._next_open(self.at)

    def choose(self, number: int) -> bool:
        """Give the current figure the name of this number, from 1; False where there is none."""
        span = self.current
        names = self.names(span) if span else ()
        if span is None or not 1 <= number <= len(names):
            return False
        self.take(self.fields(span)._replace(metric=names[number - 1]))
        return True

    def take(self, fields: Fields) -> None:
        """The current figure has these fields; raises CorrectionsError where no file of corrections may hold them."""
        span = self.current
        if span is None:
            return
        _check(fields)
        claim = self._claims.get(span)
        self._say(span, of_claim(claim, fields) if claim else of_number(self.report, span, fields))

    def no_figure(self) -> None:
        """The current figure is none; said of what is none already, or was taken in, it is as it was read again."""
        span = self.current
        if span is None:
            return
        claim = self._claims.get(span)
        if claim is None:
            self._say(span, None)
            self.order.remove(span)
            self.go(0)
        elif self.verdict(span) == "no figure":
            self._say(span, None)
        else:
            self._say(span, of_claim(claim, None))
            self.at = self._next_open(self.at)

    def take_in(self, span: Span, fields: Fields) -> None:
        """A rejected number is a figure with these fields, and looked at now; raises an error as `take` does."""
        _check(fields)
        self._say(span, of_number(self.report, span, fields))
        if span not in self.order:
            if self.everything:
                insort(self.order, span)
            else:
                self.order.append(span)
        self.look_at(span)

    def undo(self) -> bool:
        """Take back what was said last, and look at it; False where nothing was said since the start."""
        if not self._steps:
            return False
        step = self._steps.pop()
        self._set(step.span, step.before)
        if step.number is None and step.span in self.order:
            self.order.remove(step.span)
        elif step.number is not None and step.span not in self.order:
            self.order.insert(step.number, step.span)
        self.at = step.at
        return True

    def _say(self, span: Span, one: Correction | None) -> None:
        if self._said.get(span) != one:
            number = self.order.index(span) if span in self.order else None
            self._steps.append(Step(span, self._said.get(span), number, self.at))
            self._set(span, one)

    def _set(self, span: Span, one: Correction | None) -> None:
        if one is None:
            self._said.pop(span, None)
        else:
            self._said[span] = one

    def _next_open(self, at: int) -> int:
        """The number of the next figure that nothing was said of, after the last the first; `at` where all are."""
        count = len(self.order)
        following: Sequence[int] = [number % count for number in range(at + 1, at + 1 + count)] if count else ()
        return next((number for number in following if self.order[number] not in self._said), max(0, at))


def _check(fields: Fields) -> None:
    for name, reason in reasons(cells_of(fields)).items():
        raise CorrectionsError("{field}: {reason}", field=name, reason=reason)
