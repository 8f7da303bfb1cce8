"""A file of corrections: JSON text ↔ corrections, and all that is wrong with a text that should be one.

docs/corrections.schema.json says the same for other programs (docs/make_schema.py makes it of the tables here).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from reportmine.corrections.model import DIRECTED, SCHEMA, VERDICTS, Correction, Corrections, Fields, text_of
from reportmine.corrections.values import NUMBERS, PERIOD, VALUE, parted
from reportmine.errors import CorrectionsError
from reportmine.messages.message import Message, Parameter, message
from reportmine.model import Span
from reportmine.model.schema import CHOICES
from reportmine.model.unseen import can_be_seen
from reportmine.readers.files import is_file

# No report has more figures; the largest of ../shared/real has 3,421, and a file of so many entries takes a second.
MOST_ENTRIES = 100_000
_MOST_BYTES = 128 * 2**20
# What a page or a person puts into a field is shorter; it keeps a table readable.
LONGEST = 1_000
LONGEST_SENTENCE = 1_000_000
_AT_MOST = 2**53  # what every program that reads JSON can count to
_MOST_FAULTS = 50


class Fault(NamedTuple):
    """What is wrong: the number of the entry, from 1, or 0 for the file as a whole."""

    entry: int
    said: Message


class Checked(NamedTuple):
    """What can be used of a file, and all that is wrong with it, from top to bottom."""

    corrections: Corrections
    faults: tuple[Fault, ...]


class _WrongError(CorrectionsError):
    """Why an entry cannot be used."""


def load(path: str | Path) -> Corrections:
    """The corrections of a file; raises CorrectionsError that names the file and the entry of the first fault."""
    corrections, faults = check(path)
    if faults:
        entry, said = faults[0]
        place = message("{path}, entry {entry}", path=str(path), entry=entry) if entry else str(path)
        if len(faults) > 1:
            raise CorrectionsError(
                message(
                    "{place}: {reason} More is wrong; run: reportmine corrections check {path}",
                    place=place,
                    reason=said,
                    path=str(path),
                )
            )
        raise CorrectionsError(said).about(place)
    return corrections


def check(path: str | Path) -> Checked:
    """The corrections of a file, and all that is wrong with it; a file that cannot be read is one fault."""
    try:
        if is_file(path) and Path(path).stat().st_size > _MOST_BYTES:
            return _unfit("it is larger than {size} MB; no report has so many corrections.", size=_MOST_BYTES // 2**20)
        return parsed(Path(path).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return _unfit("no such file; check the path.")
    except IsADirectoryError:
        return _unfit("this is a folder; name a file in it.")
    except OSError as error:
        return _unfit("it cannot be read ({reason}); check its permissions.", reason=error.strerror or "")
    except UnicodeDecodeError:
        return _unfit("it is not in UTF-8; save it in that encoding.")


def parsed(text: str) -> Checked:
    """The corrections of a file's text, and all that is wrong with it.

    >>> parsed('{"schema": "reportmine.corrections/1", "report": {"sha256": ""}, "corrections": []}').faults
    ()
    >>> str(parsed("[]").faults[0].said)
    'this is no file of corrections; Save corrections on a page of reportmine writes one.'
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return _unfit("this is no JSON; save the corrections once more.")
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith("reportmine.corrections/"):
        return _unfit("this is no file of corrections; Save corrections on a page of reportmine writes one.")
    if data["schema"] != SCHEMA:
        return _unfit(
            "it is of the form {form}, and {known} is read; use the reportmine that wrote it.",
            form=quoted(data["schema"]),
            known=SCHEMA,
        )
    report, entries = data.get("report"), data.get("corrections")
    if not isinstance(report, dict) or not isinstance(report.get("sha256"), str):
        return _unfit('"report" does not say which report it is for: its "sha256" is missing.')
    if not isinstance(entries, list):
        return _unfit('"corrections" is no list.')
    if len(entries) > MOST_ENTRIES:
        return _unfit(
            "there are {count:,} entries in it; at most {most:,} are read.", count=len(entries), most=MOST_ENTRIES
        )
    path = report.get("path")
    found, faults = _entries(entries)
    about = Corrections(report["sha256"], path if isinstance(path, str) else None, tuple(found))
    return Checked(about, tuple(faults))


def written(corrections: Corrections) -> str:
    """The text of a file of corrections: an entry a line, in the order of the report.

    What UTF-8 has no place for, such as half a surrogate pair in the name of a file, is escaped.

    >>> parsed(written(Corrections("", "报告.txt", ()))).corrections.path
    '报告.txt'
    """
    text = _written(corrections, ascii_only=False)
    return text if _fits_utf8(text) else _written(corrections, ascii_only=True)


def _written(corrections: Corrections, *, ascii_only: bool) -> str:
    about = {"path": corrections.path, "sha256": corrections.sha256}
    ordered = sorted(corrections.entries, key=lambda one: one.span)
    lines = [json.dumps(_entry_record(one), ensure_ascii=ascii_only) for one in ordered]
    entries = "[\n  " + ",\n  ".join(lines) + "]" if lines else "[]"
    report = json.dumps(about, ensure_ascii=ascii_only)
    return f'{{"schema": "{SCHEMA}",\n "report": {report},\n "corrections": {entries}}}\n'


def _fits_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry_record(one: Correction) -> dict[str, Any]:
    return {
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
        "sentence": one.sentence,
        "mark": list(one.mark),
        "verdict": one.verdict,
        "fields": one.fields and cells_of(one.fields),
        "was": dict(one.was),
    }


def quoted(value: object, longest: int = 40) -> str:
    """A value as it stands in a sentence on what is wrong with it: the beginning of a long one.

    >>> quoted("1,5"), len(quoted("长" * 100))
    ("'1,5'", 40)
    """
    return repr(value)[:longest]


def _unfit(said: str, /, **parameters: Parameter) -> Checked:
    return Checked(Corrections("", None, ()), (Fault(0, message(said, **parameters)),))


def _entries(entries: Sequence[object]) -> tuple[list[Correction], list[Fault]]:
    found: list[Correction] = []
    faults: list[Fault] = []
    seen: dict[Span, int] = {}
    for number, entry in enumerate(entries, 1):
        try:
            one = _entry(entry)
            if one.span in seen:
                raise _WrongError(
                    "it is about the same characters as entry {entry}; leave one of them out.", entry=seen[one.span]
                )
        except CorrectionsError as wrong:
            faults.append(Fault(number, wrong.message))
            if len(faults) >= _MOST_FAULTS:
                return found, faults
            continue
        seen[one.span] = number
        found.append(one)
    return found, faults


def _entry(entry: object) -> Correction:
    if not isinstance(entry, dict):
        raise _WrongError("this is no object with start, end, text and verdict.")
    span = _span(entry.get("start"), entry.get("end"), message("start and end"))
    text, sentence = _text(entry, "text", LONGEST_SENTENCE), _text(entry, "sentence", LONGEST_SENTENCE)
    mark = entry.get("mark")
    first, last = mark if isinstance(mark, list) and len(mark) == 2 else (None, None)
    where = _span(first, last, "mark")
    if not text or where.end > len(sentence):
        raise _WrongError("its text is empty, or its mark is not inside of its sentence.")
    verdict = entry.get("verdict")
    if verdict not in VERDICTS:
        raise _WrongError(
            "the verdict {verdict} is none; it is one of {known}.", verdict=quoted(verdict), known=VERDICTS
        )
    given = entry.get("fields")
    if (given is None) != (verdict == "no figure"):
        raise _WrongError("fields is null for what is no figure, and for nothing else.")
    fields = None if given is None else _fields(given)
    if verdict == "figure" and where.of(sentence) != text:
        raise _WrongError("its mark in its sentence does not show its text.")
    return Correction(span, text, sentence, where, verdict, fields, _was(entry.get("was")))


def _span(start: object, end: object, name: str | Message) -> Span:
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in (start, end))
    if not whole or not 0 <= start < end <= _AT_MOST:  # type: ignore[operator]  # both are whole numbers
        raise _WrongError("{name} are not two whole numbers, the second behind the first.", name=name)
    return Span(start, end)  # type: ignore[arg-type]


def _text(entry: Mapping[str, object], name: str, longest: int) -> str:
    text = entry.get(name)
    if not isinstance(text, str) or len(text) > longest:
        raise _WrongError("{name} is no text of at most {longest:,} characters.", name=name, longest=longest)
    return text


def _was(was: object) -> dict[str, str | None]:
    if was is None:
        return {}
    known = isinstance(was, dict) and set(was) <= set(Fields._fields)
    if not known or not all(one is None or (isinstance(one, str) and len(one) <= LONGEST) for one in was.values()):  # type: ignore[attr-defined]
        raise _WrongError("was does not hold fields with the texts that they had.")
    return dict(was)  # type: ignore[call-overload, no-any-return]


def _fields(given: object) -> Fields:
    if not isinstance(given, dict):
        raise _WrongError("fields is no object.")
    if unknown := set(given) - set(Fields._fields):
        raise _WrongError(
            "there is no field {name}; there are {known}.", name=quoted(min(map(str, unknown))), known=Fields._fields
        )
    return fields_from(given)


def reasons(cells: Mapping[str, object]) -> dict[str, Message]:
    """Of each field that cannot hold what is given for it, why; what does not go together, where each could.

    >>> cells = {"value": "1,5", "period": "去年"}
    >>> str(reasons(cells)["value"])
    "'1,5' is no number in plain digits, such as 1200 or 5.2."
    >>> str(reasons({})["status"])
    'it is missing.'
    """
    found = {name: reason for name in Fields._fields if (reason := reason_of(name, cells.get(name)))}
    return found or dict(_not_together(cells))


def fields_from(cells: Mapping[str, Any]) -> Fields:
    """Fields out of their texts by name; raises CorrectionsError, without a place, for the first that cannot be.

    >>> choices = {"qualifier": "exact", "measure": "level", "status": "actual", "topic": "other"}
    >>> fields_from({"metric": "培训", "value": "20", "unit": "场"} | choices)[:4]
    ('培训', Decimal('20'), None, '场')
    """
    for name, reason in reasons(cells).items():
        raise CorrectionsError(reason).about(name)
    values: dict[str, Any] = {name: cells.get(name) for name in Fields._fields}
    low, high = values["value"], values["value_max"]
    return Fields(**values | {"value": Decimal(low), "value_max": None if high is None else Decimal(high)})


def cells_of(fields: Fields) -> dict[str, str | None]:
    """Fields as a file has them, numbers as text: what `fields_from` makes fields of."""
    return {name: text_of(cell) for name, cell in fields._asdict().items()}


def _not_together(cells: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """What each field may hold by itself, and not beside the others."""
    low, high, measure = cells["value"], cells.get("value_max"), cells["measure"]
    if high is not None and Decimal(high) < Decimal(low):
        yield "value_max", message("it is below value.")
    if cells.get("direction") is not None and measure not in DIRECTED:
        yield (
            "direction",
            message(
                "a figure of the kind {measure} has no direction; only those of {directed} have.",
                measure=measure,
                directed=tuple(sorted(DIRECTED)),
            ),
        )


# Fields that may say nothing: null, or no text for those that are never null.
OPTIONAL = frozenset(("value_max", "direction", "period", "baseline", "scope"))
MAY_BE_EMPTY = frozenset(("unit", "metric"))


def reason_of(name: str, cell: object) -> Message | None:
    """Why a field cannot hold this; None where it can."""
    return next(_reasons(name, cell), None)


def _reasons(name: str, cell: object) -> Iterator[Message]:
    if cell is None:
        if name not in OPTIONAL:
            yield message("it is missing.")
    elif not isinstance(cell, str):
        yield message("it is no text; numbers are written in quotes, too.")
    elif name in CHOICES:
        if cell not in CHOICES[name]:
            yield message("{cell} is none of {known}.", cell=quoted(cell), known=tuple(CHOICES[name]))
    elif name in NUMBERS:
        if not VALUE.fullmatch(cell):
            yield message("{cell} is no number in plain digits, such as 1200 or 5.2.", cell=quoted(cell))
    elif len(cell) > LONGEST or not can_be_seen(cell):
        yield message("it is longer than {longest:,} characters, or holds some that nobody can see.", longest=LONGEST)
    elif name == "period" and not PERIOD.fullmatch(cell):
        yield message(
            "{cell} is no period, such as 2024, 2024-H1, 2024-Q3, 2024-06, 2024-06-30 or 2021/2025.",
            cell=quoted(cell),
        )
    elif not cell and name not in MAY_BE_EMPTY:
        yield message("it is empty; write null.")
    elif name == "unit" and (multiplier := parted(cell)[0]):
        yield message(
            "{cell} begins with {multiplier}; multiply value by it, and write the unit without it: {unit}.",
            cell=quoted(cell),
            multiplier=multiplier,
            unit=quoted(parted(cell)[1]),
        )
