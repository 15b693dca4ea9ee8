"""The benchmark measures what it says, against rivals that compute the same, and writes it down."""

import json

import numpy as np
import pytest
import torch

from lecturelib import CELLS, bench
from lecturelib.bench import measure, passes, textbook
from lecturelib.bench.torch_steps import in_torch
from lecturelib.cli import main

SIZES = ((3, 2, 1, 2), (2, 1, 3, 1))


def test_tables_and_file_hold_every_cell_precision_rival_and_size(tmp_path, capsys):
    files = tmp_path / "bench.json", tmp_path / "bench.png"
    report = bench.run(*files, ["lstm", "coupled"], SIZES, (5, 20), rounds=1, seconds=0.001)
    assert json.loads(files[0].read_text()) == report
    assert files[1].read_bytes().startswith(b"\x89PNG")
    rows = [(row["cell"], row["rival"], row["dtype"], row["T"]) for row in report["speed"]]
    pairs = [("lstm", "torch layer"), ("lstm", "textbook NumPy"), ("coupled", "torch loop")]
    assert rows == [(*pair, dtype, T) for pair in pairs for dtype in ("float32", "float64") for T in (3, 2)]
    assert all(0 < row["engine"] < 100 for row in report["speed"])
    assert all(row["ratio"] == row["engine"] / row["of rival"] for row in report["speed"])
    assert [row["cell"] for row in report["memory"]] == ["lstm"]
    assert [(row["cell"], row["T"]) for row in report["length"]] == [
        (c, T) for c in ("lstm", "coupled") for T in (5, 20)
    ]
    assert [row["ratio"] for row in report["length"]][::2] == [1, 1]
    printed = capsys.readouterr().out
    assert "1 thread" in printed and "BLAS: NumPy" in printed and printed.count("3, 2, 1, 2") == 7


def test_the_command_takes_its_options(monkeypatch):
    asked = []
    monkeypatch.setattr(bench, "run", lambda *given, **named: asked.append((*map(str, given), named)))
    assert main(["bench", "--json", "a.json", "--plot", "a.png", "--rounds", "2"]) == 0
    assert main(["bench", "--quick"]) == main(["bench", "--quick", "--rounds", "1"]) == 0
    assert asked == [
        ("a.json", "a.png", {"rounds": 2}),
        ("None", "None", bench.QUICK),
        ("None", "None", bench.QUICK | {"rounds": 1}),
    ]


def test_the_quick_form_takes_every_cell_in_few_processes(monkeypatch):
    """Each process costs a second or two, most of it torch's import; eight a cell make three minutes in all."""
    asked = []

    def answer(job, side, cell, dtype, sizes, *least):
        asked.append((side, cell))
        return [1.0] * len(sizes) if job == "seconds" else 1.0

    monkeypatch.setattr(bench, "in_fresh_process", answer)
    report = bench.run(**bench.QUICK)
    assert len(asked) < 8 * len(CELLS) and {("engine", name) for name in CELLS} <= set(asked)
    assert {row["cell"] for row in report["speed"]} == {row["cell"] for row in report["length"]} == set(CELLS)


@pytest.mark.parametrize("name", CELLS)
def test_every_side_runs_in_both_precisions(name):
    for side in ("engine", *passes.rivals(name)):
        for dtype in ("float32", "float64"):
            passes.SIDES[side](name, dtype, 3, 2, 4, 5)()


def test_a_step_is_moved_to_torch_whole_or_not_at_all():
    x = torch.ones(2, requires_grad=True)
    (h,) = in_torch(lambda x: np.tanh(x))(x)
    h.sum().backward()
    assert x.grad == pytest.approx(1 - np.tanh(np.ones(2)) ** 2)
    with pytest.raises(AttributeError, match="no attribute 'sinh'"):
        in_torch(lambda x: np.sinh(x))(x)


@pytest.mark.parametrize(
    ("taken", "median"),
    [([9, 0.1, 0.7, 0.3], 0.3), ([0.5, 0.6, 0.2, 0.2, 0.3, 0.4], 0.25), ([0.1] * 3 + [0.2] * 5, 0.2)],
)
def test_a_time_is_the_median_after_warming_up(taken, median, monkeypatch):
    """Warmed up by three calls or a second, then measured for a second and three calls at least."""
    left = iter(taken)
    monkeypatch.setattr(measure, "timed", lambda work: next(left))
    assert measure.median_time(None, 1.0) == pytest.approx(median)
    assert list(left) == []


def test_memory_is_what_a_pass_adds():
    grown = measure.in_fresh_process("bytes", "engine", "rnn", "float64", (1000, 64, 64, 64))
    tape = 3 * 1000 * 64 * 64 * 8  # A, dA and the rows of V for h
    assert tape < grown < 5 * tape


def test_the_textbook_computes_what_the_engine_does():
    cell, rng = CELLS["lstm"], np.random.default_rng(1)
    weights, biases = textbook.parameters(3, 4, rng, np.float64)
    x, dh = rng.normal(size=(5, 2, 3)), rng.normal(size=(5, 2, 4))
    biases = {gate: rng.normal(size=4) for gate in biases}
    joined = np.concatenate([weights[gate] for gate in "ifgo"], axis=1)
    params = {"W": joined[4:], "U": joined[:4], "b": np.concatenate([biases[gate] for gate in "ifgo"])}
    h, _, tape = cell.forward(params, x)
    grads, dx, _ = cell.backward(params, tape, dh)
    hs, tape = textbook.forward(weights, biases, x)
    dweights, dbiases, dxs = textbook.backward(weights, biases, tape, dh)
    djoined = np.concatenate([dweights[gate] for gate in "ifgo"], axis=1)
    db = np.concatenate([dbiases[gate] for gate in "ifgo"])
    pairs = [(hs, h), (dxs, dx), (djoined[4:], grads["W"]), (djoined[:4], grads["U"]), (db, grads["b"])]
    assert max(abs(theirs - ours).max() for theirs, ours in pairs) < 1e-13
