"""The process that reads damaged files, one a line of standard input, and may die of any of them.

For each it prints a line of JSON: what went wrong, or an empty text. Over a limit of processor time the process tells
on standard error where it was, and ends.
"""

from __future__ import annotations

import faulthandler
import json
import resource
import signal
import sys
import traceback
from pathlib import Path

from fuzzing.properties import accounted_for
from reportmine import corrected, extract, gather, load_corrections, load_lexicon
from reportmine.errors import FaultError, ReportmineError
from reportmine.model import Source
from reportmine.output.registry import PLAIN, REPORTS, named

# What the promises of SECURITY.md leave a file: seconds of the processor, and MiB.
SECONDS, MEMORY = 10, 600
# Past this nothing more is had of the system, so that the machine stays usable.
_MOST_MEMORY = 4 << 30
_GOOD = "全年举办培训20场，比上年增长5%，接待读者3.5万人次。"


def main() -> None:
    """Read files until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)
    answers = sys.stdout
    sys.stdout = sys.stderr  # where a library says something, it is no answer
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        said = what_went_wrong(Path(line.rstrip("\n")))
        signal.setitimer(signal.ITIMER_PROF, 0)
        memory = peak()
        if not said and memory > MEMORY:
            said = f"it took {memory} MiB"
        answers.write(json.dumps(said) + "\n")
        answers.flush()
        if memory > MEMORY:
            break


def peak() -> int:
    """MiB that this process held at most."""
    # `ru_maxrss` begins with the peak of the process that started this one, the books of Linux with none.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii").split("VmHWM:")[1].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1024)


def what_went_wrong(path: Path) -> str:
    """Read a file as its name says; a sentence of ours is right, everything else is not."""
    try:
        if path.name.endswith(".corrections.json"):
            corrected(extract(_GOOD), load_corrections(path))
        elif path.suffix == ".toml":
            extract(_GOOD, lexicon=load_lexicon(path))
        else:
            _read(path)
    except FaultError:
        return traceback.format_exc()
    except ReportmineError as error:
        return _not_a_sentence(str(error))
    except Exception:
        return traceback.format_exc()
    return ""


def _read(path: Path) -> None:
    # A page that has lost its text is no picture of one: reading it takes seconds, and says nothing new.
    for found in gather([str(path)], ocr="never"):
        if isinstance(found, FaultError):
            raise found
        if not isinstance(found, Source):
            assert not _not_a_sentence(str(found)), _not_a_sentence(str(found))
            continue
        report = extract(found)
        accounted_for(report)
        for name in ("csv", "html"):
            named(name, REPORTS).render([report], PLAIN)


def _not_a_sentence(said: str) -> str:
    wrong = len(said) > 2000 or "\n" in said or "Traceback" in said
    return f"this is no sentence: {said!r}" if wrong else ""


if __name__ == "__main__":
    main()
