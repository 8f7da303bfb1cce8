"""A report as notebooks show it: a table of its first figures in plain HTML, which takes nothing from elsewhere.

Colours are those of the notebook, be it light or dark; only the figure in its sentence is laid on a tint of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import PurePath

from reportmine.model.claim import DOUBTFUL, Claim, Report
from reportmine.model.display import ARROWS, DOUBT, shown
from reportmine.model.schema import whole

HEADINGS = ("metric", "figure", "kind", "period", "status", "sentence")
_FOLDED = ("metric", "sentence")
# As many rows as stand on a screen, and as many characters of a sentence on either side of its figure as a row takes.
ROWS = 20
_BESIDE = 40
_COUNTS = "figures: {figures} · rejected: {rejected}"
_MORE = "… and {count} more; to_pandas() has all of them."

# Report text is no formula either: by these classes, of two generations, MathJax leaves $…$ alone.
_TABLE = '<table class="tex2jax_ignore mathjax_ignore">'
_CAPTION = '<caption style="text-align:left;color:inherit">{caption}</caption>'
_CELL = '<{tag} style="text-align:left;vertical-align:top;white-space:{space}">{html}</{tag}>'
_MARK = '<mark style="color:inherit;background:rgba(255,170,0,.3)">{figure}</mark>'


def preview(report: Report, rows: int = ROWS) -> str:
    """What the report is, a table of its first figures, and how many more there are; all of its text is escaped.

    >>> from reportmine.api import extract
    >>> "<mark" in preview(extract("举办培训20场。")), "1 more" in preview(extract("举办培训20场，讲座5场。"), rows=1)
    (True, True)
    """
    shown_claims = report.claims[:rows]
    caption = (headline(report), *map(str, (*report.source.remarks, *report.remarks)))
    parts = [_TABLE, _CAPTION.format(caption="<br>".join(map(_safe, caption)))]
    if shown_claims:
        parts += ["<thead>", _row("th", map(_safe, HEADINGS)), "</thead><tbody>"]
        parts += [_row("td", _cells(claim)) for claim in shown_claims]
        parts.append("</tbody>")
    parts.append("</table>")
    if more := len(report.claims) - len(shown_claims):
        parts.append(f"<p>{_safe(_MORE.format(count=more))}</p>")
    return "".join(parts)


def headline(report: Report) -> str:
    """What the report is, in one line without controls.

    >>> from reportmine.api import extract
    >>> headline(extract("2023年举办培训20场。"))
    'untitled · figures: 1 · rejected: 1'
    """
    path = report.source.path
    title = report.title or (PurePath(path).name if path else "untitled")
    counts = _COUNTS.format(figures=len(report.claims), rejected=len(report.rejected))
    return shown(" · ".join(filter(None, (title, str(report.year or ""), counts, path))))


def _cells(claim: Claim) -> tuple[str, ...]:
    doubt = "" if claim.is_sure(DOUBTFUL) else f" {DOUBT}"
    texts = (
        claim.metric + doubt,
        claim.text + claim.unit_beside,
        claim.measure + ARROWS[claim.direction],
        claim.period or "",
        claim.status,
    )
    return (*map(_safe, texts), _sentence(claim))


def _sentence(claim: Claim) -> str:
    """The sentence around its figure, with the figure marked."""
    before, after = claim.sentence[: claim.mark.start], claim.sentence[claim.mark.end :]
    start = before if len(before) <= _BESIDE else "…" + before[-_BESIDE:]
    end = after if len(after) <= _BESIDE else after[:_BESIDE] + "…"
    return _safe(start) + _MARK.format(figure=_safe(claim.mark.of(claim.sentence))) + _safe(end)


def _row(tag: str, cells: Iterable[str]) -> str:
    spaces = ("normal" if heading in _FOLDED else "nowrap" for heading in HEADINGS)
    row = zip(cells, spaces, strict=True)
    return "<tr>" + "".join(_CELL.format(tag=tag, space=space, html=html) for html, space in row) + "</tr>"


def _safe(text: str) -> str:
    """Text of a report as HTML that shows it, in which no stand-in for a broken byte is left."""
    return escape(whole(shown(text)))
