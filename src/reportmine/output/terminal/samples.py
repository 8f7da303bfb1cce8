"""The list of samples, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.paragraphs import paragraph
from reportmine.samples import Sample

_INDENT = 4


def to_sample_list(samples: Sequence[Sample], screen: Screen) -> str:
    """The samples as text for a screen or for paper, each with what can be seen on it.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> print(to_sample_list([Sample("a.txt", "a kind", "a thing")], PAPER), end="")
    a.txt · a kind
        a thing
    """
    return "".join(paint(_sample(sample, screen), screen) for sample in samples)


def _sample(sample: Sample, screen: Screen) -> list[Text]:
    head = Text.assemble((sample.name, "bold"), (f" · {screen.say(sample.kind)}", "dim"))
    return [head, *paragraph("", Text(screen.say(sample.shows)), screen, _INDENT)]
