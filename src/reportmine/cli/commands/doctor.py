"""`reportmine doctor`: what a bug report needs to tell."""

from __future__ import annotations

import click

from reportmine.cli import options, outputs
from reportmine.cli.speaking import language
from reportmine.output.registry import DIAGNOSES

EPILOG = """\b
Examples:
  reportmine doctor
  reportmine doctor --format json > doctor.json
"""


@click.command(epilog=EPILOG)
@outputs.printed(DIAGNOSES, "Lines for people, or one JSON document.")
def doctor(form: str) -> None:
    """Say what is installed and what works.

    Versions, places, the word segmenters, what each extra needs, encodings: put it into a bug report.
    Nothing is sent. Exit status 1 if something that reportmine needs is broken.
    """
    from reportmine.diagnosis import diagnose

    facts = diagnose(options.user_file, language())
    outputs.show(facts, DIAGNOSES, form)
    if any(fact.broken for fact in facts):
        raise SystemExit(1)
