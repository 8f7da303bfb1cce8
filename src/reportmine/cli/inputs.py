"""The reports that the arguments of a command stand for: read, and said on standard error what could not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reportmine.cli.collector import collector_paused
from reportmine.cli.overwriting import protect
from reportmine.cli.progress import Bar
from reportmine.cli.speaking import misuse
from reportmine.cli.streams import complain, tell, warn
from reportmine.errors import FaultError, ReadingError
from reportmine.messages.message import Message, Parameter, Sayable, counted

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import OcrMode, Report, Source
    from reportmine.readers.inputs import SkippedFiles

Read = TypeVar("Read")


class Sources:
    """The reports of some arguments in order, read when they are asked for; what cannot be read is said, not given."""

    def __init__(
        self,
        arguments: Sequence[str],
        encoding: str | None,
        ocr: OcrMode = "auto",
        *,
        as_one: bool = False,
        pictures: bool = False,
        jobs: int | None = None,
        quiet: bool = False,
    ) -> None:
        """`quiet` leaves out the warnings; errors are still said. So many `jobs` are done at the same time.

        Where nobody wants the `pictures` of scanned pages, they are not kept until all is read. The others are as
        `gather` takes them.
        """
        self._arguments = arguments
        self._encoding = encoding
        self._ocr: OcrMode = ocr
        self._as_one = as_one
        self._pictures = pictures
        self._jobs = jobs
        self._quiet = quiet
        self._bar = Bar(self._number, quiet=quiet)
        self.complete = True

    @property
    def several(self) -> bool:
        """Whether there may be more than one, whatever can be read today."""
        from reportmine.readers.inputs import stands_for_several

        # A folder that is one report stands for no more.
        return len(self._arguments) > 1 or (not self._as_one and any(map(stands_for_several, self._arguments)))

    @property
    def progress(self) -> Bar:
        """What shows how far the work on them is."""
        return self._bar

    def _number(self) -> int | None:
        from reportmine.readers.inputs import number_of_files

        return number_of_files(self._arguments)

    def __iter__(self) -> Iterator[Source]:
        """Read them; afterwards `complete` says whether all could be."""
        from reportmine.readers.inputs import gather
        from reportmine.readers.ocr.progress import listening
        from reportmine.readers.ocr.side_by_side import pages_at_once

        with listening(self._bar.pages), pages_at_once(self._jobs):
            sources = gather(self._arguments, encoding=self._encoding, ocr=self._ocr, as_one=self._as_one)
            yield from map(self._kept, self._said(sources, lambda source: source))

    def extracted(self, segmenter: str, words: UserLexicon | None) -> Iterator[Report]:
        """What is found in each, in the same order and with the same warnings, by as many processes as there are jobs.

        One job, or one report, takes none.
        """
        if not self._jobs or self._jobs == 1 or not self.several:
            for source in self:
                try:
                    report = _extracted(source, segmenter, words)
                except FaultError as error:
                    self.complain(error)
                else:
                    yield report
            return
        from reportmine.parallel.many import extracted
        from reportmine.readers.inputs import locate

        located = locate(self._arguments, encoding=self._encoding, ocr=self._ocr, as_one=self._as_one)
        reports = extracted(located, self._jobs, segmenter=segmenter, lexicon=words)
        for report in self._said(reports, lambda report: report.source):
            yield replace(report, source=self._kept(report.source))

    def _kept(self, source: Source) -> Source:
        return source if self._pictures else source.without_pictures()

    def _said(
        self, resolved: Iterable[Read | ReadingError | SkippedFiles], source_of: Callable[[Read], Source]
    ) -> Iterator[Read]:
        from reportmine.readers.inputs import SkippedFiles

        for found in resolved:
            if isinstance(found, ReadingError):
                self.complain(found)
            elif isinstance(found, SkippedFiles):
                self.warn(found)
            else:
                source = source_of(found)
                for remark in source.remarks:
                    self.warn("{place}: {reason}", place=name_of(source), reason=remark.message)
                yield found

    def complain(self, said: Sayable, /, **parameters: Parameter) -> None:
        """Say what could not be done; the run is not complete."""
        with self._bar.hidden():
            complain(said, **parameters)
        self.complete = False

    def tell(self, said: Sayable, /, **parameters: Parameter) -> None:
        """Say what was done, if that is wanted."""
        if not self._quiet:
            with self._bar.hidden():
                tell(said, **parameters)

    def warn(self, said: Sayable, /, **parameters: Parameter) -> None:
        """Say what a user may want to know, if that is wanted."""
        if not self._quiet:
            with self._bar.hidden():
                warn(said, **parameters)


def name_of(source: Source) -> str | Message:
    """What a source is called in a sentence."""
    from reportmine.readers import files

    return files.name_of_source(source)


def reports_counted(count: int) -> Message:
    """So many reports.

    >>> str(reports_counted(1)), str(reports_counted(1200))
    ('1 report', '1,200 reports')
    """
    return counted("{count:,} report", "{count:,} reports", count)


def one_source(
    argument: str, encoding: str | None, ocr: OcrMode = "auto", *, as_one: bool = False, quiet: bool = False
) -> Source:
    """The one report that an argument stands for; a usage error where it stands for more."""
    protect(None, [argument])
    sources = Sources([argument], encoding, ocr, as_one=as_one, quiet=quiet)
    found = iter(sources)
    first = next(found, None)
    if first is None:
        raise SystemExit(1)  # and why was said
    if sources.several and next(found, None) is not None:
        said = misuse(
            "{path}: there is more than one report in it; name one, such as {example}.",
            path=argument,
            example=first.path or "",
        )
        raise said
    return first


def extract_all(sources: Sources, segmenter: str, words: UserLexicon | None) -> list[Report]:
    """What is found in each source, in order."""
    found: list[Report] = []
    with sources.progress as bar:
        for report in sources.extracted(segmenter, words):
            found.append(report)
            bar.advance()
    return found


def _extracted(source: Source, segmenter: str, words: UserLexicon | None) -> Report:
    with collector_paused():
        from reportmine.api import extract  # which makes the tables of the lexicon, and no cycles either

        return extract(source, segmenter=segmenter, lexicon=words)
