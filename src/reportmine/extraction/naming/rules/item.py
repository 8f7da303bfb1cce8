"""The item that opens a paragraph of accounts: 1、教育支出（类）小学教育（项）。年初预算为1286.4万元."""

from __future__ import annotations

from reportmine.extraction.naming.context import FigureContext
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import pattern
from reportmine.text.headings import without_numbering

# The class, section and item of a budget's classification, each named before its mark.
_CLASSED = pattern(r"(?P<name>[^（()）。]+)[（(][类款项][）)]")


def item_of(title: str) -> str:
    """The innermost item that a heading names by class, section and item; empty where it names none.

    >>> item_of("1、教育支出（类）普通教育（款）小学教育（项）"), item_of("一、支出情况")
    ('小学教育', '')
    """
    items = _CLASSED.findall(without_numbering(title))
    return str(items[-1]).strip() if items else ""


def of_item(context: FigureContext) -> str | None:
    """年初预算为54.53万元: a head of accounts that every item has, told by the item that the paragraph is about."""
    bare = context.preceding.text in cue_words.ACCOUNT_HEADS
    return (context.item or None) if bare else None
