"""What each figure measures: an ordered list of strategies over the words around it.

`STRATEGIES` is asked from top to bottom; the first that finds a name decides. A strategy sees one
figure, its sentence's words and the names found before it, and gives a name or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportmine.lexicon import wording
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.report_words import AVERAGES
from reportmine.mining.phrases import Phrase, clause_floor, phrase_before, phrase_behind, text_of
from reportmine.mining.tokens import DEALING, FIGURE, MARK, TIME, Tokens
from reportmine.model import Quantity, Word


class Name(NamedTuple):
    """A metric, the strategy that found it, and the characters that it saw."""

    metric: str
    strategy: str
    evidence: str


class Place(NamedTuple):
    """All that a strategy may see of the `k`-th figure of a sentence, which stands at `at` among the words.

    `floor` is the first word of its clause, `names` are those of the earlier figures of the sentence,
    `carried` is the last name of the sentence before in the same paragraph, or None.
    """

    tokens: Tokens
    k: int
    at: int
    quantity: Quantity
    floor: int
    before: Phrase
    behind: str
    names: tuple[Name, ...]
    carried: Name | None


class Strategy(NamedTuple):
    """A named way to find what a figure measures."""

    name: str
    why: str
    find: Callable[[Place], str | None]


def name_figures(tokens: Tokens, carried: Name | None) -> list[tuple[Name, Place]]:
    """Name every kept figure of a sentence, from left to right."""
    found: list[tuple[Name, Place]] = []
    words = tokens.words
    names: tuple[Name, ...] = ()
    for k, (at, quantity) in enumerate(zip(tokens.figures, tokens.quantities, strict=True)):
        floor = clause_floor(words, at)
        before, behind = phrase_before(words, at, floor), phrase_behind(words, at)
        place = Place(tokens, k, at, quantity, floor, before, behind, names, carried)
        name = _named(place)
        found.append((name, place))
        names = (*names, name)
    return found


def _named(place: Place) -> Name:
    for strategy in STRATEGIES:
        metric = strategy.find(place)
        if metric:
            evidence = "".join(place.tokens.texts[max(0, place.at - 8) : place.at + 1])
            return Name(metric, strategy.name, evidence)
    return Name("", "unnamed", "")


# -------------------------------------------------------------------------------- small questions

_COUNTED = frozenset(("count", "person", "event", "agricultural", "medical", "other", ""))
_LENGTHS = frozenset(("length", "area", "mass", "volume", "power", "energy", "money", "data", "bandwidth", "electric"))
_LIST_MARKS = frozenset(("、", "和", "及", "与", "，", ",", "以及"))
_MARKS_OF_ROWS = frozenset(("、", "和", "及", "与"))
_BOUNDS = frozenset(("以上", "左右", "以下", "多", "余", "元", "约", "近", "超", "分别", "各", "为"))


# Between a verb or a measure and the number.
_PASSED = frozenset(("了", "约", "近", "超", "超过", "逾", "共", "已", "达", "达到"))


def _shares_head(before: str, behind: str) -> bool:
    """在校生4100名学生, 教学班38个班: both name the same thing."""
    return bool(behind) and (
        behind in before or before in behind or behind[-1] == before[-1] or behind[-1] == "生" == before[-1]
    )


def _last_content(place: Place) -> Word | None:
    """The word right before the figure, past bounds and 了."""
    floor = place.floor
    k = place.at - 1
    while k >= floor and place.tokens.words[k].text in _PASSED:
        k -= 1
    return place.tokens.words[k] if k >= floor else None


def _led(place: Place, noun: str) -> str:
    """Put a verb of flow before the noun that follows its figure: 新设12个试验区."""
    word = _last_content(place)
    if word is None:
        return noun
    if word.text in wording.FLOW and word.text.startswith(("新", "净", "增", "续", "改", "扩")):
        return word.text + noun
    if noun in ("项目", "工程") and word.text == "等":
        # 新开工甲至乙等2个项目: what was done tells these projects from others
        first = place.tokens.words[place.floor]
        return first.text + noun if first.text in wording.LIGHT or first.text in wording.FLOW else noun
    return noun


# -------------------------------------------------------------------------------------- strategies


def _respectively(place: Place) -> str | None:
    words, figures = place.tokens.words, place.tokens.figures
    if not place.tokens.deals_out:
        return None
    first, length = _row(words, figures, place.k)
    floor = clause_floor(words, figures[first])
    mark = next((i for i in range(figures[first] - 1, floor - 1, -1) if words[i].text in DEALING), -1)
    if mark < 0:
        return None
    items = _items(words, _list_floor(words, mark), mark)
    if len(items) <= 1 < length and (not items or items[0] in wording.GENERIC):
        items = _items_of_clause_before(words, _list_floor(words, mark), length) or items
    if len(items) == length > 1:
        item = items[place.k - first]
        done = (
            phrase_before(words, figures[first], mark + 1).text
            if _PLACE.match(item) and words[figures[first] - 1].tag != "w"
            else ""
        )
        between = text_of(words, mark + 1, figures[first])
        return item + done if done and done in between else item
    if len(items) <= 1 and length > 1:
        earlier = list(dict.fromkeys(n.metric for n in place.names[:first] if n.metric not in items))[-length:]
        if len(earlier) == length:
            return earlier[place.k - first]
        if first >= length:
            return place.names[place.k - length].metric
    if len(items) == 1:
        return items[0]
    return None


def _items_of_clause_before(words: Sequence[Word], floor: int, length: int) -> list[str]:
    """养老金、低保标准再次提高，分别提高221元、90元: a list of as many things in the clause before."""
    comma = floor - 1
    if comma < 1 or words[comma].text not in "，,":
        return []
    start = _list_floor(words, comma)
    end = next((k for k in range(comma - 1, start, -1) if words[k].text in ("、", "和", "及", "与")), -1)
    end += end >= 0  # the last thing has one word at least, be it a verb: 受伤人数
    while 0 < end + 1 < comma and not _says_something(words[end + 1]):
        end += 1
    items = _items(words, start, end + 1) if 0 < end + 1 < comma else []
    return items if len(items) == length else []


def _says_something(word: Word) -> bool:
    """Whether a word is a predicate's, behind the last thing of a list."""
    return word.text in wording.ADVERB or word.text in wording.TAIL or word.text in wording.PREDICATE


def _row(words: Sequence[Word], figures: Sequence[int], k: int) -> tuple[int, int]:
    """The row of figures that the `k`-th stands in (5%、6%和7%): its first, and how many they are."""
    first = k
    while first > 0 and _joined(words, figures[first - 1], figures[first]):
        first -= 1
    last = k
    while last + 1 < len(figures) and _joined(words, figures[last], figures[last + 1]):
        last += 1
    return first, last - first + 1


def _joined(words: Sequence[Word], left: int, right: int) -> bool:
    """Whether only marks of a list stand between two figures (5%、6%和7%), or each has its verb (下降5%和上升6%)."""
    between = words[left + 1 : right]
    if not between or len(between) > 4:
        return False
    if all(w.text in _LIST_MARKS or w.text in _BOUNDS for w in between):
        return True
    opens, *verbs = between
    return opens.text in _MARKS_OF_ROWS and all(w.text in wording.RISING or w.text in wording.FALLING for w in verbs)


def _list_floor(words: Sequence[Word], mark: int) -> int:
    """Lists run over 、 back to the last break; a bracket or a figure ends them."""
    for k in range(mark - 1, -1, -1):
        if words[k].tag == FIGURE or words[k].text in "。；！？\n：:，,;】":
            return k + 1
    return 0


_ORDINAL_TAIL = re.compile(r"^[一二三四五六](?=产|季|期)")


def _items(words: Sequence[Word], start: int, end: int) -> list[str]:
    while end > start and (words[end - 1].text in wording.TAIL or words[end - 1].text in wording.TIME):
        end -= 1
    while start < end and (words[start].text in wording.SCOPE or words[start].text in wording.TIME):
        start += 1
    while start < end and (words[start].text in wording.LIGHT and words[start].text not in wording.NOMINAL):
        start += 1
    parts, last, quoted = [], start, 0
    for k in range(start, end):
        quoted += (words[k].text in "“「『（(") - (words[k].text in "”」』）)")
        if not quoted and words[k].text in ("、", "和", "及", "与", "以及"):
            parts.append((last, k))
            last = k + 1
    parts.append((last, end))
    items = [text_of(words, *part) for part in parts]
    head = _shared_end(words, parts)
    if head:
        items = [item + head for item in items[:-1]] + [items[-1]]
    return _with_common_head([item for item in items if item])


def _shared_end(words: Sequence[Word], parts: list[tuple[int, int]]) -> str:
    """城镇、农村居民人均可支配收入: what the last item has over the others, where they are of one kind."""
    *others, (start, end) = parts
    if not others:
        return ""
    lengths = {stop - begin for begin, stop in others}
    length = max(lengths)
    for cut in range(start + 1, end):
        suffix = text_of(words, cut, end)
        if all(text_of(words, *part) + suffix in INDICATORS for part in others):
            return suffix
    last = text_of(words, start, end)
    for cut in range(1, len(last)):
        if all(text_of(words, *part) + last[cut:] in INDICATORS for part in others):
            return last[cut:]
    if len(lengths) != 1 or end - start <= length:
        return ""
    rest = text_of(words, start + length, end)
    if rest.endswith(_MEASURES) and not any(text_of(words, *part).endswith(_MEASURES) for part in others):
        return rest  # 零售、餐饮营业额
    tags = [word.tag for word in words[start : start + length]]
    alike = all([word.tag for word in words[begin:stop]] == tags for begin, stop in others)
    known = any(text_of(words, *part) in INDICATORS for part in others)
    return text_of(words, start + length, end) if alike and not known else ""


_MEASURES = ("额", "量", "数", "率", "值", "费", "浓度", "面积", "收入", "产量", "规模")


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


def _share_of_noun(place: Place) -> str | None:
    """70%的村卫生室, 近六成运营者: with nothing before it, a share is of the noun behind."""
    q = place.quantity
    if not place.behind or not (q.unit == "%" or q.form == "fraction"):
        return None
    return None if place.before.text else place.behind


def _behind_classifier(place: Place) -> str | None:
    q, before, behind = place.quantity, place.before, place.behind
    if not behind or q.form == "ordinal" or (q.dimension not in _COUNTED and q.dimension not in _LENGTHS):
        return None
    if q.dimension in _LENGTHS and (q.dimension == "money" or _opens_with_de(place)) and before.text:
        return None
    words = place.tokens.words
    taken = place.k > 0 and words[before.start - 1].tag == FIGURE and before.start > 0
    among_others = before.tail[:1] and before.tail[0].text == "等"  # 甲路、乙路等10条道路
    if before.text and not taken and not among_others and _shares_head(before.text, behind):
        return None
    if taken:
        return behind
    word = _last_content(place)
    if before.text and not before.tail and word is not None and before.text in wording.GENERIC:
        return None
    if (
        before.text
        and word is not None
        and word.text in ("为", "是", "达", "达到", "有", "共")
        and q.dimension in _LENGTHS
    ):
        return None
    return _led(place, behind)


def _opens_with_de(place: Place) -> bool:
    words = place.tokens.words
    return place.at + 1 < len(words) and words[place.at + 1].text == "的"


def _before(place: Place) -> str | None:
    before = place.before
    if not before.text or before.text in wording.GENERIC or before.text in wording.NO_SUBJECT:
        return None
    if before.text == before.lead:
        return None
    return _with_carried_flow(place, before)


def _with_carried_flow(place: Place, before: Phrase) -> str:
    """新增互联网平台4个、产业园区3个: the verb holds for the whole list."""
    words = place.tokens.words
    if place.k and not before.lead and not before.verb and before.start and not before.tail:
        mark = words[before.start - 1].text
        earlier = place.names[-1].metric
        lead = next((w for w in ("新增", "新建", "净增", "新开工", "新设", "新建改造") if earlier.startswith(w)), "")
        if mark in ("、", "和", "及") and lead and words[before.start - 2].tag == FIGURE:
            return lead + before.text
    return before.text


def _bracketed(place: Place) -> str | None:
    """经费总额(60749万元): the phrase before the bracket."""
    words = place.tokens.words
    opening = place.floor - 1
    if opening < 1 or words[opening].text not in ("（", "(") or words[opening - 1].tag == FIGURE:
        return None
    floor = clause_floor(words, opening)
    # 依次为社区服务（56%）: the bracket speaks of what stands right before it
    floor = max((k + 1 for k in range(floor, opening - 1) if words[k].text in ("为", "是")), default=floor)
    return phrase_before(words, opening, floor).text or None


def _generic_head(place: Place) -> str | None:
    """总数达到53.7万户: a head that needs the thing named before."""
    before = place.before
    if before.text not in wording.GENERIC or not before.text:
        return None
    if place.behind and _opens_with_de(place):
        return place.behind  # 规模10亿元的产业引导基金
    if not place.names:
        return before.text
    earlier = _without_lead(place.names[-1].metric)
    return earlier if earlier.endswith(before.text) else earlier + before.text


def _same_list(place: Place) -> str | None:
    """A、B各增长5%、6%: figures in a row that take the names of the row before."""
    words, figures, k = place.tokens.words, place.tokens.figures, place.k
    if place.before.text or not place.names:
        return None
    first, length = _row(words, figures, k)
    if length > 1 and first >= length and _distinct(place.names[first - length : first]):
        return place.names[first - length + (k - first)].metric
    return None


def _distinct(names: tuple[Name, ...]) -> bool:
    return len({name.metric for name in names}) == len(names)


def _verb_alone(place: Place) -> str | None:
    """捐助26.5万元: the verb is all there is, and says enough."""
    word = _last_content(place)
    if word is None or word.text not in wording.NOMINAL or place.before.text:
        return None
    changing = word.text in wording.RISING or word.text in wording.FALLING
    return None if changing or place.quantity.dimension in ("rate", "point", "multiple") else word.text


def _clause_before(place: Place) -> str | None:
    """森林覆盖率持续提高，达到45%: the subject of the clause before, where no figure stands between."""
    words = place.tokens.words
    floor = place.floor
    end = floor - 1
    while end > 0 and words[end].text in "，,":
        start = clause_floor(words, end)
        if end < 1 or words[end - 1].tag == FIGURE:
            return None
        found = _subject(words, start, end)
        if found:
            return found
        if start and words[start - 1].tag == FIGURE:
            return None
        end = start - 1
    return None


def _subject(words: Sequence[Word], start: int, end: int) -> str:
    if words[end - 1].text in wording.VIEWPOINT:
        return ""  # 分阶段看，一季度增长4.5%
    while start < end - 1 and (words[start].tag in (TIME, MARK, "t") or words[start].text in ("至", "到")):
        start += 1
    for k in range(start, end):
        if words[k].tag == "w" and words[k].text not in "“”、":
            return ""
        if k > start and words[k].text == "的" and k + 1 < end and words[k + 1].text in wording.MOST:
            return phrase_before(words, k, start).text  # 选择就业的最多，占52.8%
        if k > start and (
            words[k].text in wording.TAIL
            or words[k].text in wording.PREDICATE
            or words[k].text in wording.ADVERB
            or (words[k].tag in ("v", "l", "i", "z") and words[k].text not in wording.NOMINAL)
        ):
            phrase = phrase_before(words, k, start)
            opens = start + next((n for n, w in enumerate(words[start:k]) if w.text not in wording.SCOPE), 0)
            return phrase.text if phrase.start in (start, opens) else ""
    return ""


def _average_of_last(place: Place) -> str | None:
    """支出8346万元，生均3102元: the last metric, for each of many."""
    words, k = place.tokens.words, place.at - 1
    while k > place.floor and words[k].text in _PASSED:
        k -= 1
    if k < place.floor or words[k].text not in _AVERAGES or not place.names:
        return None
    if place.before.text and place.before.text != words[k].text:
        return None
    return words[k].text + _without_lead(place.names[-1].metric)


_AVERAGES = AVERAGES | {"人均", "户均", "日均", "月均", "年均", "场均"}


def _deed_on_last(place: Place) -> str | None:
    """提出检察建议16件，采纳15件: the verb alone, done to what the last figure of the unit counted."""
    word = _last_content(place)
    if word is None or not place.names or place.k == 0 or word.tag[:1] != "v":
        return None
    if word.text in wording.NOMINAL or word.text in wording.TAIL or len(word.text) < 2:
        return None
    last = place.tokens.quantities[place.k - 1]
    if word.text in wording.PIVOT or last.unit != place.quantity.unit or place.quantity.dimension not in _COUNTED:
        return None
    if word.text in wording.FLOW or word.text in wording.RISING or word.text in wording.FALLING:
        return None
    if word.start != _opening(place).start:
        return None
    last_name = place.names[-1]
    # 专职86人、挂职132人、兼职66人: of the same as the deed before
    object_ = last_name.metric[2:] if last_name.strategy == "deed on the last" else _object_of(last_name.metric)
    return word.text + object_


def _opening(place: Place) -> Word:
    """The first word of a clause that says something."""
    words = place.tokens.words
    return next((w for w in words[place.floor : place.at] if w.text not in _OPENERS), words[place.floor])


_OPENERS = frozenset(("其中", "、", "和", "并", "已", "共", "均", "又"))


def _object_of(metric: str) -> str:
    """受理案件 → 案件."""
    lead = next((metric[:n] for n in (3, 2) if metric[:n] in wording.LIGHT and len(metric) > n + 1), "")
    return metric[len(lead) :]


def _end_of_move(place: Place) -> str | None:
    """由18.2米浚深至20.5米: where a move ends is of what moved, whatever the verb."""
    words, floor = place.tokens.words, place.floor
    if not place.names or not floor or words[floor - 1].tag != FIGURE or words[place.at - 1].text[-1] not in "到至为成":
        return None
    start = clause_floor(words, floor - 1)
    moved = any(word.text in ("由", "从") for word in words[start : floor - 1])
    return place.names[-1].metric if moved and place.at - floor <= 3 else None


def _what_so_many_say(place: Place) -> str | None:
    """近八成选择“回馈社会”: a share of those who are asked, told by what they say."""
    words, k = place.tokens.words, place.at + 1
    if place.before.text or not (place.quantity.unit == "%" or place.quantity.form == "fraction"):
        return None
    while k < len(words) and words[k].text in _BOUNDS_BEHIND:
        k += 1
    if k >= len(words) or words[k].text not in wording.ANSWERS:
        return None
    end = next(
        (n for n in range(k, min(len(words), k + 14)) if words[n].text in "，。；,;" or words[n].tag == FIGURE), k + 1
    )
    return text_of(words, k, end) or None


_BOUNDS_BEHIND = frozenset(("以上", "左右", "多", "的人", "的"))


def _what_they_became(place: Place) -> str | None:
    """3人获评劳动模范: people of whom only what they were made is said."""
    words, at = place.tokens.words, place.at + 1
    if place.before.text not in ("", *wording.SCOPE) or at >= len(words) or words[at].text not in wording.BECAME:
        return None
    end = next(
        (k for k in range(at + 1, len(words)) if words[k].text in "，。；、,;" or words[k].tag == FIGURE), len(words)
    )
    return phrase_behind(words, at) or text_of(words, at + 1, min(end, at + 9)) or None


def _what_befell(place: Place) -> str | None:
    """造成412人死亡: people of whom only what happened to them is said."""
    words, at = place.tokens.words, place.at + 1
    if place.before.text or at >= len(words) or words[at].text not in wording.BEFELL:
        return None
    return words[at].text


def _those_who(place: Place) -> str | None:
    """提起诉讼的4件, 继续深造的占42%: those of whom the clause says so."""
    words, at = place.tokens.words, place.at - 1
    share = place.quantity.unit == "%" or place.quantity.form == "fraction"
    while share and at > place.floor and words[at].text in _PASSED:
        at -= 1
    if share and words[at].text == "的" and at < place.at - 1:
        return phrase_before(words, at, place.floor).text or None  # 拿到证书的超过四成
    if at > place.floor and words[at].text in wording.SHARE:
        at -= 1 + (words[at - 1].text in ("仅", "只", "就", "约", "近", "已"))
    elif place.quantity.dimension not in _COUNTED or not place.quantity.unit:
        return None
    if at <= place.floor or words[at].text != "的":
        return None
    return phrase_before(words, at, place.floor).text or None


def _carried(place: Place) -> str | None:
    if not place.names:
        return None
    metric = place.names[-1].metric
    words, before = place.tokens.words, place.floor - 1
    if place.quantity.form == "ordinal" and words[before].tag == FIGURE:
        # 绩效评估位居15个城市第一: what is ranked stands before those it is ranked among
        return phrase_before(words, before, clause_floor(words, before)).text or metric
    lead = place.before.lead
    if lead and not place.before.text:
        return lead + _without_lead(metric)
    return metric or None


def _without_lead(metric: str) -> str:
    """新增国家级孵化器 → 国家级孵化器."""
    for lead in ("新增", "净增", "新建", "新登记", "新"):
        if metric.startswith(lead) and len(metric) > len(lead) + 1:
            return metric[len(lead) :]
    return metric


_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,4}[省市区县旗镇乡]$")


def _place_of_last(place: Place) -> str | None:
    """石汀区增长9.1%: a place whose figure of the last metric is given."""
    if _PLACE.match(place.before.text) and place.quantity.dimension in ("rate", "point"):
        carried = place.carried.metric if place.carried else ""
        base = next((n.metric for n in place.names if n.strategy != "place of the last"), carried)
        return place.before.text + base if base else None
    return None


def _anything_behind(place: Place) -> str | None:
    return place.behind or None


def _verb_phrase(place: Place) -> str | None:
    """两次降低存款准备金率, 新建改建20公里: what was done is all there is."""
    words = place.tokens.words
    if place.before.lead:
        return place.before.lead
    rest = []
    for word in words[place.at + 1 :]:
        if word.tag in ("w", FIGURE):
            break
        rest.append(word.text)
    if place.quantity.dimension == "event" and rest and len(rest) <= 8:
        return "".join(rest)
    return None


def _carried_over_sentence(place: Place) -> str | None:
    return place.carried.metric if place.carried else None


def _words_before(place: Place) -> str | None:
    words = place.tokens.words
    floor = place.floor
    kept = [w.text for w in words[floor : place.at] if w.tag not in ("w", "t") and not w.tag.startswith("#")]
    return "".join(kept)[-12:] or None


STRATEGIES: tuple[Strategy, ...] = (
    Strategy("respectively", "分别 deals the figures out to the things of a list", _respectively),
    Strategy("share of a noun", "70%的村卫生室 is a share of what follows", _share_of_noun),
    Strategy("behind the classifier", "20所学校: the counted noun follows its measure word", _behind_classifier),
    Strategy("average of the last", "生均3102元: the last metric, for each of many", _average_of_last),
    Strategy("deed on the last", "提出建议16件，采纳15件: something was done to what was counted last", _deed_on_last),
    Strategy("end of a move", "由18.2米浚深至20.5米: of what moved, whatever the verb", _end_of_move),
    Strategy("what so many say", "近八成选择“回馈社会”: told by what they say", _what_so_many_say),
    Strategy("what they became", "3人获评劳动模范: what those who are counted were made", _what_they_became),
    Strategy("what befell", "造成412人死亡: what happened to those who are counted", _what_befell),
    Strategy("those who", "提起诉讼的4件: those of whom the clause says so", _those_who),
    Strategy("place of the last", "石汀区增长9.1%: the last metric, of another place", _place_of_last),
    Strategy("before the figure", "新媒体平台总浏览量已超10亿: the noun phrase before", _before),
    Strategy("before the bracket", "经费总额(60749万元): the phrase before the bracket", _bracketed),
    Strategy("generic head", "总数, 增量: belongs to the thing named before", _generic_head),
    Strategy("same list", "a row of figures takes the names of the row before", _same_list),
    Strategy("verb alone", "捐助26.5万元: the verb is all there is", _verb_alone),
    Strategy("clause before", "the subject of the clause before, carried over a comma", _clause_before),
    Strategy("carried on", "增长5.2%: the figure speaks of what the last figure spoke of", _carried),
    Strategy("noun behind", "the only noun near the figure follows it", _anything_behind),
    Strategy("verb phrase", "两次降低存款准备金率: what was done is what was counted", _verb_phrase),
    Strategy("sentence before", "the figure speaks of what the last sentence spoke of", _carried_over_sentence),
    Strategy("words before", "no phrase was found: the words before stand as they are", _words_before),
)
