"""One way to say a rule, and one engine that asks: every decision is an ordered tuple of rules.

A rule sees a frozen value that holds all it may go by, and answers or is silent. The first that answers decides;
`explain` asks all of them over the same value and shows what the others would have said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from reportmine.model import DecisionName, Note
from reportmine.model.unseen import without_unseen

Seen = TypeVar("Seen")
Answer = TypeVar("Answer")
Label = TypeVar("Label")
Value = TypeVar("Value")

# What notes say where learnt weights speak against the rules.
LEARNT = "learnt weights"
LEARNT_WHY = "weights learnt from labelled reports speak for another answer than the rules, and count"

# What was concluded, and the characters that say so.
Conclusion = tuple[Value, str]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Seen, Answer, Label]):
    """A named reason for one answer to a decision.

    `name` is what notes call it, `why` the reason in a few words. `ask` gives the answer; None, or anything empty, is
    silence. `label` is what other code may go by when the rule has decided: never its name, which is for readers.
    Of figures that are not of its `kinds` a rule is not asked, since it would say nothing; empty means all kinds.
    `evidence` tells the characters that it went by, where the answer does not hold them.
    """

    name: str
    why: str
    ask: Callable[[Seen], Answer | None]
    label: Label = None  # type: ignore[assignment]  # most decisions label nothing
    kinds: frozenset[str] = frozenset()
    evidence: Callable[[Seen], str] = lambda _: ""


def first_answer(
    rules: Iterable[Rule[Seen, Answer, Label]], seen: Seen
) -> tuple[Rule[Seen, Answer, Label], Answer] | None:
    """The first rule that answers, with its answer; None where all are silent.

    >>> rules = [Rule("even", "", lambda n: n % 2 == 0 and "even"), Rule("any", "", str)]
    >>> [(rule.name, answer) for rule, answer in filter(None, (first_answer(rules, n) for n in (2, 3)))]
    [('even', 'even'), ('any', '3')]
    """
    for rule in rules:
        answer = rule.ask(seen)
        if answer:
            return rule, answer
    return None


def concluded(
    decision: DecisionName,
    rules: Iterable[Rule[Seen, Conclusion[Value], Label]],
    seen: Seen,
    shown: Callable[[Value], str] = str,
) -> tuple[Value, Note] | None:
    """What the first rule that answers concludes, with its note; `shown` writes it there."""
    for rule in rules:
        answer = rule.ask(seen)
        if answer:
            value, evidence = answer
            return value, Note(decision, rule.name, evidence, shown(value), str(rule.label or ""))
    return None


def noted(decision: DecisionName, rules: Iterable[Rule[Seen, Conclusion[str], Label]], seen: Seen) -> Note | None:
    """The note of the first rule that answers; its value is what was concluded."""
    found = concluded(decision, rules, seen)
    return found[1] if found else None


def told(note: Note | None) -> str | None:
    """What a note concludes, as a claim has it: without what nobody can see, None where that leaves nothing."""
    return without_unseen(note.value) or None if note else None


def all_answers(rules: Iterable[Rule[Seen, Answer, Label]], seen: Seen) -> Iterator[Answer]:
    """What all rules answer that are not silent, in their order.

    >>> list(all_answers([Rule("sign", "", lambda n: n < 0 and "-"), Rule("digits", "", lambda n: str(abs(n)))], 7))
    ['7']
    """
    return (answer for rule in rules if (answer := rule.ask(seen)))


def when(holds: Callable[[Seen], bool], answer: Callable[[Seen], Answer]) -> Callable[[Seen], Answer | None]:
    """What a rule asks that answers only where something holds."""
    return lambda seen: answer(seen) if holds(seen) else None


def of_kinds(
    rules: Sequence[Rule[Seen, Answer, Label]], kinds: Iterable[str]
) -> dict[str, tuple[Rule[Seen, Answer, Label], ...]]:
    """The rules that are asked of figures of each kind, in order."""
    return {kind: tuple(rule for rule in rules if not rule.kinds or kind in rule.kinds) for kind in kinds}


class Asked(NamedTuple):
    """One rule and what it says: nothing (`silent`), what holds (`decided`), or what came too late (`later`).

    What rules say that decide nothing themselves is weighed with the rest (`proposed`).
    """

    rule: str
    why: str
    answer: str
    state: Literal["silent", "decided", "later", "proposed"]


def ask_all(
    rules: Iterable[Rule[Seen, Answer, Label]],
    seen: Seen,
    shown: Callable[[Rule[Seen, Answer, Label], Answer], str],
) -> tuple[Asked, ...]:
    """Every rule with its answer as it is `shown`: the first that answers decides, the later ones come too late."""
    asked: list[Asked] = []
    decided = False
    for rule in rules:
        answer = rule.ask(seen)
        if not answer:
            asked.append(Asked(rule.name, rule.why, "", "silent"))
            continue
        asked.append(Asked(rule.name, rule.why, shown(rule, answer), "later" if decided else "decided"))
        decided = True
    return tuple(asked)
