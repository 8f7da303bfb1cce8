"""What comparing has to say to a reader: a code with its parameters, put into words only where it is shown.

`ENGLISH` is the one place that words them; the parameters of a message are the {names} of its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from reportmine.messages.message import Message, Parameter

Code = Literal[
    "units-differ",
    "new-has-no-unit",
    "old-has-no-unit",
    "no-growth-of-range-or-zero",
    "more-than-rounding",
    "constant-prices-by-rule",
    "comparable-basis",
    "only-a-bound",
    "base-elsewhere",
    "several-bases",
    "percent-or-points",
    "below-zero",
    "about",
    "times-or-multiple",
    "near-rounding",
    "figures-between",
    "other-scope",
    "weak-pair",
    "yearly-average",
    "parts-exceed-whole",
    "parts-may-overlap",
    "parts-fall-short",
    "two-values",
    "two-values-or-things",
    "nearly-met",
    "no-such-figure",
    "planned-for-later",
    "no-figure",
    "unknown-year",
    "other-year-in-name",
    "same-file",
    "same-year",
    "two-bodies",
    "few-pairs",
]

ENGLISH: Final[Mapping[Code, str]] = {
    # changes: units
    "units-differ": "One is given in {old} and the other in {new}.",
    "new-has-no-unit": "One is given in {old} and the other without unit.",
    "old-has-no-unit": "One is given without unit and the other in {new}.",
    # audits: what is stated
    "no-growth-of-range-or-zero": "A range or a zero has no growth.",
    "more-than-rounding": "More than rounding: the text gives no reason.",
    "constant-prices-by-rule": ("Its growth is stated at constant prices by rule; these are the prices of each year."),
    "comparable-basis": "It is stated as {word}, which these figures are not.",
    "only-a-bound": "One of the figures is only a bound.",
    "parts-exceed-whole": "The parts make up more than their whole.",
    "parts-fall-short": "The parts make up less than their whole.",
    "two-values": "It is given as {first} in line {first_line} and as {second} in line {second_line}.",
    # audits: why what does not agree may be right
    "base-elsewhere": "The earlier figure stands elsewhere, in line {line}: it may be of something else.",
    "several-bases": "Several earlier figures may be meant.",
    "percent-or-points": "It may be stated in points or in per cent.",
    "below-zero": "Growth from below zero is stated in several ways.",
    "about": "One of the figures is only about so much.",
    "times-or-multiple": "It agrees where so many times as much is meant, not so many times more.",
    "near-rounding": "It is off by little more than rounding.",
    "figures-between": "Other figures stand between it and the figure that it is the change of.",
    "other-scope": "One figure is of {old} and the other of {new}.",
    "weak-pair": "The earlier figure may be of something else: it is called {old}, this one {new}.",
    "yearly-average": "A yearly average is worked out in several ways.",
    "parts-may-overlap": "The parts make up more than their whole: they may overlap, or not all be parts of it.",
    "two-values-or-things": (
        "It is given as {first} in line {first_line} and as {second} in line {second_line}, which may be of two things."
    ),
    # targets: units and bounds, as above, and why one is open
    "nearly-met": "It was nearly met: less than a twentieth is missing.",
    "no-such-figure": "The new report gives no such figure.",
    "planned-for-later": "It is planned for {period}.",
    # warnings: what speaks against comparing two reports
    "no-figure": "{report}: there is no figure in it, so that nothing can be compared.",
    "unknown-year": "{reports}: the year cannot be told; the order is as given. Say it, such as --years {years}.",
    "other-year-in-name": "{report}: its file is named after {named}, but by title and text it is of {told}.",
    "same-file": "{old} and {new}: both are the same file under two names, so that nothing has changed.",
    "same-year": "{old} and {new}: both are of {year}.",
    "two-bodies": "{old} and {new}: by title and opening they are of two bodies, {old_body} and {new_body}.",
    "few-pairs": (
        "{old} and {new}: only {pairs} of {figures} figures have a partner; "
        "are both reports of one body and of one kind?"
    ),
}


def said(code: Code, **parameters: Parameter) -> Message:
    """The message of a code with these parameters.

    >>> found = said("planned-for-later", period="2025")
    >>> found.code, str(found)
    ('planned-for-later', 'It is planned for 2025.')
    """
    return Message(ENGLISH[code], tuple(parameters.items()), code=code)


def text_of(message: Message | None) -> str:
    """The sentence in English; nothing where there is nothing to say."""
    return str(message) if message else ""
