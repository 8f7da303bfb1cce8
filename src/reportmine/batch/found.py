"""What is found in the input of a batch, told apart: reports to be done, and what the ledger says of all else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from reportmine.errors import ReadingError
from reportmine.messages.message import Message, message
from reportmine.readers.settling import Closed, Located, Opened, Passed, SkippedFiles, Unread

Status = Literal["done", "failed", "skipped"]

_NO_FORMAT = message("is of no format that is read.")
_NO_REPORT = message("there is no report in it; give another place.")


class Found(NamedTuple):
    """A report to be done; in a folder or an archive (`within`) a file may be no report at all."""

    unread: Unread
    within: bool


class Settled(NamedTuple):
    """What is no report to be done: its name, and what the ledger says of it."""

    name: str
    status: Status
    reason: Message


def found_in(located: Iterable[Located], is_own: Callable[[str], bool] = lambda _: False) -> Iterator[Found | Settled]:
    """All that is located, in its order; what `is_own`, the output among the reports, is nothing.

    A folder or an archive in which nothing was found to be read fails as a whole.

    >>> events = [Opened(), Opened(), Passed("包.zip/内.zip/图.jpg"), Closed("包.zip/内.zip", 1), Closed("包.zip", 1)]
    >>> [(one.name, one.status) for one in found_in(events)]
    [('包.zip/内.zip/图.jpg', 'skipped'), ('包.zip/内.zip', 'failed'), ('包.zip', 'failed')]
    """
    inside: list[int] = []  # how many reports there are, so far, in each folder or archive that is open
    for one in located:
        match one:
            case Opened():
                inside.append(0)
            case Closed(name):
                count = inside.pop()
                inside[-1:] = [other + count for other in inside[-1:]]
                if not count:
                    yield Settled(name, "failed", _NO_REPORT)
            case Passed(name):
                if not is_own(name):
                    yield Settled(name, "skipped", _NO_FORMAT)
            case ReadingError():
                inside[-1:] = [count + 1 for count in inside[-1:]]
                yield Settled(_about(one.message), "failed", one.message)
            case SkippedFiles():
                yield Settled(_about(one.message), "skipped", one.message)
            case Unread(name, _, data) if data is not None or not is_own(name):
                yield Found(one, within=bool(inside))
                inside[-1:] = [count + 1 for count in inside[-1:]]


def _about(said: Message) -> str:
    """What a sentence is about: the first that is put into it."""
    return str(said.parameters[0][1]) if said.parameters else ""
