"""Every rule has an example, and in its example it is really that rule that decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from reportmine import explain, extract
from reportmine.cli.commands.rules import DECISIONS
from reportmine.cli.main import reportmine
from reportmine.extraction.explain.catalogue import CHAPTERS, Entry, entries
from reportmine.extraction.explain.examples import EXAMPLES, Example, spelled_out
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.parser import HEADER_STEPS
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.user.model import UserLexicon
from reportmine.model import Claim, Report
from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.rules import to_rule_list
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import STEPS, clean

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
def test_a_strategy_names_the_figure_of_its_example(entry: Entry) -> None:
    claim = claim_of(entry)
    assert entry.example and claim.metric == entry.example.gives
    assert ("name", entry.name) in rules_of(claim)


@pytest.mark.parametrize("entry", of("measure"))
def test_a_measure_rule_judges_the_figure_of_its_example(entry: Entry) -> None:
    claim = claim_of(entry)
    assert entry.example and " ".join(filter(None, (claim.measure, claim.direction))) == entry.example.gives
    assert ("measure", entry.name) in rules_of(claim)


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
