"""What a file gives when it is read: its figures, or the sentence that refuses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportmine import extract
from reportmine.errors import ReadingError
from reportmine.model import Source
from reportmine.model.digits import plain
from reportmine.readers.files import read


def refusal(path: Path, data: bytes | None = None) -> str:
    """The one sentence that refuses the file, behind its path; with `data` the file is written first."""
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and message.endswith(".") and "\n" not in message
    return message.removeprefix(f"{path}: ")


def told(source: Source) -> list[tuple[str, str, str, str, str | None]]:
    """Metric, value, unit, kind and period of each figure."""
    return [
        (claim.metric, plain(claim.quantity.low), claim.quantity.unit, claim.measure, claim.period)
        for claim in extract(source).claims
    ]
