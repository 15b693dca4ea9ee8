"""From a reference to its graph: the function is called once with stand-ins for its arrays, which write down what is
done with them.

Helpers are gone through as if their lines stood in the function itself; what the course teaches as one thing, such as
a sigmoid, stays one node. Splits go down to the weights, so that the block W_f of W is a node of its own.
"""

import inspect
import sys
import types
from collections.abc import Callable
from contextlib import contextmanager

import numpy as np

from .. import reference
from .graph import Graph
from .stand_in import StandIn, StandInNumPy, Untraceable

FOLDER = str(reference.__path__[0])
ONE_THING = ("sigmoid", "log_sigmoid", "sigmoid_slope", "tanh_slope", "softmax", "one_hot", "pick")


def traced(function: Callable, case: tuple) -> Graph:
    """The graph of a reference; case: arguments of the kind that it takes. Raises Untraceable."""
    arguments = tuple(inspect.signature(function).parameters)
    if len(arguments) != len(case) or not all(np.ndim(a) or np.isscalar(a) or isinstance(a, np.ndarray) for a in case):
        raise Untraceable(function.__name__)
    graph = Graph(arguments)
    stand_ins = [StandIn(graph, number, np.asarray(value)) for number, value in enumerate(case)]
    with names_kept(graph):
        try:
            returned = rebuilt(function)(*stand_ins)
        except Exception as error:
            raise Untraceable(f"{function.__name__}: {error}") from error
    results = returned if isinstance(returned, tuple) else (returned,)
    if not all(isinstance(result, StandIn) for result in results):
        raise Untraceable(function.__name__)
    graph.alone = not isinstance(returned, tuple)
    graph.results = tuple(graph.add("result", result.number, k=k) for k, result in enumerate(results))
    name_blocks(graph)
    return graph


def rebuilt(function: Callable) -> Callable:
    """The function with stand-ins for NumPy and for what is one thing; so are all helpers that it calls."""
    world = {"np": StandInNumPy, "len": lambda a: a.apply("size", axis=0), "__builtins__": __builtins__}
    for name in reference.__all__:
        helper = getattr(reference, name)
        if name in ONE_THING and name != function.__name__:
            world[name] = lambda a, *more, name=name: a.apply(name, *more)
        else:
            world[name] = types.FunctionType(helper.__code__, world, name, helper.__defaults__)
    return world[function.__name__]


@contextmanager
def names_kept(graph: Graph):
    """Note what each value is called where a function ends: outer functions come last, and their names win."""

    def note(frame, event, _):
        if event == "return" and frame.f_code.co_filename.startswith(FOLDER):
            found = {name: value for name, value in frame.f_locals.items() if isinstance(value, StandIn)}
            for name, value in found.items():
                if name != "_" and value.node.operation not in ("argument", "constant"):
                    graph.names[value.number] = name

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


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
