"""All that can be written, a row a format; a format's module is imported when the format is asked for.

`REPORTS` are the formats of `extract`, `BATCHES` those of `batch`, `COMPARISONS` those of `compare` and `audit`,
`PANELS` those of `series`; the commands that explain and list have short tables of their own below. To add a format,
write a function that takes what is to be written, name it in a row here, and it has its place in `--format`, `-o`,
their help and their errors.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from reportmine.errors import WritingError
from reportmine.extras import install_command
from reportmine.messages.message import Message
from reportmine.model import Report, Source
from reportmine.model.schema import Language
from reportmine.output.terminal.canvas import PAPER, Screen

if TYPE_CHECKING:
    from reportmine.corrections.carrying import Held
    from reportmine.diagnosis import Fact
    from reportmine.extraction.explain.catalogue import Chapter
    from reportmine.extraction.explain.learned import Learned
    from reportmine.extraction.explain.model import Explanation
    from reportmine.lexicon.catalogue import Known
    from reportmine.output.comparison.result import Result
    from reportmine.output.panel.wording import PanelResult
    from reportmine.output.terminal.quantities import Line
    from reportmine.samples import Sample

Of = TypeVar("Of")


class Style(NamedTuple):
    """How to write: `array` asks for a JSON array also of one report, `screen` is what a table is drawn on.

    `header` is the language of headings, in formats that have a choice, `language` that of a page's own words. `known`
    are the corrections that reports have already, for a page on which more are made. `pictures` says whether such a
    page shows scanned pages as they look.
    """

    array: bool = False
    screen: Screen = PAPER
    header: Language = "en"
    language: Language = "zh"
    known: tuple[Held, ...] = ()
    pictures: bool = True


PLAIN = Style()


class Lazy(NamedTuple):
    """A function of this package that is imported when it is first called.

    >>> Lazy("data.csv:to_csv")([])[:11]
    'path,metric'
    """

    reference: str

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Import the function and call it."""
        return self.load()(*arguments, **options)

    def load(self) -> Any:
        """The function itself."""
        module, _, name = self.reference.partition(":")
        return getattr(importlib.import_module(f"reportmine.output.{module}"), name)


class Format(NamedTuple, Generic[Of]):
    """A format: its name, the endings of its files, and what makes text or bytes of it.

    `takes` names the fields of a style that the writer is given. `encoding` is that of a file of text, None where the
    writer gives bytes. `library` is what must be installed, by `extra` or by the extra of the format's name. `add_to`
    puts reports into a file that holds others, where the format can; `check` raises WritingError where that file
    forbids it. Both tell the function that they are given last where another program holds the file.
    """

    name: str
    endings: tuple[str, ...]
    writer: Lazy
    takes: tuple[str, ...] = ()
    encoding: str | None = "utf-8"
    library: str = ""
    extra: str = ""
    check: Lazy | None = None
    add_to: Lazy | None = None
    for_people: bool = False

    @property
    def headed(self) -> bool:
        """Whether the headings can be Chinese."""
        return "header" in self.takes

    def render(self, content: Of, style: Style = PLAIN) -> str | bytes:
        """Text or bytes of what is to be written."""
        options = {name: getattr(style, name) for name in self.takes}
        written: str | bytes = self.writer(content, **options)
        return written


# Excel on Chinese Windows takes UTF-8 without this mark for GBK.
_FOR_EXCEL = "utf-8-sig"

REPORTS: tuple[Format[Sequence[Report]], ...] = (
    Format("table", (".txt",), Lazy("terminal.claims:to_table"), ("screen",)),
    Format("json", (".json",), Lazy("data.json.claims:to_json"), ("array",)),
    Format("jsonl", (".jsonl",), Lazy("data.json.claims:to_jsonl")),
    Format("csv", (".csv",), Lazy("data.csv:to_csv"), ("header",), encoding=_FOR_EXCEL),
    Format(
        "html",
        (".html",),
        Lazy("html.report_page:page_of"),
        ("language", "known", "pictures"),
        library="jinja2",
        extra="page",
    ),
    Format("markdown", (".md",), Lazy("data.markdown:to_markdown"), ("header",), for_people=True),
    Format(
        "xlsx",
        (".xlsx",),
        Lazy("data.xlsx.claims:to_xlsx"),
        ("header",),
        encoding=None,
        library="xlsxwriter",
        for_people=True,
    ),
    Format("parquet", (".parquet",), Lazy("data.parquet:to_parquet"), encoding=None, library="pyarrow"),
    Format(
        "sqlite",
        (".sqlite", ".sqlite3", ".db"),
        Lazy("data.sqlite.database:to_sqlite"),
        encoding=None,
        check=Lazy("data.sqlite.database:check"),
        add_to=Lazy("data.sqlite.database:add_to"),
    ),
)

# What thousands of reports can be put into, one after the other.
BATCHES: tuple[Format[Sequence[Report]], ...] = tuple(
    form for form in REPORTS if form.name in ("csv", "jsonl", "parquet", "sqlite")
)

COMPARISONS: tuple[Format[Result], ...] = (
    Format("table", (".txt",), Lazy("comparison.terminal:to_table"), ("screen",)),
    Format("json", (".json",), Lazy("comparison.json:to_json")),
    Format("csv", (".csv",), Lazy("comparison.csv:to_csv"), ("header",), encoding=_FOR_EXCEL),
    Format("markdown", (".md",), Lazy("comparison.markdown:to_markdown"), ("header",), for_people=True),
    Format(
        "xlsx",
        (".xlsx",),
        Lazy("comparison.xlsx:to_xlsx"),
        ("header",),
        encoding=None,
        library="xlsxwriter",
        for_people=True,
    ),
    Format("parquet", (".parquet",), Lazy("comparison.parquet:to_parquet"), encoding=None, library="pyarrow"),
    Format(
        "sqlite",
        (".sqlite", ".sqlite3", ".db"),
        Lazy("comparison.sqlite:to_sqlite"),
        encoding=None,
        check=Lazy("comparison.sqlite:check"),
    ),
    Format("html", (".html",), Lazy("html.comparison_page:page_of"), ("language",), library="jinja2", extra="page"),
)

PANELS: tuple[Format[PanelResult], ...] = (
    Format("table", (".txt",), Lazy("panel.terminal:to_table"), ("screen",)),
    Format("csv", (".csv",), Lazy("panel.csv:to_csv"), ("header",), encoding=_FOR_EXCEL),
    Format("json", (".json",), Lazy("panel.json:to_json")),
    Format("markdown", (".md",), Lazy("panel.markdown:to_markdown"), ("header",), for_people=True),
    Format(
        "xlsx",
        (".xlsx",),
        Lazy("panel.xlsx:to_xlsx"),
        ("header",),
        encoding=None,
        library="xlsxwriter",
        for_people=True,
    ),
    Format("html", (".html",), Lazy("html.panel_page:page_of"), ("language",), library="jinja2", extra="page"),
)

EXPLANATIONS: tuple[Format[tuple[Source, Sequence[Explanation]]], ...] = (
    Format("text", (), Lazy("terminal.explanation:to_text"), ("screen",)),
    Format("json", (), Lazy("data.json.explanation:to_json")),
)
QUANTITIES: tuple[Format[Sequence[Line]], ...] = (
    Format("table", (), Lazy("terminal.quantities:to_quantity_table"), ("screen",)),
    Format("jsonl", (), Lazy("data.json.quantities:to_jsonl")),
)
RULES: tuple[Format[Sequence[Chapter]], ...] = (
    Format("text", (), Lazy("terminal.rules:to_rule_list"), ("screen",)),
    Format("json", (), Lazy("data.json.rules:to_json")),
)
LEARNED: tuple[Format[Learned], ...] = (
    Format("text", (), Lazy("terminal.learned:to_learned"), ("screen",)),
    Format("json", (), Lazy("data.json.learned:to_json")),
)
LEXICON: tuple[Format[Sequence[Known]], ...] = (
    Format("table", (), Lazy("terminal.lexicon:to_lexicon_table"), ("screen",)),
    Format("json", (), Lazy("data.json.rows:to_json")),
    Format("csv", (), Lazy("data.csv:to_lexicon_csv")),
)
SAMPLES: tuple[Format[Sequence[Sample]], ...] = (
    Format("text", (), Lazy("terminal.samples:to_sample_list"), ("screen",)),
    Format("json", (), Lazy("data.json.rows:to_json")),
)
DIAGNOSES: tuple[Format[Sequence[Fact]], ...] = (
    Format("text", (), Lazy("terminal.diagnosis:to_text"), ("screen",)),
    Format("json", (), Lazy("data.json.diagnosis:to_json")),
)


def named(name: str, formats: Sequence[Format[Of]]) -> Format[Of]:
    """The format of this name, which must be one of `formats`."""
    return next(form for form in formats if form.name == name)


def format_of(path: str, formats: Sequence[Format[Of]]) -> Format[Of] | None:
    """The format that the ending of a file's name stands for, None for an unknown one.

    >>> format_of("out/claims.CSV", REPORTS).name, format_of("claims.doc", REPORTS)
    ('csv', None)
    """
    ending = PurePath(path).suffix.lower()
    return next((form for form in formats if ending in form.endings), None)


def ready(form: Format[Any], target: str | None, waiting: Callable[[Message], None]) -> None:
    """Raise WritingError, before reports are read for nothing, where `form` cannot be written to `target`.

    `waiting` is told where that takes some time.
    """
    if form.library and importlib.util.find_spec(form.library) is None:
        raise WritingError(
            "{what} needs {library}, which is not installed; install it with: {command}",
            what=form.name,
            library=form.library,
            command=install_command(form.extra or form.name),
        )
    if form.check and target is not None:
        form.check(target, waiting)
