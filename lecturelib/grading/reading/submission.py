"""A submission as plain data: the notebook's name, the programs of its exercises, and what a person should see."""

import contextlib
import warnings
from collections import Counter
from collections.abc import Iterable

from ...course import COURSE, notebook_named_in
from .finder import Code, Program, program_of
from .likeness import own_functions, wording_print
from .notebook import NotebookCell, read_cells
from .notes import notes_on
from .operations import prints
from .statements import names_in, understood

NOTEBOOK_OF = {exercise.name: notebook for notebook, exercises in COURSE.items() for exercise in exercises}


def read_submission(content: bytes, file_name: str) -> dict:
    """What stands in the bytes of a notebook file; never raises for what they are. As JSON would have it:

    notebook: its name in the course, or empty; readable: whether there were any cells; notes: (kind, exercise, text);
    pieces: texts of statements in notebook order; programs: for each exercise that was found the numbers of its pieces,
    target: the number of the piece that defines it, or None; is_stub: whether it is as it was given out; problem: why
    it cannot be run, or empty; left_out: what it seems to need and is not run; forbidden: what it uses and may not;
    same and prints: see results.AnswerPrint, as hexadecimal numbers.
    """
    named = notebook_named_in(file_name)
    found = read_cells(content)
    if found is None:
        return {"notebook": named, "readable": False, "notes": [], "pieces": [], "programs": {}}
    cells, is_damaged = found
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = Code(cells)
        candidates = code.candidates()
        chosen = {name: max(all_of, key=lambda c, name=name: c.rank(name)) for name, all_of in candidates.items()}
        notebook = notebook_of(cells, [name for name, one in chosen.items() if one.worth >= 0], named)
        asked = {exercise.name for exercise in COURSE.get(notebook, ())}
        programs = {name: program_of(name, candidate, code, asked) for name, candidate in chosen.items()}
        notes = notes_on(cells, candidates, chosen, programs, notebook)
    if notebook != named and named:
        notes.insert(0, ["renamed", "", f"The file is called {named} and holds {notebook}."])
    if is_damaged:
        notes.insert(0, ["damaged", "", "The file is damaged. What could be read of it was graded."])
    return {"notebook": notebook, "readable": True, "notes": notes, **as_numbers(programs)}


def learn(content: bytes) -> None:
    """Keep what is found in the cells of one of the course's notebooks, which nearly every file repeats."""
    for cell in read_cells(content)[0]:
        if cell.is_code:
            names_in(cell.source)
            with contextlib.suppress(SyntaxError):
                understood(cell.source)


def as_numbers(programs: dict[str, Program]) -> dict:
    """Pieces and programs, every statement that several programs share given once."""
    statements = sorted({s for program in programs.values() for s in program.statements}, key=lambda s: s.place)
    number = {statement: k for k, statement in enumerate(statements)}
    described = {
        name: {
            "pieces": [number[statement] for statement in program.statements],
            "target": number.get(program.target),
            "is_stub": program.is_stub,
            "problem": program.problem,
            "left_out": program.left_out,
            "forbidden": program.forbidden,
            "same": wording_print(name, program),
            "prints": prints(own_functions(program)).hex(),
        }
        for name, program in programs.items()
    }
    return {"pieces": [statement.source for statement in statements], "programs": described}


def only(names: Iterable[str]) -> str:
    """The one name that there is, or nothing."""
    found = [*names, ""]
    return found[0] if len(found) == 2 else ""


def notebook_of(cells: list[NotebookCell], defined: list[str], named: str) -> str:
    """Which notebook it is: what most ids of its cells say, else most of its functions, else the file's name.

    Functions speak against the file's name only if at least half of their notebook's are there.
    """
    by_id = most_frequent(cell.grade_id.removeprefix("check_") for cell in cells)
    if by_id:
        return by_id
    by_function = most_frequent(defined)
    if named and by_function:
        own = [exercise.name for exercise in COURSE[by_function]]
        return by_function if 2 * len({*defined} & set(own)) >= len(own) else named
    return by_function or named


def most_frequent(exercises: Iterable[str]) -> str:
    """The notebook that more of these exercises belong to than to any other, or nothing."""
    counts = Counter(NOTEBOOK_OF[name] for name in exercises if name in NOTEBOOK_OF)
    most = max(counts.values(), default=0)
    return only(notebook for notebook, count in counts.items() if count == most)
