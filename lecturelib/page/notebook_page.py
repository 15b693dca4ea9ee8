"""A notebook in a web page: no kernel, no widgets, no pictures, and the same verdicts."""

import contextlib
import json
from collections.abc import Callable

import numpy as np

from ..checking.calling import hushed
from ..checking.time_limit import TooSlow
from ..checking.verdict import Verdict
from ..course import EXERCISES
from ..exercises import Attempt, exercise
from ..exercises.display import code, headline
from .again import recorded_again
from .cells import imports, in_line, printed, run, tidied

SECONDS = 5.0  # for a cell, and as long again for the function in it
SAID = ("points", "max_points", "status", "mistake", "message", "example")
RETURNS = {"right", "partial", "wrong"}  # statuses of a function that returns something


class NotebookPage:
    """The names that a notebook's code sees, and what becomes of an answer among them.

    notebook: the .ipynb as text. Its imports are run, but for those of what the page does not have, and its exercises
    are there as they are given out. Every answer of a method is JSON.
    """

    def __init__(self, notebook: str):
        cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
        self.cells = {cell["id"]: "".join(cell["source"]) for cell in cells}
        self.names = {"np": np, "exercise": exercise, "__name__": "__main__"}
        self.own: dict[str, Callable] = {}  # the student's functions, as far as they return anything
        for statement in imports(self.cells.values()):
            with contextlib.suppress(ImportError), hushed():
                exec(statement, self.names)
        for cell in cells:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in EXERCISES:
                run(EXERCISES[name].stub(), f"<{name}>", self.names, SECONDS)

    def check(self, name: str, text: str, seconds: float = SECONDS) -> str:
        """The verdict on the text of an exercise's cell: what a Verdict says; head, the line it begins with; html, its
        message."""
        verdict = self.judge(name, text, seconds)
        self.own.pop(name, None)
        if verdict.status in RETURNS:
            self.own[name] = getattr(self.names[name], "mine", self.names[name])
        said = {part: getattr(verdict, part) for part in SAID}
        said |= {"head": headline(name, verdict, verdict.max_points), "html": code(verdict.message)}
        return json.dumps(said, ensure_ascii=False)

    def judge(self, name: str, text: str, seconds: float) -> Verdict:
        """Run the text and judge the function of this name. Where there is none the stub is back in its place."""
        stub, file = self.names.pop(name, None), f"<{name}>"
        try:
            with hushed():
                run(tidied(text), file, self.names, seconds)
            answer = self.names[name]
            answer = answer if isinstance(answer, Attempt) else exercise(answer)
            return answer.grade(seconds)
        except KeyError:
            problem = f"There is no function `{name}` in the cell."
        except SyntaxError as error:
            problem = f"SyntaxError in line {error.lineno}: {error.msg}"
        except TooSlow:
            problem = f"The cell took more than {seconds:g} seconds. Is there a loop that never ends?"
        except BaseException as error:
            problem = f"{type(error).__name__}{in_line(error, file)}: {error}"
        self.names[name] = stub
        return Verdict(0.0, EXERCISES[name].points, "error", None, problem)

    def run_on(self, cells: str) -> str:
        """What these cells print, by id, run in order with the student's own functions, right or wrong.

        cells: their ids, as JSON. Each run begins anew; a cell that fails prints what a notebook would end with.
        """
        names = self.names | self.own
        texts = {cell: printed(self.cells[cell], names, SECONDS) for cell in json.loads(cells)}
        return json.dumps(texts, ensure_ascii=False)

    def record_again(self, name: str, records: str) -> str:
        """The records of a live cell with the student's own step where this exercise is the step, the others as they
        are. records: as the widget has them, as JSON. Raises what recorded_again raises."""
        old = json.loads(records)
        is_step = {title: name in self.own and name == f"{one['cell']}_step" for title, one in old.items()}
        again = {title: recorded_again(old[title], self.own[name], SECONDS) for title in old if is_step[title]}
        return json.dumps(old | again)
