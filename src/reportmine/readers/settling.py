"""What was found in folders and archives, told in order: reports, what could not be read, what was passed over.

Locating (`inputs.py`) gives events; whoever reads turns each `Unread` into an `Outcome`, here or in other processes;
`settled` then gives what a user sees. Only it knows which files of a folder were no reports, for that shows in reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Generic, TypeVar

from reportmine.errors import NotTextError, ReadingError
from reportmine.messages.message import Message, Sayable, counted, message, message_of
from reportmine.model import Source
from reportmine.readers.files import name_of
from reportmine.readers.large_text import LargeText

Read = TypeVar("Read")


class SkippedFiles(str):
    """A sentence that says how many files of a folder or an archive were left out, and of what kind."""

    message: Message

    def __new__(cls, said: Sayable) -> SkippedFiles:
        """The English sentence, which keeps the message that it was made of."""
        made = super().__new__(cls, str(said))
        made.message = message_of(said)
        return made


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that was found, by its name; `read` reads it or raises ReadingError, in whatever process.

    `data` are its bytes where they were unpacked to find it; else it is the file, or the folder, of its name. Of a file
    `large` gives the text that it is better read as in pieces, None where it is none.
    """

    name: str
    read: Callable[[], Source]
    data: bytes | None = None
    large: Callable[[], LargeText | None] | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Read]):
    """What reading gave: a report in the form that is wanted, or the error."""

    name: str
    result: Read | ReadingError


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that is no report, as its name tells."""

    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder, an archive or a pattern begins; what follows is in it, up to its `Closed`."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder, an archive or a pattern of this name ends; there were so many files in it."""

    name: str
    files: int


Event = Passed | Opened | Closed | ReadingError | SkippedFiles
Located = Unread | Event


@dataclass(slots=True)
class _Counts:
    skipped: Counter[str] = field(default_factory=Counter)
    reports: int = 0


def settled(events: Iterable[Outcome[Read] | Event]) -> Iterator[Read | ReadingError | SkippedFiles]:
    """The reports and errors among the events, and at the end of each folder how many of its files were passed over.

    >>> list(settled([Opened(), Passed("各区/乙.jpg"), Outcome("各区/甲.txt", "培训20场"), Closed("各区", 2)]))
    ['培训20场', '各区: passed over 1 file of no format that is read (1 .jpg).']
    """
    within: list[_Counts] = []
    for event in events:
        match event:
            case Opened():
                within.append(_Counts())
            case Passed(name):
                within[-1].skipped[ending(name)] += 1
            case Closed(name, files):
                summary = _summary(name, files, within.pop())
                if summary is not None:
                    yield from _told(summary, name, within)
            case Outcome(name, result):
                yield from _told(result, name, within)
            case _:
                yield from _told(event, "", within)


def _told(found: Read, name: str, within: list[_Counts]) -> Iterator[Read]:
    """What is found, unless it lies in a folder and is no report: then it is counted."""
    if within and isinstance(found, NotTextError):
        within[-1].skipped[ending(name)] += 1
        return
    if within:
        within[-1].reports += not isinstance(found, SkippedFiles)
    yield found


def _summary(name: str, files: int, counts: _Counts) -> NotTextError | SkippedFiles | None:
    skipped = counts.skipped
    if not counts.reports and files == skipped.total():
        return NotTextError(_no_report(skipped)).about(name_of(name))
    if skipped:
        return SkippedFiles(_passed_over(skipped).about(name_of(name)))
    return None


def _no_report(skipped: Counter[str]) -> Message:
    if not skipped:
        return message("there is no report in it; give another place.")
    return message("there is no report in it ({kinds}); give another place.", kinds=_kinds(skipped))


def _passed_over(skipped: Counter[str]) -> Message:
    return counted(
        "passed over {count} file of no format that is read ({kinds}).",
        "passed over {count} files of no format that is read ({kinds}).",
        skipped.total(),
        kinds=_kinds(skipped),
    )


def _kinds(skipped: Counter[str]) -> tuple[Message, ...]:
    """How many there are of each ending, the most first."""
    return tuple(
        message("{number} {ending}", number=count, ending=kind)
        if kind
        else message("{number} without ending", number=count)
        for kind, count in skipped.most_common()
    )


def ending(path: str) -> str:
    """The ending of a file's name in small letters, empty where there is none; of an address that of its path.

    >>> ending("年报/2023.TXT"), ending("a.warc/https://example.org"), ending("https://example.org/a.pdf?v=1.2")
    ('.txt', '', '.pdf')
    """
    _, scheme, address = path.partition("://")
    if scheme:
        path = address.partition("?")[0].partition("#")[0].partition("/")[2]
    return PurePath(path).suffix.lower()
