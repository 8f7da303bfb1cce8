"""How much truer the table gets as a reader checks it, the least sure figures first: share checked against claim F1.

    python tests/gate/checked.py [FOLDER]

FOLDER holds labelled texts (NAME.txt, NAME.jsonl); the excerpts beside the project where none is given. The reader is a
script who knows the key: what was read wrongly is put right, as a file of corrections has it, and the report is scored
with that file. Figures that are no claim by the key are called so; what was not found at all stays missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scoring import Record, close, labels_of, rates, tally

from reportmine import corrected, extract, read
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import Correction, fields_of
from reportmine.model import Claim, Report
from reportmine.output.data.json.claims import claim_record

Labelled = tuple[Report, Sequence[Record]]

SHARES = (0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1)


def checked(reports: Sequence[Labelled], share: float) -> Iterator[tuple[Report, Sequence[Record]]]:
    """The reports once a reader who knows the keys has looked at this share of all claims, the least sure first."""
    claims = [(_sureness(claim), at, claim) for at, (report, _) in enumerate(reports) for claim in report.claims]
    least = sorted(claims, key=lambda one: one[0])[: round(share * len(claims))]
    for at, (report, labels) in enumerate(reports):
        entries = tuple(_said(claim, labels) for _, where, claim in least if where == at)
        yield corrected(report, of_report(report, entries)).report, labels


def _sureness(claim: Claim) -> float:
    return 1 if claim.confidence is None else claim.confidence


def _said(claim: Claim, labels: Sequence[Record]) -> Correction:
    """What the key says of a claim: its fields as they are where they are right, else those of the key."""
    found = tally(labels, [claim_record(claim)])
    if found.spurious:
        return of_claim(claim, None)
    fields = fields_of(claim)
    for label, record in found.pairs:
        if not close(label["metric"], record["metric"]):
            fields = fields._replace(metric=label["metric"].split("|")[0])
        fields = fields._replace(measure=label["measure"], direction=label.get("direction"))
        fields = fields._replace(status=label["status"], qualifier=label["qualifier"])
    return of_claim(claim, fields)


def curve(folder: Path) -> Iterator[tuple[float, float]]:
    """Shares that were checked, with the claim F1 of the table then."""
    labelled = [(extract(read(path.with_suffix(".txt"))), labels_of(path)) for path in sorted(folder.glob("*.jsonl"))]
    for share in SHARES:
        done = checked(labelled, share)
        tallies = [tally(labels, [claim_record(claim) for claim in report.claims]) for report, labels in done]
        yield share, rates(tallies)["claim f1"]


def main() -> None:
    """Print the curve."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared" / "gold" / "dev"
    for share, f1 in curve(folder):
        sys.stdout.write(f"{share:>4.0%} checked   claim F1 {f1:.4f}\n")


if __name__ == "__main__":
    main()
