"""From a reference to its graph: the function is called once with stand-ins for its arrays, which write down what is
done with them.

Helpers are gone through as if their lines stood in the function itself; what the course teaches as one thing, such as
a sigmoid, stays one node. Splits go down to the weights, so that the block W_f of W is a node of its own.
"""

import ast
import inspect
from collections.abc import Callable

import numpy as np

from .. import reference
from .graph import Graph
from .stand_in import StandIn, StandInNumPy, Untraceable

NOTE = "__note__"
ONE_THING = ("sigmoid", "log_sigmoid", "sigmoid_slope", "tanh_slope", "softmax", "one_hot", "pick")


def traced(function: Callable, case: tuple) -> Graph:
    """The graph of a reference; case: arguments of the kind that it takes. Raises Untraceable."""
    arguments = tuple(inspect.signature(function).parameters)
    if len(arguments) != len(case) or not all(np.ndim(a) or np.isscalar(a) or isinstance(a, np.ndarray) for a in case):
        raise Untraceable(function.__name__)
    graph = Graph(arguments)
    stand_ins = [StandIn(graph, number, np.asarray(value)) for number, value in enumerate(case)]
    try:
        returned = rebuilt(function, graph)(*stand_ins)
    except Exception as error:
        raise Untraceable(f"{function.__name__}: {error}") from error
    results = returned if isinstance(returned, tuple) else (returned,)
    if not all(isinstance(result, StandIn) for result in results):
        raise Untraceable(function.__name__)
    graph.alone = not isinstance(returned, tuple)
    graph.results = tuple(graph.add("result", result.number, k=k) for k, result in enumerate(results))
    name_blocks(graph)
    return graph


def rebuilt(function: Callable, graph: Graph) -> Callable:
    """The function with stand-ins for NumPy and for what is one thing; so are all helpers that it calls.

    Where each of them ends, its names are noted: outer functions come last, and their names win.
    """

    def note(names: dict) -> None:
        for name, value in names.items():
            if isinstance(value, StandIn) and value.node.operation not in ("argument", "constant"):
                graph.names[value.number] = name

    world = {"np": StandInNumPy, "len": lambda a: a.apply("size", axis=0), NOTE: note}
    for name in called(function, {function.__name__}):
        if name in ONE_THING and name != function.__name__:
            world[name] = lambda a, *more, name=name: a.apply(name, *more)
        else:
            tree = ast.parse(inspect.getsource(getattr(reference, name)))
            exec(compile(ast.fix_missing_locations(Noting().visit(tree)), f"<{name}>", "exec"), world)
    return world[function.__name__]


def called(function: Callable, found: set[str]) -> set[str]:
    """The names of a reference, and of all that it calls."""
    for name in function.__code__.co_names:
        if name in reference.__all__ and name not in found:
            found.add(name)
            called(getattr(reference, name), found)
    return found


class Noting(ast.NodeTransformer):
    """Every ``return x`` as ``_ = x``, a note of all names, and ``return _``."""

    def visit_Return(self, node: ast.Return) -> list[ast.stmt]:
        keep = ast.Assign([ast.Name("_", ast.Store())], node.value)
        return [keep, *ast.parse(f"{NOTE}({{**locals(), '_': None}})\nreturn _").body]


def name_blocks(graph: Graph) -> None:
    """Name the blocks of the arguments by the letters of what they are added up to: W_f goes into a_f."""
    letters: dict[tuple, str] = {}
    by_suffix = sorted(graph.names.items(), key=lambda item: "_" not in item[1])
    for number, name in by_suffix:
        letter = name.rpartition("_")[2]
        for taken in (number, *summed(graph, number)) if len(letter) == 1 else ():
            if graph.nodes[taken].operation == "block":
                letters.setdefault(graph.nodes[taken].parameters, letter)
    for number, node in enumerate(graph.nodes):
        if node.operation == "block":
            letter = letters.get(node.parameters, node.parameters[0][1] + 1)
            graph.names[number] = f"{graph.names[node.takes[0]]}_{letter}"


def summed(graph: Graph, number: int) -> list[int]:
    """The leaves of a sum of products."""
    node = graph.nodes[number]
    if node.operation in ("add", "sub", "product"):
        return [leaf for taken in node.takes for leaf in [taken, *summed(graph, taken)]]
    return []
