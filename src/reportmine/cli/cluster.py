"""`reportmine batch --engine ray`: what of the command's options holds on a cluster, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportmine.cli.inputs import reports_counted
from reportmine.cli.speaking import misuse
from reportmine.cli.streams import tell, warn
from reportmine.errors import MissingLibraryError
from reportmine.extras import install_command, is_installed
from reportmine.messages.message import counted

if TYPE_CHECKING:
    from reportmine.batch.cluster.reading import Reading


def run_on_ray(
    places: Sequence[str],
    output: str,
    reading: Reading,
    *,
    address: str | None,
    jobs: int | None,
    not_there: Mapping[str, Any],
    quiet: bool,
) -> bool:
    """Run the batch on Ray; whether all files were done. `not_there` are options of one machine, and whether given."""
    given = [name for name, value in not_there.items() if value]
    if given:
        raise misuse("{options}: this is for one machine; leave it out with --engine ray.", options=tuple(given))
    if Path(output).suffix:
        raise misuse("with --engine ray a folder of Parquet files is written; name it: -o figures/")
    if "://" not in output and Path(output).exists():
        raise misuse("{path} is there already; delete it, or choose another name.", path=output)
    if not is_installed("ray"):
        raise MissingLibraryError(
            "{library} is not installed; install it with: {command}", library="ray", command=install_command("ray")
        )
    from reportmine.batch.cluster.ray import run

    target = output.rstrip("/")
    figures, ledger = f"{target}/figures", f"{target}/ledger"
    counts = run(places, target, reading, address=address, cores=jobs)
    if counts.failed:
        warn(
            counted(
                "{count:,} file failed; the reason stands in {ledger}.",
                "{count:,} files failed; the reason of each stands in {ledger}.",
                counts.failed,
                ledger=ledger,
            )
        )
    if not quiet:
        tell(
            "{figures} of {reports} written to {path}; failed: {failed:,}, skipped: {skipped:,}.",
            figures=counted("{count:,} figure", "{count:,} figures", counts.figures),
            reports=reports_counted(counts.done),
            path=figures,
            failed=counts.failed,
            skipped=counts.skipped,
        )
    return not counts.failed
