"""Makes a corpus of invented reports, the same for the same seed, for what thousands of reports take.

    python benchmarks/corpus.py FOLDER [--reports 2000] [--kilobytes 10] [--seed 0]

Each report is of a place and a year, and has a title, headings and paragraphs of sentences whose numbers, units and
names are drawn; a tenth of them have a table of text. Lengths are spread around the mean as those of real reports are:
most are short, a few are ten times as long.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

PLACES = [f"{first}{last}" for first in "云霁澄岚禾泽沐栖" for last in ("川市", "溪县", "宁区", "岭市", "湾区", "原县")]
INDICATORS = [
    "地区生产总值",
    "一般公共预算收入",
    "规模以上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "进出口总额",
]
THINGS = [
    ("新建口袋公园", "个"),
    ("改造老旧小区", "个"),
    ("发放助学金", "万元"),
    ("开展义诊", "场"),
    ("培训养老护理员", "人次"),
    ("新增停车位", "个"),
    ("疏浚河道", "公里"),
    ("种植苗木", "万株"),
    ("更换供水管网", "公里"),
    ("接待读者", "万人次"),
    ("办理法律援助案件", "件"),
    ("建成充电桩", "个"),
    ("修缮乡村道路", "公里"),
    ("引进企业", "家"),
]
SENTENCES = [
    "{year}年，全{place}{indicator}达到{big}亿元，比上年增长{percent}%。",
    "全年{thing}{count}{unit}，其中下半年{part}{unit}，同比{way}{percent}%。",
    "{thing}{count}{unit}、{other}{part}{other_unit}，完成年度计划的{share}%。",
    "截至{year}年底，{place}常住人口{people}万人，城镇化率{share}%，比上年末提高{point}个百分点。",
    "{indicator}由{before}年的{part}亿元增加到{big}亿元，年均增长{percent}%左右。",
    "力争明年{thing}{count}{unit}以上，{indicator}增长{percent}%。",
    "群众满意度为{share}%，位居全省第{rank}位，前移{steps}位。",
    "我们坚持问需于民，把好事办实、把实事办好，各项工作稳步推进。",
    "第{rank}次联席会议于{month}月{day}日召开，{people}余名代表参加。",
]
HEADINGS = ["一、过去一年工作回顾", "二、主要成效", "三、民生保障", "四、存在的不足", "五、下一步工作安排"]


def report(rng: random.Random, length: int) -> tuple[str, str]:
    """A name and the text of a report of about so many characters."""
    place, year = rng.choice(PLACES), rng.randint(2012, 2024)
    title = f"{place}{year}年工作报告"
    lines = [title, ""]
    at = 0
    while sum(map(len, lines)) < length:
        lines += [HEADINGS[at % len(HEADINGS)]] if at < len(HEADINGS) else []
        lines.append("".join(sentence(rng, place, year) for _ in range(rng.randint(3, 7))))
        at += 1
    if rng.random() < 0.1:
        lines += _table(rng, year)
    return title, "\n".join(lines) + "\n"


def sentence(rng: random.Random, place: str, year: int) -> str:
    """One of the sentences with numbers of its own."""
    (thing, unit), (other, other_unit) = rng.sample(THINGS, 2)
    count = rng.randint(20, 9000)
    drawn = {
        "place": place,
        "year": year,
        "before": year - 5,
        "thing": thing,
        "unit": unit,
        "other": other,
        "other_unit": other_unit,
        "indicator": rng.choice(INDICATORS),
        "count": f"{count:,}",
        "part": rng.randint(1, count),
        "big": f"{rng.uniform(20, 9000):.1f}",
        "way": rng.choice(["增长", "下降"]),
        "percent": f"{rng.uniform(0.1, 30):.1f}",
        "share": f"{rng.uniform(40, 100):.1f}",
        "point": f"{rng.uniform(0.1, 3):.2f}",
        "people": f"{rng.uniform(10, 900):.1f}",
        "rank": rng.randint(1, 30),
        "steps": rng.randint(1, 9),
        "month": rng.randint(1, 12),
        "day": rng.randint(1, 28),
    }
    return rng.choice(SENTENCES).format(**drawn)


def _table(rng: random.Random, year: int) -> Iterator[str]:
    yield f"附表 主要指标（单位：万元）\n指标\t{year - 1}年\t{year}年"
    for thing, _ in rng.sample(THINGS, 6):
        yield f"{thing}\t{rng.randint(100, 9000)}\t{rng.randint(100, 9000)}"


def write(folder: Path, reports: int, characters: int = 3400, seed: int = 0) -> None:
    """Write so many reports of about so many characters on average, a hundred a folder."""
    rng = random.Random(seed)
    for number in range(reports):
        title, text = report(rng, min(10 * characters, round(rng.lognormvariate(0, 0.6) * characters)))
        path = folder / f"{number // 100:04}" / f"{number:06}-{title}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write the corpus that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--kilobytes", type=float, default=10.0, help="of a report, on average")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write(given.folder, given.reports, round(given.kilobytes * 1000 / 2.9), given.seed)


if __name__ == "__main__":
    main()
