"""The first page: one sentence, one live thing, where to start, and how far one is."""

from html import escape
from pathlib import Path

from nbformat.v4 import new_markdown_cell

from ..building.build import without_lines, write
from ..building.convert import convert
from ..building.execute import code_cells
from ..course import NOTEBOOKS, Notebook


def write_front(source: Path, names: list[str], target: Path) -> None:
    """Write the notebook of the first page, not run, for a site of these notebooks.

    source: its own text and what is live on it. The way into the course, and the table of contents that Sphinx wants,
    follow the list of notebooks.
    """
    notebook = without_lines(convert(source))
    for cell in code_cells(notebook):
        cell.metadata["tags"] = ["remove-input"]
    shown = [n for n in NOTEBOOKS if n.name in names]
    start = f'<p class="lecture-start"><a href="{shown[0].name}.html">Start here</a></p>'
    rows = "\n".join(row(n) for n in shown)
    course = f'<ol class="lecture-map">\n{rows}\n</ol>'
    contents = "\n".join(["```{toctree}", ":hidden:", *names, "```"])
    notebook.cells.insert(1, new_markdown_cell(start, id="index-start"))
    notebook.cells += [new_markdown_cell(course, id="index-map"), new_markdown_cell(contents, id="index-contents")]
    write(notebook, target)


def row(notebook: Notebook) -> str:
    """A notebook on the map; the page's script adds how far one is in it."""
    link = f'<a href="{notebook.name}.html">{escape(notebook.title)}</a>'
    return f'<li data-notebook="{notebook.name}">{link} <span>{escape(notebook.question)}</span></li>'
