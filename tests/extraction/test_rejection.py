"""Every rule that rejects a number, on sentences in which it fires and on similar ones in which it may not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reportmine import extract
from reportmine.extraction.rejection.rules import REJECTION_RULES
from reportmine.lexicon.user.model import UserLexicon

DATA = Path(__file__).parents[1] / "data" / "rejections.toml"
TABLE = tomllib.loads(DATA.read_text(encoding="utf-8"))
AT_LEAST = 8


class Case(NamedTuple):
    """A number in a sentence, and whether the rule rejects it (`fires`) or it is kept as a figure."""

    rule: str
    fires: bool
    sentence: str
    quote: str
    skips: tuple[str, ...] = ()


def spelled_out(text: str) -> str:
    return re.sub(r"\{(.+?)\*(\d+)\}", lambda match: match[1] * int(match[2]), text)


def cases_of(row: dict[str, Any], name: str) -> list[Case]:
    return [
        Case(name, side == "fires", spelled_out(sentence), spelled_out(quote), tuple(row.get("skips", ())))
        for side in ("fires", "silent")
        for sentence, quote in row.get(side, ())
    ]


def label(case: Case) -> str:
    return f"{case.rule} {'fires' if case.fires else 'stays silent'}"


CASES = [case for row in TABLE["rule"] for case in cases_of(row, row["name"])]
KNOWN_FAILURES = [
    pytest.param(case, marks=pytest.mark.xfail(reason=row["why"], strict=True), id=label(case))
    for row in TABLE.get("known_failure", ())
    for case in cases_of(row, row["rule"])
]


def check(case: Case) -> None:
    report = extract(case.sentence, lexicon=UserLexicon(skips=case.skips) if case.skips else None)
    kept = [claim.text for claim in report.claims]
    rejected = [(one.text, one.rule) for one in report.rejected]
    found = f"{case.sentence[:60]}: kept {kept}, rejected {rejected}"
    if case.fires:
        assert (case.quote, case.rule) in rejected, found
    else:
        assert case.quote in kept, found


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_rule_fires_and_stays_silent(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", KNOWN_FAILURES)
def test_known_failures(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("fires", [True, False], ids=["fires", "silent"])
@pytest.mark.parametrize("rule", [rule.name for rule in REJECTION_RULES])
def test_every_rule_has_cases_enough(rule: str, fires: bool) -> None:
    sentences = {case.sentence for case in CASES if (case.rule, case.fires) == (rule, fires)}
    assert len(sentences) >= AT_LEAST


def test_every_sentence_stands_under_a_rule_that_there_is() -> None:
    names = {rule.name for rule in REJECTION_RULES}
    assert {case.rule for case in CASES} <= names
    assert {row["rule"] for row in TABLE.get("known_failure", ())} <= names


def test_every_quote_stands_in_its_sentence() -> None:
    known = [case for row in TABLE.get("known_failure", ()) for case in cases_of(row, row["rule"])]
    assert [case for case in CASES + known if case.quote not in case.sentence] == []
    assert len(set(CASES + known)) == len(CASES + known)


def test_every_rule_says_why() -> None:
    assert all(rule.why for rule in REJECTION_RULES)
    assert len({rule.name for rule in REJECTION_RULES}) == len(REJECTION_RULES)
