"""A bracket that closes too early or too late, and a term or a factor that stands elsewhere."""

from collections.abc import Iterator

from ..graph import constant, of
from ..view import Edit, View


def brackets(view: View) -> Iterator[Edit]:
    """p q + r read as p (q + r), and the reverse; a term outside of its squash."""
    for n in view.of_operation("add", "sub"):
        yield from factor_takes_all(view, n)
        yield from square_takes_all(view, n)
    for n in view.of_operation("mul"):
        for position, x in enumerate(view.takes(n)):
            if view.operation(x) in ("add", "sub"):
                yield from factor_takes_one(view, n, x, view.takes(n)[1 - position])
        yield from squash_takes_all(view, n)
    for n in view.of_operation("tanh", "sigmoid"):
        yield from outside_of_squash(view, n)
    for n in view.of_operation("sub"):
        one, squashed = view.takes(n)
        if view.operation(one) == "constant" and view.operation(squashed) in ("tanh", "sigmoid"):
            inner = of(view.operation(squashed), of("sub", one, view.takes(squashed)[0]))
            yield view.edit(
                {n: inner},
                1.4,
                "bracket",
                f"in {view.home(n)}, you subtract from {view.name(one)} before the squash, not after it.",
            )


def factor_takes_all(view: View, n: int) -> Iterator[Edit]:
    """(p q) + r as p (q + r)."""
    for position, x in enumerate(view.takes(n)):
        rest = view.takes(n)[1 - position]
        if view.operation(x) in ("mul", "product"):
            for k in (0, 1):
                factor, other = view.takes(x)[k], view.takes(x)[1 - k]
                pair = (of("add", other, rest), factor) if k else (factor, of("add", other, rest))
                inner = of(view.operation(x), *pair)
                too = f"{view.name(factor)} multiplies {view.name(rest)} too"
                text = f"in {view.home(n)}, {too}: it belongs to {view.name(other)} alone."
                yield view.edit({n: inner}, 1.6, "bracket", text)


def square_takes_all(view: View, n: int) -> Iterator[Edit]:
    """a − b² as (a − b)²."""
    for position, x in enumerate(view.takes(n)):
        if view.operation(x) == "pow":
            inner = view.takes(x)[0]
            changed = view.with_operand(n, position, inner)
            whole = view.words.expressed(view.with_operand(n, position, inner))
            text = f"in {view.home(n)}, the whole of {whole} is squared; only {view.name(inner)} is."
            yield view.edit({n: of("pow", changed, constant(2))}, 1.5, "bracket", text)


def factor_takes_one(view: View, n: int, total: int, factor: int) -> Iterator[Edit]:
    """p (q + r) as p q + r."""
    left, right = view.takes(total)
    operation = view.operation(total)
    for changed, reached, missed in (
        (of(operation, of("mul", left, factor), right), left, right),
        (of(operation, left, of("mul", right, factor)), right, left),
    ):
        text = (
            f"in {view.home(n)}, {view.name(factor)} multiplies only {view.name(reached)}, and not {view.name(missed)}."
        )
        yield view.edit({n: changed}, 1.5, "bracket", text)


def squash_takes_all(view: View, n: int) -> Iterator[Edit]:
    """p squash(q) as squash(p q)."""
    for position, x in enumerate(view.takes(n)):
        squash, factor = view.operation(x), view.takes(n)[1 - position]
        if squash in ("tanh", "sigmoid"):
            changed = of(squash, of("mul", factor, view.takes(x)[0]))
            text = (
                f"in {view.home(n)}, the {squash} goes around the whole product; {view.name(factor)} multiplies what "
                "is squashed already."
            )
            yield view.edit({n: changed}, 1.3, "bracket", text)


def outside_of_squash(view: View, n: int) -> Iterator[Edit]:
    """squash(p + q) as squash(p) + q, for every term of the sum."""
    from .operators import summed, terms_of

    total, squash = view.takes(n)[0], view.operation(n)
    if view.operation(total) != "add":
        return
    terms = terms_of(view, total)
    for term in terms:
        rest = summed([one for one in terms if one != term])
        text = f"{view.name(term)} stands outside the {squash} of {view.home(n)}; it belongs inside."
        yield view.edit({n: of("add", of(squash, rest), term)}, 1.5, "bracket", text)
        both = of("add", of(squash, rest), of(squash, term))
        yield view.edit(
            {n: both},
            1.6,
            "bracket",
            f"in {view.home(n)}, {view.name(term)} is squashed by itself; one {squash} goes around the sum.",
        )


def moved_factors(view: View) -> Iterator[Edit]:
    """A factor before a product with a weight where it belongs behind it, and the reverse."""
    for n in view.of_operation("product"):
        left, weight = view.takes(n)
        if view.operation(left) == "mul":
            for k in (0, 1):
                factor, other = view.takes(left)[k], view.takes(left)[1 - k]
                after = f"{view.name(factor)} comes after the product with {view.name(weight)}"
                text = f"in {view.home(n)}, {after}; it belongs before it."
                yield view.edit({n: of("mul", factor, of("product", other, weight))}, 1.4, "bracket", text)
    for n in view.of_operation("mul"):
        for position, total in enumerate(view.takes(n)):
            yield from factor_before_product(view, n, total, view.takes(n)[1 - position])


def factor_before_product(view: View, n: int, total: int, factor: int) -> Iterator[Edit]:
    """r (h U + b) as (r h) U + b, or as (r h) U + r b."""
    terms = view.takes(total) if view.operation(total) == "add" else (total,)
    for k, term in enumerate(terms):
        if view.operation(term) != "product" or not view.same_shape(view.takes(term)[0], factor):
            continue
        state, weight = view.takes(term)
        moved = of("product", of("mul", factor, state), weight)
        before = f"{view.name(factor)} multiplies {view.name(state)} before the product with {view.name(weight)}"
        text = f"in {view.home(n)}, {before}; it belongs after it."
        if len(terms) == 1:
            yield view.edit({n: moved}, 1.3, "bracket", text)
        else:
            rest = terms[1 - k]
            yield view.edit({n: of("add", moved, rest)}, 1.3, "bracket", text)
            yield view.edit({n: of("add", moved, of("mul", factor, rest))}, 1.4, "bracket", text)


def moved_terms(view: View) -> Iterator[Edit]:
    """A term that is added in another sum than its own."""
    sums = [n for n in view.named if view.operation(n) in ("add", "mul", "sub", "product") or view.is_leaf(n)]
    for n in view.of_operation("add"):
        for position, kept in enumerate(view.takes(n)):
            term = view.takes(n)[1 - position]
            if view.shapes[term] is None:
                continue
            for other in sums:
                near = view.shapes[other] == view.shapes[term] or (
                    view.is_matrix(other) and (view.shapes[other] or (0,))[-1:] == view.shapes[term]
                )
                if other not in (n, term) and near and view.before(other, n) and view.before(term, other):
                    text = f"{view.name(term)} is added in {view.name(other)}; it belongs in {view.home(n)}."
                    changes = {n: kept, other: of("add", other, term)}
                    yield view.edit(changes, 1.9, "moved", text)
