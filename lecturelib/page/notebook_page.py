"""A notebook in a web page: no kernel, no widgets, no pictures, and the same verdicts."""

import ast
import contextlib
import json
import linecache
import sys
import traceback
from dataclasses import asdict

import numpy as np

from ..checking.calling import hushed
from ..checking.time_limit import TooSlow, time_limit
from ..checking.verdict import Verdict
from ..course import EXERCISES
from ..exercises import Attempt, exercise
from ..exercises.display import code, headline, next_step, sign_of

DEEPEST = 300  # calls within calls: WebAssembly's stack is smaller than the depth at which Python stops
SECONDS = 5.0  # for a cell, and as long again for the function in it


class NotebookPage:
    """The names that a notebook's code sees, and what becomes of an answer among them.

    notebook: the .ipynb as text. Its imports are run, but for those of what the page does not have, and its exercises
    are there as they are given out.
    """

    def __init__(self, notebook: str):
        cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
        self.names = {"np": np, "exercise": exercise, "__name__": "__main__"}
        for statement in imports(cells):
            with contextlib.suppress(ImportError), hushed():
                exec(statement, self.names)
        for cell in cells:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in EXERCISES:
                self.run(EXERCISES[name].stub(), f"<{name}>")

    def run(self, text: str, file: str, seconds: float = SECONDS) -> None:
        """Run a text as a cell, and keep its lines for those who quote them. Raises what it raises, or TooSlow."""
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        if sys.platform == "emscripten":
            sys.setrecursionlimit(DEEPEST)
        with time_limit(seconds):
            exec(compile(text, file, "exec"), self.names)

    def check(self, name: str, text: str, seconds: float = SECONDS) -> str:
        """The verdict on the text of an exercise's cell, as JSON: the fields of a Verdict; head, the line it begins
        with; html, its message; after, what to do next; colour."""
        verdict = self.judge(name, text, seconds)
        _, colour = sign_of(verdict.status)
        words = {
            "head": headline(name, verdict, verdict.max_points),
            "html": code(verdict.message),
            "after": code(next_step(EXERCISES[name], verdict).partition(" For a hint")[0]),
            "colour": colour,
        }
        return json.dumps(asdict(verdict) | words, ensure_ascii=False)

    def judge(self, name: str, text: str, seconds: float) -> Verdict:
        """Run the text and judge the function of this name. Where there is none the stub is back in its place."""
        stub, file = self.names.pop(name, None), f"<{name}>"
        try:
            with hushed():
                self.run(tidied(text), file, seconds)
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


def imports(cells: list[dict]) -> list[str]:
    """The import statements of a notebook's cells, each as text."""
    nodes = (node for cell in cells for node in ast.parse("".join(cell["source"])).body)
    return [ast.unparse(node) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]


def tidied(text: str) -> str:
    """A text without what comes along where it is copied from a page: spaces that do not break, line ends of other
    systems, an invisible mark."""
    return text.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def in_line(error: BaseException, file: str) -> str:
    """Where in this text an error arose, in words; empty where that is not known."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f" in line {lines[-1]}" if lines else ""
