"""python -m training.pairs.evaluate: what matching is worth on bodies that the weights have not seen.

Each body is left out once: weights are learnt from all others, and its figures are paired.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import click

from reportmine.comparison.findings import SURE
from reportmine.comparison.matching.matcher import FLOOR, Match, match_figures
from training.pairs.examples import Problem, problems_of
from training.pairs.keys import open_keys, real_keys, shut_keys
from training.pairs.learning import RIDGE, learn


def f1(problem: Problem, matches: Sequence[Match]) -> float:
    """Precision and recall of the pairs in one; borderline pairs are neither asked for nor held against."""
    old = {id(figure): at for at, figure in enumerate(problem.old)}
    new = {id(figure): at for at, figure in enumerate(problem.new)}
    found = {(old[id(match.old)], new[id(match.new)]) for match in matches}
    hits = len(found & problem.right)
    extra = len(found - problem.right - problem.borderline)
    return 2 * hits / (problem.asked + hits + extra)


def sureness(problems: Sequence[Problem], floor: int, ridge: float) -> str:
    """How many of the pairs that findings tell as sure are right, on bodies left out."""
    right = count = 0
    for problem in problems:
        weights = learn([other for other in problems if other.body != problem.body], ridge)
        old = {id(figure): at for at, figure in enumerate(problem.old)}
        new = {id(figure): at for at, figure in enumerate(problem.new)}
        for match in match_figures(problem.old, problem.new, floor, weights):
            place = old[id(match.old)], new[id(match.new)]
            if match.confidence >= SURE and not match.rivals and place not in problem.borderline:
                count += 1
                right += place in problem.right
    return f"of {count} pairs and targets that are sure {right / count:.3f} are right"


def left_out(problems: Sequence[Problem], floor: int, ridge: float) -> dict[tuple[str, str], float]:
    """The F1 of each body and kind of rows, by weights learnt from all other bodies."""
    found = {}
    for body in dict.fromkeys(problem.body for problem in problems):
        weights = learn([problem for problem in problems if problem.body != body], ridge)
        for problem in problems:
            if problem.body == body and problem.asked:
                found[body, problem.kind] = f1(problem, match_figures(problem.old, problem.new, floor, weights))
    return found


@click.command(help=__doc__)
@click.option("--floor", type=int, default=FLOOR, help="Log odds under which nothing is paired, in thousandths.")
@click.option("--ridge", type=float, default=RIDGE, help="How small weights are kept.")
def evaluate(floor: int, ridge: float) -> None:
    """Print the F1 of pairs and targets by body left out, then of the bodies that are never learnt from."""
    problems = [problem for key in (*real_keys(), *open_keys()) for problem in problems_of(key)]
    scores = left_out(problems, floor, ridge)
    for body in dict.fromkeys(body for body, _ in scores):
        shown = "   ".join(f"{kind}s {score:.3f}" for (of, kind), score in scores.items() if of == body)
        click.echo(f"{body:<26} {shown}")
    for own, what in ((False, "real"), (True, "own")):
        bodies = {problem.body for problem in problems if problem.own == own}
        for kind in ("pair", "target"):
            found = [score for (body, of), score in scores.items() if body in bodies and of == kind]
            click.echo(f"{what} {kind}s: mean {fmean(found):.3f}, least {min(found):.3f}")
    click.echo(sureness(problems, floor, ridge))
    weights = learn(problems, ridge)
    for problem in (problem for key in shut_keys() for problem in problems_of(key)):
        score = f1(problem, match_figures(problem.old, problem.new, floor, weights))
        click.echo(f"shut: {problem.body:<20} {problem.kind}s {score:.3f}")


if __name__ == "__main__":
    evaluate()
