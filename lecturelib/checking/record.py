"""What an exercise is: a reference function, and all that is needed to ask for it and to judge an answer."""

from __future__ import annotations  # numpy.random is loaded where it is used: a grader forks thousands of times

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from .calling import Outcome, call_all, each_array
from .forbidden import READY_MADE, forbidden_in, sentence, text_of
from .verdict import Verdict, judge
from .worked_cases import WorkedCases

VISIBLE = 0  # the seed of the cases that students see


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: an edit of the reference's own source, and the sentence for whoever wrote it.

    Every place where ``old`` stands in the body is replaced by ``new``.
    """

    old: str
    new: str
    sentence: str


def as_index(array: np.ndarray) -> np.ndarray:
    """Whole numbers as wide as this machine's indices are, or NumPy would not take them as such: WebAssembly's have 32
    bits. All other arrays as they are."""
    return array.astype(np.intp) if array.dtype == np.int64 else array


def as_docstring(text: str, width: int = 76) -> str:
    """A text as the docstring of a function, its paragraphs filled to what a narrow page shows of a cell.

    A paragraph with an indented line is laid out by hand, and stays as it is; what stands in short brackets, such as
    a shape, stays on one line.
    """
    whole = re.sub(r"\([^()]{1,24}\)", lambda bracket: bracket[0].replace(" ", "\xa0"), text)
    paragraphs = [p if "\n " in f"\n{p}" else textwrap.fill(p, width) for p in whole.split("\n\n")]
    text = textwrap.indent("\n\n".join(paragraphs), "    ").lstrip().replace("\xa0", " ")
    end = "" if "\n" not in text else "\n    "
    return f'    """{text}{end}"""\n'


@dataclass(frozen=True)
class Exercise:
    """One exercise; its solution is ``function``, and nothing about that function is typed a second time.

    cases(rng) yields tuples of arguments, at least 20, small ones first; returns names the results where there are
    several; hints lead from a soft question to a strong one; quiet: NumPy's overflow, division and invalid-value
    warnings count as errors; forbidden: names of libraries that an answer may not use.
    """

    function: Callable
    points: int
    level: int
    cases: Callable[[np.random.Generator], list[tuple]]
    hints: tuple[str, ...]
    mistakes: Mapping[str, Mistake] = field(hash=False)
    returns: tuple[str, ...] = ()
    quiet: bool = False
    forbidden: frozenset[str] = READY_MADE

    @property
    def name(self) -> str:
        return self.function.__name__

    def argument_names(self, count: int) -> list[str]:
        """The names of so many arguments, in order; those of a ``*weights`` are called weights[0], weights[1], …"""
        *named, last = inspect.signature(self.function).parameters.values()
        if last.kind is last.VAR_POSITIONAL:
            more = [f"{last.name}[{k}]" for k in range(count - len(named))]
            return [*(p.name for p in named), *more][:count]
        return [p.name for p in (*named, last)][:count]

    @cached_property
    def form(self) -> Any:
        """What the reference returns on the first case: an array, or a tuple or list of results."""
        return self.visible.wanted[0].value

    @cached_property
    def _halves(self) -> tuple[str, str]:
        """The reference's source in two: signature with docstring, and the body behind them."""
        source = inspect.getsource(self.function)
        docstring = ast.parse(source).body[0].body[0]
        lines = source.splitlines(keepends=True)
        signature, body = "".join(lines[: docstring.lineno - 1]), "".join(lines[docstring.end_lineno :])
        return signature + as_docstring(inspect.getdoc(self.function)), body

    def stub(self) -> str:
        """What the student starts from: the reference without its body."""
        return f"@exercise\n{self._halves[0]}    raise NotImplementedError\n"

    def solution(self) -> str:
        """The reference as a student would have written it, its body between nbgrader's solution markers."""
        head, body = self._halves
        return f"@exercise\n{head}    ### BEGIN SOLUTION\n{body}    ### END SOLUTION\n"

    @cached_property
    def wrong_ways(self) -> dict[str, Callable]:
        """Each known mistake's id, and the function that makes it."""
        return {mistake: self.mistaken(mistake) for mistake in self.mistakes}

    def mistaken_source(self, *mistakes: str) -> str:
        """The reference's source with known mistakes in it. Raises ValueError where an edit does not apply."""
        head, body = self._halves
        for mistake in mistakes:
            edit = self.mistakes[mistake]
            if edit.old not in body:
                raise ValueError(
                    f"{self.name}: the mistake {mistake!r} edits {edit.old!r}, which the body does not have"
                )
            body = body.replace(edit.old, edit.new)
        return head + body

    def mistaken(self, *mistakes: str) -> Callable:
        """The reference with known mistakes in it. Raises ValueError where an edit does not apply."""
        namespace = dict(inspect.getmodule(self.function).__dict__)
        source = self.mistaken_source(*mistakes)
        exec(compile(source, f"<{self.name}: {', '.join(mistakes)}>", "exec"), namespace)
        return namespace[self.name]

    def draw(self, seed: int = VISIBLE) -> list[tuple]:
        """The cases of this seed: those that students see, unless a grader draws its own."""
        return [each_array(as_index, case) for case in self.cases(np.random.default_rng(seed))]

    @cached_property
    def visible(self) -> WorkedCases:
        """The cases that students see."""
        return WorkedCases(self, self.draw(VISIBLE))

    def worked(self, seed: int) -> WorkedCases:
        """The cases of this seed, with what is known of them."""
        return self.visible if seed == VISIBLE else WorkedCases(self, self.draw(seed))

    def refused(self, path: str) -> Verdict:
        """The verdict on an answer that uses what it may not."""
        return Verdict(0.0, self.points, "wrong", None, sentence(path))

    def grade(self, function: Callable, seed: int = VISIBLE, seconds: float = 5.0) -> Verdict:
        """Call the function on every case and compare it with the reference. Never raises for what it does."""
        if path := forbidden_in(function, self.forbidden):
            return self.refused(path)
        worked = self.worked(seed)

        def more() -> list[Outcome]:
            from ..diagnosis import further  # which knows what an exercise is

            return call_all(function, further(self).cases, seconds, self.quiet)

        return judge(worked, call_all(function, worked.cases, seconds, self.quiet), more=more, tree=text_of(function))
