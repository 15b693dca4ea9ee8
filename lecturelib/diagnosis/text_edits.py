"""Families of edits of a text: what is assigned, names, operators, calls, what is returned; and those of its loops.

Each takes a Text and yields Replacements: for the identity of a node what stands there instead, with a sentence.
"""

import ast
import itertools
from collections.abc import Iterator

from .text_loops import Replacement, argument_changes, carried, exchanged, loops, parsed


def assigned_values(text) -> Iterator[Replacement]:
    """What is assigned, squashed where it should not be, rounded, or a constant."""
    for statement in text.nodes:
        if not isinstance(statement, ast.Assign) or not text.is_public(statement.targets[0]):
            continue
        value, home = statement.value, text.home(statement.value)
        for code, cost, said in (
            ("np.tanh({})", 1.4, f"something is squashed by tanh{home} that is not."),
            ("np.round({})", 1.4, f"something is rounded{home} that is not."),
            ("0 * {}", 1.4, f"0 stands{home} where something is computed."),
            ("np.mean({}) + 0 * {}", 1.5, f"a mean stands{home} where each has its own."),
        ):
            new = parsed(code.replace("{}", f"({ast.unparse(value)})"))
            yield Replacement({id(value): new}, cost, "assigned", said)
    for call in text.nodes:
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".append"):
            item = call.args[0]
            for code, said in (("np.round({})", "rounded"), ("np.tanh({})", "squashed by tanh")):
                new = parsed(code.format(ast.unparse(item)))
                yield Replacement(
                    {id(item): new},
                    1.4,
                    "assigned",
                    f"what each round of your loop notes is {said}, and should not be.",
                )


def left_out(text) -> Iterator[Replacement]:
    """A statement that is missing."""
    for statement in text.nodes:
        if isinstance(statement, (ast.Assign, ast.AugAssign, ast.Expr)) and text.is_public(statement):
            said = f"{text.said(statement)} is missing, or has no effect."
            yield Replacement({id(statement): ast.Pass()}, 1.4, "missing", said)


def names(text) -> Iterator[Replacement]:
    """Another name where a value is used."""
    for node in text.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in text.locals:
            for other in text.locals:
                new = ast.Name(other, ast.Load())
                if other != node.id and text.is_public(node) and text.is_public(new):
                    yield Replacement({id(node): new}, 1.5, "other", instead_said(text, node, new))


def instead_said(text, node: ast.AST, new: ast.AST) -> str:
    """The sentence for one expression in place of another."""
    return f"{text.said(new)} stands where {text.said(node)} belongs{text.home(node)}."


def operators(text) -> Iterator[Replacement]:
    """Operators and comparisons that are others, or lack an operand."""
    for node in text.nodes:
        if isinstance(node, ast.BinOp):
            new = [(node.left, 1.1), (node.right, 1.2), (ast.BinOp(node.right, node.op, node.left), 1.3)]
            new += [(ast.BinOp(node.left, op(), node.right), 1.5) for op in (ast.Add, ast.Sub, ast.Mult, ast.Div)]
            if isinstance(node.op, ast.Div):
                new += [(parsed(f"1 / ({ast.unparse(node.right)})"), 1.2), (parsed("0.5"), 1.3), (parsed("1.0"), 1.3)]
            if isinstance(node.op, ast.Pow):
                new += [(parsed(f"np.abs({ast.unparse(node.left)})"), 1.2)]
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = node.left, node.comparators[0]
            new = [(ast.Compare(left, [op()], [right]), 1.1) for op in (ast.Lt, ast.LtE, ast.Gt, ast.GtE)]
            new += [(ast.Compare(left, node.ops, [ast.Constant(c)]), 1.4) for c in (0.0, 1.0)]
        elif isinstance(node, ast.IfExp):
            yield from branches(text, node)
            continue
        else:
            continue
        for expression, cost in new:
            if ast.dump(expression) != ast.dump(node) and text.is_public(node):
                yield Replacement({id(node): expression}, cost, "operator", instead_said(text, node, expression))


def branches(text, node: ast.IfExp) -> Iterator[Replacement]:
    """One side of a condition always, or the two changed over."""
    test, body, other = text.said(node.test), text.said(node.body), text.said(node.orelse)
    yield Replacement({id(node): node.body}, 1.0, "branch", f"what belongs only where {test} is done always.")
    yield Replacement({id(node): node.orelse}, 1.0, "branch", f"nothing is done where {test}: there {body} belongs.")
    turned = ast.IfExp(node.test, node.orelse, node.body)
    yield Replacement(
        {id(node): turned}, 1.1, "branch", f"{body} and {other} have changed places, in the choice by {test}."
    )


ALIKE = {
    "np.sum": ("np.mean", "np.max", "np.prod"),
    "np.mean": ("np.sum", "np.median", "np.max"),
    "np.argmax": ("np.argmin", "np.max"),
    "np.zeros_like": ("np.ones_like",),
    "np.zeros": ("np.ones",),
    "sum": ("max", "min", "np.mean"),
    "softmax": ("np.exp", "np.tanh", "sigmoid"),
    "rnn_step": ("dinner_step",),
    "np.sqrt": ("np.square", "np.abs"),
    "pick": ("lambda p, draw: np.argmax(p, axis=-1)",),
}


def calls(text) -> Iterator[Replacement]:
    """A function that is another, or missing, or has its arguments in another order; another axis."""
    for node in [n for n in text.nodes if isinstance(n, ast.Call)]:
        function = ast.unparse(node.func)
        for other in ALIKE.get(function, ()):
            new = ast.Call(parsed(f"({other})"), node.args, node.keywords)
            said = f"{text.said(other.split(' ')[0])} stands where {text.said(function)} belongs{text.home(node)}."
            yield Replacement({id(node): new}, 1.2, "call", said)
        if node.args and not isinstance(node.args[0], (ast.Starred, ast.GeneratorExp)):
            said = f"{text.said(function)} is missing{text.home(node)}."
            yield Replacement({id(node): node.args[0]}, 1.4, "call", said)
        for i, j in itertools.combinations(range(len(node.args)), 2):
            order = list(node.args)
            order[i], order[j] = order[j], order[i]
            said = f"the arguments of {text.said(function)} come in the wrong order{text.home(node)}."
            yield Replacement({id(node): ast.Call(node.func, order, node.keywords)}, 1.4, "call", said)
        for keyword in [k for k in node.keywords if k.arg == "axis"]:
            for axis in (0, 1, None):
                said = f"{text.said(function)} goes along the wrong axis{text.home(node)}."
                yield Replacement({id(keyword.value): ast.Constant(axis)}, 1.3, "axis", said)


def numbers(text) -> Iterator[Replacement]:
    """Another number, another index, another slice."""
    for node in text.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
            for value in sorted({0, 1, 2, -1, node.value + 1, node.value - 1} - {node.value}):
                said = f"{value} stands where {node.value} belongs{text.home(node)}."
                yield Replacement({id(node): parsed(str(value))}, 1.6, "number", said)
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Load)
            and isinstance(node.slice, (ast.Name, ast.UnaryOp))
        ):
            for shift in (" - 1", " + 1"):
                index = parsed(f"({ast.unparse(node.slice)}){shift}")
                said = (
                    f"the index in {text.said(node)} is off by one."
                    if text.is_public(node)
                    else "an index is off by one."
                )
                yield Replacement({id(node.slice): index}, 1.3, "number", said)


def returned(text) -> Iterator[Replacement]:
    """Another order of the results, another value, only the first or the last of what was collected."""
    for node in [n for n in text.nodes if isinstance(n, ast.Return)]:
        if isinstance(node.value, ast.Tuple):
            yield from returned_tuple(text, node.value)
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        for k, part in enumerate(parts):
            name = text.returns[k] if k < len(text.returns) else "the result"
            for code, said in (
                ("({})[-1]", "only the last of what was wanted"),
                ("({})[0]", "only the first of what was wanted"),
                ("({})[::-1]", "what was wanted in reverse order"),
                ("({}).T", "what was wanted, transposed"),
                ("-({})", "the right one with its sign turned"),
                ("2 * ({})", "twice the right one"),
                ("({}) / 2", "half the right one"),
                ("0 * ({})", "always 0"),
                ("1 - ({})", "1 less the right one"),
                ("np.sqrt({})", "the root of the right one"),
                ("({}) ** 2", "the square of the right one"),
                ("np.mean({}, axis=0)", "the mean of what was wanted, over the first axis"),
                ("np.sum({}, axis=0)", "the sum of what was wanted, over the first axis"),
                ("np.cumsum({}, axis=0)", "what was wanted, added up along the way"),
            ):
                if not isinstance(part, ast.Starred):
                    new = parsed(code.format(ast.unparse(part)))
                    yield Replacement({id(part): new}, 1.5, "returned", f"what you return as {name} is {said}.")


def returned_tuple(text, value: ast.Tuple) -> Iterator[Replacement]:
    """The results in another order."""
    places = range(len(value.elts))
    for order in itertools.permutations(places) if len(places) < 5 else ():
        if order != tuple(places):
            new = ast.Tuple([value.elts[k] for k in order], ast.Load())
            wanted = f"; wanted is {', '.join(text.returns)}" if text.returns else ""
            yield Replacement({id(value): new}, 1.0, "order", f"the results come back in another order{wanted}.", order)


FAMILIES = (
    argument_changes,
    exchanged,
    loops,
    carried,
    operators,
    assigned_values,
    left_out,
    names,
    calls,
    numbers,
    returned,
)
