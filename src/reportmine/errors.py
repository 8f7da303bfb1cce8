"""Every error that reportmine raises on purpose: plain sentences that say what to do."""

from __future__ import annotations

from typing import Self

from reportmine.messages.message import Message, Parameter, message


class ReportmineError(Exception):
    """The family: its message is one sentence that a user can act on, in English where it is shown as it is.

    It is made of a template and what belongs in it, or of a message.

    >>> raise ReportmineError("{path}: no such file; check the path.", path="报告.txt")
    Traceback (most recent call last):
    reportmine.errors.ReportmineError: 报告.txt: no such file; check the path.
    """

    def __init__(self, said: str | Message = "", /, **parameters: Parameter) -> None:
        """A template without parameters is the sentence itself."""
        self.message = said if isinstance(said, Message) else message(said, **parameters)
        super().__init__(str(self.message))

    def about(self, place: str | Message) -> Self:
        """The same error, with what it is about in front.

        >>> ReadingError("is empty.").about("报告.txt")
        ReadingError('报告.txt: is empty.')
        """
        return type(self)(self.message.about(place))


class ReadingError(ReportmineError):
    """A report could not be read: missing, a folder, empty, binary, or in no known encoding."""


class FaultError(ReadingError):
    """Something in one report brought reportmine itself to a fault; others are read as if it were not there.

    `cause` is the name of what Python raised, `said` what it said, which may quote the report, and `calls` the places
    in the code that led there, which never do.
    """

    cause: str = ""
    said: str = ""
    calls: str = ""

    def about(self, place: str | Message) -> Self:
        """The same error, with what it is about in front."""
        named = super().about(place)
        named.cause, named.said, named.calls = self.cause, self.said, self.calls
        return named


class NotTextError(ReadingError):
    """A file is no text, nor of a format that is read: a picture, a spreadsheet, a program."""


class OwnResultError(NotTextError):
    """A file is what reportmine itself wrote, and no report."""


class LimitError(ReportmineError):
    """A limit of reading was given that is none, or a value that it cannot have."""


class NotAReportError(ReportmineError):
    """What was given to be read for figures is no text of a report: the path of one, say."""


class WritingError(ReportmineError):
    """A result could not be written; whatever stood at its place before still stands there."""


class LexiconError(ReportmineError):
    """A table of knowledge is wrong; the message names file, table and entry."""


class UserLexiconError(LexiconError):
    """A user's lexicon file cannot be used; the message names file, table and entry."""


class SegmenterError(ReportmineError):
    """The word segmenter that was asked for cannot be used here."""


class CorrectionsError(ReportmineError):
    """A file of corrections cannot be used; the message names the file and the entry."""


class MissingLibraryError(ReportmineError):
    """What was asked for takes a library that is not installed; the message names the command that installs it."""


class WorkerError(ReportmineError):
    """Several processes cannot read reports here: one of them ended early, or their number makes no sense."""
