"""A notebook's source, py:percent text: read into cells that know their line, and refused where it breaks a rule."""

import re
from dataclasses import dataclass
from pathlib import Path

from ..course import EXERCISES

MARKER = re.compile(r"^# %%")
MOST_LINES = 20


class SourceError(Exception):
    """Something in a source, or a notebook, that must be mended; reads ``file:line or cell: what and why``."""

    def __init__(self, file: Path, line: int | str, message: str):
        super().__init__(f"{file}:{line}: {message}")


@dataclass(frozen=True)
class SourceCell:
    """One cell of a source: its kind (markdown or code), text, metadata and the line its marker stands on."""

    kind: str
    text: str
    metadata: dict
    line: int

    @property
    def exercise(self) -> str | None:
        return self.metadata.get("exercise")


def read_source(file: Path) -> list[SourceCell]:
    """The cells of a source file. Raises SourceError for anything that must not reach a notebook."""
    import jupytext

    text = file.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if MARKER.match(line)]
    nodes = jupytext.reads(text, fmt="py:percent").cells
    if len(nodes) != len(lines):
        raise SourceError(file, 1, "the file must begin with a cell marker '# %%' and hold nothing before it")
    cells = [SourceCell(n.cell_type, n.source, dict(n.metadata), line) for n, line in zip(nodes, lines, strict=True)]
    seen: set[str] = set()
    for cell in cells:
        complaint = fault(cell) or repeated(cell, seen)
        if complaint:
            raise SourceError(file, cell.line, complaint)
    return cells


def fault(cell: SourceCell) -> str | None:
    """What is wrong with one cell taken alone, or None."""
    if "incorrectly_encoded_metadata" in cell.metadata:
        return f'cannot read {cell.metadata["incorrectly_encoded_metadata"]!r}: write it as # %% exercise="name"'
    if cell.exercise is not None:
        return exercise_fault(cell)
    if not cell.text.strip():
        return "the cell is empty"
    count = len(cell.text.splitlines())
    if count > MOST_LINES:
        return f"the cell has {count} lines; {MOST_LINES} are the most that a reader takes in: split it"
    if cell.kind == "markdown" and re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")", cell.text):
        return "a picture without alt text: write ![what it shows](file)"
    return None


def exercise_fault(cell: SourceCell) -> str | None:
    """What is wrong with an exercise cell, or None."""
    if cell.exercise not in EXERCISES:
        return f"unknown exercise {cell.exercise!r}; known are {', '.join(EXERCISES)}"
    if cell.text.strip():
        return f"the cell of exercise {cell.exercise} must be empty: its stub is derived from the reference"
    return None


def repeated(cell: SourceCell, seen: set[str]) -> str | None:
    """A complaint where an exercise comes a second time in one notebook."""
    if cell.exercise in seen:
        return f"the id {cell.exercise!r} is used a second time in this notebook"
    if cell.exercise:
        seen.add(cell.exercise)
    return None
