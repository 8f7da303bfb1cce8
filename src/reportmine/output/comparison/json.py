"""Comparisons and audits as JSON documents; each claim is written as `extract` writes it, with its path."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from reportmine.comparison.messages import text_of
from reportmine.comparison.model import Audit, Change, Comparison, Interval, Pair, Series, Target
from reportmine.model import Claim, Report
from reportmine.model.digits import plain
from reportmine.output.comparison.result import Audits, Result
from reportmine.output.data.json.claims import Record, claim_record, document_text

COMPARISON, SERIES, AUDITS = "reportmine.comparison/1", "reportmine.series/1", "reportmine.audits/1"

_SHOWN = Decimal("0.0001")


def to_json(result: Result) -> str:
    """The JSON text of a comparison, series or audit."""
    match result.subject:
        case Comparison() as comparison:
            document = comparison_document(comparison, result.show)
        case Series() as series:
            document = series_document(series, result.show)
        case audits:
            document = audits_document(audits)
    return document_text(document) + "\n"


def comparison_document(comparison: Comparison, show: Collection[str]) -> Record:
    """A comparison as one document; `show` names the parts that it has.

    >>> from reportmine.comparison.pairwise import compare
    >>> from reportmine.api import extract
    >>> found = comparison_document(compare(extract("举办培训20场。"), extract("举办培训25场。")), ["pairs"])
    >>> found["pairs"][0]["change"]["percent"], sorted(found)
    ('25', ['new', 'old', 'pairs', 'schema', 'warnings'])
    """
    old, new = comparison.old, comparison.new
    parts: Record = {
        "pairs": [_pair(pair, old, new) for pair in comparison.pairs],
        "audits": [audit_record(audit, new, old) for audit in comparison.audits],
        "targets": [_target(target, old, new) for target in comparison.targets if target.outcome],
        "only-old": [_claim(claim, old) for claim in comparison.only_old],
        "only-new": [_claim(claim, new) for claim in comparison.only_new],
    }
    document: Record = {"schema": COMPARISON, "old": _report(old), "new": _report(new)}
    for name, part in parts.items():
        if name in show:
            document[name.replace("-", "_")] = part
    if "targets" in show:
        document["open_targets"] = [_open(target, old) for target in comparison.targets if not target.outcome]
    return document | {"warnings": [str(warning) for warning in comparison.warnings]}


def series_document(series: Series, show: Collection[str]) -> Record:
    """A series: its reports, a row a metric, and what each report is to the one before."""
    steps = [comparison_document(step, [part for part in show if part != "pairs"]) for step in series.steps]
    return {
        "schema": SERIES,
        "reports": [_report(report) for report in series.reports],
        "rows": [
            {
                "metric": row.last.metric,
                "topic": row.last.topic,
                "measure": row.last.measure,
                "confidence": row.confidence,
                "rivals": row.rivals,
                "cells": [
                    cell and _claim(cell, report) for cell, report in zip(row.cells, series.reports, strict=True)
                ],
            }
            for row in series.rows
        ],
        "steps": steps,
        "warnings": [str(warning) for warning in series.warnings],
    }


def audits_document(audits: Audits) -> Record:
    """The checks of one report and more."""
    reports = [
        {**_report(report), "audits": [audit_record(audit, report, report) for audit in found]}
        for report, found in audits
    ]
    return {"schema": AUDITS, "reports": reports}


def audit_record(audit: Audit, report: Report, before: Report) -> Record:
    """An audit; `before` is the report that its old figure stands in, where that is another one."""
    old = before if audit.check == "stated change" else report
    return {
        "check": audit.check,
        "metric": audit.metric,
        "old": _claim(audit.old, old),
        "new": _claim(audit.new, report),
        "stated": _claim(audit.stated, report),
        "computed": shortened(audit.computed),
        "difference": shortened(audit.difference),
        "unit": audit.unit,
        "consistent": audit.consistent,
        "finding": audit.finding,
        "reason": text_of(audit.reason) or None,
        "parts": [_claim(part, report) for part in audit.parts],
    }


def _pair(pair: Pair, old: Report, new: Report) -> Record:
    return {
        "metric": pair.new.metric,
        "topic": pair.new.topic,
        "measure": pair.new.measure,
        "old": _claim(pair.old, old),
        "new": _claim(pair.new, new),
        "change": _change(pair.change),
        "confidence": pair.confidence,
        "rivals": pair.rivals,
    }


def _target(target: Target, old: Report, new: Report) -> Record:
    assert target.outcome is not None
    return {
        "metric": target.target.metric,
        "measure": target.target.measure,
        "target": _claim(target.target, old),
        "outcome": _claim(target.outcome, new),
        "met": target.met,
        "margin": target.margin and _change(target.margin),
        "reason": text_of(target.reason) or None,
        "confidence": target.confidence,
        "rivals": target.rivals,
    }


def _open(target: Target, old: Report) -> Record:
    return {"metric": target.target.metric, "target": _claim(target.target, old), "reason": text_of(target.reason)}


def _change(change: Change) -> Record:
    """A change; `amount` and `percent` where they are one number, their bounds in any case."""
    percent = change.percent or Interval(None, None)
    return {
        "kind": change.kind,
        "direction": change.way,
        "unit": change.unit,
        "amount": shortened(change.amount.point),
        "amount_min": shortened(change.amount.low),
        "amount_max": shortened(change.amount.high),
        "percent": shortened(percent.point),
        "percent_min": shortened(percent.low),
        "percent_max": shortened(percent.high),
        "about": change.about,
        "reason": text_of(change.reason) or None,
    }


def shortened(value: Decimal | None) -> str | None:
    """A worked-out number in plain digits, four behind the point."""
    return None if value is None else plain(value if abs(value) >= 10**12 else value.quantize(_SHOWN))


def _claim(claim: Claim, report: Report) -> Record:
    return {"path": report.source.path, **claim_record(claim)}


def _report(report: Report) -> Record:
    return {"path": report.source.path, "title": report.title, "year": report.year, "figures": len(report.claims)}
