"""A reference in the form in which it can be edited, and what each edit of it answers to a case.

A traced reference has the edits of its graph; one with loops, lists or branches has edits of its text. Both are used
alike: ``edits`` in a fixed order, of which each has a sentence, and ``answer(edits, case)``.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Any

import numpy as np

from ..checking.calling import Failure, Outcome, call, call_all
from ..checking.record import Exercise
from .edits import all_edits
from .graph import Changed
from .stand_in import Untraceable
from .text import TextEdit, compiled, text_edits
from .trace import traced
from .view import Edit, View

SECONDS = 0.2  # for an edit of a text, which may never end
RETURNED = re.compile(r"Returns (?:the new )?([A-Za-z]\w{0,2}) \(")


@cache
def form_of(exercise: Exercise) -> "GraphForm | TextForm":
    """The form of an exercise's reference."""
    try:
        return GraphForm(exercise)
    except Untraceable:
        return TextForm(exercise)


def roomiest(cases: list[tuple]) -> int:
    """The number of a case whose sizes differ most: with as many different ones as there are, then with the smallest
    arrays."""

    def variety(number: int) -> tuple:
        sizes = [size for a in cases[number] if isinstance(a, np.ndarray) for size in a.shape]
        ordinary = max((np.abs(a).max(initial=0) for a in cases[number] if is_float(a)), default=0)
        return len(set(sizes) - {1}), min(sizes, default=0) > 1, ordinary < 30, -sum(sizes), -number

    return max(range(len(cases)), key=variety)


def is_float(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def result_names(exercise: Exercise) -> tuple[str, ...]:
    """The names of the results; that of a single one is in the docstring, if it has any."""
    if exercise.returns:
        return exercise.returns
    named = RETURNED.search(inspect.getdoc(exercise.function) or "")
    return (named[1],) if named else ()


class GraphForm:
    """A reference whose graph is known."""

    likely = 150  # edits of which every two are also made together
    tries = 1200  # how often two edits together are tried

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self.typical = roomiest(exercise.visible.cases)
        case = exercise.visible.cases[self.typical]
        self.graph = traced(exercise.function, case)
        self.returns = result_names(exercise)
        self.view = View(self.graph, exercise.function, self.returns, case)
        self._values: dict[int, tuple[tuple, list]] = {}

    @cached_property
    def edits(self) -> list[Edit]:
        return list(all_edits(self.view))

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """For each result, how many blocks it is joined of."""
        taken = [self.graph.nodes[n].takes[0] for n in self.graph.results]
        joined = [self.graph.nodes[n] for n in taken]
        return tuple(len(node.takes) if node.operation == "joined" else 1 for node in joined)

    def told(self) -> str:
        """All that the edits are made of, but for their words."""
        return repr((self.graph.nodes, self.graph.results, [list(edit.changes.items()) for edit in self.edits]))

    def values(self, case: tuple) -> list[Any]:
        """What every node computes on a case; kept, since the same cases come again and again."""
        if id(case) not in self._values:
            self._values[id(case)] = case, self.graph.values(case)
        return self._values[id(case)][1]

    def answer(self, edits: Iterable[Edit], case: tuple, only: int | None = None) -> Outcome:
        """What the reference answers with these edits made together; only: this result alone."""
        changes = {n: expression for edit in edits for n, expression in edit.changes.items()}
        with np.errstate(all="ignore"):
            values = self.values(case)

        def answered(*_):
            changed = Changed(self.graph, values, changes, case)
            if only is not None:
                return changed.value(self.graph.results[only])
            results = changed.results()
            return results[0] if self.graph.alone else results

        return call(answered, (), self.exercise.quiet)


class TextForm:
    """A reference that is edited as text."""

    likely = 40  # edits of which every two are also made together
    tries = 100  # how often two edits together are tried

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self.typical = roomiest(exercise.visible.cases)
        self.returns = result_names(exercise)
        self._compiled: dict[tuple, Callable | None] = {}

    @cached_property
    def edits(self) -> list[TextEdit]:
        first = self.exercise.visible.cases[0]
        names = self.exercise.argument_names(len(first))
        arrays = tuple(
            name for name, value in zip(names, first, strict=True) if not callable(value) and "[" not in name
        )
        return text_edits(self.exercise.function, self.returns, arrays)

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        form = self.exercise.form
        return (1,) * (len(form) if isinstance(form, tuple) else 1)

    def told(self) -> str:
        """All that the edits are made of, but for their words."""
        text = self.edits[0].text
        new = [[ast.dump(one) for one in ast_nodes(edit)] for edit in self.edits]
        return repr((ast.dump(text.tree), new))

    def answer(self, edits: Iterable, case: tuple, only: int | None = None) -> Outcome:
        """What the reference answers with these edits made together; only: this result alone."""
        edits = tuple(edits)
        if edits not in self._compiled:
            self._compiled[edits] = self._function(edits)
        function = self._compiled[edits]
        if function is None:
            return Outcome(failure=Failure("SyntaxError"))
        (outcome,) = call_all(function, [case], SECONDS, self.exercise.quiet)
        several = isinstance(outcome.value, tuple) and only is not None and len(self.blocks) > 1
        return Outcome(outcome.value[only]) if several else outcome

    def _function(self, edits: tuple) -> Callable | None:
        """The reference with these edits, or None where that is no function."""
        changes = {node: new for edit in edits for node, new in edit.changes.items()}
        try:
            return compiled(edits[0].text, changes)
        except (SyntaxError, TypeError, ValueError):
            return None


def ast_nodes(edit: TextEdit) -> list[ast.AST]:
    """The new nodes of an edit."""
    new = [one for value in edit.changes.values() for one in (value if isinstance(value, list) else [value])]
    return [one for one in new if isinstance(one, ast.AST)]
