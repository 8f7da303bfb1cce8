"""python -m training.train: makes the package's weights again, bit for bit, from all that may be learnt from."""

from __future__ import annotations

import click

from training.calibration import calibrated
from training.corpus import REAL_KINDS, SHARED, own_documents, real_documents
from training.examples import examples_of
from training.file import PATH, write
from training.learning import learn


@click.command(help=__doc__)
def train() -> None:
    """Learn from all examples, calibrate on kinds left out, and write the file."""
    documents = [*own_documents(), *real_documents()]
    if not any(document.kind in REAL_KINDS for document in documents):
        raise click.ClickException(f"{SHARED} is missing: without its texts the weights would not be the same.")
    examples = [one for document in documents for one in examples_of(document)]
    kinds = sorted({document.kind for document in documents})
    # Figures and not examples: some have further ones, of their measure and status.
    figures = [one for one in examples if one.about == "name"]
    learnt_from = {kind: sum(one.kind == kind for one in figures) for kind in kinds}
    about = {"texts": len(documents), "figures": learnt_from, "confidence": calibrated(examples)}
    write(learn(examples), about)
    click.echo(f"wrote {PATH}: {len(figures)} figures of {len(documents)} texts")


if __name__ == "__main__":
    train()
