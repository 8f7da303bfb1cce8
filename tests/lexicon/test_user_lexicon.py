"""A user's own words: what they change, that they change nothing else, and what a bad file is told."""

from __future__ import annotations

import csv
import doctest
import io
import itertools
import json
import pickle
import re
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from reportmine import explain, extract, find_quantities, load_lexicon, pipeline, read
from reportmine.api import check_lexicon
from reportmine.cli import options
from reportmine.cli.main import reportmine
from reportmine.errors import SegmenterError, UserLexiconError
from reportmine.lexicon.catalogue import known
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.lexicon import PRODUCT, with_user
from reportmine.lexicon.units import UNITS
from reportmine.lexicon.user.loader import parsed
from reportmine.lexicon.user.model import UserIndicator, UserLexicon, UserUnit, UserWord, combined
from reportmine.model import CleanText, Report
from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.lexicon import to_lexicon_table
from reportmine.text.cleaning import clean

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "lexicon-example.toml"
OURS = """\
[[indicator]]
name = "志愿汇打卡人次"
aliases = ["志愿汇打卡"]
topic = "event"

[[unit]]
name = "人趟"
dimension = "event"

[[skip]]
phrase = "200米书香带"
"""
BAD = OURS + '\n[[skip]]\nfrase = "三下乡"\n'
TEXT = "建成200米书香带，志愿汇打卡3.2万，接送老人1200人趟。"
WITHOUT = [("书香带", None, "200", "米"), ("志愿汇打卡", None, "32000", ""), ("接送老人", None, "1200", "人")]
WITH = [("志愿汇打卡", "志愿汇打卡人次", "32000", ""), ("接送老人", None, "1200", "人趟")]


def folded(spelling: str) -> str:
    return clean(spelling).text


def rows(report: Report) -> list[tuple[str, str | None, str, str]]:
    return [(c.metric, c.indicator, str(c.quantity.low), c.quantity.unit) for c in report.claims]


def tables() -> object:
    """All that the product knows of what a lexicon can change, with the order of the rows."""
    spellings = sorted({*INDICATORS, *UNITS, "人趟", "志愿汇打卡"})
    return (
        list(UNITS.items()),
        [UNITS.longest_at(f"3{spelling}", 1) for spelling in spellings],
        list(INDICATORS.items()),
        [INDICATORS.longest_ending(spelling, 0, len(spelling)) for spelling in spellings],
        PRODUCT.skips,
    )


def invoke(*args: str | Path, env: Mapping[str, str | None] | None = None) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args], env=env)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


# What they change


def test_indicators_units_and_phrases(ours: Path) -> None:
    assert rows(extract(TEXT)) == WITHOUT
    found = extract(TEXT, lexicon=load_lexicon(ours))
    assert rows(found) == WITH
    assert found.claims[0].topic == "event"
    assert [(number.text, number.rule) for number in found.rejected] == [("200米", "user's phrase")]


def test_the_other_functions_take_them_too(ours: Path) -> None:
    found = find_quantities(TEXT, lexicon=load_lexicon(ours))
    assert [(quantity.unit, quantity.dimension) for quantity in found] == [("", ""), ("人趟", "event")]


@pytest.mark.parametrize("text", ["接送长者3萬人車次。", "接送长者3万人车次。"])
def test_either_script_on_either_side(text: str) -> None:
    user, faults = parsed('[[unit]]\nname = "人趟"\naliases = ["人車次"]\ndimension = "event"', folded)
    assert faults == ()
    assert [claim.quantity.unit for claim in extract(text, lexicon=user).claims] == ["人趟"]


def test_a_known_name_gets_wordings_added() -> None:
    user, faults = parsed('[[indicator]]\nname = "地区生产总值"\naliases = ["经济盘子"]')
    assert faults == ()
    claim = extract("经济盘子126亿元。", lexicon=user).claims[0]
    assert (claim.metric, claim.indicator, claim.topic) == ("经济盘子", "地区生产总值", "economy")
    assert with_user(user).indicators["经济盘子"] is INDICATORS["地区生产总值"]


def test_a_word_stays_whole_and_has_its_tag() -> None:
    text = "城乡书香里达36家。"
    user = UserLexicon(words=(UserWord("书香里", "nz"),))
    words = [(word.text, word.tag) for word in explain(text, lexicon=user)[0].words]
    assert ("书香里", "nz") in words
    assert ("书香里", "nz") not in [(word.text, word.tag) for word in explain(text)[0].words]


def test_of_several_files_the_later_counts() -> None:
    first = UserLexicon(indicators=(UserIndicator("打卡数", topic="event"),), skips=("五提升",))
    later = UserLexicon(indicators=(UserIndicator("打卡数", topic="people"),), skips=("三下乡",))
    both = combined([first, later])
    assert both.skips == ("五提升", "三下乡") and both.size == 4
    assert [claim.topic for claim in extract("打卡数36万。", lexicon=both).claims] == ["people"]


def test_spellings_that_hold_digits_and_letters() -> None:
    user = UserLexicon(
        indicators=(UserIndicator("5G工厂", topic="project"), UserIndicator("APP活跃度", topic="audience"))
    )
    found = extract("5G工厂达到12家，APP活跃度提高到36%。", lexicon=user)
    assert [claim.indicator for claim in found.claims] == ["5G工厂", "APP活跃度"]


def test_a_skipped_phrase_rejects_only_numbers_that_begin_in_it() -> None:
    user = UserLexicon(skips=("万人计划",))
    found = extract("万人计划入选5人，奖励10万人计划外人员。", lexicon=user)
    assert ("万人", "user's phrase") in [(number.text, number.rule) for number in found.rejected]
    assert "10万人" in [claim.text for claim in found.claims]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_both_segmenters_give_the_same_claims(path: Path) -> None:
    names = ("全市", "志愿者", "净资产率", "民营企业家", "读者投诉")
    user = combined([load_lexicon(EXAMPLE), UserLexicon(words=tuple(UserWord(name) for name in names))])
    source = read(path)
    found = [extract(source, segmenter=name, lexicon=user) for name in ("rjieba", "jieba")]
    assert found[0].claims == found[1].claims and found[0].rejected == found[1].rejected


def test_they_can_be_sent_to_other_processes() -> None:
    user = load_lexicon(EXAMPLE)
    assert pickle.loads(pickle.dumps(user)) == user and hash(user) == hash(load_lexicon(EXAMPLE))


# That they change nothing else


def test_the_tables_of_the_product_stay_as_they_are(ours: Path) -> None:
    before = tables()
    user = combined([load_lexicon(ours), UserLexicon(units=(UserUnit("家", dimension="mass"),))])
    mine = with_user(user)
    found = mine.units.longest_at("3家", 1)
    assert found and found[1].dimension == mine.units["家"].dimension == "mass"
    assert mine.indicators.longest_ending("志愿汇打卡", 0, 5) == 0 and mine.skips == ("200米书香带",)
    assert tables() == before
    extract(TEXT, lexicon=user)
    assert tables() == before
    assert rows(extract(TEXT)) == WITHOUT


def test_also_behind_an_error(ours: Path) -> None:
    before, user = tables(), load_lexicon(ours)
    with pytest.raises(SegmenterError):
        extract(TEXT, lexicon=user, segmenter="none")
    assert tables() == before


def test_lexicons_of_two_users_share_nothing(ours: Path) -> None:
    mine, yours = with_user(load_lexicon(ours)), with_user(UserLexicon(skips=("五提升",)))
    assert (mine.skips, yours.skips) == (("200米书香带",), ("五提升",))
    assert "人趟" in mine.units and "人趟" not in yours.units
    assert with_user(load_lexicon(ours)) is mine and with_user(None) is PRODUCT


def test_the_segmenters_of_others_learn_nothing() -> None:
    import jieba
    import rjieba

    extract("书香里达36家。", lexicon=UserLexicon(words=(UserWord("书香里驿站云"),)))
    extract("书香里达36家。", lexicon=UserLexicon(words=(UserWord("书香里驿站云"),)), segmenter="jieba")
    assert not rjieba.has_word("书香里驿站云")
    assert "书香里驿站云" not in jieba.dt.FREQ


@pytest.mark.slow
def test_other_threads_do_not_see_them(ours: Path) -> None:
    user = load_lexicon(ours)
    wrong: list[int] = []

    def work(lexicon: UserLexicon | None, expected: object) -> None:
        wrong.extend(1 for _ in range(30) if rows(extract(TEXT, lexicon=lexicon)) != expected)

    pairs = [(user, WITH), (None, WITHOUT)] * 4
    threads = [threading.Thread(target=work, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


TABLE = "\n| 项目 | 接送老人（千人趟） | 环境得分 |\n|---|---|---|\n| 云澜站 | 3 | 5 |\n| 石汀站打卡数 | 4 | 6 |\n"
SEVERAL: tuple[UserLexicon | None, ...] = (
    None,
    UserLexicon(units=(UserUnit("人趟", dimension="event"),)),
    UserLexicon(units=(UserUnit("人趟", dimension="person"),)),
    UserLexicon(units=(UserUnit("米", dimension="mass"),), skips=("3.2万",)),
    UserLexicon(skips=("200米书香带",)),
    UserLexicon(skips=("1200人",), words=(UserWord("书香带", "nz"),)),
    UserLexicon(indicators=(UserIndicator("志愿汇打卡", topic="event"), UserIndicator("云澜站接送老人"))),
    UserLexicon(indicators=(UserIndicator("志愿汇打卡", topic="people"), UserIndicator("环境得分"))),
)


def test_threads_read_side_by_side_each_by_its_own_words() -> None:
    texts = [TEXT + TABLE, *(read(path).raw for path in sorted((ROOT / "samples").glob("communique-*.txt")))]
    alone = [[extract(text, lexicon=user) for text in texts] for user in SEVERAL]
    assert all(one[0] != other[0] for one, other in itertools.combinations(alone, 2))
    start = threading.Barrier(len(SEVERAL))

    def work(user: UserLexicon | None) -> list[list[Report]]:
        start.wait(timeout=60)
        return [[extract(text, lexicon=user) for text in texts] for _ in range(3)]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(len(SEVERAL)) as pool:
            together = list(pool.map(work, SEVERAL))
    finally:
        sys.setswitchinterval(interval)
    assert together == [[expected] * 3 for expected in alone]


def test_no_thread_waits_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = threading.Barrier(2)

    def clean_together(*args: Any) -> CleanText:
        inside.wait(timeout=60)  # raises where the other one is kept out
        return clean(*args)

    monkeypatch.setattr(pipeline, "clean", clean_together)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda user: rows(extract(TEXT, lexicon=user)), (None, SEVERAL[4])))
    assert found == [WITHOUT, [row for row in WITHOUT if row[2] != "200"]]


# What a bad file is told

FAULTS: list[tuple[str, int, str, str]] = [
    ('[[skip]\nphrase = "五提升"', 1, "", "this is no TOML"),
    ('[[skip]]\nphrase = "五提升', 2, "", "this is no TOML"),
    ('\n[[units]]\nname = "趟"', 2, "[[units]]", 'there is no such table; did you mean "unit"?'),
    ('[zebra]\nname = "趟"', 1, "[[zebra]]", "there is no such table; there are indicator, unit, skip, word."),
    ('[skip]\nphrase = "五提升"', 1, "[skip]", "write the name of the table in two brackets: [[skip]]."),
    ('skip = ["五提升"]', 1, "[skip]", "in two brackets"),
    ('[[skip]]\nfrase = "五提升"', 2, "[[skip]]", 'there is no key "frase" here; did you mean "phrase"?'),
    ('[[skip]]\nx = "五提升"', 2, "[[skip]]", 'there is no key "x" here; there are phrase.'),
    ("[[skip]]", 1, "[[skip]]", 'it has no phrase; add phrase = "…".'),
    ('[[skip]]\nphrase = " "', 1, "[[skip]]", "it has no phrase"),
    ("[[skip]]\nphrase = 5", 2, "[[skip]]", 'phrase is not a text: phrase = "…".'),
    (
        '[[skip]]\nphrase = "提升"',
        2,
        '[[skip]] "提升"',
        "a phrase to skip is a number with at least one more character.",
    ),
    ('[[skip]]\nphrase = "五"', 2, '[[skip]] "五"', "at least one more character"),
    ('[[skip]]\nphrase = "统一"', 1, '[[skip]] "统一"', "no number is seen in it anyway"),
    ('[[skip]]\nphrase = "五提升"\n[[skip]]\nphrase = "五提升"', 4, '[[skip]] "五提升"', "twice, also on line 1"),
    ('[[indicator]]\ntopic = "event"', 1, "[[indicator]]", "it has no name"),
    ('[[indicator]]\nname = "打卡数"', 1, '[[indicator]] "打卡数"', "it has no topic; add topic"),
    ('[[indicator]]\nname = "打卡数"\ntopic = "evnt"', 3, '[[indicator]] "打卡数"', 'did you mean "event"?'),
    ('[[indicator]]\nname = "打卡数"\ntopic = "体育"', 3, '[[indicator]] "打卡数"', "choose one of audience, funding"),
    ('[[indicator]]\nname = "打"\ntopic = "event"', 2, '[[indicator]] "打"', "a single character"),
    (f'[[indicator]]\nname = "{"长" * 51}"\ntopic = "event"', 2, "", "has more than 50 characters"),
    ('[[indicator]]\nname = "打卡数"\naliases = "打卡"\ntopic = "event"', 3, "", "aliases is not a list of texts"),
    ('[[indicator]]\nname = "打卡数"\naliases = ["打卡", 5]\ntopic = "event"', 3, "", "aliases is not a list of texts"),
    ('[[indicator]]\nname = "打卡数"\naliases = [""]\ntopic = "event"', 3, "", "a spelling is empty"),
    ('[[indicator]]\nname = "打卡数"\naliases = ["打卡数"]\ntopic = "event"', 2, "", "stands in the file twice"),
    ('[[indicator]]\nname = "GDP"\naliases = ["盘子"]', 2, '[[indicator]] "GDP"', 'as a spelling of "地区生产总值"'),
    ('[[indicator]]\nname = "打卡数"\naliases = [\n  "GDP",\n]\ntopic = "event"', 4, "", '"GDP" is known already as a'),
    ('[[indicator]]\nname = "地区生产总值"\naliases = ["GDP"]', 3, "", '"GDP" is known already; you can take it out.'),
    ('[[indicator]]\nname = "地区生产总值"', 1, "", "it is known already; you can take it out."),
    (
        '[[indicator]]\nname = "地区生产总值"\naliases = ["盘子"]\ntopic = "event"',
        4,
        "",
        'its topic is "economy" already',
    ),
    ('[[unit]]\nname = "人趟"', 1, '[[unit]] "人趟"', "it has no dimension; add dimension"),
    ('[[unit]]\nname = "人趟"\ndimension = "evnt"', 3, '[[unit]] "人趟"', 'did you mean "event"?'),
    ('[[unit]]\nname = "亩"', 1, '[[unit]] "亩"', "it is known already"),
    ('[[unit]]\nname = "亩"\naliases = ["大畝"]\ndimension = "mass"', 4, "", 'its dimension is "area" already'),
    ('[[unit]]\nname = "千步"\ndimension = "length"', 2, '[[unit]] "千步"', "begins like a number"),
    ('[[unit]]\nname = "5趟"\ndimension = "event"', 2, '[[unit]] "5趟"', "begins like a number"),
    ('[[unit]]\nname = "人，趟"\ndimension = "event"', 2, '[[unit]] "人，趟"', "holds a gap or a mark"),
    ('[[unit]]\nname = "以上"\ndimension = "event"', 2, '[[unit]] "以上"', "bounds a figure"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = 0', 4, '[[unit]] "棚"', "factor is 0"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = -1.5', 4, '[[unit]] "棚"', "factor is -1.5"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = nan', 4, '[[unit]] "棚"', "factor is NaN"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = inf', 4, '[[unit]] "棚"', "more than zero"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = "2"', 4, '[[unit]] "棚"', "factor is not a number"),
    ('[[unit]]\nname = "棚"\ndimension = "area"\nfactor = true', 4, '[[unit]] "棚"', "factor is not a number"),
    ('[[word]]\ntext = "APP推广"', 2, '[[word]] "APP推广"', "2 to 20 Chinese characters"),
    ('[[word]]\ntext = "书"', 2, '[[word]] "书"', "2 to 20 Chinese characters"),
    ('[[word]]\ntext = "书香里"\ntag = "noun"', 3, '[[word]] "书香里"', 'there is no tag "noun"'),
]


@pytest.mark.parametrize(("text", "line", "entry", "sentence"), FAULTS, ids=lambda value: str(value)[:24])
def test_a_fault_names_line_entry_and_remedy(text: str, line: int, entry: str, sentence: str) -> None:
    found = [fault for fault in parsed(text, folded).faults if sentence in str(fault.said)]
    assert [fault.line for fault in found] == [line], parsed(text, folded).faults
    assert found[0].entry.startswith(entry) and str(found[0].said).endswith((".", "?"))


def test_all_faults_are_named_and_the_good_entries_kept() -> None:
    user, faults = parsed(BAD)
    assert [fault.line for fault in faults] == [13, 14]
    assert user.size == 3


def test_lines_are_told_in_spite_of_long_texts_and_comments() -> None:
    text = '# [[skip]]\n[[skip]]\nphrase = """\n[[skip]]五个"""\n\n  [[ "skip" ]] # twice\nphrase = "提升"\n'
    assert [fault.line for fault in parsed(text).faults] == [7]


def test_inline_tables_work_and_have_no_line() -> None:
    user, faults = parsed('skip = [{phrase = "五提升"}, {phrase = "提升"}]')
    assert user.skips == ("五提升",)
    assert [(fault.line, fault.entry) for fault in faults] == [(0, '[[skip]] "提升"')]


def test_what_is_known_in_the_same_sense_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[[indicator]]\nname = "地区生产总值"\naliases = ["GDP", "经济盘子"]\n', encoding="utf-8")
    assert [fault.idle for fault in check_lexicon(path).faults] == [True]
    assert extract("经济盘子5亿元", lexicon=load_lexicon(path)).claims[0].indicator == "地区生产总值"


def test_an_empty_file_is_fine(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("\ufeff# nothing yet\r\n", encoding="utf-8")
    assert check_lexicon(tmp_path / "a.toml").faults == () and load_lexicon(tmp_path / "a.toml").size == 0


@pytest.mark.parametrize("make", ["missing", "folder", "gbk"])
def test_a_file_that_cannot_be_read(make: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    if make == "folder":
        path.mkdir()
    if make == "gbk":
        path.write_bytes('[[skip]]\nphrase = "五提升"'.encode("gbk"))
    with pytest.raises(UserLexiconError) as error:
        load_lexicon(path)
    assert str(error.value).startswith(f"{path}: ")
    assert check_lexicon(path).faults[0].line == 0


def test_factors_are_exact() -> None:
    user = load_lexicon(EXAMPLE)
    assert [unit.factor for unit in user.units] == [None, Decimal("533.33")]


# The command line


class TestGivenFiles:
    @pytest.mark.parametrize("name", ["extract", "quantities", "explain"])
    def test_a_bad_file_is_one_sentence_and_nothing_else_happens(self, name: str, report: Path, tmp_path: Path) -> None:
        bad = tmp_path / "bad.toml"
        bad.write_text(BAD, encoding="utf-8")
        out = tmp_path / "out.csv"
        more = (tmp_path / "missing.txt", "-o", out) if name == "extract" else ()
        done = invoke(name, report, "--lexicon", bad, *more)
        assert done.exit_code == 2 and done.stdout == "" and not out.exists()
        assert done.stderr == (
            f'Error: {bad}, line 13, [[skip]]: it has no phrase; add phrase = "…". '
            f"More is wrong; run: reportmine lexicon check {bad}\n"
        )

    def test_a_missing_file(self, report: Path, tmp_path: Path) -> None:
        done = invoke("extract", report, "--lexicon", tmp_path / "no.toml")
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"Error: {tmp_path / 'no.toml'}: no such file; check the path.\n"

    def test_extract_quantities_and_explain_use_it(self, report: Path, ours: Path) -> None:
        claims = json.loads(invoke("extract", report, "--lexicon", ours, "--format", "json").stdout)["claims"]
        assert [(claim["indicator"], claim["unit"]) for claim in claims] == [("志愿汇打卡人次", ""), (None, "人趟")]
        numbers = json.loads(invoke("quantities", report, "--lexicon", ours, "--format", "jsonl").stdout)
        assert [number["rejected"] for number in numbers] == ["user's phrase", None, None]
        shown = invoke("explain", report, "--lexicon", ours).stdout
        assert "200米 is no figure: user's phrase" in shown and "志愿汇打卡人次 ← known wording" in shown

    def test_it_may_be_given_several_times(self, report: Path, ours: Path) -> None:
        done = invoke("extract", report, "--lexicon", ours, "--lexicon", EXAMPLE, "--format", "jsonl")
        assert len(done.stdout.splitlines()) == 2


class TestUsersFile:
    @pytest.fixture(autouse=True)
    def own(self, ours: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delenv("REPORTMINE_NO_USER_LEXICON")
        monkeypatch.setattr(options, "user_file", lambda: ours)
        return ours

    def count(self, report: Path, *args: str, env: Mapping[str, str | None] | None = None) -> int:
        return len(invoke("extract", report, "--format", "jsonl", *args, env=env).stdout.splitlines())

    def test_it_is_used_where_it_is_there(self, report: Path) -> None:
        assert self.count(report) == len(WITH)

    def test_it_can_be_turned_off(self, report: Path) -> None:
        assert self.count(report, "--no-user-lexicon") == len(WITHOUT)
        assert self.count(report, env={"REPORTMINE_NO_USER_LEXICON": "1"}) == len(WITHOUT)

    def test_none_is_needed(self, report: Path, own: Path) -> None:
        own.unlink()
        assert self.count(report) == len(WITHOUT)

    def test_a_bad_one_is_told_with_the_way_out(self, report: Path, own: Path) -> None:
        own.write_text(BAD, encoding="utf-8")
        done = invoke("extract", report)
        assert (done.exit_code, done.stdout) == (2, "")
        assert str(own) in done.stderr and "--no-user-lexicon" in done.stderr

    def test_python_uses_it_only_when_it_is_given(self) -> None:
        assert rows(extract(TEXT)) == WITHOUT

    def test_check_without_a_file_checks_it(self, own: Path) -> None:
        assert invoke("lexicon", "check").stdout == f"{own}: fine; 1 indicator, 1 unit, 1 phrase to skip.\n"


def test_the_users_file_lies_in_the_configuration_folder() -> None:
    assert options.user_file().name == "lexicon.toml" and options.user_file().parent.name == "reportmine"


class TestCheck:
    def test_a_line_a_fault(self, ours: Path, tmp_path: Path) -> None:
        bad = tmp_path / "bad.toml"
        bad.write_text(BAD, encoding="utf-8")
        done = invoke("lexicon", "check", ours, bad, tmp_path / "no.toml")
        assert done.exit_code == 2 and done.stderr == ""
        assert done.stdout.splitlines() == [
            f"{ours}: fine; 1 indicator, 1 unit, 1 phrase to skip.",
            f'{bad}:13: [[skip]]: it has no phrase; add phrase = "…".',
            f'{bad}:14: [[skip]]: there is no key "frase" here; did you mean "phrase"?',
            f"{tmp_path / 'no.toml'}: no such file; check the path.",
        ]

    def test_fine(self) -> None:
        done = invoke("lexicon", "check", EXAMPLE)
        assert (done.exit_code, done.stderr) == (0, "")

    def test_idle_entries_count_as_faults_here(self, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        path.write_text('[[unit]]\nname = "亩"\n', encoding="utf-8")
        assert invoke("lexicon", "check", path).exit_code == 2


class TestList:
    def test_search_finds_names_and_aliases_in_either_script(self) -> None:
        for text in ("公共财政预算收入", "公共財政預算收入"):
            found = json.loads(invoke("lexicon", "list", "--search", text, "--format", "json").stdout)
            assert "一般公共预算收入" in [row["name"] for row in found]

    def test_users_entries_are_marked(self, ours: Path) -> None:
        lines = invoke("lexicon", "list", "--lexicon", ours).stdout.splitlines()
        assert [line.split()[1] for line in lines if line.startswith("* ")] == [
            "志愿汇打卡人次",
            "人趟",
            "200米书香带",
        ]
        assert lines[-1].endswith(f"; * from {ours}")

    def test_everything_that_is_known_is_listed(self) -> None:
        found = list(known())
        indicators_, units_ = ([row for row in found if row.kind == kind] for kind in ("indicator", "unit"))
        assert {spelling for row in indicators_ for spelling in (row.name, *row.aliases)} == set(INDICATORS)
        assert {spelling for row in units_ for spelling in (row.name, *row.aliases)} == set(UNITS)
        assert {row.name for row in found if row.kind == "word"} >= {"统一", "近", "以上", "增长"}

    def test_a_choice_of_kinds(self) -> None:
        kinds = {
            row["kind"]
            for row in csv.DictReader(io.StringIO(invoke("lexicon", "list", "--units", "--format", "csv").stdout))
        }
        assert kinds == {"unit"}
        both = json.loads(
            invoke("lexicon", "list", "--units", "--words", "--search", "人次", "--format", "json").stdout
        )
        assert {row["kind"] for row in both} == {"unit", "word"}

    def test_nothing_found(self) -> None:
        done = invoke("lexicon", "list", "--search", "克林贡")
        assert (done.exit_code, done.stdout) == (0, "Nothing to show.\n")

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_no_line_is_wider_than_the_screen(self, width: int) -> None:
        table = to_lexicon_table(list(known(users=[load_lexicon(EXAMPLE)])), Screen(width))
        assert max(map(cell_len, table.splitlines())) <= width


# The page about it


def test_the_page_shows_the_example_file() -> None:
    page = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert shown and shown.group(1) == EXAMPLE.read_text(encoding="utf-8")
    assert parsed(shown.group(1), folded).faults == ()


def test_the_page_tells_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs" / "lexicon.md"), module_relative=False, encoding="utf-8")
    assert done.attempted and done.failed == 0


@pytest.mark.parametrize("name", ["check", "list"])
def test_both_commands_are_explained_with_examples(name: str) -> None:
    group = reportmine.commands["lexicon"]
    assert isinstance(group, click.Group)
    command = group.commands[name]
    assert command.help and command.epilog and f"  reportmine lexicon {name} " in command.epilog
    assert all(option.help for option in command.params if isinstance(option, click.Option))
