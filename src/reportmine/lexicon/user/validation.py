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
            yield said.entry.fault("a spelling is empty; take it out.", "aliases")
        elif len(folded) > _LONGEST or "\n" in folded:
            yield said.entry.fault(f'"{written[:20]}…" has more than {_LONGEST} characters, or line ends.', written)


def _repeated(said: Said, first: Mapping[tuple[str, str], Entry]) -> Iterator[Fault]:
    for k, (written, folded) in enumerate(zip(said.written, said.folded, strict=True)):
        before = first.get((said.entry.table, folded))
        if folded and (before or folded in said.folded[:k]):
            where = f", also on line {before.line}" if before and before.line else ""
            yield said.entry.fault(f'"{written}" stands in the file twice{where}; take one out.', written)


def _indicator(said: Said) -> Iterator[Fault]:
    yield from _chosen(said, "topic", TOPICS)
    for written, folded in zip(said.written, said.folded, strict=True):
        if len(folded) == 1:
            yield said.entry.fault(f'"{written}" is a single character, which too many words hold.', written)
    yield from _known(said, {spelling: indicator.name for spelling, indicator in INDICATORS.items()})
    known = INDICATORS.get(said.folded[0])
    yield from _settled(said, "topic", known.topic if known else None, TOPICS)


def _unit(said: Said) -> Iterator[Fault]:
    yield from _chosen(said, "dimension", DIMENSIONS)
    factor = said.entry.values.get("factor")
    if factor is not None and not (Decimal(factor).is_finite() and factor > 0):
        yield said.entry.fault(f"factor is {factor}, and has to be more than zero.", "factor")
    for written, folded in zip(said.written, said.folded, strict=True):
        if folded[:1] in _NUMERAL or folded[:1] in INSIDE:
            yield said.entry.fault(f'"{written}" begins like a number, so the number would take it in.', written)
        elif _NO_UNIT.search(folded):
            yield said.entry.fault(f'"{written}" holds a gap or a mark; a unit is a word.', written)
        elif any(folded == bound.word for bound in BEHIND.get(folded[:1], ())):
            yield said.entry.fault(f'"{written}" bounds a figure, as in 5%以上, and is no unit.', written)
    yield from _known(said, {spelling: unit.name for spelling, unit in UNITS.items()})
    known = UNITS.get(said.folded[0])
    yield from _settled(said, "dimension", known.dimension if known else None, DIMENSIONS)


def _skip(said: Said) -> Iterator[Fault]:
    phrase = said.folded[0]
    numbers = [at for at, char in enumerate(phrase) if char in _NUMERAL]
    if len(phrase) < 2 or not numbers:
        yield said.entry.fault("a phrase to skip is a number with at least one more character.", said.written[0])
    elif all(not "0" <= phrase[at] <= "9" and word_over(phrase, at) >= 0 for at in numbers):
        yield said.entry.fault("no number is seen in it anyway; you can take it out.", idle=True)


def _word(said: Said) -> Iterator[Fault]:
    if not _CHINESE.fullmatch(said.folded[0]):
        yield said.entry.fault("a word is 2 to 20 Chinese characters and nothing else.", said.written[0])
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
        yield said.entry.fault(f'there is no {key} "{given}"; {meant(given, choices, "choose one of")}', key)


def _known(said: Said, meanings: Mapping[str, str]) -> Iterator[Fault]:
    """Spellings that the tables have: idle where they mean the same there, wrong where they mean another thing."""
    (name, *_), aliases = said.folded, list(zip(said.written, said.folded, strict=True))[1:]
    other = meanings.get(name)
    if other not in (None, name):
        yield said.entry.fault(f'"{said.written[0]}" is known as a spelling of "{other}"; add to that name.', "name")
        return
    for written, folded in aliases:
        meaning = meanings.get(folded)
        if meaning == name:
            yield said.entry.fault(f'"{written}" is known already; you can take it out.', written, idle=True)
        elif meaning is not None:
            elsewhere = "as a name of its own" if meaning == folded else f'as a spelling of "{meaning}"'
            yield said.entry.fault(f'"{written}" is known already {elsewhere}; take it out.', written)
    if other and not aliases:
        yield said.entry.fault("it is known already; you can take it out.", idle=True)


def _settled(said: Said, key: str, known: str | None, choices: tuple[str, ...]) -> Iterator[Fault]:
    """A new name says its topic or dimension; one that the tables know has it already."""
    given = said.entry.values.get(key)
    if known is None and given is None:
        yield said.entry.fault(f'it has no {key}; add {key} = "…", one of {", ".join(choices)}.')
    elif known is not None and given in choices and given != known:
        yield said.entry.fault(f'its {key} is "{known}" already; leave {key} out.', key)
