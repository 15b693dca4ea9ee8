"""A reference as a graph of its operations, and what becomes of its results when some of them are changed.

An *expression* says what stands in place of a node: the number of another node, ``own(n)`` for what node n computes
without the change, a number ``constant(2.0)``, or an operation of expressions, ``of("mul", 3, constant(2.0))``.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from .operations import OPERATIONS


class Node(NamedTuple):
    """One operation: the numbers of the nodes it takes, and its parameters as (name, value) pairs."""

    operation: str
    takes: tuple = ()
    parameters: tuple = ()


def of(operation: str, *takes, **parameters) -> Node:
    """An operation of expressions."""
    return Node(operation, takes, tuple(parameters.items()))


def own(number: int) -> Node:
    """What a node computes without the change made to it."""
    return Node("own", (number,))


def constant(value: Any) -> Node:
    """A number."""
    return Node("constant", (), (("value", value),))


class Graph:
    """The operations of a function in the order in which they are done; the same operation stands there once.

    names: what a node is called; results: the nodes that are returned, each an operation of its own; alone: whether
    the function returns its one result as it is, and not in a tuple.
    """

    def __init__(self, arguments: tuple[str, ...]):
        self.nodes: list[Node] = []
        self.names: dict[int, str] = {}
        self.results: tuple[int, ...] = ()
        self.alone = True
        self._numbers: dict[tuple, int] = {}
        for position, name in enumerate(arguments):
            self.names[self.add("argument", position=position)] = name

    def add(self, operation: str, *takes: int, **parameters) -> int:
        """The number of the node that does this operation."""
        node = of(operation, *takes, **parameters)
        key = (operation, takes, repr(node.parameters))
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[key]

    @cached_property
    def needed(self) -> list[int]:
        """The nodes on which a result depends, in order."""
        found, waiting = set(), list(self.results)
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting += self.nodes[number].takes
        return sorted(found)

    @cached_property
    def users(self) -> dict[int, list[tuple[int, int]]]:
        """For each node, who takes it, and at which position."""
        users = {number: [] for number in range(len(self.nodes))}
        for number in self.needed:
            for position, taken in enumerate(self.nodes[number].takes):
                users[taken].append((number, position))
        return users

    @cached_property
    def behind(self) -> list[frozenset[int]]:
        """For each node, itself and all that depends on it."""
        behind = [{number} for number in range(len(self.nodes))]
        for number in reversed(self.needed):
            for taken in self.nodes[number].takes:
                behind[taken] |= behind[number]
        return [frozenset(one) for one in behind]

    def values(self, case: tuple) -> list[Any]:
        """What every node computes on a case; raises what NumPy raises."""
        values: list[Any] = []
        for node in self.nodes:
            values.append(computed(node, [values[k] for k in node.takes], case))
        return values


def computed(node: Node, taken: list, case: tuple) -> Any:
    """The value of a node, from the values of what it takes."""
    if node.operation == "argument":
        return case[node.parameters[0][1]]
    if node.operation == "constant":
        return node.parameters[0][1]
    if node.parameters:
        return OPERATIONS[node.operation](*taken, **dict(node.parameters))
    return OPERATIONS[node.operation](*taken)


class Changed:
    """A graph on one case with some nodes replaced: computes no more than what lies behind them."""

    def __init__(self, graph: Graph, values: list, changes: Mapping[int, Any], case: tuple):
        self.graph, self.before, self.changes, self.case = graph, values, changes, case
        self.touched = frozenset().union(*(graph.behind[number] for number in changes))
        self.after: dict[int, Any] = {}

    def value(self, number: int) -> Any:
        """What a node computes now."""
        if number not in self.touched:
            return self.before[number]
        if number not in self.after:
            inside = self.changes.get(number)
            self.after[number] = self._own(number) if inside is None else self._expressed(inside, number)
        return self.after[number]

    def _own(self, number: int) -> Any:
        node = self.graph.nodes[number]
        return computed(node, [self.value(k) for k in node.takes], self.case)

    def _expressed(self, expression: Any, within: int) -> Any:
        """The value of an expression; in the change of a node, its own number means what it was."""
        if not isinstance(expression, Node):
            return self._own(within) if expression == within else self.value(expression)
        if expression.operation == "own":
            return self._own(expression.takes[0])
        return computed(expression, [self._expressed(part, within) for part in expression.takes], self.case)

    def results(self) -> tuple:
        """All results."""
        return tuple(self.value(number) for number in self.graph.results)


def shape_of_value(value: Any) -> tuple[int, ...] | None:
    """The shape of a node's value where it is an array of numbers, else None."""
    return np.shape(value) if isinstance(value, (np.ndarray, np.generic, float)) else None
