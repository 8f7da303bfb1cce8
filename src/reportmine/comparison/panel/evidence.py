"""What is kept of a report, so that any number can be looked through: whose it is, its year, what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from reportmine.comparison.bodies import body_of
from reportmine.comparison.panel.wanted import Wanted
from reportmine.comparison.words import TITLE_COUNTERS
from reportmine.comparison.years import covered_year
from reportmine.lexicon.loader import words
from reportmine.model import Claim, Report
from reportmine.text.bodies import STANDS_FOR_PLACE, Body, body_in, place_of

_WHOLES = "comparison/wholes.toml"
_LEADS, _COMPANIES = tuple(words(_WHOLES, "leads")), tuple(words(_WHOLES, "companies"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report as far as it matters: `body` is what its head or the name of its file tells, None where neither does.

    `name` is what its row is called; `year` the year that it covers; `whole` the word that it mostly has for the whole
    of its body, such as 全市. `claims` are the figures of each metric that is asked for, in their order.
    """

    name: str
    body: Body | None
    year: int | None
    whole: str | None
    path: str | None
    title: str | None
    claims: tuple[tuple[Claim, ...], ...]

    def is_of_whole(self, claim: Claim) -> bool:
        """Whether a figure is of the whole body: it names no other, or the word for the whole, or the body."""
        scope = claim.scope
        if scope is None:
            return True
        if self.body is None:
            return scope == self.whole or scope in self.name
        return _is_whole_of(self.body, scope[1:] if scope.startswith(_LEADS) and len(scope) > 1 else scope)


def _is_whole_of(body: Body, kind: str) -> bool:
    """Whether a word is of all of a body: the end of its name (市, 图书馆), its bare place, 集团 of a company.

    >>> from reportmine.text.bodies import body_named
    >>> district, company = map(body_named, ("临江市云屏区政府", "晨川食品股份有限公司"))
    >>> [_is_whole_of(district, word) for word in ("区", "云屏区", "市", "临江市", "国")]
    [True, True, False, False, False]
    >>> _is_whole_of(company, "集团"), _is_whole_of(company, "国")
    (True, False)
    """
    if body.organisation.endswith(_COMPANIES) and kind in _COMPANIES:
        return True
    return any(name.endswith(kind) for name in (place_of(body), body.name, body.organisation, body.place) if name)


def evidence_of(report: Report, wanted: Sequence[Wanted]) -> Evidence:
    """What is kept of a report.

    >>> from reportmine.api import extract
    >>> found = evidence_of(extract("云屏市2023年统计公报\\n全市生产总值1200亿元。"), [Wanted.of("GDP")])
    >>> found.name, found.year, [claim.text for claim in found.claims[0]]
    ('云屏市', 2023, ['1200亿元'])
    """
    body = _body(report)
    return Evidence(
        (place_of(body) or body.name) if body else _name_of_file(report),
        body,
        covered_year(report),
        _word_for_whole(report.claims),
        report.source.path,
        report.title,
        tuple(tuple(filter(one.fits, report.claims)) for one in wanted),
    )


def _body(report: Report) -> Body | None:
    """The body that a report or its file names; 市政府 alone is that of any city."""
    told = body_of(report)
    if told is not None and (told.place or told.organisation not in STANDS_FOR_PLACE):
        return told
    return body_in("", TITLE_COUNTERS.sub("", PurePath(report.source.path or "").stem))


def _name_of_file(report: Report) -> str:
    """What is left of a file's name without its year, so that those of two years are of one; else its folder.

    >>> from reportmine.model import Source
    >>> [_name_of_file(Report(Source("", path), "", None, "")) for path in ("x/suqian-2023.txt", "x/suqian/2023.txt")]
    ['suqian', 'suqian']
    """
    path, title = PurePath(report.source.path or ""), report.title or ""
    told = (TITLE_COUNTERS.sub("", name) for name in (path.stem, path.parent.name, title))
    return next(filter(None, told), path.stem or title)


def _word_for_whole(claims: Sequence[Claim]) -> str | None:
    found = Counter(claim.scope for claim in claims if claim.scope and claim.scope.startswith(_LEADS))
    return found.most_common(1)[0][0] if found else None
