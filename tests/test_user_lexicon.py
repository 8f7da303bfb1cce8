"""A user's own words: what they change, that they change nothing else, and what a bad file is told."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import threading
from collections.abc import Iterator
from decimal import Decimal
from doctest import DocTestFinder, DocTestRunner, testfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import reportmine as api
from reportmine.cli.commands import reportmine
from reportmine.errors import LexiconError, UserLexiconError
from reportmine.lexicon import indicators, skipped, units
from reportmine.lexicon.applying import applied
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.listing import known
from reportmine.lexicon.units import UNITS, unit_at
from reportmine.lexicon.user import UserIndicator, UserLexicon, UserUnit, UserWord, combined
from reportmine.lexicon.user_file import parsed
from reportmine.output.lexicon_list import to_lexicon_table
from reportmine.output.screen import Screen
from reportmine.pipeline import check_lexicon
from reportmine.text.cleaning import clean

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "lexicon-example.toml"
OURS = """\
[[indicator]]
name = "志愿汇打卡人次"
aliases = ["志愿汇打卡"]
topic = "event"

[[unit]]
name = "人趟"
dimension = "event"

[[skip]]
phrase = "15分钟文化圈"
"""
TEXT = "建成15分钟文化圈，志愿汇打卡3.2万，接送老人1200人趟。"


def folded(spelling: str) -> str:
    return clean(spelling).text


def invoke(*args: str | Path, stdin: str | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args], input=stdin, env=env)


def said(report: api.model.Report) -> list[tuple[str, str | None, str, str]]:  # type: ignore[name-defined]
    return [(claim.metric, claim.indicator, claim.topic, claim.quantity.unit) for claim in report.claims]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
