"""What stands on a web page beside the report: menus, sidebars, footers, lists of links, rows of buttons.

A part of a page is left out by a named rule of `RULES`, a single line by `is_boilerplate`. Neither takes what
holds much of the page's text, so that nothing of a long report or of a fragment is lost by a name alone.

Of the main text that the libraries left: on six pages built like those of government sites, WeChat and
WordPress, resiliparse 2.0.1 kept the path, the buttons and the footer of four, lost the text of the WeChat
page, and trafilatura 2.3.1 lost 13,000 of the 149,000 characters of an annual report and all of a fragment of
one sentence. The first says nothing of tables, the second writes them as Markdown, without the cells' spans.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.readers.html.dom import Element, Page


class Rule(NamedTuple):
    """What leaves a part of a page out: its name, why there is one, the test for it."""

    name: str
    why: str
    fits: Callable[[Element, Page], bool]


# A part that holds more of the page than this holds the report, whatever it is called.
_MOST_SENTENCES = 0.3
_MOST_LETTERS = 0.5
# A bar of buttons is shorter. The longest of the pages looked at, with date and source, had 60 characters.
_LONGEST_BAR = 100
# Two links and more that make up this share of a part are a list of links.
_FEWEST_LINKS = 2
_LINKED_SHARE = 0.6


def _holds_the_report(element: Element, page: Page) -> bool:
    here, whole = element.stats, page.stats
    return here.sentences > _MOST_SENTENCES * whole.sentences or here.letters > _MOST_LETTERS * whole.letters


def _is_marked(element: Element, page: Page) -> bool:
    marked = element.tag in ("nav", "aside", "footer") or element.attributes.get("role", "") in _ROLES
    return marked and not _holds_the_report(element, page)


def _is_named(element: Element, page: Page) -> bool:
    if element.stats.tables or _holds_the_report(element, page):
        return False
    return not element.names.isdisjoint(_named("areas"))


def _is_bar(element: Element, _: Page) -> bool:
    here = element.stats
    short = here.letters <= _LONGEST_BAR and not here.sentences and not here.tables
    return short and not element.names.isdisjoint(_named("bars"))


def _is_list_of_links(element: Element, _: Page) -> bool:
    here = element.stats
    return here.links >= _FEWEST_LINKS and here.linked >= _LINKED_SHARE * here.letters and not here.sentences


RULES: tuple[Rule, ...] = (
    Rule("part of the page", "the page itself says that it is a menu, an aside or its foot", _is_marked),
    Rule("named part", "its class or id says that it is a menu, a sidebar, the foot, the comments", _is_named),
    Rule("bar", "its class or id says that it is for sharing, printing, scanning, and it is short", _is_bar),
    Rule("list of links", "other reports are named there, with their figures", _is_list_of_links),
)

_ROLES = ("navigation", "contentinfo", "complementary", "search", "banner", "menu", "menubar")


def left_out(element: Element, page: Page) -> Rule | None:
    """The rule that leaves this part of the page out; None for what may be the report.

    >>> from reportmine.readers.html.dom import TextStats
    >>> page = Page([], TextStats(letters=900, sentences=40))
    >>> left_out(Element("div", {"class": "page-footer"}, 0, 1, TextStats(letters=80)), page).name
    'named part'
    >>> left_out(Element("div", {"class": "with-sidebar"}, 0, 1, TextStats(letters=800, sentences=39)), page)
    """
    if not element.is_block:
        return None
    return next((rule for rule in RULES if rule.fits(element, page)), None)


# Longer lines are sentences of the report, also without a full stop. The longest line of a foot had 90 characters.
_LONGEST_SMALL_PRINT = 120
_BARE_NUMBER = r"\s*+(?:[：:]\s*+[\d,]*+\s*+次?+(?![.\d万亿千百余多])|$)"
_BETWEEN_BUTTONS = pattern(r"[\s\[\]【】()（）|｜/·:：>＞»、，,+-]+")


def is_boilerplate(line: str) -> bool:
    """Whether a line is the site's and not the report's: a row of buttons, or small print.

    >>> is_boilerplate("【字体：大 中 小】 打印"), is_boilerplate("打印机出口20万台")
    (True, False)
    """
    buttons = [part for part in _BETWEEN_BUTTONS.split(line) if part]
    if buttons and all(part in _named("buttons") for part in buttons):
        return True
    if len(line) > _LONGEST_SMALL_PRINT or "。" in line:
        return False
    return any(phrase in line for phrase in _named("small_print")) or _counter().search(line) is not None


@functools.cache
def _counter() -> re.Pattern[str]:
    return pattern(any_of(_named("counters")) + _BARE_NUMBER)


@functools.cache
def _named(group: str) -> frozenset[str]:
    return frozenset(words("readers/web_pages.toml", group))
