"""The same slip in all gates, or at all weights: what somebody does who took one sentence of the page for another."""

from collections.abc import Iterator

from ..graph import Node, of
from ..view import WEIGHTS, Edit, View


def squashed(view: View) -> list[int]:
    """The named values that are squashed sums: gates and content."""
    named = [n for n in view.of_operation("sigmoid", "tanh") if n in view.graph.names]
    return [n for n in named if view.operation(view.takes(n)[0]) in ("add", "product", "sub", "block")]


def without(view: View, n: int, gone: int):
    """A sum without the terms in which an argument stands: None where nothing is left, n where it stands nowhere."""
    operation, takes = view.operation(n), view.takes(n)
    if n == gone or (operation == "block" and takes[0] == gone):
        return None
    if operation in ("product", "mul"):
        return None if None in [without(view, x, gone) for x in takes] else n
    if operation == "add":
        left, right = (without(view, x, gone) for x in takes)
        if left is None or right is None:
            return right if left is None else left
        return n if (left, right) == takes else of("add", left, right)
    return n


def gate_groups(view: View) -> Iterator[Edit]:
    """All gates lack a term, or have one that belongs elsewhere."""
    every = squashed(view)
    gates = [n for n in every if view.operation(n) == "sigmoid"]
    for some, what in ((gates, "the gates"), (every, "gates and content")):
        for argument in view.arguments():
            name, changes = view.name(argument), {}
            for n in some:
                inner = view.takes(n)[0]
                left = without(view, inner, argument)
                if left is not None and left != inner:
                    changes[n] = Node(view.operation(n), (left,))
            if len(changes) > 1:
                yield view.edit(changes, 1.05, "unheard", f"{what} do not hear {name}.")
            elif len(some) > 1 and (view.shapes[argument] or ())[-1:] == view.shapes[some[0]][-1:]:
                extra = {n: Node(view.operation(n), (of("add", view.takes(n)[0], argument),)) for n in some}
                yield view.edit(extra, 1.6, "extra", f"{name} is added in {what}, where it does not belong.")


def extra_terms(view: View) -> Iterator[Edit]:
    """One gate hears something that it should not."""
    for n in squashed(view):
        inner = view.takes(n)[0]
        for argument in view.arguments():
            fits = (view.shapes[argument] or ())[-1:] == (view.shapes[n] or (0,))[-1:] and view.is_float(argument)
            if (
                fits
                and without(view, inner, argument) == inner
                and (view.has_rows(argument) or len(view.shapes[argument]) == 1)
            ):
                changes = {n: Node(view.operation(n), (of("add", inner, argument),))}
                text = f"{view.name(argument)} is added inside {view.name(n)}, where it does not belong."
                yield view.edit(changes, 1.4, "extra", text)


def state_groups(view: View) -> Iterator[Edit]:
    """Another state than the right one goes into the products with weights."""
    for argument in view.arguments():
        products = [n for n in view.of_operation("product") if view.takes(n)[0] == argument]
        name = view.name(argument)
        if len(products) < 2 or not view.has_rows(argument):
            continue
        for other in view.alternatives(argument):
            if all(view.before(other, n) for n in products):
                changes = {n: view.with_operand(n, 0, other) for n in products}
                text = f"in the products with weights, {view.name(other)} stands where {name} belongs."
                yield view.edit(changes, 1.3, "other", text)
        for operation, text in (("tanh", f"tanh({name})"), ("mean of rows", f"the mean of {name} over the batch")):
            changes = {n: view.with_operand(n, 0, of(operation, argument)) for n in products}
            yield view.edit(changes, 1.9, "other", f"in the products with weights, {text} stands where {name} belongs.")
        changes = {n: view.with_operand(n, 1, of("square transposed", view.takes(n)[1])) for n in products}
        yield view.edit(changes, 1.5, "transposed", f"the weights that {name} is multiplied with are transposed.")
        yield from shared_block(view, argument, products)


def shared_block(view: View, argument: int, products: list[int]) -> Iterator[Edit]:
    """The block of one gate serves for all."""
    weights = [view.takes(n)[1] for n in products]
    if all(view.operation(weight) == "block" for weight in weights):
        for weight in weights:
            changes = {n: view.with_operand(n, 1, weight) for n in products}
            text = f"{view.name(weight)} serves for all: each gate has a block of its own."
            yield view.edit(changes, 1.6, "blocks", text)


def weight_groups(view: View) -> Iterator[Edit]:
    """On the way back: weights that are not transposed, or through which nothing comes."""
    for argument in view.arguments():
        if view.graph.names[argument] not in WEIGHTS:
            continue
        name = view.name(argument)
        turned = [n for n in view.of_operation("transposed") if of_argument(view, view.takes(n)[0]) == argument]
        if len(turned) > 1:
            inner = {n: of("same", view.takes(n)[0]) for n in turned}
            yield view.edit(inner, 1.3, "transposed", f"on the way back, the blocks of {name} are not transposed.")
            yield view.edit({n: of("zero", n) for n in turned}, 1.3, "missing", f"nothing comes back through {name}.")
    for n in view.of_operation("transposed"):
        x = view.takes(n)[0]
        if view.operation(x) == "argument" and view.has_rows(x):
            for other in view.alternatives(x, place=n):
                text = f"in the gradients of the weights, {view.name(other)} stands where {view.name(x)} belongs."
                yield view.edit({n: of("transposed", other)}, 1.4, "other", text)


def of_argument(view: View, n: int) -> int:
    """The argument that a block is part of, or the node itself."""
    return view.takes(n)[0] if view.operation(n) == "block" else n
