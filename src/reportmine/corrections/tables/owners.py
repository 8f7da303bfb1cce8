"""Which report a row of a table is of: that of its SHA-256, else of its path, else of its name, else the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from reportmine.corrections.file import quoted
from reportmine.corrections.tables.cells import TableCell, alike, flat
from reportmine.corrections.tables.headed import Headed
from reportmine.messages.message import Message, counted, message
from reportmine.model import Report, Span

# Of a path, what is shown.
_LONGEST = 80


class Owners:
    """The reports by what the column `path` says; what does not fit is told once for each path."""

    def __init__(self, reports: Sequence[Report], sheets: Sequence[Headed]) -> None:
        """`sheets` are those that tell the SHA-256 of reports."""
        self._reports = reports
        self._digests: dict[str, str] = {}
        self._segmenters: dict[str, str] = {}
        for sheet in sheets:
            for _, row in sheet.rows:
                path = _text(sheet.cell(row, "path"))
                self._digests[path] = _text(sheet.cell(row, "sha256"))
                self._segmenters[path] = _text(sheet.cell(row, "segmenter"))
        self._known: dict[str, int | None] = {}
        self._left: dict[str, set[Span]] = {}
        self.faults: list[Message] = []

    def of(self, cell: TableCell, place: Message, figure: Span) -> int | None:
        """The number of the report that a row of a figure is of, None where it is of none."""
        path = _text(cell)
        if path not in self._known:
            self._known[path] = self._find(path, cell, place)
        owner = self._known[path]
        if owner is None:
            # A figure may stand on two sheets.
            self._left.setdefault(path, set()).add(figure)
        return owner

    def has(self, owner: int) -> bool:
        """Whether some row is of this report."""
        return owner in self._known.values()

    def others(self) -> tuple[str, ...]:
        """The reports that the table was made of, where no row is of one that was given."""
        return tuple(self._left) if all(owner is None for owner in self._known.values()) else ()

    def remarks(self) -> Iterator[Message]:
        """What was left out, and what may make cells differ that nobody changed."""
        for path, figures in self._left.items():
            yield _left_out(path, len(figures))
        for path, owner in self._known.items():
            cut, now = self._segmenters.get(path), None if owner is None else self._reports[owner].segmenter
            if cut and now and cut != now:
                yield message(
                    "{path} was read with --segmenter {cut}, now with {now}; what that changes counts as changed.",
                    path=path,
                    cut=cut,
                    now=now,
                )

    def _find(self, path: str, cell: TableCell, place: Message) -> int | None:
        same = [at for at, one in enumerate(self._reports) if alike(cell, one.source.path)]
        if digest := self._digests.get(path):
            found = [at for at, one in enumerate(self._reports) if one.source.sha256 == digest]
            if not found and same:
                changed = message("{path} is not as it was when the table was written; extract it again.", path=path)
                self.faults.append(changed.about(place))
            return next((at for at in same if at in found), found[0] if found else None)
        if not same:
            name = PurePath(path.replace("\\", "/")).name
            same = [at for at, one in enumerate(self._reports) if name and PurePath(one.source.path or "").name == name]
        if len(same) > 1:
            several = message(
                "there is more than one report {path}; give only one of them.", path=quoted(path, _LONGEST)
            )
            self.faults.append(several.about(place))
            return None
        if same:
            return same[0]
        return 0 if len(self._reports) == 1 and not self._known else None


def _left_out(path: str, count: int) -> Message:
    if not path:
        return counted(
            "{count:,} figure of a report that is not named, was not read.",
            "{count:,} figures of a report that is not named, were not read.",
            count,
        )
    return counted(
        "{count:,} figure of {path}, which was not given, was not read.",
        "{count:,} figures of {path}, which was not given, were not read.",
        count,
        path=path,
    )


def _text(cell: TableCell) -> str:
    return "" if cell is None else flat(str(cell))
