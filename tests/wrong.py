"""Wrong answers as students write them from the page alone, labelled with what is really wrong, and what they are told.

A file of ``wrong_answers`` holds a unit's: ``== name`` opens an exercise, and a blank line ends an answer. The lines
that begin with # are its label, one for each slip: the term it concerns, and what is wrong there. Below stands what the
student typed in place of the stub's last line.

Run as a script it counts what a machine can count, and writes every sentence beside its label for a person to judge:
``PYTHONPATH=tests python tests/wrong.py [FOLDER]``. Another folder may hold answers that nobody has looked at.
"""

import inspect
import linecache
import re
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np

import lecturelib.reference
from lecturelib.checking.verdict import Verdict
from lecturelib.exercises import EXERCISES

FOLDER = Path(__file__).parent / "wrong_answers"
JUDGED = FOLDER.with_name("wrong_answers_judged")  # not seen while the diagnosis was built, then read
ON_THE_PAGE = {name: getattr(lecturelib.reference, name) for name in lecturelib.reference.__all__} | {"np": np}
SAYS_NO_MORE = re.compile(r"wrong values|values that are|It stopped with|has the shape")


@dataclass(frozen=True)
class WrongAnswer:
    """An answer to an exercise, and its slips, each as ``term: what is wrong``."""

    exercise: str
    number: int
    slips: tuple[str, ...]
    body: str

    @property
    def name(self) -> str:
        return f"{self.exercise}-{self.number}"

    def function(self) -> Callable:
        """The answer as it would stand in a notebook, where its lines are known, too."""
        signature = inspect.signature(EXERCISES[self.exercise].function)
        source = f"def {self.exercise}{signature}:\n" + textwrap.indent(self.body, "    ")
        where, namespace = f"<{self.name}>", dict(ON_THE_PAGE)
        linecache.cache[where] = len(source), None, source.splitlines(keepends=True), where
        exec(compile(source, where, "exec"), namespace)
        return namespace[self.exercise]


def wrong_answers(folder: Path = FOLDER) -> Iterator[WrongAnswer]:
    """All that a folder holds, in the order of the files and in them."""
    for file in sorted(folder.glob("*.txt")):
        for name, answers in re.findall(r"^== (\w+)\n(.*?)(?=^== |\Z)", file.read_text(), re.DOTALL | re.MULTILINE):
            for number, answer in enumerate(answers.strip().split("\n\n"), 1):
                lines = answer.splitlines()
                slips = tuple(line[2:] for line in takewhile(lambda line: line.startswith("# "), lines))
                yield WrongAnswer(name, number, slips, "\n".join(lines[len(slips) :]) + "\n")


def told(verdict: Verdict) -> str:
    """How much a verdict says, as far as a machine can tell: right, named, no more than where, or a sentence."""
    if verdict.status == "right":
        return "right"
    if verdict.mistake:
        return "named"
    return "where" if SAYS_NO_MORE.search(verdict.message) else "sentence"


def main(folder: Path) -> None:
    counts: dict[tuple[int, str], int] = {}
    seconds = []
    for answer in wrong_answers(folder):
        function, began = answer.function(), time.perf_counter()
        verdict = EXERCISES[answer.exercise].grade(function)
        seconds.append(time.perf_counter() - began)
        key = len(answer.slips), told(verdict)
        counts[key] = counts.get(key, 0) + 1
        print(f"{answer.name} [{key[1]}] {verdict.points:g}/{verdict.max_points:g} {verdict.mistake or ''}")
        print(textwrap.indent("\n".join(answer.slips), "    really: "))
        print(textwrap.indent(f"{verdict.message}\n{verdict.example}".strip(), "    told:   "))
    for slips in (1, 2):
        row = {how: count for (some, how), count in sorted(counts.items()) if some == slips}
        print(f"{slips} slip{'s' * (slips > 1)}: {sum(row.values())} answers,", row)
    print(f"a check takes {np.median(seconds):.3f} s, 95 of 100 less than {np.quantile(seconds, 0.95):.3f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
