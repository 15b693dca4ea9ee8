"""Edits of a reference's text, for one that has loops, lists or branches: its syntax tree with one node replaced.

The sentences are about the loop, the state and the names that the page knows; what has no such name is written out.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

from .. import reference
from .text_edits import FAMILIES, Replacement
from .words import sentence


class TextEdit:
    """A change of a text, with its sentence. changes: what stands in place of nodes, by their identity."""

    def __init__(self, text: "Text", replacement: Replacement):
        self.text, self.changes = text, replacement.instead
        self.cost, self.kind, self.sentence = replacement.cost, replacement.kind, sentence(replacement.sentence)
        self.order = replacement.order


def compiled(text: "Text", changes: dict[int, Any]) -> Callable:
    """The function that a changed text defines. Raises SyntaxError, TypeError or ValueError where it is none."""
    world, name = dict(text.world), text.definition.name
    exec(compile(replaced(text.tree, changes), f"<{name}>", "exec"), world)
    return world[name]


class Text:
    """What the generators of edits ask of a text: its tree, the nodes in order, and the words for expressions."""

    def __init__(self, function: Callable, returns: tuple[str, ...], arrays: tuple[str, ...]):
        self.arrays = arrays
        self.tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        self.definition = self.tree.body[0]
        self.definition.body = self.definition.body[1:]  # without the docstring
        self.returns, self.world = returns, vars(reference) | vars(inspect.getmodule(function))
        arguments = self.definition.args
        self.arguments = [a.arg for a in arguments.args] + ([arguments.vararg.arg] if arguments.vararg else [])
        self.known = set(re.findall(r"[^\W\d]\w*", inspect.getdoc(function) or "")) | set(self.arguments)
        self.nodes = list(ast.walk(self.definition))
        loaded = [n for n in self.nodes if isinstance(n, ast.Name)]
        self.statement = {id(n): one for one in self.nodes if is_plain(one) for n in ast.walk(one)}
        self.locals = sorted({n.id for n in loaded if isinstance(n.ctx, ast.Store)} | set(self.arguments))

    def said(self, node: ast.AST | str) -> str:
        """An expression as a student may read it."""
        text = node if isinstance(node, str) else ast.unparse(node)
        return f"`{text.replace('np.', '').replace('axis=-1, ', '').replace(', axis=-1', '')}`"

    def is_public(self, node: ast.AST) -> bool:
        """Whether a student knows all names in an expression."""
        return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} <= self.known | COMMON

    def home(self, node: ast.AST) -> str:
        """What a node is computed for: the public names that its line assigns."""
        statement = self.statement.get(id(node))
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        known = targets[0] is not None and self.is_public(targets[0])
        return f" in {self.said(ast.unparse(targets[0]).strip('()'))}" if known else ""


COMMON = {"np", "len", "sum", "zip", "range", "reversed", "tuple", "list"}


def is_plain(node: ast.AST) -> bool:
    """Whether it is a statement without others in it."""
    return isinstance(node, ast.stmt) and not hasattr(node, "body")


def text_edits(function: Callable, returns: tuple[str, ...], arrays: tuple[str, ...]) -> list[TextEdit]:
    """All edits of a function's text, in a fixed order. arrays: which of its arguments are such."""
    text = Text(function, returns, arrays)
    return [TextEdit(text, replacement) for family in FAMILIES for replacement in family(text)]


def replaced(tree: ast.Module, instead: dict[int, Any]) -> ast.Module:
    """A copy of the tree in which some nodes, by their identity, are others."""

    inside: set[int] = set()

    def within(number: int) -> Any:
        """What stands in place of a node, which may have the node itself in it, and others that are replaced."""
        inside.add(number)
        try:
            return copied(instead[number])
        finally:
            inside.discard(number)

    def copied(value: Any) -> Any:
        if isinstance(value, list):
            parts = [copied(one) for one in value]
            return [one for part in parts for one in (part if isinstance(part, list) else [part])]
        if not isinstance(value, ast.AST):
            return value
        if id(value) in instead and id(value) not in inside:
            return within(id(value))
        return type(value)(**{name: copied(one) for name, one in ast.iter_fields(value)})

    return ast.fix_missing_locations(copied(tree))
