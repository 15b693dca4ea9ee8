"""What no answer may use: a library's own recurrent cell, or its gradients. Found where it is used, not in text.

An answer in torch's arrays counts like one in NumPy's, and so does a library's sigmoid. But who hands in a library's
cell as a cell, or has a machine differentiate what is to be done by hand, has not done the exercise.
"""

import ast
import contextlib
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from types import BuiltinFunctionType, FunctionType, ModuleType

LIBRARIES = {"torch", "tensorflow", "keras", "jax", "flax", "haiku", "equinox", "mxnet", "autograd", "scipy"}
LIBRARIES |= {"numdifftools", "mlx", "tinygrad"}
CELLS = {"RNN", "RNNBase", "RNNCell", "LSTM", "LSTMCell", "GRU", "GRUCell", "SimpleRNN", "SimpleRNNCell"}
CELLS |= {"rnn_tanh", "rnn_tanh_cell", "rnn_relu", "rnn_relu_cell", "lstm", "lstm_cell", "gru", "gru_cell"}
GRADIENTS = {"grad", "backward", "vjp", "jvp", "jacobian", "jacrev", "jacfwd", "Jacobian", "Gradient", "Derivative"}
GRADIENTS |= {"value_and_grad", "elementwise_grad", "gradients", "GradientTape", "linearize", "derivative"}
GRADIENTS |= {"approx_fprime", "approx_derivative", "make_vjp", "make_jvp"}
READY_MADE = frozenset(CELLS | GRADIENTS)
DEEPEST = 20  # names between dots


def sentence(path: str) -> str:
    """What a student is told whose answer uses it."""
    return (
        f"It uses `{path}`, and a library's own cell or gradient is no answer: what it does is to be written here. "
        "To compare with it, call it in a cell of its own."
    )


def forbidden_in(function: Callable, names: frozenset[str]) -> str:
    """What a function, or a helper of its author's, uses of these names of a library, with dots, or empty."""
    trees, meanings = [], {}
    for one in own_functions(code_behind(function), set()):
        if (tree := text_of(one)) is None:
            continue
        trees.append(tree)
        meanings |= {name: dotted(value) for name, value in one.__globals__.items() if dotted(value)}
    return used(trees, names, meanings)


def text_of(function: Callable) -> ast.AST | None:
    """The text of a function, read as Python, or None where there is none to be had."""
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError, RecursionError):
        return None


def code_behind(function: Callable) -> object:
    """The function that is wrapped, partly applied, or called with an object."""
    with contextlib.suppress(ValueError):
        function = inspect.unwrap(function)
    function = function.func if isinstance(function, functools.partial) else function
    return function if isinstance(function, FunctionType) else type(function).__dict__.get("__call__")


def own_functions(function: object, seen: set) -> Iterator[FunctionType]:
    """A function and those beside it that it calls, by themselves or in a class."""
    if not isinstance(function, FunctionType) or function in seen:
        return
    seen.add(function)
    yield function
    for other in map(function.__globals__.get, function.__code__.co_names):
        for part in vars(other).values() if isinstance(other, type) else [other]:
            if isinstance(part, FunctionType) and part.__globals__ is function.__globals__:
                yield from own_functions(part, seen)


def dotted(value: object) -> str:
    """Where something of a library stands, such as torch.nn.modules.rnn.LSTMCell; empty for all else."""
    if isinstance(value, ModuleType):
        path = value.__name__
    elif isinstance(value, (type, FunctionType, BuiltinFunctionType)):
        module = value.__module__ or getattr(getattr(value, "__self__", None), "__module__", "")
        path = f"{module}.{value.__qualname__}"
    else:
        return ""
    return path if path.partition(".")[0] in LIBRARIES else ""


def used(trees: Iterable[ast.AST], names: frozenset[str], meanings: dict[str, str] | None = None, own: str = "") -> str:
    """What these trees use of these names of a library, with dots, or empty.

    meanings: what names stand for, besides what the trees import; own: the name that is the answer, which may be
    nothing but an import.
    """
    nodes = [node for tree in trees for node in ast.walk(tree)]
    meanings = dict(meanings or {})
    for node in nodes:
        meanings |= bound(node, meanings)
    paths = [meanings.get(own, ""), *(path_of(node, meanings) for node in nodes)]
    known = (path for path in paths if path.partition(".")[0] in LIBRARIES and not names.isdisjoint(path.split(".")))
    return next(known, "") or back_by_torch(nodes, names, meanings)


def bound(node: ast.AST, meanings: dict[str, str]) -> dict[str, str]:
    """What an import, or an assignment of something with dots, makes names stand for."""
    if isinstance(node, ast.Import):
        return {
            a.asname or a.name.partition(".")[0]: a.name if a.asname else a.name.partition(".")[0] for a in node.names
        }
    if isinstance(node, ast.ImportFrom) and node.module:
        return {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        path = path_of(node.value, meanings)
        return {node.targets[0].id: path} if path else {}
    return {}


def path_of(node: ast.AST, meanings: dict[str, str]) -> str:
    """What ``nn.LSTMCell`` or ``getattr(nn, "LSTMCell")`` means, from its library's name on; empty for all else."""
    names = []
    while len(names) < DEEPEST:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return ".".join([meanings[name], *reversed(names)]) if meanings.get(name) else ""
            case (
                ast.Attribute(value=inner, attr=str(name))
                | ast.Call(func=ast.Name(id="getattr"), args=[inner, ast.Constant(value=str(name)), *_])
            ):
                node, names = inner, [*names, name]
            case _:
                return ""
    return ""


def back_by_torch(nodes: list[ast.AST], names: frozenset[str], meanings: dict[str, str]) -> str:
    """``loss.backward()``, where there is torch."""
    has_torch = any(path.partition(".")[0] == "torch" for path in meanings.values())
    calls = (node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    goes_back = has_torch and any(call.attr == "backward" and not path_of(call, meanings) for call in calls)
    return "torch.Tensor.backward" if goes_back and "backward" in names else ""
