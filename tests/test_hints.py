"""What hints, sentences and docstrings say in code is what the reference does, and their blocks come in its order."""

import ast
import builtins
import inspect
import re

import numpy as np
import pytest

from lecturelib import reference
from lecturelib.exercises import EXERCISES

# How a piece of code may stand in a sentence: whole, a loop's head, arguments, the rest of a term, an operator.
FORMS = ("{}", "{} pass", "dict({})", "... {}", "... {} ...")
SHAPES = set("TBDHK")
ASIDE = {  # code in hints that is not the reference's, and why
    "an example to try": {
        "one_hot": {"np.eye(3)[np.array([2, 0])]"},
        "sigmoid_slope": {"0.9 * 0.1"},
        "tanh_slope": {"1 - 0.25"},
        "softmax": {"np.exp(1000)"},
        "full_peephole_step": {"p_i * c"},
    },
    "a way that the hint leads away from": {"sigmoid": {"np.exp(-a)"}},
    "another exercise, to begin from": {
        "no_forget_step": {"lstm_step"},
        "coupled_step_backward": {"lstm_step_backward"},
        "gru_after_step": {"gru_step"},
        "min_gru_step": {"gru_step"},
        "slstm_step": {"lstm_step"},
    },
    "a shape": {"rnn_step": {"W (D, H)"}},
    "the same, more simply": {
        "unroll": {"state = step(x, state, *weights)"},
        "cross_entropy": {"y = one_hot(targets, K)"},
        "rnn_step_backward": {"da = dh * tanh_slope(rnn_step(x, h, W, U, b))"},
        "bptt": {
            "states = [state]",
            "step(xs[t], states[t], *weights)",
            "dxs[t], dh, *grads = step_backward(dh + dhs[t], xs[t], states[t], *weights)",
        },
        "gru_from_torch": {"W, U = weight_ih.T, weight_hh.T"},
        "split_impurity": {"x > threshold"},
        "block_bootstrap": {"values[start : start + length]"},
        "permutation_importance": {"loss(dealt, y) - loss(x, y)"},
    },
}
NEW_NAMES = {  # in what stands aside
    "bptt": {"dh"},
    "gru_from_torch": {"W", "U"},
    "full_peephole_step": {"p_i"},
    "block_bootstrap": {"start"},
}
OTHER_ORDERS = {("lstm_step", "i o f g"), ("gru_step", "z r n"), ("gru_from_torch", "z r n")}  # told as mistakes


def texts(name):
    """All hints and sentences of an exercise."""
    return *EXERCISES[name].hints, *(mistake.sentence for mistake in EXERCISES[name].mistakes.values())


def pieces(name):
    """What stands in backticks there."""
    return [piece for text in texts(name) for piece in re.findall(r"`([^`]*)`", text)]


def parsed(piece):
    """A piece of code as a tree, and the form it stands in; None twice where it is no Python."""
    for form in FORMS:
        try:
            return ast.parse(form.format(piece.replace("…", "..."))), form
        except SyntaxError:
            continue
    return None, None


def reference_of(name):
    """The reference of an exercise as a tree, without its docstring."""
    tree = ast.parse(inspect.getsource(getattr(reference, name)))
    del tree.body[0].body[0]
    return tree


def names_in(tree):
    """All names that are read or written, and the arguments of functions."""
    nodes = list(ast.walk(tree))
    return {n.id for n in nodes if isinstance(n, ast.Name)} | {n.arg for n in nodes if isinstance(n, ast.arg)}


def one_by_one(assignment):
    """`a, b = c, d` as `a = c` and `b = d`; any other assignment as it is."""
    sides = assignment.targets[0], assignment.value
    if all(isinstance(side, ast.Tuple) for side in sides):
        sides = zip(*(map(ast.unparse, side.elts) for side in sides), strict=True)
        return {f"{target} = {value}" for target, value in sides}
    return {ast.unparse(assignment)}


def code_in(tree):
    """Every expression and every assignment of a tree, spelt as ast spells it."""
    nodes = list(ast.walk(tree))
    assignments = [one_by_one(node) for node in nodes if isinstance(node, ast.Assign)]
    return {ast.unparse(node) for node in nodes if isinstance(node, ast.expr)}.union(*assignments)


def stands_in(piece, body):
    """Whether a piece of code is part of a body: an expression or an assignment as a whole, … for anything."""
    tree, form = parsed(piece)
    if form != "{}":
        return piece in ast.unparse(body)
    statement, code = tree.body[0], code_in(body)
    said = one_by_one(statement) if isinstance(statement, ast.Assign) else {ast.unparse(statement)}
    patterns = [re.compile(re.escape(each).replace(r"\.\.\.", ".+")) for each in said]
    return all(any(pattern.fullmatch(each) for each in code) for pattern in patterns)


@pytest.mark.parametrize("name", EXERCISES)
def test_code_is_python_and_its_names_are_known(name):
    known = names_in(reference_of(name)) | set(reference.__all__) | set(dir(builtins)) | SHAPES
    for piece in pieces(name):
        tree, _ = parsed(piece)
        assert tree, piece
        unknown = names_in(tree) - known - {"np"}
        assert unknown <= NEW_NAMES.get(name, set()), piece
        assert [n.attr for n in ast.walk(tree) if is_of_numpy(n) and not hasattr(np, n.attr)] == [], piece


def is_of_numpy(node):
    """Whether it is `np.something`."""
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "np"


@pytest.mark.parametrize("name", EXERCISES)
def test_code_is_the_references_or_stands_aside(name):
    body, aside = reference_of(name), set().union(*(those.get(name, set()) for those in ASIDE.values()))
    assert {piece for piece in pieces(name) if not stands_in(piece, body)} == aside


def orders(name):
    """The orders in which a reference takes blocks apart: (i f g o) for `a_i, a_f, a_g, a_o = …`."""
    lines = re.findall(r"^ +((?:\w+_[a-z], )+\w+_[a-z]) = ", inspect.getsource(getattr(reference, name)), re.M)
    return {" ".join(re.findall(r"_([a-z])\b", line)) for line in lines}


@pytest.mark.parametrize("name", [name for name in reference.__all__ if orders(name)])
def test_blocks_come_in_the_order_that_the_reference_takes_them_apart_in(name):
    said = [inspect.getdoc(getattr(reference, name)), *(texts(name) if name in EXERCISES else ())]
    letters = "".join(sorted({letter for order in orders(name) for letter in order.split()}))
    found = {run for text in said for run in re.findall(rf"\b[{letters}](?: [{letters}]\b)+", text)}
    assert found - {order for other, order in OTHER_ORDERS if other == name} <= orders(name)
    assert found or name.endswith("_backward")
