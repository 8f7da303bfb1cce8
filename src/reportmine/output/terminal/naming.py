"""How learnt weights chose, for people: the likeliest candidates, and what spoke for the first and for the second."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.extraction.explain.model import About, Classing, Difference, NameCandidate, Naming
from reportmine.output.terminal.canvas import Screen
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.paragraphs import paragraph, styled
from reportmine.output.terminal.wording import answer, rule_names, word

_QUIET = "dim"
_RULE = "green"
_INDENT = 14
_DEEPER = 20
# What is less is no per cent.
_LEAST = 0.005


def naming_lines(naming: Naming, screen: Screen) -> Iterator[Text]:
    """The candidates with their shares, then what made the first of them likelier than the second, and what less.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> training = NameCandidate("培训", 0.97, "before the figure", ("before the figure",), users=False)
    >>> held = NameCandidate("举办培训", 0.03, "before the figure", (), users=False)
    >>> opens = Difference("举办培训", "o1=l举办", "the word that it opens with", "举办", 1.1)
    >>> for line in naming_lines(Naming((training, held), (opens,)), PAPER):
    ...     print(line.plain.strip())
    97 % 培训 ← before the figure (rule: before the figure)
    3 % 举办培训 ← before the figure
    speaks for 培训
    ×3.0 against 举办培训, the word that it opens with: 举办
    """
    for candidate in naming.candidates:
        yield from paragraph(_label(percent(candidate.share)), _candidate(candidate, screen), screen, _DEEPER)
    yield from _differences([one.name for one in naming.candidates], naming.differences, screen)


def classing_lines(about: About, classing: Classing, screen: Screen) -> Iterator[Text]:
    """The same of a measure or a status: only those that anything speaks for."""
    answers = [answer(about, one.answer, screen.language) for one in classing.candidates]
    for candidate, said in zip(classing.candidates, answers, strict=True):
        if candidate.share >= _LEAST:
            yield from paragraph(_label(percent(candidate.share)), Text(said), screen, _DEEPER)
    differences = [one._replace(name=answer(about, one.name, screen.language)) for one in classing.differences]
    yield from _differences(answers, differences, screen)


def _differences(names: Sequence[str], differences: Sequence[Difference], screen: Screen) -> Iterator[Text]:
    for name, way in zip(names, _each_way(differences), strict=False):
        if way:
            yield from paragraph("", styled(screen.say("speaks for {name}"), _QUIET, name=shown(name)), screen, _INDENT)
        for one in way:
            yield from paragraph(_label(_times(one.weight)), _difference(one, name, screen), screen, _DEEPER)


def percent(share: float) -> str:
    """A share in whole per cent.

    >>> percent(0.548), percent(0.9987), percent(0.0004), percent(1.0)
    ('55 %', '>99 %', '<1 %', '100 %')
    """
    if 0.995 <= share < 1:
        return ">99 %"
    return "<1 %" if share < _LEAST else f"{share:.0%}".replace("%", " %")


def _label(text: str) -> str:
    return f"{text:>{_DEEPER - 1}}"


def _candidate(one: NameCandidate, screen: Screen) -> Text:
    say = screen.say
    body = Text.assemble(shown(one.name), (" ← ", _QUIET), (say(one.place), _RULE))
    if one.users:
        body = styled(say("{name}, in your lexicon"), name=body)
    if not one.rules:
        return body
    template = say("{name} (rule: {rules})") if len(one.rules) == 1 else say("{name} (rules: {rules})")
    rules = rule_names("name", one.rules, screen.language)
    return styled(template, _QUIET, name=body, rules=rules)


def _each_way(differences: Sequence[Difference]) -> tuple[list[Difference], list[Difference]]:
    return [one for one in differences if one.weight > 0], [one for one in differences if one.weight < 0]


def _times(weight: float) -> str:
    """How many times likelier a weight makes one name than the other."""
    return f"×{math.exp(abs(weight)):.1f}"


def _difference(one: Difference, name: str, screen: Screen) -> Text:
    """What speaks for a candidate, be it that something of the other speaks against that."""
    say = screen.say
    seen = shown(" · ".join(_seen(part, screen) for part in one.seen.split(" · ")))
    body = Text.assemble((say("{meaning}: ", meaning=say(one.meaning)), _QUIET), seen)
    if one.name == name:
        return body
    against = styled(say("against {name}"), _QUIET, name=shown(one.name))
    return styled(say("{against}, {difference}"), against=against, difference=body)


def _seen(part: str, screen: Screen) -> str:
    """What a feature looked at: words of the report as they are, places, kinds and the like by their names."""
    return answer("measure", word("status", screen.say(part), screen.language), screen.language)
