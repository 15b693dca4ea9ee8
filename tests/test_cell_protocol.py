"""The protocol of every cell: states carried on, precisions kept, extremes borne, nonsense refused in words."""

import re
import subprocess
import sys
import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pytest
from engine import STACKS

import lecturelib
from lecturelib import CELLS
from lecturelib.cells import ABLATIONS
from lecturelib.reference import as_tuple

T, B, D, H = 6, 3, 4, 5
every_cell = pytest.mark.parametrize("cell", [*CELLS.values(), *ABLATIONS.values()], ids=lambda cell: cell.name)
also_stacked = pytest.mark.parametrize("cell", [*CELLS.values(), *ABLATIONS.values(), *STACKS], ids=lambda c: c.name)


def case(cell, dtype=np.float64):
    """Parameters, an input, and the errors that enter at every step."""
    rng = np.random.default_rng(7)
    x, dh = (rng.normal(size=shape).astype(dtype) for shape in ((T, B, D), (T, B, H)))
    return cell.init(D, H, rng, dtype), x, dh


def states(cell, *shape, dtype=np.float64):
    """A state of arrays of one shape: an array for a cell of one state, else a tuple."""
    arrays = tuple(np.full(shape, 0.1, dtype) for _ in cell.states)
    return arrays if len(arrays) > 1 else arrays[0]


@also_stacked
def test_init_gives_the_shapes_and_repeats(cell):
    params, again = (cell.init(D, H, np.random.default_rng(1)) for _ in range(2))
    assert {name: p.shape for name, p in params.items()} == cell.shapes(D, H)
    assert all((params[name] == again[name]).all() for name in params)
    assert all(0 < abs(p).max() <= H**-0.5 for name, p in params.items() if not name.startswith("b"))
    assert cell.hidden(params) == H


@also_stacked
def test_two_halves_equal_the_whole(cell):
    params, x, dh = case(cell)
    h, last, tape = cell.forward(params, x)
    grads, dx, dfirst = cell.backward(params, tape, dh)
    h_1, middle, tape_1 = cell.forward(params, x[:2])
    h_2, end, tape_2 = cell.forward(params, x[2:], middle)
    grads_2, dx_2, dmiddle = cell.backward(params, tape_2, dh[2:])
    grads_1, dx_1, dstart = cell.backward(params, tape_1, dh[:2], dmiddle)
    pairs = [(np.concatenate([h_1, h_2]), h), (np.concatenate([dx_1, dx_2]), dx)]
    pairs += [(grads_1[name] + grads_2[name], grads[name]) for name in grads]
    pairs += zip(as_tuple(end) + as_tuple(dstart), as_tuple(last) + as_tuple(dfirst), strict=True)
    assert max(abs(pieces - whole).max() for pieces, whole in pairs) < 1e-14


@also_stacked
def test_a_state_may_come_as_array_or_tuple_and_goes_in_one_form(cell):
    params, x, dh = case(cell)
    given = states(cell, B, H)
    h, last, tape = cell.forward(params, x, as_tuple(given))
    assert (h == cell.forward(params, x, given)[0]).all()
    _, _, dfirst = cell.backward(params, tape, dh, as_tuple(given))
    assert type(last) is type(dfirst) is type(given)
    assert (as_tuple(last)[0] == h[-1]).all()


@also_stacked
def test_a_tape_serves_twice_and_what_came_out_is_the_callers_own(cell):
    params, x, dh = case(cell)
    h, last, tape = cell.forward(params, x)
    first, _, _ = cell.backward(params, tape, dh)
    kept = {name: grad.copy() for name, grad in first.items()}
    for array in (h, *as_tuple(last), *first.values()):
        array[:] = np.nan
    second, _, _ = cell.backward(params, tape, dh)
    assert all((second[name] == kept[name]).all() for name in kept)


@also_stacked
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_precision_is_kept(cell, dtype):
    params, x, dh = case(cell, dtype)
    h, last, tape = cell.forward(params, x)
    grads, dx, dfirst = cell.backward(params, tape, dh)
    assert {a.dtype for a in (h, dx, *grads.values(), *as_tuple(last), *as_tuple(dfirst))} == {np.dtype(dtype)}


@pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)
def test_a_forward_pass_takes_little_more_memory_than_what_it_leaves(cell):
    rng = np.random.default_rng(0)
    params, x = cell.init(32, 64, rng), rng.normal(size=(100, 16, 32))
    tracemalloc.start()
    h, _, tape = cell.forward(params, x)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    arrays = {id(a.base if a.base is not None else a): a for a in vars(tape).values() if isinstance(a, np.ndarray)}
    named = h.nbytes + sum((a if a.base is None else a.base).nbytes for a in arrays.values())
    assert held < 1.01 * named and peak < 1.05 * named


@also_stacked
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("size", ["zeros", "tiny", "huge"])
def test_extremes_stay_finite_and_silent(cell, dtype, size):
    params, x, dh = case(cell, dtype)
    info = np.finfo(dtype)
    x = x * {"zeros": 0, "tiny": info.tiny, "huge": np.sqrt(info.max)}[size]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        h, _, tape = cell.forward(params, x)
        grads, dx, _ = cell.backward(params, tape, dh)
    assert all(np.isfinite(a).all() for a in (h, dx, *grads.values()))


def _no_gradient(change):
    """A call of backward after a good forward, with one argument changed."""

    def call(cell, params, x, dh):
        _, _, tape = cell.forward(params, x)
        cell.backward(**{"params": params, "tape": tape, "dh": dh, **change(cell, params, tape, dh)})

    return call


REFUSED = {
    "x 2-D": (lambda c, p, x, dh: c.forward(p, x[0]), r"x: shape \(3, 4\) given, \(T, B, 4\) wanted"),
    "x of other inputs": (
        lambda c, p, x, dh: c.forward(p, x[..., :3]),
        r"x: shape \(6, 3, 3\) given, \(T, B, 4\) wanted",
    ),
    "x a list": (lambda c, p, x, dh: c.forward(p, x.tolist()), r"x: list given, a numpy array wanted"),
    "x empty": (lambda c, p, x, dh: c.forward(p, x[:0]), r"x: shape \(0, 3, 4\) given, at least one step"),
    "x without rows": (lambda c, p, x, dh: c.forward(p, x[:, :0]), r"x: shape \(6, 0, 4\) given, at least one step"),
    "x integers": (lambda c, p, x, dh: c.forward(p, x.astype(int)), r"x: int64 given, floating-point numbers wanted"),
    "x single": (
        lambda c, p, x, dh: c.forward(p, x.astype(np.float32)),
        r"precision: W float64, .*x float32 given, the same",
    ),
    "x NaN": (lambda c, p, x, dh: c.forward(p, x * np.nan), r"x: NaN or infinity given, finite numbers wanted"),
    "x infinite": (lambda c, p, x, dh: c.forward(p, x / 0.0), r"x: NaN or infinity given, finite numbers wanted"),
    "state of other rows": (
        lambda c, p, x, dh: c.forward(p, x, states(c, B + 1, H)),
        r"state h: shape \(4, 5\) given, \(3, 5\) wanted",
    ),
    "states too many": (
        lambda c, p, x, dh: c.forward(p, x, (x[0],) * 9),
        r"state: 9 arrays given, \d wanted for \w+: h",
    ),
    "params too many": (
        lambda c, p, x, dh: c.forward({**p, "q": p["b"]}, x),
        r"params: W, .*q given, W, .* wanted, the parameters of \w+",
    ),
    "params of another size": (
        lambda c, p, x, dh: c.forward({**p, "b": p["b"][1:]}, x),
        r"b: shape \(\d+,\) given, \(\d+,\) wanted",
    ),
    "W 1-D": (lambda c, p, x, dh: c.forward({**p, "W": p["W"][0]}, x), r"W: shape \(\d+,\) given, \(D, G\*H\) wanted"),
    "dh of other steps": (
        _no_gradient(lambda c, p, t, dh: {"dh": dh[1:]}),
        r"dh: shape \(5, 3, 5\) given, \(6, 3, 5\)",
    ),
    "dh single": (_no_gradient(lambda c, p, t, dh: {"dh": dh.astype(np.float32)}), r"precision: .*dh float32 given"),
    "dh complex": (_no_gradient(lambda c, p, t, dh: {"dh": dh + 0j}), r"dh, dstate: complex128 given, float64 wanted"),
    "dstate of other rows": (
        _no_gradient(lambda c, p, t, dh: {"dstate": states(c, B, H + 1)}),
        r"dstate h: shape \(3, 6\) given, \(3, 5\) wanted",
    ),
    "no tape": (_no_gradient(lambda c, p, t, dh: {"tape": "tape"}), r"tape: one of str given, one that \w+\.forward"),
    "params of another tape": (
        _no_gradient(lambda c, p, t, dh: {"params": c.init(D, H + 1, np.random.default_rng(0))}),
        r"params: D = 4, H = 6 given, D = 4, H = 5 of the tape wanted",
    ),
}


@every_cell
@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_words(cell, what):
    call, message = REFUSED[what]
    with pytest.raises(ValueError, match=message):
        call(cell, *case(cell))


def test_refuses_the_tape_of_another_cell():
    class Other(type(CELLS["rnn"])):
        name = "other"

    params, x, dh = case(CELLS["rnn"])
    _, _, tape = Other().forward(params, x)
    with pytest.raises(ValueError, match=r"tape: one of other given, one that rnn\.forward returned wanted"):
        CELLS["rnn"].backward(params, tape, dh)


IMPORT = """
import sys, numpy
before, calls = set(sys.modules), []
sys.setprofile(lambda frame, event, argument: calls.append(event))
import lecturelib
sys.setprofile(None)
print(len(calls), *sys.modules.keys() - before)
import lecturelib.tasks, lecturelib.train, lecturelib.data
print(*sys.modules)
"""


def test_import_is_light():
    """Beside NumPy the engine loads its own modules alone and computes next to nothing; a task or a training adds
    neither torch nor what draws. Counted in calls and returns, which are the same on a busy machine."""
    printed = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True).stdout
    (calls, *modules), loaded = map(str.split, printed.splitlines())
    assert int(calls) < 30_000
    assert {name.split(".")[0] for name in modules} - sys.stdlib_module_names == {"lecturelib"}
    assert {"lecturelib.train"} <= set(loaded) and not {"torch", "matplotlib", "IPython"} & set(loaded)


def test_cells_are_in_course_order():
    assert lecturelib.CELLS is CELLS
    sources = sorted((Path(__file__).parents[1] / "notebooks/src").glob("*.py"))
    exercises = re.findall(r'exercise="(\w+)_step"', "".join(path.read_text(encoding="utf-8") for path in sources))
    taught = [name for name in exercises if name in CELLS]
    assert len(taught) > 8 and [name for name in CELLS if name in taught] == taught
    assert all(name == cell.name for registry in (CELLS, ABLATIONS) for name, cell in registry.items())
    assert len(ABLATIONS) == 8 and not ABLATIONS.keys() & CELLS.keys()


@every_cell
def test_biases_start_at_0_but_the_forget_gates_at_1_or_as_asked(cell):
    H, blocks = 3, "".join(cell.blocks)
    for asked, wanted in (({}, 1.0), ({"forget_bias": 2.5}, 2.5)) if "f" in blocks else (({}, None),):
        b = cell.init(2, H, np.random.default_rng(0), **asked)["b"].reshape(-1, H)
        for letter, row in zip(blocks, b, strict=False):
            assert (row == (wanted if letter == "f" else 0)).all()
