"""What a person should see about a submission; none of it changes a mark."""

import ast
import re
from collections.abc import Iterator

from ...course import COURSE
from .finder import Candidate, Program
from .likeness import copied
from .notebook import NotebookCell

LOOKUPS = {"eval", "exec", "globals", "vars", "__import__", "import_module", "__globals__", "__builtins__", "__dict__"}
LOOKUPS |= {"__subclasses__", "__closure__", "_getframe", "get_objects", "EXERCISES", "COURSE"}
ROUNDABOUT = re.compile("|".join(["getattr", *LOOKUPS]))
LOOP = re.compile(r"\b(?:for|while)\b")
LOOPING = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)


def notes_on(
    cells: list[NotebookCell],
    candidates: dict[str, list[Candidate]],
    chosen: dict[str, Candidate],
    programs: dict[str, Program],
    notebook: str,
) -> list[list[str]]:
    """All notes on the exercises, as [kind, exercise, text]."""
    notes = [["not_code", name, text] for name, text in not_code(cells, chosen, notebook)]
    for name, candidate in chosen.items():
        notes += [[kind, name, text] for kind, text in on_choice(name, candidate, candidates[name], cells)]
        notes += [["copied", name, text] for text in copied(name, programs[name])]
        if path := programs[name].forbidden:
            notes.append(["forbidden", name, f"The answer uses {path}, which it may not. It earned no points."])
        notes += [["hidden", name, text] for text in hidden(name, programs[name])]
    return notes


def hidden(name: str, program: Program) -> Iterator[str]:
    """What hides what an answer does, or does it by trying: names that are looked up by a text, finite differences."""
    forward = name.removesuffix("_backward")
    text = "\n".join(statement.source for statement in program.statements)
    may_try = forward != name and f"{forward}(" in text and LOOP.search(text)
    if not may_try and not ROUNDABOUT.search(text):
        return
    nodes = [node for statement in program.statements for node in statement.nodes]
    looked_up = {word for node in nodes if (word := lookup(node))}
    if looked_up:
        yield f"The answer looks things up with {', '.join(sorted(looked_up))}, which hides what it uses."
    if forward != name and any(
        calls(part, forward) for loop in nodes if isinstance(loop, LOOPING) for part in ast.walk(loop)
    ):
        yield f"The answer calls {forward} in a loop: are these finite differences?"


def lookup(node: ast.AST) -> str:
    """The word by which a node reaches for something that it does not name, or empty."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "getattr" and len(node.args) > 1:
        return "" if isinstance(node.args[1], ast.Constant) else "getattr"
    word = getattr(node, "id", getattr(node, "attr", ""))
    return word if word in LOOKUPS else ""


def calls(node: ast.AST, name: str) -> bool:
    """Whether a node is a call of the function of this name."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name


def not_code(cells: list[NotebookCell], chosen: dict[str, Candidate], notebook: str) -> Iterator[tuple[str, str]]:
    """The exercises whose only answer stands in a cell that is not code."""
    texts = [cell for cell in cells if not cell.is_code and "def " in cell.source]
    for exercise in COURSE.get(notebook, ()) if texts else ():
        definition = re.compile(rf"^[ \t]*def[ \t]+{exercise.name}\b", re.MULTILINE)
        there = next((cell for cell in texts if definition.search(cell.source)), None)
        if there and (exercise.name not in chosen or not chosen[exercise.name].worth):
            yield (
                exercise.name,
                f"Cell {there.position + 1} defines it and is not a code cell; it was not graded.",
            )


def on_choice(
    name: str, chosen: Candidate, candidates: list[Candidate], cells: list[NotebookCell]
) -> Iterator[tuple[str, str]]:
    """What is odd about where the definition that counts was found."""
    number = chosen.cell.position + 1
    if chosen.cell.grade_id != name and any(cell.is_code and cell.grade_id == name for cell in cells):
        yield "moved", f"The answer was taken from cell {number}; the exercise's own cell holds none that can be read."
    others = [c for c in candidates if c.worth == 2 and c is not chosen]
    different = [str(c.cell.position + 1) for c in others if c.statement.source != chosen.statement.source]
    if different:
        yield "redefined", f"Cell {number} was graded; cell {', '.join(different)} defines {name} too."
