"""Is an answer the course's own, copied? A hint for a person, no more: two may have had the same thought."""

import ast
import copy
import functools
import hashlib
import re
from collections.abc import Iterator
from types import CodeType

from ...course import EXERCISES
from .finder import Program
from .operations import BYTES

# Nodes of the body's tree. Of 154 right answers in many styles (tests/answers) none equals its reference, at any size.
# But a body of fewer nodes than this is a few short lines, which the docstring all but spells out.
LONG_ENOUGH = 100
LONG_CODE = 300  # bytes of compiled code: about as much
OWN_NAMES = 3  # that two answers have in common only if one was the other's model


def fingerprint(function: ast.FunctionDef) -> tuple:
    """What stays of a function when the names of arguments and locals, layout, comments and docstring are forgotten.

    Compiled code knows locals by number only, and is equal for two trees that differ in nothing else.
    """
    return essence(compiled(function))


@functools.lru_cache(64)
def compiled(function: ast.FunctionDef) -> CodeType:
    """The code of a function without its docstring, its decorators and annotations of what it returns."""
    bare = copy.copy(function)
    bare.body = body_of(function) or [ast.copy_location(ast.Pass(), function)]
    bare.decorator_list, bare.returns = [], None
    module = compile(ast.Module([bare], []), "<tree>", "exec")
    return next(c for c in module.co_consts if isinstance(c, CodeType) and c.co_name == function.name)


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


def own_functions(program: Program) -> list[ast.FunctionDef | ast.Lambda]:
    """The functions of a program, which its author wrote."""
    nodes = (getattr(s.node, "value", s.node) if isinstance(s.node, ast.Assign) else s.node for s in program.statements)
    return [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.Lambda))]


def wording_print(name: str, program: Program) -> str:
    """What two answers share that are the same word for word, but for comments and layout; empty for an answer that
    is short, or has few names that the course does not give."""
    functions = (node for node in own_functions(program) if isinstance(node, ast.FunctionDef))
    try:
        codes = [code for function in functions for code in within(compiled(function))]
    except (RecursionError, MemoryError):
        return ""
    names = {word for code in codes for word in (*code.co_varnames, *code.co_names)} - given_names(name)
    if sum(len(code.co_code) for code in codes) < LONG_CODE or len(names) < OWN_NAMES:
        return ""
    text = repr([(essence(code), code.co_varnames) for code in codes])
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=BYTES).hexdigest()


def within(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from within(constant)


@functools.cache
def given_names(name: str) -> frozenset[str]:
    """The words of an exercise's solution and hints."""
    exercise = EXERCISES[name]
    return frozenset(re.findall(r"\w+", " ".join((exercise.solution(), *exercise.hints))))


def copied(name: str, program: Program) -> Iterator[str]:
    """What makes an answer look like the course's own: it, or a helper of its, equals that, or it is fetched."""
    functions = [s.node for s in program.statements if isinstance(s.node, ast.FunctionDef)]
    if any(equals(function, name) for function in functions):
        yield "The answer equals the course's own but for names, layout and comments."
    if any("lecturelib" in s.source or "EXERCISES" in s.source for s in program.statements):
        nodes = (node for statement in program.statements for node in statement.nodes)
        if any(fetches(node, name) for node in nodes):
            yield "The answer takes the course's own function from the package."


def equals(function: ast.FunctionDef, name: str) -> bool:
    """Whether a function is the course's; one nested too deeply to compile is not."""
    try:
        return name in REFERENCES and fingerprint(function) == REFERENCES[name]
    except (RecursionError, MemoryError):
        return False


def fetches(node: ast.AST, name: str) -> bool:
    """Whether a node means the function of this name in a module or a table, not in the notebook."""
    match node:
        case ast.alias():
            return node.name == name
        case ast.Attribute():
            return node.attr == name
        case ast.Constant():
            return node.value == name
    return False
