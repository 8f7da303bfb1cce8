"""What the page's script needs to know of a report beyond what the page shows, so that a reader can correct it there.

It stands in the page as JSON that no browser runs. Fields, choices, patterns and the endings of sentences are those of
`corrections`, and the columns of the table those of `output.schema`: none of them is written twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Any

from reportmine.corrections.carrying import Held
from reportmine.corrections.file import LONGEST, OPTIONAL, written
from reportmine.corrections.making import ENDS, FARTHEST, first_fields, sentence_around
from reportmine.corrections.model import DIRECTED, ENDING, SCHEMA, Correction, Corrections, Fields, fields_of
from reportmine.corrections.queue import to_check
from reportmine.corrections.values import MULTIPLIER_FORM, PERIOD_FORM, VALUE_FORM
from reportmine.extraction.attributes.topic import indicator_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Claim, Rejected, Report
from reportmine.model.digits import plain
from reportmine.model.display import ARROWS, CORRECTED
from reportmine.model.schema import COLUMNS, headings
from reportmine.model.spreadsheets import FORMULA, NUMBER
from reportmine.output.html.markup import Html, json_of
from reportmine.output.html.translations import Words

Record = list[Any]


def rules(words: Words) -> Html:
    """What holds for every report: fields and what they may hold, the form of files, the words that the script says."""
    said = {
        "schema": SCHEMA,
        "ending": ENDING,
        "fields": Fields._fields,
        "optional": sorted(OPTIONAL),
        "directed": sorted(DIRECTED),
        "value": VALUE_FORM,
        "period": PERIOD_FORM,
        "multiplier": MULTIPLIER_FORM,
        "longest": LONGEST,
        "ends": ENDS.pattern,
        "farthest": FARTHEST,
        "columns": [column.name for column in COLUMNS],
        "headings": headings("en"),
        "formula": FORMULA.pattern,
        "number": NUMBER.pattern,
        "sign": words["sign"],
        "sign_inside": words["sign_inside"],
        "corrected": CORRECTED,
        "arrows": {direction: arrow.strip() for direction, arrow in ARROWS.items() if direction},
        "unnamed": words["page"]["unnamed"],
        "line": words["page"]["line"],
        "page_line": words["page"]["page_line"],
        "characters": words["page"]["characters"],
        "said": words["checking"],
    }
    return json_of(said)


def data_of(report: Report, known: Held | None = None) -> Html:
    """What there is to know of a report: its claims and rejected numbers as arrays, least sure claims first in `queue`.

    `known` are the corrections that the report has already; a file that is saved from the page holds them, too. Those
    that do not fit are apart, in `kept`: no figure is shown as checked for what stands at its place by chance.

    >>> from reportmine.api import extract
    >>> data = json.loads(data_of(extract("举办培训20场。")))
    >>> data["queue"], data["claims"][0][:3], data["name"]
    ([0], [4, 7, '20场'], 'report')
    """
    source = report.source
    said = {
        "path": source.path,
        "name": _name(source.path),
        "sha256": source.sha256,
        "key": key_of(report),
        "queue": to_check(report.claims),
        "claims": list(map(_claim, report.claims)),
        "rejected": list(_rejected(report.rejected, source.raw)),
        "lines": [len(line) for line in source.raw.split("\n")[:-1]],
        "pages": source.pages,
        "indicators": _indicators(report.claims),
        "known": _entries(known.holding.entries if known else ()),
        "kept": _entries(known.kept if known else ()),
    }
    return json_of(said)


def key_of(report: Report) -> str:
    """What the browser keeps the corrections of a report under: the digest of its file, else of its text."""
    source = report.source
    return source.sha256 or hashlib.sha256(source.raw.encode("utf-8", "surrogatepass")).hexdigest()


def _entries(entries: tuple[Correction, ...]) -> list[Record]:
    """Corrections as a file has them."""
    found: list[Record] = json.loads(written(Corrections("", None, entries)))["corrections"]
    return found


def _name(path: str | None) -> str:
    """The name of a report's file without its last ending: files about it are called so, too."""
    return (PurePath(path).stem if path and path != "-" else "") or "report"


def _claim(claim: Claim) -> Record:
    """A claim as the script takes it apart; 0 stands for a sentence that the page shows as it is."""
    return [
        *claim.span,
        claim.text,
        *claim.mark,
        *_cells(fields_of(claim)),
        claim.indicator,
        claim.section,
        None if claim.confidence is None else str(claim.confidence),
        claim.line,
        claim.page,
        claim.other_names,
        claim.unit_beside,
        0 if claim.sentence.isprintable() else claim.sentence,
    ]


def _rejected(numbers: Sequence[Rejected], raw: str) -> Iterator[Record]:
    """Rejected numbers; 0 stands for the sentence of the number before."""
    last = None
    for one in numbers:
        sentence, mark = sentence_around(raw, one.span)
        yield [*one.span, *mark, *_cells(first_fields(one)), 0 if sentence == last else sentence]
        last = sentence


def _cells(fields: Fields) -> Iterator[str | None]:
    metric, low, high, *others = fields
    yield metric
    yield plain(low)
    yield None if high is None else plain(high)
    yield from others


def _indicators(claims: Iterable[Claim]) -> dict[str, str]:
    """The indicator of each name that a reader may choose, where it is one."""
    names = {*chain.from_iterable((claim.metric, *claim.other_names) for claim in claims)}
    known = ((name, indicator_of(name, PRODUCT)) for name in sorted(names))
    return {name: found.name for name, found in known if found}
