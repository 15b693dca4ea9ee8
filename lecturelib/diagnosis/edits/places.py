"""A value that is right elsewhere and wrong in one place."""

from collections.abc import Iterator

from ..graph import constant, of
from ..view import Edit, View
from .values import ONE


def other_operands(view: View) -> Iterator[Edit]:
    """One operand of one operation: another value, turned round, squashed, transposed."""
    for n in view.needed:
        for position, x in enumerate(view.takes(n)):
            if view.operation(n) in ("result", "block") or not view.is_float(x):
                continue
            if len(view.graph.users[x]) > 1 or x not in view.graph.names:
                yield from replaced(view, n, position, x)
            if view.operation(n) == "product" and view.is_matrix(x) and view.operation(x) != "transposed":
                changes = {n: view.with_operand(n, position, of("transposed", x))}
                yield view.edit(
                    changes, 1.8, "transposed", f"in {view.home(n)}, {view.name(x)} is transposed, and should not be."
                )


def replaced(view: View, n: int, position: int, x: int) -> Iterator[Edit]:
    """What may stand in one place instead."""
    home, name = view.home(n), view.name(x)
    for other in view.alternatives(x, place=n):
        changes = {n: view.with_operand(n, position, other)}
        cost = 1.25 if view.operation(x) == view.operation(other) == "argument" else 1.7
        yield view.edit(changes, cost, "other", f"in {home}, {view.name(other)} stands where {name} belongs.")
    for expression, cost, kind, text in (
        (of("sub", ONE, x), 1.9, "one less", f"1 − {bracketed(name)} stands where {name} belongs"),
        (of("neg", x), 1.9, "sign", f"{name} has the wrong sign"),
        (of("tanh", x), 2.0, "squash", f"tanh({name}) stands where {name} belongs"),
        (of("sigmoid", x), 2.0, "squash", f"sigmoid({name}) stands where {name} belongs"),
        (of("mul", x, constant(2.0)), 2.2, "factor", f"{name} counts twice"),
        (of("add", x, ONE), 2.2, "one more", f"something adds 1 to {name}"),
    ):
        yield view.edit({n: view.with_operand(n, position, expression)}, cost, kind, f"in {home}, {text}.")


def bracketed(name: str) -> str:
    """An expression in brackets, unless it is one word."""
    return f"({name})" if " " in name and not name.startswith("the ") else name
