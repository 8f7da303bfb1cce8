"""What `python -m fuzzing` found, each in its smallest form; what grew by the square stands in growth.toml."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fuzzing import texts
from fuzzing.files import DamagedFiles, damaged
from fuzzing.findings import write
from fuzzing.made_up import TARGETS, MadeUpTexts
from fuzzing.properties import accounted_for, corrected_by_hand
from reportmine import extract, gather, load_lexicon
from reportmine.corrections.values import VALUE
from reportmine.errors import LexiconError, ReadingError
from reportmine.readers.files import source_of_bytes


@pytest.mark.parametrize("name", ["甲\nError: 乙.docx", "甲\r乙.docx", "甲\u2028乙.docx", "甲\x85乙.docx"])
def test_a_name_of_several_lines_makes_one_sentence(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, b"PK\x03\x04 no document")
    (said,) = gather([str(tmp_path / "a.zip")])
    assert isinstance(said, ReadingError) and len(str(said).splitlines()) == 1


def test_a_word_of_any_length_in_a_lexicon_makes_a_short_sentence(tmp_path: Path) -> None:
    word = "词" * 3000
    (tmp_path / "lexicon.toml").write_text(f'[[indicator]]\nname = "{word}"\n{"k" * 3000} = 1\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="there is no key") as found:
        load_lexicon(tmp_path / "lexicon.toml")
    assert len(str(found.value)) < 600


@pytest.mark.parametrize(
    "text", ["1" + "0" * 400, "9" * 900 + "亿" * 60 + "元", "0." + "0" * 900 + "1%", "1" * 4400], ids=len
)
def test_a_number_of_any_length_is_corrected(text: str) -> None:
    corrected_by_hand(text, "培训")


@pytest.mark.parametrize("sign", ["\u07fb", "\ue000", "\b"], ids=["of no use yet", "private", "control"])
def test_what_a_report_calls_its_figures_can_be_written(sign: str) -> None:
    corrected_by_hand(f"低于{sign}0首", "培训")


def test_a_table_in_a_cell_gives_no_number_twice() -> None:
    inner = "<table><tr><td>年份</td><td>2022年</td></tr><tr><td>藏书（万册）</td><td>110.5</td></tr></table>"
    text = f"# 图书馆2023年报告\n\n| 指标 | 说明 |\n| --- | --- |\n| 藏书 | {inner} |\n| 分馆 | 12家 |\n"
    report = extract(source_of_bytes(text.encode(), "a.md"))
    accounted_for(report)
    assert [(claim.metric, claim.text) for claim in report.claims] == [("藏书", "110.5"), ("分馆", "12家")]


def test_a_number_that_no_text_has_is_none() -> None:
    assert VALUE.fullmatch("9" * 2000) and not VALUE.fullmatch("9" * 2001)


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_a_round_of_texts_finds_nothing_and_is_the_same_twice(target: MadeUpTexts) -> None:
    first = target.round(7)
    assert first[0] >= 50 and first[1] is None
    assert target.round(7) == first


@pytest.mark.slow
@pytest.mark.posix
def test_damaged_files_are_read_in_a_process_that_may_die() -> None:
    assert damaged(7) == damaged(7)
    with DamagedFiles() as files:
        # On a machine that does other things as well a file may take too long once.
        assert [files.round(seed)[1] and files.round(seed)[1] for seed in range(20)] == [None] * 20
        assert files._child
        files._child.kill()
        assert "the process ended" in files.what_went_wrong("a.txt", "培训20场。".encode())
        assert files.what_went_wrong("a.txt", "培训20场。".encode()) == ""


def test_a_finding_is_written_with_the_command_that_shows_it_again(tmp_path: Path) -> None:
    broken = MadeUpTexts("text", lambda text: 1 / ("7" not in text), (texts.composed,))
    _, found = next(one for one in map(broken.round, range(9)) if one[1])
    assert found and "7" in found.given.decode() and "ZeroDivisionError" in found.kind
    path = write(found, tmp_path)
    said = path.with_name(path.name + ".log").read_text("utf-8")
    assert f"--target text --seed {found.seed} --rounds 1" in said
