"""A field is declared once: one more row of the schema, and every format has it."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from reportmine.output.registry import REPORTS

# The formats work out their tables when they are imported, so that the row is added in a process of its own first.
SCRIPT = """
import sys
from reportmine.model import schema

schema.COLUMNS += (
    schema.Column("kind_of_unit", "量纲", "text", "what the unit measures", "quantity.dimension",
                  markdown=2, view=8, view_name="dimension", side=3, detail=True),
    schema.Column("size", "大小", "decimal", "how large it is", "quantity.low"),
)
from reportmine.cli.main import run
sys.exit(run())
"""
TEXT = "2023年工作报告\n全年举办培训20场。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one report, written in every format with the two more fields."""
    folder = tmp_path_factory.mktemp("added")
    for name, text in (("report.txt", TEXT), ("older.txt", TEXT.replace("2023", "2022"))):
        (folder / name).write_text(text, encoding="utf-8")
    for form in REPORTS:
        run(folder, "extract", "report.txt", "-o", f"figures{form.endings[0]}")
    run(folder, "extract", "report.txt", "-o", "zh.csv", "--header", "zh")
    run(folder, "compare", "older.txt", "report.txt", "-o", "changes.csv")
    return folder


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], cwd=folder, env=os.environ, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.count("\n")) == (0, 1) and done.stderr.startswith("Done: ")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def test_text_for_programs(folder: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(text_of(folder / "figures.csv")))
    assert (row["kind_of_unit"], row["size"]) == ("event", "20")
    (row,) = csv.DictReader(io.StringIO(text_of(folder / "zh.csv")))
    assert (row["量纲"], row["大小"], row["主题"]) == ("event", "20", "活动")
    (claim,) = json.loads(text_of(folder / "figures.json"))["claims"]
    line = json.loads(text_of(folder / "figures.jsonl"))
    assert [(one["kind_of_unit"], one["size"]) for one in (claim, line)] == [("event", "20")] * 2
    assert list(claim)[-3:] == ["kind_of_unit", "size", "notes"]


def test_excel_and_parquet_give_it_its_type(folder: Path) -> None:
    headings, values = openpyxl.load_workbook(folder / "figures.xlsx")["figures"].iter_rows(values_only=True)
    assert dict(zip(headings, values, strict=True)) | {"kind_of_unit": "event", "size": 20} == dict(
        zip(headings, values, strict=True)
    )
    (row,) = pq.read_table(folder / "figures.parquet").to_pylist()
    assert (row["kind_of_unit"], row["size"], row["size_float"]) == ("event", 20, 20.0)


def test_the_database_and_its_view(folder: Path) -> None:
    database = sqlite3.connect(folder / "figures.sqlite")
    try:
        assert database.execute("SELECT kind_of_unit, size, size_number FROM claims").fetchall() == [
            ("event", "20", 20.0)
        ]
        shown = database.execute("SELECT * FROM figures")
        names = [name for name, *_ in shown.description]
        assert names[names.index("dimension") - 1] == "unit" and "event" in shown.fetchone()
    finally:
        database.close()


def test_what_people_read(folder: Path) -> None:
    assert "| metric | text | kind_of_unit | value |" in text_of(folder / "figures.md")
    assert "<dt>量纲</dt><dd>event</dd>" in text_of(folder / "figures.html")
    (row,) = csv.DictReader(io.StringIO(text_of(folder / "changes.csv")))
    assert (row["old_kind_of_unit"], row["new_kind_of_unit"]) == ("event", "event")
