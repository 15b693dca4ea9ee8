"""What the engine refuses before it computes anything: a ValueError that names the argument, the given, the wanted."""

import numpy as np

from ..reference import as_tuple


def check_forward(cell, params, x, state):
    """Refuse what cell.forward cannot run; return the dtype to compute in."""
    D, H = _check_params(cell, params)
    _check_shape("x", x, ("T", "B", D))
    if not x.size:
        raise ValueError(f"x: shape {x.shape} given, at least one step and one row wanted")
    dtype = _common_dtype({**params, "x": x, **_named_states(cell, "state", state, (x.shape[1], H))})
    if not np.isfinite(x).all():
        raise ValueError("x: NaN or infinity given, finite numbers wanted")
    return dtype


def check_lengths(lengths, x):
    """Refuse lengths that are not those of the rows of x (T, B, D)."""
    _check_shape("x", x, ("T", "B", "D"))
    T, B, _ = x.shape
    if lengths.dtype.kind not in "iu" or lengths.shape != (B,):
        given = f"{lengths.dtype} of shape {lengths.shape} given"
        raise ValueError(f"lengths: {given}, integers ({B},) wanted, one for each row of x")
    for row, length in enumerate(lengths):
        given = f"{length} given for row {row}"
        if length < 1:
            raise ValueError(f"lengths: {given}, at least 1 wanted; leave out a row that is only padding")
        if length > T:
            raise ValueError(f"lengths: {given}, at most {T} wanted, the steps of x")


def check_backward(cell, params, tape, dh, dstate):
    """Refuse what cell.backward cannot run."""
    D, H = _check_params(cell, params)
    made_by = getattr(getattr(tape, "cell", None), "name", type(tape).__name__)
    if made_by != cell.name:
        raise ValueError(f"tape: one of {made_by} given, one that {cell.name}.forward returned wanted")
    if (D, H) != (tape.D, tape.H):
        raise ValueError(f"params: D = {D}, H = {H} given, D = {tape.D}, H = {tape.H} of the tape wanted")
    _check_shape("dh", dh, (tape.T, tape.B, tape.H))
    dtype = _common_dtype({"tape": tape.V, "dh": dh, **_named_states(cell, "dstate", dstate, (tape.B, tape.H))})
    if dtype != tape.dtype:
        raise ValueError(f"dh, dstate: {dtype} given, {tape.dtype} wanted as in forward")


def _check_params(cell, params):
    """The sizes D and H that params were made for."""
    names = cell.shapes(1, 1).keys()
    if params.keys() != names:
        raise ValueError(f"params: {', '.join(params)} given, {', '.join(names)} wanted, the parameters of {cell.name}")
    _check_shape("W", params["W"], ("D", "G*H"))
    D, H = len(params["W"]), cell.hidden(params)
    for name, shape in cell.shapes(D, H).items():
        _check_shape(name, params[name], shape)
    return D, H


def _named_states(cell, argument, state, shape):
    """The arrays of a state by name, their number and shapes checked; none if state is None."""
    if state is None:
        return {}
    parts = as_tuple(state)
    if len(parts) != len(cell.states):
        wanted = ", ".join(cell.states)
        raise ValueError(f"{argument}: {len(parts)} arrays given, {len(cell.states)} wanted for {cell.name}: {wanted}")
    named = {f"{argument} {name}": part for name, part in zip(cell.states, parts, strict=True)}
    for name, part in named.items():
        _check_shape(name, part, shape)
    return named


def _check_shape(name, array, wanted):
    """Refuse what is no array of the wanted shape, in which a letter stands for any size."""
    if not isinstance(array, np.ndarray):
        raise ValueError(f"{name}: {type(array).__name__} given, a numpy array wanted")
    fits = len(array.shape) == len(wanted) and all(
        isinstance(want, str) or have == want for have, want in zip(array.shape, wanted, strict=True)
    )
    if not fits:
        wanted = ", ".join(map(str, wanted)) + "," * (len(wanted) == 1)
        raise ValueError(f"{name}: shape {array.shape} given, ({wanted}) wanted")


def _common_dtype(arrays):
    """The dtype that holds all arrays; refuse integers, and single precision mixed with double."""
    for name, array in arrays.items():
        if array.dtype.kind not in "fc":
            raise ValueError(f"{name}: {array.dtype} given, floating-point numbers wanted")
    if len({array.dtype.char.lower() for array in arrays.values()}) > 1:  # f or F, d or D
        given = ", ".join(f"{name} {array.dtype}" for name, array in arrays.items())
        raise ValueError(f"precision: {given} given, the same for all wanted")
    return np.result_type(*arrays.values())
