"""Times in a list that a sentence deals out to its figures: 2022年、2023年和2024年上半年分别为10亿元、12亿元和7亿元."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.attributes.period.mentions import part_of, year_of
from reportmine.extraction.mentions import Mentions
from reportmine.lexicon.patterns import pattern

_AND = pattern("(?:末|底|度|份)?(?:[、，,](?:和|及|与|以及)?|和|及|与|以及)")
_DEALS = pattern("分别|依次|各")
_BETWEEN = pattern(r"(?:左右|以上)?[、，,]?(?:和|及|与|以及|、)?(?:约|近|超|达|为)?")
_ENDS = pattern("[；;。]")
_MONTHS = pattern(
    "(?:((?:19|20)[0-9]{2})年)?"
    "(?<![0-9.])((?:1[0-2]|[1-9])月?(?:、(?:1[0-2]|[1-9])月?)*(?:、|和|及)(?:1[0-2]|[1-9])月?)(?:[两二三四五六]个)?月"
)
_DIGITS = pattern("[0-9]+")
# So many characters before a row 分别 may stand: 到馆人数分别为约.
_CLOSE = 6
# Longer lists of times are tables that lost their lines.
_MOST = 12

# A list of times: where it ends, and each of them as (year, part); the year is None where it names none.
_Times = tuple[int, tuple[tuple[int | None, str], ...]]


def times_dealt_out(
    times: Mentions, figures: Sequence[tuple[int, int]], usual: int | None
) -> tuple[tuple[int, str], ...]:
    """The period of each figure that is dealt one, by where the figure begins.

    `figures` are the spans of all figures of the sentence, in order; `usual` is the year of a month without one.

    >>> from reportmine.extraction.attributes.period.mentions import times_in
    >>> times_dealt_out(times_in("2021年至2022年收入分别为3元和4元"), [(16, 18), (19, 21)], None)
    ((16, '2021'), (19, '2022'))
    """
    dealt: dict[int, str] = {}
    for end, listed in (*_lists(times), *_spans(times), *_months(times.text), *_quarters(times.text)):
        count = len(listed)
        starts = _starts_behind(times.text, end, figures, count) if 1 < count <= _MOST else []
        for place, start in enumerate(starts):
            year, part = listed[place % count]
            of = year or usual
            if of:
                dealt[start] = f"{of}-{part}" if part else str(of)
    return tuple(dealt.items())


def _lists(times: Mentions) -> list[_Times]:
    """2022年、2023年及2024年1-6月: times that nothing but a comma or 和 parts."""
    lists: list[_Times] = []
    for mention in times.found:
        year, part = year_of(mention), part_of(mention)
        if not year and not part:
            continue
        end, listed = lists[-1] if lists else (0, ())
        if listed and mention.start() == end and part and not year and not listed[-1][1]:
            lists[-1] = mention.end(), (*listed[:-1], (listed[-1][0], part))  # 2024年[1-6月]
        elif listed and _AND.fullmatch(times.text, end, mention.start()):
            lists[-1] = mention.end(), (*listed, (year or listed[-1][0], part))
        else:
            lists.append((mention.end(), ((year, part),)))
    return lists


def _spans(times: Mentions) -> list[_Times]:
    """2021年至2023年: each year of it."""
    return [
        (mention.end(), tuple((year, "") for year in range(int(mention["from"]), int(mention["to"]) + 1)))
        for mention in times.found
        if mention["from"]
    ]


_QUARTERS = pattern("第?一(?:季度)?[至到—-]第?([二三四])季度")
_NUMBER = {"二": 2, "三": 3, "四": 4}


def _quarters(text: str) -> list[_Times]:
    """第一至第四季度: each quarter of it."""
    return [
        (found.end(), tuple((None, f"Q{number}") for number in range(1, _NUMBER[found[1]] + 1)))
        for found in _QUARTERS.finditer(text)
    ]


def _months(text: str) -> list[_Times]:
    """7、8、9三个月: each month of it; the year may stand before it."""
    return [
        (
            found.end(),
            tuple((int(found[1]) if found[1] else None, f"{int(number):02d}") for number in _DIGITS.findall(found[2])),
        )
        for found in _MONTHS.finditer(text)
    ]


def _starts_behind(text: str, at: int, figures: Sequence[tuple[int, int]], count: int) -> list[int]:
    """Where the figures begin that stand in rows of so many behind a list of as many times."""
    ended = _ENDS.search(text, at)
    runs: list[list[tuple[int, int]]] = []
    for start, end in figures:
        if start < at or (ended and start > ended.start()):
            continue
        if runs and _BETWEEN.fullmatch(text, runs[-1][-1][1], start):
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    # 分别 may deal the same times out again, to the next thing that is measured.
    dealt = [run for run in runs if run is runs[0] or _DEALS.search(text, run[0][0] - _CLOSE, run[0][0])]
    return [start for run in dealt if len(run) == count for start, _ in run]
