"""What a page says of the course is filled in, so that it stays true: ``{{points}}``, ``{{total}}``, ``{{next}}`` …"""

import re

from ..checking.record import Exercise
from ..course import NOTEBOOKS, UNITS, Notebook

FIELD = re.compile(r"\{\{([a-z_]+)\}\}")
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
KNOWN = f"points, total, minutes, next, map, or a unit: {', '.join(UNITS)}"


def filled(text: str, notebook: Notebook | None, below: Exercise | None) -> str:
    """A text with its fields filled in.

    ``{{points}}`` are those of the exercise below; ``{{total}}`` counts the notebook's exercises and points, and
    ``{{minutes}}`` the minutes it takes; ``{{next}}`` links to the notebook after it, ``{{lstm}}`` to that of a unit,
    and ``{{map}}`` is the table of all.
    notebook: the one it stands in, None where it is not of the course. Raises ValueError for a field that cannot be
    filled here.
    """

    def value(field: re.Match) -> str:
        name = field[1]
        if name == "map":
            return table()
        if name in UNITS:
            return link(UNITS[name])
        if name == "points" and below:
            return counted(below.points, "point")
        if name == "total" and notebook:
            exercises = counted(len(notebook.exercises), "exercise").split()[1]
            return f"{NUMBERS[len(notebook.exercises)]} {exercises}, {counted(notebook.points, 'point')}"
        if name == "minutes" and notebook and notebook.minutes:
            return counted(notebook.minutes, "minute")
        if name == "next" and notebook and notebook != NOTEBOOKS[-1]:
            return link(NOTEBOOKS[NOTEBOOKS.index(notebook) + 1])
        raise ValueError(f"{field[0]} cannot be filled in here; fields are {KNOWN}")

    return FIELD.sub(value, text)


def counted(number: int, thing: str) -> str:
    """``1 point``, ``2 points``."""
    return f"{number} {thing}{'s' * (number != 1)}"


def link(notebook: Notebook) -> str:
    """A link to a notebook by its number, from the notebook beside it."""
    return f"[notebook {notebook.number}]({notebook.name}.ipynb)"


def table(folder: str = "") -> str:
    """The notebooks of the course as a table in Markdown; folder: where they lie, ending in a slash, or empty."""
    rows = ["| notebook | minutes | the question | what you build |", "| --- | ---: | --- | --- |"]
    for n in NOTEBOOKS:
        link_to_it = f"[{n.number} {n.title}]({folder}{n.name}.ipynb)"
        rows.append(f"| {link_to_it} | {n.minutes or '–'} | {n.question} | {n.builds} |")
    return "\n".join(rows)
