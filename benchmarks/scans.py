"""Pictures of texts, as scanners, copiers and fax machines make them: what reading of pictures is measured on.

A line with tabs is a row of a ruled table. Needs the extra `ocr` and a font with Chinese characters.
"""

from __future__ import annotations

import io
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
# Marks that may not begin a line.
_CLOSING = "，。、；：）”%》"
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
        self._dots = dots
        self._width, self._height = (round(side * dots) for side in _PAGE)
        self._margin = round(_MARGIN * dots)
        self._y = self._height
        self.pages: list[Picture] = []

    def paragraph(self, text: str) -> None:
        for line in self._broken("　　" + text if len(text) > 20 else text):
            self._room(self._step)
            self._draw.text((self._margin, self._y), line, font=self._font, fill=0)
            self._y += self._step

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
        for char in text:
            if self._font.getlength(line + char) > self._width - 2 * self._margin and char not in _CLOSING:
                yield line
                line = ""
            line += char
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


def _picture(levels: NDArray[np.floating]) -> Picture:
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


SPOILINGS: dict[str, Spoiling] = {
    "clean": lambda picture: picture,
    "noise": noisy,
    "2° askew": askew,
    "grey": on_grey,
    "JPEG 40": as_jpeg,
    "fax": faxed,
}


def as_file(pages: Sequence[Picture]) -> bytes:
    """The pages as one TIFF file."""
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=list(pages[1:]), compression="tiff_lzw")
    return file.getvalue()


TEXTS = Path(__file__).parent / "scanned"
