"""`reportmine rules`: every rule, why there is one, and an example."""

from __future__ import annotations

import click

from reportmine.cli import outputs
from reportmine.output.registry import RULES

EPILOG = """\b
Examples:
  reportmine rules | less
  reportmine rules rejection
  reportmine rules --format json | jq -r '.[].rules[].name'
"""

# Said here, too, so that the help needs none of the rules themselves; a test holds both together.
DECISIONS = (
    *("cleaning", "rejection", "name", "measure", "status", "period", "baseline", "scope", "topic"),
    *("table-head", "table-rejection", "table-name", "table-unit", "table-measure", "table-status", "table-period"),
    *("table-baseline", "table-scope"),
)


@click.command(epilog=EPILOG)
@click.argument("decision", required=False, type=click.Choice(DECISIONS), metavar="[DECISION]")
@outputs.printed(RULES, "Lines for people, or one JSON array.")
def rules(decision: str | None, form: str) -> None:
    """List every rule with its reason and an example.

    The rules of a decision stand in the order in which they are asked. DECISION shows one of them
    only: cleaning, rejection, name, measure, status, period, baseline, scope or topic; for the numbers of
    tables table-head, table-rejection, table-name, table-unit, table-measure, table-status,
    table-period, table-baseline or table-scope. For a report of your own, "reportmine explain" says
    which of them decided.
    """
    from reportmine.extraction.explain.catalogue import CHAPTERS

    chapters = [chapter for chapter in CHAPTERS if decision in (None, chapter.name)]
    outputs.show(chapters, RULES, form)
