"""What stands in for arrays and for NumPy while a reference is traced: each operation becomes a node of the graph.

Splits are pushed down to the arguments and joined blocks taken apart, so that what a page writes for one gate is a
node of its own: block(x W + b) becomes x W_f + b_f, and [da_i da_f] Uᵀ becomes da_i U_iᵀ + da_f U_fᵀ.
"""

from typing import Any

from .graph import Graph, Node, computed


class Untraceable(Exception):
    """The function does what no graph says: a loop whose length hangs on the input, a branch, a list."""


class StandIn:
    """In place of an array. It also has the value, so that shapes are known, and the operands it was made of."""

    __array_ufunc__ = None

    def __init__(self, graph: Graph, number: int, value: Any, taken: tuple["StandIn", ...] = ()):
        self.graph, self.number, self.value, self.taken = graph, number, value, taken

    @property
    def node(self) -> Node:
        return self.graph.nodes[self.number]

    def apply(self, operation: str, *others: Any, **parameters: Any) -> "StandIn":
        """The result of an operation of this and others."""
        taken = (self, *map(self.lifted, others))
        number = self.graph.add(operation, *(one.number for one in taken), **parameters)
        value = computed(self.graph.nodes[number], [one.value for one in taken], ())
        return StandIn(self.graph, number, value, taken)

    def lifted(self, other: Any) -> "StandIn":
        """Another operand; a plain number becomes a node."""
        if isinstance(other, StandIn):
            return other
        return StandIn(self.graph, self.graph.add("constant", value=other), other)

    def block(self, k: int, count: int, axis: int) -> "StandIn":
        """The k-th of so many blocks, as far down as it can be taken."""
        operation = self.node.operation
        if axis == -1 and operation in ("add", "sub"):
            left, right = (one.block(k, count, axis) for one in self.taken)
            return left.apply(operation, right)
        if axis == -1 and operation == "product":
            return self.taken[0] @ self.taken[1].block(k, count, axis)
        return self.apply("block", k=k, count=count, axis=axis)

    def __matmul__(self, other: "StandIn") -> "StandIn":
        if self.node.operation == "joined" and other.node.operation == "transposed":
            weight, count = other.taken[0], len(self.taken)
            terms = [part @ weight.block(k, count, -1).T for k, part in enumerate(self.taken)]
            return sum(terms[1:], terms[0])
        if other.node.operation == "joined":
            return joined([self @ part for part in other.taken])
        return self.apply("product", other)

    def sum(self, axis=None, keepdims=False) -> "StandIn":
        if self.node.operation == "joined" and axis == 0:
            return joined([part.sum(axis) for part in self.taken])
        return self.apply("sum", axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False) -> "StandIn":
        return self.apply("mean", axis=axis, keepdims=keepdims)

    def any(self, axis=None, keepdims=False) -> "StandIn":
        return self.apply("any", axis=axis, keepdims=keepdims)

    def __getitem__(self, key: Any) -> "StandIn":
        if isinstance(key, StandIn):
            return self.apply("indexed", key)
        if isinstance(key, tuple) and all(isinstance(part, StandIn) for part in key):
            return self.apply("gathered", *key)
        return self.apply("item", key=tuple(map(as_text, key)) if isinstance(key, tuple) else key)

    def __iter__(self):
        return (self[k] for k in range(len(self.value)))

    def __bool__(self):
        raise Untraceable("a branch")

    def copy(self) -> "StandIn":
        return self

    @property
    def T(self) -> "StandIn":
        return self.apply("transposed")

    @property
    def shape(self) -> "Shape":
        return Shape(self)

    def __pow__(self, other):
        return self.apply("pow", other)

    def __neg__(self):
        return self.apply("neg")

    def __le__(self, other):
        return self.apply("at most", other)


def as_text(part: Any) -> Any:
    """A part of a key as a graph keeps it."""
    return ":" if isinstance(part, slice) else {None: "None", ...: "..."}.get(part, part)


def both_ways(operation: str):
    """An operator and the same with its operands turned round, as ``2 * a`` asks for it."""
    return (
        lambda self, other: self.apply(operation, other),
        lambda self, other: self.lifted(other).apply(operation, self),
    )


for sign, operation in (("add", "add"), ("sub", "sub"), ("mul", "mul"), ("truediv", "div")):
    for method, way in zip((f"__{sign}__", f"__r{sign}__"), both_ways(operation), strict=True):
        setattr(StandIn, method, way)


def joined(parts: list[StandIn]) -> StandIn:
    """Blocks side by side."""
    return parts[0].apply("joined", *parts[1:], axis=-1)


class Shape:
    """The shape of a stand-in: each size is a node."""

    def __init__(self, of: StandIn):
        self.of = of

    def __getitem__(self, axis: int) -> StandIn:
        return self.of.apply("size", axis=axis)


class StandInNumPy:
    """As much of NumPy as the references use."""

    @staticmethod
    def split(a: StandIn, count: int, axis: int = 0) -> list[StandIn]:
        return [a.block(k, count, axis) for k in range(count)]

    @staticmethod
    def concatenate(parts: list[StandIn], axis: int = 0) -> StandIn:
        return parts[0].apply("joined", *parts[1:], axis=axis)

    @staticmethod
    def stack(parts: list[StandIn]) -> StandIn:
        return parts[0].apply("stacked", *parts[1:])

    @staticmethod
    def sum(a: StandIn, axis=None, keepdims=False) -> StandIn:
        return a.sum(axis, keepdims)

    @staticmethod
    def mean(a: StandIn, axis=None, keepdims=False) -> StandIn:
        return a.mean(axis, keepdims)

    @staticmethod
    def max(a: StandIn, axis=None, keepdims=False) -> StandIn:
        return a.apply("max", axis=axis, keepdims=keepdims)


def of_one(operation: str):
    return staticmethod(lambda a, *more: a.apply(operation, *more))


SAME_NAMES = ("tanh", "exp", "log", "log2", "sqrt", "abs")
for name, operation in {name: name for name in SAME_NAMES}.items() | {
    ("maximum", "max of two"),
    ("arange", "counted"),
    ("eye", "identity"),
}:
    setattr(StandInNumPy, name, of_one(operation))
