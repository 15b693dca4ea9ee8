"""Stored networks: what is saved comes back, what is damaged is refused, and the course's own does what it says."""

import json

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.cells import Stacked
from lecturelib.stored import load, save
from lecturelib.tasks import recall
from lecturelib.train import new_model


def model_of(cell, hidden=5):
    return new_model(cell, recall(3), hidden, np.random.default_rng(0), np.float32)


@pytest.mark.parametrize("cell", [*CELLS.values(), Stacked(CELLS["lstm"], CELLS["gru"])], ids=lambda cell: cell.name)
def test_what_is_saved_comes_back(cell, tmp_path):
    model, file = model_of(cell), tmp_path / "a.npz"
    save(file, model, "how to train it")
    back = load(file)
    assert back.command == "how to train it" and back.model.cell.name == cell.name
    assert back.model.params.keys() == model.params.keys()
    for name, param in back.model.params.items():
        assert param.dtype == np.float32 and (param == model.params[name].astype(np.float16)).all()
    x, _ = recall(3).draw(np.random.default_rng(1), 4)
    assert back.model.predict(x.astype(np.float32)).shape == (4, 4, 4)
    once = file.read_bytes()
    save(file, back.model, "how to train it")
    assert file.read_bytes() == once


def test_single_precision_loses_nothing(tmp_path):
    model = model_of(CELLS["gru"])
    save(tmp_path / "a.npz", model, "", np.float32)
    back = load(tmp_path / "a.npz").model
    assert all((back.params[name] == param).all() for name, param in model.params.items())


def test_a_cell_that_is_none_is_not_saved(tmp_path):
    model = model_of(CELLS["lstm"])

    class Other(type(CELLS["lstm"])):
        name = "other"

    with pytest.raises(ValueError, match=r"^cell other given, of rnn, lstm, "):
        save(tmp_path / "a.npz", type(model)(Other(), model.params), "")
    assert list(tmp_path.iterdir()) == []


def write(file, about, params):
    np.savez(file, **({} if about is None else {"about": np.array(json.dumps(about))}), **params)


PARAMS = model_of(CELLS["rnn"]).params  # D 8, H 5, K 4
ABOUT = {"cell": "rnn", "command": ""}
DAMAGED = "a.npz is damaged, or no stored network"
REFUSED = {
    "missing": (lambda file: None, "a.npz is missing"),
    "empty": (lambda file: file.write_bytes(b""), DAMAGED),
    "something else": (lambda file: file.write_text("hello"), DAMAGED),
    "an array": (lambda file: np.save(file.open("wb"), np.zeros(3)), DAMAGED),
    "without a cell": (lambda file: write(file, None, PARAMS), DAMAGED),
    "without a command": (lambda file: write(file, {"cell": "rnn"}, PARAMS), DAMAGED),
    "another cell": (
        lambda file: write(file, {**ABOUT, "cell": "lstm + elman"}, PARAMS),
        f"a.npz: cell elman given, of {', '.join(CELLS)} wanted",
    ),
    "parameters of another": (
        lambda file: write(file, {**ABOUT, "cell": "gru_after"}, PARAMS),
        "a.npz: W, U, b, W_y, b_y given, W, U, b, bn, W_y, b_y wanted for gru_after",
    ),
    "another shape": (
        lambda file: write(file, ABOUT, {**PARAMS, "U": np.zeros((5, 4))}),
        "a.npz: U of shape (5, 4) given, (5, 5) wanted for rnn",
    ),
    "another readout": (
        lambda file: write(file, ABOUT, {**PARAMS, "W_y": np.zeros((5, 9))}),
        "a.npz: W_y of shape (5, 9) given, (5, 4) wanted for rnn",
    ),
    "a number for a matrix": (
        lambda file: write(file, ABOUT, {**PARAMS, "W": np.array(1.0)}),
        "a.npz: W of shape () given, (1, 5) wanted for rnn",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_a_line(what, tmp_path):
    make, message = REFUSED[what]
    make(tmp_path / "a.npz")
    with pytest.raises(ValueError) as refused:
        load(tmp_path / "a.npz")
    assert str(refused.value) == message


def test_damage_anywhere_is_refused(tmp_path):
    file = tmp_path / "a.npz"
    save(file, model_of(CELLS["gru"]), "")
    whole, rng = file.read_bytes(), np.random.default_rng(0)
    for end in rng.integers(len(whole), size=20):
        file.write_bytes(whole[:end])
        with pytest.raises(ValueError, match=DAMAGED):
            load(file)
    refused = 0
    for place in rng.integers(len(whole), size=300):
        flipped = bytearray(whole)
        flipped[place] ^= 255
        file.write_bytes(flipped)
        try:
            load(file)  # a date may be another
        except ValueError as error:
            refused += "\n" not in str(error)
    assert refused > 200
