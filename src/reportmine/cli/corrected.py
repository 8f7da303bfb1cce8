"""Reports as a reader left them: the files of corrections that were named, and those that lie beside the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from reportmine.cli.inputs import Sources, name_of
from reportmine.cli.overwriting import protect
from reportmine.cli.speaking import misuse
from reportmine.corrections.model import ENDING
from reportmine.errors import CorrectionsError, FaultError
from reportmine.faults import faults_told
from reportmine.messages.message import Message, counted, message
from reportmine.readers.files import is_file

if TYPE_CHECKING:
    # Imported where there are corrections: most runs have none.
    from reportmine.corrections.applying import Corrected
    from reportmine.corrections.carrying import Held
    from reportmine.corrections.model import Corrections
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import Report, Source

_NAMED_AT_MOST = 5


def place_beside(source: Source) -> Path | None:
    """Where the corrections of a report are looked for: its name with their ending; None for what is no file.

    >>> from reportmine.model import Source
    >>> place_beside(Source("", "-")), place_beside(Source("", "no/such.zip/2023.txt"))
    (None, None)
    """
    if not source.path or not is_file(source.path):
        return None
    path = Path(source.path)
    return path.with_name(f"{path.stem}{ENDING}")


def other_report(found: Corrections, place: Path, source: Source) -> str | None:
    """The other report beside this one that a file of corrections was made for; None where it is for this one.

    报告.txt and 报告.docx have one place for their corrections.
    """
    name = PurePath(found.path).name if found.path else ""
    mine = PurePath(source.path).name if source.path else ""
    if found.sha256 == source.sha256 or name in ("", mine) or not is_file(place.with_name(name)):
        return None
    return name


class Chosen(NamedTuple):
    """The files of corrections that were named, and whether those beside the reports are taken, too."""

    named: tuple[str, ...]
    beside: bool


class CorrectedReports(NamedTuple):
    """Reports as readers left them, and what a file of corrections holds of each that has some."""

    reports: list[Report]
    known: tuple[Held, ...]


def corrected_all(
    reports: Sequence[Report], sources: Sources, chosen: Chosen, words: UserLexicon | None, target: str | None
) -> CorrectedReports:
    """Each report with its corrections; raises CorrectionsError where a file that was named cannot be used.

    A named file belongs to the report whose bytes or, failing that, whose name it was made for; where there is but one
    report, to that. It comes before one that lies beside the report. One of those that cannot be used is complained
    of, and its report given as it was read. None of them is overwritten by `target`.
    """
    there = [_lies_beside(report) for report in reports]
    protect(target, (), (*chosen.named, *filter(None, there)))
    if target and target.endswith(ENDING):
        raise misuse("{path}: a name that ends so is for corrections; choose another one.", path=target)
    lying = there if chosen.beside else [None] * len(reports)
    if not chosen.named and not any(lying):
        return CorrectedReports(list(reports), ())
    from reportmine.corrections.carrying import carried, held
    from reportmine.corrections.file import load

    files = {path: load(path) for path in chosen.named}
    meant = {path: _meant(found, reports) for path, found in files.items()}
    done: list[Report] = []
    known: list[Held] = []
    for at, (report, own) in enumerate(zip(reports, lying, strict=True)):
        here = [(path, found) for path, found in files.items() if meant[path] == at]
        if not here and own:
            here = _loaded(own, report, sources)
        done.append(_with_all(report, here, words, sources))
        if here:
            known.append(held(report, *(carried(report, found) for _, found in here)))
    for path, found in files.items():
        if meant[path] is None and reports:
            sources.warn(
                "{path}: made for {report}, which is none of these; it changes nothing.",
                path=path,
                report=found.path or message("another report"),
            )
    return CorrectedReports(done, tuple(known))


def _loaded(path: str, report: Report, sources: Sources) -> list[tuple[str, Corrections]]:
    """The corrections that lie beside a report; none, and why is said, where they cannot be used or are of another."""
    from reportmine.corrections.file import load

    try:
        found = load(path)
    except CorrectionsError as error:
        sources.complain(error)
        return []
    if other := other_report(found, Path(path), report.source):
        sources.warn(
            "{path}: made for {other} beside it, and not used for {report}.",
            path=path,
            other=other,
            report=name_of(report.source),
        )
        return []
    return [(path, found)]


def _lies_beside(report: Report) -> str | None:
    place = place_beside(report.source)
    return str(place) if is_file(place) else None


def _meant(found: Corrections, reports: Sequence[Report]) -> int | None:
    """The number of the report that corrections were made for; None where that is none, or may be several."""
    sources = [report.source for report in reports]
    same = [at for at, source in enumerate(sources) if found.sha256 and source.sha256 == found.sha256]
    there = [at for at, source in enumerate(sources) if found.path and source.path == found.path]
    name = PurePath(found.path).name if found.path else None
    called = [at for at, source in enumerate(sources) if source.path and PurePath(source.path).name == name]
    alone = [0] if len(reports) == 1 else []
    if same or there:
        return (same or there)[0]
    return next((one[0] for one in (called, alone) if len(one) == 1), None)


def _with_all(
    report: Report, files: Sequence[tuple[str, Corrections]], words: UserLexicon | None, sources: Sources
) -> Report:
    for path, found in files:
        from reportmine.corrections.applying import corrected
        from reportmine.lexicon.lexicon import with_user

        try:
            with faults_told(path):
                done = corrected(report, found, with_user(words))
        except FaultError as error:
            sources.complain(error)
            continue
        report = done.report
        sources.tell(_holding(path, found, done))
        for said in _left_out(path, done):
            sources.warn(said)
    return report


def _holding(path: str, found: Corrections, done: Corrected) -> Message:
    """How many corrections hold."""
    corrections = counted("{count:,} correction", "{count:,} corrections", len(found.entries))
    name = name_of(done.report.source)
    if not done.moved:
        return message(
            "{path}: {holding} of {corrections} hold for {report}.",
            path=path,
            holding=done.holding,
            corrections=corrections,
            report=name,
        )
    return message(
        "{path}: {holding} of {corrections} hold for {report}, {moved} of them at another place.",
        path=path,
        holding=done.holding,
        corrections=corrections,
        report=name,
        moved=done.moved,
    )


def _left_out(path: str, done: Corrected) -> Iterator[Message]:
    """The corrections that do not fit, and why."""
    for one, why in done.stale[:_NAMED_AT_MOST]:
        yield message(
            "{path}: the correction of {text} ({start}–{end}) is left out: {reason}.",
            path=path,
            text=one.text,
            start=one.span.start,
            end=one.span.end,
            reason=why,
        )
    more = len(done.stale) - _NAMED_AT_MOST
    if more > 0:
        yield counted(
            "{path}: {count:,} more correction left out in the same way.",
            "{path}: {count:,} more corrections left out in the same way.",
            more,
            path=path,
        )
