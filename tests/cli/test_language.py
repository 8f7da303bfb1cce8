"""The language of the command line: which one is spoken, that Chinese is all Chinese, and that English stays."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from reportmine.cli.helping import Told, spoken
from reportmine.cli.main import COMMANDS
from reportmine.messages.catalogue import say_in
from reportmine.messages.languages import LANGUAGES, VARIABLE
from reportmine.messages.message import message
from reportmine.model.display import cells
from reportmine.readers.inputs import SkippedFiles, gather

SOURCE = Path(__file__).parents[2] / "src"
CHINESE = re.compile("[\u4e00-\u9fff]")
# A command is written in letters in every language; three words beside it are a sentence that was forgotten.
COMMAND = re.compile(r"reportmine( [a-z-]+)*|^ +(reportmine|cat|curl|echo|bash|zsh|fish) .*", re.MULTILINE)
SENTENCE = re.compile(r"[A-Za-z]+,? [a-z]+,? [a-z]+")
# Each command by its arguments, those that only group others, too.
HELP = (
    (),
    *((name,) for name in COMMANDS),
    *(("corrections", name) for name in ("check", "from", "learn")),
    *(("lexicon", name) for name in ("check", "list")),
    *(("samples", name) for name in ("copy", "list", "show")),
)
# What goes wrong, in the folder that `folder` makes.
WRONG = (
    ("extract", "nope.txt"),
    ("extrac", "report.txt"),
    ("extract", "report.txt", "--formt", "csv"),
    ("extract", "report.txt", "--format", "cvs"),
    ("extract", "report.txt", "--min-confidence", "3"),
    ("extract", "report.txt", "--encoding", "klingon"),
    ("extract", "report.txt", "--topic", "weather"),
    ("extract", "report.txt", "--output"),
    ("extract", "report.txt", "-o", "report.txt"),
    ("extract", "report.txt", "-o", "no/claims.csv"),
    ("extract", "report.txt", "-o", "claims.abc"),
    ("extract", "report.txt", "--header", "zh", "--format", "json"),
    ("extract", "report.txt", "--lexicon", "wrong.toml"),
    ("extract", "empty.txt"),
    ("extract", "nothing"),
    ("extract", "pictures"),
    ("extract", "picture.txt"),
    ("extract", "*.nope"),
    ("extract",),
    ("compare", "report.txt"),
    ("compare", "report.txt", "--years", "new"),
    ("explain",),
    ("explain", "report.txt", "--line", "0"),
    ("explain", "report.txt", "--line", "7"),
    ("explain", "report.txt", "--at", "7000"),
    ("text", "report.txt", "empty.txt"),
    ("rules", "name", "--learned"),
    ("rules", "weather"),
    ("lexicon", "chek"),
    ("corrections", "from", "nope.csv", "report.txt"),
    ("corrections", "from", "picture.txt", "report.txt"),
    ("corrections", "from", "other.csv", "report.txt"),
    ("corrections", "from", "wrong.csv", "report.txt"),
    ("corrections", "from", "report.txt", "report.txt", "-o", "-"),
    ("samples", "show", "nope"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of which something can be said."""
    found = tmp_path_factory.mktemp("files")
    picture = b"\x89PNG\r\n\x1a\n"
    files = {
        "report.txt": "全年举办培训20场，增长5%。\n".encode(),
        "empty.txt": b"",
        "picture.txt": picture,
        "pictures/a.jpg": picture,
        "pictures/b.png": picture,
        "other.csv": b"a,b\n1,2\n",
        "wrong.csv": "value,period,start,end,text\n1.2x,soon,6,9,20场\n,,1,2,x\n,,,,x\n".encode(),
        "wrong.toml": '[[indicator]]\nnam = "完课率"\n[[unit]]\nname = "5趟"\n'.encode(),
    }
    for name, data in files.items():
        (found / name).parent.mkdir(exist_ok=True)
        (found / name).write_bytes(data)
    (found / "nothing").mkdir()
    return found


def run(
    *arguments: str, cwd: Path | None = None, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A run of the command line in which nothing but these variables tells the language."""
    telling = {VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"}
    inherited = {name: value for name, value in os.environ.items() if name not in telling}
    env = inherited | {"PYTHONPATH": str(SOURCE), "COLUMNS": "80", **(variables or {})}
    command = [sys.executable, "-m", "reportmine", *arguments]
    return subprocess.run(command, capture_output=True, env=env, cwd=cwd, timeout=60, encoding="utf-8")


def forgotten(said: str) -> list[str]:
    """The English sentences in what should be Chinese."""
    return [found.group() for found in SENTENCE.finditer(COMMAND.sub("", said))]


def test_a_forgotten_sentence_is_seen() -> None:
    assert (
        forgotten("请用 reportmine lexicon check 检查\n  cat report.txt | reportmine extract - or so\n选项 --all") == []
    )
    assert forgotten("错误：no such file; check the path.") == ["no such file", "check the path"]


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_help_is_chinese_and_fits_the_screen(command: tuple[str, ...]) -> None:
    done = run("--lang", "zh", *command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert forgotten(done.stdout) == []
    assert {"用法:", "选项:"} <= set(re.findall(r"^\S+:", done.stdout, re.MULTILINE))
    # Examples are as long as they are, in every language.
    wide = [line for line in done.stdout.splitlines() if CHINESE.search(line) and cells(line) > 80]
    assert wide == []


@pytest.mark.slow
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_went_wrong_is_said_in_chinese(arguments: tuple[str, ...], folder: Path) -> None:
    chinese = run(*arguments, cwd=folder, variables={"LC_ALL": "zh_CN.UTF-8"})
    english = run(*arguments, cwd=folder, variables={"LC_ALL": "C.UTF-8"})
    assert chinese.returncode == english.returncode != 0
    assert CHINESE.search(chinese.stderr) and forgotten(chinese.stderr) == []
    assert "Error: " in english.stderr and not CHINESE.search(english.stderr)


@pytest.mark.parametrize(
    ("variables", "arguments", "is_chinese"),
    [
        ({}, (), False),
        ({"LC_ALL": "zh_CN.UTF-8"}, (), True),
        ({"LANG": "zh_TW.UTF-8"}, (), True),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, (), False),
        ({"LC_ALL": "en_US.UTF-8", VARIABLE: "zh"}, (), True),
        ({"LC_ALL": "zh_CN.UTF-8", VARIABLE: "en"}, (), False),
        ({"LC_ALL": "zh_CN.UTF-8"}, ("--lang", "en"), False),
        ({VARIABLE: "en"}, ("--lang=zh",), True),
    ],
    ids=str,
)
def test_the_option_beats_the_variable_and_that_the_system(
    variables: dict[str, str], arguments: tuple[str, ...], is_chinese: bool
) -> None:
    said = run("text", *arguments, "nope.txt", variables=variables).stderr
    expected = (
        "错误：nope.txt：没有这个文件；请检查路径。\n"
        if is_chinese
        else "Error: nope.txt: no such file; check the path.\n"
    )
    assert said == expected


def test_the_option_may_stand_before_the_command_or_behind_it() -> None:
    assert run("--lang", "zh", "text", "nope.txt").stderr == run("text", "nope.txt", "--lang", "zh").stderr


def test_english_help_does_not_depend_on_the_way_it_is_asked_for() -> None:
    usual = run("extract", "--help").stdout
    assert usual == run("extract", "--lang", "en", "--help", variables={"LC_ALL": "zh_CN.UTF-8"}).stdout
    assert "Turn reports into tables of their figures." in usual


def test_choices_are_listed_in_the_help_of_each_language() -> None:
    option = Told(["--topic"], told=message("Only this topic, repeatable: {choices}.", choices=("economy", "people")))
    helps = [spoken(click.Command("x", params=[option]), say_in(language)).params[0] for language in LANGUAGES]
    assert [getattr(one, "help", "") for one in helps] == [
        "Only this topic, repeatable: economy, people.",
        "只要这一主题，可以写多次：economy、people。",
    ]


def test_what_was_passed_over_is_a_text_that_can_be_said_in_chinese(folder: Path) -> None:
    (skipped,) = (one for one in gather([str(folder)]) if isinstance(one, SkippedFiles))
    assert skipped == f"{folder}: passed over 3 files of no format that is read (1 .toml, 1 .jpg, 1 .png)."
    assert say_in("zh")(skipped).startswith(f"{folder}：跳过了 3 个格式不支持的文件（1 个 .toml、")


@pytest.mark.slow
def test_the_locale_changes_what_people_read_and_no_data(tmp_path: Path) -> None:
    text = "2023年工作报告\n举办培训20场。\n"
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    chinese = {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}

    def printed(form: str, *more: str, **environment: str) -> bytes:
        command = [sys.executable, "-m", "reportmine", "extract", "report.txt", "-q", "--format", form, *more]
        return subprocess.run(
            command, cwd=tmp_path, env=os.environ | environment, capture_output=True, check=True
        ).stdout

    for form in ("csv", "json", "jsonl"):
        assert printed(form, **chinese) == printed(form)
    assert "类型".encode() in printed("markdown", **chinese) and b"measure" in printed("markdown")
    assert "类型".encode() in printed("csv", **chinese, REPORTMINE_LANG="zh")
    assert "类型".encode() in printed("csv", "--lang", "zh")
    assert printed("csv", "--lang", "zh", "--header", "en") == printed("csv")
