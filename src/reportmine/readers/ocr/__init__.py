"""A picture of a page → the characters on it, in their places, as `readers/pages` takes them.

In the order of the work: `preparing` takes grain off, `engine` reads the lines, `straighten` has it
upright, `lookalikes` mends its numbers, `rules` sees its ruled lines, `layout` puts the characters in their places,
`cache` keeps what was read, `shrinking` makes the picture that readers see, `reading` calls all of them, and `placing`
finds the lines again in the text of the report. `side_by_side` has several pages read at the same time, `progress`
tells how far it has come. What is imported here needs no engine.
"""

from reportmine.errors import ReadingError
from reportmine.extras import install_command, is_installed


def ask_for_engine() -> None:
    """Raise ReadingError, without a path, where what reads pictures is not installed."""
    if not is_installed("ocr"):
        raise ReadingError(
            "is to be read as pictures, and {library} is not installed to read them; install it with: {command}",
            library="rapidocr",
            command=install_command("ocr"),
        )
