"""The stored network of the novel: what it weighs, what it says, and that torch's layer says the same."""

import numpy as np
import pytest
import torch

from lecturelib.experiments import novel
from lecturelib.interop import to_torch
from lecturelib.stored import load
from lecturelib.text import bits_per_character, encode


@pytest.fixture(scope="module")
def model():
    return novel.stored()


def test_it_is_small_and_names_the_command_that_trains_it(model):
    assert len(novel.STORED.read_bytes()) < 300_000
    assert load(novel.STORED).command == "python -m lecturelib.experiments novel"
    assert model.cell.name == "gru_after" and model.cell.hidden(model.weights) == 160


def test_bits_on_text_that_was_held_out(model):
    assert bits_per_character(model, novel.parts()[1]) < 2.2


def test_torchs_layer_says_the_same(model):
    letters = torch.from_numpy(encode(novel.parts()[1]))
    x = torch.eye(39)[letters[:-1, None]]
    with torch.no_grad():
        h, _ = to_torch("gru_after", model.weights)(x)
        theirs = h[:, 0] @ torch.from_numpy(model.params["W_y"]) + torch.from_numpy(model.params["b_y"])
        bits = torch.nn.functional.cross_entropy(theirs, letters[1:]).item() / np.log(2)
    ours = model.predict(x[:2000].numpy())[:, 0]
    assert abs(ours - theirs[:2000].numpy()).max() < 1e-4
    assert bits == pytest.approx(bits_per_character(model, novel.parts()[1]), abs=1e-5)


def test_the_command_writes_what_is_read(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(novel, "STORED", tmp_path / "a.npz")
    monkeypatch.setattr(novel, "parts", lambda: ("call me ishmael. " * 100, "call me ishmael. " * 5))
    monkeypatch.setattr(novel, "trained", lambda whole=novel.trained: whole(hidden=8, steps=3))
    novel.run()
    said = capsys.readouterr().out
    assert said.startswith(f"{tmp_path / 'a.npz'}: ") and said.endswith(" bits a character of the text held out\n")
    assert novel.stored().params["U"].shape == (8, 24)
