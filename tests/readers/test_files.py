"""Reading: any encoding of Chinese text comes out right, anything else as one sentence."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import random
import sqlite3
import struct
import subprocess
import sys
import threading
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportmine.errors import ReadingError
from reportmine.model import Source
from reportmine.readers.encoding.detection import CHINESE_CODECS, decode
from reportmine.readers.files import read, source_of_text

SIMPLIFIED = (
    "过去五年，全市共青团组织围绕中心、服务大局，举办青年讲座1 280场，覆盖青少年46.5万人次；\r\n"
    "　　建成“青年之家”213个，同比增长12.6%。新媒体平台总阅读量突破3亿，粉丝近90万。\n"
    "全年实现地区生产总值1,024.7亿元，一般公共预算收入58.3亿元，完成年度目标的103%。\n\n"
    "预计到2027年，新增就业６万人，城镇调查失业率控制在5.5%左右；PM2.5平均浓度降至28微克/立方米。\n"
)
TRADITIONAL = (
    "本館去年舉辦讀書會及展覽共計352場，參與民眾達18萬4,600人次，較前年增加7.9%；\r\n"
    "　　館藏圖書總數為126萬冊，其中兒童讀物佔21%。「行動圖書車」巡迴47個鄉鎮，行駛2萬餘公里。\n"
    "基金會全年募得款項新臺幣3億2,500萬元，補助計畫88件，受惠學童逾1萬名。\n\n"
    "明年度預算編列9,800萬元，將持續充實設備，並增設自助借還書機15臺。\n"
)
# Characters that Hong Kong added to Big5.
CANTONESE = "我哋喺呢度搞咗十二場活動，啲街坊都好鍾意嚟，冇人話唔好㗎。今年諗住再搞多二十場，預計有三千人嚟。\n"

ENCODED = [
    *((SIMPLIFIED, codec) for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
    *((TRADITIONAL, codec) for codec in ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")),
    (CANTONESE, "big5hkscs"),
    ("本校學生於週末舉辦讀書會，共有３～５場，每場約40人參加。\n", "cp950"),
]
MARKED = ["utf-8-sig", "utf-16", "utf-32"]


def written(folder: Path, data: bytes, name: str = "报告.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path | str, encoding: str | None = None) -> str:
    """The one sentence that reading `path` ends in, without the path that it begins with."""
    with pytest.raises(ReadingError) as caught:
        read(path, encoding=encoding)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and message.endswith(".") and "\n" not in message
    return message.removeprefix(f"{path}: ")


# The encodings


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_every_encoding_is_told_and_comes_out_unchanged(tmp_path: Path, text: str, codec: str) -> None:
    data = text.encode(codec)
    path = written(tmp_path, data)
    assert read(path) == Source(text, str(path), "text", codec, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_an_encoding_that_is_given_is_used(tmp_path: Path, text: str, codec: str) -> None:
    source = read(written(tmp_path, text.encode(codec)), encoding=codec.upper())
    assert (source.raw, source.encoding) == (text, codec)


@pytest.mark.parametrize("codec", MARKED)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "GDP 5%\n"])
def test_a_mark_tells_the_encoding_and_is_no_text(tmp_path: Path, text: str, codec: str) -> None:
    path = written(tmp_path, text.encode(codec))
    assert (read(path).raw, read(path).encoding) == (text, codec)
    told = read(path, encoding=codec.removesuffix("-sig"))
    assert (told.raw, told.encoding) == (text, codec)


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-32-be"])
def test_a_mark_of_the_big_end(codec: str) -> None:
    data = ("\ufeff" + SIMPLIFIED).encode(codec)
    assert decode(data) == decode(data, codec) == (SIMPLIFIED, codec.removesuffix("-be"))


def test_only_the_first_mark_is_taken_off() -> None:
    assert decode("\ufeff\ufeff增长5%".encode()) == ("\ufeff增长5%", "utf-8-sig")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_needs_no_chinese(codec: str) -> None:
    assert decode("GDP 5%\r\n".encode(codec)) == ("GDP 5%\r\n", codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_that_is_given_finds_its_end(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec), "UTF-16") == (TRADITIONAL, codec)


@pytest.mark.parametrize("name", ["gb2312", "GBK", "cp936"])
def test_the_older_names_of_gb18030_mean_it(name: str) -> None:
    text = "镕、堃、𠮷都是人名用字，共3个。"
    assert decode(text.encode("gb18030"), name) == (text, "gb18030")


def test_big5_means_its_extensions_too() -> None:
    assert decode(CANTONESE.encode("big5hkscs"), "big5") == (CANTONESE, "big5hkscs")
    assert decode("３～５場".encode("cp950"), "big5") == ("３～５場", "cp950")


def test_an_encoding_that_is_given_overrules_detection() -> None:
    text = "Le chiffre d'affaires a été porté à 5 M€"
    assert decode(text.encode("cp1252"), "cp1252") == (text, "cp1252")
    assert decode("매출 5억".encode("euc-kr"), "euc-kr") == ("매출 5억", "euc_kr")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\r\n\r\n\n", "\u2028", "\x0c", "\x0b", "\x85"])
def test_newlines_stay_as_they_stand(tmp_path: Path, newline: str) -> None:
    text = f"第一行5个{newline}第二行6个{newline}"
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        assert read(written(tmp_path, text.encode(codec))).raw == text


# Little to go by


SHORT = [
    ("举办培训班12期", "gb18030"),
    ("粉丝近200万", "gb18030"),
    ("营业收入增长一成以上", "gb18030"),
    ("第三年", "gb18030"),
    ("鄉鎮47個", "big5"),
    ("參加人數3萬", "big5"),
    ("補助計畫八十八件以上", "big5"),
    ("擔任志願者共三千人", "gb18030"),
    ("企业规模化、规上企业", "utf-16-le"),
    ("即将到位。学校正在进", "utf-16-le"),
    ("故發生。提高防災減災", "utf-16-be"),
    ("第三年做为大会合作单", "utf-16-le"),
]


@pytest.mark.parametrize(("text", "codec"), SHORT)
def test_short_texts(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, codec)


@given(st.data())
def test_ten_characters_from_anywhere(data: st.DataObject) -> None:
    text, codec = data.draw(st.sampled_from(ENCODED))
    length = data.draw(st.integers(10, 60))
    start = data.draw(st.integers(0, max(0, len(text) - length)))
    piece = text[start : start + length]
    if sum(unicodedata.category(char) == "Lo" for char in piece) >= 5:
        assert decode(piece.encode(codec))[0] == piece


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_a_little_chinese_in_much_ascii(text: str, codec: str) -> None:
    rows = "\n".join(f"{i},{i * 7 % 1000 / 10}%,<td class=n>{char}</td>" for i, char in enumerate(text[:40]))
    assert decode(rows.encode(codec))[0] == rows


# Broken bytes


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_a_file_cut_off_inside_a_character(text: str, codec: str) -> None:
    data = text.rstrip("。\n").encode(codec)[:-1]
    whole = text.rstrip("。\n")[:-1] + "\ufffd"
    assert decode(data)[0] == whole
    assert decode(data, codec)[0] == whole


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_four_byte_character_cut_off(cut: int) -> None:
    assert decode((SIMPLIFIED + "𠮷").encode("gb18030")[:-cut])[0] == SIMPLIFIED + "\ufffd"


@pytest.mark.parametrize(("text", "codec"), [each for each in ENCODED if not each[1].startswith("utf-16")])
def test_one_stray_byte_in_a_long_text(text: str, codec: str) -> None:
    data = (text * 5).encode(codec) + b"\xff\n" + (text * 5).encode(codec)
    read_text, name = decode(data)
    assert (read_text, name) == (text * 5 + "\ufffd\n" + text * 5, codec)
    assert decode(data, codec)[0] == read_text


def test_many_stray_bytes_are_refused(tmp_path: Path) -> None:
    line = "全年举办活动1000场，参加者3万人。\n"
    path = written(tmp_path, b"".join(line.encode() + b"\xff\xfe\xff" for _ in range(50)))
    assert "--encoding" in refusal(path)
    assert f"byte offset {len(line.encode())} (0xff)" in refusal(path, "utf-8")


# Wrong use of --encoding


@pytest.mark.parametrize("name", ["utf-9", "", "汉字", "a\0b", "\ud800", "hex", "zlib", "rot13", "idna", "undefined"])
def test_unknown_encodings(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, SIMPLIFIED.encode())
    assert "is not known; try utf-8, gb18030 or big5." in refusal(path, name)


@pytest.mark.parametrize(
    ("text", "codec", "wrong"),
    [
        (SIMPLIFIED, "gb18030", "utf-8"),
        (SIMPLIFIED, "gb18030", "ascii"),
        (SIMPLIFIED, "utf-8", "big5"),
        (TRADITIONAL, "big5", "utf-8"),
        (TRADITIONAL, "utf-8", "big5hkscs"),
        (SIMPLIFIED, "utf-16-le", "utf-8"),
    ],
)
def test_a_wrong_encoding_is_refused_with_the_byte(tmp_path: Path, text: str, codec: str, wrong: str) -> None:
    path = written(tmp_path, text.encode(codec))
    with pytest.raises(UnicodeDecodeError) as caught:
        text.encode(codec).decode(wrong)
    at = caught.value.start
    byte = text.encode(codec)[at]
    assert refusal(path, wrong) == f"does not fit {wrong} at byte offset {at} (0x{byte:02x}); leave --encoding out."


@pytest.mark.parametrize(
    ("text", "codec", "wrong"),
    [
        ("平均浓度降至28微克/立方米。", "gb18030", "big5"),
        (TRADITIONAL, "big5", "gb18030"),
        ("参加人数三万", "utf-8", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-be"),
    ],
)
def test_a_wrong_encoding_that_takes_the_bytes_is_refused(tmp_path: Path, text: str, codec: str, wrong: str) -> None:
    text.encode(codec).decode(wrong)
    expected = f"makes no sense read as {wrong} but does as {codec}; leave --encoding out."
    assert refusal(written(tmp_path, text.encode(codec)), wrong) == expected


def test_utf_16_read_as_latin_is_full_of_controls(tmp_path: Path) -> None:
    path = written(tmp_path, "GDP 5%\r\n".encode("utf-16-le"))
    assert refusal(path, "latin-1") == "holds control characters if read as iso8859-1; leave --encoding out."


# What is no report


def test_bytes_of_other_languages_fit_no_encoding(tmp_path: Path) -> None:
    french = "L'année dernière, l'effectif a été porté à 3 500 salariés, répartis à égalité.".encode("cp1252")
    russian = "Численность сотрудников достигла 3500 человек".encode("cp1251")
    for data in (french, russian, b"\xff\xff\xff", b"5 \xd6"):
        assert refusal(written(tmp_path, data)).endswith("give it with --encoding.")


def test_a_mark_whose_promise_is_broken(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + SIMPLIFIED.encode("gb18030"))
    assert refusal(path).startswith("begins with the mark of utf-8 but breaks it at byte offset 3 (0xb9)")


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\r\n\t\x0c", "　\u200b\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a"]
)
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)) == "is empty; give a file with text in it."


BINARY = [
    bytes(range(256)),
    b"\0" * 100,
    b"abc\0def",
    "全年活动5场".encode() + b"\0",
    "全年活动5场".encode("gb18030") + b"\0\x01",
    b"\x7fELF\x02\x01\x01\0\0\0",
    b"\x01\x02\x03abc\x04\x05",
    b"\xff\xfe\x01\x00\x02\x00\x00\x00",
    random.Random(5).randbytes(5000),
    struct.pack("<200d", *(i / 7 for i in range(200))),
]


@pytest.mark.parametrize("data", BINARY)
def test_binary_files(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)) == "is a binary file; save it as text first."


def test_a_few_control_characters_are_no_reason_to_refuse(tmp_path: Path) -> None:
    # Text taken out of Word has \x07 for cell ends; DOS ended files with \x1a.
    text = SIMPLIFIED + "表\x07\n" + "\x1a"
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        assert read(written(tmp_path, text.encode(codec))).raw == text


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


MAGIC = [
    (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "is an old Office or WPS file without a text in it, or cut off"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "is an old Excel file (XLS), which"),
    (
        gzip.compress(SIMPLIFIED.encode()),
        "is a gzip archive, which this version cannot read; unpack it and give the files",
    ),
    (b"GIF89a\x01\0\x01\0", "is a GIF image, which"),
    (b"7z\xbc\xaf\x27\x1c\0\x04", "is a 7z archive, which"),
    (b"Rar!\x1a\x07\x01\0", "is a RAR archive, which"),
]


@pytest.mark.parametrize(("data", "sentence"), MAGIC)
def test_known_formats_are_named(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = written(tmp_path, data)
    assert refusal(path).startswith(sentence)
    assert refusal(path, "gb18030").startswith(sentence)


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("ppt/presentation.xml", "a PowerPoint file (PPTX)"),
        ("报告.txt", "a ZIP archive"),
    ],
)
def test_zip_files_are_told_by_what_is_in_them(tmp_path: Path, member: str, name: str) -> None:
    path = tmp_path / "报告.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, SIMPLIFIED)
    assert refusal(path).startswith(f"is {name}, which this version cannot read; ")


def test_a_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    connection = sqlite3.connect(path)
    connection.execute("create table claims (metric text)")
    connection.close()
    assert refusal(path).startswith("is an SQLite database, which")


@pytest.mark.parametrize("text", ["BM公司产品5种", "PK赛举办3场", "GIF8种", "%PDF 格式5份", "MM*RIFF II*", "PAR1 5%"])
def test_text_that_begins_like_a_format_is_text(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text.encode())).raw == text


# What the system refuses


def test_missing_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.txt") == "no such file; check the path."
    assert refusal(written(tmp_path, b"x") / "报告.txt") == "no such file; check the path."


def test_folders(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder; give a file."


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """root may read everything, so let go of that for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.posix
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, SIMPLIFIED.encode())
    path.chmod(0)
    with an_ordinary_user():
        assert refusal(path) == "may not be read by this user; ask for the right to read it."


@pytest.mark.posix
def test_paths_that_the_system_does_not_take(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "loop").startswith(f"could not be read ({os.strerror(errno.ELOOP)})")
    assert refusal(tmp_path / ("字" * 300)).startswith(f"could not be read ({os.strerror(errno.ENAMETOOLONG)})")
    assert refusal("报告\0.txt").startswith("could not be read (")


@pytest.mark.posix
def test_pipes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=[SIMPLIFIED.encode("gb18030")])
    writer.start()
    assert read(path).raw == SIMPLIFIED
    writer.join()


def python(code: str, *, before: str = "", given: bytes = b"") -> str:
    """What a Python of its own prints that runs `code`, behind the shell commands in `before`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    command = ["sh", "-c", f'{before} exec "$0" -c "$1"', sys.executable, code]
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode().rstrip("\n")


SAYS_WHY = """
from reportmine.errors import ReadingError
from reportmine.readers.files import read
try:
    print(read({path!r}))
except ReadingError as error:
    print(error)
"""


@pytest.mark.posix
def test_a_file_larger_than_the_memory(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    os.truncate(path, 1 << 36)
    said = python(SAYS_WHY.format(path=str(path)), before="ulimit -v 4000000;")
    assert said == f"{path}: is too large to be held in memory; split it."


# Standard input and text at hand


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_standard_input_is_bytes(codec: str) -> None:
    data = SIMPLIFIED.encode(codec)
    said = python("from reportmine.readers.files import read; print(ascii(read('-')))", given=data)
    assert said == ascii(Source(SIMPLIFIED, "-", "text", codec, hashlib.sha256(data).hexdigest()))


def test_standard_input_that_is_no_text() -> None:
    says_why = SAYS_WHY.format(path="-")
    assert python(says_why) == "standard input: is empty; give a file with text in it."
    assert python(says_why, given=b"a\0b") == "standard input: is a binary file; save it as text first."
    assert python(says_why, before="exec <&-;") == "standard input: is not there; give a file."
    closed = "import sys; sys.stdin.close()\n" + says_why
    assert python(closed).startswith("standard input: could not be read (")


def test_text_at_hand_has_no_path() -> None:
    source = source_of_text(SIMPLIFIED)
    assert source == Source(SIMPLIFIED, sha256=hashlib.sha256(SIMPLIFIED.encode()).hexdigest())
    assert source_of_text("").raw == ""
    assert source_of_text("\ud800 5个").raw == "\ud800 5个"


def test_the_path_stays_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, SIMPLIFIED.encode())
    monkeypatch.chdir(tmp_path)
    assert read("./报告.txt").path == "./报告.txt"
    assert read(Path("报告.txt")).path == "报告.txt"


# Anything at all


NAMES = st.sampled_from([None, "utf-8", "utf-16", "utf-32", "gbk", "gb18030", "big5", "cp950", "latin-1", "hz", "x"])


@settings(deadline=None)
@given(st.binary(max_size=200), NAMES)
@example(b"\xff\xfe\0", None)
@example(b"\xd6", None)
@example(b"\x81", "gb18030")
@example(b"\x84\x31\x95\x33", None)
def test_any_bytes_give_a_source_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str | None
) -> None:
    path = written(tmp_path_factory.getbasetemp(), data)
    try:
        source = read(path, encoding=name)
    except ReadingError as error:
        assert str(error).startswith(f"{path}: ")
    else:
        source.raw.encode("utf-8")
        assert source.raw.strip()
        assert "\0" not in source.raw


@given(
    st.text(st.sampled_from("粉丝近萬增長億元，。5%\r\n ěé\x07\ufffd"), min_size=1),
    st.sampled_from(CHINESE_CODECS),
)
def test_damaged_text_gives_text_or_a_sentence(text: str, codec: str) -> None:
    data = bytearray(text.encode(codec, "ignore"))
    del data[len(data) // 2 : len(data) // 2 + 1]
    try:
        decoded, name = decode(bytes(data))
    except ReadingError:
        return
    assert "\ufffd" in decoded or decoded == bytes(data).decode(name).removeprefix("\ufeff")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf_8_is_read_unchanged(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(MARKED))
@example("매출", "utf-16")
def test_any_marked_text_is_read_unchanged(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == decode(text.encode(codec), codec) == (text, codec)


def test_importing_the_room_loads_no_tables() -> None:
    heavy = "{'tomllib', 'reportmine.lexicon.loader', 'jieba'}"
    code = f"import sys, reportmine.readers.files; print({heavy} & sys.modules.keys())"
    assert python(code) == "set()"
    used = "from reportmine.readers.encoding.detection import decode; decode('增长5%'.encode()); "
    assert python(used + code) == "set()"
