"""The command line as its users meet it: in this process for its answers, as a real one for its manners."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine
from reportmine.model.schema import headings

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
REPORT = SNAPSHOTS / "report.txt"
PLAIN = "地区生产总值1200亿元，增长5.2%。\n"
NO_FIGURE = "我们满怀信心，走向未来。\n"


def invoke(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args], input=stdin)


def process(
    *args: str | Path, env: dict[str, str] | None = None, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*args), input=stdin, capture_output=True, env=environment(env or {}), cwd=cwd, timeout=60
    )


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "reportmine", *map(str, args)]


def environment(more: dict[str, str]) -> dict[str, str]:
    """This environment with nothing in it that changes colours or widths, and with `src` on the path."""
    unset = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    source = str(Path(__file__).parents[2] / "src")
    return inherited | {"PYTHONPATH": source, "TERM": "xterm-256color"} | more


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


class TestExtract:
    def test_a_table_is_the_default(self, report: Path) -> None:
        result = invoke("extract", report)
        assert result.exit_code == 0
        assert "地区生产总值" in result.stdout and "【1200亿元】" in result.stdout
        assert result.stderr == ""

    def test_json_of_one_report_is_one_document(self, report: Path) -> None:
        found = json.loads(invoke("extract", report, "--format", "json").stdout)
        assert found["schema"] == "reportmine.claims/2"
        assert [(claim["value"], claim["unit"]) for claim in found["claims"]] == [
            ("120000000000", "元"),
            ("5.2", "%"),
        ]
        for claim in found["claims"]:
            assert PLAIN[claim["start"] : claim["end"]] == claim["text"]

    def test_json_of_several_is_an_array_also_when_one_failed(self, report: Path, tmp_path: Path) -> None:
        other = tmp_path / "b.txt"
        other.write_text(PLAIN, encoding="utf-8")
        result = invoke("extract", report, tmp_path / "missing.txt", other, "--format", "json")
        assert result.exit_code == 1
        assert len(json.loads(result.stdout)) == 2
        assert result.stderr.count("\n") == 1 and "missing.txt" in result.stderr
        one = invoke("extract", report, tmp_path / "missing.txt", "--format", "json")
        assert isinstance(json.loads(one.stdout), list)

    def test_jsonl_and_csv_have_one_claim_a_row(self, report: Path, tmp_path: Path) -> None:
        other = tmp_path / "b.txt"
        other.write_text(PLAIN, encoding="utf-8")
        lines = invoke("extract", report, other, "--format", "jsonl").stdout.splitlines()
        assert [json.loads(line)["path"] for line in lines] == [str(report)] * 2 + [str(other)] * 2
        rows = list(csv.DictReader(io.StringIO(invoke("extract", report, "--format", "csv").stdout)))
        assert tuple(rows[0]) == headings("en")
        assert [row["text"] for row in rows] == ["1200亿元", "5.2%"]

    def test_standard_input(self) -> None:
        result = invoke("extract", "-", "--format", "jsonl", stdin=PLAIN)
        assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["1200亿元", "5.2%"]

    @pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.CSV", "a.txt"])
    def test_the_ending_decides_the_format(self, report: Path, tmp_path: Path, name: str) -> None:
        result = invoke("extract", report, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"Done: 2 figures of 1 report written to {tmp_path / name}.\n"
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        starts = {"a.json": '{"schema"', "a.jsonl": '{"path"', "a.CSV": "path,metric", "a.txt": "报告.txt · "}
        assert text.startswith(starts[name])

    def test_a_text_may_hold_any_format_that_is_text(self, report: Path, tmp_path: Path) -> None:
        invoke("extract", report, "-o", tmp_path / "a.txt", "--format", "json")
        assert json.loads((tmp_path / "a.txt").read_text(encoding="utf-8"))["claims"]

    def test_an_ending_against_the_format_is_refused(self, report: Path, tmp_path: Path) -> None:
        result = invoke("extract", report, "-o", tmp_path / "a.csv", "--format", "json")
        assert result.exit_code == 2 and "ends as csv, but --format says json" in result.stderr
        assert not (tmp_path / "a.csv").exists()

    def test_quiet_says_nothing_of_what_was_written(self, report: Path, tmp_path: Path) -> None:
        assert invoke("extract", report, "-q", "-o", tmp_path / "a.csv").stderr == ""

    def test_an_address_on_the_web_is_said_to_be_one(self) -> None:
        result = invoke("extract", "https://example.org/report.html")
        assert result.exit_code == 1 and "nothing is fetched from the web" in result.stderr

    def test_a_report_in_another_language_is_warned_of(self, tmp_path: Path) -> None:
        (tmp_path / "en.txt").write_text("Revenue grew by 5% to 3 million in 2023. " * 20, encoding="utf-8")
        assert "it is hardly in Chinese" in invoke("extract", tmp_path / "en.txt").stderr

    def test_csv_files_have_the_mark_that_excel_needs(self, report: Path, tmp_path: Path) -> None:
        invoke("extract", report, "-o", tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,")
        assert invoke("extract", report, "--format", "csv").stdout_bytes.startswith(b"path,")
        assert invoke("extract", report, "--format", "csv", "-o", "-").stdout_bytes.startswith(b"path,")

    def test_csv_encoding(self, tmp_path: Path) -> None:
        odd = tmp_path / "in.txt"
        odd.write_text("喆😀小学学生1200人。\n", encoding="utf-8")
        out = tmp_path / "a.csv"
        assert invoke("extract", odd, "-o", out, "--csv-encoding", "gb18030").exit_code == 0
        assert "1200人" in out.read_text(encoding="gb18030")
        before = out.read_bytes()
        result = invoke("extract", odd, "-o", out, "--csv-encoding", "gbk")
        assert result.exit_code == 1
        assert result.stderr == f"Error: {out}: gbk has no character '😀' (U+1F600); choose gb18030 or utf-8.\n"
        assert out.read_bytes() == before

    def test_narrowing(self, report: Path) -> None:
        args = ("extract", report, "--format", "jsonl")
        texts = [json.loads(line)["text"] for line in invoke(*args, "--measure", "change").stdout.splitlines()]
        assert texts == ["5.2%"]
        both = invoke(*args, "--measure", "change", "--measure", "level", "--status", "actual", "--topic", "economy")
        assert len(both.stdout.splitlines()) == 2

    def test_narrowing_to_sure_names(self, tmp_path: Path) -> None:
        path = tmp_path / "闲谈.txt"
        path.write_text("全市地区生产总值1200亿元。\n说来也怪，老王那边前前后后竟又多出来37个。\n", encoding="utf-8")
        args = ("extract", path, "--format", "jsonl")
        found = [json.loads(line) for line in invoke(*args).stdout.splitlines()]
        least = max(claim["confidence"] for claim in found)
        kept = [json.loads(line) for line in invoke(*args, "--min-confidence", str(least)).stdout.splitlines()]
        assert kept == [claim for claim in found if claim["confidence"] == least] and 0 < len(kept) < len(found)

    def test_figures_of_tables_are_kept_whatever_sureness_is_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "账目.csv"
        path.write_text("指标,2023年（万元）\n门票收入,310\n场租收入,84\n", encoding="utf-8")
        kept = invoke("extract", path, "--format", "jsonl", "--min-confidence", "1").stdout.splitlines()
        assert [json.loads(line)["confidence"] for line in kept] == [None, None]

    @pytest.mark.parametrize("command", [("extract", "a.txt"), ("compare", "a.txt", "b.txt")])
    @pytest.mark.parametrize("value", ["1.1", "-0.1", "nan", "inf", "80%", "much", ""])
    def test_a_sureness_that_is_none_is_refused(self, command: tuple[str, ...], value: str) -> None:
        result = invoke(*command, f"--min-confidence={value}")
        assert result.exit_code == 2
        assert f"{value!r} is no confidence; say a number from 0 to 1, such as 0.8." in result.stderr

    def test_narrowing_to_nothing_is_said_unless_quiet(self, report: Path) -> None:
        result = invoke("extract", report, "--topic", "material")
        assert result.exit_code == 0
        assert "No figure to show." in result.stdout
        assert result.stderr == (
            f"Warning: {report}: none of its 2 figures is what you asked for; "
            "leave some of this out: --topic material.\n"
        )
        assert invoke("extract", report, "--topic", "material", "-q").stderr == ""

    def test_no_figure_in_the_text_is_a_table_that_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(NO_FIGURE, encoding="utf-8")
        result = invoke("extract", path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "0 figures" in result.stdout and "No figure to show." in result.stdout

    def test_encoding_overrules_what_was_found_out(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(PLAIN.encode("gb18030"))
        found = json.loads(invoke("extract", path, "--format", "json", "--encoding", "gb18030").stdout)
        assert len(found["claims"]) == 2
        wrong = invoke("extract", path, "--encoding", "utf-8")
        assert wrong.exit_code == 1 and str(path) in wrong.stderr and wrong.stdout == ""

    def test_both_segmenters_can_be_asked_for(self, report: Path) -> None:
        documents = [
            json.loads(invoke("extract", report, "--format", "json", "--segmenter", name).stdout)
            for name in ("rjieba", "jieba")
        ]
        assert [document["segmenter"] for document in documents] == ["rjieba", "jieba"]
        assert documents[0]["claims"] == documents[1]["claims"]


class TestWrongUse:
    @pytest.mark.parametrize(
        "args",
        [
            ["extract"],
            ["extract", "a.txt", "--format", "pdf"],
            ["extract", "a.txt", "-o", "a.doc"],
            ["extract", "a.txt", "-o", "claims"],
            ["extract", "a.txt", "-o", "a.txt"],
            ["extract", "a.txt", "--csv-encoding", "gbk"],
            ["extract", "a.txt", "--encoding", "klingon"],
            ["extract", "a.txt", "--encoding", "hex"],
            ["extract", "a.txt", "--topic", "sports"],
            ["text"],
            ["quantities", "--format", "csv"],
            ["nonsense"],
        ],
    )
    def test_exit_2_and_a_hint(self, args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text(PLAIN, encoding="utf-8")
        result = invoke(*args)
        assert result.exit_code == 2
        assert "Error: " in result.stderr and result.stdout == ""
        assert Path("a.txt").read_text(encoding="utf-8") == PLAIN


class TestBadInput:
    def test_each_bad_file_is_one_sentence_and_the_others_are_done(self, report: Path, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
        (tmp_path / "folder").mkdir()
        bad = [tmp_path / name for name in ("missing.txt", "empty.txt", "binary.txt", "folder")]
        result = invoke("extract", *bad, report, "--format", "csv")
        assert result.exit_code == 1
        assert len(result.stdout.splitlines()) == 3
        errors = result.stderr.splitlines()
        assert len(errors) == len(bad)
        assert all(str(path) in error for path, error in zip(bad, errors, strict=True))

    def test_nothing_is_written_when_nothing_could_be_read(self, tmp_path: Path) -> None:
        out = tmp_path / "a.json"
        out.write_bytes(b"old")
        assert invoke("extract", tmp_path / "missing.txt", "-o", out).exit_code == 1
        assert out.read_bytes() == b"old"

    @pytest.mark.parametrize("name", ["text", "quantities"])
    def test_the_other_commands_say_it_too(self, name: str, tmp_path: Path) -> None:
        result = invoke(name, tmp_path / "missing.txt")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1 and "missing.txt" in result.stderr

    def test_a_missing_folder_for_the_output(self, report: Path, tmp_path: Path) -> None:
        result = invoke("extract", report, "-o", tmp_path / "no" / "a.csv")
        assert result.exit_code == 1
        assert "there is no folder" in result.stderr and str(tmp_path / "no" / "a.csv") in result.stderr

    @pytest.mark.posix
    def test_a_full_disk_leaves_the_old_file(self, report: Path) -> None:
        result = invoke("extract", report, "-o", "/dev/full", "--format", "csv")
        assert result.exit_code == 1
        assert result.stderr == "Error: /dev/full: the disk is full; free some space and run this again.\n"


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_the_text_comes_out_as_it_stands(self, tmp_path: Path, encoding: str) -> None:
        text = "\u3000滨海市2023年政府工作报告\r\n\r\n地区生产总值\u200b1200亿元，增长5.2%。\n"
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding))
        assert process("text", path).stdout == text.encode()

    def test_offsets_count_in_it(self) -> None:
        raw = process("text", REPORT).stdout.decode()
        found = json.loads(process("extract", REPORT, "--format", "json").stdout)
        assert len(found["claims"]) >= 6
        for item in (*found["claims"], *found["rejected"]):
            assert raw[item["start"] : item["end"]] == item["text"]


class TestQuantities:
    def test_one_array_a_line_also_for_empty_lines(self) -> None:
        stdin = "粉丝近200万\r\n\n共20场\u2028，3—5个\n没有\n"
        result = invoke("quantities", "--format", "jsonl", "-", stdin=stdin.encode())
        arrays = [json.loads(line) for line in result.stdout.splitlines()]
        assert [[found["text"] for found in array] for array in arrays] == [
            ["200万"],
            [],
            ["20场", "3—5个"],
            [],
        ]
        assert arrays[0][0] == {
            "start": 3,
            "end": 7,
            "text": "200万",
            "value": "2000000",
            "value_max": None,
            "unit": "",
            "qualifier": "nearly",
            "form": "number",
            "rejected": None,
        }
        assert (arrays[2][1]["value"], arrays[2][1]["value_max"]) == ("3", "5")

    def test_rejected_ones_name_their_rule(self) -> None:
        found = json.loads(invoke("quantities", "--format", "jsonl", stdin="第十八次代表大会\n").stdout)
        assert [item["text"] for item in found] and all(item["rejected"] for item in found)

    def test_a_table_by_default(self) -> None:
        result = invoke("quantities", stdin="粉丝近200万\n")
        assert result.exit_code == 0
        assert result.stdout.splitlines()[0].split()[:3] == ["line", "start", "text"]
        assert "2000000" in result.stdout


def every_command() -> list[tuple[str, click.Command]]:
    return [("reportmine", reportmine), *sorted(reportmine.commands.items())]


class TestHelp:
    @pytest.mark.parametrize(("name", "cmd"), every_command(), ids=lambda value: str(value)[:12])
    def test_every_command_and_option_is_explained_with_examples(self, name: str, cmd: click.Command) -> None:
        assert cmd.help and cmd.epilog
        assert f"  {'reportmine' if cmd is reportmine else f'reportmine {name}'} " in cmd.epilog
        for option in cmd.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name}: {option.opts} has no help"
        assert cmd is reportmine or not cmd.get_short_help_str(60).endswith("...")

    def test_version(self) -> None:
        try:
            installed = metadata.version("reportmine")
        except metadata.PackageNotFoundError:
            pytest.skip("reportmine runs from its folder, where it has no version")
        assert invoke("--version").stdout == f"reportmine {installed}\n"

    def test_completion_is_documented_and_works(self) -> None:
        assert "_REPORTMINE_COMPLETE" in (reportmine.epilog or "")
        assert b"compdef" in process(env={"_REPORTMINE_COMPLETE": "zsh_source"}).stdout
        words = {"_REPORTMINE_COMPLETE": "zsh_complete", "COMP_WORDS": "reportmine ex", "COMP_CWORD": "1"}
        assert b"extract" in process(env=words).stdout


class TestManners:
    def test_a_closed_pipe_is_quiet(self, tmp_path: Path) -> None:
        path = tmp_path / "long.txt"
        path.write_text(PLAIN * 50_000, encoding="utf-8")
        with subprocess.Popen(
            command("text", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment({})
        ) as running:
            assert running.stdout and running.stderr
            running.stdout.read(10)
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 0

    @pytest.mark.posix
    def test_ctrl_c_is_quiet(self) -> None:
        with subprocess.Popen(
            command("extract", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment({}),
            # A shell starts what it puts in the background with the signal ignored, and its children with it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as running:
            time.sleep(1)  # by then it waits for its standard input
            running.send_signal(signal.SIGINT)
            assert running.stdin and running.stderr
            assert running.wait(10) == 130
            assert running.stderr.read() == b""

    @pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C"}])
    def test_both_streams_are_utf8(self, report: Path, env: dict[str, str]) -> None:
        done = process("extract", report, report.with_name("缺.txt"), env=env)
        assert "【1200亿元】" in done.stdout.decode("utf-8")
        assert "缺.txt" in done.stderr.decode("utf-8")
        assert done.returncode == 1

    @pytest.mark.posix
    def test_a_full_disk_behind_standard_output(self, report: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command("extract", report), stdout=full, stderr=subprocess.PIPE, env=environment({}))
        assert done.returncode == 1
        assert done.stderr == b"Error: standard output: it cannot be written (No space left on device).\n"

    @pytest.mark.posix
    def test_a_closed_standard_output(self, report: Path) -> None:
        line = " ".join(f"'{word}'" for word in command("extract", report))
        done = subprocess.run(["sh", "-c", f"{line} >&-"], stderr=subprocess.PIPE, env=environment({}))
        assert done.returncode == 1
        assert done.stderr == b"Error: standard output: it is closed; name a file with --output.\n"

    def test_a_name_that_is_no_text(self, tmp_path: Path) -> None:
        odd = tmp_path / os.fsdecode(b"\xff\x1b[31m.txt")
        odd.write_bytes(PLAIN.encode())
        done = process("extract", odd, f"{odd}x", "--format", "json")
        assert done.returncode == 1
        assert json.loads(done.stdout)[0]["source"]["path"].endswith("\udcff\x1b[31m.txt")
        assert done.stderr.count(b"\n") == 1 and b"\x1b" not in done.stderr

    @pytest.mark.slow
    def test_colours_only_where_they_are_wanted(self, report: Path) -> None:
        assert b"\x1b[" not in process("extract", report).stdout
        assert b"\x1b[" in process("extract", report, env={"FORCE_COLOR": "1"}).stdout
        assert b"\x1b[" not in process("extract", report, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout

    def test_a_fault_of_ours_is_one_sentence(self) -> None:
        script = (
            "import click; from reportmine.cli.main import reportmine, run\n"
            "@click.command()\n"
            "def broken(): raise KeyError('x\\ny')\n"
            "reportmine.add_command(broken); import sys; sys.argv[1:] = ['broken']\n"
            "sys.exit(run())"
        )
        run = [sys.executable, "-c", script]
        done = subprocess.run(run, capture_output=True, text=True, env=environment({}))
        assert done.returncode == 1
        assert done.stderr.startswith("Error: this is a fault of reportmine (KeyError: 'x\\ny')")
        told = subprocess.run(run, capture_output=True, text=True, env=environment({"REPORTMINE_DEBUG": "1"}))
        assert "for a bug report" in told.stderr and "in broken" in told.stderr

    def test_nothing_heavy_is_imported_for_help(self) -> None:
        script = (
            "import sys; sys.argv[1:] = ['--help']\n"
            "from reportmine.cli.main import run; run()\n"
            "heavy = {'rich', 'jieba', 'rjieba', 'opencc', 'json', 'csv', 'regex'} & set(sys.modules)\n"
            "sys.exit(f'imported: {heavy}' if heavy else 0)"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment({}))
        assert (done.returncode, done.stderr) == (0, "")


COLOURED = {"FORCE_COLOR": "1"}
CASES: list[tuple[str, Sequence[str], dict[str, str]]] = [
    ("help", ["--help"], {"COLUMNS": "80"}),
    ("help-batch", ["batch", "--help"], {"COLUMNS": "80"}),
    ("help-corrections", ["corrections", "--help"], {"COLUMNS": "80"}),
    ("help-corrections-check", ["corrections", "check", "--help"], {"COLUMNS": "80"}),
    ("help-corrections-from", ["corrections", "from", "--help"], {"COLUMNS": "80"}),
    ("help-doctor", ["doctor", "--help"], {"COLUMNS": "80"}),
    ("help-extract", ["extract", "--help"], {"COLUMNS": "80"}),
    ("help-explain", ["explain", "--help"], {"COLUMNS": "80"}),
    ("help-lexicon", ["lexicon", "--help"], {"COLUMNS": "80"}),
    ("help-lexicon-check", ["lexicon", "check", "--help"], {"COLUMNS": "80"}),
    ("help-lexicon-list", ["lexicon", "list", "--help"], {"COLUMNS": "80"}),
    ("help-quantities", ["quantities", "--help"], {"COLUMNS": "80"}),
    ("help-rules", ["rules", "--help"], {"COLUMNS": "80"}),
    ("help-samples", ["samples", "--help"], {"COLUMNS": "80"}),
    ("help-samples-copy", ["samples", "copy", "--help"], {"COLUMNS": "80"}),
    ("help-samples-list", ["samples", "list", "--help"], {"COLUMNS": "80"}),
    ("help-samples-show", ["samples", "show", "--help"], {"COLUMNS": "80"}),
    ("help-text", ["text", "--help"], {"COLUMNS": "80"}),
    ("table-80", ["extract", "report.txt"], COLOURED | {"COLUMNS": "80"}),
    ("table-120", ["extract", "report.txt"], COLOURED | {"COLUMNS": "120"}),
    ("table-200", ["extract", "report.txt"], COLOURED | {"COLUMNS": "200"}),
    ("table-no-colour", ["extract", "report.txt"], COLOURED | {"COLUMNS": "80", "NO_COLOR": "1"}),
    ("table-paper", ["extract", "report.txt"], {"COLUMNS": "80"}),
    ("json", ["extract", "report.txt", "--format", "json", "--segmenter", "jieba"], {}),
    ("csv", ["extract", "report.txt", "--format", "csv"], {}),
    ("quantities", ["quantities", "report.txt"], {}),
    ("explain-80", ["explain", "report.txt", "--line", "9"], COLOURED | {"COLUMNS": "80"}),
]


@pytest.mark.parametrize(("name", "args", "env"), CASES, ids=[case[0] for case in CASES])
def test_snapshot(name: str, args: Sequence[str], env: dict[str, str]) -> None:
    """What a user sees, kept in tests/snapshots; REPORTMINE_UPDATE_SNAPSHOTS=1 writes it anew."""
    done = process(*args, env=env, cwd=SNAPSHOTS)
    assert (done.returncode, done.stderr) == (0, b"")
    seen = done.stdout.decode().replace("\x1b", "␛").replace("\r\n", "\n")
    path = SNAPSHOTS / f"{name}.snap"
    if os.environ.get("REPORTMINE_UPDATE_SNAPSHOTS"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")
