"""Rules that reject names, slogans, scores, articles and bare numbers."""

from __future__ import annotations

import re

from reportmine.extraction.rejection.window import (
    CLAUSE_ENDS,
    FIGURE_BEFORE,
    Around,
    at_clause_end,
    enclosed,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
    starting,
)


def in_title(a: Around) -> str:
    """《…》: the title of a work or document."""
    return enclosed(a, "《", "》", 60)


_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"), ('"', '"'))
_QUOTE_OPENS = re.compile("[" + "".join(opening for opening, _ in _QUOTES) + "]")


_SLOGAN_LONGEST = 18
# A quote with one of these states a figure; a slogan does not.
_TELLING = ("增长", "以上", "以下", "不低于", "不超过", "超过", "达到", "新增", "突破", "超")


_MEASURED = frozenset(("rate", "money", "point", "area", "length", "mass"))


def in_quotes(a: Around) -> str:
    """“百校千岗”: a slogan or a name in quotes, unless it quotes a measured figure."""
    start = a.quantity.span.start
    if not _QUOTE_OPENS.search(a.text, max(0, start - 20), start):
        return ""
    for opening, closing in _QUOTES:
        if opening == closing and not _opened(a, opening):
            continue
        quoted = enclosed(a, opening, closing, 20)
        if quoted and len(quoted) <= _SLOGAN_LONGEST + 2 and "，" not in quoted:
            whole = quoted[1:-1] == a.spelled and a.quantity.dimension in _MEASURED
            told = a.quantity.unit and not is_chinese(a) and any(word in quoted for word in _TELLING)
            if not whole and not told:
                return quoted
    return ""


_BEHIND_LETTER = re.compile(r"[A-Za-z][-.]?$")
_LETTER_LEFT = re.compile(r"[A-Za-z][-/.]?$|[A-Za-z]{2,} $|[A-Za-z0-9][-/.][A-Za-z0-9.]*[-/.]?$")


_LETTER_RIGHT = re.compile(r"[-/]?[A-Za-z]")


def _opened(a: Around, quote: str) -> bool:
    """Whether a quote that opens and closes alike stands open before the quantity."""
    start = a.quantity.span.start
    # A quote that opened longer ago than a sentence is long is none of this number's.
    line = max(a.text.rfind("\n", max(0, start - 200), start) + 1, start - 200, 0)
    return a.text.count(quote, line, start) % 2 == 1


def name_with_letters(a: Around) -> str:
    """5G, G20, PM2.5, B2-20150311."""
    ascii_before, ascii_behind = a.left[-1:].isascii(), a.right[:1].isascii()
    if not ascii_before and not ascii_behind:
        return ""
    behind_letter = ascii_before and _BEHIND_LETTER.search(a.left) is not None
    if a.quantity.dimension and (not behind_letter or a.spelled[0] in "￥$€£¥"):
        return ""
    left = _LETTER_LEFT.search(a.left)
    if left and not a.spelled[0].isalpha() and not re.search(r"(?:RMB|USD|US|HK|NT)\$?$", a.left):
        return left.group() + a.spelled
    right = _LETTER_RIGHT.match(a.right)
    if right and is_bare(a):
        return a.spelled + right.group()
    return ""


_NAME_BEHIND = rejection_words("name_behind")


def in_name(a: Around) -> str:
    """15分钟生活圈, 24小时自助图书馆, 5分制: a measure that is part of a name."""
    if a.quantity.dimension not in ("time", "score"):
        return ""
    word = starting(a.right, _NAME_BEHIND)
    return a.spelled + word if word else ""


_AGED = rejection_words("aged_before")
_BOUND_BEHIND = re.compile("(?:及|或)?以[上下内]|左右|多")


def age_of_class(a: Around) -> str:
    """60岁以上老年人, 14至28周岁青年: an age that tells who is meant."""
    if a.quantity.unit not in ("岁", "周岁"):
        return ""
    bound = _BOUND_BEHIND.match(a.right)
    goes_on = a.right[bound.end() if bound else 0 :][:1] not in CLAUSE_ENDS
    told = ending(a.left, ("年龄",)) if bound else ending(a.left, _AGED)
    return a.spelled if goes_on and not told else ""


_SCORE = re.compile(r"[+×xX*:：比∶/](?=[0-9一二三四五六七八九十])")


_SCORE_LEFT = re.compile(r"[0-9一二三四五六七八九十N][+×xX*:：比∶/]$")


def score(a: Around) -> str:
    """5+1, 3:2, 4×100."""
    if _SCORE_LEFT.search(a.left) and a.quantity.dimension in ("", "count", "compound"):
        return a.left[-2:] + a.spelled
    if is_bare(a) and (_SCORE.match(a.right) or a.right.startswith("+N")):
        return a.spelled + a.right[:2]
    return ""


def adverb(a: Around) -> str:
    """十分重要, 万分感谢."""
    return a.spelled if a.spelled in ("十分", "百分", "万分", "千万") and not at_clause_end(a) else ""


_ARTICLE_KEPT = rejection_words("article_kept")


def article(a: Around) -> str:
    """一个, 一批 before what it introduces."""
    q = a.quantity
    if a.spelled[0] != "一" or q.low != 1 or q.high or q.dimension not in ("count", "event", "person"):
        return ""
    if at_clause_end(a) or ending(a.left, _ARTICLE_KEPT):
        return ""
    return a.spelled


def denominator(a: Around) -> str:
    """每千人口: per how many."""
    return "每" + a.spelled if a.left.endswith("每") and a.quantity.form == "number" else ""


_BIG = 10_000
_BY_SCORE = re.compile(r"以(?:[0-9.]+[、和及])*$")
_SCORED = re.compile(
    rf"(?:[、和及][0-9.]+)*的(?:[A-Za-z]+|[综合总平均最终好高]{{1,4}})?(?:{'|'.join(rejection_words('scores_behind'))})"
)
_USERS = re.compile(rf"[余多名位]?(?:个)?(?:{'|'.join(rejection_words('users_behind'))})")


def _told_behind(a: Around) -> bool:
    """以92.4的综合得分居首, 超230000用户: what stands right behind tells what the number counts."""
    if _BY_SCORE.search(a.left) and _SCORED.match(a.right):
        return True
    return a.quantity.qualifier != "exact" and a.quantity.low >= 1000 and _USERS.match(a.right) is not None


def bare_number(a: Around) -> str:
    """Without unit and multiplier, only the words before can make a number a figure."""
    q = a.quantity
    if not is_bare(a) or q.form != "number":
        return ""
    if a.spelled.startswith("前"):
        return ""
    if (abs(q.low) >= _BIG and not a.spelled.isdigit()) or (a.spelled[0].isdigit() and a.spelled[-1] in "百千万亿"):
        return a.spelled if a.left.endswith("规模") else ""
    left = a.left.rstrip(" ")
    if _told_behind(a):
        return ""
    if a.right[:1] == "+" and not a.right[1:2].isdigit():
        return ""
    if at_clause_end(a) and ("," in a.spelled or ("." in a.spelled and "\u4e00" <= a.left[-1:] <= "\u9fff")):
        return ""  # 审结3,280，收入比1.99
    told = ending(left, FIGURE_BEFORE) and (not is_chinese(a) or at_clause_end(a))
    if told and (not a.right[:1].isalpha() or left[-1:] in ("由", "从")):
        return ""
    if q.qualifier in ("over", "nearly", "about", "at_least", "at_most") and at_clause_end(a):
        return ""
    if left[-1:] in ("、", "和", "，") and re.search(r"[0-9.]{2}[、和，]$", left) and not a.right[:1].isalpha():
        return "" if "." in a.spelled or len(a.spelled) > 2 else a.spelled
    return a.spelled
