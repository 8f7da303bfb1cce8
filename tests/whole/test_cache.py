"""Files of the cache: what is damaged, forged by others, a link or a pipe is as good as none."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportmine.cache import keep, kept
from reportmine.text import segmenter
from reportmine.text.segmenter import dictionary_cache


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "entry"
    keep(path, b"content")
    assert kept(path, 10) == b"content"
    return path


def test_an_entry_that_was_changed_at_any_place(entry: Path) -> None:
    whole = entry.read_bytes()
    for at in range(len(whole)):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept(entry, 10) is None
        entry.write_bytes(whole[:at])
        assert kept(entry, 10) is None
    entry.write_bytes(whole + b"x")
    assert kept(entry, 10) is None


def test_an_entry_that_is_too_large(entry: Path) -> None:
    assert kept(entry, 6) is None and kept(entry, 7) == b"content"


@pytest.mark.posix
def test_what_others_may_write_or_is_no_file(entry: Path) -> None:
    entry.chmod(0o602)
    assert kept(entry, 10) is None
    entry.chmod(0o600)
    link = entry.with_name("link")
    link.symlink_to(entry)
    os.mkfifo(pipe := entry.with_name("pipe"))
    assert [kept(one, 10) for one in (entry, link, pipe, entry.parent)] == [b"content", None, None, None]


@pytest.mark.posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
def test_what_belongs_to_somebody_else(entry: Path) -> None:
    os.chown(entry, 65534, 65534)
    assert kept(entry, 10) is None


@pytest.mark.slow
def test_the_dictionary_is_built_anew_where_its_cache_is_doubtful(tmp_path: Path) -> None:
    script = "from reportmine.text.segmenter import segmenter; print(segmenter('jieba').cut('举办培训', 0)[0].text)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}

    def cut() -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        return done.stdout

    assert cut() == "举办\n"
    (cache,) = tmp_path.rglob("jieba-*.cache")
    whole = cache.read_bytes()
    # What marshal would take, and would cut by.
    cache.write_bytes(marshal.dumps(({"举办培训": 10**9}, 10**9, {"举办培训": "n"})))
    assert cut() == "举办\n" and cache.read_bytes() == whole
    assert cache.name == dictionary_cache().name and segmenter.NAMES
