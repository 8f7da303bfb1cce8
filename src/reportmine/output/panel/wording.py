"""The values, marks and places of a panel in few words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.panel.model import Figure, Mark, Observation, Panel
from reportmine.comparison.panel.preferences import PREFERENCES
from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import Message, counted, message
from reportmine.model.digits import grouped, plain, shifted
from reportmine.model.display import shown
from reportmine.output.terminal.claims import SIGNS
from reportmine.output.terminal.wording import word

_LARGE = {Decimal(10**8): "亿", Decimal(10**4): "万", Decimal(1): ""}
# The sign behind a value, and what it means.
MARKS: dict[Mark, tuple[str, Message]] = {
    "unsure": ("?", message("not surely read")),
    "disputed": ("≠", message("another figure says something else")),
    "later": ("°", message("told by the report of the year after")),
    "no year": ("~", message("no year is said, so the report's is taken")),
}
# What decided among several figures (comparison/panel/preferences.py), for the reader.
FIRST = message("first in its report")


class PanelResult(NamedTuple):
    """The panels that are to be written, and whether tables for people list where each figure stands."""

    panels: tuple[Panel, ...]
    sources: bool = False


def unit_of(panel: Panel) -> str:
    """The unit in which the values of a panel are shown: 亿元."""
    return _LARGE[panel.multiplier] + panel.unit


def in_unit(value: Decimal, panel: Panel) -> Decimal:
    """A value in the unit that is shown, to its last digit."""
    return shifted(value, -panel.multiplier.adjusted())


def digits_of(figure: Figure, panel: Panel) -> str:
    """The value of a figure as people read it, with the sign of a bound; both ends of a range."""
    ends = (figure.value,) if figure.high is None else (figure.value, figure.high)
    said = "–".join(grouped(plain(in_unit(end, panel))) for end in ends)
    return SIGNS.get(figure.claim.qualifier, "") + said


def signs_of(observation: Observation) -> str:
    """The signs behind a value."""
    return "".join(MARKS[mark][0] for mark in observation.marks)


def place_of(figure: Figure, say: Say) -> str:
    """Where a figure stands: its file and line, or page."""
    name = shown(figure.path or figure.title or say("untitled"))
    claim = figure.claim
    if claim.page:
        return say("{path}, page {page}", path=name, page=claim.page)
    return say("{path}, line {line}", path=name, line=claim.line)


def meanings(observations: Iterable[Observation], say: Say) -> str:
    """What the signs of these mean, one after the other; empty where there are none."""
    there = {mark for observation in observations for mark in observation.marks}
    return "; ".join(f"{sign} {say(meaning)}" for mark, (sign, meaning) in MARKS.items() if mark in there)


def reason_of(observation: Observation, say: Say) -> str:
    """Why this figure is shown and no other; empty where there is no other."""
    if observation.found < 2:
        return ""
    rule = next((one.why for one in PREFERENCES if one.name == observation.rule), FIRST)
    return say(
        counted(
            "of {count} figure that fits: {reason}",
            "of {count} figures that fit: {reason}",
            observation.found,
            reason=rule,
        )
    )


def dispute_of(observation: Observation, panel: Panel, say: Say) -> str:
    """What other figures say, and where."""
    return "; ".join(
        say("{place}: {value}", place=place_of(rival, say), value=digits_of(rival, panel))
        for rival in observation.rivals
    )


def title_of(panel: Panel, language: Language) -> str:
    """What stands above a panel: its metric, what kind of figure it is, and the unit."""
    say, unit = say_in(language), unit_of(panel)
    kinds = [word("measure", panel.measure, language)] if panel.measure != "level" else []
    planned = [say("planned")] if panel.status == "target" else []
    head = " · ".join(map(shown, (panel.metric, *kinds, *planned)))
    return say("{metric} ({unit})", metric=head, unit=unit) if unit else head
