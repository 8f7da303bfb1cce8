"""What `compare` and `audit` have worked out, as every format takes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reportmine.comparison.model import Audit, Comparison, Series
from reportmine.model import Report

# The parts of a comparison, in the order in which they are shown, and what they are called in Chinese.
PARTS: Mapping[str, str] = MappingProxyType(
    {"pairs": "变化", "audits": "核对", "targets": "目标", "only-old": "不再报告", "only-new": "新增"}
)
SECTIONS = tuple(PARTS)

Audits = Sequence[tuple[Report, Sequence[Audit]]]


class Result(NamedTuple):
    """Two reports side by side, a series of reports, or the checks of each; `show` names the sections to write."""

    subject: Comparison | Series | Audits
    show: Collection[str] = SECTIONS

    @property
    def is_whole(self) -> bool:
        """Whether all sections are to be written, so that what they come to may stand in front."""
        return set(self.show) >= set(SECTIONS)
