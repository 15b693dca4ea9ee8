"""From the text of a code cell to its top-level statements, each a text of its own, without the course's decorator."""

import ast
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from .names import DEFINITIONS, bindings, parts, revised, used_names
from .notebook import NotebookCell

MAY_BIND = (
    re.compile(r"(?:def|class|import|as)\s+(\w++|\*)"),
    re.compile(r"(?:^|;)[ \t]*(\w++)[.\[]", re.MULTILINE),  # table[0] = 1
    re.compile(r"\b(\w++)[ \t]++in\b"),  # for k in range(3)
    re.compile(r"\b(\w++)[ \t\\]*+(?:[=:,)\]#;\n]|[-+*/%&|^@<>]++=|$)"),  # x, y = 1, 2, or import x, y
)
CELLS_KEPT = 2048  # cells whose names and tree are kept; the course has a third of that
LONGEST = 300_000  # characters of a cell that are still parsed: an honest one has a hundredth of that
MAGIC = re.compile(r"^([ \t]*+)(?:[%!?]|[^\n=#'\"]*+=[ \t]*+[%!]|[\w.]++\?{1,2}[ \t]*+$)(?:\\\n|.)*+", re.MULTILINE)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
LANGUAGES = "bash|cmd|file|html|javascript|js|latex|markdown|perl|ruby|script|sh|svg|sx|system|writefile"
NOT_PYTHON = re.compile(rf"\s*%%(?:!|(?:{LANGUAGES})\b)")


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement at the top level of a cell: its tree, its place (cell, number in it), and the way to its text."""

    node: ast.stmt
    place: tuple[int, int]
    written: Callable[[], str]

    @cached_property
    def source(self) -> str:
        return self.written()

    @cached_property
    def binds(self) -> dict[str, ast.AST]:
        """The names it binds, each with the node that does it last."""
        return dict(bindings(self.node))

    @cached_property
    def uses(self) -> tuple[set[str], set[str]]:
        """The names it needs at once, and those it needs later. Raises SyntaxError where it does not compile."""
        compile(self.source, "<cell>", "exec")
        return used_names(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of its tree."""
        return list(ast.walk(self.node))

    @cached_property
    def revises(self) -> set[str]:
        """The names that it binds and that may be what they were before it, at least in part."""
        return revised(self.node)

    @cached_property
    def loops(self) -> list[ast.stmt]:
        """The loops that run when it does."""
        return [part for part in parts(self.node) if isinstance(part, LOOPS)]

    @cached_property
    def may_be_taken(self) -> bool:
        """Whether it may run for an exercise that needs what it binds: it has no loop without an end."""
        return not any(map(is_endless, self.loops))

    @property
    def is_call(self) -> bool:
        """Whether it is nothing but a call, which binds nothing by itself."""
        return isinstance(self.node, ast.Expr)

    @property
    def is_of_future(self) -> bool:
        """Whether it changes how Python reads what comes after it."""
        return isinstance(self.node, ast.ImportFrom) and self.node.module == "__future__"

    @property
    def is_of_package(self) -> bool:
        """Whether it imports from the course's package."""
        return isinstance(self.node, ast.ImportFrom) and (self.node.module or "").partition(".")[0] == "lecturelib"


class CodeCell:
    """A code cell, parsed when it is first asked for its statements."""

    def __init__(self, cell: NotebookCell, is_exercise: Callable[[ast.AST | None], bool]):
        self.position, self.grade_id = cell.position, cell.grade_id
        self.source, self.is_exercise = cell.source, is_exercise

    @cached_property
    def may_bind(self) -> frozenset[str]:
        """All names that it binds, and some that it only uses: known without parsing it."""
        return names_in(self.source)

    @cached_property
    def parsed(self) -> tuple[list[Statement], str]:
        """Its statements; or none, and what is wrong with the cell."""
        try:
            text, tree = understood(self.source)
            return list(self.split(text, tree)), ""
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return [], described(error, self.source)

    def split(self, text: str, tree: ast.Module) -> Iterator[Statement]:
        """The statements of a cell; an import of several names becomes several."""
        lines = text.encode().split(b"\n")
        place = 0
        for node in tree.body:
            for one in () if self.is_of_course(node) else one_by_one(node):
                written = partial(segment, lines, node, self.is_exercise) if one is node else partial(ast.unparse, one)
                yield Statement(one, (self.position, place), written)
                place += 1

    def is_of_course(self, node: ast.stmt) -> bool:
        """Whether a statement is about the course's decorator: it is imported, or called, ``gate = exercise(gate)``."""
        is_import = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lecturelib.exercises")
        return is_import or (isinstance(node, ast.Assign) and self.is_exercise(getattr(node.value, "func", None)))

    @cached_property
    def takeable(self) -> dict[str, list[Statement]]:
        """For each name, the statements that bind it and may be taken."""
        index: dict[str, list[Statement]] = {}
        for statement in self.parsed[0]:
            for name in statement.binds if statement.may_be_taken else ():
                index.setdefault(name, []).append(statement)
        return index


def is_endless(loop: ast.stmt) -> bool:
    """Whether nothing in a loop ends it: ``while True``, and no break."""
    endless = isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant)
    return endless and not any(isinstance(part, ast.Break) for part in ast.walk(loop))


@lru_cache(CELLS_KEPT)
def names_in(source: str) -> frozenset[str]:
    """All names that a cell may bind."""
    source = unicodedata.normalize("NFKC", source)  # as Python compares names
    return frozenset(name for pattern in MAY_BIND for name in pattern.findall(source))


@lru_cache(CELLS_KEPT)
def understood(source: str) -> tuple[str, ast.Module]:
    """The text of a cell that Python can read, and its tree: as it is, or without indent and IPython's magics."""
    if len(source) > LONGEST:
        raise SyntaxError(f"the cell is too long to read: {len(source)} characters")
    try:
        return source, ast.parse(source)
    except SyntaxError:
        text = "" if NOT_PYTHON.match(source) else MAGIC.sub(as_pass, textwrap.dedent(source))
        return text, ast.parse(text)


def as_pass(magic: re.Match) -> str:
    """What stands for a magic: nothing to do, on as many lines."""
    return f"{magic[1]}pass" + "\n" * magic[0].count("\n")


def described(error: Exception, source: str) -> str:
    """What Python says of a cell that it cannot read, and of which line."""
    if not isinstance(error, SyntaxError):
        return f"SyntaxError: too deeply nested ({type(error).__name__})"
    lines = source.split("\n")
    number = error.lineno or 0
    where = f" (line {number}: {lines[number - 1].strip()[:100]})" if 0 < number <= len(lines) else ""
    return f"{type(error).__name__}: {error.msg}{where}"


def one_by_one(node: ast.stmt) -> Iterator[ast.stmt]:
    """The statement; or, of an import of several names, an import of each."""
    if isinstance(node, ast.Import) and len(node.names) > 1:
        yield from (ast.Import([name]) for name in node.names)
    elif isinstance(node, ast.ImportFrom) and len(node.names) > 1:
        yield from (ast.ImportFrom(node.module, [name], node.level) for name in node.names)
    else:
        yield node


def segment(lines: list[bytes], node: ast.stmt, is_exercise: Callable[[ast.AST | None], bool]) -> str:
    """The text of one statement, without the course's decorator."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    kept = lines[first - 1 : node.end_lineno]
    kept[-1] = kept[-1][: node.end_col_offset]
    kept[0] = kept[0][0 if decorators else node.col_offset :]
    for start, end in decorator_lines(node, is_exercise):
        kept[start - first : end - first] = [b""] * (end - start)
    return b"\n".join(kept).decode().lstrip("\n")


def decorator_lines(node: ast.stmt, is_exercise: Callable[[ast.AST | None], bool]) -> Iterator[tuple[int, int]]:
    """From which line to which the course's decorator stands, above a function or one inside an if, try or with."""
    functions = [bound for _, bound in bindings(node) if isinstance(bound, DEFINITIONS)]
    for function in functions:
        starts = [decorator.lineno for decorator in function.decorator_list] + [function.lineno]
        for decorator, start, end in zip(function.decorator_list, starts, starts[1:], strict=False):
            if is_exercise(decorator):
                yield start, end
