"""The arithmetic that leads to the right answer of a small case, line by line in the letters of the page."""

from typing import Any

import numpy as np

from ..checking.compare import close, has_shape
from .answered import Answered
from .form import GraphForm
from .graph import Node
from .words import SIGNS, TIGHTNESS

MOST_LINES, WIDEST = 14, 96
SMALL = 4  # numbers of a value that is written into a line


def number(value: Any) -> str:
    """A number, or a small array, as it stands in a line."""
    array = np.asarray(value)
    if array.size == 1:
        return f"{array.reshape(-1)[0]:.4g}".replace("-", "−")
    with np.printoptions(precision=4, suppress=True):
        return np.array2string(array, separator=", ").replace("\n", "").replace("  ", " ").replace("-", "−")


class Arithmetic:
    """The lines of one case."""

    def __init__(self, form: GraphForm, case: tuple):
        self.form, self.graph, self.words = form, form.graph, form.view.words
        self.values = form.values(case)

    def lines(self, results: list[int]) -> list[tuple[int, str]]:
        """For each named value that these results are made of, its node and ``f = sigmoid(0·1 + 2) = 0.8808``."""
        wanted = [self.graph.nodes[self.graph.results[k]].takes[0] for k in results]
        made_of = self._made_of(wanted)
        shown = [n for n in sorted(made_of) if self._is_step(n) or n in wanted]
        return [(n, self._line(n)) for n in shown]

    def _made_of(self, wanted: list[int]) -> set[int]:
        found, waiting = set(), list(wanted)
        while waiting:
            n = waiting.pop()
            if n not in found:
                found.add(n)
                waiting += self.graph.nodes[n].takes
        return found

    def _is_step(self, n: int) -> bool:
        """Whether a node is a line of its own: it has a public name, and is no argument, and no part of one."""
        operation = self.graph.nodes[n].operation
        own = operation not in ("argument", "block", "constant", "transposed", "result", "joined")
        return own and n in self.graph.names and self.words.is_public(n)

    def _line(self, n: int) -> str:
        name = self.words.name(n).removeprefix("the ") if n in self.words.returned else self.words.name(n)
        node, value = self.graph.nodes[n], number(self.values[n])
        inserted = self._inserted(node)
        pieces = [name, self.words.spelled(node)]
        pieces += [piece for piece in (inserted, value) if piece and piece != pieces[-1]]
        line = " = ".join(dict.fromkeys(pieces))
        return line if len(line) <= WIDEST else f"{name} = {value}"

    def _inserted(self, node: Node) -> str:
        """The operation with numbers in place of letters, where they are few."""
        text = self._written(node)
        return "" if "[" in text else text

    def _written(self, node: Node) -> str:
        operation, takes = node.operation, node.takes
        if operation in SIGNS:
            left, right = (
                self._operand(takes[0], operation),
                self._operand(takes[1], operation, behind=operation != "add"),
            )
            sign = {"mul": "·", "product": "·", "div": "/"}.get(operation, f" {SIGNS[operation]} ")
            return f"{left}{sign}{right}"
        if operation in ("tanh", "sigmoid", "exp", "log", "sqrt"):
            inner = takes[0]
            named = self._is_step(inner) or self.graph.nodes[inner].operation not in ("add", "sub")
            return f"{operation}({number(self.values[inner]) if named else self._written(self.graph.nodes[inner])})"
        if operation in ("sigmoid_slope", "tanh_slope"):
            s = number(self.values[takes[0]])
            squared = f"({s})²" if s.startswith("−") else f"{s}²"
            return f"{s}·(1 − {s})" if operation == "sigmoid_slope" else f"(1 − {squared})"
        return ""

    def _operand(self, n: int, within: str, behind: bool = False) -> str:
        """An operand as a number, or written out where it has no name. behind: it stands behind a minus or the like."""
        node = self.graph.nodes[n]
        plain = node.operation in ("transposed", "constant", "argument", "block") or self._is_step(n)
        text = number(self.values[n]) if plain else self._written(node) or number(self.values[n])
        loose = not plain and TIGHTNESS.get(node.operation, 9) < TIGHTNESS.get(within, 0) + behind
        return f"({text})" if loose or (text.startswith("−") and within != "add") else text


def by_steps(answered: Answered, k: int, pairs: list[tuple]) -> list[str]:
    """The lines for a case, with what came back at the line where it parts from the right answer. pairs: each result
    beside the right one."""
    form = answered.form
    if not isinstance(form, GraphForm) or len(pairs) != len(form.blocks):
        return []
    ends = {form.graph.nodes[n].takes[0]: result for result, n in enumerate(form.graph.results)}
    end = min(n for n, result in ends.items() if not close(*pairs[result]))
    value, want = pairs[ends[end]]
    told = [line for _, line in Arithmetic(form, answered.cases[k]).lines([ends[end]])][-MOST_LINES:]
    if np.size(want) <= SMALL and has_shape(value, np.shape(want)):
        told[-1] += f"   ← you returned {number(value)}"
    return [f"by hand   {told[0]}", *(f"          {line}" for line in told[1:])]
