"""Which programs can do nothing but compute: they may run in company, since they can neither help nor harm another.

A program is let through if it is written in the few words below: arithmetic, loops, functions, and of NumPy what
returns new numbers. No attribute is set and none but these is looked at, no name with two underscores is written, no
exception caught, no context entered, nothing of Python's own called but WORDS, and nothing imported but NumPy, math and
the course's functions. What such a program is handed was made for it alone, so nothing that it does outlives it.
Everything else is as good; it runs in a child of its own.
"""

import ast
import builtins
import math
from types import ModuleType

import numpy as np

NODES = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign,
    ast.For, ast.While, ast.If, ast.Expr, ast.Pass, ast.Break, ast.Continue, ast.Raise, ast.Assert, ast.BinOp,
    ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.keyword, ast.IfExp, ast.Lambda, ast.Attribute, ast.Subscript,
    ast.Slice, ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp,
    ast.SetComp, ast.GeneratorExp, ast.comprehension, ast.Starred, ast.NamedExpr, ast.JoinedStr, ast.FormattedValue,
    ast.Import, ast.ImportFrom, ast.alias, ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip
WORDS = frozenset(
    """abs all any bool dict divmod enumerate filter float int isinstance len list map max min pow print range reversed
    round set slice sorted sum tuple zip ArithmeticError AssertionError Exception IndexError KeyError
    NotImplementedError TypeError ValueError ZeroDivisionError""".split()
)
ATTRIBUTES = frozenset(
    """T abs absolute add all amax amin any append arange argmax argmin argsort array asarray asfarray astype atleast_1d
    atleast_2d average block bool bool_ broadcast_to ceil clip column_stack concatenate copy copysign cos cosh count
    cross cumprod cumsum diag diagonal diff divide dot dsplit dstack dtype e einsum empty empty_like equal exp exp2
    expand_dims expm1 extend eye fabs fill fill_diagonal flat flatten flip fliplr flipud float32 float64 floor full
    full_like get greater greater_equal heaviside hsplit hstack hypot identity index indices inf inner insert int32
    int64 int_ integer intp isclose isfinite isinf isnan item items keys kron less less_equal linspace log log10 log1p
    log2 logaddexp logical_and logical_not logical_or matmul max maximum mean min minimum moveaxis multiply nan
    nan_to_num ndim ndindex negative newaxis nonzero norm not_equal ones ones_like outer pad pi pop power prod ravel
    reciprocal repeat reshape reverse rint roll rollaxis rot90 round searchsorted shape sign sin size sinh sort split
    sqrt square squeeze stack std subtract sum swapaxes take take_along_axis tan tanh tensordot tile tolist trace
    transpose tri tril triu true_divide tuple unique update values var vdot vsplit vstack where zeros
    zeros_like""".split()
)
MODULES = {"numpy": np, "math": math}


def is_harmless(pieces: list[str]) -> bool:
    """Whether a program is written in nothing but the words of this module."""
    try:
        return all(map(is_plain, (node for piece in pieces for node in ast.walk(ast.parse(piece)))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def is_plain(node: ast.AST) -> bool:
    """Whether a part of a program is one of NODES and says nothing that is not among the words of this module."""
    match node:
        case ast.Name(name) | ast.arg(name) | ast.keyword(name):
            return name is None or is_free(name)
        case ast.Attribute(_, name, context):
            return name in ATTRIBUTES and isinstance(context, ast.Load)
        case ast.FunctionDef():
            return is_free(node.name) and not node.decorator_list
        case ast.Import(names):
            return all(name.name in MODULES for name in names)
        case ast.ImportFrom(module, names, level):
            return not level and all(may_import(module, name.name) for name in names)
        case ast.alias(name, called):
            return called is None or is_free(called)
    return isinstance(node, NODES)


def is_free(name: str) -> bool:
    """Whether a program may use a name: one of WORDS or its own, none of Python's others."""
    return name in WORDS or not ("__" in name or hasattr(builtins, name))


def may_import(module: str, name: str) -> bool:
    """Whether a program may take a name from a module: of the course's functions all that are there."""
    return (module in MODULES and name in ATTRIBUTES) or (module.endswith(".reference") and is_free(name))


def builtins_for(reference: ModuleType) -> dict:
    """All of Python's own that a harmless program finds; the course's functions are those of this module."""

    def importer(name: str, *_, **__) -> ModuleType:
        return MODULES[name] if name in MODULES else reference

    return {word: getattr(builtins, word) for word in WORDS} | {"__import__": importer}
