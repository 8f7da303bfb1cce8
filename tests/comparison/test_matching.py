"""Matching: what speaks for a pair, which candidates there are, and which of them are taken, how surely."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine import compare, extract, read
from reportmine.comparison.matching.evidence import EVIDENCE, Candidate, Evidence, candidate_of
from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.matching.matcher import EXCLUSIONS, FLOOR, Match, candidates, match_figures
from reportmine.comparison.matching.told import told_values
from reportmine.comparison.matching.weights import UNIT, MatchWeights, match_weights, probability
from reportmine.comparison.targets import planned_in
from reportmine.extraction.rule import first_answer

SAMPLES = Path(__file__).parents[2] / "samples"
BODIES = (("city-2023", "city-2024"), ("foundation-2022", "foundation-2023"))
FILE = Path(str(files("reportmine") / "weights" / "matching.json"))
# Whoever makes the weights again (python -m training.pairs.train) measures them and writes the new digest here.
DIGEST = "17a70595682a8bc8e380adb4ccca4655600661af01290f71a95c3870906e57a4"


@functools.cache
def figures_of(name: str) -> list[ClaimFeatures]:
    return features_of(extract(read(SAMPLES / f"{name}.txt")))


@functools.cache
def sample_candidates() -> list[Candidate]:
    """The candidates of pairs and of targets in the samples."""
    found: list[Candidate] = []
    for old, new in BODIES:
        before, after = figures_of(old), reached(figures_of(new))
        for figures in (reached(before), planned_in(before)):
            found += candidates(figures, after).values()
    return found


def figures(text: str, year: int = 2023) -> list[ClaimFeatures]:
    return features_of(extract(f"{year}年工作报告\n{text}"))


def candidate(old: str, new: str) -> Candidate:
    """The first figures of two texts."""
    return candidate_of(figures(old, 2022)[0], figures(new)[0], (0, 0), 0)


def asked(name: str, of: Candidate) -> int:
    (piece,) = (one for one in EVIDENCE if one.name == name)
    return piece.ask(of)


def said(matches: list[Match]) -> list[tuple[str, str]]:
    return [(match.old.claim.text, match.new.claim.text) for match in matches]


def weighing(weights: Mapping[str, int], bias: int = 0) -> MatchWeights:
    """Weights of these pieces alone; without any each candidate is as likely as the next one."""
    return MatchWeights([weights.get(one.name, 0) for one in EVIDENCE], bias)


# --------------------------------------------------------------------------------------- evidence


def test_every_piece_of_evidence_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({one.name for one in EVIDENCE}) == len(EVIDENCE)
    assert all(one.name and one.why for one in EVIDENCE)


@pytest.mark.parametrize("piece", EVIDENCE, ids=lambda one: one.name)
def test_a_piece_is_a_whole_number_up_to_a_hundred_and_parts_candidates(piece: Evidence) -> None:
    found = [piece.ask(one) for one in sample_candidates()]
    assert len(found) > 900 and all(type(points) is int and 0 <= points <= 100 for points in found)
    assert len(set(found)) > 1


@pytest.mark.parametrize("piece", EVIDENCE, ids=lambda one: one.name)
def test_evidence_is_the_same_whichever_report_is_older(piece: Evidence) -> None:
    turned = [candidate_of(one.new, one.old, (one.better[1], one.better[0]), one.behind) for one in sample_candidates()]
    differ = [one for one, back in zip(sample_candidates(), turned, strict=True) if piece.ask(one) != piece.ask(back)]
    assert not differ


@pytest.mark.parametrize(
    ("name", "old", "new", "points"),
    [
        ("other indicator", "财政收入5亿元。", "社会消费品零售总额6亿元。", 100),
        ("other indicator", "公共财政预算收入5亿元。", "一般公共预算收入6亿元。", 0),
        ("held", "志愿者20名。", "注册志愿者25名。", 100),
        ("held", "青年志愿者20名。", "注册志愿者25名。", 0),
        ("nothing in common", "培训20场。", "展览25场。", 100),
        ("same name, namesakes", "培训20场。培训30场。", "培训25场。", 33),
        ("same name, namesakes", "培训20场。培训30场。", "展览25场。", 0),
        ("words behind", "员工23人参加培训。", "员工26人参加培训。", 100),
        ("clause", "员工23人参加培训。", "员工26人参加培训。", 100),
        ("same dimension", "员工23人。", "员工26名。", 100),
        ("same dimension", "员工23人。", "补贴26元。", 0),
        ("units apart", "温室500亩。", "温室500栋。", 100),
        ("units apart", "造林150亩。", "造林10公顷。", 0),
        ("same time", "全年产值增长6.8%。", "全年产值增长9.1%。", 100),
        ("same time", "上半年产值增长1.7%。", "全年产值增长9.1%。", 0),
        ("other year", "2022年产值9亿元。", "2019年产值8亿元。2023年产值12亿元，培训20场。", 100),
        ("level and change", "失业率5.4%。", "失业率下降5.2%。", 100),
        ("same value", "产值5.6亿元。", "产值56000万元。", 100),
        ("2 times apart", "捐赠收入20万元。", "捐赠收入41万元。", 100),
        ("2 times apart", "捐赠收入41万元。", "捐赠收入20万元。", 100),
        ("2 times apart", "捐赠收入20万元。", "捐赠收入40万元。", 0),
        ("size unknown", "产值增长6.8%。", "产值增长9.1%。", 100),
        ("told", "产值10亿元。", "产值12亿元，增长20%。", 100),
        ("told", "产值10亿元。", "产值12亿元，增长30%。", 0),
    ],
)
def test_what_speaks_for_or_against_a_pair(name: str, old: str, new: str, points: int) -> None:
    assert asked(name, candidate(old, new)) == points


def test_better_ones_are_counted_up_to_three_on_each_side() -> None:
    old, new = figures("培训20场。", 2022)[0], figures("培训25场。")[0]
    names = ("best", "better ones", "worse than the best")
    for better, behind, points in (((0, 0), 0, (100, 0, 0)), ((3, 0), 7, (0, 50, 7)), ((3, 3), 260, (0, 100, 100))):
        assert tuple(asked(name, candidate_of(old, new, better, behind)) for name in names) == points


# ------------------------------------------------------------------------------- values before


@pytest.mark.parametrize(
    ("text", "of", "before"),
    [
        ("产值12亿元，增长20%。", "12亿元", ["1000000000"]),
        ("产值8亿元，下降20%。", "8亿元", ["1000000000"]),
        ("员工26人，增加3人。", "26人", ["23"]),
        ("失业率5.2%，下降0.2个百分点。", "5.2%", ["5.4"]),
        ("办理时间由8天压缩到5天。", "5天", ["8"]),
        ("产值0.1亿元，下降100%。", "0.1亿元", []),
        ("产值12亿元。", "12亿元", []),
    ],
)
def test_what_is_told_of_the_value_before(text: str, of: str, before: list[str]) -> None:
    claims = extract(text).claims
    (place,) = (at for at, claim in enumerate(claims) if claim.text == of)
    told = told_values(claims).get(place, ())
    assert [one.value for one in told] == [Decimal(value) for value in before]


def test_growth_is_exact_to_what_is_printed_of_it_and_a_move_to_the_digit() -> None:
    grown = told_values(extract("产值12亿元，增长20%。").claims)[0][0]
    assert [grown.fits(Decimal(value)) for value in ("1004000000", "996000000", "1010000000")] == [True, True, False]
    moved = told_values(extract("办理时间由8天压缩到5天。").claims)[1][0]
    assert moved.fits(Decimal(8)) and not moved.fits(Decimal("8.01"))


# ----------------------------------------------------------------------------------- candidates


@pytest.mark.parametrize(
    ("old", "new", "exclusion"),
    [
        ("全年产值增长6.8%。", "全年产值增长9.1%。", None),
        ("石汀区产值20亿元。", "石汀区产值25亿元。", None),
        ("石汀区产值20亿元。", "产值25亿元。", None),
        ("石汀区产值20亿元。", "云岭县产值25亿元。", "place"),
        ("失业率5.4%。", "失业率下降5.2%。", "level and change"),
    ],
)
def test_what_can_be_no_pair(old: str, new: str, exclusion: str | None) -> None:
    before, after = figures(old, 2022), figures(new)
    answered = first_answer(EXCLUSIONS, (before[0], after[0]))
    assert (answered and answered[0].name) == exclusion
    assert bool(candidates(before, after)) == (exclusion is None)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("志愿者20名。", "志愿者20万元。", 0),
        ("失业率5%。", "居全省第5位。", 0),
        ("志愿者20名。", "志愿者20个。", 1),
        ("财政拨款10亿元。", "学校12亿元。", 0),
        ("财政拨款10亿元。", "学校12亿元，增长20%。", 1),
        ("投资10亿元。", "学校12亿元。", 1),
    ],
)
def test_candidates_have_something_in_common(old: str, new: str, count: int) -> None:
    assert len(candidates(figures(old, 2022)[:1], figures(new)[:1])) == count


def test_candidates_are_those_that_look_most_alike_with_how_many_look_more() -> None:
    many = figures("".join(f"培训{word}{count}场。" for count, word in enumerate(THINGS, 20)))
    found = candidates(many, many)
    assert {(at, at) for at in range(len(many))} <= set(found)
    assert len(many) * 6 <= len(found) <= len(many) * 12 < len(many) ** 2
    assert all(found[at, at].better == (0, 0) and found[at, at].behind == 0 for at in range(len(many)))
    others = [one for (i, j), one in found.items() if i != j]
    assert all(min(one.better) > 0 and max(one.better) <= 3 and one.behind > 0 for one in others)


THINGS = ["教师", "医生", "农民", "工人", "团员", "青年", "读者", "村医", "会计", "厨师", "船员", "司机", "护士"]


# --------------------------------------------------------------------------------- what is taken


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**6))
def test_probability_rises_with_the_log_odds(odds: int, more: int) -> None:
    assert 0 <= probability(odds) <= probability(odds + more) <= 1
    assert probability(odds) + probability(-odds) == pytest.approx(1, abs=0.002)


@given(st.integers(-20 * UNIT, 20 * UNIT))
def test_probability_is_what_the_log_odds_say(odds: int) -> None:
    assert probability(odds) == pytest.approx(1 / (1 + math.exp(-odds / UNIT)), abs=0.0006)


def test_what_is_less_likely_than_the_floor_is_no_pair() -> None:
    old, new = figures("举办培训20场。", 2022), figures("完成培训25场。")
    assert said(match_figures(old, new, learned=weighing({}, FLOOR + 1))) == [("20场", "25场")]
    assert not match_figures(old, new, learned=weighing({}, FLOOR))
    assert said(match_figures(old, new, -5000, weighing({}, -4999))) == [("20场", "25场")]
    assert not match_figures(old, new, -5000, weighing({}, -5000))


def test_weights_add_up_to_the_confidence() -> None:
    old, new = figures("举办培训20场。", 2022), figures("完成培训25场。")
    weights = weighing({"best": 2500}, bias=-500)
    (match,) = match_figures(old, new, learned=weights)
    assert match.confidence == probability(2000) and match.rivals == 0


def test_rivals_are_those_that_fit_about_as_well_on_either_side() -> None:
    old = figures("举办培训20场。举办培训30场。", 2022)
    new = figures("举办培训25场。举办培训35场。举办培训45场。")
    assert [match.rivals for match in match_figures(old, new, learned=weighing({}, 0))] == [3, 3]
    far = match_figures(old[:1], figures("举办培训25场。举办讲座35场。"), learned=weighing({"held": 5000}))
    assert said(far) == [("20场", "25场")] and far[0].rivals == 0


def test_there_are_no_fewer_rivals_than_none() -> None:
    old, new = figures("举办培训20场。", 2022), figures("完成培训25场。")
    (match,) = match_figures(old, new, 2 * FLOOR, weighing({}, 2 * FLOOR + 1))
    assert match.rivals == 0


def test_of_all_ways_the_likeliest_on_the_whole_is_taken() -> None:
    """青年读者 goes with its own name best, and leaves it to 读者, which would stay alone."""
    old = figures("青年读者20名。读者30名。", 2022)
    new = figures("青年读者25名。青年35名。")
    weights = weighing({"held": 3000, "best": 1000}, bias=-500)
    assert said(match_figures(old[:1], new, 0, weights)) == [("20名", "25名")]
    assert said(match_figures(old, new, 0, weights)) == [("20名", "35名"), ("30名", "25名")]


@pytest.mark.parametrize("name", ["city-2023", "foundation-2022"])
def test_a_report_is_sure_of_itself(name: str) -> None:
    same = reached(figures_of(name))
    matches = match_figures(same, same)
    assert [match.old for match in matches] == [match.new for match in matches] == same
    assert {match.confidence for match in matches} == {1.0}


def test_what_is_told_makes_a_candidate_in_both_orders() -> None:
    one, other = figures("工厂生产额10亿元，很好。"), figures("企业效益12亿元，比上年增长20%。")[:1]
    there, back = match_figures(one, other), match_figures(other, one)
    assert len(there) == 1
    assert said(there) == [(new, old) for old, new in said(back)]


# --------------------------------------------------------------------------------------- weights


def test_the_file_of_weights_is_the_one_that_was_measured() -> None:
    assert sha256(FILE.read_bytes()).hexdigest() == DIGEST


def test_there_is_a_weight_for_each_piece_of_evidence_and_no_other() -> None:
    about = json.loads(FILE.read_text(encoding="utf-8"))
    assert list(about["weights"]) == [one.name for one in EVIDENCE]
    assert all(type(weight) is int for weight in (about["bias"], *about["weights"].values()))
    assert match_weights() == MatchWeights([*about["weights"].values()], about["bias"])
    assert match_weights() is match_weights()


@pytest.mark.parametrize("lines", [6, 20, 250])
def test_many_figures_alike_are_paired_in_their_order(lines: int) -> None:
    old, new = (extract(f"举办培训{count}场。\n" * lines) for count in (20, 30))
    for found in (compare(old, old), compare(old, new)):
        assert [(pair.old.line, pair.new.line) for pair in found.pairs] == [(at, at) for at in range(1, lines + 1)]


def test_an_indicator_finds_its_other_wording_among_very_many() -> None:
    money = "".join(f"支付{name}费用{count}万元。\n" for count, name in enumerate("甲乙丙丁戊己庚辛壬癸" * 25, 20))
    found = compare(extract(money + "地区生产总值20亿元。"), extract(money + "GDP25亿元。"))
    assert ("20亿元", "25亿元") in [(pair.old.text, pair.new.text) for pair in found.pairs]


def test_a_target_of_part_of_the_year_is_not_judged_by_the_whole_year() -> None:
    old = extract("2022年工作报告\n二、2023年工作计划\n2023—2025年新建学校30所。")
    new = extract("2023年工作报告\n一、2023年工作回顾\n全年新建学校10所。")
    assert [(target.outcome, target.met) for target in compare(old, new).targets] == [(None, None)]


def test_two_neighbours_of_one_name_are_no_move() -> None:
    assert not told_values(extract("2023年举办培训20场，2022年举办培训15场。").claims)
