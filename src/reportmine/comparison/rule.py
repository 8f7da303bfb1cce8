"""One way to say a rule of comparing, and one engine that asks: each decision is an ordered tuple of rules.

A rule sees a frozen value that holds all it may go by, and answers or is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Seen = TypeVar("Seen")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Seen, Answer]):
    """A named reason for one answer: `why` in a few words; `ask` answers, or is silent with None or anything empty."""

    name: str
    why: str
    ask: Callable[[Seen], Answer | None]


def first_answer(rules: Iterable[Rule[Seen, Answer]], seen: Seen) -> tuple[Rule[Seen, Answer], Answer] | None:
    """The first rule that answers, with its answer; None where all are silent.

    >>> rules = [Rule("even", "", when(lambda n: n % 2 == 0, lambda _: "even")), Rule("any", "", str)]
    >>> [(rule.name, answer) for rule, answer in filter(None, (first_answer(rules, n) for n in (2, 3)))]
    [('even', 'even'), ('any', '3')]
    """
    for rule in rules:
        answer = rule.ask(seen)
        if answer:
            return rule, answer
    return None


def all_answers(rules: Iterable[Rule[Seen, Answer]], seen: Seen) -> Iterator[Answer]:
    """What all rules answer that are not silent, in their order.

    >>> list(all_answers([Rule("sign", "", lambda n: n < 0 and "-"), Rule("digits", "", lambda n: str(abs(n)))], 7))
    ['7']
    """
    return (answer for rule in rules if (answer := rule.ask(seen)))


def when(holds: Callable[[Seen], bool], answer: Callable[[Seen], Answer]) -> Callable[[Seen], Answer | None]:
    """What a rule asks that answers only where something holds."""
    return lambda seen: answer(seen) if holds(seen) else None
