"""What `reportmine doctor` found, for people: plain lines, since what draws better ones may be what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportmine.diagnosis import Fact

_NAME = 27


def to_text(facts: Sequence[Fact]) -> str:
    """The facts below the parts that they are of, and at the end whether reportmine works.

    >>> from reportmine.diagnosis import Fact
    >>> print(to_text([Fact("packages", "regex", "is not installed", "pip install reportmine", broken=True)]), end="")
    packages
    ! regex                    is not installed
                               → pip install reportmine
    <BLANKLINE>
    1 thing that reportmine needs is broken; what to do stands behind its arrow.
    """
    return "".join(f"{line}\n" for line in _lines(facts))


def _lines(facts: Sequence[Fact]) -> Iterator[str]:
    for part, found in groupby(facts, key=lambda fact: fact.part):
        yield part
        for fact in found:
            yield f"{'! ' if fact.broken else '  '}{fact.name}".ljust(_NAME) + _printable(fact.said)
            if fact.advice:
                yield " " * _NAME + f"→ {_printable(fact.advice)}"
        yield ""
    broken = sum(fact.broken for fact in facts)
    if not broken:
        yield "All that reportmine needs works."
    elif broken == 1:
        yield "1 thing that reportmine needs is broken; what to do stands behind its arrow."
    else:
        yield f"{broken} things that reportmine needs are broken; what to do stands behind the arrows."


def _printable(said: str) -> str:
    # The name of a folder may hold anything, line ends and terminal escapes, too.
    return "".join(char if char.isprintable() else "�" for char in said)
