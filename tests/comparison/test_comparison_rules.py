"""The rules of comparing: each tuple can be read as a list."""

from __future__ import annotations

from typing import Any

import pytest

from reportmine.comparison.audits.computations import COMPUTATIONS
from reportmine.comparison.audits.growth import NOT_COMPARABLE, UNSURE
from reportmine.comparison.audits.rules import AUDITS
from reportmine.comparison.audits.stated_changes import UNSURE_PAIRS
from reportmine.comparison.changes import CHANGES
from reportmine.comparison.comparability import WARNINGS
from reportmine.comparison.verdicts import VERDICT_RULES
from reportmine.extraction.rule import Rule

DECISIONS: dict[str, tuple[Rule[Any, Any, Any], ...]] = {
    "audits": AUDITS,
    "changes": CHANGES,
    "computations": COMPUTATIONS,
    "not comparable": NOT_COMPARABLE,
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
