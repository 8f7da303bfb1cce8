"""Made-up reports of three bodies over three years, for the tests of `series`."""

from __future__ import annotations

from pathlib import Path

from reportmine import extract
from reportmine.model import Report, Source

# What each says of its product, in the unit that it prints; 北汀区 leaves a year out.
PRODUCTS = {
    "云屏市": {2021: "980.5亿元", 2022: "1043.2亿元", 2023: "1102.75亿元"},
    "青岚县": {2021: "2103000万元", 2022: "2216000万元", 2023: "238.04亿元"},
    "北汀区": {2021: "410亿元", 2023: "455.6亿元"},
}
_WHOLE = {"市": "全市", "县": "全县", "区": "全区"}


def text_of(body: str, year: int, product: str) -> str:
    whole = _WHOLE[body[-1]]
    revised = "经核实，2022年全市地区生产总值1045.9亿元。" if (body, year) == ("云屏市", 2023) else ""
    return (
        f"{body}{year}年国民经济和社会发展统计公报\n\n一、综合\n"
        f"{year}年，{whole}实现地区生产总值{product}，比上年增长5.{year % 10}%。{revised}"
        f"上半年{whole}地区生产总值90.5亿元。\n\n二、展望\n{year + 1}年，{whole}地区生产总值增长6%以上。\n"
    )


def reports() -> list[Report]:
    """All of them, body by body."""
    return [
        extract(Source(text_of(body, year, product), f"{body}{year}.txt"))
        for body, years in PRODUCTS.items()
        for year, product in years.items()
    ]


def write(folder: Path) -> None:
    """The same as files of a folder."""
    for body, years in PRODUCTS.items():
        for year, product in years.items():
            (folder / f"{body}{year}.txt").write_text(text_of(body, year, product), encoding="utf-8")
