"""A table of figures that a reader changed in a spreadsheet, and the report read anew → the corrections.

A row is tied to a report by its path and its SHA-256, and to a figure by its start, end and text. A cell that says
something else than the report's own reading is a correction; rows may be sorted or taken away, columns moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from reportmine.corrections.file import cells_of, fields_from, quoted, reason_of
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import Correction, Corrections, Fields, fields_of
from reportmine.corrections.tables.cells import TableCell, alike, flat, meaning, still, whole_number
from reportmine.corrections.tables.check_marks import said_in
from reportmine.corrections.tables.files import Table, tables_of
from reportmine.corrections.tables.headed import Headed, Sorted, sorted_out
from reportmine.corrections.tables.owners import Owners
from reportmine.corrections.tables.printed import printed
from reportmine.corrections.tables.workbooks import CHECK, PRINTED
from reportmine.corrections.values import VALUE, parted, power_of
from reportmine.errors import CorrectionsError, ReadingError
from reportmine.messages.message import Message, Parameter, counted, message
from reportmine.model import Claim, Report, Span
from reportmine.model.digits import plain, shifted

_MOST_FAULTS = 50
# Of the reports that a table was made of, how many are named, and how much of a name: all of a path of Windows.
_MOST_NAMED, _LONGEST_NAME = 5, 260
_CHECK = CHECK.name
# Columns of words that are of no use to change: what they say follows from the others.
_FIXED: Mapping[str, str] = {"indicator": "indicator", "section": "section", "sentence": "sentence"}
_CUT = "… (cut: "


class Found(NamedTuple):
    """The corrections of each report, in the order of the reports; sentences on what was not read; what is wrong.

    Where something is wrong, nothing of the table should be used.
    """

    corrections: tuple[Corrections, ...]
    remarks: tuple[Message, ...]
    faults: tuple[Message, ...]


class _Place(NamedTuple):
    """A row of a table."""

    table: Headed
    number: int

    @property
    def row(self) -> Message:
        return self.table.row(self.number)

    def cell(self, name: str) -> Message:
        return self.table.place(self.number, name)


class _Said:
    """What all rows about one figure say: what is changed, with the place that says so, and the check."""

    def __init__(self, read: Claim | None, claim: Claim, place: _Place) -> None:
        """`claim` is what the table was written of: the claim as it was read, or as it was put right before."""
        self.read, self.claim, self.first = read, claim, place
        self.was = cells_of(fields_of(claim))
        self.changed: dict[str, tuple[str | None, _Place]] = {}
        self.verdict: tuple[str, _Place] | None = None


def corrections_from(
    path: str, reports: Sequence[Report], headings: Mapping[str, str], before: Sequence[Report] = ()
) -> Found:
    """The corrections that a workbook or CSV file holds of reports; raises CorrectionsError for no such file.

    `headings` tells the stable names of columns by what stands above them (`output.schema.by_heading`). `before` are
    the reports with the corrections that there are already, with which the table may have been written.
    """
    try:
        return compared(tables_of(path), reports, headings, before)
    except ReadingError as error:
        raise CorrectionsError(error.message).about(path) from error


def compared(
    tables: Iterable[Table], reports: Sequence[Report], headings: Mapping[str, str], before: Sequence[Report] = ()
) -> Found:
    """The corrections that tables hold of reports.

    >>> from reportmine.api import extract
    >>> known = {name: name for name in ("metric", "start", "end", "text")}
    >>> rows = [(1, ["metric", "start", "end", "text"]), (2, ["学员培训", 4, 7, "20场"])]
    >>> found = compared([Table("figures", rows)], [extract("举办培训20场。")], known)
    >>> found.corrections[0].entries[0].was, found.faults
    ({'metric': '培训'}, ())
    """
    return _Comparison(reports, before or reports, sorted_out(tables, headings)).found()


class _Comparison:
    """Tables beside the reports that they were written of."""

    def __init__(self, reports: Sequence[Report], before: Sequence[Report], tables: Sorted) -> None:
        self._reports, self._before, self._tables = reports, before, tables
        self._owners = Owners(reports, tables.reports)
        self._claims = [{claim.span: claim for claim in report.claims} for report in reports]
        self._corrected = [{claim.span: claim for claim in report.claims} for report in before]
        self._said: list[dict[Span, _Said]] = [{} for _ in reports]
        self._faults = list(tables.faults)
        self._unused: list[Message] = []
        self._reprinted: list[tuple[_Place, str]] = []
        self._multiplied: list[tuple[_Place, str, str]] = []

    def found(self) -> Found:
        """All that the tables say."""
        if not self._tables.figures and not self._faults:
            self._faults.append(message("there is no table of figures in it; give what extract wrote as XLSX or CSV."))
        for table in self._tables.figures:
            for number, row in table.rows:
                if any(map(_holds, (table.cell(row, name) for name in table.places))):
                    self._row(_Place(table, number), row)
        made = [tuple(self._corrections(said)) for said in self._said]
        if not self._faults and not self._owners.faults and (others := self._owners.others()):
            self._faults.append(_of_others(self._reports, others))
        faults = [*self._faults, *self._owners.faults]
        remarks = [] if faults else [*self._tables.remarks, *self._owners.remarks(), *self._remarks()]
        found = [of_report(report, entries) for report, entries in zip(self._reports, made, strict=True)]
        return Found(tuple(found), tuple(remarks), tuple(_first(faults)))

    def _row(self, place: _Place, row: Sequence[TableCell]) -> None:
        """Take in what a row says."""
        table = place.table
        start, end = (whole_number(table.cell(row, name)) for name in ("start", "end"))
        if start is None or end is None:
            self._fault(place.row, message("it has no start and end; take the row away, or put them back."))
            return
        owner = self._owners.of(table.cell(row, "path"), place.row, Span(start, end))
        if owner is None:
            return
        read = self._claims[owner].get(Span(start, end))
        claim = self._written_of(read, self._corrected[owner].get(Span(start, end)), table.cell(row, "confidence"))
        report = _name_of(self._reports[owner])
        if claim is None:
            unknown = message(
                "there is no figure from {start} to {end} in {report}.", start=start, end=end, report=report
            )
            self._fault(place.row, unknown)
        elif not self._is_same(table, row, claim):
            self._fault(place.cell("text"), _other_text(claim, report))
        else:
            said_of = self._said[owner].get(claim.span) or _Said(read, claim, place)
            self._said[owner][claim.span] = said_of
            self._verdict(said_of, place, row)
            self._changes(said_of, place, row)

    def _written_of(self, read: Claim | None, corrected: Claim | None, confidence: TableCell) -> Claim | None:
        """What a row was written of: where a reader had looked at it before, its confidence is 1."""
        if read is None or corrected is None:
            return read or corrected
        return corrected if read.confidence != 1 and whole_number(confidence) == 1 else read

    def _is_same(self, table: Headed, row: Sequence[TableCell], claim: Claim) -> bool:
        """Whether a row is about the claim at its place; a spreadsheet takes 3/4 for a date, so its sentence tells."""
        if alike(table.cell(row, "text"), claim.text):
            return True
        return "/" in claim.text and alike(table.cell(row, "sentence"), claim.sentence)

    def _verdict(self, said: _Said, place: _Place, row: Sequence[TableCell]) -> None:
        try:
            verdict = said_in(place.table.cell(row, _CHECK))
        except CorrectionsError as error:
            self._fault(place.cell(_CHECK), error.message)
            return
        if verdict and said.verdict and said.verdict[0] != verdict:
            self._contradiction(said.verdict[1], place, _CHECK)
        elif verdict:
            said.verdict = verdict, place

    def _changes(self, said: _Said, place: _Place, row: Sequence[TableCell]) -> None:
        """Take in the cells of a row that say something else than the report's reading."""
        table = place.table
        unit = table.cell(row, "unit") if "unit" in table.places else said.was["unit"]
        for name in Fields._fields:
            if name not in table.places:
                continue
            try:
                now = meaning(name, table.cell(row, name), said.was[name], str(unit or "").strip())
                # A unit with a multiplier is taken out of both in `_multiplied_out`.
                multiplied = name == "unit" and parted(now or "")[0]
                reason = None if now == said.was[name] or multiplied else reason_of(name, now)
            except CorrectionsError as error:
                now, reason = None, error.message
            if reason:
                self._fault(place.cell(name), reason)
            elif now != said.was[name]:
                known = said.changed.setdefault(name, (now, place))
                if known[0] != now:
                    self._contradiction(known[1], place, name)
        for name, held in _FIXED.items():
            cell = table.cell(row, name)
            if name in table.places and not alike(cell, getattr(said.claim, held)) and _CUT not in str(cell):
                self._unused.append(place.cell(name))
        self._printed(said.claim, place, row)

    def _printed(self, claim: Claim, place: _Place, row: Sequence[TableCell]) -> None:
        """Take note of cells that do not say any more what is printed: they are not where a figure is put right."""
        for column in PRINTED:
            cell, was = place.table.cell(row, column.name), column.get(claim)
            if column.name in place.table.places and not still(column.kind, cell, was):
                self._reprinted.append((place, column.name))

    def _fault(self, place: Message, said: Message) -> None:
        self._faults.append(said.about(place))

    def _contradiction(self, first: _Place, second: _Place, name: str) -> None:
        said = message("it says something else than {place}; let both say the same.", place=first.cell(name))
        self._fault(second.cell(name), said)

    def _corrections(self, said: Mapping[Span, _Said]) -> Iterator[Correction]:
        """A correction of each figure of a report of which something is said."""
        for one in said.values():
            verdict, place = one.verdict or ("", one.first)
            if verdict == "no figure" and one.changed:
                name = next(iter(one.changed))
                both = message(
                    "it was changed, and {place} says that it is no figure; do only one of both.",
                    place=place.cell(_CHECK),
                )
                self._fault(one.changed[name][1].cell(name), both)
            elif verdict == "no figure":
                if one.read is None:
                    by_hand = message("it was taken in by hand; take its entry out of the file of corrections.")
                    self._fault(place.cell(_CHECK), by_hand)
                else:
                    yield of_claim(one.read, None)
            elif verdict or one.changed:
                changed = {name: cell for name, (cell, _) in one.changed.items()}
                try:
                    yield _correction(one, fields_from(one.was | self._multiplied_out(one, changed)))
                except CorrectionsError as error:
                    place = next((where for _, where in one.changed.values()), place)
                    self._fault(place.row, error.message)

    def _multiplied_out(self, said: _Said, changed: dict[str, str | None]) -> dict[str, str | None]:
        """What was changed, 890 | 亿元 as 89000000000 | 元; raises CorrectionsError where that may not be meant."""
        typed = changed.get("unit") or ""
        multiplier, unit = parted(typed)
        if not multiplier:
            return changed
        if "value" not in changed and printed(said.claim).power:
            raise CorrectionsError(
                "{value} has its multiplier in it already; write {unit}, or change value, too.",
                value=said.was["value"] or "",
                unit=quoted(unit),
            ).about("unit")
        power = power_of(multiplier)
        self._multiplied.append((said.changed["unit"][1], typed, unit))
        ends = {name: changed.get(name, said.was[name]) for name in ("value", "value_max")}
        return changed | {"unit": unit} | {name: _times(end, power) for name, end in ends.items()}

    def _remarks(self) -> Iterator[Message]:
        for at, (report, said) in enumerate(zip(self._before, self._said, strict=True)):
            left = sum(claim.span not in said for claim in report.claims)
            if said and left:
                yield _left_alone(left, report)
            elif not said and report.claims and not self._owners.has(at):
                yield message("no row of the table is of {report}.", report=_name_of(report))
        if self._unused:
            yield _unused(self._unused)
        if self._reprinted:
            yield _reprinted(self._reprinted)
        if self._multiplied:
            yield _multiplied(self._multiplied)


def _first(faults: list[Message]) -> list[Message]:
    """As many faults as somebody reads, and how many more there are."""
    more = len(faults) - _MOST_FAULTS
    if more <= 0:
        return faults
    said = counted("{count:,} more cell or row is wrong.", "{count:,} more cells or rows are wrong.", more)
    return [*faults[:_MOST_FAULTS], said]


def _of_others(given: Sequence[Report], others: Sequence[str]) -> Message:
    """That the table is of other reports, which are named where it names them."""
    reports = tuple(map(_name_of, given))
    if named := tuple(quoted(flat(other), _LONGEST_NAME) for other in others if other)[:_MOST_NAMED]:
        return message(
            "it was made of {made}, and has no row of {reports}; give the report that it was made of.",
            made=named,
            reports=reports,
        )
    return message("it has no row of {reports}; give the report that it was made of.", reports=reports)


def _name_of(report: Report) -> str | Message:
    return report.source.path or message("the report")


def _other_text(claim: Claim, report: str | Message) -> Message:
    return message(
        "at {start} stands {text} in {report}, other than in its column; it is of another version, or the cell was"
        " changed.",
        start=claim.span.start,
        text=quoted(claim.text),
        report=report,
    )


def _left_alone(count: int, report: Report) -> Message:
    return counted(
        "{count:,} figure of {report} is not in the table; it is left as it is.",
        "{count:,} figures of {report} are not in the table; they are left as they are.",
        count,
        report=_name_of(report),
    )


def _unused(places: Sequence[Message]) -> Message:
    return counted(
        "{count:,} cell was changed in columns that follow from the others or the report; it was not taken over:"
        " {cells}.",
        "{count:,} cells were changed in columns that follow from the others or the report; they were not taken over:"
        " {cells}.",
        len(places),
        cells=_some(places),
    )


def _reprinted(cells: Sequence[tuple[_Place, str]]) -> Message:
    above = cells[0][0].table.above
    value, highest, unit = (above.get(name, name) for name in ("value", "value_max", "unit"))
    return counted(
        "{count:,} cell was changed in columns that show {value}, {highest} and {unit} as printed, to change there; it"
        " was not taken over: {cells}.",
        "{count:,} cells were changed in columns that show {value}, {highest} and {unit} as printed, to change there;"
        " they were not taken over: {cells}.",
        len(cells),
        value=value,
        highest=highest,
        unit=unit,
        cells=_some([place.cell(name) for place, name in cells]),
    )


def _multiplied(cells: Sequence[tuple[_Place, str, str]]) -> Message:
    _, typed, unit = cells[0]
    return counted(
        "{count:,} number was multiplied out, since its unit has a multiplier ({typed} is {unit} then): {cells}.",
        "{count:,} numbers were multiplied out, since their units have multipliers ({typed} is {unit} then): {cells}.",
        len(cells),
        typed=typed,
        unit=quoted(unit),
        cells=_some([place.cell("unit") for place, _, _ in cells]),
    )


def _times(number: str | None, power: int) -> str | None:
    """A number of the table times a power of ten; what is no number is told by its own check."""
    return plain(shifted(Decimal(number), power)) if number and VALUE.fullmatch(number) else number


def _some(places: Sequence[Message]) -> Parameter:
    """The first of some places; commas stand inside of each."""
    shown: Sequence[Parameter] = [*places[:3], "…"] if len(places) > 3 else places
    return reduce(lambda before, place: message("{before}; {place}", before=before, place=place), shown)


def _correction(said: _Said, fields: Fields) -> Correction:
    """What a reader says of a figure as it was read, or of one that was taken in by hand before."""
    if said.read is not None:
        return of_claim(said.read, fields)
    claim = said.claim
    return Correction(claim.span, claim.text, claim.sentence, claim.mark, "figure", fields)


def _holds(cell: TableCell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
