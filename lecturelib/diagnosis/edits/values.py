"""A value that is wrong wherever it is used: left out, turned round, squashed, another in its place."""

from collections.abc import Iterator

import numpy as np

from ..graph import constant, of, own
from ..view import Edit, View

ONE = constant(1.0)


def value_changes(view: View) -> Iterator[Edit]:
    """A named value as 0, as 1, with its sign turned, doubled, squashed once more, and the like."""
    for n in view.named:
        name, where = view.name(n), view.everywhere(n)
        if view.is_leaf(n):
            yield view.edit(
                {n: of("zero", n)}, 1.0, "unheard", f"{name} has no say: your results are those for {name} = 0."
            )
            yield view.edit(
                {n: of("one", n)}, 1.6, "unheard", f"your results are those for {name} = 1, whatever {name} is."
            )
        else:
            yield view.edit({n: of("zero", n)}, 1.6, "unheard", f"{name} is missing, or 0, {where}.")
            yield view.edit({n: of("one", n)}, 1.6, "unheard", f"{name} is 1, or missing as a factor, {where}.")
        for expression, cost, kind, text in (
            (of("neg", n), 1.5, "sign", f"{name} has the wrong sign {where}."),
            (
                of("sub", ONE, n),
                1.05 if view.operation(n) == "sigmoid" else 1.5,
                "one less",
                f"1 − {name} stands where {name} belongs, {where}.",
            ),
            (of("sub", n, ONE), 2.0, "one less", f"{name} − 1 stands where {name} belongs, {where}."),
            (of("add", n, ONE), 1.6, "one more", f"something adds 1 to {name}, {where}."),
            (of("mul", n, constant(2.0)), 1.8, "factor", f"{name} counts twice {where}."),
            (of("mul", n, constant(0.5)), 1.8, "factor", f"{name} counts half {where}."),
            (of("mul", n, n), 2.3, "factor", f"{name} is squared {where}."),
            (of("inverse", n), 2.3, "factor", f"1 / {name} stands where {name} belongs, {where}."),
            (of("abs", n), 2.2, "squash", f"the sign of {name} is lost."),
            (of("relu", n), 2.2, "squash", f"{name} is cut off below 0."),
        ):
            yield view.edit({n: expression}, cost, kind, text)
        again = " once more" if view.operation(n) in ("tanh", "sigmoid") else ""
        for squash in ("tanh", "sigmoid"):
            yield view.edit({n: of(squash, n)}, 1.7, "squash", f"{name} is squashed{again} by {squash}, {where}.")
        yield from transposed(view, n)


def transposed(view: View, n: int) -> Iterator[Edit]:
    """A weight that is read by columns where it should be by rows."""
    if not view.is_matrix(n) or not view.is_leaf(n) or view.has_rows(n):
        return
    name, (rows, columns) = view.name(n), view.shapes[n]
    yield view.edit({n: of("square transposed", n)}, 1.6, "transposed", f"{name} is transposed, and should not be.")
    if columns > rows and columns % rows == 0:
        yield view.edit({n: of("each block transposed", n)}, 1.6, "transposed", f"every block of {name} is transposed.")
    yield view.edit({n: of("diagonal", n)}, 2.3, "diagonal", f"only the diagonal of {name} has a say.")


def rows_mixed(view: View) -> Iterator[Edit]:
    """Rows of the batch that are mixed up, or left out."""
    for n in view.named if view.batch is not None else ():
        name = view.name(n)
        if view.has_rows(n):
            for operation, text in (
                ("mean of rows", f"{name} is a mean over the batch: every row should keep its own."),
                ("first row for all", f"{name} of the first row of the batch serves for all rows."),
                ("last row for all", f"{name} of the last row of the batch serves for all rows."),
                ("turned round", f"the rows of {name} come in reverse order."),
            ):
                yield view.edit({n: of(operation, n)}, 2.2, "rows", text)
        if view.has_rows(n) and view.operation(n) == "argument":
            for first, last, text in ROWS_LEFT_OUT:
                yield view.edit({n: of("kept rows", n, first=first, last=last)}, 1.8, "rows", f"{text} of {name}.")
        if not view.is_leaf(n):
            yield view.edit(
                {n: of("over the batch", n, view.batch)}, 1.7, "mean", f"{name} is divided by the size of the batch."
            )


ROWS_LEFT_OUT = (
    (-1, None, "your results hear only the last row"),
    (0, 1, "your results hear only the first row"),
    (1, None, "your results do not hear the first row"),
    (0, -1, "your results do not hear the last row"),
)


def other_values(view: View) -> Iterator[Edit]:
    """Another value of the same shape in its place, added to it, or as a factor too many."""
    for n in view.named:
        name, where = view.name(n), view.everywhere(n)
        for other in view.alternatives(n):
            it = view.name(other)
            cost = 1.75 if n in view.returned else 1.4  # what is returned is rather made of the wrong operands
            yield view.edit({n: other}, cost, "other", f"{it} stands where {name} belongs, {where}.")
            less = f"1 − {it} stands where {name} belongs, {where}."
            yield view.edit({n: of("sub", ONE, other)}, 2.1, "one less", less)
            if not view.is_leaf(n) and not (view.is_long and view.words.is_gradient(view.graph.names[n])):
                yield from beside_another(view, n, other)


def beside_another(view: View, n: int, other: int) -> Iterator[Edit]:
    """A value with another added, taken away or as a factor, where it does not belong."""
    name, it = view.name(n), view.name(other)
    for operation, cost, text in (
        ("add", 2.4, f"{it} is added to {name}, where it does not belong."),
        ("sub", 2.5, f"{it} is subtracted from {name}, where it does not belong."),
        ("mul", 2.4, f"{name} is multiplied by {it}, which does not belong there."),
    ):
        yield view.edit({n: of(operation, n, other)}, cost, "extra", text)


def swapped_values(view: View) -> Iterator[Edit]:
    """Two values that have changed places."""
    for k, n in enumerate(view.named):
        for other in view.named[k + 1 :]:
            if view.same_shape(n, other) and view.before(n, other) and view.before(other, n):
                text = f"{view.name(n)} and {view.name(other)} have changed places."
                yield view.edit({n: own(other), other: own(n)}, 1.3, "swapped", text)


def scaled_values(view: View) -> Iterator[Edit]:
    """A value that a number among the arguments multiplies, divides or is added to, and should not."""
    numbers = [n for n in view.arguments() if view.shapes[n] == () and len(view.arguments()) > 1]
    for number in numbers:
        for n in view.named:
            if n != number and view.shapes[n]:
                name, by = view.name(n), view.name(number)
                for operation, text in (
                    ("div", f"{name} is divided by {by}, and should not be."),
                    ("mul", f"{name} is multiplied by {by}, and should not be."),
                    ("add", f"{by} is added to {name}, and should not be."),
                ):
                    yield view.edit({n: of(operation, n, number)}, 1.5, "extra", text)


def counted_values(view: View) -> Iterator[Edit]:
    """Whole numbers, such as places and lengths, that are off by one or doubled."""
    for n in view.arguments():
        if np.asarray(view.values[n]).dtype.kind == "i":
            name = view.name(n)
            for expression, text in (
                (of("add", n, constant(1)), f"something adds 1 to {name}."),
                (of("sub", n, constant(1)), f"something takes 1 from {name}."),
                (of("mul", n, constant(2)), f"{name} counts twice."),
            ):
                yield view.edit({n: expression}, 1.3, "one more", text)
