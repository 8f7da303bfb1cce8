"""Labelled reports: the project's own, and those beside it where that folder is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from reportmine.corrections.file import load
from reportmine.corrections.model import ENDING, Corrections

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold"
CORPUS = ROOT / "training" / "corpus"

# The kinds of real public reports; each is left out once when the weights are evaluated.
REAL_KINDS = ("company", "finance", "gov", "media", "public", "social")


class Label(NamedTuple):
    """What readers say of one figure; `metrics` are all names that are right, the likeliest first."""

    start: int
    end: int
    value: Decimal
    metrics: tuple[str, ...]
    measure: str
    direction: str | None
    status: str
    optional: bool


class Document(NamedTuple):
    """A labelled report: `kind` is a real kind, or begins with own: where the project wrote it itself."""

    name: str
    kind: str
    path: Path
    labels: tuple[Label, ...]


def own_documents() -> Iterator[Document]:
    """What the project wrote itself and may learn from: samples, excerpts, and the open part of its corpus."""
    yield from documents_in(ROOT / "samples", "own:samples")
    yield from documents_in(ROOT / "tests" / "gold" / "excerpts", "own:excerpts")
    yield from documents_in(CORPUS / "open", "own:")


def shut_documents() -> Iterator[Document]:
    """The fifth of the corpus that nothing is learnt from."""
    return documents_in(CORPUS / "shut", "own:")


def real_documents() -> Iterator[Document]:
    """Excerpts of public reports; none where the folder beside the project is missing."""
    for kind in REAL_KINDS:
        yield from documents_in(SHARED / "train" / kind, kind)


def dev_documents() -> Iterator[Document]:
    """The excerpts that were looked at while building, and that nothing is learnt from."""
    return documents_in(SHARED / "dev", "dev")


def documents_in(folder: Path, kind: str) -> Iterator[Document]:
    """The texts of a folder with their labels: NAME.jsonl, or NAME.corrections.json, which a reader saved.

    A kind that ends in a colon goes on with the name up to its number.
    """
    for labels in sorted((*folder.glob("*.jsonl"), *folder.glob(f"*{ENDING}"))):
        corrected = labels.name.endswith(ENDING)
        text = labels.with_name(f"{labels.name.removesuffix(ENDING)}.txt") if corrected else labels.with_suffix(".txt")
        if text.exists():
            its_kind = kind + text.stem.rsplit("-", 1)[0] if kind.endswith(":") else kind
            found = labels_of(load(labels)) if corrected else labels_in(labels)
            yield Document(text.stem, its_kind, text, tuple(found))


def labels_of(corrections: Corrections) -> Iterator[Label]:
    """What a reader put right, as labels; what is no figure has none."""
    for one in corrections.entries:
        if one.fields is not None:
            fields = one.fields
            measure, direction, status = fields.measure, fields.direction, fields.status
            yield Label(*one.span, fields.value, (fields.metric,), measure, direction, status, optional=False)


def labels_in(path: Path) -> Iterator[Label]:
    """The labels of a file, one a line, as the guidelines of ../shared/gold say."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _label(json.loads(line))


def _label(row: Mapping[str, Any]) -> Label:
    return Label(
        start=row["start"],
        end=row["end"],
        value=Decimal(str(row["value"])),
        metrics=tuple((row["metric"] or "").split("|")),
        measure=row["measure"],
        direction=row.get("direction"),
        status=row.get("status", "actual"),
        optional=bool(row.get("optional")),
    )


def plain(name: str) -> str:
    """A name as names are compared: without marks, 的 and 和."""
    return "".join(char for char in name if char.isalnum()).replace("的", "").replace("和", "")


def is_exact(names: Iterable[str], name: str) -> bool:
    """Whether a name is word for word one of those that are right.

    >>> is_exact(("公众号粉丝", "粉丝"), "公众号的粉丝"), is_exact(("粉丝",), "团员")
    (True, False)
    """
    return any(plain(one) == plain(name) for one in names)


def is_close(names: Iterable[str], name: str) -> bool:
    """Whether a name is nearly one of those that are right: most of its characters, or one inside the other.

    >>> is_close(("新媒体平台总浏览量",), "平台总浏览量"), is_close(("新媒体平台总浏览量",), "粉丝")
    (True, False)
    """
    return any(_close(plain(one), plain(name)) for one in names)


def _close(right: str, name: str) -> bool:
    if not right or not name:
        return right == name
    short, long = sorted((right, name), key=len)
    if short in long and len(short) * 2 >= len(long):
        return True
    pairs, others = _pairs(right), _pairs(name)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) >= 0.6


def _pairs(text: str) -> set[str]:
    return {text[k : k + 2] for k in range(len(text) - 1)} or {text}
