"""The expression in which a call went wrong, with the shapes of what stood in it: ``x (1, 2) @ W (3, 2)``."""

import ast
import linecache
from types import FrameType, TracebackType
from typing import Any

import numpy as np

SYMBOLS = {ast.MatMult: "@", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.BitXor: "^"}
SIMPLE = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Slice, ast.Tuple, ast.Attribute)
SIMPLE += (ast.operator, ast.unaryop, ast.expr_context)
LONGEST = 30  # characters of an operand that are shown


def failing_expression(error: BaseException, file: str) -> str:
    """The innermost expression of this file that was under way, its operands with their shapes.

    Nothing where it is no product, sum or call on one line, where that line is not known, or what stands in it is such
    that Python cannot take it apart.
    """
    try:
        return as_written(error.__traceback__, file)
    except (RecursionError, MemoryError, ValueError):
        return ""


def as_written(trace: TracebackType | None, file: str) -> str:
    """Like failing_expression, of a traceback."""
    last = None
    while trace:
        last = trace if trace.tb_frame.f_code.co_filename == file else last
        trace = trace.tb_next
    if last is None:
        return ""
    frame, node = last.tb_frame, expression(last)
    if isinstance(node, ast.Call):
        named = [f"{k.arg}={ast.unparse(k.value)}" for k in node.keywords]
        return f"{ast.unparse(node.func)}({', '.join([*(with_shape(a, frame) for a in node.args), *named])})"
    sides = {ast.BinOp: ("left", "right"), ast.AugAssign: ("target", "value")}.get(type(node))
    if not sides or type(node.op) not in SYMBOLS:
        return ""
    symbol = SYMBOLS[type(node.op)] + "=" * isinstance(node, ast.AugAssign)
    return f" {symbol} ".join(with_shape(getattr(node, side), frame) for side in sides)


def expression(trace: TracebackType) -> ast.AST | None:
    """What the instruction under way was made of, if it stands on one line."""
    code = trace.tb_frame.f_code
    positions = list(code.co_positions())[trace.tb_lasti // 2]
    first, last, start, end = positions
    if first is None or first != last or start is None:
        return None
    text = linecache.getline(code.co_filename, first).encode()[start:end].decode(errors="replace")
    try:
        (statement,) = ast.parse(text.strip()).body
    except (SyntaxError, ValueError):
        return None
    return statement.value if isinstance(statement, ast.Expr) else statement


def with_shape(node: ast.expr, frame: FrameType) -> str:
    """An operand as it was written, and behind it the shape that it had: ``x (1, 2)``."""
    text = ast.unparse(node)
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"
    value = value_of(text, frame)
    shown = f"({short})" if isinstance(node, ast.BinOp) else short
    return f"{shown} {value.shape}" if isinstance(value, np.ndarray) else shown


def value_of(text: str, frame: FrameType) -> Any:
    """The value of an expression of plain arrays and numbers, worked out anew; None for any other."""
    names = frame.f_globals | frame.f_locals
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:  # such as *weights, which is no value by itself
        return None
    for part in ast.walk(tree.body):
        if not isinstance(part, SIMPLE) or (isinstance(part, ast.Attribute) and part.attr != "T"):
            return None
        if isinstance(part, ast.Name) and not harmless(names.get(part.id)):
            return None
    try:
        with np.errstate(all="ignore"):
            return eval(compile(tree, "<operand>", "eval"), names)
    except Exception:  # the error that is being explained, or one like it
        return None


def harmless(value: Any) -> bool:
    """Whether a value is NumPy's or Python's own, so that to compute with it runs nobody else's code."""
    return type(value) in (np.ndarray, int, float) or isinstance(value, np.generic)
