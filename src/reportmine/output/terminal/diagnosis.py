"""What `reportmine doctor` found, for people: plain lines, since what draws better ones may be what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportmine.diagnosis import Fact
from reportmine.messages.catalogue import Say
from reportmine.messages.message import counted
from reportmine.model.display import cells, shown
from reportmine.output.terminal.canvas import PAPER, Screen

_NAME = 27


def to_text(facts: Sequence[Fact], screen: Screen = PAPER) -> str:
    """The facts below the parts that they are of, and at the end whether reportmine works.

    >>> from reportmine.diagnosis import Fact
    >>> print(to_text([Fact("packages", "regex", "is not installed", "pip install reportmine", broken=True)]), end="")
    packages
    ! regex                    is not installed
                               → pip install reportmine
    <BLANKLINE>
    1 thing that reportmine needs is broken; what to do stands behind its arrow.
    """
    return "".join(f"{line}\n" for line in _lines(facts, screen.say))


def _lines(facts: Sequence[Fact], say: Say) -> Iterator[str]:
    for part, found in groupby(facts, key=lambda fact: fact.part):
        yield say(part)
        for fact in found:
            name = f"{'! ' if fact.broken else '  '}{say(fact.name)}"
            yield name + " " * (_NAME - cells(name)) + shown(say(fact.said))
            if fact.advice:
                yield " " * _NAME + f"→ {shown(say(fact.advice))}"
        yield ""
    broken = sum(fact.broken for fact in facts)
    wrong = counted(
        "{count} thing that reportmine needs is broken; what to do stands behind its arrow.",
        "{count} things that reportmine needs are broken; what to do stands behind its arrow.",
        broken,
    )
    yield say(wrong) if broken else say("All that reportmine needs works.")
