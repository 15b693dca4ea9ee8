"""Training by torch: the engine's losses but for rounding, one at a time and in layers, and refusals in words."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from engine import of_lengths

from lecturelib import CELLS
from lecturelib.cells import ABLATIONS, CellFromStep, Stacked
from lecturelib.on_torch import TorchModel
from lecturelib.reference import rnn_step, rnn_step_backward
from lecturelib.tasks import adding, childrens_book, echo, recall
from lecturelib.train import train

LAYERS = Stacked(CELLS["lstm"], CELLS["gru"])
every_cell = pytest.mark.parametrize("cell", [*CELLS.values(), LAYERS], ids=lambda cell: cell.name)
TASKS = {
    "every step": (childrens_book(2), {}),
    "last step": (recall(4), {}),
    "numbers": (adding(6), {"clip": 0.01}),
    "windows": (echo(2, T=12), {"window": 4}),
}


def both(cell, task, dtype=np.float64, **options):
    """Trained for a moment by the engine and by torch."""
    given = {"hidden": 6, "steps": 8, "batch": 5, "dtype": dtype, **options}
    return train(cell, task, **given), train(cell, task, device="cpu", **given)


@every_cell
@pytest.mark.parametrize(("dtype", "close"), [(np.float64, 1e-10), (np.float32, 1e-6)])
def test_losses_and_weights_are_the_engines(cell, dtype, close):
    engine, by_torch = both(cell, recall(4), dtype)
    assert abs(engine.losses - by_torch.losses).max() < close
    assert engine.params.keys() == by_torch.params.keys()
    assert {param.dtype for param in by_torch.params.values()} == {np.dtype(dtype)}
    if dtype == np.float64:
        assert max(abs(engine.params[name] - by_torch.params[name]).max() for name in engine.params) < 1e-9


@pytest.mark.parametrize("kind", TASKS)
@pytest.mark.parametrize("name", ["lstm", "gru"])
def test_every_kind_of_task(name, kind):
    task, options = TASKS[kind]
    engine, by_torch = both(CELLS[name], task, **options)
    assert abs(engine.losses - by_torch.losses).max() < 1e-10 and engine.score == by_torch.score


def test_what_is_fixed_stays():
    engine, by_torch = both(CELLS["rnn"], recall(4), fixed={"U": 0})
    assert abs(engine.losses - by_torch.losses).max() < 1e-10 and (by_torch.params["U"] == 0).all()


@pytest.mark.parametrize("every_step", [True, False])
def test_rows_of_different_lengths(every_step):
    task = of_lengths(childrens_book(2) if every_step else recall(7), [3, 8, 1, 3, 5])
    engine, by_torch = both(LAYERS, task)
    assert abs(engine.losses - by_torch.losses).max() < 1e-10


def test_clipping_shortens_to_the_limit():
    grads = [torch.tensor([3.0, 0.0]), torch.tensor([4.0])]
    model = TorchModel(None, {})
    assert [grad.tolist() for grad in model.clipped(grads, 1.0)] == [pytest.approx([0.6, 0.0]), pytest.approx([0.8])]
    assert [grad.tolist() for grad in model.clipped(grads, 6.0)] == [[3.0, 0.0], [4.0]]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_no_gpu_is_one_line():
    with pytest.raises(ValueError, match=r"^device: 'cuda' given, but torch sees no GPU here; 'cpu' wanted, or None"):
        train(CELLS["rnn"], recall(2), device="cuda")


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")
@every_cell
def test_a_gpu_gives_the_same_losses(cell):
    engine, _ = both(cell, recall(4))
    on_gpu = train(cell, recall(4), 6, steps=8, batch=5, device="cuda")
    assert abs(engine.losses - on_gpu.losses).max() < 1e-8


REFUSED = {
    "no device": (CELLS["rnn"], "tpu", "device: 'tpu' given, 'cpu' or 'cuda' wanted, or None for the engine"),
    "a reader's own": (CellFromStep(CELLS["rnn"], rnn_step, rnn_step_backward), "cpu", "a rnn that is none of CELLS"),
    "an ablation": (ABLATIONS["no_input_gate"], "cpu", "a no_input_gate that is none of CELLS, which torch has; None"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_words(what):
    cell, device, message = REFUSED[what]
    with pytest.raises(ValueError, match=message):
        train(cell, recall(2), device=device)


def test_torch_is_imported_only_where_a_device_is_asked_for():
    code = (
        "import sys; from lecturelib import CELLS, tasks; from lecturelib.train import train\n"
        "for device in (None, 'cpu'):\n"
        "    train(CELLS['rnn'], tasks.recall(2), 4, steps=1, device=device); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
