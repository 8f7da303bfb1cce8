"""Japanese and Korean whose bytes pass for Chinese, and Chinese that is written in ASCII alone (HZ, UTF-7).

EUC-JP and EUC-KR keep their characters where GB 2312 and Big5 have theirs, so that the bytes tell nothing but by what
they mean: kana, and the syllables that every Korean sentence has. HZ and UTF-7 are ASCII to every other reader.

Measured (2026-11-30) on 70,000 pieces of 353 Chinese texts, of 10 to 1,000 characters and whole, in eight encodings:
one of 10 characters was taken for another language while 4 syllables were enough for that, and it had fewer than the 6
that are asked for now; none of 8,200 files of programs and prose in ASCII for HZ or UTF-7. Of sentences of Japanese and
Korean of 24 characters and more all are told but one without kana.
"""

from __future__ import annotations

from reportmine.errors import ReadingError
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message, message
from reportmine.readers.encoding.plausibility import beyond_ascii, uncommon_count

# So much of a file tells its language.
_SAMPLE = 20_000
# Of Japanese prose kana are half of all characters, of headings and tables a tenth; Chinese has none of them.
_LEAST_KANA = 0.1
_KANA = pattern("[\u3041-\u3096\u30a1-\u30fa]")
# Korean is Hangul nearly throughout, and a third of that are these syllables. Chinese in GB18030 read as Korean has at
# most 0.75 Hangul, and of them 0.06 are these syllables.
_LEAST_HANGUL, _LEAST_FREQUENT = 0.9, 0.15
_HANGUL = pattern("[\uac00-\ud7a3]")
# Fewer kana or syllables tell nothing, and more damage than this says that it is another encoding.
_FEWEST, _MOST_DAMAGE = 6, 0.02
# Of 30 characters of Japanese or Korean read as Chinese at least 0.29 are uncommon, of 1,000 Chinese ones at most 0.12.
_MOST_STRANGE = 0.2
_JAPANESE = (("euc_jp", "EUC-JP"), ("cp932", "Shift-JIS"), ("iso2022_jp_2", "ISO-2022-JP"))
_KOREAN = (("cp949", "EUC-KR"), ("iso2022_kr", "ISO-2022-KR"))
_SEVEN_BIT = (("hz", pattern(rb"~\{[!-~]{2,}?~\}")), ("utf-7", pattern(rb"\+[A-Za-z0-9+/]{3,}")))
# Of what a chance run of letters is worth as UTF-7, next to nothing is a common Chinese character.
_MOST_UNCOMMON = 0.3


def is_strange(text: str) -> bool:
    """Whether a text that was read as Chinese has more rare characters than Chinese has, so that it may be another.

    >>> is_strange("全年举办培训20场"), is_strange("本钳刨疯换鼠桂今箭掐圭纷")
    (False, True)
    """
    return uncommon_count(text) > _MOST_STRANGE * beyond_ascii(text)


def refuse_other_languages(data: bytes) -> None:
    """Raise ReadingError, without a path, for bytes that are Japanese or Korean text.

    >>> refuse_other_languages("本年度の研修は20回でしたが、来年度は30回です。".encode("euc_jp"))
    Traceback (most recent call last):
    reportmine.errors.ReadingError: is Japanese text in EUC-JP, and no figures are read of it; give its Chinese version.
    """
    sample = data[:_SAMPLE]
    for codec, name in _JAPANESE:
        if _is_japanese(_read(sample, codec)):
            raise _no_chinese(message("Japanese"), name)
    for codec, name in _KOREAN:
        if _is_korean(_read(sample, codec)):
            raise _no_chinese(message("Korean"), name)


def refuse_seven_bit(data: bytes) -> None:
    """Raise ReadingError, without a path, for ASCII that writes Chinese characters as letters and signs.

    >>> refuse_seven_bit("全年举办培训20场。".encode("hz"))
    Traceback (most recent call last):
    reportmine.errors.ReadingError: is Chinese text in HZ, which is no longer in use; make it UTF-8 with: \
iconv -f HZ -t UTF-8
    """
    for codec, mark in _SEVEN_BIT:
        if mark.search(data) and _is_chinese(_read(data[:_SAMPLE], codec)):
            command = f"iconv -f {codec.upper()} -t UTF-8"
            raise ReadingError(
                "is Chinese text in {encoding}, which is no longer in use; make it UTF-8 with: {command}",
                encoding=codec.upper(),
                command=command,
            )


def _no_chinese(language: Message, encoding: str) -> ReadingError:
    return ReadingError(
        "is {language} text in {encoding}, and no figures are read of it; give its Chinese version.",
        language=language,
        encoding=encoding,
    )


def _read(data: bytes, codec: str) -> str:
    """The bytes as a codec has them; nothing where too many do not fit."""
    text = data.decode(codec, "replace")
    return text if text.count("\ufffd") <= max(1, _MOST_DAMAGE * beyond_ascii(text)) else ""


def _is_japanese(text: str) -> bool:
    kana = len(_KANA.findall(text))
    return kana >= _FEWEST and kana >= _LEAST_KANA * beyond_ascii(text)


def _is_korean(text: str) -> bool:
    from reportmine.lexicon.loader import toml

    hangul = _HANGUL.findall(text)
    if len(hangul) < max(_FEWEST, _LEAST_HANGUL * sum(char.isalpha() for char in text if char > "\x7f")):
        return False
    frequent = toml("readers/other_languages.toml")["korean"]["syllables"]
    return sum(char in frequent for char in hangul) >= _LEAST_FREQUENT * len(hangul)


def _is_chinese(text: str) -> bool:
    characters = beyond_ascii(text)
    return characters >= _FEWEST and uncommon_count(text) <= _MOST_UNCOMMON * characters
