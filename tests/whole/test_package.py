"""What the package offers to those who import it."""

from __future__ import annotations

import rlcompleter
import subprocess
import sys
from importlib import metadata

import reportmine


def test_dir_lists_what_there_is_and_each_is_there() -> None:
    assert dir(reportmine) == sorted([*reportmine.__all__, "__version__"])
    for name in dir(reportmine):
        assert getattr(reportmine, name) is not None


def test_the_tab_key_completes_them() -> None:
    completer = rlcompleter.Completer({"reportmine": reportmine})
    found = [completer.complete("reportmine.to_", k) for k in range(5)]
    assert found == [f"reportmine.to_{kind}(" for kind in ("arrow", "pandas", "polars", "records")] + [None]


def test_type_checkers_and_importers_are_told_the_same() -> None:
    assert set(reportmine.__all__) == set(reportmine._HOMES)


def test_version_is_that_of_the_installed_package() -> None:
    assert reportmine.__version__ == metadata.version("reportmine")


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, reportmine; dir(reportmine); print([name for name in sys.modules if 'reportmine.' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_extracting_loads_no_library_for_tables() -> None:
    code = (
        "import sys, reportmine; reportmine.extract('举办培训20场。').to_records(); "
        "print([name for name in ('pandas', 'pyarrow', 'polars', 'multiprocessing') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
