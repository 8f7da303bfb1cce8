"""The body that a report is of: a city, a league, a company, as its title, its subtitle or its opening name it.

`BODY_SOURCES` are asked from top to bottom; the first that names an organisation tells it, else a mere place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of, either, pattern
from reportmine.text.headings import heading_in


class Body(NamedTuple):
    """A body: its name as written, and what can be compared of it.

    `place` is without 省, 市, 县 and empty where it is not named (我代表市政府); `organisation` is the shortest form
    (共青团 for 中国共产主义青年团某市委员会, 某某公司 for 某某股份有限公司) and empty for a mere place.
    """

    name: str
    place: str
    organisation: str


class Head(NamedTuple):
    """How a report begins: the lines of its title, the phrases in them, and the first words of its text."""

    lines: tuple[str, ...]
    phrases: tuple[str, ...]
    opening: str


def place_of(body: Body) -> str:
    """The name of the place that a body speaks for, as written; empty for what only has its seat there.

    >>> place_of(Body("云屏市人民政府", "云屏", "政府")), place_of(Body("云屏市图书馆", "云屏", "图书馆"))
    ('云屏市', '')
    """
    speaks = body.organisation in STANDS_FOR_PLACE or body.organisation.endswith(SPEAKS_FOR_PLACE)
    found = _MERE_PLACE.match(body.name) if speaks else None
    return found.group() if found else ""


def body_in(text: str, title: str | None) -> Body | None:
    """The body that a text is of; None where neither its title nor its opening names one.

    >>> body_in("砥砺奋进谱新篇\\n——在云屏市总工会第十届委员会第三次全体会议上的报告\\n各位委员：", "砥砺奋进谱新篇")
    Body(name='云屏市总工会', place='云屏', organisation='工会')
    >>> body_in("各位代表：\\n我代表中国共产主义青年团云屏市委员会向大会报告工作。", None)[1:]
    ('云屏', '共青团')
    """
    head = _head(text, title)
    named = [body for source in BODY_SOURCES for body in source(head)]
    if not named:
        return None
    body = next((body for body in named if body.organisation), named[0])
    return body if body.place else _placed(body, named)


def _placed(body: Body, named: list[Body]) -> Body:
    """政府工作报告 is of the place whose assembly heard it."""
    alike = (body.organisation, "") if body.organisation in REPORTS_TO_ASSEMBLY else (body.organisation,)
    known = next((other for other in named if other.place and other.organisation in alike), None)
    if known is None:
        return body
    name = known.name if known.organisation else known.name + body.name
    return Body(name, known.place, body.organisation)


# ----------------------------------------------------------------------------------------- the head

_HEAD_LINES, _LONGEST_LINE, _OPENING = 8, 100, 600
# 会上 ends a phrase: 在某县第十七届人民代表大会第三次会议上 / 某县人民政府县长.
_BETWEEN_PHRASES = pattern(r"[\s—–\-~:：;；。\"《》〈〉（）()\[\]【】|·•*#_]+|(?<=[会议]上)(?!海|饶|虞)")


def _head(text: str, title: str | None) -> Head:
    shown = [line.strip(" \t　*#_—–-") for line in (text[: 4 * _OPENING] or title or "").split("\n")]
    lines: list[str] = []
    # Below no title there is no line that belongs to one.
    for line in [line for line in shown if title and line and line[0] not in "|<"][:_HEAD_LINES]:
        if len(line) > _LONGEST_LINE or heading_in(line):
            break
        lines.append(line)
        if line.endswith(("：", ":")):  # the greeting
            break
    phrases = (phrase for line in lines for phrase in _BETWEEN_PHRASES.split(line) if phrase)
    return Head(tuple(lines), tuple(phrases), text[:_OPENING])


# ----------------------------------------------------------------------------------------- names

_TABLE = "rules/bodies.toml"


def _pairs(group: str) -> dict[str, str]:
    pairs = (entry.split("=") for entry in words(_TABLE, group))
    return dict(sorted(((long, short) for long, short in pairs), key=lambda pair: -len(pair[0])))


_CHINESE = "[\u4e00-\u9fff]"
_PLACES, _AUTONOMOUS = either(words(_TABLE, "places")), any_of(words(_TABLE, "autonomous"))
_PLACE = rf"(?:(?P<long>{_CHINESE}{{2,9}}?){_AUTONOMOUS}|(?P<short>[某甲乙丙丁A-Z]|{_CHINESE}{{2,4}}?){_PLACES})"
_PLACE_FIRST = pattern(_PLACE)
_SOME_PLACES = f"(?:{_PLACE.replace('?P<long>', '?:').replace('?P<short>', '?:')})+"
_MERE_PLACE = pattern(_SOME_PLACES)
# 省图书馆, 市政府: whose, the hearers know.
_ITS_PLACE = pattern("^[省市州县区旗镇乡](?=.)")
_ORGANISATIONS = words(_TABLE, "organisations")
_ANY_WHOSE = either(words(_TABLE, "whose"))
_NAME = pattern(rf"[\u4e00-\u9fffA-Za-z“”]{{0,28}}{any_of(_ORGANISATIONS)}")
_DEPARTMENT = pattern(rf"(?:{_SOME_PLACES}|{_ANY_WHOSE}){_CHINESE}{{0,20}}{either(words(_TABLE, 'departments'))}")
_SHAPES = _NAME, _DEPARTMENT, _MERE_PLACE
_IN_FRONT, _SHORT_NAMES = _pairs("in_front"), _pairs("short_names")
_YOUTH_LEAGUE = pattern("^团(?=[省市州县区旗]委)")
_IS_ORGANISATION = pattern(rf"{any_of(_ORGANISATIONS)}$")
_NO_NAME = pattern(either(words(_TABLE, "no_name")))
_ORGAN = pattern(rf"(?<=.){any_of(words(_TABLE, 'organs'))}$")
_SESSIONS = either(words(_TABLE, "sessions"))
_SESSION = pattern(rf"(?:{_SESSIONS})")
_WHOSE = pattern(_ANY_WHOSE)
_LEGAL_FORM = pattern(rf"(?<=..){any_of(words(_TABLE, 'legal_forms'))}$")
STANDS_FOR_PLACE = ("", *words(_TABLE, "government"))
SPEAKS_FOR_PLACE = words(_TABLE, "speak_for_place")
REPORTS_TO_ASSEMBLY = (*words(_TABLE, "government"), *words(_TABLE, "to_assemblies"))


def _is_name(phrase: str) -> bool:
    """Whether a phrase is the name of a body and nothing else."""
    front, rest = _front(phrase)
    if not rest or _NO_NAME.match(phrase) or _SESSION.search(phrase):
        return False
    if front:
        of = rest.removesuffix("员会").removesuffix("委")
        return not of or any(shape.fullmatch(name) for name in (rest, of) for shape in (*_SHAPES, _WHOSE))
    rest = _without_organ(rest)
    if rest in (*_ORGANISATIONS, *REPORTS_TO_ASSEMBLY):
        return rest in REPORTS_TO_ASSEMBLY  # 学校报告 is of some school
    return any(shape.fullmatch(rest) for shape in _SHAPES)


def _without_organ(name: str) -> str:
    """某公司董事会 is the company, 某县人大常委会 itself."""
    return name if name.endswith(REPORTS_TO_ASSEMBLY) else _ORGAN.sub("", name)


def _front(name: str) -> tuple[str, str]:
    """The organisation that a name begins with, and the rest of the name."""
    for long, short in _IN_FRONT.items():
        if name.startswith(long):
            return short, name[len(long) :]
    league = _YOUTH_LEAGUE.match(name)
    return ("共青团", name[1:]) if league else ("", name)


def body_named(name: str) -> Body:
    """The body of that name.

    >>> body_named("中国共产主义青年团云屏市委员会")[1:] == body_named("共青团云屏市委")[1:]
    True
    >>> body_named("云屏市青石区人民政府")[1:], body_named("晨川食品股份有限公司")[1:]
    (('云屏青石', '政府'), ('', '晨川食品公司'))
    """
    front, rest = _front(name)
    places: list[str] = []
    while found := _PLACE_FIRST.match(rest):
        places.append(found["long"] or found["short"])
        rest = rest[found.end() :]
    if not places:
        rest = _ITS_PLACE.sub("", rest)
    return Body(name, "".join(places), _organisation(front, _shortened(rest)))


def _shortened(rest: str) -> str:
    for long, short in _SHORT_NAMES.items():
        rest = rest.replace(long, short)
    rest = _without_organ(rest)
    bare = _LEGAL_FORM.sub("", rest)
    # What ends like a body without it is known by that: 某某银行股份有限公司.
    return rest if bare == rest else bare if _IS_ORGANISATION.search(bare) else f"{bare}公司"


_OF_COMMITTEE = pattern("^委(?:员会)?(?=.)")


def _organisation(front: str, rest: str) -> str:
    """What a name says behind its place: 委 of a league is the league, 委 of nothing the party's.

    The party's committee of a university reports on the university.
    """
    if rest in ("", "委", "委员会"):
        return front or ("党委" if rest else "")
    if not front:
        return rest
    office = _OF_COMMITTEE.sub("", rest)  # 中共某区委社会工作部
    if office != rest or not rest.endswith("委员会"):
        return office
    return rest.removesuffix("委员会") + front.removesuffix("党委")


# ----------------------------------------------------------------------------------------- sources

_MEETING = pattern(
    rf"在(?P<name>[^，。；：\n]{{0,40}}?)(?P<session>{_SESSIONS})(?P<rest>[^，。；：\n]{{0,50}}?)(?<=[会议])上"
)
_COMMITTEE = pattern(rf"^({_CHINESE}{{2,12}}(?:委员会|常委会))(?:第|[一二三四五六七八九十]+次|$)")
_ASSEMBLY = pattern(any_of(words(_TABLE, "assemblies")))


def _of_meeting(head: Head) -> Iterator[Body]:
    """在某市总工会第十届委员会第三次全体会议上的报告: whose meeting it was."""
    for line in head.lines:
        for found in _MEETING.finditer(line):
            if _ASSEMBLY.fullmatch(found["name"]) or not _is_name(found["name"]):
                continue
            committee = None if _ASSEMBLY.search(found["rest"]) else _COMMITTEE.match(found["rest"])
            yield body_named(found["name"] + (committee[1] if committee else ""))


_YEAR_FIRST = pattern(
    r"^(?:关于)?(?:(?:(?:19|20)[0-9]{2}|二[〇零○]..)(?:[年至](?:19|20)?[0-9]{2})?(?:年度|学年度?|年)?)?(?:[上下]半年)?"
)
_BEHIND = pattern(either(words(_TABLE, "behind")))
_LONGEST_NAME = 30


def _in_title(head: Head) -> Iterator[Body]:
    """某大学2023年度报告, 2023年某县人民政府工作报告: the longest name with a year or a kind of report behind it."""
    for phrase in head.phrases:
        bare = _YEAR_FIRST.sub("", phrase)
        ends = range(min(len(bare), _LONGEST_NAME), 1, -1)
        name = next((bare[:end] for end in ends if _BEHIND.match(bare, end) and _is_name(bare[:end])), "")
        if name:
            yield body_named(name)


_OFFICE_HOLDERS, _DATES = either(words(_TABLE, "office_holders")), any_of(words(_TABLE, "date_labels"))
_BEHIND_ISSUER = pattern(rf"(?:{_OFFICE_HOLDERS}.{{0,8}}|{_DATES}|(?:19|20)[0-9]{{2}}年.*)$")
_SHORTEST_ISSUER = 4


def _issuer(head: Head) -> Iterator[Body]:
    """A line that holds a name and no more than a date or who gives the report: 某市统计局, 发布单位：某协会."""
    for phrase in head.phrases:
        name = _BEHIND_ISSUER.sub("", phrase)
        if len(name) >= _SHORTEST_ISSUER and not _MERE_PLACE.fullmatch(name) and _is_name(name):
            yield body_named(name)


_REPORTED = "(?:报告|汇报|通报|公布|总结|发布)"
_SPEAKERS = tuple(
    map(
        pattern,
        (
            rf"代表(?P<name>{_CHINESE}{{2,30}}?)(?:，|,|向|作|做|就|报告|汇报|\n)",
            rf"受(?P<name>{_CHINESE}{{2,30}}?)的?委托",
            rf"现将(?P<name>{_CHINESE}{{2,30}}?)(?:(?:19|20)[0-9]{{2}}年|一年来|[上下]半年|年度|工作|的)[^。\n]{{0,40}}{_REPORTED}如下",
            rf"(?P<name>{_CHINESE}{{2,30}})[（(](?:以下|下)(?:简称|称)",
            rf"本报告由(?P<name>{_CHINESE}{{2,30}}?)(?:根据|依据|负责|编制|编写|组织|发布)",
            rf"[，,]现公布(?P<name>{_CHINESE}{{2,30}}?)(?:(?:19|20)[0-9]{{2}}年)",
        ),
    )
)


def _in_opening(head: Head) -> Iterator[Body]:
    """我代表某市政府向大会报告工作, 现将某馆2023年工作报告如下: who speaks."""
    for speaker in _SPEAKERS:
        for found in speaker.finditer(head.opening):
            name = _without_session(found["name"])
            if _is_name(name):
                yield body_named(name)


def _without_session(name: str) -> str:
    """我代表某市总工会第十届委员会: the session goes, and its committee with it; 第一医院 stays."""
    found = _SESSION.search(name)
    return name[: found.start()] if found else name


BODY_SOURCES: tuple[Callable[[Head], Iterator[Body]], ...] = (_of_meeting, _in_title, _issuer, _in_opening)
