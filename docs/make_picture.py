"""Draws the terminal pictures of README: what `reportmine extract` shows of a sample, as Rich exports it.

    python docs/make_picture.py [--check]

With --check nothing is changed; it exits with 1 where a picture is out of date.
"""

from __future__ import annotations

import html
import io
import re
import sys
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportmine import extract, read
from reportmine.messages.languages import LANGUAGES, Language
from reportmine.output.filtering import narrowed
from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.claims import to_table

ROOT = Path(__file__).parents[1]
COLUMNS = 100
# Two topics: what fits on one screen.
TOPICS = ("audience", "people")
COMMANDS: dict[Language, str] = {
    "en": "reportmine extract foundation-2023.txt --topic audience --topic people",
    "zh": "reportmine --lang zh extract foundation-2023.txt --topic audience --topic people",
}


def picture(language: Language) -> str:
    """The picture in a language."""
    sample = ROOT / "samples" / "foundation-2023.txt"
    report = narrowed(extract(read(sample)), topics=TOPICS)
    shown = to_table([report], Screen(COLUMNS, colour=True, language=language))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text(f"$ {COMMANDS[language]}"))
    for line in shown.replace(str(sample), sample.name).splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True)
    return _TEXT.sub(_stretched, console.export_svg(title="reportmine", unique_id=f"reportmine-{language}"))


# Rich 15 gives a text the length of as many cells as it has characters, of which Chinese ones take two.
_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)</text>')


def _stretched(text: re.Match[str]) -> str:
    said = html.unescape(text[3])
    cell = float(text[1]) / len(said)
    return f'textLength="{cell * cell_len(said):g}"{text[2]}>{text[3]}</text>'


def place_of(language: Language) -> Path:
    """The file of a picture."""
    return ROOT / "docs" / ("terminal.svg" if language == "en" else f"terminal.{language}.svg")


def main(check: bool) -> int:
    """Draw the pictures, or say which are out of date; returns the exit status."""
    made = {place_of(language): picture(language) for language in LANGUAGES}
    old = [path for path, svg in made.items() if not path.exists() or path.read_text(encoding="utf-8") != svg]
    for path in old:
        if not check:
            path.write_text(made[path], encoding="utf-8")
        print(f"{path.name} {'is out of date; run: python docs/make_picture.py' if check else 'was drawn.'}")  # noqa: T201
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
