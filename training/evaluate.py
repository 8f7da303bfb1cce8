"""python -m training.evaluate: what the names are worth on kinds of reports that the weights have not seen.

Each of the real kinds is left out once: weights are learnt from all else, and every figure of the kind is named.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import click

from reportmine.extraction.weights import Weights
from training.calibration import all_left_out, points_of
from training.corpus import REAL_KINDS, dev_documents, own_documents, real_documents, shut_documents
from training.examples import examples_of
from training.file import rounded
from training.learning import learn
from training.measuring import Named, named


def line(name: str, figures: Sequence[Named]) -> str:
    """One row of figures: how many, how many names right."""
    count = len(figures)
    exact, close = sum(one.exact for one in figures) / count, sum(one.close for one in figures) / count
    measure = sum(one.measure for one in figures) / count
    status = sum(one.status for one in figures) / count
    whole = sum(one.close and one.measure for one in figures) / count
    return (
        f"{name:<10} {count:>6} figures   exact {exact:.4f}   close {close:.4f}   measure {measure:.4f}   "
        f"status {status:.4f}   "
        f"close and measure {whole:.4f}"
    )


def sureness(figures: Sequence[Named]) -> str:
    """How many of the wrong names and claims stand in the fifth that is least sure."""
    ordered = sorted(figures, key=lambda one: one.share)
    least = ordered[: len(ordered) // 5]
    close = sum(not one.close for one in least) / sum(not one.close for one in figures)
    right = sum(not one.right for one in least) / sum(not one.right for one in figures)
    return f"the least sure fifth holds {close:.3f} of the names that are not close, {right:.3f} of the wrong claims"


def calibration(figures: Sequence[Named]) -> str:
    """How far confidence is from the part that is right, in ten steps, each kind calibrated on the others."""
    sure: list[tuple[float, bool]] = []
    for kind in REAL_KINDS:
        points = points_of([(one.share, one.right) for one in figures if one.kind != kind])
        scale = Weights({"unit": 1, "confidence": points}, array("b", [0]))
        sure += [(scale.confidence(one.share), one.right) for one in figures if one.kind == kind]
    steps = [[one for one in sure if min(int(one[0] * 10), 9) == step] for step in range(10)]
    error = sum(abs(sum(c for c, _ in step) - sum(right for _, right in step)) for step in steps) / len(sure)
    high = [right for confidence, right in sure if confidence >= 0.9]
    return f"calibration error {error:.4f}; of {len(high)} claims at 0.9 and more {sum(high) / len(high):.3f} are right"


@click.command(help=__doc__)
@click.option("--errors", "shown", type=int, default=0, help="Show so many of the names that are not even close.")
def evaluate(shown: int) -> None:
    """Print accuracy by kind, and of the texts that nothing is learnt from."""
    examples = [one for document in (*own_documents(), *real_documents()) for one in examples_of(document)]
    found = all_left_out(examples)
    for kind in REAL_KINDS:
        click.echo(line(kind, [one for one in found if one.kind == kind]))
    click.echo(line("all", found))
    click.echo(sureness(found))
    click.echo(calibration(found))
    weights = rounded(learn(examples), {})
    for name, documents in (("shut", shut_documents()), ("dev", dev_documents())):
        click.echo(line(name, list(named(documents, weights))))
    for one in [one for one in found if not one.close][:: max(1, len(found) // 8 // max(1, shown))][:shown]:
        click.echo(f"{one.share:.2f} {one.words}  => {'|'.join(one.label.metrics)}  got {one.name.text}")


if __name__ == "__main__":
    evaluate()
