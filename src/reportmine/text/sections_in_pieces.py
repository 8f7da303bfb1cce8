"""The sections of a text that is read in pieces of whole lines: the same as those of all of it.

A first reading of all pieces keeps little: at each border, what the headings before it say, and what all sentences of
the section that goes on over it will say. With that, the sections of a piece can be told from the piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reportmine.model import Section, Span
from reportmine.text.agreement import NOTHING_SAID, Said, is_judged, judged, only_plans, said_in, said_of
from reportmine.text.headings import plans_as_a_whole
from reportmine.text.report_years import Years
from reportmine.text.sections import NO_SECTION, Course, cut, marks_in, planned, says_nothing, with_leads


class Border(NamedTuple):
    """Where a piece ends: the course of the text so far, the section that is open, what all of its sentences say."""

    course: Course
    section: Section
    said: Said


class TextSections(NamedTuple):
    """What tells the sections of each piece; `plans` as a whole, by title, or in all that it does not say otherwise."""

    years: Years
    whole: bool
    plans: bool
    borders: tuple[Border, ...] = ()

    def of(self, number: int, text: str) -> tuple[Section, ...]:
        """The sections of a piece, which has this number from 0, in its clean text."""
        before = self.borders[number - 1] if number else None
        sections, goes_on, _ = _sections_in(text, before, self)
        told = [said_of(section, text, self.whole) if is_judged(section) else NOTHING_SAID for section in sections]
        told[-1] = self.borders[number].said
        if goes_on and before is not None:
            told[0] = before.said
        return tuple(map(judged, sections, told))


def sections_of_pieces(pieces: Callable[[], Iterable[str]], years: Years, title: str | None) -> TextSections:
    r"""What tells the sections of a text, given its clean pieces, from the first whenever they are asked for.

    >>> pieces = ["二、2024年工作安排\n", "要办10件。\n"]
    >>> found = sections_of_pieces(lambda: pieces, Years(), None)
    >>> [(section.kind, section.year) for section in found.of(1, pieces[1])]
    [('plan', 2024)]
    """
    whole = plans_as_a_whole(title or "")
    plans = whole or (_says_nothing(pieces(), years) and only_plans(pieces()))
    begun = TextSections(years, whole, plans)
    return begun._replace(borders=tuple(_borders(pieces(), begun)))


def _says_nothing(pieces: Iterable[str], years: Years) -> bool:
    course = Course()
    for text in pieces:
        marks, course = marks_in(text, {}, years, course)
        if not says_nothing(marks):
            return False
    return True


def _sections_in(text: str, before: Border | None, about: TextSections) -> tuple[list[Section], bool, Course]:
    """The sections as headings have them, whether the one before goes on in the first of them, and the course."""
    marks, course = marks_in(text, {}, about.years, before.course if before else Course())
    if before is not None:
        marks = [before.section, *marks]
    elif about.plans:
        marks = [NO_SECTION, *marks]
    marks = with_leads(text, planned(marks) if about.plans else marks, about.years.report)
    goes_on = before is not None and all(mark.span.start for mark in marks[1:])
    return cut(text, marks), goes_on, course


def _borders(pieces: Iterable[str], about: TextSections) -> list[Border]:
    borders: list[Border] = []
    same = 0  # the first border over which the section that is open goes
    said = NOTHING_SAID
    for text in pieces:
        before = borders[-1] if borders else None
        sections, goes_on, course = _sections_in(text, before, about)
        first, last = sections[0], sections[-1]
        if goes_on:
            said = said_in(text, said.heading_left, first.span.end, about.whole, said)
            borders[same:] = [border._replace(said=said) for border in borders[same:]]
        if not goes_on or len(sections) > 1:
            said = said_of(last, text, about.whole)
            same = len(borders)
        borders.append(Border(course, last._replace(span=Span(0, 0)), said))
    return borders
