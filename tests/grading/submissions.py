"""What the tests of reading share: small notebooks, the course's notebooks solved, and running what was read."""

import copy
import functools
import json
from pathlib import Path

import nbformat
import numpy as np

from lecturelib import reference
from lecturelib.building.convert import put_solutions
from lecturelib.exercises import COURSE
from lecturelib.grading.reading import read_submission

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def code_cell(source, grade_id="", **changed):
    """A code cell as nbformat 4 has it, an exercise's if it has an id."""
    metadata = {"nbgrader": {"grade_id": grade_id, "solution": True, "schema_version": 3}} if grade_id else {}
    cell = {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}
    return cell | changed


def file_of(*cells, **changed):
    """The bytes of a notebook with these cells; a text stands for a code cell."""
    cells = [code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}} | changed).encode()


def read(*cells, name="01-squashing.ipynb"):
    """What is read of a notebook with these cells."""
    return read_submission(file_of(*cells), name)


def pieces(submission, exercise):
    """The texts of an exercise's program, in request."""
    return [submission["pieces"][number] for number in submission["programs"][exercise]["pieces"]]


def target(submission, exercise):
    """The text of the statement that defines an exercise, or None."""
    number = submission["programs"][exercise]["target"]
    return None if number is None else submission["pieces"][number]


def run(submission, exercise):
    """The function that an exercise's program defines, where other exercises mean the course's own."""
    provided = {name: getattr(reference, name) for name in reference.__all__ if name != exercise}
    namespace = provided | {"np": np, "numpy": np, "__name__": "__main__"}
    for piece in pieces(submission, exercise):
        exec(compile(piece, "<piece>", "exec"), namespace)
    return namespace[exercise]


@functools.cache
def _solved(name):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", nbformat.NO_CONVERT)
    put_solutions(notebook)
    return json.loads(nbformat.writes(notebook))


def solved(name):
    """A notebook of the course with every exercise solved, as JSON has it."""
    return copy.deepcopy(_solved(name))


ASKED = [(notebook, exercise.name) for notebook, exercises in COURSE.items() for exercise in exercises]
