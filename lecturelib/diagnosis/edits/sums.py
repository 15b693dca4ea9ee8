"""Sums, means and maxima along another axis, and sums over the batch that are missing or too many."""

from collections.abc import Iterator

from ..graph import of
from ..view import Edit, View

REDUCTIONS = ("sum", "mean", "max", "any")
WORDS = {
    "sum": "sum",
    "mean": "mean",
    "max": "largest value",
    "any": "any",
    "median": "median",
    "least": "smallest value",
    "all": "all",
}
OTHERS = {"sum": ("mean", "max"), "mean": ("sum", "median", "max"), "max": ("least", "sum", "mean"), "any": ("all",)}


def other_sums(view: View) -> Iterator[Edit]:
    """Another way to make one number of many, along another axis, or with an axis lost."""
    for n in view.of_operation(*REDUCTIONS):
        x, home, operation = view.takes(n)[0], view.home(n), view.operation(n)
        axis, keepdims = (value for _, value in view.nodes[n].parameters)
        name, word = view.name(x), WORDS[operation]
        for other in OTHERS[operation]:
            text = f"in {home}, the {WORDS[other]} of {name} is taken where its {word} belongs."
            yield view.edit({n: of(other, x, axis=axis, keepdims=keepdims)}, 1.1, "sum", text)
        yield view.edit({n: of("same", x)}, 1.2, "sum", f"in {home}, the {word} over {name} is not taken.")
        if view.operation(x) in AFTER:
            yield from done_afterwards(view, n, x, word)
        if operation == "max":
            text = f"the largest of {name} is not subtracted in {home}, so exp overflows."
            yield view.edit({n: of("zero", n)}, 1.3, "overflow", text)
        if axis is not None:
            yield from along(view, n, x, axis, keepdims, f"in {home}, the {word} of {name}")


AFTER = {"pow": "squared", "abs": "freed of its sign", "log": "a logarithm", "exp": "an exp", "log2": "a logarithm"}


def done_afterwards(view: View, n: int, x: int, word: str) -> Iterator[Edit]:
    """The mean is squared, where the squares have a mean."""
    inner = view.takes(x)[0]
    early = view.nodes[n]._replace(takes=(inner,))
    late = view.nodes[x]._replace(takes=(early, *view.takes(x)[1:]))
    first = f"the {word} of {view.name(inner)} is taken first and then {AFTER[view.operation(x)]}"
    text = f"in {view.home(n)}, {first}; each value comes first."
    yield view.edit({n: late}, 1.2, "sum", text)


def along(view: View, n: int, x: int, axis, keepdims: bool, subject: str) -> Iterator[Edit]:
    """The same along another axis."""
    operation, dimensions = view.operation(n), len(view.shapes[x] or ())
    right = "each row has its own" if axis in (-1, 1) else "it runs along one axis only"
    whole = f"{subject} runs over the whole array; {right}."
    for keep in (False, True):
        yield view.edit({n: of(operation, x, axis=None, keepdims=keep)}, 1.3, "axis", whole)
    for other in range(dimensions):
        for keep in (False, True):
            if isinstance(axis, int) and (other, keep) != (axis % dimensions, keepdims):
                right_axis = other == axis % dimensions
                lost = f"{subject} {'keeps an axis too many' if keep else 'loses its axis: keepdims=True'}."
                text = lost if right_axis else f"{subject} runs along the wrong axis."
                yield view.edit({n: of(operation, x, axis=other, keepdims=keep)}, 1.3, "axis", text)
    yield view.edit(
        {n: of("whole sum", x)}, 1.6, "axis", f"{subject} stands in every place, and is that of everything."
    )


def batch_sums(view: View) -> Iterator[Edit]:
    """The gradients of weights, which add up over the rows of the batch."""
    for n in view.of_operation("sum"):
        if view.nodes[n].parameters[0][1] == 0 and view.batch is not None:
            yield from rows_left_out(view, n, 0)
    for n in view.of_operation("product"):
        left, right = view.takes(n)
        if view.operation(left) != "transposed":
            if view.operation(right) == "transposed":
                inner = view.takes(right)[0]
                changes = {n: of("product", left, inner)}
                yield view.edit(changes, 1.2, "transposed", f"in {view.home(n)}, {view.name(inner)} is not transposed.")
            continue
        inner, home = view.takes(left)[0], view.home(n)
        for expression, cost, kind, text in (
            (of("product", inner, right), 1.2, "transposed", f"in {home}, {view.name(inner)} is not transposed."),
            (of("product", of("transposed", right), inner), 1.3, "transposed", f"{home} is transposed."),
            (
                of("over the batch", n, inner),
                1.4,
                "mean",
                f"{home} is divided by the size of the batch: a mean, where a sum is wanted.",
            ),
        ):
            yield view.edit({n: expression}, cost, kind, text)
        yield from rows_left_out(view, n, 1)


def rows_left_out(view: View, n: int, position: int) -> Iterator[Edit]:
    """Only some rows count in a sum over the batch."""
    x, home = view.takes(n)[position], view.home(n)
    for first, last, text in (
        (-1, None, "only the last row of the batch counts; all add up"),
        (0, 1, "only the first row of the batch counts; all add up"),
        (1, None, "the first row of the batch is left out"),
        (0, -1, "the last row of the batch is left out"),
    ):
        kept = of("kept rows", x, first=first, last=last)
        yield view.edit({n: view.with_operand(n, position, kept)}, 1.6, "rows", f"in {home}, {text}.")
