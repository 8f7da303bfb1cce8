"""What can be installed beside reportmine, and the command that does so for the reportmine that is running.

`installation` looks around once, when an error has to name a command, and imports what it needs only then;
`command` makes words of what it saw. An installed reportmine is named by its name alone: pip takes the one that is
there for it, from wherever it came, and adds what is missing.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

# The distributions that each extra for users installs; each is imported by this name, too. A test holds that
# pyproject.toml says the same.
EXTRAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "xlsx": ("openpyxl", "xlsxwriter"),
        "parquet": ("pyarrow",),
        "page": ("jinja2",),
        "pdf": ("pypdfium2",),
        "warc": ("fastwarc",),
        "ocr": ("rapidocr", "onnxruntime"),
        "review": ("textual",),
        "pandas": ("pandas", "pyarrow"),
        "polars": ("polars", "pyarrow"),
        "ray": ("ray", "pyarrow"),
    }
)

# What looks after the environment: the last four keep one for a program, or make one for a single run.
Keeper = Literal["pip", "uv", "pipx", "uv tool", "pipx run", "uv tool run"]


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the running reportmine is installed.

    `source` installs it again: its name, or the folder or file that it came from. `editable` says that it runs from a
    checkout. `python` is the interpreter to name, empty where the `pip` of the search path is this one's. `present`
    are the extras that are there.
    """

    keeper: Keeper = "pip"
    source: str = "reportmine"
    editable: bool = False
    python: str = ""
    windows: bool = False
    present: tuple[str, ...] = ()


def install_command(*extras: str) -> str:
    """The command that adds these extras to the reportmine that is running; with none, what it cannot do without."""
    return command(installation(), *extras)


def command(of: Installation, *extras: str) -> str:
    """The command that adds extras to an installation.

    >>> command(Installation(), "xlsx", "parquet")
    "pip install 'reportmine[xlsx,parquet]'"
    >>> command(Installation(source="/home/li/report mine", editable=True, python="/home/li/v/bin/python"), "pdf")
    "/home/li/v/bin/python -m pip install -e '/home/li/report mine[pdf]'"
    >>> command(Installation(windows=True), "xlsx")
    'pip install "reportmine[xlsx]"'
    >>> command(Installation("uv tool", present=("pdf",)), "xlsx")
    "uv tool install --force 'reportmine[pdf,xlsx]'"
    """
    kept = of.present if of.keeper not in ("pip", "uv") else ()  # what makes an environment anew forgets the others
    wanted = ",".join(dict.fromkeys((*kept, *extras)))
    named = quoted(f"{of.source}[{wanted}]" if wanted else of.source, windows=of.windows)
    python = quoted(of.python, windows=of.windows)
    what = f"-e {named}" if of.editable else named
    match of.keeper:
        case "uv":
            return f"uv pip install --python {python} {what}"
        case "pipx" | "uv tool":
            return f"{of.keeper} install --force {what}"
        case "pipx run":
            return f"pipx run --spec {named} reportmine"
        case "uv tool run":
            return f"uv tool run --from {named} reportmine"
        case _:
            return f"{f'{python} -m pip' if of.python else 'pip'} install {what}"


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """A word as the shell of the system takes it for one.

    >>> quoted("我的 报告.txt", windows=False), quoted("我的 报告.txt", windows=True)
    ("'我的 报告.txt'", '"我的 报告.txt"')
    """
    if not windows:
        import shlex

        return shlex.quote(word)
    return f'"{word}"' if not word or any(char in " &()[]{}^=;!'+,`~@%" for char in word) else word


def is_installed(extra: str) -> bool:
    """Whether all that an extra installs can be imported."""
    return all(importlib.util.find_spec(library) for library in EXTRAS[extra])


@functools.cache
def installation() -> Installation:
    """Where the running reportmine is installed, as far as its own files and those of its environment tell."""
    import shutil

    prefix, checkout = Path(sys.prefix), _checkout()
    keeper = _keeper(prefix)
    source = str(checkout) if checkout else "reportmine"
    if checkout is None and keeper not in ("pip", "uv"):
        source = _origin() or source
    named = keeper == "uv" or (keeper == "pip" and not _is_own_pip(shutil.which("pip"), sys.executable))
    return Installation(
        keeper,
        source,
        editable=checkout is not None,
        python=sys.executable or "python" if named else "",
        windows=os.name == "nt",
        present=tuple(extra for extra in EXTRAS if is_installed(extra)),
    )


def _checkout() -> Path | None:
    """The folder of the project, where the code runs from there: installed with -e, or not at all."""
    import tomllib

    folder = Path(__file__).resolve().parents[2]
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return folder if project.get("project", {}).get("name") == "reportmine" else None


def _keeper(prefix: Path) -> Keeper:
    """Who looks after an environment, by what each leaves in it."""
    if (prefix / "uv-receipt.toml").is_file():
        return "uv tool"
    if (prefix / "pipx_metadata.json").is_file():
        return "pipx" if prefix.parent.name == "venvs" else "pipx run"
    try:
        settings = (prefix / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return "pip"
    by_uv = any(line.partition("=")[0].strip() == "uv" for line in settings.splitlines())
    if not by_uv or importlib.util.find_spec("pip"):
        return "pip"
    return "uv tool run" if "archive-v0" in prefix.parts else "uv"


def _origin() -> str | None:
    """What an installer was told to install, where that was no name (PEP 610)."""
    import json
    from importlib import metadata
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        said: Any = json.loads(metadata.distribution("reportmine").read_text("direct_url.json") or "null")
    except (metadata.PackageNotFoundError, ValueError):
        return None
    if not said:
        return None
    address = urlsplit(said["url"])
    path = url2pathname(address.path) if address.scheme == "file" else ""
    return path if path and Path(path).exists() else None


def _is_own_pip(pip: str | None, python: str) -> bool:
    """Whether the `pip` that the search path finds stands beside this interpreter."""
    return pip is not None and Path(pip).parent == Path(python).parent
