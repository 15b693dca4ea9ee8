"""The explorers of a notebook without its kernel: their scripts as files, what they show as JSON."""

import hashlib
from pathlib import Path

import nbformat

from ..building.execute import WIDGET, code_cells
from .files import write_text

STATE = "application/vnd.jupyter.widget-state+json"


def take_widgets(notebook: nbformat.NotebookNode, static: Path) -> dict[str, dict]:
    """Put a place for the page's script where a widget is shown, its still inside it for who runs no script.

    Writes every script and style once into static/widgets, under a name made of its content. Returns, by the widget's
    id, where these are, relative to static, and its state.
    """
    shown = {}
    for cell in code_cells(notebook):
        for output in cell.outputs:
            view = output.get("data", {}).get(WIDGET)
            if view:
                still = f"<noscript>{output.data['text/html']}</noscript>"
                place = f'<div class="lecture-widget" data-widget="{view["model_id"]}">{still}</div>'
                output.data = nbformat.from_dict({"text/html": place})
                shown[view["model_id"]] = None
    models = notebook.metadata.pop("widgets", {}).get(STATE, {}).get("state", {})
    return {model: taken_apart(models[model]["state"], static) for model in shown}


def taken_apart(state: dict, static: Path) -> dict:
    """The state of one widget, its script and style as files."""
    own = {name: value for name, value in state.items() if not name.startswith("_")}
    return {
        "script": as_file(state["_esm"], "mjs", static),
        "style": as_file(state["_css"], "css", static),
        "state": own,
    }


def as_file(text: str, ending: str, static: Path) -> str:
    """Where the text lies, relative to static."""
    place = f"widgets/{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
    write_text(static / place, text)
    return place
