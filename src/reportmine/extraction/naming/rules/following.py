"""The counted noun behind a figure and its measure word: 20所[学校]."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import BREAKS, OPENING
from reportmine.extraction.naming.noun_phrase import text_of
from reportmine.extraction.tokens import FIGURE, MARK, NAME, TIME
from reportmine.lexicon import cue_words
from reportmine.model import Word

_TRAILING = cue_words.CONJUNCTIONS | {"等", "共", "、"}
_JOINERS = cue_words.CONJUNCTIONS | {"及其", "并", "并且"}
_VERBAL = frozenset(("v", "vd", "vi", "vg", "a", "ad", "d", "r", "z", "zg", "m", "p", "uj", "l"))
_ENDING = frozenset(("w", FIGURE, TIME, MARK, "f", "ul", "d"))


def following_phrase(words: Sequence[Word], at: int) -> str:
    """The counted noun behind the figure at `at`; empty where none follows.

    A noun that comes only behind a modifier with 的 is taken behind it: 108位可爱的[志愿者].
    """
    first = _behind_bounds(words, at + 1)
    if first < 0:
        return ""
    first = _behind_clause(words, first)
    start, end, quoted = _walk(words, first)
    if start < end and (words[start].text in _JOINERS or _moves_on(words, start)):
        return ""  # 4万件及其他, 由21%[收窄]至17%
    end = _through_list(words, start, end)
    while start < end and words[end - 1].text in _TRAILING:
        end -= 1
    text = text_of(words, start, end)
    if start < end and words[end - 1].tag == "x":
        text = text.rstrip("".join(_TRAILING))  # 38个[班共]2400余人: no word at all
    if text in cue_words.UNCOUNTED_NOUNS or (start < end and words[end - 1].text in cue_words.THRESHOLDS):
        return ""
    return text if quoted or _has_noun(words, start, end) else ""


def _behind_bounds(words: Sequence[Word], k: int) -> int:
    """Where the noun may begin: behind 余 and 的, and nowhere (-1) behind 以上 alone."""
    first = k
    while k < len(words) and words[k].text in cue_words.POSTNUMERAL_BOUNDS:
        k += 1
    if k < len(words) and words[k].text == "的":
        return k + 1
    return -1 if k > first and words[first].text not in ("多", "余", "+") else k


def _behind_clause(words: Sequence[Word], first: int) -> int:
    """Behind the last 的 of what opens with a preposition: 6件[由上级指定管辖的]案件; `first` where nothing does."""
    if first >= len(words) or (
        words[first].text not in cue_words.PREPOSITIONS and words[first].text not in cue_words.MODIFIER_VERBS
    ):
        return first
    end = next((k for k in range(first, len(words)) if words[k].tag in ("w", FIGURE)), len(words))
    last = next((k for k in range(min(end, first + _LONGEST_CLAUSE) - 1, first + 1, -1) if words[k].text == "的"), -1)
    return last + 1 if 0 < last < end - 1 else first


# Words of a clause that says which ones are counted, before the noun.
_LONGEST_CLAUSE = 16


def _walk(words: Sequence[Word], start: int) -> tuple[int, int, bool]:
    """Start and end of the phrase, and whether quotation marks ended it."""
    k, quoted_end = start, -1
    if k + 1 < len(words) and words[k].tag in (FIGURE, NAME) and words[k + 1].text in cue_words.NAME_BOUNDS:
        k += 2  # 246个[亿元以上]产业项目
    while k < len(words):
        word = words[k]
        if word.text in ("“", "「", "『"):
            closing = _closing(words, k)
            if closing < 0:
                break
            k = quoted_end = closing + 1
            continue
        if word.text == "的":
            alone = k - start == 1 and len(words[start].text) == 1  # 41家[党的]宣讲站点
            if _has_noun(words, start, k) and not alone and not _modifies(words, start, k):
                break
            start = k + 1
        elif _starts_deed(words, k, start) or _ends(words, k, start):
            break
        k += 1
    return start, k, quoted_end > start


def _closing(words: Sequence[Word], opening: int) -> int:
    """The mark that closes the one at `opening`, -1 where none is near."""
    mark = OPENING[words[opening].text]
    return next((k for k in range(opening + 1, min(len(words), opening + 16)) if words[k].text == mark), -1)


def _starts_deed(words: Sequence[Word], k: int, start: int) -> bool:
    """Whether what the counted people did begins here: 1900名青年[迈出]第一步."""
    word = words[k]
    if k == start + 1 and words[start].text in _ASPECTS:
        return word.tag == "v"  # 从两个维度[识别]议题
    return (
        k > start
        and word.tag == "v"
        and words[k - 1].text in cue_words.PERSON_NOUNS
        and word.text not in cue_words.VERBAL_NOUNS
    )


_ASPECTS = frozenset(("维度", "方面", "角度", "层面", "环节", "领域", "层次", "视角", "方向"))


def _ends(words: Sequence[Word], k: int, start: int) -> bool:
    """Whether the phrase ends before the word at `k`."""
    word = words[k]
    if word.text == "等" or word.text in cue_words.PREPOSITIONS:
        return True
    if k > start and word.text in ("及", "及以上") and words[k - 1].text[-1] == "级":
        return False  # 85个地级[及]以上城市
    if word.text in cue_words.POSTNUMERAL_BOUNDS:
        last = words[k - 1].text
        return not (last == "及" or (k > start and last[-1] == "级"))  # 60家县级[以上]龙头企业
    if (
        k > start
        and word.text in cue_words.SCOPE_WORDS
        and word.text not in cue_words.REPORTING_BODIES
        and len(word.text) > 1
    ):
        return True
    if k > start and word.tag == "i" and (k + 1 >= len(words) or words[k + 1].tag == "w"):
        return True  # 1700分的得分[独占鳌头]
    if word.tag in _ENDING and not _modifies_directly(words, k, start):
        return True
    return _predicates(word) and not _modifier_ahead(words, k, start) and not _named_on(words, k, start)


def _moves_on(words: Sequence[Word], k: int) -> bool:
    """Whether a verb leads on to where it ends: 由3万名[发展]到5万名."""
    return k + 1 < len(words) and words[k + 1].text in ("到", "至") and words[k].tag[:1] in ("v", "n", "a", "x")


def _through_list(words: Sequence[Word], start: int, end: int) -> int:
    """Where a list of counted things ends: 181个[攻关、转化等项目], 25个[国、省考断面]; `end` where there is none."""
    if not start < end < len(words) or words[end].text != "、":
        return end
    short = end - start == 1 and len(words[start].text) == 1
    for k in range(end + 1, min(len(words), end + 16)):
        word = words[k]
        if word.tag == FIGURE or word.text in BREAKS:
            return k if short and word.tag != FIGURE else end
        if word.text == "等" and k + 1 < len(words) and words[k + 1].tag[:1] == "n":
            return k + 2
        if short and (_predicates(word) or word.tag in ("f", "d", TIME, MARK)):
            return k
    return end


def _has_noun(words: Sequence[Word], start: int, end: int) -> bool:
    return any(
        (word.tag not in _VERBAL and word.tag != "w")
        or (word.tag in ("z", "l") and len(word.text) > 3)  # 民事纠纷 and 土地平整 are no nouns to jieba's dictionary
        or word.text in ("“", "「")
        or word.text in cue_words.MONOSYLLABIC_NOUNS
        for word in words[start:end]
    )


def _predicates(word: Word) -> bool:
    return word.text in cue_words.PREDICATE_WORDS or (
        word.text in cue_words.LIGHT_VERBS and word.text not in cue_words.VERBAL_NOUNS
    )


def _modifies(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether what stands before 的 is a clause: 教学成绩优秀的, 富有经验的, 部门实施的."""
    first, last = words[start], words[end - 1]
    if last.text in cue_words.PERSON_NOUNS:
        return False  # 受灾群众的生活
    return last.tag[:1] in ("a", "v", "z", "i", "l") or (first.tag[:1] in ("v", "a") and len(first.text) > 1)


def _modifies_directly(words: Sequence[Word], k: int, start: int) -> bool:
    """128栋[沿街]楼房: an adverb to the dictionary, but it stands between a measure word and its noun."""
    if k > start or words[k].tag not in ("d", "f") or k + 1 >= len(words):
        return False
    return words[k].text not in cue_words.ADVERBS and len(words[k].text) > 1 and words[k + 1].tag[:1] == "n"


def _named_on(words: Sequence[Word], k: int, start: int) -> bool:
    """Whether a verb stands inside a name: 审批中介[服务]事项."""
    if k > start:
        goes_on = k + 1 < len(words) and (words[k + 1].tag[:1] == "n" or words[k + 1].text in ("、", "等", "和"))
        return words[k].text in cue_words.VERBAL_NOUNS and goes_on
    if words[k - 1].text == "的" and words[k].tag[:1] == "v" and k + 1 < len(words) and words[k + 1].tag[:1] == "n":
        return True  # 94%的[建成]小区
    verbs = 0
    while k + verbs < len(words) and words[k + verbs].tag[:1] in ("v", "d"):
        verbs += 1
    noun = k + verbs
    ends = noun + 1 >= len(words) or words[noun + 1].tag == "w"
    return 0 < verbs < 3 and noun < len(words) and words[noun].tag[:1] == "n" and ends


def _modifier_ahead(words: Sequence[Word], k: int, start: int) -> bool:
    """Whether a predicate only opens a modifier: 48位[富有经验的]教师."""
    if k > start:
        return False
    for word in words[k + 1 : k + 9]:
        if word.text == "的":
            return True
        if word.tag in ("w", FIGURE):
            return False
    return False
