"""What is in a file of corrections, or what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reportmine.corrections.file import Fault
from reportmine.corrections.model import VERDICTS, Corrections, Verdict
from reportmine.output.terminal.cells import shown

_COUNTED: Mapping[Verdict, str] = {
    "right": "right",
    "changed": "changed",
    "no figure": "no figure",
    "figure": "taken in",
}


def to_verdict(path: str, corrections: Corrections, faults: Sequence[Fault]) -> str:
    """What is wrong with a file of corrections, a fault a line, or how many of which kind are in it.

    >>> print(to_verdict("a.json", Corrections("", None, ()), [Fault(3, "it has no text.")]), end="")
    a.json: entry 3: it has no text.
    >>> print(to_verdict("a.json", Corrections("", "报告.txt", ()), []), end="")
    a.json: no corrections of 报告.txt.
    """
    lines = [f"{path}: entry {entry}: {said}" if entry else f"{path}: {said}" for entry, said in faults]
    return "".join(shown(line) + "\n" for line in lines or [f"{path}: {contents(corrections)}."])


def contents(corrections: Corrections) -> str:
    """How many corrections there are, and of which kinds."""
    of = f" of {corrections.path}" if corrections.path else ""
    count = len(corrections.entries)
    if not count:
        return f"no corrections{of}"
    kinds = Counter(one.verdict for one in corrections.entries)
    parts = ", ".join(f"{kinds[verdict]:,} {_COUNTED[verdict]}" for verdict in VERDICTS if kinds[verdict])
    return f"{count:,} correction{'' if count == 1 else 's'}{of}: {parts}"
