"""What is in a file of corrections, or what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportmine.corrections.file import Fault
from reportmine.corrections.model import VERDICTS, Corrections, Verdict
from reportmine.messages.catalogue import Say
from reportmine.messages.message import SEPARATOR, counted
from reportmine.output.terminal.canvas import PAPER, Screen
from reportmine.output.terminal.cells import shown


def to_verdict(path: str, corrections: Corrections, faults: Sequence[Fault], screen: Screen = PAPER) -> str:
    """What is wrong with a file of corrections, a fault a line, or how many of which kind are in it.

    >>> print(to_verdict("a.json", Corrections("", None, ()), [Fault(3, "it has no text.")]), end="")
    a.json: entry 3: it has no text.
    >>> print(to_verdict("a.json", Corrections("", "报告.txt", ()), []), end="")
    a.json: no corrections of 报告.txt.
    """
    lines = [_fault(path, fault, screen.say) for fault in faults] or [_fine(path, corrections, screen.say)]
    return "".join(shown(line) + "\n" for line in lines)


def _fault(path: str, fault: Fault, say: Say) -> str:
    entry, reason = fault
    if not entry:
        return say("{path}: {reason}", path=path, reason=reason)
    return say("{path}: entry {entry}: {reason}", path=path, entry=entry, reason=reason)


def _fine(path: str, corrections: Corrections, say: Say) -> str:
    """How many corrections there are, and of which kinds."""
    count, report = len(corrections.entries), corrections.path
    if not count and report:
        return say("{path}: no corrections of {report}.", path=path, report=report)
    if not count:
        return say("{path}: no corrections.", path=path)
    kinds = Counter(one.verdict for one in corrections.entries)
    parts = say(SEPARATOR).join(_counted(verdict, kinds[verdict], say) for verdict in VERDICTS if kinds[verdict])
    several = (
        counted("{count:,} correction of {report}", "{count:,} corrections of {report}", count, report=report)
        if report
        else counted("{count:,} correction", "{count:,} corrections", count)
    )
    return say("{path}: {corrections}: {parts}.", path=path, corrections=several, parts=parts)


def _counted(verdict: Verdict, count: int, say: Say) -> str:
    match verdict:
        case "right":
            return say("{count:,} right", count=count)
        case "changed":
            return say("{count:,} changed", count=count)
        case "no figure":
            return say("{count:,} no figure", count=count)
        case "figure":
            return say("{count:,} taken in", count=count)
