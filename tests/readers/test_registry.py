"""Every format has one row in the registry, and its functions are there but imported late."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any, get_args

import pytest

from reportmine.model import Remark, RemarkCode
from reportmine.readers.registry import READERS, reader_for


@pytest.mark.parametrize("place", sorted({place for row in READERS for place in (row.read, row.convert) if place}))
def test_the_functions_of_a_row_are_there(place: str) -> None:
    module, _, name = place.partition(":")
    assert callable(getattr(importlib.import_module(f"reportmine.readers.{module}"), name))


def test_the_registry_imports_no_reader() -> None:
    code = (
        "import sys, reportmine.readers.registry\n"
        "rooms = ('docx', 'html', 'libreoffice', 'markdown', 'pdf', 'plain_text', 'spreadsheets')\n"
        "print([name for name in sys.modules for room in rooms if name.startswith(f'reportmine.readers.{room}')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_last_row_takes_whatever_is_left() -> None:
    assert reader_for(b"", "").name == "text" == READERS[-1].name
    assert [row.name for row in READERS].count("text") == 1


def test_each_remark_has_a_sentence() -> None:
    parameters: dict[RemarkCode, dict[str, Any]] = {
        "hidden_sheet": {"sheet": "明细"},
        "hidden_cells": {"sheet": "明细", "rows": 1, "columns": 0},
        "formulas_without_results": {"count": 2},
        "embedded_file": {},
        "table_too_large": {"rows": 2001},
        "pages_scanned": {"pages": "1-3", "count": 3},
        "pages_unmapped": {"pages": "2", "count": 1},
        "pages_damaged": {"pages": "2", "count": 1},
        "pages_recognised": {"pages": "2", "count": 1},
        "hardly_chinese": {},
        "tables_in_part": {"tables": 1, "count": 5},
        "tables_lost": {"tables": 2, "count": 7},
        "units_unclear": {"count": 2, "units": "户、万元"},
        "unit_line_unread": {"unit": "毛尖箱"},
        "characters_lost": {"count": 3, "line": 5},
        "text_torn": {"count": 1},
    }
    sentences = [str(Remark.of(code, **parameters[code])) for code in get_args(RemarkCode)]
    assert len(set(sentences)) == len(sentences) == len(parameters)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    assert "1 hidden row of the sheet 明细 was left out." in sentences
