"""What is returned: another order, another value, something done to it at the end."""

import itertools
from collections.abc import Iterator

from ..graph import constant, of
from ..view import WEIGHTS, Edit, View
from ..words import SQUASHES
from .squashes import SLOPES

FORMS = {
    "tanh": "tanh of {}",
    "sigmoid": "the sigmoid of {}",
    "softmax": "a softmax of {}",
    "exp": "exp of {}",
    "log": "the log of {}",
    "abs": "{} without its sign",
    "neg": "−1 times {}",
    "sqrt": "the root of {}",
    "square": "the square of {}",
    "inverse": "1 over {}",
    "relu": "{}, cut off below 0",
    "sigmoid_slope": "s (1 − s) for s = {}",
    "tanh_slope": "1 − t² for t = {}",
    "hard sigmoid": "a hard sigmoid, made of straight lines, of {}",
    "line": "the straight line 0.5 + a/4 for a = {}",
    "transposed": "{}, transposed",
    "over its size": "{}, divided by the number of its values",
}


def result_orders(view: View) -> Iterator[Edit]:
    """The results in another order."""
    results = view.graph.results
    for order in orders(len(results)):
        changes = {results[k]: view.takes(results[place])[0] for k, place in enumerate(order) if k != place}
        said = ", ".join(view.returns[place] for place in order)
        text = f"the results come back in the order {said}; wanted is {', '.join(view.returns)}."
        yield view.edit(changes, 1.0, "order", text)._replace(order=order)


def orders(count: int) -> list[tuple[int, ...]]:
    """Orders worth a try: all of a few, and of many swaps, rotations and the reverse."""
    right = tuple(range(count))
    if count < 5:
        return [order for order in itertools.permutations(right) if order != right]
    found = {right[k:] + right[:k] for k in range(1, count)} | {right[::-1]}
    for i, j in itertools.combinations(right, 2):
        swapped = list(right)
        swapped[i], swapped[j] = j, i
        found.add(tuple(swapped))
    return sorted(found)


def returned_instead(view: View) -> Iterator[Edit]:
    """Another value in place of a result, or something done to it."""
    for k, n in enumerate(view.graph.results):
        x, what = view.takes(n)[0], view.words.returned_as(k)
        yield view.edit({n: of("zero", x)}, 1.5, "returned", f"what you return as {what} is always 0.")
        yield view.edit({n: of("one", x)}, 1.5, "returned", f"what you return as {what} is always 1.")
        same = [m for m in view.named if view.same_shape(m, x) and m != x]
        for m in same:
            yield view.edit({n: m}, 1.5, "returned", f"what you return as {what} is {view.name(m)}.")
        for m in (x,) if view.is_long else (x, *same):
            name = "the right one" if m == x else view.name(m)
            for operation, form in FORMS.items() if view.is_float(m) else ():
                text = f"what you return as {what} is {form.format(name)}."
                cost = 1.25 if operation == "neg" else 1.6 + (operation in SLOPES and view.operation(m) not in SQUASHES)
                cost += 0.1 * (m != x)
                yield view.edit({n: of(operation, m)}, cost, "returned", text)
        for factor in (0.5, 2.0):
            text = f"what you return as {what} is {factor:g} times the right one."
            yield view.edit({n: of("mul", x, constant(factor))}, 1.6, "returned", text)
        for sign, said in (("add", "plus"), ("sub", "less")):
            text = f"what you return as {what} is the right one {said} 1."
            yield view.edit({n: of(sign, x, constant(1))}, 1.6, "returned", text)
        if not view.is_long:
            less = f"what you return as {what} is 1 − the right one."
            yield view.edit({n: of("sub", constant(1.0), x)}, 1.4, "returned", less)
        yield from beside_its_weight(view, k, n, x)


def beside_its_weight(view: View, k: int, n: int, x: int) -> Iterator[Edit]:
    """A gradient with its own weight added, as weight decay would, or multiplied by it."""
    name = view.returns[k] if k < len(view.returns) else ""
    weight = view.argument(name[1:]) if name.startswith("d") else None
    if weight is not None and view.same_shape(weight, x):
        own = view.name(weight)
        yield view.edit({n: of("add", x, weight)}, 2.0, "extra", f"{own} itself is added to your {name}.")
        yield view.edit(
            {n: of("sub", weight, x)},
            2.0,
            "extra",
            f"your {name} is {own} less the gradient, as after a step of learning; wanted is the gradient alone.",
        )
        yield view.edit({n: of("mul", x, weight)}, 2.3, "extra", f"{name} is multiplied by {own}.")


def scaled_gradients(view: View) -> Iterator[Edit]:
    """All gradients of weights, or all results, as means over the batch."""
    if view.batch is None:
        return
    weights = {f"d{name}" for name in WEIGHTS}
    for chosen, cost, text in (
        (
            [k for k, name in enumerate(view.returns) if name in weights],
            1.1,
            "your gradients of the weights are means over the batch; sums are wanted.",
        ),
        (range(len(view.graph.results)), 1.4, "everything is divided by the size of the batch."),
    ):
        changes = {
            view.graph.results[k]: of("over the batch", view.takes(view.graph.results[k])[0], view.batch)
            for k in chosen
        }
        if changes:
            yield view.edit(changes, cost, "mean", text)
