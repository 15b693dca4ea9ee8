"""What the nodes of a graph are called in a sentence to a student: by arguments, results and the docstring's letters.

A value that only the reference has a name for is written out, or said to be the sum inside something that has one.
"""

import inspect
import re
from functools import cache

from .graph import Graph, Node

SIGNS = {"add": "+", "sub": "−", "mul": "⊙", "div": "/", "product": "@", "at most": "≤"}
TIGHTNESS = {"add": 1, "sub": 1, "mul": 2, "div": 2, "product": 2, "neg": 3, "transposed": 4, "pow": 4}
LONGEST = 9  # nodes that are written out; more are only named by where they go
SQUASHES = ("sigmoid", "tanh")


class Words:
    """The names of an exercise's nodes."""

    def __init__(self, graph: Graph, function, returns: tuple[str, ...]):
        self.graph, self.returns = graph, returns
        self.known = frozenset(re.findall(r"[^\W\d]\w*", inspect.getdoc(function) or ""))
        self.arguments = {graph.names[n] for n, node in enumerate(graph.nodes) if node.operation == "argument"}
        self.goes_back = any(self.is_gradient(name) for name in self.arguments)
        self.returned = {graph.nodes[n].takes[0]: k for k, n in enumerate(graph.results)}
        self.name, self.home = cache(self._name), cache(self._home)

    def is_gradient(self, name: str) -> bool:
        """Whether dx is a name like this, of a gradient of something that the page knows."""
        return len(name) > 1 and name[0] == "d" and (name[1:] in self.known or name[1:] in "cfghinozab")

    def is_public(self, number: int) -> bool:
        """Whether a student knows this node by a name."""
        name = self.graph.names.get(number, "")
        root = name.removesuffix("_new")
        return number in self.returned or (
            bool(name)
            and (
                root in self.known
                or (re.fullmatch(r"d?a(_\w)?|[A-Z]_\w|b_\w|p_\w", name) is not None and name[0] != "a")
                or self.is_gradient(name)
            )
        )

    def result(self, k: int) -> str:
        """The k-th result."""
        name = self.returns[k] if k < len(self.returns) else ""
        if not name:
            return "the result"
        if name in self.arguments:
            return f"the {name} you return" if self.is_gradient(name) else f"the new {name}"
        return name

    def returned_as(self, k: int) -> str:
        """The k-th result, where it is said that it is returned."""
        return self.returns[k] if k < len(self.returns) else "the result"

    def _name(self, number: int) -> str:
        """What a node is called."""
        node, name = self.graph.nodes[number], self.graph.names.get(number, "")
        if node.operation == "argument":
            return self._argument(name)
        if node.operation == "block":
            return name if len(name) == 3 else f"the block of {name[-1]} in {self.name(node.takes[0])}"
        if node.operation == "result":
            return self.result(node.parameters[0][1])
        if number in self.returned and self.returns:
            return self.result(self.returned[number])
        if self.is_public(number) and name:
            if name.endswith("_new"):
                return f"the new {name[:-4]}"
            return f"the new {name}" if name in self.arguments and not self.is_gradient(name) else name
        if number in self.returned:
            return "the result"
        inside = self._inside(number)
        return inside or self.written(number)

    def _argument(self, name: str) -> str:
        if self.goes_back and self.is_gradient(name):
            return f"the {name} that comes in" if name in self.returns else name
        clash = name in self.returns or any(
            other == name and self.graph.nodes[n].operation != "argument" for n, other in self.graph.names.items()
        )
        state = clash or f"{name}_new" in self.graph.names.values()
        return f"the old {name}" if state and not self.is_gradient(name) else name

    def _inside(self, number: int) -> str:
        """``the sum inside f``, for what a named squash takes."""
        if self.graph.nodes[number].operation not in ("add", "sub", "product"):
            return ""
        into = [n for n, _ in self.graph.users[number] if self.graph.nodes[n].operation in SQUASHES]
        if len(into) == 1 and len(self.graph.users[number]) == 1 and self.is_public(into[0]):
            return f"the sum inside {self.name(into[0])}"
        return ""

    def written(self, number: int) -> str:
        """A node as the operation that it is."""
        node = self.graph.nodes[number]
        return self.expressed(node) if self._size(number) <= LONGEST else f"what goes into {self.home(number)}"

    def expressed(self, node: Node) -> str:
        """An operation, its operands by their names."""
        operation, takes = node.operation, node.takes
        if operation in SIGNS:
            left, right = self._in_brackets(takes[0], operation), self._in_brackets(takes[1], operation, right=True)
            return f"{left} {SIGNS[operation]} {right}"
        if operation == "constant":
            return f"{node.parameters[0][1]:g}"
        if operation in ("neg", "transposed"):
            inner = self._in_brackets(takes[0], operation)
            return f"−{inner}" if operation == "neg" else f"{inner}ᵀ"
        if operation == "pow":
            return f"{self._in_brackets(takes[0], operation)}²"
        if operation == "item":
            return self.name(takes[0])
        if operation == "size":
            axis, of = node.parameters[0][1], self.name(takes[0])
            return f"len({of})" if axis == 0 else f"{of}.shape[{axis}]"
        if operation == "gathered":
            return f"{self.name(takes[0])} at {self.name(takes[2])}"
        if operation == "joined":
            return f"[{' '.join(map(self.name, takes))}]"
        if operation in ("sigmoid_slope", "tanh_slope"):
            return f"the slope of {self.name(takes[0])}"
        if operation in ("sum", "mean", "max", "any"):
            return f"the {operation} of {self._in_brackets(takes[0], 'pow')}"
        return f"{operation}({', '.join(map(self.name, takes))})"

    def spelled(self, node: Node) -> str:
        """An operation with a sum that goes into it written out, in the page's own order of letters."""
        inner = self.graph.nodes[node.takes[0]] if node.operation in SQUASHES else None
        if inner is None or inner.operation not in ("add", "sub") or self.is_public(node.takes[0]):
            return self.expressed(node)
        return f"{node.operation}({self.expressed(inner)})"

    def _size(self, number: int) -> int:
        """How many operations it takes to write a node out."""
        node = self.graph.nodes[number]
        return 1 + sum(0 if self.is_public(n) or not self.graph.nodes[n].takes else self._size(n) for n in node.takes)

    def _in_brackets(self, number: int, within: str, right: bool = False) -> str:
        text = self.name(number)
        inner = self.graph.nodes[number].operation
        if self.is_public(number) or text.startswith("the ") or inner not in TIGHTNESS or inner == within == "add":
            return text
        loose = TIGHTNESS[inner] < TIGHTNESS.get(within, 0) or (right and TIGHTNESS[inner] == TIGHTNESS.get(within, 0))
        return f"({text})" if loose else text

    def _home(self, number: int) -> str:
        """The named values that a node is computed for, such as ``the new c``."""
        if self.is_public(number) or self.graph.nodes[number].operation == "result":
            return self.name(number)
        front, waiting, seen = [], [number], set()
        while waiting:
            for user, _ in self.graph.users[waiting.pop(0)]:
                if user not in seen:
                    seen.add(user)
                    (front if self.is_public(user) else waiting).append(user)
        names = list(dict.fromkeys(self.name(user) for user in sorted(front)))
        return listed(names) if len(names) < 4 else f"{', '.join(names[:2])} and all that follows"


def listed(names: list[str]) -> str:
    """``i, f and o``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names) or "the result"


def are(names: list[str]) -> str:
    """The verb for so many."""
    return "is" if len(names) == 1 else "are"


def sentence(text: str) -> str:
    """A sentence whose first word is capitalised, unless it is a letter of the page."""
    first = text.split(maxsplit=1)[0]
    return text[0].upper() + text[1:] if len(first) > 1 and first in STARTS else text


STARTS = {"the", "in", "on", "only", "your", "what", "something", "every", "each", "nothing", "a", "of", "all", "two"}
