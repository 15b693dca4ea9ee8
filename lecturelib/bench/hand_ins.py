"""A class to measure a grader with: a short notebook of four exercises, answered in the proportions of MIX."""

import random
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from ..building.build import write
from ..building.convert import METADATA, answer_metadata, check_metadata
from ..checking.record import Exercise
from ..course import COURSE
from .restyle import restyled

NOTEBOOK = "09-gru"
ASKED = COURSE[NOTEBOOK][:4]
MIX = {"right": 60, "a known mistake": 25, "a stub": 10, "an error": 5}  # percent of all answers
OTHER_STYLES = 0.7  # of what is right or a known mistake; the rest is written as the course writes it
IMPORTS = "import numpy as np\n\nfrom lecturelib.exercises import check, exercise\nfrom lecturelib.reference import *"


def hand_in(folder: Path, students: int, assignment: str = ".") -> None:
    """Write ``<student>/<assignment>/09-gru.ipynb`` for so many students: no two alike, the first the same in all."""
    rng = random.Random(0)
    for number in range(students):
        answers = {exercise.name: f"# {number}\n{answer(exercise, rng)}" for exercise in ASKED}
        write(notebook(answers), folder / f"student-{number:05d}" / assignment / f"{NOTEBOOK}.ipynb")


def solved() -> nbformat.NotebookNode:
    """The notebook with every solution in it, which nbgrader makes its release from."""
    return notebook({exercise.name: exercise.solution() for exercise in ASKED})


def notebook(answers: dict[str, str]) -> nbformat.NotebookNode:
    """The imports, then every exercise's answer and check; nothing is trained or drawn."""
    cells = [new_code_cell(IMPORTS)]
    for exercise in ASKED:
        cells.append(new_code_cell(answers[exercise.name], metadata=answer_metadata(exercise)))
        cells.append(new_code_cell(f"check({exercise.name})", metadata=check_metadata(exercise)))
    for position, cell in enumerate(cells):
        cell["id"] = f"cell-{position}"
    return new_notebook(cells=cells, metadata=METADATA)


def answer(exercise: Exercise, rng: random.Random) -> str:
    """One student's answer, of a sort drawn from MIX, in the course's own style or in another."""
    sort = rng.choices(list(MIX), MIX.values())[0]
    if sort == "a stub":
        return exercise.stub()
    if sort == "an error":
        return exercise.stub().replace("raise NotImplementedError", "return not_defined")
    mistake = rng.choice(list(exercise.mistakes)) if sort == "a known mistake" else None
    source = f"@exercise\n{exercise.mistaken_source(mistake)}" if mistake else exercise.solution()
    return restyled(source, rng) if rng.random() < OTHER_STYLES else source
