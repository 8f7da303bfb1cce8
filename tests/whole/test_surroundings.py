"""Whatever the machine's locale and the encodings of its streams, results are the same and sentences stay sentences."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "samples"
_UNSET = ("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONCOERCECLOCALE")
GBK, GB18030 = "zh_CN.GBK", "zh_CN.GB18030"


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Chinese locales whose encodings are GBK and GB18030, made here where the machine can."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None:
        pytest.skip("localedef is not there to make locales in GBK and GB18030")
    for name in (GBK, GB18030):
        command = ["localedef", "-i", "zh_CN", "-f", name.removeprefix("zh_CN."), str(folder / name)]
        done = subprocess.run(command, capture_output=True, check=False)
        if not (folder / name).is_dir():
            pytest.skip(f"the locale {name} cannot be made: {done.stderr.decode(errors='replace').strip()}")
    return folder


SURROUNDINGS: dict[str, dict[str, str]] = {
    "utf-8": {"LC_ALL": "C.UTF-8"},
    "ascii": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "gbk-streams": {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
    "hash-seed-and-zone": {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"},
    # Such locales ask for Chinese; here the encoding is what is tried.
    "gbk-locale": {"LC_ALL": GBK, "PYTHONUTF8": "0", "REPORTMINE_LANG": "en"},
    "gb18030-locale": {"LC_ALL": GB18030, "PYTHONUTF8": "0", "REPORTMINE_LANG": "en"},
}


@pytest.fixture(params=SURROUNDINGS)
def surroundings(request: pytest.FixtureRequest) -> dict[str, str]:
    found = SURROUNDINGS[request.param]
    if found["LC_ALL"] in (GBK, GB18030):
        return found | {"LOCPATH": str(request.getfixturevalue("locales"))}
    return found


def run(
    *args: str | bytes, cwd: Path, more: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET}
    environment |= {"PYTHONPATH": str(PROJECT / "src"), **more}
    command = [sys.executable, "-m", "reportmine", *args]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=cwd, timeout=120)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a space and Chinese characters in its name, and a report in it."""
    folder = tmp_path / "我的 报告"
    folder.mkdir()
    shutil.copy(SAMPLES / "library-2023.txt", folder / "年报 2023.txt")
    return folder


ENDINGS = ("csv", "json", "html", "md", "xlsx", "parquet", "db", "txt")


@pytest.mark.slow
def test_every_format_is_written(place: Path, surroundings: dict[str, str]) -> None:
    for ending in ENDINGS:
        done = run("extract", "年报 2023.txt", "-q", "-o", f"结果 1.{ending}", cwd=place, more=surroundings)
        assert (done.returncode, done.stderr) == (0, b""), (ending, done.stderr.decode())
        assert (place / f"结果 1.{ending}").stat().st_size > 1000
    assert "泽远市图书馆" in (place / "结果 1.json").read_text(encoding="utf-8")


PRINTED = (
    ("compare", str(SAMPLES / "city-2023.txt"), str(SAMPLES / "city-2024.txt")),
    ("lexicon", "list", "--words"),
    ("samples", "list"),
    ("extract", "-", "--format", "json"),
)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What the commands print where all is UTF-8."""
    return printed(tmp_path_factory.mktemp("here"), SURROUNDINGS["utf-8"])


def printed(place: Path, surroundings: Mapping[str, str]) -> list[bytes]:
    found = [run(*args, cwd=place, stdin="粉丝近200万。".encode(), more=surroundings) for args in PRINTED]
    assert [(done.returncode, done.stderr) for done in found] == [(0, b"")] * len(found)
    return [done.stdout for done in found]


@pytest.mark.slow
def test_what_is_printed_is_the_same(place: Path, surroundings: dict[str, str], expected: list[bytes]) -> None:
    assert all(expected) and printed(place, surroundings) == expected


@pytest.mark.slow
def test_nothing_is_opened_in_the_encoding_of_the_locale(place: Path) -> None:
    """Python warns of that, where it is asked to; other libraries may do so."""
    more = SURROUNDINGS["utf-8"] | {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "always::EncodingWarning"}
    asked = [*PRINTED, *(("extract", "年报 2023.txt", "-o", f"a.{ending}") for ending in ENDINGS)]
    for args in asked:
        done = run(*args, cwd=place, more=more, stdin="粉丝近200万。".encode())
        assert done.returncode == 0
        assert not [line for line in done.stderr.decode().splitlines() if f"src{os.sep}reportmine" in line]


@pytest.mark.slow
def test_files_are_the_same_bytes_by_any_seed_zone_locale_and_number_of_processes(
    tmp_path: Path, locales: Path
) -> None:
    years = [str(SAMPLES / f"city-{year}.txt") for year in (2023, 2024)]
    made = []
    for seed, zone, surroundings, jobs in (
        ("0", "UTC", "utf-8", "1"),
        ("1234", "America/New_York", "gb18030-locale", "3"),
    ):
        more = {"LOCPATH": str(locales), "PYTHONHASHSEED": seed, "TZ": zone, "REPORTMINE_LANG": "en"}
        more |= SURROUNDINGS[surroundings]
        folder = tmp_path / seed
        folder.mkdir()
        for ending in ENDINGS:
            assert run("extract", *years, "-q", "-o", f"a.{ending}", cwd=folder, more=more).returncode == 0
        assert run("batch", str(SAMPLES), "-q", "--jobs", jobs, "-o", "b.jsonl", cwd=folder, more=more).returncode == 0
        assert run("compare", *years, "-q", "-o", "c.html", cwd=folder, more=more).returncode == 0
        made.append({path.name: path.read_bytes() for path in folder.glob("[a-c].*") if path.name.count(".") == 1})
    assert len(made[0]) == len(ENDINGS) + 2 and made[0] == made[1]


def test_an_error_is_a_sentence(place: Path, surroundings: dict[str, str]) -> None:
    done = run("extract", "没有😀.txt", cwd=place, more=surroundings)
    assert done.returncode == 1 and done.stdout == b""
    said = done.stderr.decode()  # always UTF-8
    assert (
        said.startswith("Error: ") and said.endswith(".txt: no such file; check the path.\n") and said.count("\n") == 1
    )


def test_doctor_tells_the_encodings(place: Path, surroundings: dict[str, str]) -> None:
    done = run("doctor", "--format", "json", cwd=place, more=surroundings)
    assert (done.returncode, done.stderr) == (0, b"")
    said = {fact["name"]: fact["said"] for fact in json.loads(done.stdout)["facts"] if fact["part"] == "text"}
    assert said["LC_ALL"] == surroundings["LC_ALL"]
    of_locale = {GBK: "gbk", GB18030: "gb18030"}.get(surroundings["LC_ALL"], said["file system"])
    assert said["file system"] == of_locale
    assert said["stdin"] == surroundings.get("PYTHONIOENCODING", of_locale)


def test_names_of_files_in_gbk_are_read(place: Path, locales: Path) -> None:
    """A machine whose locale is GBK has names in GBK."""
    name = "年报.txt".encode("gbk")
    (place / os.fsdecode(name)).write_text("粉丝近200万。", encoding="utf-8")
    more = SURROUNDINGS["gbk-locale"] | {"LOCPATH": str(locales)}
    done = run("extract", name, "--format", "json", cwd=place, more=more)
    assert json.loads(done.stdout)["source"]["path"] == "年报.txt", done.stderr
    lost = run("extract", "没有.txt".encode("gbk"), cwd=place, more=more)
    assert lost.stderr.decode() == "Error: 没有.txt: no such file; check the path.\n"
    lost = run("extract", "没有.txt".encode("gbk"), cwd=place, more={**more, "REPORTMINE_LANG": ""})
    assert lost.stderr.decode() == "错误：没有.txt：没有这个文件；请检查路径。\n"
