"""A reference as the edits see it: its graph, the shapes of its values, and the words for them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from .graph import Graph, Node, shape_of_value
from .words import Words, sentence

LONG = 30  # nodes of a graph in which only what is likely is tried
WEIGHTS = ("W", "U", "V", "b", "p", "bn", "W_y", "b_y")


class Edit(NamedTuple):
    """One change of the graph, and what is said to whoever wrote that instead.

    changes: an expression for each node that is replaced; cost: how unlikely, from 1; kind: the family it belongs to;
    order: for another order of the results, which of them stands in each place.
    """

    changes: Mapping[int, Any]
    cost: float
    kind: str
    sentence: str
    order: tuple[int, ...] = ()


class View:
    """What the generators of edits ask of a graph. case: arguments whose sizes all differ, as far as they may."""

    def __init__(self, graph: Graph, function: Callable, returns: tuple[str, ...], case: tuple):
        self.graph, self.nodes, self.returns = graph, graph.nodes, returns
        self.words = Words(graph, function, returns)
        with np.errstate(all="ignore"):
            self.values = graph.values(case)
        self.shapes = [shape_of_value(value) for value in self.values]
        self.needed = graph.needed
        self.named = [n for n in self.needed if n in graph.names and self.is_float(n)]
        self.returned = self.words.returned
        self.is_long = len(self.needed) > LONG
        self.batch = next((n for n in self.arguments() if graph.names[n] in ("x", "da", "dh", "logits")), None)

    def name(self, number: int) -> str:
        return self.words.name(number)

    def home(self, number: int) -> str:
        return self.words.home(number)

    def operation(self, number: int) -> str:
        return self.nodes[number].operation

    def takes(self, number: int) -> tuple[int, ...]:
        return self.nodes[number].takes

    def of_operation(self, *operations: str) -> list[int]:
        """The nodes that do one of these operations."""
        return [n for n in self.needed if self.nodes[n].operation in operations]

    def arguments(self) -> list[int]:
        return self.of_operation("argument")

    def argument(self, name: str) -> int | None:
        """The argument of this name."""
        return next((n for n in self.arguments() if self.graph.names[n] == name), None)

    def is_leaf(self, number: int) -> bool:
        """Whether it is an argument or a block of one."""
        return self.operation(number) in ("argument", "block")

    def is_float(self, number: int) -> bool:
        value = self.values[number]
        return isinstance(value, (np.ndarray, np.floating)) and np.asarray(value).dtype.kind == "f"

    def is_matrix(self, number: int) -> bool:
        return len(self.shapes[number] or ()) == 2

    def same_shape(self, number: int, other: int) -> bool:
        return self.shapes[number] is not None and self.shapes[number] == self.shapes[other]

    def has_rows(self, number: int) -> bool:
        """Whether it has a row for each row of the batch."""
        batch = self.batch is not None and self.shapes[self.batch]
        return bool(batch) and len(batch) == 2 and self.is_matrix(number) and self.shapes[number][0] == batch[0]

    def before(self, number: int, other: int) -> bool:
        """Whether ``number`` can be used where ``other`` is computed: it does not depend on it."""
        return number not in self.graph.behind[other]

    def alternatives(self, number: int, place: int | None = None) -> Iterator[int]:
        """The named values of a node's shape that may stand in its place."""
        for other in self.named:
            same = other == number or not self.same_shape(number, other)
            if not same and self.before(other, number if place is None else place):
                yield other

    def with_operand(self, number: int, position: int, operand: Any) -> Node:
        """A node with one of its operands replaced."""
        node = self.nodes[number]
        return node._replace(takes=(*node.takes[:position], operand, *node.takes[position + 1 :]))

    def everywhere(self, number: int) -> str:
        """Where a value is used, as the end of a sentence."""
        users = self.graph.users[number]
        return "wherever you use it" if len(users) > 1 else f"in {self.home(users[0][0])}" if users else ""

    def edit(self, changes: Mapping[int, Any], cost: float, kind: str, text: str) -> Edit:
        """An edit with its sentence."""
        return Edit(dict(changes), cost, kind, sentence(text))
