"""Older and other office files (DOC, WPS, RTF, ODT), by way of LibreOffice, which turns them into DOCX."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from reportmine.errors import ReadingError
from reportmine.messages.message import Message, message
from reportmine.readers import limits
from reportmine.readers.sniffing.office import office_kind

# Where LibreOffice is if the search path does not say.
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_LOCKED = message("is locked with a password; open it in Word, Excel or WPS and save it without one.")
# By the mark that a DOC file's main stream begins with (MS-DOC, 2.5.2): since Word 97, and Word 6 and 95.
_WORD_FILTERS = {b"\xec\xa5": "MS Word 97", b"\xdc\xa5": "MS WinWord 6.0"}

# MiB of its own that LibreOffice 7.4 holds over a report of a page; over one of 1.5 MB of RTF 198 (2026-11-30).
_USUAL_MEMORY = 160

# No macro runs and no link is followed. LibreOffice 7.4 runs none while it converts, whatever its settings say; these
# are for versions that would. (org.openoffice.Office.Common and .Writer, registry schema)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def to_docx(data: bytes) -> bytes:
    """The DOCX file that an office file becomes.

    Raises ReadingError, without a path: LibreOffice is missing, fails or takes too long, or a password is asked.
    """
    kind = office_kind(data) or "rtf"
    if kind == "encrypted":
        raise ReadingError(_LOCKED)
    taken_as = _filter_of(data, kind)
    program = libreoffice()
    if program is None:
        raise ReadingError(
            "is in the format {format}, for which LibreOffice is needed and not found; install it (libreoffice.org, or:"
            " apt-get install libreoffice-writer), or open it in Word or WPS and save it as DOCX.",
            format=kind.upper(),
        )
    with tempfile.TemporaryDirectory(prefix="reportmine-", ignore_cleanup_errors=True) as folder:
        return _converted([program, f"--infilter={taken_as}"], data, Path(folder))


def libreoffice() -> str | None:
    """The program of LibreOffice, None where it is not found."""
    installed = shutil.which("soffice") or shutil.which("libreoffice")
    return installed or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _filter_of(data: bytes, kind: str) -> str:
    """LibreOffice's name for the format: it would take what it does not know for plain text."""
    if kind != "doc":
        return {"odt": "writer8", "rtf": "Rich Text Format"}[kind]
    stream = _main_stream(data)
    if stream[:2] not in _WORD_FILTERS:
        raise ReadingError(
            "is a DOC file that is cut off or damaged; get it once more, or open it in Word or WPS and save it as DOCX."
        )
    if stream[11] & 0x01:
        raise ReadingError(_LOCKED)
    return _WORD_FILTERS[stream[:2]]


def _main_stream(data: bytes) -> bytes:
    """The first bytes of a DOC file's main stream, empty where it is not there (MS-CFB, 2.2 and 2.6.1)."""
    entry = data.find("WordDocument".encode("utf-16-le"))
    shift = int.from_bytes(data[30:32], "little")
    start = (int.from_bytes(data[entry + 116 : entry + 120], "little") + 1) << min(shift, 12)
    start_of_stream = data[start : start + 32]
    return start_of_stream if len(start_of_stream) == 32 else b""


def _converted(program: list[str], data: bytes, folder: Path) -> bytes:
    given = folder / "report"
    given.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    # A profile of its own, or LibreOffice would hand the file to one that is open already.
    command = [*program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "converted"), str(given)]
    output = _run(command)
    result = folder / "converted" / "report.docx"
    if not result.is_file():
        raise ReadingError(_refused(output))
    if result.stat().st_size > limits.current().member * limits.MIB:
        size = result.stat().st_size // limits.MIB + 1
        raise ReadingError(
            "becomes a DOCX file of {size:,} MiB; split it, or give {option}.",
            size=size,
            option=limits.option("member", size),
        )
    return result.read_bytes()


def _run(command: list[str]) -> str:
    """What the program said; raises ReadingError where it cannot be started or takes too long."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # soffice only starts another program: both have to end.
            start_new_session=True,
        )
    except OSError as error:
        raise ReadingError(
            "needs LibreOffice, which could not be started ({reason}); open it in Word or WPS and save it as DOCX.",
            reason=error.strerror or "",
        ) from None
    longest, most = limits.current().conversion, limits.current().memory
    try:
        _limit_memory(process.pid, most)
        output = process.communicate(timeout=longest)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        raise ReadingError(
            "kept LibreOffice busy for more than {limit} s; open it in Word or WPS and save it as DOCX, or give"
            " {option}.",
            limit=longest,
            option=limits.option("conversion"),
        ) from None
    finally:
        _end(process)
    if process.returncode < 0 or process.returncode > 128:  # by a signal, its own or that of what it started
        raise ReadingError(
            "cannot be read: LibreOffice ended over it, by a fault or since it would take more than {limit} MiB; open"
            " it in Word or WPS and save it as DOCX, or give {option}.",
            limit=most,
            option=limits.option("memory"),
        )
    return output


def _limit_memory(process: int, most: int) -> None:
    """Hold a program and all that it starts to so many MiB beside the usual ones, where the system can."""
    if sys.platform == "linux":
        import resource

        # Not the whole address space, past which LibreOffice writes a broken file instead of ending.
        soft = (_USUAL_MEMORY + most) * limits.MIB
        hard = resource.prlimit(process, resource.RLIMIT_DATA)[1]
        limit = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.prlimit(process, resource.RLIMIT_DATA, (limit, hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started, where it still runs."""
    if process.poll() is None:
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _refused(output: str) -> Message:
    """That the program made no file, and why if it told that."""
    lines = [line.removeprefix("Error: ").strip() for line in output.splitlines() if line.startswith("Error:")]
    if lines:
        return message(
            "could not be opened by LibreOffice ({reason}); open it in Word or WPS and save it as DOCX.",
            reason=lines[0],
        )
    return message("could not be opened by LibreOffice; open it in Word or WPS and save it as DOCX.")
