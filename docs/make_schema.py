"""Puts the columns and formats, as the code has them, into docs/schema.md.

    python docs/make_schema.py [--check]

With --check it changes nothing, and exits with 1 where the page is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportmine.output.data.markdown import row
from reportmine.output.data.sqlite.schema import DEFINITION
from reportmine.output.registry import REPORTS
from reportmine.output.schema import COLUMNS, REPORT_COLUMNS, SCHEMA, Column

PAGE = Path(__file__).parent / "schema.md"


def formats() -> str:
    """A row a format."""
    rows = (
        (
            f"`{form.name}`",
            ", ".join(f"`{ending}`" for ending in form.endings),
            "bytes" if form.encoding is None else "text",
            "yes" if form.headed else "",
            f"`{form.library}`" if form.library else "",
        )
        for form in REPORTS
    )
    return table(("format", "endings", "is", "`--header zh`", "needs"), rows)


def columns(of: Iterable[Column[Any]]) -> str:
    """A row a column, with the words that it has a choice of."""
    rows = (
        (f"`{one.name}`", one.heading, one.kind, ": ".join(filter(None, (one.meaning, listed(one.choices)))))
        for one in of
    )
    return table(("name", "heading", "kind", "meaning"), rows)


def listed(words: Iterable[str]) -> str:
    """Words as code."""
    return ", ".join(f"`{word}`" for word in words)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table between two line ends."""
    headings = tuple(headings)
    return "\n" + "\n".join([row(headings), row("---" for _ in headings), *map(row, rows)]) + "\n"


def sqlite() -> str:
    """What makes the tables, the indexes and the view."""
    return "\n```sql\n" + ";\n".join(DEFINITION) + ";\n```\n"


def page(text: str) -> str:
    """The text with its blocks made anew."""
    blocks = {
        "formats": formats(),
        "version": f"`{SCHEMA}`",
        "figures": columns(COLUMNS),
        "reports": columns(REPORT_COLUMNS),
        "sqlite": sqlite(),
    }
    for name, block in blocks.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        text, found = re.subn(f"{start}.*{end}", lambda _, new=start + block + end: new, text, flags=re.DOTALL)  # type: ignore[misc]
        if found != 1:
            sys.exit(f"{PAGE.name} has no block {name}")
    return text


def main() -> None:
    """Write the page, or check it."""
    old = PAGE.read_text(encoding="utf-8")
    new = page(old)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit("docs/schema.md is out of date; run: python docs/make_schema.py")


if __name__ == "__main__":
    main()
