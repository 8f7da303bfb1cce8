"""The findings of a comparison in five or six sentences: what stands above all tables."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

from reportmine.comparison.findings import Findings, findings_of
from reportmine.comparison.full_names import full_name
from reportmine.comparison.model import Comparison
from reportmine.model.schema import Language
from reportmine.output.comparison import cell_text as said
from reportmine.output.terminal.cells import shown


def finding_lines(comparison: Comparison, language: Language = "en") -> list[str]:
    """What a comparison found, a sentence or two a line; nothing where no figure could be compared.

    >>> from reportmine.api import extract
    >>> from reportmine.comparison.pairwise import compare
    >>> for line in finding_lines(compare(extract("财政收入20亿元。"), extract("财政收入25亿元，增长25%。"))):
    ...     print(line)
    Figures in both reports: 1.
    Largest changes: 财政收入 +25% (20亿元 → 25亿元).
    Stated changes worked out again: 1; all add up.
    """
    found = findings_of(comparison)
    return list(_lines(found, _words(language), said.UNITS[language])) if found.pairs or found.judged else []


def findings_title(language: Language = "en") -> str:
    """What stands above the findings."""
    return _words(language)["title"]


def _lines(found: Findings, words: Mapping[str, str], units: Mapping[str, str]) -> Iterator[str]:
    def listed(items: Iterable[str]) -> str:
        return words["separator"].join(items)

    unsure = [words["unsure"].format(unsure=found.unsure)] if found.unsure else []
    yield words["between"].join([words["both"].format(pairs=found.pairs), *unsure])
    if found.moved:
        yield words["moved"].format(items=listed(_moved(found, words, units)))
    if found.judged:
        items = listed(_missed(found, words))
        missed = [words["missed"].format(missed=found.judged - found.kept, items=items)] if found.missed else []
        yield words["between"].join([words["kept"].format(kept=found.kept, judged=found.judged), *missed])
    if found.wrong:
        items = listed(_wrong(found, words, units))
        yield words["wrong"].format(checked=found.checked, wrong=found.wrong_in_all, items=items)
    elif found.checked:
        yield words["add_up" if not found.unclear else "unclear"].format(checked=found.checked, unclear=found.unclear)
    if found.gone:
        items = listed(f"{shown(full_name(claim))} {said.figure(claim)}" for claim in found.gone)
        yield words["gone"].format(count=found.gone_in_all, items=items)


def _moved(found: Findings, words: Mapping[str, str], units: Mapping[str, str]) -> Iterator[str]:
    return (
        words["moved_item"].format(
            metric=shown(full_name(pair.new)),
            change=said.percent_of(pair.change, units),
            old=said.figure(pair.old),
            new=said.figure(pair.new),
        )
        for pair in found.moved
    )


def _missed(found: Findings, words: Mapping[str, str]) -> Iterator[str]:
    return (
        words["missed_item"].format(
            metric=shown(full_name(target.target)),
            planned=said.figure(target.target),
            reached=said.figure(target.outcome) if target.outcome else "",
        )
        for target in found.missed
    )


def _wrong(found: Findings, words: Mapping[str, str], units: Mapping[str, str]) -> Iterator[str]:
    return (
        words["wrong_item"].format(
            metric=shown(audit.metric), stated=said.figure(audit.stated), computed=said.computed(audit, units)
        )
        for audit in found.wrong
    )


@functools.cache
def _words(language: Language) -> Mapping[str, str]:
    place = resources.files(__package__).joinpath("assets", "findings.toml")
    words: Mapping[str, str] = tomllib.loads(place.read_text(encoding="utf-8"))[language]
    return words
