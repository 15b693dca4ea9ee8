"""Watched arrays raise where NumPy's flags do, and in the same words; lines stop where a timer would."""

import numpy as np
import pytest

from lecturelib.checking.flags import Watched, unwatched, watched, watching
from lecturelib.checking.time_limit import TooSlow, _limit_by_lines

HUGE, TINY = 1e308, 1e-308
ARRAYS = {
    "calm": [[0.5, -1.0, 2.0], [3.0, 0.25, -2.0]],
    "zeros": [[0.0, 0.0, 0.0], [0.0, 1.0, -1.0]],
    "large": [[800.0, -800.0, 1.0], [1000.0, 0.0, -0.5]],
    "huge": [[HUGE, -HUGE, TINY], [HUGE, HUGE, 1.0]],
    "infinite": [[np.inf, -np.inf, 1.0], [np.inf, 0.0, 1.0]],
    "none": [[np.nan, 1.0, 2.0], [0.0, np.nan, 1.0]],
}
OPERATIONS = {
    "exp": np.exp,
    "log": np.log,
    "reciprocal": lambda a: 1 / a,
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "softmax": lambda a: np.exp(a) / np.exp(a).sum(axis=-1, keepdims=True),
    "stable softmax": lambda a: np.exp(a - a.max(axis=-1, keepdims=True)),
    "square": lambda a: a**2,
    "root": np.sqrt,
    "power": lambda a: a**-1.0,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "product": lambda a: a @ a.T,
    "sum": lambda a: a.sum(),
    "mean": lambda a: a.mean(axis=0),
    "difference": lambda a: a - a,
    "ratio": lambda a: a / a,
    "in place": lambda a: np.exp(a, out=a),
    "rows": lambda a: np.array([np.exp(row).sum() for row in a]),
    "one": lambda a: np.exp(a[0, 0]),
    "where": lambda a: np.where(a > 0, np.exp(-a), np.exp(a)),
    "stacked": lambda a: np.exp(np.hstack([a, a])),
}


def outcome(function, array):
    """What it returns, or in which words it fails, with the flags raising."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        try:
            return function(np.array(array))
        except FloatingPointError as error:
            return str(error)


def in_software(function, array):
    """The same with the flags off."""
    with np.errstate(all="ignore"):
        try:
            return watching(function)(np.array(array))
        except FloatingPointError as error:
            return str(error)


@pytest.mark.parametrize("numbers", ARRAYS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_raises_and_in_which_words(operation, numbers):
    wanted, got = (how(OPERATIONS[operation], ARRAYS[numbers]) for how in (outcome, in_software))
    if isinstance(wanted, str):
        assert got == wanted
    else:
        assert not isinstance(got, Watched)
        np.testing.assert_array_equal(got, wanted)


def test_watched_and_back():
    given = ([np.ones(2), 3, np.float64(2.0)], np.arange(3))
    inside = watched(given)
    assert isinstance(inside[0][0], Watched) and not isinstance(inside[1], Watched)
    back = unwatched(inside)
    assert type(back[0][0]) is np.ndarray and type(back[0][2]) is np.float64


def test_lines_look_at_the_clock():
    loop = compile("def loop():\n    while True:\n        pass", "<cell>", "exec")
    names = {}
    exec(loop, names)
    with pytest.raises(TooSlow):
        for _ in _limit_by_lines(0.05):
            names["loop"]()
