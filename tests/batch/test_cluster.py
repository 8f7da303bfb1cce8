"""A batch run by Ray on this machine: the rows of one process, also where a worker is killed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from reportmine import extract, read  # noqa: E402
from reportmine.batch.cluster.files import as_rows, figures_of_files  # noqa: E402
from reportmine.batch.cluster.listing import files_in  # noqa: E402
from reportmine.errors import ReadingError  # noqa: E402
from reportmine.model.arrow import Extent, claims_table  # noqa: E402

TEXTS = ("举办培训{n}场，参加{n}20人。", "全年收入{n}.5万元，增长{n}%。\n二、明年计划\n建成{n}个。", "没有数字的一份。")


def written(folder: Path, count: int) -> list[Path]:
    paths = []
    for n in range(1, count + 1):
        path = folder / f"{n:04}.txt"
        path.write_text(TEXTS[n % len(TEXTS)].format(n=n) * 20, encoding="utf-8")
        paths.append(path)
    return paths


def table_of(files: dict[str, bytes]) -> Any:
    return pa.table({"path": list(files), "bytes": pa.array(list(files.values()), pa.binary())})


# The function that every engine runs


def test_it_gives_the_rows_that_one_process_gives(tmp_path: Path) -> None:
    paths = written(tmp_path, 7)
    found = figures_of_files(table_of({str(path): path.read_bytes() for path in paths}))
    expected = claims_table([extract(read(path)) for path in paths])
    extent = Extent(max(found["digits"].to_pylist()), max(found["places"].to_pylist()))
    assert as_rows(found, extent).equals(expected, check_metadata=True)
    # However the files are dealt out.
    parts = [figures_of_files(table_of({str(path): path.read_bytes()})) for path in paths]
    assert pa.concat_tables([as_rows(part, extent) for part in parts]).to_pylist() == expected.to_pylist()


def test_one_bad_file_never_loses_the_others() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲.txt", "举办讲座5场。")
        archive.writestr("图.jpg", b"\xff\xd8\xff")
        archive.writestr("乙.txt", b"")
    files = {"空.txt": b"", "包.zip": packed.getvalue(), "坏.pdf": b"%PDF-1.4\n", "好.txt": "举办培训20场。".encode()}
    found = figures_of_files(table_of(files))
    told = list(zip(found["path"].to_pylist(), found["status"].to_pylist(), found["count"].to_pylist(), strict=True))
    assert told == [
        ("空.txt", "failed", 0),
        ("包.zip/乙.txt", "failed", 0),
        ("包.zip/图.jpg", "skipped", 0),
        ("包.zip/甲.txt", "done", 1),
        ("坏.pdf", "failed", 0),
        ("好.txt", "done", 1),
    ]
    assert all(found["reason"][k].as_py() for k, (_, status, _) in enumerate(told) if status != "done")
    assert figures_of_files(table_of({})).num_rows == 0


def test_folders_are_listed_as_one_machine_reads_them(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "z.txt", ".git/x.txt", "a.jpg", "b/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("培训20场", encoding="utf-8")
    listed = [Path(path).relative_to(tmp_path).as_posix() for _, path in files_in([str(tmp_path)])]
    assert listed == ["z.txt", "b/1.txt", "b/2.txt"]
    assert [path for _, path in files_in([(tmp_path / "z.txt").as_uri()])] == [str(tmp_path / "z.txt")]
    with pytest.raises(ReadingError, match="no such file or folder"):
        list(files_in([str(tmp_path / "none")]))


# Ray itself

RUN = """
import sys
from reportmine.batch.cluster.ray import run
from reportmine.batch.cluster.reading import Reading
print(*run([sys.argv[1]], sys.argv[2], Reading(), address=None, cores=2))
"""


def started(folder: Path, output: Path, mark: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, str(folder), str(output)]
    environment = {**os.environ, "REPORTMINE_TEST": mark}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )


def workers_of(mark: str) -> list[int]:
    """The workers of Ray that are mining, started by the run of this mark."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mining = (
                b"ray::" in (process / "cmdline").read_bytes() and b"MapBatches" in (process / "cmdline").read_bytes()
            )
            if mining and mark.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def rows_in(output: Path) -> list[dict[str, object]]:
    parts = sorted((output / "figures").glob("*.parquet"))
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


@pytest.mark.slow
@pytest.mark.posix
@pytest.mark.parametrize("killing", [False, True])
def test_ray_gives_the_same_rows_whatever_dies(tmp_path: Path, killing: bool) -> None:
    pytest.importorskip("ray")
    folder, output, mark = tmp_path / "reports", tmp_path / "out", uuid.uuid4().hex
    folder.mkdir()
    paths = written(folder, 90)
    run = started(folder, output, mark)
    killed = 0
    try:
        deadline = time.monotonic() + 240
        while killing and run.poll() is None and time.monotonic() < deadline and not killed:
            for pid in workers_of(mark)[:1]:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            time.sleep(0.02)
        said, errors = run.communicate(timeout=max(1.0, deadline - time.monotonic()))
    finally:
        run.kill()
    assert run.returncode == 0, errors
    assert bool(killed) is killing
    expected = claims_table([extract(read(path)) for path in paths]).to_pylist()
    # Ray itself says on standard output that a worker died.
    assert said.splitlines()[-1].split() == ["90", "0", "0", str(len(expected))]
    assert rows_in(output) == expected
    ledger = [row for part in sorted((output / "ledger").glob("*")) for row in pq.read_table(part).to_pylist()]
    assert [row["path"] for row in ledger] == list(map(str, paths))


@pytest.mark.slow
# Spark says that it does not know all of the pandas that is here.
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_spark_runs_the_same_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("no Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    paths = written(tmp_path, 12)
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        files = spark.read.format("binaryFile").load(str(tmp_path)).selectExpr("path", "content AS bytes")
        schema = "path string, metric string, value string"

        def mined(frames: Iterator[Any]) -> Iterator[Any]:
            for frame in frames:
                rows = as_rows(figures_of_files(pa.Table.from_pandas(frame, preserve_index=False)), Extent())
                yield rows.select(["path", "metric", "value"]).to_pandas().astype(str)

        found = sorted(tuple(row) for row in files.mapInPandas(mined, schema).collect())
    finally:
        spark.stop()
    expected = [
        (f"file:{row['path']}", row["metric"], str(row["value"]))
        for row in claims_table([extract(read(path)) for path in paths]).to_pylist()
    ]
    assert found == sorted(expected)
