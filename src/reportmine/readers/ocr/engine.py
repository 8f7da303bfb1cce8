"""Character recognition: a picture → the lines of text on it, each with its place and how sure it is.

The models (PP-OCR, inside of rapidocr's wheel) are loaded when the first picture is read, and once for each page
that is read at the same time. They are named by their files, so that nothing is ever fetched.
"""

from __future__ import annotations

import importlib.util
import threading
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.readers.ocr.offline import without_requests
from reportmine.readers.ocr.preparing import LONGEST_SIDE
from reportmine.readers.ocr.side_by_side import cores_a_page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

Point = tuple[float, float]

# More than two threads gain nothing on a page of lines, each of which is a small picture. Pages that are read at the
# same time have one each.
_MOST_THREADS = 2
# Engines that wait for their next page, by how many threads they use.
_IDLE: dict[int, list[Any]] = {}
_MAKING = threading.Lock()
# Lines surer than this are kept: 0.5 is the engine's own, and a line of 6-point type at 150 dpi has 0.6.
_LEAST = 0.5


class ReadLine(NamedTuple):
    """A line of text: its corners from the upper left one clockwise, and how sure it is, from 0 to 1.

    `middles` are the middles of its characters, in parts of its length, and `scores` how sure each of them is; both
    have one place for each character of `text`.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    score: float
    middles: tuple[float, ...]
    scores: tuple[float, ...]


def engine_version() -> str:
    """What reads, and its version: another one may read otherwise."""
    from importlib import metadata

    return f"rapidocr {metadata.version('rapidocr')}"


def lines_in(picture: Grey) -> list[ReadLine]:
    """The lines of text in a picture, upright or a few degrees askew."""
    with _borrowed(min(_MOST_THREADS, cores_a_page())) as engine:
        found = engine(picture, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True)
    if not found.txts:
        return []
    placed = deque(found.word_results)
    lines = []
    for text, score, corners in zip(found.txts, found.scores, found.boxes.tolist(), strict=True):
        # The engine passes over lines whose characters it cannot place.
        told = placed and "".join(char for char, _, _ in placed[0]) == text.replace(" ", "")
        lines.append(_line(text, float(score), corners, placed.popleft() if told else ()))
    return lines


@contextmanager
def _borrowed(threads: int) -> Iterator[Any]:
    """An engine of so many threads that nobody else uses meanwhile: it keeps what it is working on in itself."""
    idle = _IDLE.setdefault(threads, [])
    with _MAKING:
        engine = idle.pop() if idle else _engine(threads)
    yield engine
    idle.append(engine)  # one that failed is not used again


def _engine(threads: int) -> Any:
    # Of its libraries some warn of what is theirs to mend.
    with warnings.catch_warnings(), without_requests():
        warnings.simplefilter("ignore")
        import cv2
        from rapidocr import RapidOCR

    cv2.setNumThreads(threads)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": LONGEST_SIDE,
            "Global.text_score": _LEAST,
            "Det.model_path": _model("det"),
            "Rec.model_path": _model("rec"),
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model(task: str) -> str:
    found = importlib.util.find_spec("rapidocr")
    assert found is not None and found.origin is not None
    return str(next(Path(found.origin).parent.glob(f"models/*_{task}_*.onnx")))


def _line(text: str, score: float, corners: list[list[float]], characters: Sequence[Any]) -> ReadLine:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    if not characters:
        middles = tuple((k + 0.5) / len(text) for k in range(len(text)))
        return ReadLine(text, (a, b, c, d), score, middles, (score,) * len(text))
    read = iter(_characters(characters, a, b))
    last, middles_found, scores = 0.0, [], []
    for char in text:
        # A space was not read but seen: it has the place of the character before it, and nothing to doubt.
        last, sure = (last, 1.0) if char == " " else next(read)
        middles_found.append(last)
        scores.append(sure)
    return ReadLine(text, (a, b, c, d), score, tuple(middles_found), tuple(scores))


def _characters(read: Sequence[Any], start: Point, end: Point) -> Iterator[tuple[float, float]]:
    """The middle of each character that was read, in parts of the line, and its score."""
    (x0, y0), (x1, y1) = start, end
    squared = max(1.0, (x1 - x0) ** 2 + (y1 - y0) ** 2)
    for _, score, box in read:
        x, y = (sum(float(corner[k]) for corner in box) / 4 for k in (0, 1))
        yield round(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / squared, 4), round(float(score), 4)
