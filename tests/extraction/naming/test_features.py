"""Features: what each code looks at is told, and what is weighed is what was learnt from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from single_figures import Figure, figure

from reportmine.extraction.naming.features import LEFT, MEANINGS, closing_features, opening_features, seen_words
from reportmine.extraction.naming.scoring import ScoredWords, all_features, scored_candidates
from reportmine.extraction.weights import weights

ROW = "甲县小麦、玉米产量分别为30万吨、18万吨，"
FIGURES: dict[str, Callable[[], Figure]] = {
    "before, with an indicator": lambda: figure("2023年，全市地区生产总值突破1200亿元。"),
    "behind": lambda: figure("发放3000份防汛手册。"),
    "dealt out": lambda: figure(ROW, 1, ("小麦产量",)),
    "row, name and proposal": lambda: figure(ROW + "增长5%、4%。", 3, ("小麦产量", "玉米产量", "小麦产量")),
    "earlier clause": lambda: figure("接待游客情况良好，同比增长5%。", last="门票收入"),
    "item": lambda: figure("年初预算为54万元。", item="行政运行"),
    "alone": lambda: figure("5%。"),
    "damaged": lambda: figure("馆藏\ud8005亿册\ud800"),
}


@pytest.fixture(params=FIGURES)
def one(request: pytest.FixtureRequest) -> Figure:
    return FIGURES[request.param]()


def test_every_code_is_made_and_every_code_has_a_meaning() -> None:
    made = {
        feature.partition("=")[0]
        for make in FIGURES.values()
        for seen in (make(),)
        for candidate in seen.candidates
        for feature in all_features(candidate, seen.seen)
    }
    assert made == set(MEANINGS)


def test_what_is_weighed_is_what_was_learnt_from(one: Figure) -> None:
    learned = weights()
    scored = scored_candidates(one.candidates, one.seen, ScoredWords(one.context.tokens.words, learned), learned)
    assert [candidate.score for candidate in scored] == [
        learned.sum(all_features(candidate, one.seen)) for candidate in one.candidates
    ]


def test_no_feature_of_a_candidate_counts_twice(one: Figure) -> None:
    for candidate in one.candidates:
        # Of rules there may be several that propose the same.
        found = [name for name in all_features(candidate, one.seen) if not name.startswith(("r1=", "r2="))]
        assert len(set(found)) == len(found)


def test_where_a_name_opens_and_ends_knows_no_figure() -> None:
    few, many = (seen_words(figure(text).context.tokens.words) for text in ("图书馆达到9家。", "图书馆达到1.2万家。"))
    assert opening_features(few, 0, LEFT) == opening_features(many, 0, LEFT)
    assert closing_features(few, 1, LEFT) == closing_features(many, 1, LEFT)
    assert opening_features(few, 0, LEFT) != opening_features(few, 1, LEFT)


def test_beyond_both_ends_of_a_sentence_stand_words_of_its_own() -> None:
    words = seen_words(figure("图书馆9家。").context.tokens.words)
    assert [words[k] for k in (-2, -1)] == [("^", "^")] * 2
    assert [words[k] for k in (len(words) - 4, len(words) - 3)] == [("$", "$")] * 2
    assert words[1] == ("#", "#")
