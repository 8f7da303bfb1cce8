"""Pictures of pages, scanned or photographed: PNG, JPEG, TIFF of several, WebP, and HEIC where it can be."""

from __future__ import annotations

import importlib
import importlib.util
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportmine.errors import NotTextError, ReadingError
from reportmine.extras import install_command, is_installed
from reportmine.messages.message import message
from reportmine.model import OcrMode, Remark
from reportmine.readers.document import Document, DocumentBuilder
from reportmine.readers.sniffing.pictures import is_heic
from reportmine.readers.sniffing.unsupported import refuse_known_formats

if TYPE_CHECKING:
    from PIL import Image

    from reportmine.readers.ocr.engine import Grey

# A page of A3 at 600 dots to the inch has 70 million pixels; more in a small file is there to fill the memory.
_MOST_PIXELS = 100_000_000
_MOST_PAGES = 500
# A page of A4 at 290 dots to the inch; finer pictures are made smaller.
_LONGEST_SIDE = 3400

_BROKEN = message("is a picture that is cut off or damaged; get it once more.")
_TOO_LARGE = message(
    "is a picture of more than {most:,} million pixels, which no page needs; make it smaller.",
    most=_MOST_PIXELS // 1_000_000,
)
_TOO_MANY = message(
    "is a picture of more than {most} pages; split it into several files, and give their folder with: {option}.",
    most=_MOST_PAGES,
    option="--as-one",
)
_HEIC = message(
    "is a HEIC picture, and {library} is not installed to open it; install it with: {command}",
    library="pillow-heif",
    command="pip install pillow-heif",
)


def read(data: bytes, _encoding: str | None = None, *, ocr: OcrMode = "auto") -> Document:
    """Read the pages of a picture.

    Raises NotTextError, without a path, where pictures are not to be read or what reads them is not installed, and
    ReadingError where it is broken, too large, or holds no text.
    """
    return read_pages([data], ocr=ocr)


def read_pages(pictures: Sequence[bytes], *, ocr: OcrMode = "auto") -> Document:
    """Read several pictures as the pages of one report; raises as `read` does."""
    if ocr == "never":
        refuse_known_formats(pictures[0])
    if ocr == "never" or not is_installed("ocr"):
        raise NotTextError(
            "is a picture, and {library} is not installed to read it; install it with: {command}",
            library="rapidocr",
            command=install_command("ocr"),
        )
    from reportmine.readers.ocr.placing import with_scans
    from reportmine.readers.ocr.reading import read_page
    from reportmine.readers.ocr.side_by_side import side_by_side
    from reportmine.readers.pages.assembling import add_pages, page_of

    places = [(data, k) for data in pictures for k in range(_pages_in(data))]
    pages = list(side_by_side(read_page, (_page(data, k) for data, k in places), len(places)))
    builder = DocumentBuilder()
    add_pages([page_of(page.drawn) for page in pages], builder)
    document = builder.document()
    if not document.text:
        raise ReadingError("holds no text that can be read; give a sharper picture, of 200 dots to the inch or more.")
    numbers = "1" if len(pages) == 1 else f"1-{len(pages)}"
    remark = Remark.of("pages_recognised", pages=numbers, count=len(pages))
    return with_scans(document._replace(remarks=(remark,)), dict(enumerate(pages)))


def _pages_in(data: bytes) -> int:
    with _opened(data) as picture:
        # Counting them all would take minutes where there are a hundred thousand.
        for k in range(_MOST_PAGES + 1):
            try:
                picture.seek(k)
            except EOFError:
                return k
            except (OSError, ValueError, SyntaxError, MemoryError):
                raise ReadingError(_BROKEN) from None
    raise ReadingError(_TOO_MANY)


def _page(data: bytes, k: int) -> Grey:
    """A page of a picture: grey, the way up that its camera says, and no larger than it need be."""
    import numpy as np
    from PIL import Image, ImageOps

    from reportmine.readers.ocr.seals import grey_without_seals

    with _opened(data) as picture:
        try:
            if k:
                picture.seek(k)
            _check(picture)
            # JPEG is decoded at a half or a quarter where that is enough.
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            paper = _on_paper(ImageOps.exif_transpose(picture))
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
            raise ReadingError(_BROKEN) from None
    paper.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    levels = np.asarray(paper, dtype=np.uint8)
    return grey_without_seals(levels) if paper.mode == "RGB" else levels


def _on_paper(picture: Image.Image) -> Image.Image:
    """The picture in grey or in red, green and blue, on white paper where it lets something through."""
    from PIL import Image

    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        # 16 bits a pixel, of which grey has 8.
        return picture.convert("F").point(lambda level: level / 256).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture while it is open; of what Pillow warns, its size, `_check` says more."""
    from PIL import Image, UnidentifiedImageError

    if is_heic(data):
        if not importlib.util.find_spec("pillow_heif"):
            raise ReadingError(_HEIC)
        importlib.import_module("pillow_heif").register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data))
        except Image.DecompressionBombError:
            raise ReadingError(_TOO_LARGE) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            raise ReadingError(_BROKEN) from None
        with picture:
            _check(picture)
            yield picture


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > _MOST_PIXELS:
        raise ReadingError(_TOO_LARGE)
