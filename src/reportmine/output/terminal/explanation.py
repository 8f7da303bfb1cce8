"""Why numbers were read as they were, for people: a sentence and its words, then each number and its decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from reportmine.extraction.explain.model import Decision, Explanation
from reportmine.extraction.rule import LEARNT, Asked
from reportmine.model import Claim, Qualifier, Quantity, Source, Word
from reportmine.model.digits import plain
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.naming import classing_lines, naming_lines
from reportmine.output.terminal.paragraphs import joined, paragraph

_FIGURE = "bold cyan"
_NO_FIGURE = "bold magenta"
_FOUND = "bold"
_RULE = "green"
_QUIET = "dim"
_INDENT = 12
_DEEPER = 14


def to_text(explained: tuple[Source, Sequence[Explanation]], screen: Screen) -> str:
    """The explanations of the numbers of a source, or that there is none."""
    _, found = explained
    return to_explanation(found, screen) if found else "No number to explain here.\n"


def to_explanation(found: Sequence[Explanation], screen: Screen) -> str:
    """The explanations as text for a screen or for paper, those of one sentence below it.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> from reportmine.api import explain
    >>> print("\\n".join(to_explanation(explain("2023年举办培训20场。", at=9), PAPER).splitlines()[:6]))
    line 1
      2023年举办培训【20场】。
      words     2023年/time 举办/v 培训/vn 20场/figure 。/w
    <BLANKLINE>
    20场 is a figure: 培训 · 20 场 · level · actual · 2023
      read as   20 场: event, exact · offset 9–12
    """
    return "\n".join(
        paint(_sentence(list(group), screen), screen)
        for _, group in groupby(found, lambda one: (one.sentence, one.words))
    )


def _sentence(found: Sequence[Explanation], screen: Screen) -> Iterator[Text]:
    first = found[0]
    yield joined([Text(f"line {first.line}", "bold"), *([first.section] if first.section else [])], " · ")
    yield from paragraph("", _marked(found, screen), screen, 2)
    if first.words:
        yield from paragraph("  words", joined(map(_word, first.words), " "), screen, _INDENT)
    if first.repairs:
        yield from paragraph("  cleaned", joined(first.repairs, ", "), screen, _INDENT)
    for one in found:
        yield Text()
        yield from _number(one, screen)


def _marked(found: Sequence[Explanation], screen: Screen) -> Text:
    """The sentence with every number that is explained marked, by colour or else by 【 】."""
    sentence, at = shown(found[0].sentence), 0
    parts = Text()
    for one in found:
        start, end = one.mark
        number = sentence[start:end] if screen.colour else f"【{sentence[start:end]}】"
        parts.append(sentence[at:start]).append(number, _style(one))
        at = end
    return parts.append(sentence[at:])


def _word(word: Word) -> Text:
    tag = word.tag.removeprefix("#")
    style = {"#figure": _FIGURE, "#time": "magenta", "#name": "magenta", "#mark": "magenta"}.get(word.tag, "")
    return Text.assemble((shown(word.text), style), (f"/{tag}", _QUIET))


def _style(one: Explanation) -> str:
    return _FIGURE if isinstance(one.outcome, Claim) else _NO_FIGURE


def _number(one: Explanation, screen: Screen) -> Iterator[Text]:
    claim = one.outcome if isinstance(one.outcome, Claim) else None
    body = Text.assemble(
        (shown(one.text), _style(one)),
        " is a figure: " if claim else " is no figure: ",
        (_summary(claim) if claim else one.decisions[0].rule, _FOUND),
    )
    yield from paragraph("", body, screen, 0)
    quantity, qualifier = (claim.quantity, claim.qualifier) if claim else (one.quantity, one.quantity.qualifier)
    place = (f" · offset {one.span.start}–{one.span.end}", _QUIET)
    yield from paragraph("  read as", Text.assemble(_read_as(quantity, qualifier), place), screen, _INDENT)
    for decision in one.decisions:
        yield from _decision(decision, one, screen)


def _summary(claim: Claim) -> str:
    direction = f" {claim.direction}" if claim.direction else ""
    value = _value(claim.quantity)
    parts = (claim.metric or "unnamed", value, claim.measure + direction, claim.status, claim.period or "")
    return " · ".join(shown(part) for part in parts if part)


def _value(quantity: Quantity) -> str:
    ends = " – ".join(plain(end) for end in (quantity.low, quantity.high) if end is not None)
    return f"{ends} {quantity.unit}".strip()


def _read_as(quantity: Quantity, qualifier: Qualifier) -> str:
    what = quantity.dimension or ("no unit" if not quantity.unit else "unit")
    form = "" if quantity.form == "number" else f", {quantity.form}"
    return f"{shown(_value(quantity))}: {what}{form}, {qualifier}"


_LABELS = {"rejection": "rejected"}


def _decision(decision: Decision, one: Explanation, screen: Screen) -> Iterator[Text]:
    label = f"  {_LABELS.get(decision.about, decision.about)}"
    yield from paragraph(label, _outcome(decision, one), screen, _INDENT)
    decided = next((asked for asked in decision.asked if asked.state == "decided"), None)
    if decided:
        yield from paragraph("", Text(_reason(decided.why)), screen, _DEEPER)
    if decision.about == "name" and one.phrases:
        yield from paragraph("", _phrases(one), screen, _DEEPER)
        yield from naming_lines(one.naming, screen) if one.naming else ()
    elif decision.asked and decision.evidence:
        yield from paragraph("", Text.assemble(("saw ", _QUIET), shown(decision.evidence)), screen, _DEEPER)
    if decision.rule == LEARNT and decision.about in one.classing:
        yield from classing_lines(one.classing[decision.about], screen)
    if decided:
        yield from _others(decision, screen)


def _reason(why: str) -> str:
    """The reason of a rule with its example behind it, lest that be taken for words of the report.

    >>> _reason("增长, 下降: grew or fell by so much"), _reason("a year places a statement")
    ('grew or fell by so much, as in 增长, 下降', 'a year places a statement')
    """
    example, mark, reason = why.partition(": ")
    return f"{reason}, as in {example}" if mark and not example.isascii() else why


def _outcome(decision: Decision, one: Explanation) -> Text:
    if decision.about == "rejection" and not decision.rule:
        return Text(f"no; {len(decision.asked)} rules were asked")
    if not decision.value:
        return Text("–", _QUIET)
    body = Text.assemble((shown(decision.value), _FOUND), (" ← ", _QUIET), (decision.rule, _RULE))
    if not decision.asked and decision.evidence:
        body.append(f": {shown(decision.evidence)}")
    if decision.about == "name" and isinstance(one.outcome, Claim) and one.outcome.confidence is not None:
        body.append(f" · confidence {one.outcome.confidence}", _QUIET)
    return body


def _phrases(one: Explanation) -> Text:
    assert one.phrases is not None
    clause = "".join(word.text for word in one.words[slice(*one.clause)])
    named = (("clause", clause), *zip(one.phrases._fields, one.phrases, strict=True))
    return joined([Text.assemble((f"{name} ", _QUIET), shown(held)) for name, held in named if held], " · ")


def _others(decision: Decision, screen: Screen) -> Iterator[Text]:
    """The rules that were silent before, and what those behind would have said instead."""
    silent = [asked.rule for asked in decision.asked if asked.state == "silent" and _before(asked, decision)]
    later = [asked for asked in decision.asked[:-1] if asked.state == "later" and asked.answer != decision.value]
    if silent:
        yield from paragraph("", Text.assemble(("silent ", _QUIET), ", ".join(silent)), screen, _DEEPER)
    if later:
        would = joined([f"{asked.rule} → {asked.answer}" for asked in later], ", ")
        label = "overruled " if decision.rule == LEARNT else "not asked "
        yield from paragraph("", Text.assemble((label, _QUIET), would), screen, _DEEPER)


def _before(asked: Asked, decision: Decision) -> bool:
    order = [one.rule for one in decision.asked]
    return order.index(asked.rule) < order.index(decision.rule)
