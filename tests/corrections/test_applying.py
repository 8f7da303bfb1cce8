"""Corrections and a report: what holds, what moves with its sentence, what is stale, and that nothing else changes."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine import corrected, extract, read
from reportmine.corrections.applying import Corrected
from reportmine.corrections.making import first_fields, of_claim, of_number, of_report
from reportmine.corrections.model import BY_HAND, CHECKED, Correction, Corrections, fields_of
from reportmine.corrections.queue import to_check
from reportmine.model import Claim, Report, Source, Span

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
TEXT = "2024年，全馆举办培训20场，培训学员3,000人。\n一、藏书\n现有藏书3万册，比上年增长5%。另有分馆12家。\n"


def made(text: str = TEXT, sha256: str = "a") -> Report:
    return extract(Source(text, "报告.txt", sha256=sha256))


def claim_of(report: Report, text: str) -> Claim:
    return next(claim for claim in report.claims if claim.text == text)


def with_corrections(report: Report, *entries: Correction, to: Report | None = None) -> Corrected:
    return corrected(to or report, of_report(report, entries))


class TestWhatAReaderSays:
    def test_right_makes_sure_and_leaves_all_else(self) -> None:
        report = made()
        claim = claim_of(report, "20场")
        found = claim_of(with_corrections(report, of_claim(claim, fields_of(claim))).report, "20场")
        assert found.confidence == 1
        assert [note.rule for note in found.notes if note.decision == "name"] == [CHECKED]
        as_it_was = found._replace(confidence=claim.confidence, notes=claim.notes, other_names=claim.other_names)
        assert as_it_was == claim

    def test_changed_fields_hold_with_a_note_of_what_was_read(self) -> None:
        report = made()
        claim = claim_of(report, "20场")
        fields = fields_of(claim)._replace(
            metric="读者培训", value=Decimal(21), unit="期", status="target", period="2025"
        )
        found = claim_of(with_corrections(report, of_claim(claim, fields)).report, "20场")
        assert fields_of(found) == fields
        by_hand = {note.decision: (note.evidence, note.value) for note in found.notes if note.rule == BY_HAND}
        assert by_hand == {
            "name": (claim.metric, "读者培训"),
            "value": ("20", "21"),
            "unit": ("场", "期"),
            "status": ("actual", "target"),
            "period": ("2024", "2025"),
        }
        assert len({note.decision for note in found.notes}) == len(found.notes)

    def test_a_new_name_has_its_own_indicator(self) -> None:
        report = made("财政收入12亿元。")
        (claim,) = report.claims
        named = with_corrections(
            report, of_claim(claim, fields_of(claim)._replace(metric="地区生产总值"))
        ).report.claims[0]
        assert named.indicator == "地区生产总值"
        named = with_corrections(report, of_claim(claim, fields_of(claim)._replace(metric="某某"))).report.claims[0]
        assert named.indicator is None

    def test_no_figure_becomes_a_rejected_number(self) -> None:
        report = made()
        claim = claim_of(report, "12家")
        found = with_corrections(report, of_claim(claim, None)).report
        assert claim.span not in {one.span for one in found.claims}
        assert [one.rule for one in found.rejected if one.span == claim.span] == [BY_HAND]
        assert len(found.claims) + len(found.rejected) == len(report.claims) + len(report.rejected)

    def test_a_rejected_number_is_taken_in(self) -> None:
        report = made()
        rejected = next(one for one in report.rejected if one.text.startswith("2024"))
        said = of_number(report, rejected.span, first_fields(rejected)._replace(metric="年份"))
        found = with_corrections(report, said).report
        assert (found.claims[0].metric, found.claims[0].line, found.claims[0].text) == ("年份", 1, rejected.text)
        assert rejected.span not in {one.span for one in found.rejected}

    def test_a_number_that_nobody_saw_is_taken_in_at_its_place(self) -> None:
        report = made()
        start = TEXT.index("藏书\n")
        said = of_number(report, Span(start, start + 2), fields_of(report.claims[0])._replace(metric="某数"))
        found = with_corrections(report, said).report
        assert [claim.span for claim in found.claims] == sorted(claim.span for claim in found.claims)
        (claim,) = (one for one in found.claims if one.metric == "某数")
        assert (claim.text, claim.line, claim.mark.of(claim.sentence)) == ("藏书", 2, "藏书")

    def test_a_figure_of_wrong_extent_is_put_right(self) -> None:
        report = made()
        claim = claim_of(report, "20场")
        said = of_number(report, Span(claim.span.start - 2, claim.span.end), fields_of(claim))
        found = with_corrections(report, of_claim(claim, None), said)
        assert found.stale == ()
        assert "培训20场" in {one.text for one in found.report.claims}
        assert claim.span not in {one.span for one in found.report.claims}
        assert claim.span not in {one.span for one in found.report.rejected}

    def test_of_two_that_overlap_the_second_is_stale(self) -> None:
        report = made()
        first, second = Span(0, 3), Span(2, 5)
        fields = fields_of(report.claims[0])
        found = with_corrections(report, *(of_number(report, span, fields) for span in (first, second)))
        assert (found.holding, [str(one.why) for one in found.stale]) == (1, ["it overlaps a figure"])

    def test_what_overlaps_a_figure_is_stale(self) -> None:
        report = made()
        span = claim_of(report, "20场").span
        said = of_number(report, Span(span.start + 1, span.end + 1), fields_of(report.claims[0]))
        assert [str(one.why) for one in with_corrections(report, said).stale] == ["it overlaps a figure"]

    def test_what_was_checked_is_not_asked_again(self) -> None:
        report = made()
        assert to_check(report.claims)
        said = [of_claim(claim, fields_of(claim)) for claim in report.claims]
        assert to_check(with_corrections(report, *said).report.claims) == []


class TestAnotherVersion:
    def said(self, report: Report, text: str) -> Correction:
        claim = claim_of(report, text)
        return of_claim(claim, fields_of(claim)._replace(metric="手改的"))

    def test_it_moves_with_its_sentence(self) -> None:
        old, new = made(), made("新的一段，说明12项。\n" + TEXT, "b")
        done = with_corrections(old, self.said(old, "3万册"), to=new)
        assert (done.holding, done.moved, done.stale) == (1, 1, ())
        assert claim_of(done.report, "3万册").metric == "手改的"

    def test_it_is_stale_where_its_sentence_changed(self) -> None:
        old, new = made(), made(TEXT.replace("现有藏书", "共有藏书"), "b")
        done = with_corrections(old, self.said(old, "3万册"), to=new)
        assert done.report == new
        assert [str(one.why) for one in done.stale] == ["its sentence does not stand there any more"]

    def test_it_is_stale_where_its_sentence_stands_twice(self) -> None:
        old, new = made(), made("前言。\n" + TEXT + TEXT, "b")
        done = with_corrections(old, self.said(old, "12家"), to=new)
        assert [str(one.why) for one in done.stale] == ["its sentence stands there more than once"]

    @pytest.mark.parametrize(
        ("text", "moved"), [("前言。\n全馆共\n有座位，本段很长。", 1), ("前言。\n全馆共有座\n位，本段很长。", 0)]
    )
    def test_line_ends_in_a_sentence_do_not_matter_but_in_the_text(self, text: str, moved: int) -> None:
        old, new = made("全馆共有座位，本段很长。"), made(text, "b")
        said = of_number(old, Span(4, 6), fields_of(made().claims[0])._replace(metric="座位"))
        done = with_corrections(old, said, to=new)
        assert (done.holding, done.moved) == (moved, moved)
        assert [claim.text for claim in done.report.claims if claim.metric == "座位"] == ["座位"] * moved
        assert [str(one.why) for one in done.stale] == ["its text does not stand in its sentence any more"] * (
            1 - moved
        )

    def test_other_characters_in_the_same_bytes_are_stale(self) -> None:
        report = made()
        said = self.said(report, "3万册")._replace(text="4万册")
        done = with_corrections(report, said)
        assert [str(one.why) for one in done.stale] == ["its text does not stand in its sentence any more"]

    def test_the_same_bytes_read_otherwise_go_by_the_sentence(self) -> None:
        old, new = made(), made("\ufeff" + TEXT)
        done = with_corrections(old, self.said(old, "3万册"), to=new)
        assert (done.holding, done.moved) == (1, 1)
        assert claim_of(done.report, "3万册").metric == "手改的"

    def test_spans_out_of_range_go_by_the_sentence_too(self) -> None:
        report = made()
        said = self.said(report, "3万册")._replace(span=Span(10**9, 10**9 + 3))
        assert with_corrections(report, said).holding == 1
        done = with_corrections(report, said._replace(sentence="不在那里3万册", mark=Span(4, 7)))
        assert (done.report, len(done.stale)) == (report, 1)

    def test_a_sentence_without_end_is_known_by_what_stands_around(self) -> None:
        report = made("长" * 120_000 + TEXT)
        done = with_corrections(report, self.said(report, "3万册"), to=made("前言。\n" + report.source.raw, "b"))
        assert (done.holding, done.moved) == (1, 1)

    @pytest.mark.slow
    def test_time_grows_with_the_corrections_and_no_faster(self) -> None:
        def seconds(count: int) -> float:
            report = made("".join(f"第{n}条，建成学校{n}所。\n" for n in range(count)))
            entries = [of_claim(claim, None) for claim in report.claims]
            entries += [of_number(report, one.span, first_fields(one)) for one in report.rejected]
            moved = made("前言。\n" + report.source.raw, "b")
            start = time.process_time()
            done = with_corrections(report, *entries, to=moved)
            assert done.holding + len(done.stale) == len(entries)
            return time.process_time() - start

        assert seconds(2000) < 4 * seconds(1000) + 0.5


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@settings(deadline=None)  # the first example reads the report
@given(data=st.data())
def test_all_that_is_said_holds_and_nothing_else_changes(path: Path, data: st.DataObject) -> None:
    report = _read(path)
    chosen = data.draw(st.sets(st.integers(0, len(report.claims) - 1), max_size=8))
    entries = []
    for at in chosen:
        claim = report.claims[at]
        fields = fields_of(claim)._replace(status=data.draw(st.sampled_from(("actual", "target"))))
        entries.append(of_claim(claim, data.draw(st.sampled_from((None, fields)))))
    done = corrected(report, Corrections(report.source.sha256, None, tuple(entries)))
    assert (done.holding, done.stale) == (len(entries), ())
    by_span = {entry.span: entry for entry in entries}
    for claim in report.claims:
        now = next((one for one in done.report.claims if one.span == claim.span), None)
        said = by_span.get(claim.span)
        if said is None:
            assert now == claim
        else:
            assert (fields_of(now) if now else None) == said.fields
    again = corrected(done.report, Corrections(report.source.sha256, None, tuple(entries)))
    assert replace(again.report, prose=None) == replace(done.report, prose=None)


_reports: dict[Path, Report] = {}


def _read(path: Path) -> Report:
    if path not in _reports:
        _reports[path] = extract(read(path))
    return _reports[path]
