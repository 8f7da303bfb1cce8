"""What rules propose that a figure measures: each sees one figure, its sentence's words and the names found before it.

A proposal is one candidate among many; `choosing` weighs them all.
"""

from __future__ import annotations

from collections.abc import Callable

from reportmine.extraction.naming.context import ALL_KINDS, COUNTS, SHARES, FigureContext, words_up_to
from reportmine.extraction.naming.rules.adjacent import (
    bracketed,
    generic_head,
    label,
    noun_before,
    noun_behind,
    noun_behind_classifier,
    part_of_whole,
    share_of_noun,
    verb_alone,
    verb_phrase,
    whole_of_share,
    words_before,
)
from reportmine.extraction.naming.rules.carried_over import (
    average_of_last,
    carried,
    carried_over_sentence,
    clause_before,
    compared_with,
    deed_on_last,
    end_of_move,
    flow_of_last,
    peers_in_bracket,
    place_of_last,
)
from reportmine.extraction.naming.rules.coordination import head_of_row, in_order, respectively, same_list
from reportmine.extraction.naming.rules.item import of_item
from reportmine.extraction.naming.rules.predicates import (
    awards,
    benefits,
    casualties,
    deed_on_people,
    deeds,
    identity_of_part,
    responses,
    those_who,
)
from reportmine.extraction.rule import Rule, of_kinds
from reportmine.model import NameSource, slotted

NameRule = Rule[FigureContext, str, NameSource]


@slotted
class Proposal:
    """A name and the rule that proposes it."""

    text: str
    rule: NameRule


def proposals_of(context: FigureContext) -> list[Proposal]:
    """What the rules propose for a figure, in their order."""
    return [Proposal(text, rule) for rule in _ASKED[context.kind] if (text := rule.ask(context))]


def _rule(
    name: str,
    why: str,
    ask: Callable[[FigureContext], str | None],
    source: NameSource,
    kinds: frozenset[str] = ALL_KINDS,
) -> NameRule:
    return Rule(name, why, ask, source, kinds, words_up_to)


NAME_RULES: tuple[NameRule, ...] = (
    _rule("respectively", "分别 deals the figures out to the things of a list", respectively, "dealt_out"),
    _rule("in order", "粮食和油料产量90万吨、12万吨: as many things as figures in a row", in_order, "coordination"),
    _rule(
        "whole of a share",
        "占总收入6145万元的75%: the amount between 占 and 的 is of the noun before it",
        whole_of_share,
        "preceding",
    ),
    _rule(
        "part of a whole",
        "占总收入6145万元的75%: the share is of what stands before 占",
        part_of_whole,
        "carried",
        SHARES,
    ),
    _rule("share of a noun", "70%的村卫生室 is a share of what follows", share_of_noun, "following", SHARES),
    _rule(
        "head of the row",
        "21项省级、64项县级事项: levels share the noun behind the last",
        head_of_row,
        "coordination",
        COUNTS,
    ),
    _rule(
        "behind the classifier",
        "20所学校: the counted noun follows its measure word",
        noun_behind_classifier,
        "classifier",
    ),
    _rule("average of the last", "生均3102元: the last metric, for each of many", average_of_last, "last_varied"),
    _rule(
        "peers in the bracket", "5.5张（全国平均35.3张）: the last metric, of others", peers_in_bracket, "last_varied"
    ),
    _rule(
        "deed on the last",
        "提出建议16件，采纳15件: something was done to what was counted last",
        deed_on_last,
        "last_deed",
        COUNTS,
    ),
    _rule("compared with", "与上次普查的431200人相比: the last metric, at another time", compared_with, "last_varied"),
    _rule(
        "flow of the last",
        "总藏量3120万册，新增95万册: so many more of what was counted last",
        flow_of_last,
        "last_varied",
    ),
    _rule("end of a move", "由18.2米浚深至20.5米: of what moved, whatever the verb", end_of_move, "moved"),
    _rule("what so many say", "近八成选择“回馈社会”: told by what they say", responses, "predicate", SHARES),
    _rule(
        "what they became",
        "3人获评劳动模范: what those who are counted were made",
        awards,
        "predicate",
        COUNTS,
    ),
    _rule("what a part is", "其中50万元为专项补助: what so much of the whole is", identity_of_part, "predicate"),
    _rule("what befell", "造成412人死亡: what happened to those who are counted", casualties, "predicate", COUNTS),
    _rule("done for them", "为58人发放救助金: what was done for so many", benefits, "predicate", COUNTS),
    _rule("those who", "提起诉讼的4件: those of whom the clause says so", those_who, "predicate", SHARES | COUNTS),
    _rule(
        "place of the last", "石汀区增长9.1%: the last metric, of another place", place_of_last, "other_place", SHARES
    ),
    _rule(
        "item of the paragraph",
        "（项）。年初预算为54万元: a head that every item has is of this item",
        of_item,
        "heading",
    ),
    _rule("before the figure", "新媒体平台总浏览量已超10亿: the noun phrase before", noun_before, "preceding"),
    _rule("label", "捐赠收入：500万元: the phrase before a colon", label, "label"),
    _rule("before the bracket", "经费总额(60749万元): the phrase before the bracket", bracketed, "label"),
    _rule("generic head", "总数, 增量: belongs to the thing named before", generic_head, "label"),
    _rule("same list", "a row of figures takes the names of the row before", same_list, "same_list"),
    _rule("verb alone", "捐助26.5万元: the verb is all there is", verb_alone, "verb"),
    _rule(
        "what they did",
        "其中11人实现就业: what people did of whom nothing else is said",
        deeds,
        "predicate",
        COUNTS,
    ),
    _rule("deed on people", "打击处理20人: a deed that is all there is", deed_on_people, "predicate", COUNTS),
    _rule("clause before", "the subject of the clause before, carried over a comma", clause_before, "earlier_clause"),
    _rule("carried on", "增长5.2%: the figure speaks of what the last figure spoke of", carried, "carried"),
    _rule("noun behind", "the only noun near the figure follows it", noun_behind, "following"),
    _rule("verb phrase", "两次降低存款准备金率: what was done is what was counted", verb_phrase, "verb"),
    _rule(
        "sentence before",
        "the figure speaks of what the last sentence spoke of",
        carried_over_sentence,
        "earlier_sentence",
    ),
    _rule("words before", "no phrase was found: the words before stand as they are", words_before, "leftover"),
)

_ASKED = of_kinds(NAME_RULES, ALL_KINDS)
