"""What the entries of a user's lexicon file may say, and what of it the tables know already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, get_args

from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import DIGITS, INSIDE, MYRIADS, TENS, TWENTIES
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.qualifiers import BEHIND
from reportmine.lexicon.units import UNITS
from reportmine.lexicon.user.entries import FORM, Entry, Fault, meant
from reportmine.messages.message import Message, message
from reportmine.model import Topic

TOPICS: tuple[str, ...] = get_args(Topic)
DIMENSIONS = tuple(sorted({unit.dimension for unit in UNITS.values()}))
# jieba's letters for parts of speech.
TAGS = (
    "n", "nr", "ns", "nt", "nz", "v", "vn", "vd", "a", "ad", "an", "d", "i", "j", "l", "s", "t", "f", "b", "z",
    "m", "q", "r", "p", "c", "u", "y",
)  # fmt: skip

_LONGEST = 50
_NUMERAL = frozenset("0123456789半首几数") | DIGITS.keys() | TENS.keys() | MYRIADS.keys() | TWENTIES.keys()
_CHINESE = pattern(r"[\u4e00-\u9fff]{2,20}")
_NO_UNIT = pattern(r"[\s，。；：、！？“”（）()《》]")


class Said(NamedTuple):
    """An entry with its spellings, the name first: as they are written, and as clean text has them."""

    entry: Entry
    written: tuple[str, ...]
    folded: tuple[str, ...]


def said_by(entry: Entry, fold: Callable[[str], str]) -> Said:
    """The spellings of an entry of the right form; `fold` makes one fit for clean text."""
    name = entry.values[FORM[entry.table][0].name]
    written = (name, *entry.values.get("aliases", ()))
    return Said(entry, written, tuple(fold(spelling).strip() for spelling in written))


def faults_of(all_said: Iterable[Said]) -> Iterator[tuple[Said, tuple[Fault, ...]]]:
    """Each entry with all that is wrong with it."""
    first: dict[tuple[str, str], Entry] = {}
    for said in all_said:
        own = (*_spelled(said), *_repeated(said, first), *_CHECKS[said.entry.table](said))
        first |= {(said.entry.table, spelling): said.entry for spelling in said.folded}
        yield said, own


def _spelled(said: Said) -> Iterator[Fault]:
    for written, folded in zip(said.written, said.folded, strict=True):
        if not folded:
            yield said.entry.fault(message("a spelling is empty; take it out."), "aliases")
        elif len(folded) > _LONGEST or "\n" in folded:
            what = message(
                '"{start}…" has more than {most} characters, or line ends.', start=written[:20], most=_LONGEST
            )
            yield said.entry.fault(what, written)


def _repeated(said: Said, first: Mapping[tuple[str, str], Entry]) -> Iterator[Fault]:
    for k, (written, folded) in enumerate(zip(said.written, said.folded, strict=True)):
        before = first.get((said.entry.table, folded))
        if folded and (before or folded in said.folded[:k]):
            twice = message('"{word}" stands in the file twice; take one out.', word=written)
            if before and before.line:
                twice = message(
                    '"{word}" stands in the file twice, also on line {line}; take one out.',
                    word=written,
                    line=before.line,
                )
            yield said.entry.fault(twice, written)


def _indicator(said: Said) -> Iterator[Fault]:
    yield from _chosen(said, "topic", TOPICS)
    for written, folded in zip(said.written, said.folded, strict=True):
        if len(folded) == 1:
            single = message('"{word}" is a single character, which too many words hold.', word=written)
            yield said.entry.fault(single, written)
    yield from _known(said, {spelling: indicator.name for spelling, indicator in INDICATORS.items()})
    known = INDICATORS.get(said.folded[0])
    yield from _settled(said, "topic", known.topic if known else None, TOPICS)


def _unit(said: Said) -> Iterator[Fault]:
    yield from _chosen(said, "dimension", DIMENSIONS)
    factor = said.entry.values.get("factor")
    if factor is not None and not (Decimal(factor).is_finite() and factor > 0):
        yield said.entry.fault(message("factor is {factor}, and has to be more than zero.", factor=factor), "factor")
    for written, folded in zip(said.written, said.folded, strict=True):
        if wrong := _no_unit(written, folded):
            yield said.entry.fault(wrong, written)
    yield from _known(said, {spelling: unit.name for spelling, unit in UNITS.items()})
    known = UNITS.get(said.folded[0])
    yield from _settled(said, "dimension", known.dimension if known else None, DIMENSIONS)


def _no_unit(written: str, folded: str) -> Message | None:
    """Why a spelling cannot be that of a unit; None if it can."""
    if folded[:1] in _NUMERAL or folded[:1] in INSIDE:
        return message('"{word}" begins like a number, so the number would take it in.', word=written)
    if _NO_UNIT.search(folded):
        return message('"{word}" holds a gap or a mark; a unit is a word.', word=written)
    if any(folded == bound.word for bound in BEHIND.get(folded[:1], ())):
        return message('"{word}" bounds a figure, as in 5%以上, and is no unit.', word=written)
    return None


def _skip(said: Said) -> Iterator[Fault]:
    phrase = said.folded[0]
    numbers = [at for at, char in enumerate(phrase) if char in _NUMERAL]
    if len(phrase) < 2 or not numbers:
        short = message("a phrase to skip is a number with at least one more character.")
        yield said.entry.fault(short, said.written[0])
    elif all(not "0" <= phrase[at] <= "9" and word_over(phrase, at) >= 0 for at in numbers):
        yield said.entry.fault(message("no number is seen in it anyway; you can take it out."), idle=True)


def _word(said: Said) -> Iterator[Fault]:
    if not _CHINESE.fullmatch(said.folded[0]):
        no_word = message("a word is 2 to 20 Chinese characters and nothing else.")
        yield said.entry.fault(no_word, said.written[0])
    yield from _chosen(said, "tag", TAGS)


_CHECKS: dict[str, Callable[[Said], Iterator[Fault]]] = {
    "indicator": _indicator,
    "unit": _unit,
    "skip": _skip,
    "word": _word,
}


def _chosen(said: Said, key: str, choices: tuple[str, ...]) -> Iterator[Fault]:
    given = said.entry.values.get(key)
    if given is not None and given not in choices:
        advice = meant(given, choices, message("choose one of {names}.", names=choices))
        yield said.entry.fault(message('there is no {key} "{word}"; {advice}', key=key, word=given, advice=advice), key)


def _known(said: Said, meanings: Mapping[str, str]) -> Iterator[Fault]:
    """Spellings that the tables have: idle where they mean the same there, wrong where they mean another thing."""
    (name, *_), aliases = said.folded, list(zip(said.written, said.folded, strict=True))[1:]
    other = meanings.get(name)
    if other not in (None, name):
        of_other = message(
            '"{word}" is known as a spelling of "{name}"; add to that name.', word=said.written[0], name=other
        )
        yield said.entry.fault(of_other, "name")
        return
    for written, folded in aliases:
        meaning = meanings.get(folded)
        if meaning == name:
            idle = message('"{word}" is known already; you can take it out.', word=written)
            yield said.entry.fault(idle, written, idle=True)
        elif meaning is not None:
            yield said.entry.fault(_of_another(written, "" if meaning == folded else meaning), written)
    if other and not aliases:
        yield said.entry.fault(message("it is known already; you can take it out."), idle=True)


def _of_another(written: str, name: str) -> Message:
    """That a spelling is known as one of this name, or as a name itself."""
    if not name:
        return message('"{word}" is known already as a name of its own; take it out.', word=written)
    return message('"{word}" is known already as a spelling of "{name}"; take it out.', word=written, name=name)


def _settled(said: Said, key: str, known: str | None, choices: tuple[str, ...]) -> Iterator[Fault]:
    """A new name says its topic or dimension; one that the tables know has it already."""
    given = said.entry.values.get(key)
    if known is None and given is None:
        yield said.entry.fault(message('it has no {key}; add {key} = "…", one of {choices}.', key=key, choices=choices))
    elif known is not None and given in choices and given != known:
        yield said.entry.fault(message('its {key} is "{word}" already; leave {key} out.', key=key, word=known), key)
