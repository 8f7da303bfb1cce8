"""The file that a misspelt path may mean: one beside it whose name is close, or has another ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportmine.lexicon.loader import words
from reportmine.model.source import CORRECTIONS_ENDING


def near_path(path: str) -> str | None:
    """The path of what is there and may be meant instead, None where nothing is close.

    A folder on the way may be misspelt, too.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "报告2023.txt").write_text("培训20场", encoding="utf-8")
    ...     near = [near_path(f"{folder}/{name}") for name in ("报告2032.txt", "报告2023.pdf", "报告2023", "年鉴.pdf")]
    >>> [one and pathlib.Path(one).name for one in near]
    ['报告2023.txt', '报告2023.txt', '报告2023.txt', None]
    """
    whole = Path(path)
    try:
        missing = next(one for one in (*reversed(whole.parents), whole) if not one.exists())
        beside = sorted(one.name for one in missing.parent.iterdir() if _may_be_meant(one.name))
    except (OSError, ValueError, StopIteration):
        return None
    name = _near(missing.name, beside)
    found = name and missing.with_name(name) / whole.relative_to(missing)
    return str(found) if found and found.exists() else None


def _may_be_meant(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.endswith(
        (CORRECTIONS_ENDING, *words("readers/file_endings.toml", "no_reports"))
    )


# One fault in a name of three characters, two in one of five; 甲.txt is not taken for 乙.txt.
_CLOSE = 0.6


def _near(name: str, names: Sequence[str]) -> str | None:
    """The name that is closest without its ending; a swapped pair of letters is one fault.

    >>> names = ["notes.md", "Report.TXT", "report-2.txt"]
    >>> _near("report.docx", names), _near("reprot-2.txt", names), _near("a.txt", ["b.txt"])
    ('Report.TXT', 'report-2.txt', None)
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    likeness = OSA.normalized_similarity
    near = process.extractOne(name, names, scorer=likeness, processor=_without_ending, score_cutoff=_CLOSE)
    return near[0] if near else None


def _without_ending(name: str) -> str:
    return Path(name).stem.casefold()
