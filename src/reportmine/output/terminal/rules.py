"""The rules with their reasons and examples, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.extraction.explain.catalogue import Chapter, Entry, entries
from reportmine.extraction.explain.examples import Example
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.paragraphs import padded, paragraph, styled
from reportmine.output.terminal.wording import TRANSLATED, answer

_QUIET = "dim"
_INDENT = 27
# What the examples of cleaning hold and nobody would see.
_SEEN = {ord("\n"): "⏎", ord("\u200b"): "<U+200B>"}


def to_rule_list(chapters: Sequence[Chapter], screen: Screen) -> str:
    """The rules as text for a screen or for paper.

    >>> from reportmine.extraction.explain.catalogue import CHAPTERS
    >>> from reportmine.output.terminal.canvas import PAPER
    >>> status = [chapter for chapter in CHAPTERS if chapter.name == "status"]
    >>> print("\\n".join(to_rule_list(status, PAPER).splitlines()[:4]))
    status: whether it was reached or is planned; the first that answers decides
    <BLANKLINE>
      1 where it starts        由目前的91%提高到93%: what a plan starts from was reached
                               二、2024年工作安排⏎普及率由目前的【91%】提高到93%。 → actual
    """
    return "\n".join(paint(_chapter(chapter, screen), screen) for chapter in chapters)


def _chapter(chapter: Chapter, screen: Screen) -> Iterator[Text]:
    title = styled(screen.say("{decision}: {about}"), decision=(chapter.name, "bold"), about=screen.say(chapter.about))
    yield from paragraph("", title, screen, 0)
    yield Text()
    for entry in entries(chapter):
        yield from _entry(entry, screen)


def _entry(entry: Entry, screen: Screen) -> Iterator[Text]:
    first, *more = paragraph("", _reason(entry, screen), screen, _INDENT)
    label = Text.assemble((f"{entry.number:>3} ", _QUIET), (padded(entry.name, _INDENT - 4), "green"))
    yield label.append_text(first[_INDENT:])
    yield from more
    if entry.example:
        yield from paragraph("", _example(entry, entry.example, screen), screen, _INDENT)


def _reason(entry: Entry, screen: Screen) -> Text:
    """Why there is the rule; before that what it is called where its name is translated."""
    name, why = screen.say(entry.name), screen.say(entry.why)
    if name == entry.name or entry.decision.removeprefix("table-") not in TRANSLATED:
        return Text(why)
    return styled(screen.say("{rule}: {why}"), rule=(name, "bold"), why=why)


def _example(entry: Entry, example: Example, screen: Screen) -> Text:
    before, figure, after = (shown(part.translate(_SEEN)) for part in example.text.partition(example.figure))
    marked = (figure, "bold cyan") if screen.colour else f"【{figure}】"
    given = answer(entry.decision.removeprefix("table-"), example.gives, screen.language)
    gives = ((" → ", _QUIET), shown(given)) if given else ()
    return Text.assemble(before, marked, after, *gives)
