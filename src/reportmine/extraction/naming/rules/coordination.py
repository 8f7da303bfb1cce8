"""Names that a list deals out: 分别, and figures in a row that take the names of the row before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from reportmine.extraction.naming.clauses import clause_floor
from reportmine.extraction.naming.context import PLACE_NAME, FigureContext, MetricName
from reportmine.extraction.naming.noun_phrase import text_of
from reportmine.extraction.naming.rules.following import following_phrase
from reportmine.extraction.naming.rules.preceding import preceding_phrase
from reportmine.extraction.tokens import FIGURE, TIME
from reportmine.lexicon import cue_words
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.patterns import pattern
from reportmine.model import Word

# What they are called together is dealt out to the first, second and third.
_THREE_SECTORS = "三次产业"
# What may stand between a time and the thing that is measured then.
_OF_TIMES = frozenset(("的", "上半年", "下半年", "末", "底", "各", "，", ","))


def respectively(context: FigureContext) -> str | None:
    """A、B分别为5%和6%: the thing that 分别 or its like deals the figure out to."""
    words, figures = context.tokens.words, context.tokens.figures
    if not context.tokens.deals_out:
        return None
    first, length = row_of(context)
    floor = clause_floor(words, figures[first])
    mark = next((i for i in range(figures[first] - 1, floor - 1, -1) if words[i].text in cue_words.DISTRIBUTIVES), -1)
    if mark < 0:
        return None
    items = _items(words, _behind_times(words, _list_floor(words, mark), mark), mark, context.lexicon)
    if len(items) <= 1 < length and (not items or items[0] in cue_words.QUANTITY_NOUNS):
        items = _items_of_clause_before(words, _list_floor(words, mark), length, context.lexicon) or items
    if len(items) == 1 and length == 3 and _THREE_SECTORS in items[0]:
        items = [items[0].replace(_THREE_SECTORS, f"第{number}产业") for number in "一二三"]
    if len(items) == length > 1:
        return _with_its_verb(context, items[context.k - first], mark, figures[first])
    if len(items) <= 1 and length > 1:
        earlier = _names_of_row_before(context, first, length, items)
        if earlier is not None:
            return earlier
    return items[0] if len(items) == 1 else None


def _with_its_verb(context: FigureContext, item: str, mark: int, figure: int) -> str:
    """A place of a list with what 分别 says of it: 甲区、乙区分别[完成投资]5亿元、6亿元."""
    words = context.tokens.words
    if not PLACE_NAME.match(item) or words[figure - 1].tag == "w":
        return item
    done = preceding_phrase(words, figure, mark + 1, context.lexicon).text
    return item + done if done and done in text_of(words, mark + 1, figure) else item


def _names_of_row_before(context: FigureContext, first: int, length: int, items: Sequence[str]) -> str | None:
    """The name that the row of figures before gives to this one; None where that row is shorter."""
    names = context.names
    earlier = list(dict.fromkeys(n.text for n in names[:first] if n.text not in items))[-length:]
    if len(earlier) == length:
        return earlier[context.k - first]
    return names[context.k - length].text if first >= length else None


def _behind_times(words: Sequence[Word], floor: int, end: int) -> int:
    """2022年、2023年及2024年上半年的门诊量分别为: a list of times gives the figures their times, and no names."""
    times = [k for k in range(floor, end) if words[k].tag == TIME]
    if len(times) < 2:
        return floor
    k = times[-1] + 1
    while k < end and words[k].text in _OF_TIMES:
        k += 1
    return k


def _items_of_clause_before(words: Sequence[Word], floor: int, length: int, lexicon: Lexicon) -> list[str]:
    """养老金、低保标准再次提高，分别提高221元、90元: a list of as many things in the clause before."""
    comma = floor - 1
    if comma < 1 or words[comma].text not in "，,":
        return []
    start = _list_floor(words, comma)
    end = next((k for k in range(comma - 1, start, -1) if words[k].text in cue_words.COORDINATORS), -1)
    end += end >= 0  # the last thing has one word at least, be it a verb: 受伤人数
    while 0 < end + 1 < comma and not _says_something(words[end + 1]):
        end += 1
    items = _items(words, start, end + 1, lexicon) if 0 < end + 1 < comma else []
    return items if len(items) == length else []


def _says_something(word: Word) -> bool:
    """Whether a word is a predicate's, behind the last thing of a list."""
    if word.tag == "v" and word.text not in cue_words.VERBAL_NOUNS:
        return True
    return (
        word.text in cue_words.ADVERBS or word.text in cue_words.BRIDGE_WORDS or word.text in cue_words.PREDICATE_WORDS
    )


# Figures on either side that a row may have: no list of names is longer, and hostile text may be.
_LONGEST_ROW = 40


def row_of(context: FigureContext) -> tuple[int, int]:
    """The row of figures that a figure stands in (5%、6%和7%): its first, and how many they are."""
    joined, k = context.tokens.joined, context.k
    first = k
    while 0 < first > k - _LONGEST_ROW and joined[first - 1]:
        first -= 1
    last = k
    while last < len(joined) and last < k + _LONGEST_ROW and joined[last]:
        last += 1
    return first, last - first + 1


def _list_floor(words: Sequence[Word], mark: int) -> int:
    """Lists run over 、 back to the last break; a bracket or a figure ends them."""
    for k in range(mark - 1, -1, -1):
        if words[k].tag == FIGURE or words[k].text in "。；！？\n：:，,;】":
            return k + 1
    return 0


_ORDINAL_TAIL = pattern(r"^[一二三四五六](?=产|季|期)")


def _items(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> list[str]:
    while end > start and (
        words[end - 1].text in cue_words.BRIDGE_WORDS or words[end - 1].text in cue_words.TIME_WORDS
    ):
        end -= 1
    while start < end and (words[start].text in cue_words.SCOPE_WORDS or words[start].text in cue_words.TIME_WORDS):
        start += 1
    while start < end and (
        words[start].text in cue_words.LIGHT_VERBS and words[start].text not in cue_words.VERBAL_NOUNS
    ):
        start += 1
    parts, last, quoted = [], start, 0
    for k in range(start, end):
        quoted += (words[k].text in "“「『（(") - (words[k].text in "”」』）)")
        if not quoted and words[k].text in cue_words.COORDINATORS:
            parts.append((last, k))
            last = k + 1
    parts.append((last, end))
    items = [text_of(words, *part) for part in parts]
    head = _shared_end(words, parts, lexicon)
    if head:
        items = [item + head for item in items[:-1]] + [items[-1]]
    return _with_common_head([item for item in items if item])


def _shared_end(words: Sequence[Word], parts: list[tuple[int, int]], lexicon: Lexicon) -> str:
    """城镇、农村居民人均可支配收入: what the last item has over the others, where they are of one kind."""
    *others, (start, end) = parts
    if not others:
        return ""
    lengths = {stop - begin for begin, stop in others}
    length = max(lengths)
    for cut in range(start + 1, end):
        suffix = text_of(words, cut, end)
        if all(text_of(words, *part) + suffix in lexicon.indicators for part in others):
            return suffix
    last = text_of(words, start, end)
    for cut in range(1, len(last)):
        if all(text_of(words, *part) + last[cut:] in lexicon.indicators for part in others):
            return last[cut:]
    if len(lengths) != 1 or end - start <= length:
        return ""
    rest = text_of(words, start + length, end)
    if rest.endswith(cue_words.METRIC_ENDINGS) and not any(
        text_of(words, *part).endswith(cue_words.METRIC_ENDINGS) for part in others
    ):
        return rest  # 零售、餐饮营业额
    tags = [word.tag for word in words[start : start + length]]
    alike = all([word.tag for word in words[begin:stop]] == tags for begin, stop in others)
    known = any(text_of(words, *part) in lexicon.indicators for part in others)
    return text_of(words, start + length, end) if alike and not known else ""


def _with_common_head(items: list[str]) -> list[str]:
    """理论课、实验课的平均分数, 第一、二、三产业增加值: the last item carries what all share."""
    if len(items) < 2:
        return items
    *others, last = items
    ordinal = _ORDINAL_TAIL.search(last.removeprefix("第"))
    if ordinal:
        head = last.removeprefix("第")[ordinal.end() :]
        return [f"第{item.removeprefix('第')}{head}" if len(item) <= 2 else item for item in others] + [
            f"第{last.removeprefix('第')}"
        ]
    if "的" in last and not any("的" in item for item in others):
        head = last.split("的", 1)[1]
        return [item + head for item in others] + [last.replace("的", "", 1)]
    return items


def same_list(context: FigureContext) -> str | None:
    """A、B各增长5%、6%: figures in a row that take the names of the row before."""
    if context.preceding.text or not context.names:
        return None
    first, length = row_of(context)
    if first < context.k and context.names[first].source != "same_list":
        return None  # 零售总额56亿元、增长13.4%: its own name holds
    if length > 1 and first >= length and _distinct(context.names[first - length : first]):
        return context.names[context.k - length].text
    return None


def in_order(context: FigureContext) -> str | None:
    """粮食和油料产量90万吨、12万吨: as many things as figures in a row, in the same order."""
    words, figures = context.tokens.words, context.tokens.figures
    if len(figures) < 2 or context.tokens.deals_out or not _stands_in_row(words, context.at):
        return None
    first, length = row_of(context)
    row = context.tokens.quantities[first : first + length]
    if length < 2 or len({quantity.unit for quantity in row}) > 1:
        return None
    floor = clause_floor(words, figures[first])
    phrase = preceding_phrase(words, figures[first], floor, context.lexicon)
    items = _items(words, phrase.start, phrase.end, context.lexicon) if phrase.text else []
    return items[context.k - first] if len(items) == length else None


def _stands_in_row(words: Sequence[Word], at: int) -> bool:
    after = at + 2 < len(words) and words[at + 2].tag == FIGURE and words[at + 1].text in cue_words.COORDINATORS
    return after or (at > 1 and words[at - 2].tag == FIGURE and words[at - 1].text in cue_words.COORDINATORS)


def head_of_row(context: FigureContext) -> str | None:
    """21项省级、64项县级服务事项: levels counted in a row, of what stands behind the last of them."""
    words, figures, k = context.tokens.words, context.tokens.figures, context.k
    if not context.following.endswith(_LEVEL):
        return None
    for this, after in itertools.pairwise(figures[k:]):
        if after - this > 4 or words[after - 1].text not in cue_words.COORDINATORS:
            return None
        level, _, head = following_phrase(words, after).partition(_LEVEL)
        if head and len(level) < 4:
            return context.following + head
    return None


_LEVEL = "级"


def _distinct(names: tuple[MetricName, ...]) -> bool:
    return len({name.text for name in names}) == len(names)
