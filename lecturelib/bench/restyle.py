"""The same answer as somebody else would have written it: other names, other order, comments; the same meaning."""

import ast
import random

SUFFIXES = ("", "_", "1", "_t", "_new", "_val", "_now")
COMMENTS = ("# first attempt", "# as in the lecture", "# TODO: look at this again", "# shapes are fine", "")


def restyled(source: str, rng: random.Random) -> str:
    """An answer with its locals renamed, the terms of its sums in another order and grouping, and a comment.

    Numbers that are summed in another order differ in their last bits, as those of students do.
    """
    (function,) = ast.parse(source).body
    function = ast.fix_missing_locations(Restyle(function, rng).visit(function))
    head, *rest = ast.unparse(function).splitlines()
    return "\n".join([head, *rest, f"    {rng.choice(COMMENTS)}".rstrip()]) + "\n"


class Restyle(ast.NodeTransformer):
    """Renames what a function assigns, and reorders its sums and products."""

    def __init__(self, function: ast.FunctionDef, rng: random.Random):
        self.rng = rng
        assigned = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and is_stored(node)}
        assigned -= {"_", *(argument.arg for argument in function.args.args)}
        self.names = {name: name + rng.choice(SUFFIXES) for name in sorted(assigned)}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        commutes = isinstance(node.op, ast.Add) and not any(map(is_list, (node.left, node.right)))
        if not commutes or self.rng.random() < 0.5:
            return node
        if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Add):
            return ast.BinOp(node.left.left, ast.Add(), ast.BinOp(node.left.right, ast.Add(), node.right))
        return ast.BinOp(node.right, ast.Add(), node.left)


def is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def is_list(node: ast.expr) -> bool:
    """Whether a term is a list, whose sum has an order."""
    return isinstance(node, (ast.List, ast.ListComp, ast.Tuple))
