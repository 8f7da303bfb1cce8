"""What stands on an HTML page, and words that try to be markup."""

from __future__ import annotations

from html.parser import HTMLParser

# What text of a report may hold to break out of its place.
HOSTILE = (
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'", "&lt;", "&amp;quot;", "{{ 7*7 }}"),
    *("</style>", "]]>", "<!--", "javascript:alert(1)", "\u2028", "\u202e", "\x00", "\x1b[31m", "\n", "\t", "３万"),
)


class Seen(HTMLParser):
    """The tags of a page with the names of their attributes, and the text of each element by its class."""

    EMPTY = ("meta", "input", "img")

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self.values: list[tuple[str, str]] = []
        self.own: list[tuple[str, str]] = []
        self.data: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += [(name, value or "") for name, value in attrs]
        if tag not in self.EMPTY:
            # What no browser runs is data.
            kind = "data" if tag == "script" and dict(attrs).get("type") else dict(attrs).get("class") or ""
            self._open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == ("script", "data"):
            self.data.append(data)
        elif self._open and self._open[-1][0] in ("script", "style"):
            self.own.append((self._open[-1][0], data))
        elif self._open:
            self.texts.append((self._open[-1][1], data))

    def of(self, class_: str) -> list[str]:
        return [text for name, text in self.texts if class_ in name.split()]
