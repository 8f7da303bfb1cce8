"""The process in which PDFium reads files: a file that makes it crash, or take all memory, ends this process alone.

`process` starts it and asks; here each question is answered, one file at a time, until nobody asks any more.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import IO, Any

import pypdfium2
import pypdfium2.raw as pdfium

from reportmine.readers.limits import MIB
from reportmine.readers.pdf.glyphs import glyphs_of
from reportmine.readers.pdf.messages import receive, send

# Dots to the inch of the picture that is made of a page: of 12-point type 33 a character.
_RESOLUTION = 200
# The longest side of such a picture: a page of a poster is no finer than one of A3.
_LONGEST_SIDE = 3400


def serve() -> None:
    """Answer questions from standard input on standard output, and let nothing else be written there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; this one ends with it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        send(answers, "ready")
        _answer_all(sys.stdin.buffer, answers)
    except (EOFError, OSError):
        return


def _answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    file: pypdfium2.PdfDocument | None = None
    while True:
        (question, number), data = receive(questions)
        picture = b""
        try:
            if question == "open":
                if file is not None:
                    file.close()
                _limit_memory(number, len(data))
                file = pypdfium2.PdfDocument(data)
                answer: Any = len(file)
            else:
                assert file is not None
                answer, picture = _ASKED[question](file, number)
        except pypdfium2.PdfiumError as error:
            answer = _error(error)
        except MemoryError:
            answer = "memory"
        send(answers, answer, picture)


def _error(error: pypdfium2.PdfiumError) -> str:
    """What went wrong, in a word."""
    return "locked" if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) else "damaged"


def _marks(file: pypdfium2.PdfDocument, most: int) -> tuple[Any, bytes]:
    """The bookmarks of a file: titles and levels."""
    found = []
    for mark in file.get_toc():
        found.append((mark.get_title(), mark.level))
        if len(found) == most:
            break
    return found, b""


def _page(file: pypdfium2.PdfDocument, k: int) -> tuple[Any, bytes]:
    """What stands on a page, with plain tuples for glyphs and strokes."""
    page = file[k]
    glyphs, sideways, strokes, *edges = glyphs_of(page)
    page.close()
    plain = [tuple(glyph) for glyph in glyphs], [[tuple(one) for one in turned] for turned in sideways]
    return [*plain, [tuple(stroke) for stroke in strokes], *edges], b""


def _picture(file: pypdfium2.PdfDocument, k: int) -> tuple[Any, bytes]:
    """A page as a picture: its height and width, the bytes of a row and of a dot, its longer side in points."""
    page = file[k]
    longer_side = max(page.get_size())
    scale = min(_RESOLUTION / 72, _LONGEST_SIDE / longer_side)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    shape = bitmap.height, bitmap.width, bitmap.stride, bitmap.n_channels, longer_side
    dots = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return shape, dots


_ASKED = {"marks": _marks, "page": _page, "picture": _picture}


def _limit_memory(most: int, size: int) -> None:
    """Take no more than so many MiB from here on, beside the file, where the system can hold a process to that."""
    if sys.platform != "linux":
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    soft = pages * resource.getpagesize() + size + most * MIB
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
