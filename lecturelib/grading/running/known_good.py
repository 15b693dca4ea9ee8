"""A notebook whose every answer is the course's own: where a worker fails on it too, the fault is not a student's."""

import json

from ...course import COURSE
from ..results import Graded

IMPORTS = "import numpy as np\nfrom lecturelib.exercises import check, exercise"


def known_good(notebook: str) -> tuple[str, bytes]:
    """The name and the content of a solved notebook: this one, or the course's first where it is none of the course."""
    name = notebook if notebook in COURSE else next(iter(COURSE))
    sources = [IMPORTS, *(exercise.solution() for exercise in COURSE[name])]
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return f"{name}.ipynb", json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def is_right(graded: Graded) -> bool:
    """Whether every exercise has all its points."""
    return all(result.status == "right" for result in graded.results)
