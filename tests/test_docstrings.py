"""What the reference's docstrings say about shapes, read from them and held against a call."""

import inspect
import re

import numpy as np
import pytest

from lecturelib import reference

SIZES = {"T": 4, "B": 3, "D": 5, "H": 2, "K": 6, "M": 7, "N": 8, "E": 9}
DIMS = r"\(((?:\d?[TBDEHKMN]|\d)(?:, \d?[TBDEHKMN])*),?\)"
SHAPE = re.compile(rf"(?<!-)\b(\w+(?:, \w+)*) {DIMS}")
FUNCTIONS = {name: f for name, f in inspect.getmembers(reference, inspect.isfunction) if SHAPE.search(f.__doc__)}
ENCODER, DECODER = ((np.ones((seen, 2)), np.ones((2, 2)), np.ones(2)) for seen in (SIZES["D"], SIZES["K"]))
NOT_ARRAYS = {
    "step": reference.rnn_step,
    "step_backward": reference.rnn_step_backward,
    "fit": lambda x, y: lambda x_new: np.full(len(x_new), y.mean()),
    "loss": lambda x, y: np.mean((x.sum(axis=1) - y) ** 2),
    "threshold": 0.0,
    "days": 7,
    "length": 2,
    "temperature": 2.0,
    "encoder": ENCODER,
    "decoder": DECODER,
    "count": SIZES["N"],
}


def sizes_of(dims):
    """(3, 8) for ``B, 4H``."""
    return tuple(int(d.rstrip("TBDEHKMN") or 1) * SIZES.get(d[-1], 1) for d in dims.split(", "))


def shapes(text):
    """{"x": (3, 5), …} for every ``x (B, D)`` and ``x, y (B, D)`` in a text."""
    return {name: sizes_of(dims) for names, dims in SHAPE.findall(text) for name in names.split(", ")}


def promised(function):
    """The shapes of a docstring in two: of the arguments, and of what is returned."""
    given, returned = function.__doc__.split("Returns", 1)
    return shapes(given + returned), returned


def make(rng, name, shape, function):
    if name in ("token", "tokens", "targets"):
        return rng.integers(SIZES["D"] if function is reference.generate else SIZES["K"], size=shape)
    if name in ("draws", "draw", "p"):
        return rng.random(shape)
    if name in ("rows", "starts", "orders"):
        return rng.integers(SIZES["N"] - 1, size=shape)
    return rng.normal(size=shape)


def arguments_of(function, rng):
    known, _ = promised(function)
    if "weights" in inspect.signature(function).parameters:
        known |= {"state": shapes("h (B, H)")["h"]}
        if function is reference.bptt:
            known |= {"dhs": shapes("h (T, B, H)")["h"]}
    arguments = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name in NOT_ARRAYS:
            arguments.append(NOT_ARRAYS[name])
        elif parameter.kind is parameter.VAR_POSITIONAL:
            arguments += [rng.normal(size=s) for s in shapes("W (D, H), U (H, H), b (H)").values()]
        else:
            arguments.append(make(rng, name, known.get(name, (SIZES["B"], SIZES["K"])), function))
    return arguments


def named(function, arguments):
    """The arguments with their names; those of a ``*weights`` share one."""
    *names, last = inspect.signature(function).parameters
    return [*zip(names, arguments, strict=False), *((last, a) for a in arguments[len(names) :])]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_has_its_shape_in_the_docstring(name):
    function = FUNCTIONS[name]
    documented = set(shapes(function.__doc__)) | set(NOT_ARRAYS) | {"weights", "state", "a", "p"}
    assert set(inspect.signature(function).parameters) <= documented


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_call_returns_the_documented_shapes(name):
    function = FUNCTIONS[name]
    arguments = arguments_of(function, np.random.default_rng(0))
    results = function(*arguments)
    results = results if isinstance(results, tuple) else (results,)
    sizes = [np.shape(result) for result in results]
    returned = promised(function)[1]
    if "each of the shape of its partner" in returned or function is reference.bptt:
        partners = [a for name, a in named(function, arguments) if not (callable(a) or re.fullmatch("d[a-z]s?", name))]
        assert sizes == [a.shape for a in partners]
    elif "the same shape" in returned.lower():
        assert sizes == [arguments[0].shape]
    elif "number" in returned and not re.search(DIMS, returned):
        assert sizes == [()]
    else:
        wanted = [sizes_of(dims) for dims in re.findall(DIMS, returned)]
        arrays = [size for size in sizes if size]
        assert wanted and arrays[: len(wanted)] == wanted
