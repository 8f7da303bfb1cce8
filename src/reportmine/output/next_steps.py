"""The commands that results name to lead on."""

from __future__ import annotations

from reportmine.extras import quoted
from reportmine.model import Source


def numbers_command(source: Source) -> str:
    """The command that shows every number of a report, and why it is no figure where it is none.

    >>> numbers_command(Source("", "我的 报告.txt")), numbers_command(Source(""))
    ("reportmine quantities '我的 报告.txt'", 'reportmine quantities -')
    """
    return f"reportmine quantities {quoted(source.path or '-')}"


def text_command(source: Source) -> str:
    """The command that shows the text that was read.

    >>> text_command(Source("", "报告.txt"))
    "reportmine text '报告.txt'"
    """
    return f"reportmine text {quoted(source.path or '-')}"
