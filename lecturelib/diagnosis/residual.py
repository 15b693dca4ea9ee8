"""What is too much in an answer: the right one plus something that the page knows."""

import itertools
from collections.abc import Iterator

import numpy as np

from ..checking.compare import close, pair_up
from .answered import Answered
from .form import GraphForm

TRIED = 8  # cases
NOT_NOTHING = 1e-9


def residual(answered: Answered, result: int) -> str:
    """``your c is the right one plus i ⊙ o``, or nothing."""
    if not isinstance(answered.form, GraphForm):
        return ""
    rests = [rest_of(answered, k, result) for k in answered.order]
    if any(rest is None for rest in rests) or all(np.abs(rest).max(initial=0) <= NOT_NOTHING for rest in rests):
        return ""
    return said(answered, answered.order, result, rests)


def rest_of(answered: Answered, k: int, result: int) -> np.ndarray | None:
    """An answer less the right one."""
    outcome = answered.outcomes[k]
    pairs = None if outcome.failure else pair_up(outcome.value, answered.wanted[k].value)
    if not pairs or len(pairs) != len(answered.form.blocks):
        return None
    mine, right = (np.asarray(one) for one in pairs[result])
    usable = mine.shape == right.shape and mine.dtype.kind in "fi" and np.isfinite(mine).all()
    return mine - right if usable and not close(mine, right) else np.zeros(right.shape) if usable else None


def said(answered: Answered, cases: list[int], result: int, rests: list[np.ndarray]) -> str:
    """The sentence for the first product of named values that is what is too much."""
    form = answered.form
    most = max(range(min(TRIED, len(cases))), key=lambda place: rests[place].size)
    values = [form.values(answered.cases[k]) for k in cases]
    for nodes in products(form, result, rests[most].shape, values[most]):
        of = [np.prod([one[n] for n in nodes], axis=0) if len(nodes) > 1 else one[nodes[0]] for one in values]
        share = float((rests[most] * of[most]).sum() / max(float((of[most] ** 2).sum()), 1e-300))
        if abs(share) > 1e-3 and all(near(rest, share * one) for rest, one in zip(rests, of, strict=True)):
            name = " ⊙ ".join(form.view.name(n) for n in nodes)
            what = form.view.words.result(result).removeprefix("the ")
            times = "" if abs(abs(share) - 1) < 1e-6 else f"{abs(share):.4g} times "
            what = what if what.endswith("you return") else f"{what} that you return"
            return f"The {what} is the right one {'plus' if share > 0 else 'less'} {times}{name}."
    return ""


def products(form: GraphForm, result: int, shape: tuple, values: list) -> Iterator[tuple[int, ...]]:
    """Named values of this shape other than the result itself, then products of two of them."""
    itself = form.graph.nodes[form.graph.results[result]].takes[0]
    named = [n for n in form.view.named if np.shape(values[n]) == shape and n != itself]
    yield from ((n,) for n in named)
    yield from itertools.combinations_with_replacement(named, 2)


def near(rest: np.ndarray, other: np.ndarray) -> bool:
    scale = max(np.abs(rest).max(initial=0), np.abs(other).max(initial=0))
    return rest.shape == other.shape and bool(np.abs(rest - other).max(initial=0) <= 1e-7 * scale + 1e-10)
