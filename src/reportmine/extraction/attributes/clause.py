"""One named figure in its clause: all that a measure rule may see, and small questions of it."""

from __future__ import annotations

from reportmine.extraction.naming.context import FigureContext, MetricName
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Direction, Measure, Note, Qualifier, Quantity, Status, slotted

Measured = tuple[Measure, Direction | None]


@slotted
class Frame:
    """Measure, direction, status and qualifier of one figure, with the notes of the rules.

    `share` is the part of all that speaks for any measure and status (0 to 1) that speaks for these; 1 where rules
    know.
    """

    measure: Measure
    direction: Direction | None
    status: Status
    qualifier: Qualifier
    notes: tuple[Note, ...]
    share: float = 1.0


def sureness(name: MetricName, frame: Frame) -> float:
    """The share that speaks for name, measure and status together: what `Weights.confidence` asks for."""
    return round(name.share * frame.share, 3)


@slotted
class Clause:
    """One named figure with the words of its clause before it, those of them behind its name, and those after.

    `earlier` is the frame of the figure before it in the sentence, or None.
    """

    context: FigureContext
    quantity: Quantity
    name: MetricName
    left: tuple[str, ...]
    tail: tuple[str, ...]
    right: tuple[str, ...]
    earlier: Frame | None


DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(cue_words.RISING, "up"),
    **dict.fromkeys(cue_words.FALLING, "down"),
}  # fmt: skip


def verb_of_change(words: tuple[str, ...], rate: bool = False) -> tuple[str, Direction] | None:
    """The last verb of change before the figure, unless 到 or 为 behind it makes the figure its end.

    With `rate`, 增长达5% is a change too.
    """
    if DIRECTIONS.keys().isdisjoint(words):
        return None
    for k in range(len(words) - 1, -1, -1):
        word = words[k]
        direction = DIRECTIONS.get(word)
        if direction:
            ends = [w for w in words[k + 1 :] if w in cue_words.RESULTATIVES and not (rate and w in ("达", "达到"))]
            return None if ends or word[-1] in "到至为" else (word, direction)
    return None


def spelled(clause: Clause) -> str:
    """The figure as the text writes it."""
    return clause.context.tokens.words[clause.context.at].text


TIME_BASE = pattern(f"(?<![常青少中老成])年|{any_of(cue_words.TIME_BASES)}")
