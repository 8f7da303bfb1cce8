"""`reportmine samples`: what comes with reportmine to try things on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine
from reportmine.samples import samples

FILES = Path(__file__).parents[2] / "samples"


def invoke(*args: str | Path) -> Result:
    return CliRunner().invoke(reportmine, ["samples", *map(str, args)])


def test_every_sample_has_a_row() -> None:
    assert [sample.name for sample in samples()] == sorted(path.name for path in FILES.glob("*.txt"))
    assert all(sample.kind and sample.shows for sample in samples())


def test_list() -> None:
    lines = invoke("list").stdout.splitlines()
    assert lines[0] == "city-2023.txt · government work report" and len(lines) == 2 * len(samples())
    assert [row["name"] for row in json.loads(invoke("list", "--format", "json").stdout)] == [
        sample.name for sample in samples()
    ]


def test_copies_are_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "新 文件夹" / "样本"
    done = invoke("copy", folder)
    assert (done.exit_code, done.stderr) == (0, f"Done: 8 samples copied to {folder}.\n")
    assert sorted(path.name for path in folder.iterdir()) == [sample.name for sample in samples()]
    for path in folder.iterdir():
        assert path.read_bytes() == (FILES / path.name).read_bytes()


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "library-2023.txt"
    mine.write_text("我的", encoding="utf-8")
    done = invoke("copy", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == f"Error: {mine}: it is there already; name another folder, or move it away.\n"
    assert [path.name for path in tmp_path.iterdir()] == [mine.name] and mine.read_text(encoding="utf-8") == "我的"
    assert invoke("copy", tmp_path, "city-2023.txt").exit_code == 0


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    done = invoke("copy", tmp_path / "a")
    assert done.exit_code == 1 and done.stderr.startswith(f"Error: {tmp_path / 'a'}: ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("args", [("show", "../LICENSE"), ("copy", ".", "city"), ("show", "city-2023.jsonl")])
def test_a_name_that_is_none(args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke(*args)
    assert done.exit_code == 1
    assert done.stderr == f"Error: {args[-1]}: no such sample; reportmine samples list names them.\n"
    assert not list(tmp_path.iterdir())


def test_show_is_text_in_utf_8() -> None:
    assert invoke("show", "library-2023.txt").stdout == (FILES / "library-2023.txt").read_bytes().decode("big5")
