"""What was found already, so that no file is read twice: places one by one, and folders as a whole.

The files of a folder are not kept one by one, so that a folder of any number of files takes no memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import PurePath

from reportmine.readers.places import is_hidden, page_of


class Seen:
    """Places by their real names; `is_read` tells whether a file of a folder is read when the folder is."""

    def __init__(self, is_read: Callable[[str], bool]) -> None:
        """Nothing was seen yet."""
        self._places: set[str] = set()
        self._folders: list[str] = []
        self._is_read = is_read

    def is_new(self, place: str) -> bool:
        """Whether a file, or what stands in one, was not seen before; it is seen from now on.

        >>> seen = Seen(lambda name: name.endswith(".txt"))
        >>> seen.is_new("a.txt"), seen.is_new("a.txt")
        (True, False)
        """
        real = os.path.realpath(place)  # which, unlike Path.resolve, no loop of links can stop
        return not any(self._is_covered(real, folder) for folder in self._folders) and self.is_new_name(real)

    def is_new_name(self, name: str) -> bool:
        """The same of a name that is none of a file, such as the address of a page in an archive."""
        is_new = name not in self._places
        self._places.add(name)
        return is_new

    def begin(self, folder: str) -> Callable[[str], bool]:
        """What tells whether a file below a folder is new, while all of them are gone through; the folder is seen.

        A link is asked as if it stood alone: what it leads to may be a file of this folder, which comes by itself.
        """
        real = os.path.realpath(folder)
        earlier = [other for other in self._folders if other != real]
        again = len(earlier) < len(self._folders)
        self._folders.append(real)

        def is_new_below(path: str) -> bool:
            if os.path.islink(path):  # noqa: PTH114
                return self.is_new(path)
            place = os.path.normpath(os.path.join(real, os.path.relpath(path, folder)))  # noqa: PTH118
            return not (again or place in self._places or any(self._is_covered(place, other) for other in earlier))

        return is_new_below

    def _is_covered(self, place: str, folder: str) -> bool:
        """Whether a file was read, or will be, when all files of a folder are."""
        if not place.startswith(folder.rstrip(os.sep) + os.sep):
            return False
        inside = os.path.relpath(place, folder)
        saved = any(page_of(part) for part in PurePath(inside).parts[:-1])
        return self._is_read(place) and not is_hidden(inside) and not saved
