"""Every rule has an example, and in its example it is really that rule that decides; or proposes, where a name is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from reportmine import explain, extract
from reportmine.cli.commands.rules import DECISIONS
from reportmine.cli.main import reportmine
from reportmine.extraction.attributes.measure_features import MEASURE_MEANINGS
from reportmine.extraction.attributes.status_features import STATUS_MEANINGS
from reportmine.extraction.explain.catalogue import CHAPTERS, Entry, entries
from reportmine.extraction.explain.examples import EXAMPLES, Example, spelled_out
from reportmine.extraction.explain.feature_words import in_words
from reportmine.extraction.explain.learned import learned_from
from reportmine.extraction.naming.choosing import evidence_and_proposals, name_figures
from reportmine.extraction.naming.features import MEANINGS
from reportmine.extraction.naming.scoring import ScoredWords, all_features, candidates_of
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.rule import LEARNT
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.parser import HEADER_STEPS
from reportmine.extraction.tokens import tokens_of
from reportmine.extraction.weights import weights
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.user.model import UserLexicon
from reportmine.model import Claim, Report, Section, Sentence, Span
from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.learned import to_learned
from reportmine.output.terminal.rules import to_rule_list
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import STEPS, clean
from reportmine.text.segmenter import segmenter

BOOK = [entry for chapter in CHAPTERS for entry in entries(chapter)]


def of(decision: str) -> list[pytest.param]:  # type: ignore[valid-type]
    return [pytest.param(entry, id=entry.name) for entry in BOOK if entry.decision == decision]


def read(example: Example) -> Report:
    lexicon = UserLexicon(skips=example.skips) if example.skips else None
    return extract(spelled_out(example.text), lexicon=lexicon)


def claim_of(entry: Entry) -> Claim:
    assert entry.example
    return next(claim for claim in read(entry.example).claims if claim.text == entry.example.figure)


def rules_of(claim: Claim) -> list[tuple[str, str]]:
    return [(note.decision, note.rule) for note in claim.notes]


def test_every_rule_has_a_reason_and_an_example() -> None:
    assert [entry.name for entry in BOOK if not entry.why or entry.example is None] == []


def test_every_example_belongs_to_a_rule() -> None:
    assert set(EXAMPLES) == {(entry.decision, entry.name) for entry in BOOK}
    assert len(EXAMPLES) == len(BOOK)


def drafts(text: str) -> Iterator[tuple[str, str, str]]:
    """Each step with the text before and behind it."""
    draft = AlignedText(text)
    for step in STEPS:
        after = step.apply(draft)
        yield step.name, draft.text, after.text
        draft = after


@pytest.mark.parametrize("entry", of("cleaning"))
def test_a_step_of_cleaning_repairs_its_example(entry: Entry) -> None:
    assert entry.example
    assert clean(entry.example.text).text == entry.example.gives
    assert entry.name in [name for name, before, after in drafts(entry.example.text) if before != after]
    without = AlignedText(entry.example.text)
    for step in STEPS:
        without = without if step.name == entry.name else step.apply(without)
    assert without.text != entry.example.gives


@pytest.mark.parametrize("entry", of("rejection"))
def test_a_rule_rejects_the_number_of_its_example(entry: Entry) -> None:
    assert entry.example
    rejected = [(one.text, one.rule) for one in read(entry.example).rejected]
    assert (spelled_out(entry.example.figure), entry.name) in rejected


@pytest.mark.parametrize("entry", of("name"))
def test_a_rule_is_the_first_to_propose_a_name_in_its_example(entry: Entry) -> None:
    assert entry.example
    said = next(one for one in explain(entry.example.text) if one.text == entry.example.figure)
    asked = next(about.asked for about in said.decisions if about.about == "name")
    first = next(one for one in asked if one.answer)
    assert (first.rule, first.answer) == (entry.name, entry.example.gives)


@pytest.mark.parametrize("entry", of("measure"))
def test_a_measure_rule_judges_the_figure_of_its_example(entry: Entry) -> None:
    assert entry.example
    said = next(one for one in explain(entry.example.text) if one.text == entry.example.figure)
    asked = next(about.asked for about in said.decisions if about.about == "measure")
    # What the weights would say instead, where they do, is no rule's.
    first = next(one for one in asked if one.state != "silent" and one.rule != LEARNT)
    assert (first.rule, first.answer) == (entry.name, entry.example.gives)


SAID = tomllib.loads((Path(__file__).parents[1] / "data" / "attributes.toml").read_text(encoding="utf-8"))["rules"]


@pytest.mark.parametrize(
    ("decision", "line"), [(decision, line) for decision in SAID for line in SAID[decision].split("\n") if line]
)
def test_a_rule_says_this_of_a_figure(decision: str, line: str) -> None:
    text, figure, rule, answer = (cell.strip() for cell in line.split("|"))
    said = next(one for one in explain(text) if one.text == figure)
    asked = next(about.asked for about in said.decisions if about.about == decision)
    assert next(one.answer for one in asked if one.rule == rule) == answer


@pytest.mark.parametrize("entry", of("status"))
def test_a_status_rule_judges_the_figure_of_its_example(entry: Entry) -> None:
    claim = claim_of(entry)
    assert entry.example and claim.status == entry.example.gives
    assert ("status", entry.name) in rules_of(claim)


@pytest.mark.parametrize("entry", [*of("period"), *of("baseline"), *of("scope"), *of("topic")])
def test_a_rule_of_context_or_topic_judges_the_figure_of_its_example(entry: Entry) -> None:
    assert entry.example
    said = [one for one in explain(entry.example.text) if one.text == entry.example.figure]
    found = next(decision for decision in said[0].decisions if decision.about == entry.decision)
    assert (found.rule, found.value) == (entry.name, entry.example.gives)


@pytest.mark.parametrize("entry", of("table-head"))
def test_a_step_reads_the_head_of_its_example(entry: Entry) -> None:
    assert entry.example
    of_row = entry.name in ("of which", "numbering", "asides")
    header = Header(entry.example.text, entry.example.text, of_row, PRODUCT)
    with_all = without = header
    for step in HEADER_STEPS:
        with_all = step.apply(with_all) if with_all.name else with_all
        without = step.apply(without) if without.name and step.name != entry.name else without
    assert with_all.name == entry.example.gives
    assert with_all != without


@pytest.mark.parametrize("entry", of("table-rejection"))
def test_a_table_rule_rejects_the_number_of_its_example(entry: Entry) -> None:
    assert entry.example
    rejected = [(one.text, one.rule) for one in extract(entry.example.text).rejected]
    assert (entry.example.figure, entry.name) in rejected


VALUES: dict[str, Callable[[Claim], str | None]] = {
    "table-name": lambda claim: claim.metric,
    "table-unit": lambda claim: claim.quantity.unit,
    "table-measure": lambda claim: " ".join(filter(None, (claim.measure, claim.direction))),
    "table-status": lambda claim: claim.status,
    "table-period": lambda claim: claim.period,
    "table-baseline": lambda claim: claim.baseline,
    "table-scope": lambda claim: claim.scope,
}


@pytest.mark.parametrize("entry", [case for decision in VALUES for case in of(decision)])
def test_a_table_rule_decides_about_the_number_of_its_example(entry: Entry) -> None:
    claim = claim_of(entry)
    assert entry.example and VALUES[entry.decision](claim) == entry.example.gives
    assert (entry.decision, entry.name) in rules_of(claim)


# What is learnt


def test_what_was_learnt_is_told_as_the_file_of_weights_has_it() -> None:
    about, found = weights().about, learned_from(weights())
    assert found.texts == about["texts"] and dict(found.figures) == about["figures"]
    assert list(found.figures.values()) == sorted(about["figures"].values(), reverse=True)
    assert [[point.share, point.right] for point in found.confidence] == about["confidence"]
    assert found.confidence[0].right < found.confidence[-1].right <= 1


def test_every_kind_of_feature_has_a_meaning_and_every_meaning_a_feature() -> None:
    texts = [entry.example.text for entry in BOOK if entry.decision == "name" and entry.example]
    seen = {feature.partition("=")[0] for text in texts for feature in features_in(text)}
    assert seen == set(MEANINGS)


def features_in(text: str) -> Iterator[str]:
    """All features of all candidates of the figures of a text."""
    cleaned = clean(text)
    whole = Sentence(Span(0, len(cleaned.text)), cleaned.text, Section(Span(0, 0), ""))
    tokens = tokens_of(whole, screened_quantities(cleaned.text, PRODUCT), segmenter())
    for _, context in name_figures(tokens, None, PRODUCT):
        scored = ScoredWords(tokens.words, weights())
        seen, proposals = evidence_and_proposals(context, scored.words)
        for candidate in candidates_of(context, seen, [proposal.text for proposal in proposals], scored):
            yield from all_features(candidate, seen)


@pytest.mark.parametrize(
    ("feature", "seen"),
    [
        ("o2=l全市|n", "全市 · n"),
        ("o2=r^|v", "start of the sentence · v"),
        ("c1=ln|#time", "n · time"),
        ("c1=ln|", "n · nothing"),
        ("t4=l", "l"),
        ("p4=name|增长", "carried on · 增长"),
        ("r1=carried on|rule", "carried on · proposed by a rule"),
        ("i2=2|own", "yes · before the figure"),
        ("i2=-1|own", "no · before the figure"),
        ("t4==|", "= · nothing"),
        ("mg=up|1|True", "up · 1 · yes"),
        ("m3=left|share", "left · share"),
        ("s2=target|力争|True", "target · 力争 · yes"),
    ],
)
def test_a_feature_in_words(feature: str, seen: str) -> None:
    assert in_words(feature) == ({**MEANINGS, **MEASURE_MEANINGS, **STATUS_MEANINGS}[feature[:2]], seen)


# The command


def invoke(*args: str) -> Result:
    return CliRunner().invoke(reportmine, ["rules", *args])


def test_the_list_shows_every_rule_with_reason_and_example() -> None:
    shown = " ".join(invoke().stdout.split())
    for entry in BOOK:
        assert f"{entry.number} {entry.name} {' '.join(entry.why.split())}" in shown
        assert entry.example and " ".join(entry.example.gives.split()) in shown


def test_one_decision_alone() -> None:
    said = invoke("status").stdout
    assert said.startswith("status: ") and "measure: " not in said


def test_json_holds_the_same() -> None:
    chapters = json.loads(invoke("--format", "json").stdout)
    assert [(chapter["decision"], rule["name"]) for chapter in chapters for rule in chapter["rules"]] == [
        (entry.decision, entry.name) for entry in BOOK
    ]
    assert all(rule["example"]["figure"] in rule["example"]["text"] for c in chapters for rule in c["rules"])


def test_the_command_knows_all_decisions() -> None:
    assert tuple(chapter.name for chapter in CHAPTERS) == DECISIONS
    assert invoke("weather").exit_code == 2


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = to_rule_list(CHAPTERS, Screen(width)).splitlines()
    assert max(map(cell_len, lines)) <= width


class TestLearned:
    def test_it_tells_the_texts_the_features_and_how_sure_names_are(self) -> None:
        shown = " ".join(invoke("--learned").stdout.split())
        about = weights().about
        assert f"learnt from {sum(about['figures'].values()):,} labelled figures of {about['texts']} texts." in shown
        assert all(f"{kind} {count:,}" in shown for kind, count in about["figures"].items())
        assert all(f"{share:.3f} {right:.3f}" in shown for share, right in about["confidence"])
        meanings = {**MEANINGS, **MEASURE_MEANINGS, **STATUS_MEANINGS}
        assert all(f"{code} {meaning}" in shown for code, meaning in meanings.items())

    def test_json_holds_the_same(self) -> None:
        said = json.loads(invoke("--learned", "--format", "json").stdout)
        assert said["figures"] == weights().about["figures"]
        assert said["features"] == {"name": MEANINGS, "measure": MEASURE_MEANINGS, "status": STATUS_MEANINGS}
        assert [[point["share"], point["right"]] for point in said["confidence"]] == weights().about["confidence"]

    def test_no_decision_beside_it(self) -> None:
        said = invoke("status", "--learned")
        assert said.exit_code == 2 and "--learned is about names alone; leave status out." in said.stderr

    @pytest.mark.parametrize("width", [40, 80])
    def test_no_line_is_wider_than_the_screen(self, width: int) -> None:
        lines = to_learned(learned_from(weights()), Screen(width)).splitlines()
        assert max(map(cell_len, lines)) <= width


def test_the_chapter_of_names_says_that_weights_choose() -> None:
    abouts = {chapter.name: chapter.about for chapter in CHAPTERS}
    assert "learnt weights choose" in abouts["name"] and "first that answers" not in abouts["name"]
    assert "first that answers decides, but" in abouts["measure"] and "but" not in abouts["status"]
