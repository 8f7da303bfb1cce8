"""What was learnt as JSON: one object."""

from __future__ import annotations

import json

from reportmine.extraction.explain.learned import Learned


def to_json(learned: Learned) -> str:
    """The JSON text of what was learnt.

    >>> from reportmine.extraction.explain.learned import Calibration
    >>> said = json.loads(to_json(Learned(3, {"news": 20}, {"measure": {"m2": "the unit"}}, (Calibration(0.5, 0.8),))))
    >>> said["figures"], said["confidence"]
    ({'news': 20}, [{'share': 0.5, 'right': 0.8}])
    """
    record = learned._asdict() | {
        "figures": dict(learned.figures),
        "features": {decision: dict(said) for decision, said in learned.features.items()},
        "confidence": [point._asdict() for point in learned.confidence],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
