"""A copied answer in disguise: other names, other order, lines split, code without use, zeros added."""

import ast
import random


def disguised(source: str, seed: int = 0) -> str:
    """The same functions, as somebody would write them who does not want to be seen copying."""
    tree = ast.parse(source)
    rng = random.Random(seed)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        Disguise(function, rng).visit(function)
        function.body = [new for statement in function.body for new in split(statement, rng)]
        function.body.insert(len(function.body) // 2, ast.parse("unused = sum(k * 7 for k in range(3))").body[0])
    return ast.unparse(ast.fix_missing_locations(tree))


class Disguise(ast.NodeTransformer):
    """Renames what is local, swaps what commutes, and adds zeros."""

    def __init__(self, function: ast.FunctionDef, rng: random.Random):
        bound = (
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )
        given = [argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)]
        self.names = {name: f"value_{rng.randrange(10**6)}" for name in sorted({*bound, *given})}
        self.rng = rng

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.names.get(node.arg, node.arg)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        if isinstance(node.op, (ast.Add, ast.Mult)):
            node.left, node.right = node.right, node.left
        return ast.BinOp(node, ast.Add(), ast.Constant(0)) if self.rng.random() < 0.2 else node


def split(statement: ast.stmt, rng: random.Random) -> list[ast.stmt]:
    """A line in two: what is multiplied or added first, on a line of its own."""
    if not isinstance(statement, (ast.Assign, ast.Return)) or not isinstance(statement.value, ast.BinOp):
        return [statement]
    name = f"part_{rng.randrange(10**6)}"
    first = ast.Assign([ast.Name(name, ast.Store())], statement.value.left)
    statement.value.left = ast.Name(name, ast.Load())
    return [first, statement]
