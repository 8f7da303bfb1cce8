"""Messages of comparing: every code has its sentence, and every sentence gets what it asks for."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import reportmine.comparison
from reportmine import compare, extract
from reportmine.comparison.messages import ENGLISH, Code, said, text_of
from reportmine.messages.catalogue import say_in

ROOM = Path(reportmine.comparison.__file__).parent


def names_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def made_in_code() -> list[ast.Call]:
    """All places that make a message."""
    trees = [ast.parse(path.read_text("utf-8")) for path in ROOM.rglob("*.py")]
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if ast.unparse(call.func) == "said" and call.args]


def codes_of(call: ast.Call) -> set[Code]:
    constants = {node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)}
    return {code for code in ENGLISH if code in constants}


def test_every_code_has_its_sentence() -> None:
    assert set(ENGLISH) == set(get_args(Code))


def test_every_code_is_made_somewhere() -> None:
    assert {code for call in made_in_code() for code in codes_of(call)} == set(ENGLISH)


@pytest.mark.parametrize("call", made_in_code(), ids=lambda call: ast.unparse(call.args[0]))
def test_every_message_gives_what_its_sentence_asks_for(call: ast.Call) -> None:
    given = {keyword.arg for keyword in call.keywords}
    assert all(names_in(ENGLISH[code]) == given for code in codes_of(call))


def test_reports_are_named_in_one_parameter() -> None:
    warnings = compare(extract("举办培训10场。"), extract("举办培训20场。")).warnings
    (unknown,) = (warning for warning in warnings if warning.code == "unknown-year")
    assert unknown.parameters == (("reports", ("untitled", "untitled")), ("years", "2022,2023"))
    assert str(unknown).startswith("untitled, untitled: the year cannot be told")
    assert say_in("zh")(unknown).startswith("untitled、untitled：看不出年份")


def test_braces_in_a_name_are_no_parameter() -> None:
    assert str(said("no-figure", report="{a}.txt")).startswith("{a}.txt: there is no figure")


def test_nothing_to_say_is_no_text() -> None:
    assert text_of(None) == ""
