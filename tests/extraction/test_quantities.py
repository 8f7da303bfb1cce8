"""Every way a Chinese report writes a quantity: data/quantities.txt through the pipeline, data/written.txt as read."""

from __future__ import annotations

import math
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from reportmine import extract
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.units import UNITS
from reportmine.model import Claim, Quantity

DATA = Path(__file__).parents[1] / "data" / "quantities.txt"
WRITTEN = DATA.with_name("written.txt")
TOLERANCE = 1e-5  # relative; a fraction that never ends stands with six decimals


class Figure(NamedTuple):
    """One quantity as the data file writes it; `values` holds one number, or both ends of a range."""

    quote: str
    values: tuple[Decimal, ...]
    unit: str
    qualifier: str

    @classmethod
    def written(cls, cell: str) -> Figure:
        quote, value, unit, qualifier = (part.strip() for part in cell.split(" |"))
        return cls(quote, tuple(map(Decimal, value.split("~"))), unit, qualifier)

    @classmethod
    def claimed(cls, claim: Claim) -> Figure:
        low, high = claim.quantity.low, claim.quantity.high
        values = (low,) if high is None else (low, high)
        return cls(claim.text, values, claim.quantity.unit, claim.qualifier)

    def agrees(self, other: Figure) -> bool:
        """Whether all is the same but for the last decimals of the values."""
        same_words = self._replace(values=()) == other._replace(values=())
        same_count = len(self.values) == len(other.values)
        return same_words and same_count and all(map(_close, self.values, other.values))

    def __str__(self) -> str:
        values = "~".join(f"{value.normalize():f}" for value in self.values)
        return f"{self.quote} | {values} | {self.unit} | {self.qualifier}"


def _close(one: Decimal, other: Decimal) -> bool:
    return math.isclose(one, other, rel_tol=TOLERANCE)


def by_category(data: Path) -> dict[str, list[str]]:
    """The lines under each `## ` heading, without comments and empty lines."""
    found: dict[str, list[str]] = {}
    category = ""
    for line in data.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            category = line.removeprefix("## ").strip()
            assert category not in found, f"the category {category} stands there twice"
            found[category] = []
        elif line and not line.startswith("#"):
            found[category].append(line)
    return found


CASES, WRITTEN_CASES = by_category(DATA), by_category(WRITTEN)


def split(line: str) -> tuple[str, list[Figure]]:
    text, _, cells = line.rpartition(" => ")
    return text, [] if cells.strip() == "-" else [Figure.written(cell) for cell in cells.split(" ; ")]


@pytest.mark.parametrize("category", CASES)
@pytest.mark.slow
def test_every_quantity_is_read_as_it_is_meant(category: str) -> None:
    failures = []
    for line in CASES[category]:
        text, wanted = split(line)
        found = [Figure.claimed(claim) for claim in extract(text).claims]
        if len(found) != len(wanted) or not all(map(Figure.agrees, wanted, found)):
            failures.append(f"{line}\n    found: {' ; '.join(map(str, found)) or '-'}")
    assert not failures, f"{len(failures)} of {len(CASES[category])}:\n" + "\n".join(failures)


def test_the_data_file_quotes_its_own_texts_in_order() -> None:
    for line in (line for lines in CASES.values() for line in lines):
        text, figures = split(line)
        at = 0
        for figure in figures:
            at = text.find(figure.quote, at)
            assert at >= 0, line
            at += len(figure.quote)


def test_there_are_as_many_lines_as_issue_3_asks_for() -> None:
    lines = [line for lines in CASES.values() for line in lines]
    assert len(lines) >= 600
    assert len(set(lines)) == len(lines)
    assert sum(not split(line)[1] for line in lines) >= 150


def as_written(text: str, quantity: Quantity) -> str:
    (start, end), number_end = quantity.span, quantity.number_end
    values = "~".join(f"{value:f}" for value in (quantity.low, quantity.high) if value is not None)
    cells = f"{text[start:number_end]}_{text[number_end:end]}", values, quantity.unit, quantity.form, quantity.qualifier
    return " | ".join(cells)


# A quantity is read alike wherever it stands.
AROUND = [("", ""), ("本节说明口径，下列各项都按此理解。" * 5, "，其余从略。")]


@pytest.mark.parametrize("around", AROUND, ids=["alone", "within"])
@pytest.mark.parametrize("category", WRITTEN_CASES)
def test_every_quantity_is_read_as_it_is_written(category: str, around: tuple[str, str]) -> None:
    failures = []
    for line in WRITTEN_CASES[category]:
        written, _, wanted = line.rpartition(" => ")
        text = written.join(around)
        found = " ; ".join(as_written(text, quantity) for quantity in parse_quantities(text, PRODUCT)) or "-"
        if found != wanted:
            failures.append(f"{text} => {wanted}\n    found: {found}")
    assert not failures, f"{len(failures)} of {len(WRITTEN_CASES[category])}:\n" + "\n".join(failures)


def test_a_quantity_has_the_dimension_of_its_unit() -> None:
    """But for shares of a whole, which have neither, and rates per so many."""
    for written in (line.rpartition(" => ")[0] for lines in WRITTEN_CASES.values() for line in lines):
        for quantity in parse_quantities(written, PRODUCT):
            known = UNITS.get(quantity.unit)
            wanted = known.dimension if known else "compound" if quantity.unit else ""
            assert quantity.dimension == wanted, written
