"""What holds for all tests."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

# A lexicon in the configuration folder of whoever runs the tests must not change what they see.
os.environ["REPORTMINE_NO_USER_LEXICON"] = "1"
# Nor must their language; tests of Chinese ask for it.
os.environ.pop("REPORTMINE_LANG", None)
os.environ["LC_ALL"] = "C.UTF-8"

# A run in the background (`pytest &` in a script) is deaf to Ctrl-C, and so would be what tests start and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The checks see the same examples every time; HYPOTHESIS_PROFILE=fuzz looks for new ones, and for longer.
settings.register_profile("checks", derandomize=True)
settings.register_profile("fuzz", derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "checks"))


@pytest.fixture
def powerless() -> Iterator[Path]:
    """A folder of somebody who is not root: root becomes nobody for the time of a test."""
    if os.name == "nt":
        pytest.skip("Windows has no users to become")
    nobody = 65534
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() != 0:
            yield Path(folder)
            return
        os.chown(folder, nobody, nobody)
        os.setresuid(nobody, nobody, 0)
        try:
            yield Path(folder)
        finally:
            os.setresuid(0, 0, 0)


@pytest.fixture(scope="session", autouse=True)
def _told_to_the_end() -> Iterator[None]:
    """Where coverage watches, the process of PDF files may end by itself: what is killed tells nothing of its lines."""
    if "COVERAGE_PROCESS_CONFIG" not in os.environ:
        yield
        return
    from reportmine.readers.pdf.process import _Child

    class Patient(_Child):
        def end(self) -> None:
            with suppress(OSError, subprocess.TimeoutExpired):
                if self._process.stdin:
                    self._process.stdin.close()
                self._process.wait(5)
            super().end()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reportmine.readers.pdf.process._Child", Patient)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is about pipes, devices and rights of POSIX is left out on Windows."""
    for item in items:
        if os.name == "nt" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs a POSIX system"))


BROWSER = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Tests that need Chromium have a command of their own: pytest tests/browser."""
    asked = any(Path(arg.split("::")[0]).resolve().is_relative_to(BROWSER) for arg in config.args)
    return True if collection_path == BROWSER and not asked else None
