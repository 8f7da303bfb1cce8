"""What `reportmine doctor` found as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportmine.diagnosis import Fact


def to_json(facts: Sequence[Fact]) -> str:
    """A document that says whether all that is needed works, and the facts.

    >>> to_json([])
    '{"works": true, "facts": []}\\n'
    """
    found = [{name: cell if name == "broken" else str(cell) for name, cell in fact._asdict().items()} for fact in facts]
    return json.dumps({"works": not any(fact.broken for fact in facts), "facts": found}, ensure_ascii=False) + "\n"
