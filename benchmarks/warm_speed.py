"""Warm speed in one process: quantity finding, and extraction to JSON against `jieba.lcut` over the same text.

    python benchmarks/warm_speed.py [--characters N] [--report-only]

Two texts are made of the project's samples with varied numbers: the samples as they are, one figure in about 12
characters, and the same sentences among plain ones, one in about 30, which is how dense government work reports are.
Where the folder `../shared/gold` is there, its real reports are read too, over and over with other numbers. Beside the
quantity finder, cn2an reads the same text where it is installed (it only turns Chinese numerals into digits). Times are
of the processor, so that other work on the machine counts less, with the collector of reference cycles paused, as the
commands do while they extract (and `timeit` always). Exits 1 where extraction takes longer than `jieba.lcut`, or
quantities are found at less than 1.5 million characters a second, on the text that is as dense as a work report.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import logging
import random
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportmine.api import extract
from reportmine.cli.collector import collector_paused
from reportmine.extraction.attributes.clause import Frame
from reportmine.extraction.attributes.measure import frame
from reportmine.extraction.attributes.status_evidence import sentence_cues
from reportmine.extraction.claims import by_sentence
from reportmine.extraction.naming.choosing import name_figures
from reportmine.extraction.naming.context import FigureContext, MetricName
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.extraction.rejection.rules import ScreenedQuantity, screened_quantities
from reportmine.extraction.tokens import Tokens, tokens_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Sentence
from reportmine.output.data.json.claims import to_json
from reportmine.text.cleaning import clean
from reportmine.text.sections import sections_of
from reportmine.text.segmenter import segmenter
from reportmine.text.sentences import SentenceIndex

HERE = Path(__file__).resolve().parent.parent
SAMPLES, GOLD = HERE / "samples", HERE.parent / "shared" / "gold"
NAMES = ("city-2023", "city-2024", "foundation-2022", "foundation-2023", "communique-2023")
PLAIN = (
    "我们坚持稳中求进工作总基调，统筹发展和安全，各项工作取得新的进展。",
    "干部作风持续改进，服务意识不断增强，群众的获得感更加充实、更有保障。",
    "要看到困难和挑战依然存在，基础还不牢固，短板仍需补齐，我们将正视问题，拿出实招。",
)
REAL = {
    "real excerpts of many kinds": "dev/*.txt",
    "a real work report of 2013": "compare/hailar-2013.txt",
    "a real work report of 2014": "compare/hailar-2014.txt",
}
LOWEST_RATE = 1_500_000


def samples_text(length: int, plain: bool) -> str:
    """Sample sentences with other digits until `length` is reached; with `plain`, plain ones in between."""
    chance = random.Random(2026)
    text = "\n".join((SAMPLES / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES)
    parts: list[str] = []
    size = 0
    while size < length:
        varied = re.sub(r"\d", lambda _: chance.choice("123456789"), text)
        for sentence in re.findall(r"[^。]*。|[^。]+$", varied):
            piece = sentence + (chance.choice(PLAIN) + chance.choice(PLAIN) if plain else "")
            parts.append(piece)
            size += len(piece)
    return "".join(parts)[:length]


def varied_text(paths: Sequence[Path], length: int) -> str:
    """Reports one after the other, again and again with other digits until `length` is reached; years stay."""
    chance = random.Random(2026)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    parts: list[str] = []
    for text in itertools.cycle(texts):
        parts.append(re.sub(r"(?!(?:19|20)\d\d年)(?<!\d)\d+", lambda match: _other(match.group(), chance), text))
        if sum(map(len, parts)) >= length:
            return "\n".join(parts)[:length]
    raise AssertionError("unreachable")


def _other(digits: str, chance: random.Random) -> str:
    return "".join(chance.choice("123456789") for _ in digits)


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def stages(text: str) -> dict[str, float]:
    """Seconds of each stage over `text`."""
    report, cleaned = extract(text), clean(text)
    sections, judged, engine = sections_of(cleaned.text), screened_quantities(cleaned.text, PRODUCT), segmenter()

    def sentences() -> Iterator[tuple[Sentence, list[ScreenedQuantity]]]:
        for sentence, found in by_sentence(judged, SentenceIndex(cleaned.text, sections)):
            if any(one.rejection is None for one in found):
                yield sentence, found

    cut = [(sentence, tokens_of(sentence, found, engine)) for sentence, found in sentences()]
    named = [(sentence, tokens, name_figures(tokens, None, PRODUCT)) for sentence, tokens in cut]
    finding = best(lambda: parse_quantities(cleaned.text, PRODUCT))
    rows = {
        "clean": best(lambda: clean(text)),
        "sections": best(lambda: sections_of(cleaned.text)),
        "find quantities": finding,
        "reject": best(lambda: screened_quantities(cleaned.text, PRODUCT)) - finding,
        "sentences": best(lambda: list(sentences())),
        "cut": best(lambda: [tokens_of(sentence, found, engine) for sentence, found in sentences()]),
        "name": best(lambda: [name_figures(tokens, None, PRODUCT) for _, tokens in cut]),
        "frame": best(lambda: [frames(sentence, tokens, found) for sentence, tokens, found in named]),
    }
    rows["cut"] -= rows["sentences"]
    rows["context, topic, claim"] = best(lambda: extract(text)) - sum(rows.values())
    return {**rows, "to JSON": best(lambda: to_json([report], array=False))}


def frames(sentence: Sentence, tokens: Tokens, named: list[tuple[MetricName, FigureContext]]) -> Frame | None:
    """Frame the figures of one sentence; the last frame."""
    said, framed = sentence_cues(sentence, tokens), None
    for name, place in named:
        framed = frame(place, name, said, framed, 2026)
    return framed


def in_turn(text: str, runs: int = 5) -> tuple[float, float]:
    """Shortest seconds of extraction to JSON and of `jieba.lcut`, taken in turn so that both see the same machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    jieba.lcut("预热")
    pairs = [
        (best(lambda: to_json([extract(text)], array=False), 1), best(lambda: jieba.lcut(text), 1)) for _ in range(runs)
    ]
    return min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)


def other_readers(text: str) -> dict[str, float]:
    """Seconds of another system over the same text, where it is installed."""
    if importlib.util.find_spec("cn2an") is None:
        return {}
    import cn2an

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {"cn2an.transform": best(lambda: cn2an.transform(text, "cn2an"), runs=1)}


def measure(name: str, text: str) -> bool:
    """Print one text's figures; true where both limits hold."""
    report = extract(text)
    print(f"\n{name}: {len(text):,} characters, {len(report.claims):,} claims, {len(report.rejected):,} rejected")
    rows = stages(text)
    ours, lcut = in_turn(text)
    for stage, seconds in {**rows, "extraction to JSON": ours, "jieba.lcut": lcut, **other_readers(text)}.items():
        rate = len(text) / max(seconds, 1e-9) / 1e6
        print(f"  {stage:<21} {seconds:8.3f} s  {rate:8.2f} million characters a second")
    ratio, found = ours / lcut, len(text) / rows["find quantities"]
    print(f"  extraction / lcut     {ratio:8.2f}")
    return ratio < 1 and found >= LOWEST_RATE


def main() -> int:
    """Measure all texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--report-only", action="store_true", help="exit 0 whatever is measured")
    options = parser.parse_args()
    with collector_paused():
        measure("samples as they are", samples_text(options.characters, plain=False))
        for name, pattern in REAL.items() if GOLD.is_dir() else ():
            measure(name, varied_text(sorted(GOLD.glob(pattern)), options.characters))
        held = measure("as dense as a work report", samples_text(options.characters, plain=True))
    return 0 if held or options.report_only else 1


if __name__ == "__main__":
    sys.exit(main())
