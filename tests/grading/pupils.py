"""What a class hands in: for every exercise right answers, known mistakes, and answers that break or attack.

A source may hold several cells, parted by ``# %%``; the exercise's own cell is the last of them.
"""

import inspect
import re
import textwrap
import types
from collections.abc import Iterator
from dataclasses import dataclass

from answers import ANSWERS
from oddities import ERROR, MISSING, ODDITIES, PARTIAL, RIGHT, WRONG

from lecturelib.exercises import Exercise

NEXT_CELL = "\n# %%\n"


@dataclass(frozen=True)
class Answer:
    """What one student wrote for one exercise, and the verdict it deserves.

    kind: the sort of answer; name: which of that sort; source: None where the cell was deleted; statuses: any of them
    is a right verdict; mistake: the id of the known mistake it is, or empty.
    """

    kind: str
    name: str
    source: str | None
    statuses: frozenset[str]
    mistake: str = ""


def usual_answers(exercise: Exercise) -> list[Answer]:
    """The solution, the other styles, every known mistake, and what was not begun."""
    answers = [
        Answer("right", "solution", exercise.solution(), frozenset(RIGHT)),
        Answer("not begun", "stub", exercise.stub(), frozenset(MISSING)),
        Answer("not begun", "emptied cell", "", frozenset(MISSING)),
        Answer("not begun", "deleted cell", None, frozenset(MISSING)),
    ]
    for style in ANSWERS[exercise.name]:
        answers.append(Answer("right", style.__name__, in_style(style, exercise.name), frozenset(RIGHT)))
    for mistake in exercise.mistakes:
        statuses = frozenset(PARTIAL | WRONG | ERROR)
        source = f"@exercise\n{exercise.mistaken_source(mistake)}"
        answers.append(Answer("known mistake", mistake, source, statuses, mistake))
    return answers


def in_style(function: types.FunctionType, name: str) -> str:
    """The source of a right answer under the exercise's name, below a cell with the helpers and imports it needs."""
    needs = dict(needed(function))
    imports = [line for line in needs.values() if "import " in line.splitlines()[0]]
    helpers = [source for other, source in needs.items() if source not in imports and other != function.__name__]
    source = re.sub(rf"\b{function.__name__}\b", name, inspect.getsource(function))
    return NEXT_CELL.join(["\n\n\n".join([*imports, *helpers]), f"@exercise\n{source}"])


def needed(function: types.FunctionType) -> Iterator[tuple[str, str]]:
    """The names of its module that a function uses, and the helpers in their turn, each with what brings it about."""
    for name in global_names(function.__code__) & function.__globals__.keys():
        value = function.__globals__[name]
        if isinstance(value, types.ModuleType):
            yield name, f"import {value.__name__} as {name}"
        elif value.__module__ != function.__module__:
            yield name, f"from {value.__module__} import {name}"
        else:
            yield name, inspect.getsource(value)
            if value is not function:
                yield from needed(value)


def global_names(code: types.CodeType) -> set[str]:
    inner = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return set(code.co_names).union(*map(global_names, inner))


def odd_answer(kind: str, name: str, exercise: Exercise) -> Answer:
    """One of ODDITIES for this exercise. ``draft`` in its text is the right function, NAME the exercise's."""
    statuses, text = ODDITIES[kind][name]
    text = textwrap.dedent(text).strip("\n")
    if "SOLUTION" in text:
        text = text.replace("SOLUTION", exercise.solution())
    elif not re.search(r"\bNAME\b", text):
        text = f"@exercise\ndef NAME(*arguments):\n{textwrap.indent(text, '    ')}"
    if "draft" in text:
        solution = exercise.solution().removeprefix("@exercise\n")
        text = re.sub(rf"\b{exercise.name}\b", "draft", solution) + "\n\n" + text
    return Answer(kind, name, re.sub(r"\bNAME\b", exercise.name, text), frozenset(statuses))
