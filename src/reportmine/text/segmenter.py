"""Words: rjieba (fast) or jieba (the reference) behind one small interface, tags from one dictionary.

Both cut with jieba's dictionary and algorithm. Tags are the dictionary's own: a word that it does not
hold has the tag `x`, whatever an engine would guess, so that both engines say the same. Nothing is
loaded before the first cut.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import logging
import marshal
import sys
import warnings
from pathlib import Path
from typing import Any, Protocol

from reportmine.cache import keep, kept
from reportmine.errors import SegmenterError
from reportmine.extras import install_command
from reportmine.model import Word

NAMES = ("auto", "rjieba", "jieba")
_UNKNOWN = "x"
# How often a word of a user's stands in the dictionary's corpus of 60 million: often enough to be kept whole.
_SURE = 100_000
# The dictionary of jieba 0.42.1 takes 16 MB.
_LARGEST = 64 << 20

_Words = tuple[tuple[str, str], ...]


class Segmenter(Protocol):
    """Cuts text into words that together are the text again."""

    name: str

    def cut(self, text: str, start: int) -> list[Word]:
        """The words of `text`, placed as if it began at `start`."""
        ...


def segmenter(name: str = "auto", words: _Words = ()) -> Segmenter:
    """The segmenter of that name; `auto` is rjieba where it is installed, else jieba.

    `words` are kept whole, each with its tag; nobody else's segmenter learns them.
    Raises SegmenterError for an unknown name, and for rjieba where it is not installed.

    >>> [word.text for word in segmenter("rjieba").cut("举办培训", 10)]
    ['举办', '培训']
    >>> [(word.text, word.tag) for word in segmenter("rjieba", (("办培训", "n"),)).cut("举办培训", 10)]
    [('举', 'v'), ('办培训', 'n')]
    """
    if name not in NAMES:
        raise SegmenterError("{name}: no such segmenter; choose one of {names}.", name=name, names=NAMES)
    has_rjieba = importlib.util.find_spec("rjieba") is not None
    if name == "rjieba" and not has_rjieba:
        raise SegmenterError(
            "{library} is not installed; install it with: {command}", library="rjieba", command=install_command()
        )
    return _RJieba(words) if has_rjieba and name != "jieba" else _Jieba(words)


class _RJieba:
    name = "rjieba"

    def __init__(self, words: _Words) -> None:
        self._words = words
        self._seen: dict[str, str] = {}

    @functools.cached_property
    def _engine(self) -> tuple[Any, Any]:
        return _rjieba(self._words)

    def cut(self, text: str, start: int) -> list[Word]:
        tagged, known = self._engine
        words, at = [], start
        seen = self._seen
        for piece, guess in tagged(text):
            tag = seen.get(piece)
            if tag is None:
                # For words out of the dictionary rjieba guesses a tag.
                tag = seen[piece] = _UNKNOWN if piece.isascii() or not known(piece) else guess
            words.append(Word(at, piece, tag))
            at += len(piece)
        return words


@functools.lru_cache(maxsize=4)
def _rjieba(words: _Words) -> tuple[Any, Any]:
    import rjieba

    if not words:
        return rjieba.tag, rjieba.has_word
    own = rjieba.Jieba()
    for word, tag in words:
        own.add_word(word, _SURE, tag)
    return own.tag, own.has_word


class _Jieba:
    name = "jieba"

    def __init__(self, words: _Words) -> None:
        self._words = words

    def cut(self, text: str, start: int) -> list[Word]:
        tokenizer, tags = _jieba_with(self._words) if self._words else _jieba()
        words, at = [], start
        for piece in tokenizer.cut(text):
            tag = _UNKNOWN if piece.isascii() else tags.get(piece, _UNKNOWN)
            words.append(Word(at, piece, tag))
            at += len(piece)
        return words


@functools.cache
def _jieba() -> tuple[Any, dict[str, str]]:
    """A private tokenizer, so that nobody else's added words change a report's claims."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    frequencies, total, tags = _cached_dictionary(tokenizer)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return tokenizer, tags


@functools.lru_cache(maxsize=4)
def _jieba_with(words: _Words) -> tuple[Any, dict[str, str]]:
    usual, tags = _jieba()
    tokenizer = type(usual)()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(usual.FREQ), usual.total, True
    for word, tag in words:
        tokenizer.add_word(word, _SURE, tag)
    return tokenizer, tags | dict(words)


def _cached_dictionary(tokenizer: Any) -> tuple[dict[str, int], int, dict[str, str]]:
    """jieba's dictionary from a cache of our own; built, and cached where that can be, the first time."""
    path = dictionary_cache()
    data = kept(path, _LARGEST)
    if data is not None:
        # It was just checked to be what this user's reportmine wrote: marshal is not safe against anything else.
        with contextlib.suppress(ValueError, EOFError, TypeError):  # another version of Python wrote it
            found: tuple[dict[str, int], int, dict[str, str]] = marshal.loads(data)
            return found
    built = _built_dictionary(tokenizer)
    keep(path, marshal.dumps(built))
    return built


def dictionary_cache() -> Path:
    """Where the dictionary of this jieba is kept for the next start, whether it is there or not."""
    from importlib import metadata

    import platformdirs

    name = f"jieba-{metadata.version('jieba')}-{sys.implementation.cache_tag}.cache"
    return Path(platformdirs.user_cache_dir("reportmine")) / name


def _built_dictionary(tokenizer: Any) -> tuple[dict[str, int], int, dict[str, str]]:
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    with tokenizer.get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    tags = {word: tag for word, _, tag in (line.split(" ") for line in lines)}
    return frequencies, total, tags
