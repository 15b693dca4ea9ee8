"""A squash, or the slope of one, that is missing or another."""

from collections.abc import Iterator

from ..graph import Node, of
from ..view import Edit, View
from .values import ONE

INSTEAD = {
    "tanh": (
        ("sigmoid", "is squashed by a sigmoid; its squash is tanh"),
        ("same", "is not squashed: a tanh is missing"),
        ("relu", "is squashed by relu, not by tanh"),
    ),
    "sigmoid": (
        ("tanh", "is squashed by tanh; its squash is the sigmoid"),
        ("same", "is not squashed: a sigmoid is missing"),
        ("relu", "is squashed by relu, not by the sigmoid"),
        ("hard sigmoid", "is made of straight lines (a hard sigmoid), where the sigmoid belongs"),
        ("harder sigmoid", "is made of straight lines (a hard sigmoid), where the sigmoid belongs"),
        ("line", "is a straight line, 0.5 + a/4, where the sigmoid belongs"),
        ("softmax", "is squashed by a softmax, where the sigmoid belongs"),
        ("overflowing sigmoid", "is nan for large values: exp overflows in your sigmoid"),
        (
            "mirrored sigmoid",
            "is squashed by 1 / (1 + exp(a)): the sign in the exponent is wrong, it is 1 / (1 + exp(−a))",
        ),
    ),
    "softmax": (
        ("softmax over columns", "is a softmax down the columns; each row has its own"),
        ("softmax of all", "is a softmax over the whole array; each row has its own"),
        ("overflowing softmax", "is nan for large values: exp overflows in your softmax"),
        ("sigmoid", "is squashed by a sigmoid, where the softmax belongs"),
        ("same", "is not squashed: a softmax is missing"),
        ("exp", "is the exp of the scores alone: they must be divided by their sum"),
    ),
    "exp": (
        ("same", "is missing its exp"),
        ("exp2", "is a power of 2, where exp belongs"),
        ("log", "is a log, where exp belongs"),
    ),
    "log": (
        ("same", "is missing its log"),
        ("log2", "is a logarithm to base 2; wanted is the natural one"),
        ("log10", "is a logarithm to base 10; wanted is the natural one"),
        ("log1p", "is the log of 1 + a, where the log of a belongs"),
        ("exp", "is an exp, where a log belongs"),
    ),
    "log2": (
        ("log", "is the natural logarithm; wanted is the one to base 2, in bits"),
        ("log10", "is a logarithm to base 10; wanted is the one to base 2, in bits"),
        ("same", "is missing its logarithm"),
    ),
    "sqrt": (("same", "is missing its root"), ("square", "is squared, where its root belongs")),
    "abs": (("same", "may be negative: its absolute value is missing"),),
    "log_sigmoid": (
        ("sigmoid", "is the sigmoid itself, where its logarithm belongs"),
        ("log", "is the log of the sum, where the log of its sigmoid belongs"),
        ("same", "is the sum itself, where the log of its sigmoid belongs"),
        ("exp", "is an exp, where the log of the sigmoid belongs"),
    ),
    "pick": (("likeliest", "is always the likeliest; the draw has no say"),),
}
UNLIKELY_ALONE = ("mirrored sigmoid", "hard sigmoid", "harder sigmoid", "line")  # where there are several gates
LITTLE = (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-3)


def instead(view: View, n: int, operation: str) -> Node:
    """A node that does something else with the same."""
    return Node(operation, view.takes(n))


def other_squashes(view: View) -> Iterator[Edit]:
    """One squash, exp or log that is another, missing, or overflows."""
    for n in view.of_operation(*INSTEAD):
        subject = view.name(n) if view.words.is_public(n) else f"in {view.home(n)}, {view.name(n)}"
        for other, text in INSTEAD[view.operation(n)]:
            cost = 1.6 if other in UNLIKELY_ALONE else 1.1
            yield view.edit({n: instead(view, n, other)}, cost, "squash", f"{subject} {text}.")
        if view.operation(n) in ("log", "log2"):
            for eps in LITTLE:
                text = f"{subject} is the log of a little more, {eps:g}, than it should be."
                yield view.edit({n: of("log of a little more", view.takes(n)[0], eps=eps)}, 1.3, "squash", text)


def squash_groups(view: View) -> Iterator[Edit]:
    """The same wrong squash everywhere."""
    for operation, texts in (
        (
            "sigmoid",
            {
                "tanh": "your gates are squashed by tanh; a gate wants the sigmoid.",
                "same": "your gates are not squashed: the sigmoids are missing.",
                "hard sigmoid": "your sigmoid is made of straight lines (a hard sigmoid); it is 1 / (1 + exp(−a)).",
                "harder sigmoid": "your sigmoid is made of straight lines (a hard sigmoid); it is 1 / (1 + exp(−a)).",
                "line": "your sigmoid is a straight line, 0.5 + a/4, right near 0 only.",
                "softmax": "your gates pass a softmax, where each wants a sigmoid of its own.",
                "overflowing sigmoid": "your sigmoid is right for ordinary numbers, and overflows for large ones.",
                "mirrored sigmoid": "your sigmoid is 1 / (1 + exp(a)): the sign in the exponent is wrong.",
                "relu": "your gates are squashed by relu, where the sigmoid belongs.",
            },
        ),
        (
            "tanh",
            {
                "sigmoid": "you squash by a sigmoid wherever tanh belongs.",
                "same": "tanh is missing everywhere.",
                "relu": "relu stands wherever tanh belongs.",
            },
        ),
    ):
        found = view.of_operation(operation)
        for other, text in texts.items() if len(found) > 1 else ():
            yield view.edit({n: instead(view, n, other) for n in found}, 1.15, "squash", text)
    other = {"sigmoid": "tanh", "tanh": "sigmoid"}
    found = view.of_operation(*other)
    changes = {n: instead(view, n, other[view.operation(n)]) for n in found}
    if len({view.operation(n) for n in found}) == 2:
        text = "sigmoid and tanh have changed places: gates want the sigmoid, content wants tanh."
        yield view.edit(changes, 1.4, "squash", text)
        yield view.edit({n: changes[n] for n in found if view.words.is_public(n)}, 1.4, "squash", text)
    if len(found) > 1:
        yield view.edit(
            {n: instead(view, n, "same") for n in found}, 1.3, "squash", "nothing is squashed in your answer."
        )


SLOPES = {
    "sigmoid_slope": ("tanh_slope", "s (1 − s), the sigmoid's", "1 − t², that of tanh"),
    "tanh_slope": ("sigmoid_slope", "1 − t², that of tanh", "s (1 − s), the sigmoid's"),
}


def other_slopes(view: View) -> Iterator[Edit]:
    """One slope that is missing, another, or taken at another place."""
    for n in view.of_operation(*SLOPES):
        x, home, operation = view.takes(n)[0], view.home(n), view.operation(n)
        name, (other, right, wrong) = view.name(x), SLOPES[operation]
        squash = operation.partition("_")[0]
        for expression, cost, text in (
            (ONE, 1.0, f"the slope of {name} is missing in {home}."),
            (of(other, x), 1.1, f"in {home}, the slope at {name} is {right}; you took {wrong}."),
            (x, 1.4, f"in {home}, {name} itself stands where its slope belongs."),
            (of("sub", ONE, x), 1.5, f"in {home}, 1 − {name} stands where the slope of {name} belongs."),
            (of("sub", x, ONE), 1.8, f"in {home}, {name} − 1 stands where the slope of {name} belongs."),
            (of("neg", n), 1.5, f"in {home}, the slope of {name} has the wrong sign."),
            (of("mul", n, n), 1.6, f"in {home}, the slope of {name} is applied twice."),
            (of("square", x), 1.7, f"in {home}, the square of {name} stands where its slope belongs."),
            (
                of("mul", x, of("add", ONE, x)),
                1.6,
                f"in {home}, s (1 + s) stands where s (1 − s) belongs, for s = {name}.",
            ),
            (
                of("add", ONE, of("square", x)),
                1.6,
                f"in {home}, 1 + t² stands where the slope belongs, for t = {name}.",
            ),
            (
                of(operation, of(squash, x)),
                1.3,
                f"in {home}, {name} is squashed a second time before its slope is taken.",
            ),
        ):
            yield view.edit({n: expression}, cost, "slope", text)
        if view.operation(x) == squash:
            inner = view.takes(x)[0]
            text = (
                f"in {home}, the slope is taken at what went into {name}; it is written in the output, {name} itself."
            )
            yield view.edit({n: of(operation, inner)}, 1.0, "slope", text)
        for place in view.alternatives(x, place=n):
            yield view.edit(
                {n: of(operation, place)},
                1.5,
                "slope",
                f"in {home}, the slope is taken at {view.name(place)}; it belongs at {name}.",
            )


def early_slopes(view: View) -> Iterator[Edit]:
    """The slope of a squash in a gradient that ends before it: dg times 1 − g²."""
    for n in view.named if not view.is_long else ():
        name = view.graph.names[n]
        value = view.argument(name[1:]) if view.words.is_gradient(name) and not view.is_leaf(n) else None
        if value is not None and view.same_shape(value, n):
            for slope in SLOPES:
                text = (
                    f"{view.name(n)} is multiplied by the slope of {view.name(value)}, which comes only a step later."
                )
                yield view.edit({n: of("mul", n, of(slope, value))}, 1.3, "slope", text)


def slope_groups(view: View) -> Iterator[Edit]:
    """The same with all slopes."""
    every = view.of_operation(*SLOPES)
    if len(every) > 1:
        yield view.edit(dict.fromkeys(every, ONE), 1.1, "slope", "all slopes are missing.")
    before = {
        n: of(view.operation(n), view.takes(view.takes(n)[0])[0])
        for n in every
        if view.operation(view.takes(n)[0]) in ("tanh", "sigmoid")
    }
    if len(before) > 1:
        yield view.edit(
            before, 1.1, "slope", "your slopes are taken at what went into the squash; they are written in its output."
        )
    for operation, (other, _, _) in SLOPES.items():
        found = view.of_operation(operation)
        squash, wrong = operation.partition("_")[0], other.partition("_")[0]
        if len(found) > 1:
            yield view.edit(dict.fromkeys(found, ONE), 1.1, "slope", f"the slopes of the {squash}s are all missing.")
            text = f"you took the slope of {wrong} wherever that of {squash} belongs."
            yield view.edit({n: instead(view, n, other) for n in found}, 1.2, "slope", text)
            itself = {n: view.takes(n)[0] for n in found}
            yield view.edit(itself, 1.5, "slope", f"the outputs of the {squash}s stand where their slopes belong.")
            twice = {n: of("sub", ONE, view.takes(n)[0]) for n in found}
            yield view.edit(
                twice,
                1.5,
                "slope",
                f"1 − s stands for the slopes of the {squash}s, without the factor s."
                if squash == "sigmoid"
                else "1 − t stands for the slopes of tanh, where 1 − t² belongs.",
            )
