"""`reportmine rules`: every rule, why there is one, and an example."""

from __future__ import annotations

import click

from reportmine.cli import outputs
from reportmine.cli.choices import OneOf
from reportmine.cli.speaking import misuse
from reportmine.output.registry import LEARNED, RULES

EPILOG = """\b
Examples:
  reportmine rules | less
  reportmine rules rejection
  reportmine rules --learned                        what weighs the names that rules propose
  reportmine rules --format json | jq -r '.[].rules[].name'
"""

# Said here, too, so that the help needs none of the rules themselves; a test holds both together.
DECISIONS = (
    *("cleaning", "rejection", "name", "measure", "status", "period", "baseline", "scope", "topic"),
    *("table-head", "table-rejection", "table-name", "table-unit", "table-measure", "table-status", "table-period"),
    *("table-baseline", "table-scope"),
)


@click.command(epilog=EPILOG)
@click.argument("decision", required=False, type=OneOf(DECISIONS), metavar="[DECISION]")
@outputs.printed(RULES, "Lines for people, or one JSON document.")
@click.option("--learned", is_flag=True, help="Show instead what the weights were learnt from that choose among names.")
def rules(decision: str | None, form: str, learned: bool) -> None:
    """List every rule with its reason and an example.

    The rules of a decision stand in the order in which they are asked. Those for names each propose
    one, and what was learnt from labelled reports chooses (--learned). DECISION shows one decision
    only: cleaning, rejection, name, measure, status, period, baseline, scope or topic; for the numbers of
    tables table-head, table-rejection, table-name, table-unit, table-measure, table-status,
    table-period, table-baseline or table-scope. For a report of your own, "reportmine explain" says
    which of them decided.
    """
    if learned:
        _show_learned(decision, form)
        return
    from reportmine.extraction.explain.catalogue import CHAPTERS

    chapters = [chapter for chapter in CHAPTERS if decision in (None, chapter.name)]
    outputs.show(chapters, RULES, form)


def _show_learned(decision: str | None, form: str) -> None:
    if decision:
        raise misuse("--learned is about names alone; leave {decision} out.", decision=decision)
    from reportmine.extraction.explain.learned import learned_from
    from reportmine.extraction.weights import weights

    outputs.show(learned_from(weights()), LEARNED, form)
