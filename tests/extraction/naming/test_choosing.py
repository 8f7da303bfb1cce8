"""A name is the candidate that the weights speak for most, and the same wherever it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from collections.abc import Iterable

import pytest
from single_figures import figure

from reportmine import extract, read
from reportmine.extraction.naming.choosing import choices_of, name_figures
from reportmine.extraction.naming.context import MetricName
from reportmine.extraction.naming.scoring import ScoredWords
from reportmine.extraction.weights import Weights, weights
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.user.model import UserIndicator, UserLexicon
from reportmine.model import Claim
from training.corpus import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
OURS = UserLexicon(indicators=(UserIndicator("志愿汇打卡人次", ("志愿汇打卡",), "event"),))
NOTHING = Weights({"unit": 1, "confidence": [[0.0, 0.5], [1.0, 0.5]]}, array("b", [0]))


def choices(text: str, k: int = 0, names: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    context = figure(text, k, names).context
    scored = ScoredWords(context.tokens.words, weights())
    return [(one.text, one.share) for one in choices_of(context, scored, weights())]


def named(text: str, carried: MetricName | None = None, learned: Weights | None = None) -> list[MetricName]:
    return [name for name, _ in name_figures(figure(text).context.tokens, carried, PRODUCT, learned=learned)]


def test_shares_add_up_and_the_likeliest_comes_first() -> None:
    found = choices("小麦、玉米产量分别为30万吨、18万吨。", 1, ("小麦产量",))
    shares = [share for _, share in found]
    assert found[0][0] == "玉米产量" and len(found) > 5
    assert sum(shares) == pytest.approx(1) and shares == sorted(shares, reverse=True)
    assert len({text for text, _ in found}) == len(found)


def test_a_figure_with_no_words_has_no_name() -> None:
    (name,) = named("5%。")
    assert (name.text, name.source, name.rule, name.share) == ("", "unnamed", "unnamed", 0.0)


def test_a_name_carried_on_is_no_surer_than_it_was() -> None:
    first, second = named("门票收入50万元，增长5%。")
    assert first.text == second.text == "门票收入" and second.share <= first.share
    doubtful = MetricName("游客", "earlier_sentence", share=0.4)
    (name,) = named("增长5%。", doubtful)
    assert (name.text, name.source) == ("游客", "earlier_sentence") and 0 < name.share <= 0.4


def test_other_weights_give_other_names() -> None:
    text = "2023年，全市地区生产总值突破1200亿元。"
    assert named(text)[0].text == "地区生产总值"
    alike = named(text, learned=NOTHING)[0]
    assert alike == named(text, learned=NOTHING)[0] and alike.text != "地区生产总值"


# ----------------------------------------------------------------------------- words of a user


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("志愿汇打卡3.2万。", ["志愿汇打卡"]),
        ("全市志愿汇打卡首次突破3.2万。", ["志愿汇打卡"]),
        ("志愿汇打卡、献血分别达到300次、500次。", ["志愿汇打卡", "献血"]),
        ("志愿汇打卡3.2万，增长5%。", ["志愿汇打卡", "志愿汇打卡"]),
        ("志愿汇打卡3.2万，发放纪念品300份。", ["志愿汇打卡", "纪念品"]),
        ("志愿汇打卡平台粉丝3.2万。", ["志愿汇打卡平台粉丝"]),
        ("介绍志愿汇打卡，发放纪念品300份。", ["纪念品"]),
    ],
)
def test_a_users_indicator_wins_right_before_its_figure_and_nowhere_else(text: str, names: list[str]) -> None:
    assert [claim.metric for claim in extract(text, lexicon=OURS).claims] == names


@pytest.mark.parametrize("text", ["工作人员接待8万人。", "游客满意人数8万人。"])
def test_it_wins_over_what_the_weights_speak_for(text: str) -> None:
    (before,) = extract(text).claims
    wanted = next(one for one in ("接待", "人数") if one in text)
    ours = UserLexicon(indicators=(UserIndicator(wanted, (), "people"),))
    (after,) = extract(text, lexicon=ours).claims
    assert before.metric != wanted == after.metric


# ------------------------------------------------------------------- the same, however it is read


def metrics(claims: Iterable[Claim]) -> dict[tuple[int, int], str]:
    return {(claim.span.start, claim.span.end): claim.metric for claim in claims}


@pytest.mark.slow
def test_both_segmenters_lead_to_the_same_names() -> None:
    alike = count = 0
    for path in SAMPLES:
        one, other = (metrics(extract(read(path), segmenter=name).claims) for name in ("rjieba", "jieba"))
        count += len(one)
        alike += sum(other.get(span) == metric for span, metric in one.items())
    assert count > 300 and alike >= 0.99 * count


ASK = """
import sys
from reportmine import extract, read
for path in sys.argv[1:]:
    for claim in extract(read(path)).claims:
        print(claim.span, claim.metric, claim.confidence)
"""


def test_hash_seeds_change_no_name() -> None:
    said = set()
    for seed in ("0", "1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        asked = [sys.executable, "-c", ASK, *map(str, SAMPLES[:3])]
        said.add(subprocess.run(asked, env=env, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    assert len(said) == 1 and said.pop().count("\n") > 50
