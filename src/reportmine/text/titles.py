"""The title of a report, how it greets its hearers, and the years that titles and texts name."""

from __future__ import annotations

import itertools

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import pattern

_LINE = pattern(r"[^\n]+")
# 到2025年 is where a plan goes, not when it was written.
_YEAR = pattern(r"(?<![0-9到])(?P<western>(?:19|20)[0-9]{2})年|民国 ?(?P<republic>[0-9]{2,3}) ?年")
YEAR_BEFORE_THE_REPUBLIC = 1911
# “一五” began in 1953; since “六五” of 1981 every plan has begun five years behind the one before.
FIRST_FIVE_YEAR_PLAN = 1956
_TITLE_YEAR = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9]|[余多万亿])")
_SPOKEN_YEAR = pattern(r"二[〇零○]([〇零一二三四五六七八九])([〇零一二三四五六七八九])")
_LONGEST_TITLE = 60
_SENTENCE = pattern(r"[。；！]|，.*，")
_DIGIT = pattern(r"[0-9]")
_DIGITS = "零一二三四五六七八九"
_TITLE_ENDINGS = tuple(words("rules/sections.toml", "title_ending"))
_LONGEST_GREETING = 40
# So many characters behind a greeting may say what the report is.
_OPENING = 400


def title_of(text: str) -> str | None:
    """The first line, where it looks like a title: short, no sentence, and more text behind it.

    >>> title_of("\\n# 2023年工作报告\\n一、回顾")
    '2023年工作报告'
    >>> title_of("松原区人民政府\\n2023年政府信息公开工作年度报告\\n根据条例，现公布")
    '松原区人民政府2023年政府信息公开工作年度报告'
    """
    lines = (line.group().strip(" \t　#*_") for line in _LINE.finditer(text))
    # Where a table was, a bar is left; a page that a server makes begins with its orders: <%@ page …%>.
    first, *rest = *itertools.islice(itertools.dropwhile(lambda line: line[:1] in ("", "|", "<"), lines), 40), ""
    shown = [line for line in rest if line]
    if not shown or not _is_title(first):
        return None
    in_two = len(shown) > 1 and not _DIGIT.search(first) and not first.endswith(_TITLE_ENDINGS)
    if not in_two or not _is_title(shown[0]) or not shown[0].endswith(_TITLE_ENDINGS):
        return first
    return shown[0] if shown[0].startswith(first) else first + shown[0]


def _is_title(line: str) -> bool:
    return line[-1] not in "：:" and len(line) <= _LONGEST_TITLE and not _SENTENCE.search(line)


def greeting_of(text: str) -> str:
    """How a report opens that greets its hearers before it says what it is; empty where it does not.

    >>> greeting_of("各位代表：\\n现在，我代表市政府作政府工作报告，请予审议。\\n一、回顾").partition("\\n")[2]
    '现在，我代表市政府作政府工作报告，请予审议。'
    """
    first, _, rest = text.lstrip("\n \u3000").partition("\n")
    greets = first.rstrip(" \u3000").endswith(("：", ":")) and len(first) <= _LONGEST_GREETING
    return f"{first}\n{rest.strip().partition(chr(10))[0][:_OPENING]}" if greets else ""


def title_year_in(text: str) -> int | None:
    """The year that a title or a file name carries, with or without 年: 2023枣庄, report_2024.txt.

    >>> title_year_in("合肥_2024"), title_year_in("二〇二三年工作报告"), title_year_in("新增2000余人")
    (2024, 2023, None)
    """
    match = _TITLE_YEAR.search(text)
    return int(match.group(1)) if match else year_in(text)


def title_years_in(text: str) -> frozenset[int]:
    """All the years that a title or a file name carries.

    >>> sorted(title_years_in("2022-2023学年")), title_years_in("民国112年"), title_years_in("report")
    ([2022, 2023], frozenset({2023}), frozenset())
    """
    years = frozenset(map(int, _TITLE_YEAR.findall(text)))
    year = None if years else year_in(text)
    return years if year is None else frozenset({year})


def year_in(text: str) -> int | None:
    """The first year that a text names in digits, as 二〇二三 or as 民国112年; None where it names none.

    >>> year_in("中华民国114年2月25日"), year_in("截至2023年底"), year_in("二〇二二年工作报告"), year_in("第114次会议")
    (2025, 2023, 2022, None)
    """
    match = _YEAR.search(text)
    if match:
        return int(match["western"]) if match["western"] else int(match["republic"]) + YEAR_BEFORE_THE_REPUBLIC
    spoken = _SPOKEN_YEAR.search(text)
    if spoken:
        tens, ones = (_DIGITS.index(char.replace("〇", "零")) for char in spoken.groups())
        return 2000 + tens * 10 + ones
    return None
