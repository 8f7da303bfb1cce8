"""Why numbers were read as they were, for people: a sentence and its words, then each number and its decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from reportmine.extraction.explain.model import Decision, Explanation
from reportmine.extraction.rule import LEARNT, Asked
from reportmine.messages.message import SEPARATOR
from reportmine.model import Claim, Qualifier, Quantity, Source, Word
from reportmine.model.digits import plain
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.naming import classing_lines, naming_lines
from reportmine.output.terminal.paragraphs import joined, paragraph, styled
from reportmine.output.terminal.wording import answer, decision_name, rule_name, rule_names, word

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
    return to_explanation(found, screen) if found else screen.say("No number to explain here.") + "\n"


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
    say = screen.say
    place = Text(say("line {line}", line=first.line), "bold")
    yield joined([place, *([first.section] if first.section else [])], " · ")
    yield from paragraph("", _marked(found, screen), screen, 2)
    if first.words:
        yield from paragraph(
            "  " + say("words"), joined(map(_word, first.words), " "), screen, _INDENT, whole_words=True
        )
    if first.repairs:
        yield from paragraph("  " + say("cleaned"), joined(first.repairs, say(SEPARATOR)), screen, _INDENT)
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
    say, number = screen.say, (shown(one.text), _style(one))
    if claim:
        body = styled(say("{number} is a figure: {summary}"), number=number, summary=(_summary(claim, screen), _FOUND))
    else:
        rule = rule_name("rejection", one.decisions[0].rule, screen.language)
        body = styled(say("{number} is no figure: {rule}"), number=number, rule=(rule, _FOUND))
    yield from paragraph("", body, screen, 0)
    quantity, qualifier = (claim.quantity, claim.qualifier) if claim else (one.quantity, one.quantity.qualifier)
    place = say("offset {start}–{end}", start=one.span.start, end=one.span.end)
    read = Text.assemble(_read_as(quantity, qualifier, screen), (f" · {place}", _QUIET))
    yield from paragraph("  " + say("read as"), read, screen, _INDENT)
    for decision in one.decisions:
        yield from _decision(decision, one, screen)


def _summary(claim: Claim, screen: Screen) -> str:
    language = screen.language
    parts = (
        claim.metric or screen.say("unnamed"),
        _value(claim.quantity),
        answer("measure", f"{claim.measure} {claim.direction or ''}", language),
        word("status", claim.status, language),
        claim.period or "",
    )
    return " · ".join(shown(part) for part in parts if part)


def _value(quantity: Quantity) -> str:
    ends = " – ".join(plain(end) for end in (quantity.low, quantity.high) if end is not None)
    return f"{ends} {quantity.unit}".strip()


def _read_as(quantity: Quantity, qualifier: Qualifier, screen: Screen) -> str:
    say = screen.say
    dimension = say(quantity.dimension) if quantity.dimension else say("unit") if quantity.unit else say("no unit")
    form = "" if quantity.form == "number" else say(quantity.form)
    facts = tuple(filter(None, (dimension, form, word("qualifier", qualifier, screen.language))))
    return say("{value}: {facts}", value=shown(_value(quantity)), facts=facts)


def _decision(decision: Decision, one: Explanation, screen: Screen) -> Iterator[Text]:
    label = f"  {decision_name(decision.about, screen.language)}"
    yield from paragraph(label, _outcome(decision, one, screen), screen, _INDENT)
    decided = next((asked for asked in decision.asked if asked.state == "decided"), None)
    if decided:
        yield from paragraph("", Text(_reason(decided.why, screen)), screen, _DEEPER)
    if decision.about == "name" and one.phrases:
        yield from paragraph("", _phrases(one, screen), screen, _DEEPER)
        yield from naming_lines(one.naming, screen) if one.naming else ()
    elif decision.asked and decision.evidence:
        seen = styled(screen.say("saw {evidence}"), _QUIET, evidence=shown(decision.evidence))
        yield from paragraph("", seen, screen, _DEEPER)
    if decision.rule == LEARNT and decision.about in one.classing:
        yield from classing_lines(decision.about, one.classing[decision.about], screen)
    if decided:
        yield from _others(decision, screen)


def _reason(why: str, screen: Screen) -> str:
    """The reason of a rule with its example behind it, lest that be taken for words of the report.

    >>> from reportmine.output.terminal.canvas import PAPER
    >>> _reason("增长, 下降: grew or fell by so much", PAPER), _reason("a year places a statement", PAPER)
    ('grew or fell by so much, as in 增长, 下降', 'a year places a statement')
    """
    example, mark, reason = screen.say(why).partition(": ")
    if not mark or example.isascii():
        return screen.say(why)
    return screen.say("{reason}, as in {example}", reason=reason, example=example)


def _outcome(decision: Decision, one: Explanation, screen: Screen) -> Text:
    if decision.about == "rejection" and not decision.rule:
        return Text(screen.say("no; {count} rules were asked", count=len(decision.asked)))
    if not decision.value:
        return Text("–", _QUIET)
    found = answer(decision.about, decision.value, screen.language)
    rule = rule_name(decision.about, decision.rule, screen.language)
    body = Text.assemble((shown(found), _FOUND), (" ← ", _QUIET), (rule, _RULE))
    if not decision.asked and decision.evidence:
        body = styled(screen.say("{decision}: {evidence}"), decision=body, evidence=shown(decision.evidence))
    if decision.about == "name" and isinstance(one.outcome, Claim) and one.outcome.confidence is not None:
        sure = screen.say("confidence {confidence}", confidence=one.outcome.confidence)
        body.append(f" · {sure}", _QUIET)
    return body


def _phrases(one: Explanation, screen: Screen) -> Text:
    assert one.phrases is not None
    say, phrases = screen.say, one.phrases
    named = (
        (say("clause"), "".join(word.text for word in one.words[slice(*one.clause)])),
        (say("before"), phrases.before),
        (say("verb"), phrases.verb),
        (say("behind"), phrases.behind),
        (say("last"), phrases.last),
    )
    return joined([Text.assemble((f"{name} ", _QUIET), shown(held)) for name, held in named if held], " · ")


def _others(decision: Decision, screen: Screen) -> Iterator[Text]:
    """The rules that were silent before, and what those behind would have said instead."""
    say = screen.say
    silent = [asked.rule for asked in decision.asked if _was_silent(asked, decision)]
    later = [asked for asked in decision.asked[:-1] if asked.state == "later" and asked.answer != decision.value]
    if silent:
        rules = rule_names(decision.about, silent, screen.language)
        yield from paragraph("", styled(say("silent {rules}"), _QUIET, rules=rules), screen, _DEEPER)
    if later:
        would = joined([_would_say(asked, decision, screen) for asked in later], say(SEPARATOR))
        said = say("overruled {rules}") if decision.rule == LEARNT else say("not asked {rules}")
        yield from paragraph("", styled(said, _QUIET, rules=would), screen, _DEEPER)


def _would_say(asked: Asked, decision: Decision, screen: Screen) -> str:
    rule = rule_name(decision.about, asked.rule, screen.language)
    return f"{rule} → {answer(decision.about, asked.answer, screen.language)}"


def _was_silent(asked: Asked, decision: Decision) -> bool:
    order = [one.rule for one in decision.asked]
    return asked.state == "silent" and order.index(asked.rule) < order.index(decision.rule)
