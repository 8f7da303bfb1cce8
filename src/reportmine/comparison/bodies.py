"""Whose reports two reports are, and whether both are of one body.

Bodies are told by title, subtitle and opening (`text/bodies.py`); where one report names none, titles are compared.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from reportmine.comparison.words import TITLE_COUNTERS, TITLE_KINDS, TITLE_WITHOUT_BODY
from reportmine.model import Report
from reportmine.text.bodies import SPEAKS_FOR_PLACE, STANDS_FOR_PLACE, Body, body_in
from reportmine.text.headings import heading_in

# Without years and numbers the titles of one body's reports are the same (100 in all three pairs that
# were measured); those of two bodies in the samples reach 20 at most.
_SAME_TITLE = 80
_COMPANY = "公司"


def body_of(report: Report) -> Body | None:
    """The body that a report is of; None where neither its title nor its opening names one.

    >>> from reportmine.api import extract
    >>> body_of(extract("谱写新篇章\\n——在云屏市总工会第十届委员会第三次全体会议上的报告\\n一、回顾")).name
    '云屏市总工会'
    """
    return body_in(report.prose.text if report.prose else "", report.title)


def two_bodies(old: Report, new: Report) -> tuple[str, str] | None:
    """What names the bodies of two reports that are of two, by what their heads say, else by their titles; else None.

    >>> from reportmine.api import extract
    >>> texts = ("砥砺奋进谱新篇\\n粉丝20万。", "勇毅前行开新局\\n粉丝25万。", "晨川食品公司2023年年报\\n粉丝20万。")
    >>> slogan, other_slogan, company = map(extract, texts)
    >>> two_bodies(slogan, other_slogan), two_bodies(slogan, company)
    (None, ('砥砺奋进谱新篇', '晨川食品公司'))
    """
    one, other = body_of(old), body_of(new)
    if one and other:
        alike = is_same_body(one, other)
    elif (one and _is_named_in(one, new)) or (other and _is_named_in(other, old)):
        alike = True
    else:
        alike = _may_be_one_title(old.title or "", new.title or "", some_body=bool(one or other))
    return None if alike else (one.name if one else old.title or "", other.name if other else new.title or "")


def is_same_body(one: Body, other: Body) -> bool:
    """Whether two names may be of one body: full and short, with or without the place, a place and its government.

    >>> from reportmine.text.bodies import body_named
    >>> names = ("中国共产主义青年团云屏市委员会", "共青团云屏市委", "团市委", "云屏市总工会")
    >>> league, short, bare, union = map(body_named, names)
    >>> is_same_body(league, short), is_same_body(league, bare), is_same_body(league, union)
    (True, True, False)
    """
    if one.organisation in STANDS_FOR_PLACE or other.organisation in STANDS_FOR_PLACE:
        return all(map(_speaks_for_place, (one, other))) and _ends(one.place, other.place)
    if _COMPANY in (one.organisation[-2:], other.organisation[-2:]):
        names = [(body.place + body.organisation).removesuffix(_COMPANY) for body in (one, other)]
        return names[0] in names[1] or names[1] in names[0]
    if one.organisation == other.organisation:
        return _ends(one.place, other.place)
    return _ends(one.place + one.organisation, other.place + other.organisation)


def _speaks_for_place(body: Body) -> bool:
    """A place, its government, or an office that publishes the place's figures: 某市统计局."""
    return body.organisation in STANDS_FOR_PLACE or body.organisation.endswith(SPEAKS_FOR_PLACE)


def _ends(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _is_named_in(body: Body, report: Report) -> bool:
    """Whether a report whose head names no body speaks of this one: by its name, or its place and its kind."""
    text = report.prose.text if report.prose else ""
    if body.organisation.endswith(_COMPANY):
        return body.organisation.removesuffix(_COMPANY) in text
    kind = "" if body.organisation in STANDS_FOR_PLACE else body.organisation[-2:]
    return body.name in text or (bool(body.place) and body.place in text and kind in text)


def _may_be_one_title(old: str, new: str, some_body: bool) -> bool:
    """Whether two titles are alike without years and numbers, or neither tells a body and no body is known."""
    bare = [TITLE_COUNTERS.sub("", title) for title in (old, new)]
    if not all(bare) or fuzz.ratio(*bare) >= _SAME_TITLE:
        return True
    return not some_body and all(map(_tells_no_body, (old, new)))


def _tells_no_body(title: str) -> bool:
    """Whether a title is a slogan, or a kind of report and nothing else: 砥砺奋进谱新篇, 年度工作总结."""
    if heading_in(title):
        return False
    return not TITLE_KINDS.search(title) or bool(TITLE_WITHOUT_BODY.fullmatch(TITLE_COUNTERS.sub("", title)))
