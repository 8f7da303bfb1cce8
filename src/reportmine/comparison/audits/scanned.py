"""What sums and stated changes say of numbers that were read of pictures: one wrong digit, and they no longer agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportmine.comparison.audits.rules import audit
from reportmine.comparison.audits.table_sums import column_sums
from reportmine.comparison.model import Audit
from reportmine.extraction.scanned import Crosscheck
from reportmine.model import Claim, Report


def crosschecks(report: Report) -> Iterator[Crosscheck]:
    """For each figure that can be worked out from others whether it agrees with them.

    >>> from reportmine.api import extract
    >>> report = extract("举办活动23场，其中文艺活动8场、体育活动15场。产值由20亿元增加到25亿元，增长52%。")
    >>> [(report.source.raw[one.span.start:one.span.end], one.others, one.agrees) for one in crosschecks(report)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('23场', '8场、15场', True), ('8场', '23场、15场', True), ('15场', '23场、8场', True),
     ('52%', '20亿元、25亿元', False), ('20亿元', '25亿元、52%', False), ('25亿元', '20亿元、52%', False)]
    """
    for one in audit(report):
        yield from _of_audit(one)
    for summed in column_sums(report):
        yield from _of_each((summed.total, *summed.parts), agrees=summed.agrees)


def _of_audit(one: Audit) -> Iterator[Crosscheck]:
    figures = (one.stated, *one.parts) if one.parts else (one.stated, one.old, one.new)
    if one.finding == "consistent":
        # A rate is rounded so far that it agrees with other digits of what it is the rate of, too.
        yield from _of_each(figures, only=figures if one.parts else (one.stated,), agrees=True)
    elif one.finding in ("wrong", "look") and one.check != "given twice":
        # A name given twice with two values is mostly that of two things.
        yield from _of_each(figures, agrees=False)


def _of_each(figures: tuple[Claim, ...], *, agrees: bool, only: Iterable[Claim] | None = None) -> Iterator[Crosscheck]:
    for figure in figures if only is None else only:
        others = sorted((one.span, one.text) for one in figures if one.span != figure.span)
        yield Crosscheck(figure.span, agrees, "、".join(text for _, text in others))
