"""From the bytes of a notebook file to its cells, as far as they can be read. Nothing is trusted, nothing is run."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

DECODER = json.JSONDecoder(strict=False, parse_int=float)  # int() refuses very long numbers
MOST_CELLS = 10_000  # an honest notebook has a hundredth of that
KINDS = ("code", "markdown", "raw", "heading", "html")
FIRST_KEY = re.compile(r'"cells"\s*:\s*\[\s*\{\s*"(\w+)"')
SOURCE = re.compile(r'"(?:source|input)"\s*:\s*(?=["\[])')
GRADE_ID = re.compile(r'"grade_id"\s*:\s*"(\w+)"')
SOLUTION = re.compile(r'"solution"\s*:\s*true')
KIND = re.compile(r'"cell_type"\s*:\s*"(\w+)"')


@dataclass(frozen=True)
class NotebookCell:
    """One cell: its position among the cells, whether it is code, its text, and nbgrader's id for it, if any."""

    position: int
    is_code: bool
    source: str
    grade_id: str


def read_cells(content: bytes) -> tuple[list[NotebookCell], bool] | None:
    """The cells of a notebook file, and whether it was damaged; None where there are no cells to be found."""
    text = decoded(content)
    found = listed(parsed(text))
    cells = list(islice(salvaged(text), MOST_CELLS)) if found is None else found
    if found is None and not cells:
        return None
    return [as_cell(*numbered) for numbered in enumerate(cells[:MOST_CELLS])], found is None


def decoded(content: bytes) -> str:
    """The text of a file; bytes that say nothing become signs that say so."""
    return content.decode(json.detect_encoding(content), "replace").lstrip()


def parsed(text: str) -> Any:
    """What a JSON text says, with or without something after it; None where it breaks the rules."""
    try:
        return DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def listed(notebook: Any) -> list[dict] | None:
    """The cells of a notebook as JSON has it, of nbformat 4, or of 3 and 2, which spread them over worksheets."""
    if not isinstance(notebook, dict):
        return None
    sheets = notebook["worksheets"] if isinstance(notebook.get("worksheets"), list) else [notebook]
    lists = [sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)]
    return [cell for cells in lists for cell in cells if isinstance(cell, dict)] if lists else None


def salvaged(text: str) -> Iterator[dict]:
    """The cells of a text that is no JSON as a whole, each read by itself, in one pass."""
    first_key = FIRST_KEY.search(text)
    keys = {"cell_type", first_key[1] if first_key else "cell_type"}
    starts = [match.start() for match in re.finditer(rf'\{{\s*"(?:{"|".join(keys)})"\s*:', text)]
    for start, end in pairwise([*starts, len(text)]):
        stretch = text[start:end]
        cell = parsed(stretch)
        yield cell if isinstance(cell, dict) else fragments(stretch)


def fragments(stretch: str) -> dict:
    """What is left of one damaged cell."""
    kind, grade_id = KIND.search(stretch), GRADE_ID.search(stretch)
    block = {"grade_id": grade_id[1] if grade_id else "", "solution": bool(SOLUTION.search(stretch))}
    *_, last = [None, *SOURCE.finditer(stretch)]
    source = parsed(stretch[last.end() :]) if last else ""
    return {"cell_type": kind and kind[1], "source": source, "metadata": {"nbgrader": block}}


def as_cell(position: int, cell: dict) -> NotebookCell:
    """A cell as we use it, from one as JSON has it."""
    metadata = cell.get("metadata")
    block = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    block = block if isinstance(block, dict) else {}
    grade_id = block.get("grade_id")
    source = joined(cell.get("source", cell.get("input")))
    is_code = is_code_cell(cell, bool(block.get("solution")))
    return NotebookCell(position, is_code, source, grade_id if isinstance(grade_id, str) else "")


def is_code_cell(cell: dict, is_answer: bool) -> bool:
    """Whether a cell says that it is code; if it does not say what it is, whether it has what only code cells have."""
    if cell.get("cell_type") in KINDS:
        return cell["cell_type"] == "code"
    return is_answer or "outputs" in cell or "execution_count" in cell


def joined(source: Any) -> str:
    """A source, given as one text or as lines, as one text that Python can read."""
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
