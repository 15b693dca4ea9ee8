"""Is an answer the course's own, copied? A hint for a person, no more: two may have had the same thought."""

import ast
from collections.abc import Iterator
from types import CodeType

from ...exercises.course import EXERCISES
from .finder import Program

# Nodes of the body's tree. Of 170 right answers that other people wrote (tests/answers) none equals its reference, at
# any size. But a body of fewer nodes than this is a formula or two, which the docstring all but spells out.
LONG_ENOUGH = 100


def fingerprint(function: ast.FunctionDef) -> tuple:
    """What stays of a function when the names of arguments and locals, layout, comments and docstring are forgotten.

    Compiled code knows locals by number only, and is equal for two trees that differ in nothing else.
    """
    body = body_of(function) or [ast.copy_location(ast.Pass(), function)]
    bare = ast.copy_location(ast.FunctionDef(function.name, function.args, body, [], None), function)
    module = compile(ast.Module([bare], []), "<tree>", "exec")
    return essence(next(constant for constant in module.co_consts if isinstance(constant, CodeType)))


def body_of(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements below the docstring."""
    return function.body[ast.get_docstring(function, clean=False) is not None :]


def essence(code: CodeType) -> tuple:
    """What compiled code does, without the names of its locals."""
    constants = tuple(essence(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts)
    return code.co_argcount, code.co_flags, code.co_code, code.co_names, constants


def references() -> Iterator[tuple[str, tuple]]:
    """The fingerprints of the course's own functions, where they are long enough."""
    for name, exercise in EXERCISES.items():
        function = ast.parse(exercise.solution()).body[0]
        if sum(1 for statement in body_of(function) for _ in ast.walk(statement)) >= LONG_ENOUGH:
            yield name, fingerprint(function)


REFERENCES = dict(references())


def is_copied(name: str, program: Program) -> bool:
    """Whether an answer, or a helper of its, equals the course's function, or fetches it from the package."""
    functions = [s.node for s in program.statements if isinstance(s.node, ast.FunctionDef)]
    wanted = REFERENCES.get(name)
    return fetches(name, program) or (wanted is not None and any(fingerprint(f) == wanted for f in functions))


def fetches(name: str, program: Program) -> bool:
    """Whether a program takes its own function from the package: imports it, or reaches into a module for it."""
    if not any("lecturelib" in s.source or "EXERCISES" in s.source for s in program.statements):
        return False
    return any(names_it(node, name) for s in program.statements for node in ast.walk(s.node))


def names_it(node: ast.AST, name: str) -> bool:
    """Whether a node names the function as something of a module or of a table, not as a name of the notebook."""
    match node:
        case ast.alias():
            return node.name == name
        case ast.Attribute():
            return node.attr == name
        case ast.Constant():
            return node.value == name
    return False
