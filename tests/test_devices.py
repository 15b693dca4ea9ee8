"""CPU against GPU: what is measured, what is said of it, and what is said where there is no GPU."""

import pytest
import torch

from lecturelib.bench.devices import NO_GPU, compare_devices, crossing


def test_every_side_is_measured_at_every_size(capsys):
    seconds = compare_devices("gru_after", hidden=(4, 8), T=3, batch=2, least=0)
    sides = ["engine", "torch, cpu", *["torch, cuda"] * torch.cuda.is_available()]
    assert list(seconds) == sides and all(len(each) == 2 and min(each) > 0 for each in seconds.values())
    head, *rows, said = capsys.readouterr().out.splitlines()
    assert head.split() == ["hidden", *" ".join(sides).split()]
    assert [row.split()[0] for row in rows] == ["4", "8"] and rows[0].count(" ms") == len(sides)
    assert (said == NO_GPU) == (not torch.cuda.is_available())


@pytest.mark.parametrize(
    ("on_gpu", "said"),
    [
        ([0.5, 0.5, 0.5], "The GPU wins from 32 hidden units on."),
        ([5.0, 1.0, 1.0], "The GPU wins from 64 hidden units on."),
        ([1.0, 5.0, 1.0], "The GPU wins from 128 hidden units on."),
        ([5.0, 5.0, 5.0], "The CPU wins up to 128 hidden units."),
    ],
)
def test_the_crossing(on_gpu, said):
    seconds = {"engine": [2.0, 9.0, 9.0], "torch, cpu": [3.0, 3.0, 3.0], "torch, cuda": on_gpu}
    assert crossing((32, 64, 128), seconds) == said
