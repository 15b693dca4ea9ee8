"""An operation that is another, or that lacks an operand."""

import itertools
from collections.abc import Iterator

from ..graph import constant, of
from ..view import Edit, View
from ..words import SIGNS, listed

OTHERS = {"add": ("sub", "mul"), "sub": ("add",), "mul": ("add", "div"), "div": ("mul",), "max of two": ("add",)}
LACKING = {"mul": "the factor ", "div": "the division by "}


def missing_operands(view: View) -> Iterator[Edit]:
    """One of two operands alone."""
    for n in view.of_operation("add", "sub", "mul", "div", "max of two", "pow"):
        for position, kept in enumerate(view.takes(n)):
            gone, home = view.takes(n)[1 - position], view.home(n)
            if len(view.shapes[kept] or ()) != len(view.shapes[n] or ()):
                continue
            what = (
                view.name(gone)
                if view.operation(gone).endswith("slope")
                else LACKING.get(view.operation(n), "") + view.name(gone)
            )
            beside = f" beside {view.name(kept)}" if not view.words.is_public(n) else ""
            changes = {n: kept}
            if view.operation(n) == "sub" and position == 1:
                changes, text = {n: of("neg", kept)}, f"{what} is missing{beside}, in {home}."
                yield view.edit(
                    {n: kept},
                    1.0,
                    "missing",
                    f"in {home}, {view.name(kept)} stands where {view.words.written(n)} belongs.",
                )
            elif view.operation(n) == "div" and position == 1:
                text = f"in {home}, {view.name(kept)} stands where {view.words.written(n)} belongs."
            elif view.operation(n) == "pow":
                text = f"{view.name(kept)} is not squared, in {home}."
            else:
                text = f"{what} is missing{beside}, in {home}."
            yield view.edit(changes, 1.0, "missing", text)
            yield from missing_in_some(view, n, kept, what)


def missing_products(view: View) -> Iterator[Edit]:
    """A square weight that is not multiplied with."""
    for n in view.of_operation("product"):
        for position, kept in enumerate(view.takes(n)):
            if view.same_shape(kept, n) or view.is_matrix(n):
                gone = view.takes(n)[1 - position]
                text = f"in {view.home(n)}, {view.name(kept)} is not multiplied with {view.name(gone)}."
                yield view.edit({n: kept}, 1.2, "missing", text)


def missing_in_some(view: View, n: int, kept: int, what: str) -> Iterator[Edit]:
    """The operand is there for one of the places where the result is used, and missing in others; or the reverse."""
    users = view.graph.users[n]
    if len(users) < 2:
        return
    for user, position in users:
        here = {user: view.with_operand(user, position, kept)}
        yield view.edit(here, 1.4, "missing", f"{what} is missing in {view.home(user)}; elsewhere it is there.")
        others = {other: view.with_operand(other, k, kept) for other, k in users if other != user}
        if len(others) > 1:
            yield view.edit(others, 1.6, "missing", f"{what} is missing everywhere but in {view.home(user)}.")


def terms_of(view: View, n: int) -> list[int]:
    """The terms of a sum, of which some may be sums."""
    return [term for x in view.takes(n) for term in (terms_of(view, x) if view.operation(x) == "add" else [x])]


def missing_terms(view: View) -> Iterator[Edit]:
    """Some terms of a longer sum are missing, or one has the wrong sign."""
    for n in view.of_operation("add"):
        terms = terms_of(view, n)
        if len(terms) < 3 or any(view.operation(user) == "add" for user, _ in view.graph.users[n]):
            continue
        for count in range(1, len(terms)):
            for gone in itertools.combinations(terms, count):
                kept = [term for term in terms if term not in gone]
                what, verb = listed([view.name(term) for term in gone]), "is" if count == 1 else "are"
                yield view.edit(
                    {n: summed(kept)}, 0.9 + 0.2 * count, "missing", f"{what} {verb} missing in {view.name(n)}."
                )
        for term in terms:
            turned = [of("neg", one) if one == term else one for one in terms]
            yield view.edit(
                {n: summed(turned)}, 1.6, "sign", f"{view.name(term)} has the wrong sign in {view.name(n)}."
            )


def summed(terms: list):
    """The sum of expressions."""
    total = terms[0]
    for term in terms[1:]:
        total = of("add", total, term)
    return total


def other_operators(view: View) -> Iterator[Edit]:
    """Another sign between the same two, or the two turned round."""
    for n in view.of_operation(*OTHERS):
        (left, right), operation, home = view.takes(n), view.operation(n), view.home(n)
        for other in OTHERS[operation]:
            text = f"in {home} you have {with_sign(view, n, other)} where {with_sign(view, n, operation)} belongs."
            yield view.edit({n: of(other, left, right)}, 1.8, "operator", text)
        if operation in ("sub", "div"):
            turned = f"in {home}, {with_sign(view, n, operation)} is the other way round."
            yield view.edit({n: of(operation, right, left)}, 1.3, "operator", turned)
        if operation == "mul" and view.is_matrix(left) and view.is_matrix(right):
            both = f"{view.name(left)} and {view.name(right)}"
            text = f"in {home}, a matrix product stands where {both} are multiplied element by element."
            yield view.edit({n: of("product", left, right)}, 2.0, "operator", text)
            yield view.edit({n: of("product", left, of("transposed", right))}, 2.4, "operator", text)
    yield from other_powers(view)
    yield from other_numbers(view)
    yield from other_sizes(view)


def with_sign(view: View, n: int, operation: str) -> str:
    """A node as if it did another operation."""
    return view.words.expressed(view.nodes[n]._replace(operation=operation)) if operation in SIGNS else operation


def other_powers(view: View) -> Iterator[Edit]:
    """What stands where a square belongs."""
    for n in view.of_operation("pow"):
        x, home = view.takes(n)[0], view.home(n)
        name = view.name(x)
        for expression, cost, text in (
            (of("abs", x), 1.3, f"|{name}| stands where {name}² belongs"),
            (of("mul", x, constant(2.0)), 1.3, f"2 {name} stands where {name}² belongs"),
            (of("zero", x), 1.5, f"{name}² is missing"),
            (of("mul", x, of("abs", x)), 1.9, f"{name}² has the sign of {name}"),
            (of("mul", x, of("mul", x, x)), 1.9, f"{name}³ stands where {name}² belongs"),
            (of("product", x, x), 1.6, f"a product of matrices stands where each value of {name} is squared"),
        ):
            yield view.edit({n: expression}, cost, "factor", f"in {home}, {text}.")


def other_numbers(view: View) -> Iterator[Edit]:
    """Another constant."""
    for n in view.of_operation("constant"):
        value = view.values[n]
        if not isinstance(value, (int, float)):
            continue
        for user, position in view.graph.users[n]:
            for other in sorted({0.0, 1.0, 2.0, 0.5, -1.0, -float(value)} - {float(value)}):
                changes = {user: view.with_operand(user, position, constant(other))}
                yield view.edit(
                    changes, 1.8, "number", f"in {view.home(user)}, {other:g} stands where {value:g} belongs."
                )


def other_sizes(view: View) -> Iterator[Edit]:
    """The size of another axis, or of everything."""
    for n in view.of_operation("size"):
        x, axis = view.takes(n)[0], view.nodes[n].parameters[0][1]
        for other in range(len(view.shapes[x] or ())):
            if other != axis % len(view.shapes[x]):
                wrong = view.words.expressed(of("size", x, axis=other))
                yield view.edit(
                    {n: of("size", x, axis=other)},
                    1.2,
                    "number",
                    f"{wrong} stands where {view.name(n)} belongs, in {view.home(n)}.",
                )
