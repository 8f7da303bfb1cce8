"""What speaks for a measure: each code has a meaning, and where only rules tell the weights are not asked."""

from __future__ import annotations

from array import array

import pytest

from reportmine.extraction.attributes.clause import Clause
from reportmine.extraction.attributes.measure import clause_of, ruled_measure
from reportmine.extraction.attributes.measure_features import (
    MEASURE_MEANINGS,
    MEASURES,
    measure_features,
    named,
    weighed,
)
from reportmine.extraction.claims import traced_claims
from reportmine.extraction.positions import LineIndex
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.weights import Weights, slot_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Source
from reportmine.pipeline import context_of, segmenter_of

TEXT = "2023年，全市地区生产总值1200亿元，比上年增长5.2%，其中工业占41%，接待游客12批。"


def clauses(text: str) -> list[Clause]:
    report = context_of(Source(text), PRODUCT)
    screened = screened_quantities(report.clean.text, PRODUCT)
    traces = traced_claims(report, screened, segmenter_of("auto"), LineIndex(text))
    return [clause_of(trace.figure, trace.name, trace.earlier) for trace in traces]


def for_all(measure: str, clause: Clause) -> Weights:
    """Weights that speak for one measure and for nothing else."""
    rule, ruled = ruled_measure(clause)
    slots = array("b", [0]) * (1 << 20)
    for feature in measure_features(clause, rule.name, ruled):
        slots[slot_of(feature, 20, list(MEASURES).index(measure))] = 1
    return Weights({"unit": 1}, slots)


def test_every_code_is_made_and_every_code_has_a_meaning() -> None:
    made = set()
    for clause in clauses(TEXT):
        rule, ruled = ruled_measure(clause)
        made |= {feature.partition("=")[0] for feature in measure_features(clause, rule.name, ruled)}
    assert made == set(MEASURE_MEANINGS)


@pytest.mark.parametrize("measure", MEASURES)
def test_weights_speak_of_rates_and_amounts_and_rules_alone_of_what_is_counted(measure: str) -> None:
    amount, rate, share, counted = clauses(TEXT)
    for clause in (amount, rate, share):
        rule, ruled = ruled_measure(clause)
        found, part = weighed(clause, rule.name, ruled, for_all(measure, clause))
        assert named(found) == measure
        assert 1 / len(MEASURES) < part < 1
    rule, ruled = ruled_measure(counted)
    assert weighed(counted, rule.name, ruled, for_all(measure, counted)) == (ruled, 1.0) == (("level", None), 1.0)
