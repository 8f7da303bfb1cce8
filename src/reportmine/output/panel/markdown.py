"""Panels as Markdown."""

from __future__ import annotations

from reportmine.model.schema import Language
from reportmine.output.comparison.markdown import sections_to_markdown
from reportmine.output.panel.sections import sections_of
from reportmine.output.panel.wording import PanelResult


def to_markdown(result: PanelResult, header: Language = "en") -> str:
    """The Markdown of panels, in the language of its headings."""
    return sections_to_markdown(sections_of(result, header), header)
