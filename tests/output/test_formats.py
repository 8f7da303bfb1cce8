"""The registry names functions that are there and take what they are given."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from reportmine.output import registry
from reportmine.output.registry import (
    BATCHES,
    COMPARISONS,
    DIAGNOSES,
    EXPLANATIONS,
    LEARNED,
    LEXICON,
    PANELS,
    QUANTITIES,
    REPORTS,
    RULES,
    SAMPLES,
    Format,
    Style,
)

TABLES = (REPORTS, BATCHES, COMPARISONS, PANELS, EXPLANATIONS, QUANTITIES, RULES, LEARNED, LEXICON, SAMPLES, DIAGNOSES)


@pytest.mark.parametrize("form", [form for table in TABLES for form in table], ids=lambda form: form.writer.reference)
def test_every_function_is_there_and_takes_its_options(form: Format[Any]) -> None:
    options = {name: getattr(Style(), name) for name in form.takes}
    inspect.signature(form.writer.load()).bind("content", **options)
    assert all(callable(function.load()) for function in (form.check, form.add_to) if function)


def test_every_table_is_tested_here() -> None:
    tables = [value for value in vars(registry).values() if isinstance(value, tuple) and isinstance(value[0], Format)]
    assert list(map(id, tables)) == list(map(id, TABLES))
