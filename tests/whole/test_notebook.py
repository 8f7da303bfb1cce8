"""The notebook of docs/ runs: its cells in order, here and in a real kernel."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import reportmine

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return found


def run(code: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does, and give the value of the expression that ends it."""
    tree = ast.parse(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), "each cell ends in what it shows"
    exec(compile(tree, NOTEBOOK.name, "exec"), names)
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)


def test_the_cells_run_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(NOTEBOOK.parent)
    names: dict[str, Any] = {}
    shown = [run("".join(cell["source"]), names) for cell in cells() if cell["cell_type"] == "code"]
    assert isinstance(shown[0], reportmine.Report) and shown[0]._repr_html_().count("<mark") == 20
    assert names["problems"] == [] and len(names["reports"]) == 2
    assert {"地区生产总值", "民生支出"} <= set(names["years"].index)
    bars = shown[-1]["亿元"].map(len)
    assert bars.iloc[0] == 30 and bars.is_monotonic_decreasing
    assert all(len(one) for one in shown if hasattr(one, "columns"))


def test_it_is_kept_without_what_came_out() -> None:
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells() if "outputs" in cell)


@pytest.mark.filterwarnings("default")  # what Jupyter's own packages warn of is theirs
def test_a_kernel_shows_it() -> None:
    nbclient = pytest.importorskip("nbclient", reason="no Jupyter: pip install -e '.[readers]'")
    pytest.importorskip("ipykernel", reason="no kernel: pip install -e '.[readers]'")
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    outputs = [cell["outputs"] for cell in notebook.cells if cell["cell_type"] == "code"]
    assert all(len(output) == 1 for output in outputs)
    first = outputs[0][0]["data"]
    report = reportmine.extract(reportmine.read(NOTEBOOK.parent / "../samples/city-2024.txt"))
    assert first["text/html"].split("</caption>")[1] == report._repr_html_().split("</caption>")[1]
