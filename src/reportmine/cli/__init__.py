"""The command line: from arguments to files and exit statuses, Click commands without logic of their own.

`main` is the command `reportmine`; it imports the commands late. Read `main` (the group and its errors), then what
the commands share: `options`, `inputs` (the reports that arguments name), `outputs` (formats and where they are
written) and `streams`; `commands/` has a file a command.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command `reportmine` and leave with its exit status."""
    # The commands are imported inside, so that Ctrl-C is quiet from the first moment.
    try:
        from reportmine.cli.main import run

        status = run()
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
