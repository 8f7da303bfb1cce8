"""The rules of comparing: each tuple can be read as a list, and each penalty and exclusion does what it says."""

from __future__ import annotations

from typing import Any

import pytest

from reportmine import extract
from reportmine.comparison.audits.computations import COMPUTATIONS
from reportmine.comparison.audits.growth import NOT_COMPARABLE, UNSURE
from reportmine.comparison.audits.rules import AUDITS
from reportmine.comparison.audits.stated_changes import UNSURE_PAIRS
from reportmine.comparison.changes import CHANGES
from reportmine.comparison.comparability import WARNINGS
from reportmine.comparison.matching.features import features_of
from reportmine.comparison.matching.likeness import NAME_LIKENESS, PENALTIES, Candidate
from reportmine.comparison.matching.matcher import EXCLUSIONS
from reportmine.comparison.verdicts import VERDICT_RULES
from reportmine.extraction.rule import Rule, first_answer

DECISIONS: dict[str, tuple[Rule[Any, Any, Any], ...]] = {
    "audits": AUDITS,
    "changes": CHANGES,
    "computations": COMPUTATIONS,
    "exclusions": EXCLUSIONS,
    "name likeness": NAME_LIKENESS,
    "not comparable": NOT_COMPARABLE,
    "penalties": PENALTIES,
    "unsure": UNSURE,
    "unsure pairs": UNSURE_PAIRS,
    "verdicts": VERDICT_RULES,
    "warnings": WARNINGS,
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_rule_has_a_name_of_its_own_and_a_reason(decision: str) -> None:
    rules = DECISIONS[decision]
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.name and rule.why for rule in rules)


def candidate(old: str, new: str) -> Candidate:
    (first,), (second,) = (
        features_of(extract(f"{year}年工作报告\n{text}")) for year, text in ((2022, old), (2023, new))
    )
    return Candidate(first, second)


@pytest.mark.parametrize(
    ("old", "new", "penalties"),
    [
        ("捐赠收入20万元。", "捐赠收入25万元。", {}),
        ("同口径捐赠收入20万元。", "捐赠收入25万元。", {"basis": 5}),
        ("新增志愿者20名。", "志愿者25名。", {"additions": 8}),
        ("人均收入20万元。", "收入25万元。", {"per unit": 15}),
        ("新增志愿者20名。", "志愿者总数25名。", {"additions": 8, "flow and stock": 18}),
        ("捐赠收入20万元。", "捐赠收入700万元。", {"far apart": 10}),
    ],
)
def test_what_speaks_against_a_pair(old: str, new: str, penalties: dict[str, int]) -> None:
    asked = {rule.name: rule.ask(candidate(old, new)) for rule in PENALTIES}
    assert {name: points for name, points in asked.items() if points} == penalties


@pytest.mark.parametrize(
    ("old", "new", "exclusion"),
    [
        ("全年产值增长6.8%。", "全年产值增长9.1%。", None),
        ("上半年产值增长1.7%。", "全年产值增长9.1%。", "time"),
        ("石汀区产值20亿元。", "云岭县产值25亿元。", "place"),
        ("温室500亩。", "温室500栋。", "unit"),
    ],
)
def test_what_can_be_no_pair(old: str, new: str, exclusion: str | None) -> None:
    answered = first_answer(EXCLUSIONS, candidate(old, new))
    assert (answered and answered[0].name) == exclusion
