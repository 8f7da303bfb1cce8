"""What reportmine wrote itself, told by what it begins with: a table of figures is no report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

from reportmine.errors import OwnResultError
from reportmine.lexicon.loader import toml

# Lines at the beginning that tell; the findings of a comparison stand above its first table.
_LOOKED_AT = 60
_RULE, _SHORTEST_RULE = "─", 20
# How the CSV that reportmine writes begins; a test holds it against the schema.
OWN_HEADERS = tuple(map(tuple, toml("readers/own_output.toml")["csv_heads"]))
# The columns that only tables of the figures of reports have, in either language.
_OF_FIGURES = frozenset(("path", "indicator", "文件", "标准指标"))


def refuse_own_output(text: str) -> None:
    """Raise OwnResultError, without a path, for a text of figures that reportmine wrote.

    >>> refuse_own_output("2023年工作报告\\n举办培训20场。")
    >>> refuse_own_output('{"schema": "reportmine.claims/2",')
    Traceback (most recent call last):
    reportmine.errors.OwnResultError: holds figures that reportmine wrote; give the report that they were read from.
    """
    if _is_own(text, toml("readers/own_output.toml")):
        raise OwnResultError("holds figures that reportmine wrote; give the report that they were read from.")


def is_own_csv(first_line: str) -> bool:
    """Whether a table that begins so holds the figures of reports.

    >>> is_own_csv("path,metric,indicator,topic,value"), is_own_csv("section,metric,topic,measure,unit")
    (True, False)
    """
    return any(first_line.startswith(f"{','.join(head)},") for head in OWN_HEADERS if len(set(head) & _OF_FIGURES) > 1)


def is_own_jsonl(first_line: str) -> bool:
    """Whether lines of JSON that begin so hold the figures of reports."""
    return all(sign in first_line for sign in toml("readers/own_output.toml")["line_of_json"])


def _is_own(text: str, signs: Mapping[str, Any]) -> bool:
    lines = list(islice((line for line in text[: _LOOKED_AT * 1000].splitlines() if line.strip()), _LOOKED_AT))
    if not lines:
        return False
    if lines[0].startswith((*signs["openings"], *(f"{','.join(head)}," for head in OWN_HEADERS))):
        return True
    if is_own_jsonl(lines[0]):
        return True
    return any(line.startswith(tuple(signs["heads"])) for line in lines) or _has_table(lines, signs["above_rule"])


def _has_table(lines: Sequence[str], above_rule: Sequence[str]) -> bool:
    """Whether a table stands there as a terminal shows it: a head, and a rule as wide below it."""
    return any(
        len(rule) >= _SHORTEST_RULE and not rule.strip(_RULE) and any(sign in head for sign in above_rule)
        for head, rule in pairwise(lines)
    )
