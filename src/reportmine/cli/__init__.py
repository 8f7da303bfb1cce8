"""The command line: Click commands without logic of their own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command `reportmine` and leave with its exit status."""
    # The commands are imported inside, so that Ctrl-C is quiet from the first moment.
    try:
        from reportmine.cli.group import run

        status = run()
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
