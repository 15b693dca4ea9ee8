"""Edits of a text that concern its arguments and its loops: their direction, their ends, what they hand on.

Each takes a Text and yields Replacements: for the identity of a node what stands there instead, with a sentence.
"""

import ast
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple


class Replacement(NamedTuple):
    """New nodes by the identity of those that they replace; a list of statements may replace one. order: for another
    order of the results, which of them stands in each place."""

    instead: dict[int, Any]
    cost: float
    kind: str
    sentence: str
    order: tuple[int, ...] = ()


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def statements(text: str) -> list[ast.stmt]:
    return ast.parse(text).body


def argument_changes(text) -> Iterator[Replacement]:
    """An argument as if it were 0, in reverse order, or only its first."""
    first = text.definition.body[0]
    for name in text.arrays:
        for code, cost, said in (
            (f"{name} = 0 * {name}", 1.2, f"your results are those for {name} = 0."),
            (f"{name} = {name}[::-1]", 1.3, f"{name} is gone through in reverse order."),
            (f"{name} = {name}[:1]", 1.5, f"only the first of {name} counts."),
            (f"{name} = {name}[1:]", 1.4, f"the first of {name} is left out."),
            (f"{name} = {name}[:-1]", 1.4, f"the last of {name} is left out."),
            (f"{name} = {name}[..., ::-1]", 1.9, f"the columns of {name} come in reverse order."),
            (
                f"{name} = np.ones_like({name}, dtype=float)",
                1.8,
                f"your results are those for {name} = 1, whatever {name} is.",
            ),
            (f"{name} = -{name}", 1.7, f"{name} has the wrong sign."),
            (f"{name} = {name}.T", 1.7, f"{name} is transposed, and should not be."),
            (f"{name} = {name} + 1", 1.8, f"something adds 1 to {name}."),
            (f"{name} = {name} - 1", 1.8, f"something takes 1 from {name}."),
            (f"{name} = {name} / 2", 1.9, f"{name} counts half."),
            (f"{name} = 2 * {name}", 1.9, f"{name} counts twice."),
            (f"{name} = {name} ** 2", 1.9, f"{name} is squared."),
        ):
            yield Replacement({id(first): [*statements(code), first]}, cost, "argument", said)


def exchanged(text) -> Iterator[Replacement]:
    """Two arguments that have changed places, or one for which 1 less it stands."""
    first = text.definition.body[0]
    for one, other in itertools.combinations(text.arrays, 2):
        code = statements(f"{one}, {other} = {other}, {one}")
        yield Replacement({id(first): [*code, first]}, 1.2, "exchanged", f"{one} and {other} have changed places.")
    for node in text.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in text.arrays:
            said = f"1 − {node.id} stands where {node.id} belongs{text.home(node)}."
            yield Replacement({id(node): parsed(f"(1 - {node.id})")}, 1.4, "one less", said)


def loops(text) -> Iterator[Replacement]:
    """A loop that goes the other way, begins too late, ends too early, or is gone through once."""
    for loop in [n for n in text.nodes if isinstance(n, ast.For)]:
        over = loop.iter
        plain = over.args[0] if isinstance(over, ast.Call) and ast.unparse(over.func) == "reversed" else over
        items = f"[*{ast.unparse(over)}]"
        said = text.said(plain) if text.is_public(plain) else "what it is given"
        for code, cost, sentence in (
            (f"{items}[::-1]", 1.1, f"your loop goes through {said} in the wrong direction."),
            (f"{items}[1:]", 1.2, "your loop leaves out its first round."),
            (f"{items}[:-1]", 1.2, "your loop leaves out its last round."),
            (f"{items}[:1]", 1.3, "your loop ends after its first round: is the `return` inside of it?"),
            (f"{items}[-1:]", 1.5, "only the last round of your loop counts."),
            (f"[{items}[0]] * len({items})", 1.6, "every round of your loop sees the first item, none the next."),
            (f"[{items}[-1]] * len({items})", 1.6, "every round of your loop sees the last item."),
            (f"{items} + {items}[-1:]", 1.5, "your loop has a round too many at its end."),
            (f"{items}[:1] + {items}", 1.5, "your loop has a round too many at its start."),
        ):
            yield Replacement({id(over): parsed(code)}, cost, "loop", sentence)


def carried(text) -> Iterator[Replacement]:
    """A value that a loop should hand on from round to round, and does not."""
    for loop in [n for n in text.nodes if isinstance(n, ast.For)]:
        for k, statement in enumerate(loop.body):
            names = assigned(statement)
            for name in [n for n in names if used_before(loop, n)]:
                fresh = f"{name}_now"
                own = renamed(statement, name, fresh, ast.Store)
                rest = [renamed(one, name, fresh, ast.Load) for one in loop.body[k + 1 :]]
                body = [*loop.body[:k], own, *rest]
                new = ast.For(loop.target, loop.iter, body, loop.orelse)
                said = f"{name} is not handed on: every round of your loop starts from the one before the loop."
                yield Replacement({id(loop): new}, 1.0, "state", said)
        for one, after in itertools.pairwise(loop.body):
            said = (
                "what a round of your loop notes, or uses, is what was there before it: two of its steps have changed "
                "places, so the first is what was given, and the last is missing."
            )
            yield Replacement({id(one): after, id(after): one}, 1.2, "order", said)


def assigned(statement: ast.stmt) -> list[str]:
    """The names that a statement assigns."""
    found = [n for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return [n.id for n in found]


def used_before(loop: ast.For, name: str) -> bool:
    """Whether a loop uses a name that it also assigns, other than as its own variable."""
    own = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    loads = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
    return name not in own and bool(loads)


def renamed(node: ast.stmt, name: str, fresh: str, context: type) -> ast.stmt:
    """A copy of a statement in which a name is another, where it is assigned or where it is used."""
    copy = ast.parse(ast.unparse(node)).body[0]
    for one in ast.walk(copy):
        if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, context):
            one.id = fresh
    return copy
