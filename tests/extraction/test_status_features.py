"""What speaks for reached or planned: each code has a meaning, and where a rule knows the weights are not asked."""

from __future__ import annotations

from array import array

import pytest

from reportmine.extraction.attributes.measure import clause_of
from reportmine.extraction.attributes.status import ruled_status, status_of
from reportmine.extraction.attributes.status_evidence import status_evidence
from reportmine.extraction.attributes.status_features import STATUS_MEANINGS, STATUSES, status_features
from reportmine.extraction.claims import ClaimTrace, traced_claims
from reportmine.extraction.positions import LineIndex
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.rule import LEARNT
from reportmine.extraction.weights import Weights, slot_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Source, Status
from reportmine.pipeline import context_of, segmenter_of

TEXT = "2023年林业工作\n一、造林情况\n全年造林30万亩，占计划的九成，计划明年再造林8万亩，到2030年达到100万亩。"


def traces() -> list[ClaimTrace]:
    report = context_of(Source(TEXT), PRODUCT)
    screened = screened_quantities(report.clean.text, PRODUCT)
    return list(traced_claims(report, screened, segmenter_of("auto"), LineIndex(TEXT)))


def features(trace: ClaimTrace) -> list[str]:
    clause = clause_of(trace.figure, trace.name, trace.earlier)
    evidence = status_evidence(trace.figure, trace.cues, 2023)
    rule, (ruled, _) = ruled_status(evidence)
    return status_features(clause, (trace.claim.measure, trace.claim.direction), evidence, (rule.name, ruled))


def judged(trace: ClaimTrace, status: Status) -> tuple[str, str]:
    """The status of a figure and what decided, by weights that speak for one status alone."""
    slots = array("b", [0]) * (1 << 20)
    for feature in features(trace):
        slots[slot_of(feature, 20, STATUSES.index(status))] = 1
    clause = clause_of(trace.figure, trace.name, trace.earlier)
    found, note, share = status_of(clause, ("level", None), trace.cues, 2023, Weights({"unit": 1}, slots))
    assert 0 < share <= 1
    return found, note.rule


def test_every_code_is_made_and_every_code_has_a_meaning() -> None:
    assert {feature.partition("=")[0] for trace in traces() for feature in features(trace)} == set(STATUS_MEANINGS)


@pytest.mark.parametrize("status", STATUSES)
def test_weights_speak_where_the_rules_go_by_a_sign(status: Status) -> None:
    reached, _, planned, _ = traces()
    assert judged(reached, status) == (status, "reached" if status == "actual" else LEARNT)
    assert judged(planned, status) == (status, "word of planning" if status == "target" else LEARNT)


@pytest.mark.parametrize("status", STATUSES)
def test_a_year_to_come_is_planned_whatever_the_weights_say(status: Status) -> None:
    assert judged(traces()[-1], status) == ("target", "year ahead")
