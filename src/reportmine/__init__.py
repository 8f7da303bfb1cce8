"""reportmine: the figures of Chinese reports as data that leads back to the text."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportmine.api import explain as explain
    from reportmine.api import extract as extract
    from reportmine.api import find_quantities as find_quantities
    from reportmine.api import load_lexicon as load_lexicon
    from reportmine.api import survey as survey
    from reportmine.comparison.audits.rules import audit as audit
    from reportmine.comparison.pairwise import compare as compare
    from reportmine.comparison.panel.building import series as series
    from reportmine.corrections.applying import corrected as corrected
    from reportmine.corrections.file import load as load_corrections
    from reportmine.errors import ReportmineError as ReportmineError
    from reportmine.lexicon.user.model import UserLexicon as UserLexicon
    from reportmine.model import Report as Report
    from reportmine.model.frames import to_arrow as to_arrow
    from reportmine.model.frames import to_pandas as to_pandas
    from reportmine.model.frames import to_polars as to_polars
    from reportmine.model.frames import to_records as to_records
    from reportmine.parallel import extract_many as extract_many
    from reportmine.readers.files import read as read
    from reportmine.readers.inputs import gather as gather

    __version__: str

__all__ = [
    "Report",
    "ReportmineError",
    "UserLexicon",
    "audit",
    "compare",
    "corrected",
    "explain",
    "extract",
    "extract_many",
    "find_quantities",
    "gather",
    "load_corrections",
    "load_lexicon",
    "read",
    "series",
    "survey",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "to_records",
]

# Loaded when first asked for, so that `reportmine --version` starts at once.
_HOMES = {
    **dict.fromkeys(("explain", "extract", "find_quantities", "load_lexicon", "survey"), "api"),
    **dict.fromkeys(("to_arrow", "to_pandas", "to_polars", "to_records"), "model.frames"),
    "Report": "model",
    "ReportmineError": "errors",
    "UserLexicon": "lexicon.user.model",
    "audit": "comparison.audits.rules",
    "compare": "comparison.pairwise",
    "corrected": "corrections.applying",
    "extract_many": "parallel",
    "load_corrections": "corrections.file:load",
    "gather": "readers.inputs",
    "read": "readers.files",
    "series": "comparison.panel.building",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        module, _, function = _HOMES[name].partition(":")
        return getattr(importlib.import_module(f"reportmine.{module}"), function or name)
    if name == "__version__":
        from reportmine.model.schema import version

        return version()
    raise AttributeError(f"module 'reportmine' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What the package offers, so that completion shows that and nothing else."""
    return [*__all__, "__version__"]
