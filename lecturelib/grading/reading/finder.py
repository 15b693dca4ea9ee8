"""Which definition of an exercise counts, and what else of the notebook it needs. Nothing of it is run."""

import ast
import builtins
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ... import reference
from ...checking.forbidden import LIBRARIES, used
from ...course import EXERCISES
from .names import changes_parameters
from .notebook import NotebookCell
from .statements import CodeCell, Statement, described

NAMES = frozenset(EXERCISES)
PROVIDED = {"np", "numpy", "display", *reference.__all__}  # what a program finds there without asking
SETTINGS = {"sys": "setrecursionlimit", "torch": "set_default_dtype"}  # calls that change how all that follows runs
ENDLESS = re.compile(r"^[ \t]*+while[ (]++(?:True|\d)", re.MULTILINE)
OF_LIBRARY = re.compile(rf"(?:\bimport|\bfrom|,)[\s\\]*+(?:{'|'.join(LIBRARIES)})")  # where it is imported
TOLD = 3  # the most statements that are told as left out
ALIAS = re.compile(r"exercise\s+as\s+(\w+)")


@dataclass(frozen=True)
class Candidate:
    """A definition of an exercise: the last in its cell; no statement where the cell cannot be parsed."""

    cell: CodeCell
    statement: Statement | None = None
    node: ast.AST | None = None

    def rank(self, name: str) -> tuple:
        """Of two candidates the higher one counts."""
        return self.worth, self.cell.grade_id == name, self.looks_callable, self.cell.position

    @property
    def worth(self) -> int:
        """2: an answer; 1: a cell that Python cannot read; 0: the stub as it was given out; -1: a mere import."""
        if self.statement is None:
            return 1
        if isinstance(self.node, ast.alias) and self.cell.grade_id != self.node.asname:
            return -1
        return 0 if is_stub(self.node) else 2

    @property
    def looks_callable(self) -> bool:
        """Whether it is a function, and not the result of something under the same name."""
        value = getattr(self.statement and self.statement.node, "value", None)
        is_function = isinstance(self.node, (ast.FunctionDef, ast.alias))
        return is_function or isinstance(value, (ast.Lambda, ast.Name, ast.Attribute))


@dataclass(frozen=True)
class Program:
    """What runs for one exercise: its statements in notebook order, and among them the one that defines it.

    is_stub: whether it is as it was given out; problem: why it cannot run, or empty; left_out: what it seems to need
    and is not run, a line each; forbidden: what it uses and may not, with dots, or empty.
    """

    target: Statement | None
    statements: list[Statement] = field(default_factory=list)
    is_stub: bool = False
    problem: str = ""
    left_out: list[str] = field(default_factory=list)
    forbidden: str = ""


class Code:
    """The code cells of a notebook."""

    def __init__(self, cells: list[NotebookCell]):
        sources = (cell.source for cell in cells if cell.is_code)
        self.decorators = {"exercise"}.union(*map(ALIAS.findall, sources))
        self.known: dict[str, list[Statement]] = {}
        self.cells = [CodeCell(cell, self.is_exercise) for cell in cells if cell.is_code]

    def is_exercise(self, expression: ast.AST | None) -> bool:
        """Whether an expression is the course's decorator, under any name."""
        if isinstance(expression, ast.Attribute):
            return expression.attr == "exercise"
        return isinstance(expression, ast.Name) and expression.id in self.decorators

    def bindings(self, name: str) -> list[Statement]:
        """The statements that bind a name and may be taken, in notebook order."""
        if name not in self.known:
            cells = (cell for cell in self.cells if name in cell.may_bind)
            self.known[name] = found = [statement for cell in cells for statement in cell.takeable.get(name, ())]
            is_module = any(isinstance(statement.binds[name], ast.alias) for statement in found) or name in PROVIDED
            found[:] = [s for s in found if not s.is_call or self.changes(s.node.value.func, name, is_module)]
        return self.known[name]

    def changes(self, called: ast.expr, name: str, is_module: bool) -> bool:
        """Whether a call that has to do with a name changes what is behind it."""
        if isinstance(called, ast.Name):
            functions = (statement.binds[called.id] for statement in self.bindings(called.id))
            own = (one for one in functions if isinstance(one, ast.FunctionDef))
            return called.id == "setattr" or any(map(changes_parameters, own))
        return not is_module or called.attr == SETTINGS.get(name)

    def settings(self, place: tuple[int, int]) -> Iterator[Statement]:
        """The statements before a place that change how all that follows is read or run."""
        yield from (s for module in SETTINGS for s in self.bindings(module) if s.is_call and s.place < place)
        yield from (s for s in self.bindings("annotations") if s.is_of_future and s.place < place)

    def left_out(self, names: set[str], unresolved: set[str]) -> Iterator[str]:
        """What would bind these names and is not run; of cells that cannot be read, what would bind the unresolved."""
        for cell in self.cells:
            if unresolved & cell.may_bind and cell.parsed[1]:
                yield f"cell {cell.position + 1}, {cell.parsed[1]}"
            for statement in cell.parsed[0] if ENDLESS.search(cell.source) and names & cell.may_bind else ():
                if not statement.may_be_taken and names & statement.binds.keys():
                    first = statement.source.strip().split("\n")[0][:80]
                    yield f"cell {cell.position + 1}, {first} (a loop without an end)"

    def candidates(self) -> dict[str, list[Candidate]]:
        """The definitions of every exercise that has one, in course order."""
        found: dict[str, list[Candidate]] = {}
        for cell in self.cells:
            for name in NAMES & {*cell.may_bind, cell.grade_id}:
                candidate = self.candidate(cell, name)
                if candidate:
                    found.setdefault(name, []).append(candidate)
        return {name: found[name] for name in EXERCISES if name in found}

    def candidate(self, cell: CodeCell, name: str) -> Candidate | None:
        """The last definition of an exercise in a cell."""
        statements, problem = cell.parsed
        if problem:
            defined = re.search(rf"^[ \t]*def[ \t]+{name}\b", cell.source, re.MULTILINE)
            return Candidate(cell) if defined or cell.grade_id == name else None
        for statement in reversed(statements):
            node = statement.binds.get(name)
            if isinstance(node, ast.FunctionDef) or (node is not None and may_define(statement, node)):
                return Candidate(cell, statement, node)
        return None


def may_define(statement: Statement, node: ast.AST) -> bool:
    """Whether a statement may put a function behind a name, other than by its definition."""
    if isinstance(statement.node, ast.ImportFrom):
        return not statement.is_of_package
    return isinstance(node, ast.Name) and not statement.loops and not isinstance(statement.node, ast.AugAssign)


def is_stub(node: ast.AST | None) -> bool:
    """Whether a function is what the student started from: nothing but NotImplementedError, below a docstring."""
    if not isinstance(node, ast.FunctionDef):
        return False
    *before, last = node.body
    only_text = all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant) for s in before)
    raised = last.exc if isinstance(last, ast.Raise) else None
    raised = getattr(raised, "func", raised)
    return only_text and isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def program_of(name: str, candidate: Candidate, code: Code, asked: set[str]) -> Program:
    """The program of the definition that counts; asked: the names of the notebook's exercises."""
    if candidate.statement is None:
        return Program(None, problem=candidate.cell.parsed[1])
    target = candidate.statement
    try:
        target.uses  # noqa: B018
    except (SyntaxError, RecursionError, MemoryError) as error:
        return Program(None, problem=described(error, target.source))
    taken, unresolved = closure(name, target, code, asked)
    if unresolved:
        taken |= {s for s in code.bindings("*") if s.place < target.place}
    needed = set().union(*(names for statement in taken for names in statement.uses)) - NAMES
    left_out = islice(code.left_out(needed, unresolved - vars(builtins).keys()), TOLD)
    statements = sorted(taken, key=lambda s: s.place)
    has_library = any(OF_LIBRARY.search(statement.source) for statement in statements)
    forbidden = used((s.node for s in statements), EXERCISES[name].forbidden, own=name) if has_library else ""
    return Program(target, statements, is_stub(candidate.node), "", list(left_out), forbidden)


def closure(name: str, target: Statement, code: Code, asked: set[str]) -> tuple[set[Statement], set[str]]:
    """All statements a target needs, and the names that nothing in the notebook binds.

    Other exercises are not followed: the course's own stand in for them. But a name that is an exercise of another
    notebook may be the student's own helper here.
    """
    taken, unresolved = {target, *code.settings(target.place)}, set()
    todo = list(taken)
    while todo:
        statement = todo.pop()
        for needed, found in needs(statement, target, code):
            is_own = needed == name or (needed not in asked and found and not found.is_of_package)
            if needed in EXERCISES and not is_own:
                continue
            if found is None:
                unresolved |= {needed} - PROVIDED
            elif found not in taken and compiles(found):
                taken.add(found)
                todo.append(found)
    return taken, unresolved


def needs(statement: Statement, target: Statement, code: Code) -> Iterator[tuple[str, Statement | None]]:
    """Each name that a statement uses, and the statement that it means by it, if there is one."""
    at_once, later = statement.uses
    for name in at_once:
        yield name, last_before(code.bindings(name), statement.place)
    for name in later:
        bindings = code.bindings(name)
        yield name, last_before(bindings, (target.place[0] + 1, 0)) or last_of_first_cell(bindings)
    for name in statement.revises:
        if before := last_before(code.bindings(name), statement.place):
            yield name, before


def last_before(bindings: list[Statement], place: tuple[int, int]) -> Statement | None:
    """The last of these statements that stands before a place."""
    count = bisect_left(bindings, place, key=lambda s: s.place)
    return bindings[count - 1] if count else None


def last_of_first_cell(bindings: list[Statement]) -> Statement | None:
    """The last of these statements in the first cell that has any."""
    return last_before(bindings, (bindings[0].place[0] + 1, 0)) if bindings else None


def compiles(statement: Statement) -> bool:
    """Whether Python would accept a statement by itself."""
    try:
        return bool(statement.uses)
    except (SyntaxError, RecursionError, MemoryError):
        return False
