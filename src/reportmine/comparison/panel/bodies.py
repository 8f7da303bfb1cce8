"""Which reports are of one body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reportmine.comparison.bodies import is_same_body
from reportmine.comparison.panel.evidence import Evidence
from reportmine.text.bodies import Body


def by_body(reports: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """The reports of each body under its name, in the order in which the bodies first appear.

    Two names are of one body as `comparison.bodies` tells it, where both say their place; 团市委 without one could be
    of any. Where a report names no body its file does.
    """
    groups: dict[str, list[Evidence]] = defaultdict(list)
    known: dict[str, Body] = {}
    names: dict[Body, str] = {}
    for report in reports:
        groups[_group_of(report, known, names)].append(report)
    return dict(groups)


def _group_of(report: Evidence, known: dict[str, Body], names: dict[Body, str]) -> str:
    body = report.body
    if body is None:
        return report.name
    if body not in names:
        # Asked once a spelling: thousands of reports have hundreds of bodies.
        names[body] = next((name for name, other in known.items() if _is_one(body, other)), report.name)
        known.setdefault(names[body], body)
    return names[body]


def _is_one(one: Body, other: Body) -> bool:
    return bool(one.place) == bool(other.place) and is_same_body(one, other)
