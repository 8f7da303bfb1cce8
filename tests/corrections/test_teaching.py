"""What corrections teach: names and phrases for a user's lexicon, which mend the next report; labels to learn from."""

from __future__ import annotations

from pathlib import Path

from reportmine import extract, load_lexicon, read
from reportmine.corrections.file import written
from reportmine.corrections.learning import as_lexicon, proposals
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import Correction, Corrections, fields_of
from reportmine.model import Source
from training.corpus import documents_in

CARD = "今年志愿汇打卡平台人气{n}万。"
BELT = "沿江建成{n}米书香带三条。"


def corrections(text: str, *entries_of: tuple[str, str | None], path: str = "2024.txt") -> Corrections:
    """Corrections of the figures with these texts: a new name, or None for no figure."""
    report = extract(Source(text, path))
    entries: list[Correction] = []
    for figure, name in entries_of:
        claim = next(claim for claim in report.claims if claim.text == figure)
        entries.append(of_claim(claim, fields_of(claim)._replace(metric=name) if name else None))
    return of_report(report, tuple(entries))


def test_a_name_that_was_chosen_again_and_again_is_proposed() -> None:
    files = [corrections(CARD.format(n=n), (f"{n}万", "志愿汇打卡"), path=f"{n}.txt") for n in (3, 4)]
    (found,) = proposals(files)
    assert (found.text, found.speak_for, found.reports) == ("志愿汇打卡", 2, ("3.txt", "4.txt"))
    assert proposals(files[:1]) == []
    assert [one.text for one in proposals(files[:1], at_least=1)] == ["志愿汇打卡"]


def test_what_a_table_knows_is_not_proposed() -> None:
    files = [corrections(CARD.format(n=n), (f"{n}万", "地区生产总值")) for n in (3, 4)]
    assert proposals(files) == []


def test_a_phrase_without_a_figure_is_as_long_as_all_agree() -> None:
    files = [
        corrections(f"{lead}{BELT.format(n=200)}", ("200米", None), path=f"{lead}.txt") for lead in ("东岸，", "西岸，")
    ]
    (found,) = proposals(files)
    assert (found.text, found.topic) == ("沿江建成200米书香带三条", None)
    other = corrections("我们在200米书香带读书。", ("200米", None))
    assert [one.text for one in proposals([*files, other])] == ["200米书香带"]


def test_a_phrase_that_holds_a_figure_elsewhere_is_not_proposed() -> None:
    no = [corrections(BELT.format(n=200), ("200米", None), path=f"{n}.txt") for n in (1, 2)]
    yes = corrections(BELT.format(n=200), ("200米", "书香带长度"))
    assert proposals([*no, yes]) == []


def test_the_proposals_are_a_lexicon_that_mends_the_next_report(tmp_path: Path) -> None:
    files = [corrections(BELT.format(n=200), ("200米", None), path=f"{n}.txt") for n in (1, 2)]
    path = tmp_path / "ours.toml"
    path.write_text(as_lexicon(proposals(files)), encoding="utf-8")
    text = f"今年{BELT.format(n=200)}"
    assert "200米" in {claim.text for claim in extract(text).claims}
    assert "200米" not in {claim.text for claim in extract(text, lexicon=load_lexicon(path)).claims}


def test_names_with_quotes_and_hostile_paths_stay_toml(tmp_path: Path) -> None:
    files = [corrections(CARD.format(n=n), (f"{n}万", '"[[x]]\\'), path="a\n[[word]]\n.txt") for n in (3, 4)]
    path = tmp_path / "ours.toml"
    path.write_text(as_lexicon(proposals(files)), encoding="utf-8")
    assert [one.name for one in load_lexicon(path).indicators] == ['"[[x]]\\']


def test_training_reads_them_as_labels(tmp_path: Path) -> None:
    place = tmp_path / "museum-2024.txt"
    place.write_text("全年举办展览12场，接待观众30万人次。", encoding="utf-8")
    report = extract(read(place))
    entries = [of_claim(report.claims[0], fields_of(report.claims[0])._replace(metric="临时展览"))]
    entries.append(of_claim(report.claims[1], None))
    place.with_suffix(".corrections.json").write_text(written(of_report(report, tuple(entries))), encoding="utf-8")
    (document,) = documents_in(tmp_path, "own:")
    assert (document.name, document.kind) == ("museum-2024", "own:museum")
    (label,) = document.labels
    assert (label.metrics, label.start, label.end) == (("临时展览",), *report.claims[0].span)
