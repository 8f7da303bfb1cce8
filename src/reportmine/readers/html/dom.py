"""A web page as a flat row of nodes: its text piece by piece, the elements around it, and where a line ends.

What a browser never shows (scripts, hidden elements, comments, readings above characters) is no node.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from reportmine.errors import ReadingError
from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import pattern
from reportmine.readers.superscripts import join_pieces

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


class Line(Enum):
    """The mark among the nodes that says: a line of the page ends here."""

    END = "end"


class TextStats(NamedTuple):
    """How much an element holds: characters without white space, of them in links, links, 。, tables."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    sentences: int = 0
    tables: int = 0

    def since(self, earlier: TextStats) -> TextStats:
        """What has come to it since `earlier`."""
        return TextStats(*(now - then for now, then in zip(self, earlier, strict=True)))


@dataclass(frozen=True, slots=True)
class Element:
    """An element with all that it holds: `start` is its own place among the nodes, `end` is behind its last."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    stats: TextStats

    @property
    def is_block(self) -> bool:
        """Whether lines end before and behind it."""
        return self.tag not in _elements("inline")

    @property
    def names(self) -> set[str]:
        """The words of its class and id, in lower case.

        >>> sorted(Element("div", {"class": "BreadcrumbNav top_2"}, 0, 1, TextStats()).names)
        ['2', 'breadcrumb', 'nav', 'top']
        """
        given = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"
        return set(_WORD.findall(_CAMEL.sub(" ", given).lower()))


Node = str | Element | Line


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its nodes in order, how much they hold, and the titles that its head gives it, the best first.

    `writers` are the elements that bring text onto a page which is not in the file, `generator` is the
    program that says that it wrote the page.
    """

    nodes: list[Node]
    stats: TextStats
    titles: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    generator: str = ""

    def inside(self, element: Element) -> Iterator[Node]:
        """The nodes that an element holds."""
        return (self.nodes[at] for at in range(element.start + 1, element.end))

    def outermost(self, element: Element, *tags: str) -> Iterator[Element]:
        """The elements of these tags inside of an element, without those inside of one another."""
        at = element.start + 1
        while at < element.end:
            node = self.nodes[at]
            at += 1
            if isinstance(node, Element) and node.tag in tags:
                yield node
                at = node.end


_CAMEL = pattern(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = pattern(r"[a-z0-9]+")

_LINE_ENDS = ("br", "hr")
_WRITERS = ("frameset", "iframe", "script")
_TITLE_FIELDS = ("ArticleTitle", "og:title")  # the first is the one of Chinese government sites
_HIDDEN_STYLE = pattern(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_KEPT_LINES = pattern(r"white-space\s*:\s*pre", re.IGNORECASE)

_BLANKS = pattern(r"[ \t\f\xa0]+")

# lexbor takes time in the square of the depth, 0.1 s for 10,000 levels and 13 s for 100,000, and of the number
# of attributes of one tag, 0.7 s for 10,000 and 267 s for 200,000. Of these elements hardly anybody leaves out
# the end, so that they can be counted.
_DEEPEST = 10_000
_NESTING = pattern(
    r"<(/?)(?:div|section|article|main|aside|header|footer|nav|ul|ol|dl|blockquote|center|fieldset|details|figure)\b",
    re.IGNORECASE,
)
_MOST_ATTRIBUTES = 5_000
_LONG_TAG = pattern(rf"<[A-Za-z][^<>]{{{_MOST_ATTRIBUTES},}}")
_QUOTED = pattern(r"\"[^\"]*\"|'[^']*'")
_BETWEEN_ATTRIBUTES = pattern(r"[\s/=]+")


def page_of(text: str) -> Page:
    """Take a page, or a piece of one, apart; raises ReadingError where it is nested beyond reason.

    >>> page = page_of("<p>增长<b>5</b>%。<script>var n = 20</script></p>")
    >>> [node if isinstance(node, str) else getattr(node, "tag", "|") for node in page.nodes]
    ['body', 'p', '增长', 'b', '5', '%。', '|', '|']
    """
    from selectolax.lexbor import LexborHTMLParser

    if _depth(text) > _DEEPEST or any(
        _attribute_count(tag.group()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)
    ):
        raise ReadingError("is too deep or has too long tags for a web page; save it as text first.")
    tree = LexborHTMLParser(text)
    walker = _PageWalker()
    if tree.body is not None:
        walker.all_of(tree.body)
    writers = tuple(tag for tag in _WRITERS if tree.css_first(tag) is not None)
    if tree.head is None:
        return Page(walker.nodes, walker.stats, writers=writers)
    return Page(walker.nodes, walker.stats, _titles(tree.head), writers, _named_in(tree.head, "generator"))


def _attribute_count(tag: str) -> int:
    return len(_BETWEEN_ATTRIBUTES.findall(_QUOTED.sub("", tag)))


def _depth(text: str) -> int:
    depth = deepest = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _titles(head: LexborNode) -> tuple[str, ...]:
    title = head.css_first("title")
    given = [*(_named_in(head, name) for name in _TITLE_FIELDS), title.text() if title is not None else ""]
    return tuple(text for text in given if text.strip())


def _named_in(head: LexborNode, name: str) -> str:
    """What the head of a page says under a name; empty where it does not."""
    node = head.css_first(f'meta[name="{name}"]')
    return (node.attributes.get("content") or "") if node is not None else ""


_NOTHING = TextStats()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    attributes: dict[str, str]
    start: int
    before: TextStats


@dataclass(slots=True)
class _PageWalker:
    """What was taken from the tree so far, and how many of the open elements change how text is read."""

    nodes: list[Node] = field(default_factory=list)
    stats: TextStats = _NOTHING
    open_states: Counter[str] = field(default_factory=Counter)

    def all_of(self, root: LexborNode) -> None:
        """Take the tree, without recursion: pages are nested deeper than Python calls."""
        todo: list[LexborNode | _Open] = [root]
        while todo:
            node = todo.pop()
            if isinstance(node, _Open):
                self._close(node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.tag == "sup":
                # A link up there leads to a note.
                self._text("" if node.css_first("a") is not None else join_pieces([(node.text(), True)]))
            elif node.tag in _LINE_ENDS:
                self.nodes.append(Line.END)
            elif node is root or _is_shown(node):  # a body is hidden only until a script has run
                todo.append(self._opened(node))
                todo.extend(reversed(list(node.iter(include_text=True))))

    def _opened(self, node: LexborNode) -> _Open:
        opened = _Open(node.tag or "", _attributes(node), len(self.nodes), self.stats)
        self.nodes.append(Line.END)  # keeps the place of the element
        self.open_states.update(_states(opened))
        self.stats = self.stats._replace(
            links=self.stats.links + (opened.tag == "a"), tables=self.stats.tables + (opened.tag == "table")
        )
        return opened

    def _close(self, opened: _Open) -> None:
        self.open_states.subtract(_states(opened))
        stats = self.stats.since(opened.before)
        element = Element(opened.tag, opened.attributes, opened.start, len(self.nodes), stats)
        self.nodes[opened.start] = element
        if element.is_block:
            self.nodes.append(Line.END)

    def _text(self, text: str) -> None:
        letters = len("".join(text.split()))
        self.stats = self.stats._replace(
            letters=self.stats.letters + letters,
            linked=self.stats.linked + (letters if self.open_states["a"] else 0),
            sentences=self.stats.sentences + text.count("。"),
        )
        if not self.open_states["pre"]:
            self.nodes.append(_BLANKS.sub(" ", text))
            return
        for line in text.splitlines():
            self.nodes += [line, Line.END]


@functools.cache
def _elements(group: str) -> frozenset[str]:
    return frozenset(words("readers/web_elements.toml", group))


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _is_shown(node: LexborNode) -> bool:
    tag = node.tag or "-"
    if tag in _elements("unseen") or not tag[0].isalpha():  # a comment, a processing instruction
        return False
    given = node.attributes
    return "hidden" not in given and not _HIDDEN_STYLE.search(given.get("style") or "")


def _states(opened: _Open) -> list[str]:
    """How the text inside of an element is read: as a link, with its lines as they stand."""
    lines = opened.tag == "pre" or _KEPT_LINES.search(opened.attributes.get("style", ""))
    return ["a"] * (opened.tag == "a") + ["pre"] * bool(lines)
