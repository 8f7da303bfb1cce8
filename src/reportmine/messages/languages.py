"""The languages that reportmine speaks, and which of them a user reads."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# Where it is said for reportmine alone, before what the system says.
VARIABLE = "REPORTMINE_LANG"
# In the order of POSIX; of several the first that is set counts.
_OF_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environ: Mapping[str, str], platform: str = sys.platform) -> Language:
    """The language that the environment asks for; English where it says nothing that is known.

    >>> language_of({"LANG": "zh_CN.UTF-8"}, "linux"), language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "linux")
    ('zh', 'en')
    >>> language_of({"REPORTMINE_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "linux"), language_of({}, "linux")
    ('zh', 'en')
    """
    said = own_language(environ)
    if said is not None:
        return said
    system = next(filter(None, map(environ.get, _OF_SYSTEM)), None)
    if system is None and platform == "win32":
        return "zh" if _windows_is_chinese() else "en"
    return "zh" if (system or "").lower().startswith("zh") else "en"


def own_language(environ: Mapping[str, str]) -> Language | None:
    """The language that the environment asks of reportmine alone, None where it does not."""
    said = environ.get(VARIABLE, "").lower()[:2]
    return next((language for language in LANGUAGES if language == said), None)


def _windows_is_chinese() -> bool:
    """Whether Windows itself speaks Chinese: its variables do not tell."""
    if sys.platform != "win32":
        return False
    import ctypes

    chinese = 0x04  # the primary language in the low ten bits, as winnt.h has it
    return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese)
