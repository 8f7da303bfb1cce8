"""python -m training.pairs.evaluate: what matching is worth on bodies that the weights have not seen.

Each body is left out once: weights are learnt from all others, and its figures are paired.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

import click

from reportmine.comparison.findings import is_sure
from reportmine.comparison.matching.matcher import FLOOR, Match, match_figures
from reportmine.comparison.matching.weights import MatchWeights
from training.pairs.examples import Place, Problem, problems_of
from training.pairs.keys import open_keys, real_keys, shut_keys
from training.pairs.learning import RIDGE, learn


class Scored(NamedTuple):
    """A problem, and its matches by weights that have not seen its body."""

    problem: Problem
    matches: Sequence[Match]

    @property
    def f1(self) -> float:
        """As `f1` says."""
        return f1(self.problem, self.matches)


def placed(problem: Problem, matches: Iterable[Match]) -> Iterator[tuple[Place, Match]]:
    """Each match, and where its two figures stand."""
    old = {id(figure): at for at, figure in enumerate(problem.old)}
    new = {id(figure): at for at, figure in enumerate(problem.new)}
    return (((old[id(match.old)], new[id(match.new)]), match) for match in matches)


def f1(problem: Problem, matches: Iterable[Match]) -> float:
    """Precision and recall of the pairs in one; borderline pairs are neither asked for nor held against."""
    found = {place for place, _ in placed(problem, matches)}
    hits, extra = len(found & problem.right), len(found - problem.right - problem.borderline)
    return 2 * hits / (problem.asked + hits + extra)


def scored(problem: Problem, weights: MatchWeights, floor: int = FLOOR) -> Scored:
    """A problem as these weights solve it."""
    return Scored(problem, match_figures(problem.old, problem.new, floor, weights))


def left_out(problems: Sequence[Problem], floor: int, ridge: float) -> Iterator[Scored]:
    """Each problem by weights learnt from all other bodies."""
    for body in dict.fromkeys(problem.body for problem in problems):
        weights = learn([problem for problem in problems if problem.body != body], ridge)
        yield from (scored(problem, weights, floor) for problem in problems if problem.body == body)


def sureness(found: Iterable[Scored]) -> str:
    """How many of the pairs that findings tell as sure are right."""
    sure = [
        place in one.problem.right
        for one in found
        for place, match in placed(one.problem, one.matches)
        if is_sure(match) and place not in one.problem.borderline
    ]
    return f"of {len(sure)} pairs and targets that are sure {fmean(sure or [0]):.3f} are right"


@click.command(help=__doc__)
@click.option("--floor", type=int, default=FLOOR, help="Log odds under which nothing is paired, in thousandths.")
@click.option("--ridge", type=float, default=RIDGE, help="How small weights are kept.")
def evaluate(floor: int, ridge: float) -> None:
    """Print the F1 of pairs and targets by body left out, then of the bodies that are never learnt from."""
    problems = [problem for key in (*real_keys(), *open_keys()) for problem in problems_of(key)]
    found = list(left_out(problems, floor, ridge))
    asked = [one for one in found if one.problem.asked]
    for body in dict.fromkeys(one.problem.body for one in asked):
        shown = "   ".join(f"{one.problem.kind}s {one.f1:.3f}" for one in asked if one.problem.body == body)
        click.echo(f"{body:<26} {shown}")
    for own, what in ((False, "real"), (True, "own")):
        for kind in ("pair", "target"):
            scores = [one.f1 for one in asked if (one.problem.own, one.problem.kind) == (own, kind)]
            click.echo(f"{what} {kind}s: mean {fmean(scores):.3f}, least {min(scores):.3f}")
    click.echo(sureness(found))
    weights = learn(problems, ridge)
    for problem in (problem for key in shut_keys() for problem in problems_of(key)):
        click.echo(f"shut: {problem.body:<20} {problem.kind}s {scored(problem, weights, floor).f1:.3f}")


if __name__ == "__main__":
    evaluate()
