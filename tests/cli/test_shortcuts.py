"""What is done once instead of for each figure, or left out where it cannot matter, changes no answer."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reportmine import extract, read
from reportmine.cli.collector import collector_paused
from reportmine.cli.inputs import Sources, extract_all
from reportmine.extraction.attributes.period.mentions import times_in
from reportmine.extraction.attributes.scope import scopes_in
from reportmine.extraction.attributes.status_evidence import sentence_cues, status_evidence
from reportmine.extraction.claims import by_sentence
from reportmine.extraction.mentions import Mentions
from reportmine.extraction.naming.choosing import name_figures
from reportmine.extraction.rejection.rules import ScreenedQuantity, screened_quantities
from reportmine.extraction.tokens import tokens_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Report, Sentence, Source
from reportmine.model.schema import COLUMNS
from reportmine.output.data.json.claims import claim_record, to_json, to_jsonl
from reportmine.text.cleaning import clean
from reportmine.text.sections import sections_of
from reportmine.text.segmenter import segmenter
from reportmine.text.sentences import SentenceIndex

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT.parent / "shared" / "gold" / "dev").glob("*.txt"))
# Mentions that run on over a figure, or would if the sentence went on otherwise.
CUT = (
    "近三年内，过去五年完成投资3亿元，《计划》2019—2023年5家，2021年末全市三家港口，截至12月，1—6月上年的3家。"
    "力争预计新增2个，拟建5座。"
)


def sentences(text: str) -> Iterator[tuple[Sentence, list[ScreenedQuantity]]]:
    cleaned = clean(text).text
    for sentence, found in by_sentence(
        screened_quantities(cleaned, PRODUCT), SentenceIndex(cleaned, sections_of(cleaned))
    ):
        if any(one.rejection is None for one in found):
            yield sentence, found


def texts() -> list[pytest.param]:  # type: ignore[valid-type]
    return [pytest.param(CUT, id="cut"), *(pytest.param(read(path).raw, id=path.stem) for path in TEXTS)]


@pytest.mark.parametrize("text", texts())
def test_mentions_of_a_sentence_are_those_of_its_beginning(text: str) -> None:
    for sentence, found in sentences(text):
        said = sentence_cues(sentence, tokens_of(sentence, found, segmenter("auto")))
        for one in found:
            at = one.quantity.span.start - sentence.span.start
            for seen in (times_in(sentence.text), said.reached):
                assert spans(seen, at) == [match.span() for match in seen.pattern.finditer(sentence.text[:at])]
            # A place that is counted by the figure behind it (示范区3个) is none: that a beginning cannot know.
            scopes = scopes_in(sentence.text)
            of_beginning = [match.span() for match in scopes.pattern.finditer(sentence.text[:at])]
            assert [span for span in spans(scopes, at) if span not in of_beginning] == []


def spans(seen: Mentions, at: int) -> list[tuple[int, int]]:
    return [match.span() for match in seen.before(at)]


@pytest.mark.parametrize("text", texts())
def test_only_words_of_planning_plan(text: str) -> None:
    for sentence, found in sentences(text):
        tokens = tokens_of(sentence, found, segmenter("auto"))
        said = sentence_cues(sentence, tokens)
        of_all = replace(said, planning=tuple(range(len(tokens.words))))
        for _, figure in name_figures(tokens, None, PRODUCT):
            few, all_words = (status_evidence(figure, cues, 2024) for cues in (said, of_all))
            assert replace(few, cues=of_all) == all_words


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_forms_hold_what_the_encoder_writes(path: Path) -> None:
    report = extract(read(path))
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = to_json([report], array=False).splitlines()
    assert [line.strip().rstrip(",") for line in lines if line.startswith('  {"metric"')] == [
        encode(claim_record(claim)) + "]" * (claim is report.claims[-1]) for claim in report.claims
    ]
    assert [list(json.loads(line)) for line in to_jsonl([report]).splitlines()] == [
        ["path", *(column.name for column in COLUMNS), "notes"] for _ in report.claims
    ]


def test_extraction_makes_no_cycles_and_leaves_the_collector_alone() -> None:
    text = (ROOT / "samples" / "city-2023.txt").read_text(encoding="utf-8")
    extract(text)
    with collector(running=False):
        gc.collect()
        extract(text)
        assert gc.collect() == 0
        assert not gc.isenabled()
    with collector(running=True), turned_off() as times:
        extract(text)
        assert gc.isenabled() and times == []


@pytest.mark.parametrize("running", [True, False])
def test_commands_pause_the_collector_while_they_extract(running: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    during: list[bool] = []

    def noting(report: Source, **options: object) -> Report:
        during.append(gc.isenabled())
        return extract(report)

    monkeypatch.setattr("reportmine.api.extract", noting)
    paths, frozen = [str(ROOT / "samples" / f"city-{year}.txt") for year in (2023, 2024)], gc.get_freeze_count()
    with collector(running=running):
        found = extract_all(Sources(paths, None), "auto", None)
        assert gc.isenabled() is running
        assert gc.get_freeze_count() == frozen
    assert found == [extract(read(path)) for path in paths] and during == [False, False]


@pytest.mark.parametrize("running", [True, False])
def test_a_pause_ends_with_an_error_too(running: bool) -> None:
    with collector(running=running):
        with pytest.raises(KeyError), collector_paused():
            raise KeyError
        assert gc.isenabled() is running


@contextmanager
def collector(*, running: bool) -> Iterator[None]:
    """With the collector as it is said while the block runs."""
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        yield
    finally:
        (gc.enable if was else gc.disable)()


@contextmanager
def turned_off() -> Iterator[list[str]]:
    """What turns the collector off while the block runs."""
    times: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("disable", "freeze"):
            patch.setattr(gc, name, lambda name=name: times.append(name))
        yield times
