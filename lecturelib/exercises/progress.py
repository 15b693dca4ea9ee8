"""How far a student is: in the open notebook, and over all saved notebooks of the course."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..course import COURSE, EXERCISES
from ..palette import COLOURS
from .display import show, sign_of
from .notebook import standing

CELL = "padding: 0.1em 0.8em 0.1em 0; text-align: left"


def progress() -> None:
    """Draw which exercises of this notebook are solved, with the points of each."""
    rows = []
    for verdicts in standing().values():
        for name, verdict in verdicts.items():
            status = verdict.status if verdict else "not_started"
            rows.append((name, verdict.points if verdict else 0.0, EXERCISES[name].points, status))
    if not rows:
        show("<i>No exercise has been run yet.</i>", "No exercise has been run yet.")
        return
    draw(rows)


def course_progress(folder: str | Path = ".") -> None:
    """Draw the points of every notebook of the course: what its saved file shows, or this kernel where it knows better.

    folder: where the notebooks lie. A notebook that is missing or cannot be read counts as not started.
    """
    live = standing()
    rows = []
    for notebook, exercises in COURSE.items():
        points = saved_points(Path(folder) / f"{notebook}.ipynb")
        points |= {name: verdict.points for name, verdict in live.get(notebook, {}).items() if verdict}
        got, out_of = sum(points.get(e.name, 0.0) for e in exercises), sum(e.points for e in exercises)
        rows.append((notebook, got, out_of, "right" if got == out_of else "partial" if got else "not_started"))
    draw(rows)


def saved_points(notebook: Path) -> dict[str, float]:
    """The points that the check cells of a saved notebook show, by exercise; none where it cannot be read."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return {name: points for cell in cells for name, points in shown_points(cell)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def shown_points(cell: dict) -> Iterator[tuple[str, float]]:
    """The exercise of a check cell and the points its output shows, if it was run."""
    grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    for output in cell.get("outputs", []):
        if grade_id.startswith("check_") and output["output_type"] == "execute_result":
            yield grade_id.removeprefix("check_"), float("".join(output["data"]["text/plain"]))


def draw(rows: list[tuple[str, float, float, str]]) -> None:
    """Show (name, points, out of, status) as a table with bars, and as text."""
    total, out_of = sum(row[1] for row in rows), sum(row[2] for row in rows)
    width = max(len(row[0]) for row in rows)
    text = [f"{sign_of(status)[0]} {name:<{width}} {got:g}/{most:g}" for name, got, most, status in rows]
    html = "".join(table_row(*row) for row in rows)
    summary = f"{total:g} of {out_of:g} points"
    show(f"<table>{html}</table><b>{summary}</b>", "\n".join([*text, summary]))


def table_row(name: str, got: float, most: float, status: str) -> str:
    """One row: sign and name, the points, a bar as long as their share."""
    sign, colour = sign_of(status)
    bar = (
        f'<div style="width: min(120px, 20vw); height: 10px; border: 1px solid {COLOURS["quiet"]}">'
        f'<div style="width: {100 * got / most:.0f}%; height: 10px; background: {colour}"></div></div>'
    )
    columns = (f"{sign} {name}", f"{got:g}/{most:g}", bar)
    return "<tr>" + "".join(f'<td style="{CELL}">{column}</td>' for column in columns) + "</tr>"
