"""What corrections of many reports say for a user's lexicon: names chosen again and again, phrases without a figure.

A user's own indicator wins where it stands right before a figure, and a number inside of a fixed phrase is none
(docs/lexicon.md): so both mend in the next report what was mended by hand in these.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportmine.corrections.model import Correction, Corrections
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.user.loader import parsed as checked_lexicon
from reportmine.model import Topic

# Characters on each side of a number that may belong to the phrase it stands in: 五进社区、200米书香带.
_BESIDE = 8
# A phrase goes on over letters and Chinese characters, and over no mark.
_WORD = pattern(r"[\u4e00-\u9fffA-Za-z]")


class Proposal(NamedTuple):
    """An entry for a user's lexicon: an indicator's name with its topic, or a phrase to skip (topic None).

    So many corrections `speak_for` it, in `reports`.
    """

    text: str
    topic: Topic | None
    speak_for: int
    reports: tuple[str, ...]


def proposals(files: Iterable[Corrections], at_least: int = 2) -> list[Proposal]:
    """What at least so many corrections speak for: indicators, then phrases, the most spoken for first."""
    entries = [(one, found.path or "?") for found in files for one in found.entries]
    found = [*_indicators(entries), *_phrases(entries)]
    return sorted(
        (one for one in found if one.speak_for >= at_least),
        key=lambda one: (one.topic is None, -one.speak_for, one.text),
    )


_Entries = Sequence[tuple[Correction, str]]


def _indicators(entries: _Entries) -> Iterator[Proposal]:
    """Names that readers put in the place of others, and that no table knows."""
    chosen: dict[str, list[tuple[Topic, str]]] = {}
    for one, path in entries:
        if one.fields and one.fields.metric and (one.verdict == "figure" or "metric" in one.was):
            chosen.setdefault(one.fields.metric, []).append((one.fields.topic, path))
    for name, found in chosen.items():
        if name not in PRODUCT.indicators:
            topic = Counter(topic for topic, _ in found).most_common(1)[0][0]
            yield Proposal(name, topic, len(found), _sorted(path for _, path in found))


def _phrases(entries: _Entries) -> Iterator[Proposal]:
    """The phrases around numbers that are none, as far as all corrections of the same number agree."""
    same: dict[str, list[tuple[Correction, str]]] = {}
    for one, path in entries:
        if one.verdict == "no figure":
            same.setdefault(one.mark.of(one.sentence), []).append((one, path))
    for text, found in same.items():
        left = _common([one.sentence[: one.mark.start][::-1] for one, _ in found])[::-1]
        right = _common([one.sentence[one.mark.end :] for one, _ in found])
        phrase = f"{left}{text}{right}"
        if phrase != text and not any(_holds(one, phrase) for one, _ in entries):
            yield Proposal(phrase, None, len(found), _sorted(path for _, path in found))


def _common(texts: Sequence[str]) -> str:
    """The characters of words that all texts begin with.

    >>> _common(["书香带建成", "书香带延长"])
    '书香带'
    """
    shared = ""
    for characters in zip(*(text[:_BESIDE] for text in texts), strict=False):
        if len(set(characters)) > 1 or not _WORD.match(characters[0]):
            break
        shared += characters[0]
    return shared


def _holds(one: Correction, phrase: str) -> bool:
    """Whether a reader calls a number inside of this phrase a figure."""
    if one.fields is None:
        return False
    at = one.sentence.find(phrase)
    return 0 <= at <= one.mark.start < at + len(phrase)


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(paths)))


def as_lexicon(found: Iterable[Proposal]) -> str:
    """Proposals as a lexicon file, each below a line that says what speaks for it.

    >>> print(as_lexicon([Proposal("志愿汇打卡", "event", 3, ("2023.txt", "2024.txt"))]))
    # 3 corrections speak for it: 2023.txt, 2024.txt
    [[indicator]]
    name = "志愿汇打卡"
    topic = "event"
    <BLANKLINE>
    """
    return "\n".join(map(_entry, found))


def is_fit(one: Proposal) -> bool:
    """Whether a lexicon may hold it: no single character is an indicator.

    >>> is_fit(Proposal("人", "people", 2, ())), is_fit(Proposal("志愿汇打卡", "event", 2, ()))
    (False, True)
    """
    return all(fault.idle for fault in checked_lexicon(as_lexicon([one])).faults)


def _entry(one: Proposal) -> str:
    reports = ", ".join(" ".join(path.split()) for path in one.reports)
    said = f"# {one.speak_for} correction{' speaks' if one.speak_for == 1 else 's speak'} for it: {reports}"
    text = json.dumps(one.text, ensure_ascii=False)
    if one.topic is None:
        return f"{said}\n[[skip]]\nphrase = {text}\n"
    return f"{said}\n[[indicator]]\nname = {text}\ntopic = {json.dumps(one.topic)}\n"
