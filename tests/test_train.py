"""Training: right gradients through the readout, the same numbers from the same seed, and tasks learnt."""

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from engine import of_lengths
from threadpoolctl import ThreadpoolController, threadpool_limits

from lecturelib import CELLS
from lecturelib.cells import CellFromStep
from lecturelib.reference import clip_by_norm, generate, one_hot, rnn_step, rnn_step_backward
from lecturelib.tasks import Task, adding, childrens_book, count_mistakes, dinners, echo, recall
from lecturelib.train import Adam, new_model, squared_error, train

RNN = CELLS["rnn"]
FROM_STEP = CellFromStep(RNN, rnn_step, rnn_step_backward)


@pytest.mark.parametrize("task", [childrens_book(1), recall(3), adding(4)], ids=lambda task: task.name)
def test_gradients_equal_the_complex_step(task):
    rng = np.random.default_rng(0)
    model, (x, y) = new_model(RNN, task, 3, rng), task.draw(rng, 4)
    _, grads, _ = model.gradients(task, x, y)
    assert grads.keys() == model.params.keys()
    for name, param in model.params.items():
        for place in np.ndindex(param.shape):
            shifted = {other: value.astype(complex) for other, value in model.params.items()}
            shifted[name][place] += 1e-30j
            loss, _, _ = type(model)(RNN, shifted).gradients(task, x, y)
            assert loss.imag / 1e-30 == pytest.approx(grads[name][place], rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("task", [childrens_book(1), recall(3), adding(4)], ids=lambda task: task.name)
def test_with_lengths_loss_and_gradients_are_those_of_rows_cut_off(task):
    rng, lengths = np.random.default_rng(0), np.array([2, 4, 3])
    model = new_model(CELLS["lstm"], task, 5, rng)
    x, y, lengths = of_lengths(task, lengths).draw(rng, 3)
    loss, grads, _ = model.gradients(task, x, y, lengths=lengths)
    rows = [slice(k, k + 1) for k in range(3)]
    cut = [(x[:n, row], y[:n, row] if task.every_step else y[row]) for n, row in zip(lengths, rows, strict=True)]
    weight = lengths / lengths.sum() if task.every_step else np.full(3, 1 / 3)
    alone = [model.gradients(task, *one)[:2] for one in cut]
    assert loss == pytest.approx(sum(weight * [one for one, _ in alone]), rel=1e-12)
    for name, grad in grads.items():
        assert abs(grad - sum(w * each[name] for w, (_, each) in zip(weight, alone, strict=True))).max() < 1e-14
    score = sum(weight * [model.score(task, *one) for one in cut])
    assert model.score(task, x, y, lengths) == pytest.approx(score)


def first_symbol(T=8):
    """Say which of two symbols came first, in rows of 2 to T steps; what follows a row's end contradicts it."""

    def draw(rng, batch):
        y, lengths = rng.integers(2, size=batch), rng.integers(2, T + 1, size=batch)
        symbols = rng.integers(2, 4, size=(T, batch))
        symbols[0] = y
        padding = np.arange(T)[:, None] >= lengths
        return one_hot(np.where(padding, 1 - y, symbols), 4), y, lengths

    return Task("first symbol", 4, 2, "cross_entropy", draw, chance=0.5, passmark=0.95, every_step=False)


def test_rows_of_different_lengths_are_learnt():
    task = first_symbol()
    assert train(CELLS["gru"], task, 8, steps=150).score > task.passmark


def test_a_window_wants_whole_rows():
    with pytest.raises(ValueError, match="window: 2 given, but the rows of echo 1 differ in length; None wanted"):
        train(RNN, of_lengths(echo(1, T=4), [1, 2, 3]), batch=3, window=2)


@pytest.mark.parametrize("task", [recall(3), adding(4)], ids=lambda task: task.name)
def test_single_precision_trains_to_nearly_the_same_numbers(task):
    single, double = (train(CELLS["lstm"], task, 8, steps=20, dtype=dtype) for dtype in (np.float32, np.float64))
    assert {param.dtype for param in single.params.values()} == {np.dtype(np.float32)}
    assert 0 < abs(single.losses - double.losses).max() < 1e-4


def test_squared_error_is_the_mean_over_rows():
    loss, gradient = squared_error(np.array([[1.0], [4.0]]), np.array([[0.0], [1.0]]))
    assert loss == 5.0 and gradient.tolist() == [[1.0], [3.0]]


def test_adam_moves_as_worked_out_by_hand():
    params, adam = {"w": np.array([1.0])}, Adam({"w": np.zeros(1)}, rate=0.1)
    adam.update(params, {"w": np.array([2.0])})
    assert params["w"][0] == pytest.approx(0.9, abs=1e-6)
    adam.update(params, {"w": np.array([-1.0])})
    mean, square = (0.09 * 2 - 0.1) / 0.19, (0.000999 * 4 + 0.001) / 0.001999
    assert params["w"][0] == pytest.approx(0.9 - 0.1 * mean / square**0.5, abs=1e-6)


def test_same_seed_same_numbers():
    first, again, other = (train(RNN, childrens_book(), 8, steps=30, seed=seed) for seed in (5, 5, 6))
    assert (first.losses == again.losses).all() and first.score == again.score
    assert all((first.params[name] == again.params[name]).all() for name in first.params)
    assert (first.losses != other.losses).all()


def test_a_readers_own_step_trains_to_the_engines_numbers():
    engine, by_hand = (train(cell, recall(4), 8, steps=40) for cell in (RNN, FROM_STEP))
    assert abs(engine.losses - by_hand.losses).max() < 1e-10
    assert engine.score == by_hand.score


def written(params, length=200):
    """What a trained network writes, 20 books of many words, its mistakes counted."""
    stop, h = np.full(20, 4), np.zeros((20, RNN.hidden(params)))
    weights = (params[name] for name in ("W", "U", "b", "W_y", "b_y"))
    tokens = generate(np.random.default_rng(0).random((length, 20)), stop, h, *weights)
    return [count_mistakes(book) for book in tokens.T]


def share_valid(params):
    books = written(params)
    return sum(book["valid"] for book in books) / sum(book["sentences"] for book in books)


def test_the_book_is_learnt_with_a_memory_and_not_without():
    task = childrens_book()
    run, memoryless = train(RNN, task, 32, steps=300), train(RNN, task, 32, steps=300, fixed={"U": 0})
    assert run.score > task.passmark > 5 / 12 + 0.05 > memoryless.score > task.chance
    assert (memoryless.params["U"] == 0).all()
    assert share_valid(run.params) > 0.95 and share_valid(memoryless.params) < 0.3


@pytest.mark.parametrize(
    ("task", "steps"), [(adding(5), 1500), (recall(5), 300), (dinners(), 300)], ids=["adding", "recall", "dinners"]
)
def test_tasks_are_learnt(task, steps):
    assert train(RNN, task, 16, steps=steps).score > task.passmark > task.chance


def test_a_window_learns_lags_shorter_than_itself_and_no_longer_ones():
    short, long = (train(RNN, echo(lag), 16, steps=600, window=5) for lag in (3, 8))
    assert short.score > 0.95 * 0.97
    assert long.score < 0.6


def test_a_window_of_the_whole_length_changes_nothing():
    whole, window = (train(RNN, echo(2, T=20), 8, steps=20, window=width) for width in (None, 20))
    assert (whole.losses == window.losses).all()


def test_windows_carry_the_state_on():
    task, rng = echo(2, T=6), np.random.default_rng(0)
    model, (x, y) = new_model(RNN, task, 4, rng), task.draw(rng, 3)
    loss, _, state = model.gradients(task, x, y)
    first, _, middle = model.gradients(task, x[:3], y[:3])
    second, _, last = model.gradients(task, x[3:], y[3:], middle)
    assert loss == pytest.approx((first + second) / 2, rel=1e-12)
    assert abs(state - last).max() < 1e-14


def test_a_window_wants_an_answer_at_every_step():
    with pytest.raises(ValueError, match="window: 5 given, but recall 9 asks at the last step only; None wanted"):
        train(RNN, recall(9), window=5)


def test_gradients_are_clipped(monkeypatch):
    norms = []
    monkeypatch.setattr(
        "lecturelib.train.clip_by_norm", lambda grads, limit: norms.append(limit) or clip_by_norm(grads, limit)
    )
    train(RNN, recall(2), 4, steps=3, clip=0.25)
    assert norms == [0.25] * 3


QUICK = "train(CELLS['rnn'], tasks.recall(2), 4, steps=3)"
WITH_BAR = ("import lecturelib.train", "lecturelib.train.BAR_AFTER = -1")
NOTEBOOK = {"JPY_SESSION_NAME": "a.ipynb"}


def shown(environment, *before, **options):
    """A process that trains for a moment, after other lines, and what it wrote."""
    lines = (*before, "from lecturelib import CELLS, tasks", "from lecturelib.train import train", QUICK)
    settings = {"env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run([sys.executable, "-c", "\n".join(lines)], text=True, check=True, **settings)


@pytest.mark.parametrize(("environment", "bar"), [({}, False), (NOTEBOOK, True), (NOTEBOOK | {"CI": "1"}, False)])
def test_the_bar_is_for_who_watches(environment, bar):
    done = shown(environment, *WITH_BAR)
    assert ("recall 2" in done.stdout) == bar and done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("environment", "bar"), [({}, True), ({"CI": "1"}, False)])
def test_a_terminal_gets_the_bar_on_stderr(environment, bar):
    import termios

    watcher, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    done = shown(environment, *WITH_BAR, stderr=terminal)
    os.write(terminal, b"end")
    os.close(terminal)
    seen = b""
    while not seen.endswith(b"end"):
        seen += os.read(watcher, 4096)
    os.close(watcher)
    assert (b"recall 2" in seen) == bar and done.stdout == ""


def test_a_quick_training_shows_no_bar():
    assert shown(NOTEBOOK, "import lecturelib.train", "lecturelib.train.BAR_AFTER = 60").stdout == ""


def threads():
    """How many threads each of NumPy's libraries of linear algebra may use; none where threadpoolctl knows none."""
    return [pool.num_threads for pool in ThreadpoolController().select(user_api="blas").lib_controllers]


@pytest.mark.skipif(not threads(), reason="threadpoolctl does not know the linear algebra behind this NumPy")
def test_training_keeps_to_one_thread_and_gives_the_others_back():
    seen = []

    def draw(rng, batch):
        seen.extend(threads())
        return recall(2).draw(rng, batch)

    with threadpool_limits(2):
        train(RNN, replace(recall(2), draw=draw), 4, steps=3)
        assert set(threads()) == {2}
    assert set(seen) == {1} and len(seen) >= 4
