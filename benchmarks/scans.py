"""Pictures of texts, as scanners, copiers and fax machines make them: what reading of pictures is measured on.

A line with tabs is a row of a ruled table; what stands in ⟦⟧ is set small and raised. Needs the extra `ocr` and a font
with Chinese characters.
"""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAGE = (8.27, 11.69)
_MARGIN = 1.0
_POINTS = 12
# How large superscripts are, in parts of the text.
_RAISED = 0.6
# Marks that may not begin a line.
_CLOSING = "，。、；：）”%》"
# What stands around a seal, and its ink.
_SEAL = "青石镇人民政府办公室"
_RED = (200, 30, 40)
# Behind a figure and before a mark.
_FIGURE = re.compile(r"\d(?:%|[万亿]?[元人户场次家个项件])?(?=[，。；])")
Picture = Image.Image
Spoiling = Callable[[Picture], Picture]


def font_file() -> str | None:
    """A font with Chinese characters, if there is one."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    asked = [program, "-f", "%{file}", "Noto Serif CJK SC:lang=zh-cn"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return found if found.endswith(("ttc", "otf", "ttf")) and "CJK" in found else None


def pages_of(text: str, dots: int, *, points: float = _POINTS) -> list[Picture]:
    """The pages that a text fills, at so many dots to the inch, on white paper."""
    setter = _Setter(dots, points)
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            table.append(line)
            continue
        if table:
            setter.table([row.split("\t") for row in table])
            table = []
        setter.paragraph(line)
    return setter.pages


class _Setter:
    """Sets paragraphs and tables one below the other."""

    def __init__(self, dots: int, points: float) -> None:
        file = font_file()
        assert file is not None, "no font with Chinese characters"
        self._size = round(points * dots / 72)
        self._font = ImageFont.truetype(file, self._size)
        self._raised = ImageFont.truetype(file, round(_RAISED * self._size))
        self._dots = dots
        self._width, self._height = (round(side * dots) for side in _PAGE)
        self._margin = round(_MARGIN * dots)
        self._y = self._height
        self.pages: list[Picture] = []

    def paragraph(self, text: str) -> None:
        for line in self._broken("　　" + text if len(text) > 20 else text):
            self._room(self._step)
            self._set(line)
            self._y += self._step

    def _set(self, line: str) -> None:
        left = float(self._margin)
        for k, part in enumerate(re.split("[⟦⟧]", line)):
            font = self._raised if k % 2 else self._font
            self._draw.text((left, self._y), part, font=font, fill=0)
            left += font.getlength(part)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        width = (self._width - 2 * self._margin) // max(map(len, rows))
        for row in rows:
            self._room(self._step)
            for k, cell in enumerate(row):
                left = self._margin + k * width
                edges = (left, self._y, left + width, self._y + self._step)
                self._draw.rectangle(edges, outline=0, width=max(1, self._dots // 100))
                self._draw.text((left + self._size // 3, self._y + self._size // 6), cell, font=self._font, fill=0)
            self._y += self._step
        self._y += self._step // 2

    @property
    def _step(self) -> int:
        return round(1.6 * self._size)

    def _room(self, height: int) -> None:
        if self._y + height > self._height - self._margin:
            self.pages.append(Image.new("L", (self._width, self._height), 255))
            self._draw = ImageDraw.Draw(self.pages[-1])
            self._y = self._margin

    def _broken(self, text: str) -> Iterator[str]:
        line = ""
        for part in re.findall("⟦.*?⟧|.", text):
            wide = self._font.getlength(re.sub("[⟦⟧]", "", line) + part)
            if wide > self._width - 2 * self._margin and part[0] not in f"⟦{_CLOSING}":
                yield line
                line = ""
            line += part
        yield line


def noisy(picture: Picture) -> Picture:
    """With grain, and specks of dust."""
    random = np.random.default_rng(7)
    levels = np.asarray(picture, dtype=np.float32) + random.normal(0, 25, (picture.height, picture.width))
    specks = random.random(levels.shape)
    levels[specks < 0.002] = 0
    levels[specks > 0.998] = 255
    return _picture(levels)


def askew(picture: Picture) -> Picture:
    """Two degrees askew."""
    return picture.rotate(2, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def on_grey(picture: Picture) -> Picture:
    """Pale print on grey paper that is darker on one side."""
    levels = np.asarray(picture, dtype=np.float32) / 255
    paper = np.linspace(215, 150, picture.width, dtype=np.float32)
    return _picture(70 + levels * (paper - 70))


def as_jpeg(picture: Picture) -> Picture:
    """As JPEG of quality 40."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=40)
    return Image.open(file).convert("L")


def faxed(picture: Picture) -> Picture:
    """Black or white, with ragged edges."""
    random = np.random.default_rng(11)
    levels = np.asarray(picture, dtype=np.float32) + random.normal(0, 60, (picture.height, picture.width))
    return _picture(np.where(levels < 128, 0.0, 255.0))


def sealed(picture: Picture) -> Picture:
    """With two round seals of red ink over the print, text in them."""
    size = picture.width // 5
    page = np.asarray(picture.convert("RGB"), dtype=np.float32) / 255
    for left, top in ((picture.width // 2, picture.height // 6), (picture.width // 4, picture.height // 3)):
        ink = np.asarray(_seal(size), dtype=np.float32)[..., None] / 255 * (1 - np.array(_RED) / 255)
        page[top : top + size, left : left + size] *= 1 - 0.85 * ink
    return Image.fromarray((page * 255).astype(np.uint8))


def copied_seal(picture: Picture) -> Picture:
    """With the same seals, as a copier without colours has them."""
    return sealed(picture).convert("L")


def _seal(size: int) -> Picture:
    """A ring, a star, text around it and one line below it: what of it is ink is white."""
    seal = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(seal)
    draw.ellipse((2, 2, size - 3, size - 3), outline=255, width=max(2, size // 40))
    middle, file = size / 2, font_file()
    points = [
        (middle + r * math.sin(math.pi * k / 5), middle - r * math.cos(math.pi * k / 5))
        for k in range(10)
        for r in (size * (0.07 if k % 2 else 0.17),)
    ]
    draw.polygon(points, fill=255)
    assert file is not None
    font = ImageFont.truetype(file, size // 8)
    for k, char in enumerate(_SEAL):
        sign = Image.new("L", (size // 6, size // 6), 0)
        ImageDraw.Draw(sign).text((size / 12, size / 12), char, font=font, fill=255, anchor="mm")
        angle = math.radians(-120 + 240 * k / (len(_SEAL) - 1))
        sign = sign.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        x, y = middle + 0.38 * size * math.sin(angle), middle - 0.38 * size * math.cos(angle)
        seal.paste(255, (round(x - size / 12), round(y - size / 12)), sign)
    draw.text((middle, size * 0.78), "专用章", font=font, fill=255, anchor="mm")
    return seal


def _picture(levels: NDArray[np.floating]) -> Picture:
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


SPOILINGS: dict[str, Spoiling] = {
    "clean": lambda picture: picture,
    "noise": noisy,
    "2° askew": askew,
    "grey": on_grey,
    "JPEG 40": as_jpeg,
    "fax": faxed,
    "seal": sealed,
    "grey seal": copied_seal,
}


def footnoted(text: str) -> str:
    """The text with the marks of notes, raised, behind each second figure: [1], 2 and ③ in turn."""
    figures = list(_FIGURE.finditer(text))[::2]
    for k, figure in reversed(list(enumerate(figures))):
        mark = (f"[{k % 9 + 1}]", f"{k % 9 + 1}", "①②③④⑤⑥⑦⑧⑨"[k % 9])[k % 3]
        text = f"{text[: figure.end()]}⟦{mark}⟧{text[figure.end() :]}"
    return text


# Texts that are set otherwise, and stay clean.
SETTINGS: dict[str, Callable[[str], str]] = {"footnotes": footnoted}


def scanned(text: str, dots: int, way: str) -> list[Picture]:
    """The pages of a text as they come out of a scanner, in one of the ways of SPOILINGS or SETTINGS."""
    if way in SETTINGS:
        return pages_of(SETTINGS[way](text), dots)
    return [SPOILINGS[way](page) for page in pages_of(text, dots)]


def as_file(pages: Sequence[Picture]) -> bytes:
    """The pages as one TIFF file."""
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=list(pages[1:]), compression="tiff_lzw")
    return file.getvalue()


TEXTS = Path(__file__).parent / "scanned"
