"""A report in which hardly a figure was found: mostly something went wrong before, and its reader should look."""

from __future__ import annotations

from reportmine.messages.message import Message, counted, message
from reportmine.model import Report
from reportmine.output.next_steps import numbers_command, text_command

# Characters that are no space. Of 13 public reports the poorest, a survey in prose, has 3.4 figures in 1,000 of them,
# samples and labelled texts have 38 and more; but of the pieces of 1,000 characters one in six has none, so that less
# text tells nothing (2026-11-30).
_ENOUGH_TEXT = 1000
_FEWEST = 1 / 1000


def few_figures(report: Report) -> Message | None:
    """That a text of some length has hardly a figure, how many numbers were left out, and how to see them.

    >>> from reportmine.api import extract
    >>> print(str(few_figures(extract("我们满怀信心，走向未来。" * 100))).partition(";")[0])
    the report: not one figure in 1,200 characters, and no other number
    >>> few_figures(extract("全年举办培训20场。" * 100)) is few_figures(extract("走向未来。")) is None
    True
    """
    length = sum(not char.isspace() for char in report.source.raw)
    figures = len(report.claims)
    other_language = any(remark.code == "hardly_chinese" for remark in report.remarks)
    if length < _ENOUGH_TEXT or figures >= length * _FEWEST or other_language:
        return None
    place = report.source.path or message("the report")
    found = (
        counted("only {count:,} figure", "only {count:,} figures", figures) if figures else message("not one figure")
    )
    if not report.rejected:
        return message(
            "{place}: {found} in {length:,} characters, and no other number; "
            "see whether the text is all there: {command}",
            place=place,
            found=found,
            length=length,
            command=text_command(report.source),
        )
    return counted(
        "{place}: {found} in {length:,} characters; {count:,} number was left out; to see why: {command}",
        "{place}: {found} in {length:,} characters; {count:,} numbers were left out; to see why: {command}",
        len(report.rejected),
        place=place,
        found=found,
        length=length,
        command=numbers_command(report.source),
    )
