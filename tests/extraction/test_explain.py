"""An explanation says what was decided, by the rule that decided it, and shows what it went by."""

from __future__ import annotations

import json
import math
from array import array
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from reportmine import explain, extract, load_lexicon, read
from reportmine.cli.main import reportmine
from reportmine.extraction.attributes.clause import Clause
from reportmine.extraction.attributes.measure import clause_of
from reportmine.extraction.attributes.measure_features import MEASURES
from reportmine.extraction.attributes.status_evidence import sentence_cues, status_evidence
from reportmine.extraction.explain import names
from reportmine.extraction.explain.classes import classing, with_weights
from reportmine.extraction.explain.model import Classing, Decision, Explanation
from reportmine.extraction.naming.choosing import name_figures
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.rule import LEARNT, Asked
from reportmine.extraction.tokens import TIME, tokens_of
from reportmine.extraction.weights import Weights, slot_of, weights
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Claim, Section, Sentence, Span
from reportmine.output.terminal.canvas import PAPER, Screen
from reportmine.output.terminal.explanation import to_explanation
from reportmine.text.segmenter import segmenter

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
TEXT = "2023年，全市地区生产总值1200亿元，增长5.2%，高于全省0.4个百分点，居第3位。"
CONTEXT = ("period", "baseline", "scope", "indicator")


def invoke(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(reportmine, ["explain", *map(str, args)], input=stdin)


def one(text: str, number: str) -> Explanation:
    return next(found for found in explain(text) if found.text == number)


def decision(found: Explanation, about: str) -> Decision:
    return next(said for said in found.decisions if said.about == about)


# What is said is what was decided


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
class TestSamples:
    def test_every_number_is_explained_as_it_was_read(self, path: Path) -> None:
        source = read(path)
        report, found = extract(source), explain(source)
        claims = [said.outcome for said in found if isinstance(said.outcome, Claim)]
        assert claims == list(report.claims)
        assert [said.outcome for said in found if not isinstance(said.outcome, Claim)] == list(report.rejected)
        assert [said.span for said in found] == sorted(said.span for said in found)

    def test_the_deciding_rules_are_those_of_the_notes(self, path: Path) -> None:
        for found in explain(read(path)):
            if isinstance(found.outcome, Claim):
                told = [(note.rule, note.evidence) for note in found.outcome.notes]
                made = [decision for decision in found.decisions if decision.rule and decision.about != "indicator"]
                assert told == [(decision.rule, decision.evidence) for decision in made]
                assert {note.decision.startswith("table-") for note in found.outcome.notes} == {False, not found.words}
            else:
                assert decision(found, "rejection").rule == found.outcome.rule

    def test_the_values_are_those_of_the_claim(self, path: Path) -> None:
        for found in explain(read(path)):
            claim = found.outcome
            if isinstance(claim, Claim):
                assert decision(found, "name").value == claim.metric
                assert decision(found, "measure").value.split()[0] == claim.measure
                values = [decision(found, about).value or None for about in CONTEXT]
                assert values == [claim.period, claim.baseline, claim.scope, claim.indicator]
                assert decision(found, "topic").value == claim.topic

    def test_one_rule_decides_and_those_before_it_were_silent(self, path: Path) -> None:
        ruled = (said for found in explain(read(path)) for said in found.decisions if said.about != "name")
        for said in ruled:
            states = [asked.state for asked in said.asked]
            assert states.count("decided") == (1 if said.asked and said.rule else 0)
            if "decided" in states:
                at = states.index("decided")
                assert said.asked[at].rule == said.rule
                assert set(states[:at]) <= {"silent"} and "decided" not in states[at + 1 :]

    def test_the_likeliest_name_is_the_name(self, path: Path) -> None:
        for found in explain(read(path)):
            if found.naming is None:  # a row of a table, or no figure
                assert not (found.words and isinstance(found.outcome, Claim))
                continue
            name, candidates = decision(found, "name"), found.naming.candidates
            assert (candidates[0].name, candidates[0].place) == (name.value, name.rule)
            shares = [one.share for one in candidates]
            assert shares == sorted(shares, reverse=True) and sum(shares) <= 1.001
            assert len(candidates) <= 5 and len({one.name for one in candidates}) == len(candidates)

    def test_rules_only_propose_names(self, path: Path) -> None:
        for found in (found for found in explain(read(path)) if found.naming):
            asked = decision(found, "name").asked
            assert {one.state for one in asked} <= {"silent", "proposed"}
            assert all(bool(one.answer) == (one.state == "proposed") for one in asked)
            proposed = {one.rule: one.answer for one in asked if one.state == "proposed"}
            for candidate in found.naming.candidates if found.naming else ():
                assert set(candidate.rules) == {rule for rule, name in proposed.items() if name == candidate.name}

    def test_sentence_words_and_marks_fit_together(self, path: Path) -> None:
        source = read(path)
        for found in explain(source):
            assert found.span.of(source.raw) == found.text
            figure = found.mark.of(found.sentence)
            if not found.words:  # a row of a table
                assert figure and source.raw.count("\n", 0, found.span.start) + 1 == found.line
                continue
            # A time has its end with it: 2022年[底].
            word = found.words[found.clause.end - 1]
            assert word.text.startswith(figure) if word.tag == TIME else word.text == figure


@pytest.mark.slow
def test_it_is_faithful_to_sentences_of_all_kinds() -> None:
    lines = (ROOT / "tests" / "gold" / "open.jsonl").read_text(encoding="utf-8").splitlines()
    for text in (json.loads(line)["text"] for line in lines):
        found = explain(text)
        assert [said.outcome for said in found if isinstance(said.outcome, Claim)] == list(extract(text).claims)


# What it shows


def test_a_claim_shows_silent_deciding_and_later_rules() -> None:
    asked = {said.rule: said for said in decision(one(TEXT, "第3位"), "measure").asked}
    assert asked["share carried on"].state == "silent"
    assert (asked["rank"].state, asked["rank"].answer) == ("decided", "rank")
    assert (asked["level"].state, asked["level"].answer) == ("later", "level")


def test_a_name_shows_its_rivals_and_who_proposed_what() -> None:
    found = one(TEXT, "5.2%")
    asked = {said.rule: said for said in decision(found, "name").asked}
    assert asked["before the figure"].state == "silent"
    assert (asked["carried on"].state, asked["carried on"].answer) == ("proposed", "地区生产总值")
    assert (asked["words before"].state, asked["words before"].answer) == ("proposed", "增长")
    # Of counts alone some rules have something to say.
    assert "what befell" not in asked
    first, second = found.naming.candidates[:2] if found.naming else ()
    assert (first.name, first.place, first.rules) == ("地区生产总值", "carried on", ("carried on",))
    assert (second.name, second.place, second.rules) == ("增长", "before the figure", ("words before",))


def test_the_differences_are_those_of_the_weights() -> None:
    naming = one("总藏量达3120万册，全年新增95万册。", "95万册").naming
    assert naming
    first, second = naming.candidates[:2]
    ways = [one.weight > 0 for one in naming.differences]
    assert ways == sorted(ways, reverse=True) and 0 < ways.count(True) <= 5 and 0 < ways.count(False) <= 5
    for way in (True, False):
        heavy = [abs(one.weight) for one in naming.differences if (one.weight > 0) is way]
        assert heavy == sorted(heavy, reverse=True)
    for one_difference in naming.differences:
        weight = weights().sum([one_difference.feature]) / weights().unit
        sign = {first.name: 1, second.name: -1}[one_difference.name]
        assert one_difference.weight == pytest.approx(sign * weight, abs=0.001)


def test_all_differences_add_up_to_the_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_EACH_WAY", 1000)
    naming = one("建设青年之家3个。", "3个").naming
    assert naming
    first, second = naming.candidates[:2]
    odds = math.log(first.share / second.share)
    assert sum(one.weight for one in naming.differences) == pytest.approx(odds, abs=0.05)


def test_a_users_indicator_comes_first_and_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[[indicator]]\nname = "数字驿站"\ntopic = "facility"\n', encoding="utf-8")
    text = "全年新增数字驿站20个。"
    (found,) = explain(text, lexicon=load_lexicon(path))
    assert found.naming and [one.users for one in found.naming.candidates][:2] == [True, False]
    assert not any(one.users for said in explain(text) if said.naming for one in said.naming.candidates)
    assert "数字驿站 ← before the figure, in your lexicon" in to_explanation([found], PAPER)


def clause(text: str) -> Clause:
    """The last figure of a text in its clause."""
    whole = Sentence(Span(0, len(text)), text, Section(Span(0, 0), ""))
    tokens = tokens_of(whole, screened_quantities(text, PRODUCT), segmenter())
    name, context = name_figures(tokens, None, PRODUCT)[-1]
    return clause_of(context, name, None)


def learned(**said: int) -> Weights:
    """Weights by feature and measure, that make a score of 1 each ten."""
    slots = array("b", bytes(1 << 16))
    for feature_of_measure, weight in said.items():
        feature, measure = feature_of_measure.split(">")
        slots[slot_of(feature, 16, list(MEASURES).index(measure))] = weight
    return Weights({"unit": 10, "confidence": [[0.0, 1.0], [1.0, 1.0]]}, slots)


def measuring(figure: Clause, weighed: Weights | None = None) -> Classing | None:
    """What is weighed for the measure of the first figure of a sentence."""
    tokens = figure.context.tokens
    text = Sentence(Span(0, 0), "", Section(Span(0, 0), ""))
    evidence = status_evidence(figure.context, sentence_cues(text, tokens), 2024)
    return classing(figure, ("level", None), evidence, weighed).get("measure")


ASKED = (Asked("budgeted", "", "", "silent"), Asked("change", "", "change up", "decided"))


def test_a_measure_shows_what_parts_the_likeliest_two() -> None:
    said = {"m3=增长|share>level": 30, "m3=增长|share>change up": 10, "m2=%|change up>change up": 15}
    found = measuring(clause("全年用电量增长5.2%。"), learned(**said))
    assert found and [one.answer for one in found.candidates[:2]] == ["level", "change up"]
    level, change = (one.share for one in found.candidates[:2])
    assert level / change == pytest.approx(math.exp(0.5), rel=0.01)
    assert [(one.name, one.feature, one.weight) for one in found.differences] == [
        ("level", "m3=增长|share", 2.0),
        ("change up", "m2=%|change up", -1.5),
    ]
    assert found.differences[0].seen == "增长 · share"
    assert sum(one.weight for one in found.differences) == pytest.approx(0.5)


def test_measures_of_counts_and_places_are_not_weighed() -> None:
    assert measuring(clause("新建学校20所。")) is None and measuring(clause("总量居全省第3位。")) is None
    assert measuring(clause("全年用电量增长5.2%。")) is not None


def test_a_status_is_weighed_where_no_rule_knows() -> None:
    text = "一、回顾\n新建学校20所。\n\n二、2025年计划\n新建学校30所。"
    reviewed, planned = one(text, "20所"), one(text, "30所")
    assert {candidate.answer for candidate in reviewed.classing["status"].candidates} == {"actual", "target"}
    assert decision(planned, "status").rule == "section that plans" and "status" not in planned.classing


def test_weights_that_overrule_stand_before_the_rules() -> None:
    assert with_weights(ASKED, "change up", "change") == ASKED
    overruled = with_weights(ASKED, "level", LEARNT)
    assert (overruled[0].rule, overruled[0].answer, overruled[0].state) == (LEARNT, "level", "decided")
    assert [(said.rule, said.state) for said in overruled[1:]] == [("budgeted", "silent"), ("change", "later")]


def test_people_read_that_rules_were_overruled() -> None:
    found = one(TEXT, "5.2%")
    weighed = measuring(clause("全年用电量增长5.2%。"), learned(**{"m3=增长|share>level": 40}))
    assert weighed
    made = [
        said._replace(value="level", rule=LEARNT, asked=with_weights(said.asked, "level", LEARNT))
        for said in found.decisions
        if said.about == "measure"
    ]
    shown = found._replace(decisions=tuple(made), classing={"measure": weighed})
    lines = to_explanation([shown], PAPER).splitlines()
    assert "  measure   level ← learnt weights" in lines and "speaks for level" in map(str.strip, lines)
    assert any(line.strip().startswith("overruled change → change up") for line in lines)
    assert "×54.6 the word before the figure, and the kind of figure: 增长 · share" in " ".join(lines)
    assert "89 % level" in " ".join(lines)
    assert not any("overruled" in line for line in to_explanation([found], PAPER).splitlines())


def test_people_read_what_spoke_for_both() -> None:
    lines = [line.strip() for line in to_explanation([one(TEXT, "5.2%")], PAPER).splitlines()]
    at = lines.index("speaks for 地区生产总值")
    assert ">99 % 地区生产总值 ← carried on (rule: carried on)" in lines[:at]
    assert "<1 % 增长 ← before the figure (rule: words before)" in lines[:at]
    behind = lines.index("speaks for 增长")
    assert all(line.startswith("×") for line in lines[at + 1 : behind]) and behind - at == 6
    assert any(line.endswith("against 增长, its first two characters: 增长") for line in lines[at:behind])
    assert not any("against 增长" in line for line in lines[behind:])


def test_a_rejection_shows_the_rules_up_to_the_one_that_fired() -> None:
    said = decision(one(TEXT, "2023年"), "rejection")
    assert (said.rule, said.evidence) == ("year", "2023年")
    assert "too long" in [asked.rule for asked in said.asked if asked.state == "silent"]
    # Rules for other kinds of quantities were not asked.
    assert "list mark" not in [asked.rule for asked in said.asked]


def test_what_the_strategies_had_to_go_by() -> None:
    phrases = one("新建学校20所，惠及学生3万名。", "20所").phrases
    assert phrases and (phrases.before, phrases.verb) == ("新建学校", "新建")
    assert one(TEXT, "2023年").phrases is None


@pytest.mark.parametrize(
    ("text", "number", "rule", "evidence"),
    [
        (TEXT, "5.2%", "year in the sentence", "2023年"),
        (
            "2023年工作报告\n\n上半年接待读者5万人次。",
            "5万人次",
            "part of a year",
            "上半年",
        ),
        ("2023年工作报告\n\n接待读者5万人次。", "5万人次", "year of the report", ""),
        ("接待读者5万人次。", "5万人次", "", ""),
    ],
)
def test_where_the_period_comes_from(text: str, number: str, rule: str, evidence: str) -> None:
    said = decision(one(text, number), "period")
    assert (said.rule, said.evidence) == (rule, evidence)


def test_what_baseline_and_scope_were_read_from() -> None:
    found = one("2023年，全市用电量比上年增长5.2%。", "5.2%")
    assert decision(found, "baseline").value == "上年" and "比上年" in decision(found, "baseline").evidence
    assert (decision(found, "scope").value, decision(found, "scope").evidence) == ("全市", "全市")


def test_the_steps_of_cleaning_that_touched_the_sentence() -> None:
    text = "專職(zhí)團幹部４１２名。\n\n新建学校20所。"
    assert one(text, "４１２名").repairs == ("fold width", "drop glosses", "simplify")
    assert one(text, "20所").repairs == ()


# Which numbers


def test_by_line_by_offset_and_all() -> None:
    text = "举办培训20场，增长5%。\n新建学校3所。"
    assert [found.text for found in explain(text)] == ["20场", "5%", "3所"]
    assert [found.text for found in explain(text, line=2)] == ["3所"]
    assert [found.text for found in explain(text, at=text.index("5%"))] == ["5%"]
    assert [found.text for found in explain(text, at=1)] == ["20场", "5%"]
    assert explain(text, line=9) == ()


def test_no_text_and_no_number() -> None:
    assert explain("") == () and explain("我们满怀信心。") == ()


# The command


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text("2023年工作报告\n\n一、回顾\n\n" + "举办培训20场，增长5%。\n" * 10, encoding="utf-8")
    return path


class TestCommand:
    def test_a_line(self, report: Path) -> None:
        said = invoke(report, "--line", "5")
        assert said.exit_code == 0 and said.stderr == ""
        assert said.stdout.startswith("line 5 · 一、回顾\n  举办培训【20场】，增长【5%】。\n")
        assert "20场 is a figure: 培训" in said.stdout and "5% is a figure" in said.stdout

    def test_an_offset_as_extract_gives_it(self, report: Path) -> None:
        claim = extract(read(report)).claims[3]
        said = json.loads(invoke(report, "--at", str(claim.span.start), "--format", "json").stdout)
        assert [(number["text"], number["start"], number["line"]) for number in said["numbers"]] == [
            (claim.text, claim.span.start, claim.line)
        ]

    def test_a_text_or_standard_input(self) -> None:
        assert "第十八次 is no figure: ordinal" in invoke("--text", "第十八次").stdout
        assert "20场 is a figure" in invoke("-", stdin="举办培训20场。").stdout

    def test_a_long_report_asks_which(self, report: Path) -> None:
        said = invoke(report)
        assert said.exit_code == 2 and said.stdout == ""
        assert f"{report}: there are 22 numbers in it; say which, with --line or --at." in said.stderr
        assert invoke("--text", report.read_text(encoding="utf-8")).exit_code == 0

    def test_nothing_there_is_said(self, report: Path) -> None:
        said = invoke(report, "--line", "2")
        assert (said.exit_code, said.stdout) == (0, "No number to explain here.\n")
        empty = json.loads(invoke(report, "--line", "2", "--format", "json").stdout)
        assert empty["numbers"] == []

    @pytest.mark.parametrize(
        ("args", "sentence"),
        [
            ([], "name a REPORT, or give --text; one of the two."),
            (["a.txt", "--text", "x"], "name a REPORT, or give --text; one of the two."),
            (["--text", "20场", "--line", "1", "--at", "0"], "choose one."),
            (["--text", "20场", "--line", "2"], "--line 2: the text ends with line 1."),
            (["--text", "20场", "--at", "3"], "--at 3: the text ends with offset 2."),
            (["--text", "20场", "--line", "0"], "x>=1"),
        ],
    )
    def test_wrong_use(self, args: list[str], sentence: str) -> None:
        said = invoke(*args)
        assert said.exit_code == 2 and sentence in said.stderr and said.stdout == ""

    def test_a_missing_file(self, tmp_path: Path) -> None:
        said = invoke(tmp_path / "missing.txt")
        assert said.exit_code == 1 and said.stderr.count("\n") == 1

    def test_json_holds_words_rules_and_the_claim(self) -> None:
        numbers = json.loads(invoke("--text", TEXT, "--format", "json").stdout)["numbers"]
        assert [number["figure"] for number in numbers] == [False, True, True, True, True]
        growth = numbers[2]
        assert {"text": "增长", "tag": "v"} in growth["words"]
        assert growth["claim"]["metric"] == "地区生产总值" and numbers[0]["claim"] is None
        name = next(said for said in growth["decisions"] if said["about"] == "name")
        assert {"rule", "why", "answer", "state"} == set(name["asked"][0])
        candidates, differences = growth["naming"]["candidates"], growth["naming"]["differences"]
        assert {"name", "share", "place", "rules", "users"} == set(candidates[0])
        assert {"name", "feature", "meaning", "seen", "weight"} == set(differences[0])
        assert {"answer", "share"} == set(growth["classing"]["measure"]["candidates"][0])
        assert len(candidates) == 5 and numbers[0]["naming"] is None

    def test_both_segmenters_give_the_same(self) -> None:
        said = [invoke("--text", TEXT, "--segmenter", name).stdout for name in ("rjieba", "jieba")]
        assert said[0] == said[1]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, colour: bool) -> None:
    shown = to_explanation(explain(read(ROOT / "samples" / "youth-league-2024.txt"), line=11), Screen(width))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert ("\x1b[" in to_explanation(explain(TEXT), Screen(width, colour=colour))) is colour


def test_paper_folds_nothing_and_report_text_is_no_markup() -> None:
    shown = to_explanation(explain("[bold]举办\x1b[m培训[/bold]20场，" + "很" * 200 + "。"), PAPER)
    assert "[bold]举办�[m培训[/bold]【20场】" in shown
    assert "很" * 200 in shown
