"""python -m training.pairs.train: makes the package's weights of matching again, to the digit."""

from __future__ import annotations

import json

import click

from reportmine.comparison.matching.evidence import EVIDENCE
from reportmine.output.files import write_file
from training.corpus import ROOT, SHARED
from training.pairs.examples import problems_of
from training.pairs.keys import open_keys, real_keys
from training.pairs.learning import learn

PATH = ROOT / "src" / "reportmine" / "weights" / "matching.json"


@click.command(help=__doc__)
def train() -> None:
    """Learn from all keys that may be learnt from, and write the file."""
    keys = [*open_keys(), *real_keys()]
    if all(key.own for key in keys):
        raise click.ClickException(f"{SHARED} is missing: without its keys the weights would not be the same.")
    problems = [problem for key in keys for problem in problems_of(key)]
    weights = learn(problems)
    said = {
        "learnt from": {key.name: sum(not row.borderline for row in key.rows) for key in keys},
        "bias": weights.bias,
        "weights": {one.name: weight for one, weight in zip(EVIDENCE, weights.weights, strict=True)},
    }
    write_file(PATH, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    click.echo(f"wrote {PATH}: {len(EVIDENCE)} weights from {len(keys)} keys")


if __name__ == "__main__":
    train()
