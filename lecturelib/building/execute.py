"""Run a notebook and keep of its outputs what is the same on every run."""

import os
import re
from pathlib import Path

import nbformat

from ..threads import ONE_THREAD
from .source import SourceError

NO_ALT = re.compile(r"<img(?![^>]*\balt=\"[^\"]+\")")
TIMEOUT = 120  # seconds a cell may take
WIDGET = "application/vnd.jupyter.widget-view+json"
STEADY = {**ONE_THREAD, "PYTHONHASHSEED": "0", "CI": "1"}


def execute(notebook: nbformat.NotebookNode, folder: Path, source: Path, keep_widgets: bool = False) -> None:
    """Run every cell in place, in the given folder, one thread, with steady outputs.

    source names the file in errors. keep_widgets: a page is made of it, which needs their ids and what they show, and
    these differ from run to run. Raises SourceError for a cell that fails, runs out of time, writes to stderr, or
    shows a picture without alt text.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    metadata = nbformat.from_dict(notebook.metadata)
    resources = {"metadata": {"path": str(folder)}}
    config = Config({"KernelManager": {"transport_encryption": "auto"}})  # or the kernel warns of plain sockets
    options = {"timeout": TIMEOUT, "kernel_name": "python3", "record_timing": False}
    client = NotebookClient(notebook, resources=resources, config=config, **options)
    try:
        client.execute(env=os.environ | STEADY)
    except CellExecutionError as error:
        cell = next(c for c in code_cells(notebook) if any(o.output_type == "error" for o in c.outputs))
        raise SourceError(source, line_of(cell), f"the cell fails: {error.ename}: {error.evalue}") from error
    except (CellTimeoutError, DeadKernelError) as error:
        cell = next(c for c in reversed(code_cells(notebook)) if c.execution_count)
        raise SourceError(source, line_of(cell), f"the kernel died or took over {TIMEOUT} s: {error}") from error
    if keep_widgets:
        metadata["widgets"] = notebook.metadata.get("widgets", {})
    notebook.metadata = metadata  # the run notes the Python version and the state of widgets
    for cell in code_cells(notebook):
        tidy(cell, keep_widgets)
        complaint = output_fault(cell)
        if complaint:
            raise SourceError(source, line_of(cell), complaint)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def line_of(cell: nbformat.NotebookNode) -> int | str:
    """The line of the source a cell came from; its id where the notebook does not say."""
    return cell.metadata.get("lecturelib", {}).get("line", cell.id)


def tidy(cell: nbformat.NotebookNode, keep_widgets: bool) -> None:
    """Join neighbouring streams, and drop what differs from run to run: execution times, and widget ids if not kept."""
    cell.metadata.pop("execution", None)
    outputs: list[nbformat.NotebookNode] = []
    for output in cell.outputs:
        if not keep_widgets:
            output.get("data", {}).pop(WIDGET, None)
        last = outputs[-1] if outputs else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            outputs.append(output)
    cell.outputs = outputs


def output_fault(cell: nbformat.NotebookNode) -> str | None:
    """What is wrong with a cell's outputs, or None. Also holds for a notebook read from disk."""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            return f"the cell writes to stderr: {output.text.strip().splitlines()[-1]}"
        data = output.get("data", {})
        if "image/png" in data or NO_ALT.search("".join(data.get("text/html", ""))):
            return "a figure without alt text: end the plot with show('what the figure says')"
    return None
