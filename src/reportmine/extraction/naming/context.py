"""One figure among the words of its sentence: all that a naming rule may see, and small questions of it."""

from __future__ import annotations

from reportmine.extraction.naming.noun_phrase import NounPhrase
from reportmine.extraction.tokens import Tokens
from reportmine.lexicon import cue_words
from reportmine.lexicon.dimensions import CLASSIFIER, RATE
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.patterns import pattern
from reportmine.model import NameSource, Quantity, Word, slotted

# Kinds of figures: a rule that has nothing to say of a kind is not asked.
SHARES = frozenset(("share",))
COUNTS = frozenset(("count",))
AMOUNTS = frozenset(("amount",))
ALL_KINDS = SHARES | COUNTS | AMOUNTS

# A place and nothing else: its figures stand in a list of places.
PLACE_NAME = pattern(r"^[\u4e00-\u9fff]{1,4}[省市区县旗镇乡]$")


@slotted
class MetricName:
    """What a figure measures, the kind of place that it stands at, why, and by what words.

    `share` is the part of all that speaks for any name (0 to 1) that speaks for this one or one much like it. `others`
    are the next likeliest names.
    """

    text: str
    source: NameSource
    rule: str = ""
    evidence: str = ""
    share: float = 0.0
    others: tuple[str, ...] = ()


@slotted
class FigureContext:
    """All that a naming rule may see of the `k`-th figure of a sentence, which stands at `at` among the words.

    `kind` is the figure's, `floor` is the first word of its clause, `names` are those of the earlier figures of the
    sentence, `carried` is the last name of the sentence before in the same paragraph, or None, `item` the item of
    accounts that the paragraph is about, or nothing.
    """

    tokens: Tokens
    k: int
    at: int
    quantity: Quantity
    kind: str
    floor: int
    preceding: NounPhrase
    following: str
    names: tuple[MetricName, ...]
    carried: MetricName | None
    lexicon: Lexicon
    item: str = ""


def kind_of(quantity: Quantity) -> str:
    """share, count or amount: which strategies and rules are asked.

    >>> from decimal import Decimal
    >>> from reportmine.model import Span
    >>> kind_of(Quantity(Span(0, 3), Decimal(5), unit="%", dimension="rate"))
    'share'
    """
    if quantity.dimension in RATE or quantity.form == "fraction":
        return "share"
    return "count" if counts_noun(quantity) else "amount"


def counts_noun(quantity: Quantity) -> bool:
    """Whether the noun behind a figure is what it counts: 20所[学校], 3200[学生]."""
    return not quantity.unit or quantity.dimension in CLASSIFIER


def last_content(context: FigureContext) -> Word | None:
    """The word right before the figure, past bounds and 了."""
    floor = context.floor
    k = context.at - 1
    while k >= floor and context.tokens.words[k].text in cue_words.PRENUMERAL_WORDS:
        k -= 1
    return context.tokens.words[k] if k >= floor else None


def is_share(quantity: Quantity) -> bool:
    """Whether a figure is a part of a whole: 42%, 近六成."""
    return quantity.unit == "%" or quantity.form == "fraction"


def opens_with_de(context: FigureContext) -> bool:
    """Whether 的 stands right behind the figure: 3800万元的道路改造."""
    words = context.tokens.words
    return context.at + 1 < len(words) and words[context.at + 1].text == "的"


def without_lead(metric: str) -> str:
    """新增国家级孵化器 → 国家级孵化器."""
    for lead in cue_words.NEWNESS_PREFIXES:
        if metric.startswith(lead) and len(metric) > len(lead) + 1:
            return metric[len(lead) :]
    return metric


def words_up_to(context: FigureContext) -> str:
    """The words that lead to a figure: at most eight, and the figure."""
    return "".join(context.tokens.texts[max(0, context.at - 8) : context.at + 1])
