"""Two ways to a gradient that know nothing of how it was computed, and the error of one beside another."""

import numpy as np


def complex_step(function, arguments, upstream, step=1e-30):
    """The gradient of Σ upstream · function(*arguments) for every float argument; others get None.

    function returns an array or a tuple of arrays that upstream matches. Exact to rounding: nothing is subtracted.
    """
    grads = []
    for position, argument in enumerate(arguments):
        if not (isinstance(argument, np.ndarray) and argument.dtype.kind == "f"):
            grads.append(None)
            continue
        grad = np.empty_like(argument)
        for index in np.ndindex(argument.shape):
            bumped = argument.astype(complex)
            bumped[index] += 1j * step
            changed = function(*arguments[:position], bumped, *arguments[position + 1 :])
            grad[index] = dot(upstream, changed).imag / step
        grads.append(grad)
    return grads


def central_differences(function, argument, upstream, step=1e-5):
    """The same for one argument, by going a little to both sides. Good to about 1e-9."""
    grad = np.empty_like(argument)
    for index in np.ndindex(argument.shape):
        sides = []
        for sign in (1, -1):
            bumped = argument.copy()
            bumped[index] += sign * step
            sides.append(dot(upstream, function(bumped)))
        grad[index] = (sides[0] - sides[1]) / (2 * step)
    return grad


def dot(upstream, value):
    """Σ upstream · value over one array or a tuple of them."""
    if isinstance(value, tuple):
        return sum(dot(u, v) for u, v in zip(upstream, value, strict=True))
    return np.sum(np.asarray(upstream) * value)


def error(got, want):
    """The largest difference, relative to the largest wanted value."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape, f"shape {got.shape} where {want.shape} was wanted"
    return np.max(np.abs(got - want)) / max(np.max(np.abs(want)), 1e-300)
