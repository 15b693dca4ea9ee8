"""Which programs can do nothing but compute: they may run in company, since they can neither help nor harm another.

A program is let through if it is written in the few words below: arithmetic, loops, functions, and of NumPy what
returns new numbers. It sets no attribute and looks at none but these, writes no name that begins with two underscores,
catches no exception, enters no context, calls nothing of Python's own but WORDS, and imports nothing but NumPy, math
and the course's functions. What it is handed was made for it alone, so nothing that it does outlives it. Everything
else is as good; it runs in a child of its own.
"""

import ast
import builtins
import math
from functools import lru_cache
from types import ModuleType

import numpy as np

NODES = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign,
    ast.For, ast.While, ast.If, ast.Expr, ast.Pass, ast.Break, ast.Continue, ast.Raise, ast.Assert, ast.BinOp,
    ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.keyword, ast.IfExp, ast.Lambda, ast.Attribute, ast.Subscript,
    ast.Slice, ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp,
    ast.SetComp, ast.GeneratorExp, ast.comprehension, ast.Starred, ast.NamedExpr, ast.JoinedStr, ast.FormattedValue,
    ast.Import, ast.ImportFrom, ast.alias,
)  # fmt: skip
NO_PARTS = {"ctx", "op", "ops", "kind", "type_comment", "type_ignores"}  # fields in which no program stands
FIELDS = {node: tuple(field for field in node._fields if field not in NO_PARTS) for node in NODES}
WORDS = frozenset(
    """
    abs all any bool complex dict divmod enumerate filter float int isinstance len list map max min pow print range
    reversed round set slice sorted sum tuple zip ArithmeticError AssertionError Exception IndexError KeyError
    NotImplementedError TypeError ValueError ZeroDivisionError
    """.split()  # noqa: SIM905
)
ATTRIBUTES = frozenset(
    """
    abs absolute accumulate add all allclose amax amin any append arange argmax argmin argsort array array_equal asarray
    asfarray astype atleast_1d atleast_2d average block bool bool_ broadcast_to ceil clip column_stack concatenate conj
    copy copysign cos cosh count cross cumprod cumsum diag diagonal diff divide dot dsplit dstack dtype e einsum empty
    empty_like equal exp exp2 expand_dims expm1 extend eye fabs fill fill_diagonal flat flatten flip fliplr flipud
    float32 float64 floor full full_like get greater greater_equal heaviside hsplit hstack hypot identity imag index
    indices inf inner insert int32 int64 int_ integer intp isclose isfinite isinf isnan item items keys kron less
    less_equal linalg linspace log log10 log1p log2 logaddexp logical_and logical_not logical_or matmul max maximum mean
    min minimum moveaxis multiply nan nan_to_num ndenumerate ndim ndindex negative newaxis nonzero norm not_equal ones
    ones_like outer pad pi polyval pop power prod ravel real reciprocal reduce repeat reshape reverse rint roll rollaxis
    rot90 round searchsorted shape sign sin sinh size sort split sqrt square squeeze stack std subtract sum swapaxes T
    take take_along_axis tan tanh tensordot tile tolist trace transpose tri tril triu true_divide tuple unique update
    values var vdot vsplit vstack where zeros zeros_like
    """.split()  # noqa: SIM905
)
MODULES = {"numpy": np, "math": math}


def harmless(pieces: list[str]) -> list[ast.Module] | None:
    """A program's pieces as trees, or None where it is written in anything but the words of this module."""
    try:
        trees = [ast.parse(piece) for piece in pieces]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return trees if all(map(is_plain, trees)) else None


def is_plain(tree: ast.AST) -> bool:
    """Whether a tree is made of NODES alone, and says nothing that is not among the words of this module."""
    todo: list = [tree]
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo += part
        elif isinstance(part, ast.AST):
            kind = type(part)
            if kind not in FIELDS or (kind in SAYING and not SAYING[kind](part)):
                return False
            todo += [getattr(part, field) for field in FIELDS[kind]]
    return True


@lru_cache(4096)
def is_free(name: str) -> bool:
    """Whether a program may use a name: one of WORDS or its own, none of Python's others."""
    return name in WORDS or not (name.startswith("__") or hasattr(builtins, name))


def may_import(module: str, name: str) -> bool:
    """Whether a program may take a name from a module: of the course's functions all that are there."""
    return (module in MODULES and name in ATTRIBUTES) or (module.endswith(".reference") and is_free(name))


SAYING = {  # nodes that hold names, and whether these are among the words of this module
    ast.Name: lambda node: is_free(node.id),
    ast.arg: lambda node: is_free(node.arg),
    ast.keyword: lambda node: node.arg is None or is_free(node.arg),
    ast.Attribute: lambda node: node.attr in ATTRIBUTES and isinstance(node.ctx, ast.Load),
    ast.FunctionDef: lambda node: is_free(node.name) and not node.decorator_list,
    ast.Import: lambda node: all(name.name in MODULES for name in node.names),
    ast.ImportFrom: lambda node: not node.level and all(may_import(node.module, name.name) for name in node.names),
    ast.alias: lambda node: node.asname is None or is_free(node.asname),
}


def builtins_for(reference: ModuleType) -> dict:
    """All of Python's own that a harmless program finds; the course's functions are those of this module."""

    def importer(name: str, *_, **__) -> ModuleType:
        return MODULES.get(name, reference)

    return {word: getattr(builtins, word) for word in WORDS} | {"__import__": importer}
