"""Panels as a JSON document; each figure is written as `extract` writes it, with its path."""

from __future__ import annotations

from reportmine.comparison.panel.model import Figure, Observation, Panel
from reportmine.model.digits import plain
from reportmine.output.data.json.claims import Record, claim_record, document_text
from reportmine.output.panel.wording import PanelResult

PANELS = "reportmine.panel/1"


def to_json(result: PanelResult) -> str:
    """The JSON text of panels; values are in the unit without 万 and 亿.

    >>> from reportmine.api import extract
    >>> from reportmine.comparison.panel.building import series
    >>> import json
    >>> found = json.loads(to_json(PanelResult((series([extract("举办培训20场。")], "培训"),))))
    >>> found["schema"], found["panels"][0]["years"]
    ('reportmine.panel/1', [])
    """
    return document_text({"schema": PANELS, "panels": [_panel(panel) for panel in result.panels]}) + "\n"


def _panel(panel: Panel) -> Record:
    return {
        "metric": panel.metric,
        "measure": panel.measure,
        "status": panel.status,
        "unit": panel.unit,
        "printed_in": plain(panel.multiplier),
        "years": list(panel.years),
        "rows": [
            {"body": row.body, "cells": [None if cell is None else _cell(cell) for cell in row.cells]}
            for row in panel.rows
        ],
        "reports": panel.reports,
        "remarks": [str(remark) for remark in panel.remarks],
    }


def _cell(cell: Observation) -> Record:
    return {
        **_figure(cell.figure),
        "marks": list(cell.marks),
        "rule": cell.rule,
        "found": cell.found,
        "rivals": [_figure(rival) for rival in cell.rivals],
    }


def _figure(figure: Figure) -> Record:
    high = None if figure.high is None else plain(figure.high)
    return {"value": plain(figure.value), "value_max": high, "path": figure.path, "claim": claim_record(figure.claim)}
