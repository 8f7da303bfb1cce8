"""Ray: the files are read, mined and written wherever there is a core; what a lost worker had is done again by Ray."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pyarrow.compute as pc

from reportmine.batch.cluster.files import LEDGER, as_rows, figures_of_files
from reportmine.batch.cluster.listing import files_in
from reportmine.batch.cluster.reading import Reading
from reportmine.errors import ReadingError, WorkerError
from reportmine.model.arrow import Extent

# So many files go through one call: each call costs some milliseconds, and holds what it has read and found.
_FILES = 64


class Counts(NamedTuple):
    """How many reports are done, failed and skipped, and how many figures there are."""

    done: int
    failed: int
    skipped: int
    figures: int


def run(places: Sequence[str], output: str, reading: Reading, *, address: str | None, cores: int | None) -> Counts:
    """Mine all files of `places` into the datasets `output`/figures and `output`/ledger, both Parquet.

    `address` is that of a cluster, None for this machine alone, of which `cores` are used. Raises ReadingError where
    a place cannot be read, and WorkerError where Ray gives up.
    """
    import ray  # a heavy library, of an extra of its own

    found = list(files_in(places))
    if not found:
        raise ReadingError("there is no report in it; give another place.").about(", ".join(places))
    system = found[0][0]
    if any(type(other) is not type(system) for other, _ in found):
        raise ReadingError("these places lie on several file systems; run them one by one.").about(", ".join(places))
    with _ray(address, cores):
        try:
            return _mined([path for _, path in found], system, output, reading)
        except (ray.exceptions.RayError, OSError) as error:
            first = str(error).strip().splitlines()[0]
            raise WorkerError("Ray gave up ({reason}).", reason=first) from error


def _mined(paths: list[str], system: Any, output: str, reading: Reading) -> Counts:
    import ray

    files = ray.data.read_binary_files(paths, include_paths=True, filesystem=system)
    # Kept where it was made, so that both datasets and the extent of all numbers are taken from it.
    outcomes = files.map_batches(
        figures_of_files, fn_kwargs={"reading": reading}, batch_format="pyarrow", batch_size=_FILES
    ).materialize()
    counts, extent = _summary(outcomes.select_columns(["status", "count", "digits", "places"]))
    figures = outcomes.map_batches(as_rows, fn_kwargs={"extent": extent}, batch_format="pyarrow", batch_size=_FILES)
    figures.write_parquet(f"{output}/figures")
    outcomes.select_columns(list(LEDGER)).write_parquet(f"{output}/ledger")
    return counts


def _summary(outcomes: Any) -> tuple[Counts, Extent]:
    statuses: Counter[str] = Counter()
    figures, extent = 0, Extent()
    for part in outcomes.iter_batches(batch_format="pyarrow"):
        statuses.update(part["status"].to_pylist())
        figures += pc.sum(part["count"]).as_py() or 0
        extent = extent.joined(Extent(pc.max(part["digits"]).as_py() or 0, pc.max(part["places"]).as_py() or 0))
    return Counts(statuses["done"], statuses["failed"], statuses["skipped"], figures), extent


@contextmanager
def _ray(address: str | None, cores: int | None) -> Iterator[None]:
    """Ray, started here unless it runs, and stopped if it was started here."""
    import ray
    from ray.data import DataContext

    # Ray says on standard error what it does, and warns of what concerns its developers.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    running = ray.is_initialized()
    if not running:
        own: dict[str, Any] = {} if address else {"num_cpus": cores, "include_dashboard": False}
        ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False, **own)
    context = DataContext.get_current()
    before = context.execution_options.preserve_order, context.enable_progress_bars
    context.execution_options.preserve_order, context.enable_progress_bars = True, False
    try:
        yield
    finally:
        context.execution_options.preserve_order, context.enable_progress_bars = before
        if not running:
            ray.shutdown()
