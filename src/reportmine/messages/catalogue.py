"""Messages in the language of their reader, from the gettext files in `locale/`."""

from __future__ import annotations

import functools
import gettext
from importlib import resources
from pathlib import Path

from reportmine.messages.languages import Language
from reportmine.messages.message import Lookup, Parameter, Sayable, in_english, message_of

DOMAIN = "reportmine"


class Say:
    """Says messages in one language.

    >>> from reportmine.messages.message import message
    >>> say_in("zh")("{place}: {reason}", place="报告.txt", reason=message("is empty; give a file with text in it."))
    '报告.txt：是空文件；请给出有文字的文件。'
    >>> say_in("en")("unnamed")
    'unnamed'
    """

    def __init__(self, language: Language, lookup: Lookup) -> None:
        """`lookup` gives the templates of `language`."""
        self.language = language
        self._lookup = lookup

    def __call__(self, said: Sayable, /, **parameters: Parameter) -> str:
        """A message, what has one, or a template with its parameters."""
        return message_of(said, **parameters).filled(self._lookup)


@functools.cache
def say_in(language: Language) -> Say:
    """What says messages in a language."""
    if language == "en":
        return Say(language, in_english)
    place = locale_folder().joinpath(language, "LC_MESSAGES", f"{DOMAIN}.mo")
    with place.open("rb") as file:
        known = gettext.GNUTranslations(file)

    def lookup(text: str, plural: str, count: int) -> str:
        return known.ngettext(text, plural, count) if plural else known.gettext(text)

    return Say(language, lookup)


def locale_folder() -> Path:
    """The folder of the gettext files."""
    return Path(str(resources.files(__package__))) / "locale"
