"""The ladder: each variant equals a simpler cell at the right weights, forward and back."""

import numpy as np
import pytest
from engine import SIZES, both_ways, case, distance, furthest

from lecturelib import CELLS
from lecturelib.cells import ABLATIONS

SURE = 1000.0  # a bias at which a gate is open to the last bit
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def block(params, name, letter, blocks):
    """A view of one gate's columns in W, U or b."""
    H = len(params["b"]) // len(blocks)
    start = blocks.index(letter) * H
    return params[name][..., start : start + H]


def held(params, letter, blocks, bias=SURE):
    """A copy of the parameters with one gate held by its bias alone."""
    copy = {name: value.copy() for name, value in params.items()}
    for name, value in (("W", 0), ("U", 0), ("b", bias)):
        block(copy, name, letter, blocks)[:] = value
    return copy


def reblocked(params, source, wanted):
    """The parameters with the blocks of W, U and b in another order, or some of them alone."""
    parts = {n: [block(params, n, letter, source) for letter in wanted] for n in ("W", "U", "b")}
    return {**params, **{name: np.concatenate(blocks, axis=-1) for name, blocks in parts.items()}}


def only(results, *names):
    return {name: results[name] for name in names}


@every_size
def test_peephole_without_weights_is_the_lstm(size):
    params, *given = case(CELLS["lstm"], size)
    H = size[3]
    lstm = both_ways(CELLS["lstm"], params, *given)
    for name, extra in (("peephole", {"p": np.zeros((3, H))}), ("full_peephole", {"V": np.zeros((H, 3 * H))})):
        variant = both_ways(CELLS[name], {**params, **extra}, *given)
        assert furthest(only(variant, *lstm), lstm) < 1e-14


@every_size
def test_full_peephole_with_diagonals_is_peephole(size):
    params, *given = case(CELLS["peephole"], size)
    peephole = both_ways(CELLS["peephole"], params, *given)
    p = params.pop("p")
    V = np.concatenate([np.diag(row) for row in p], axis=1)
    full = both_ways(CELLS["full_peephole"], {**params, "V": V}, *given)
    dp = np.stack([np.diag(dV) for dV in np.split(full.pop("V"), 3, axis=1)])
    assert furthest({**full, "p": dp}, peephole) < 1e-14


@every_size
def test_coupled_is_the_lstm_whose_i_is_minus_f(size):
    params, *given = case(CELLS["coupled"], size)
    as_lstm = reblocked(params, "fgo", "ffgo")
    for name in ("W", "U", "b"):
        block(as_lstm, name, "i", "ifgo")[:] *= -1
    coupled, lstm = both_ways(CELLS["coupled"], params, *given), both_ways(CELLS["lstm"], as_lstm, *given)
    for name in ("W", "U", "b"):
        di, df, dg, do = np.split(lstm[name], 4, axis=-1)
        lstm[name] = np.concatenate([df - di, dg, do], axis=-1)
    assert furthest(coupled, lstm) < 1e-14


@every_size
def test_no_forget_is_the_lstm_whose_f_is_1(size):
    params, *given = case(CELLS["no_forget"], size)
    as_lstm = held(reblocked(params, "igo", "iigo"), "f", "ifgo")
    no_forget, lstm = both_ways(CELLS["no_forget"], params, *given), both_ways(CELLS["lstm"], as_lstm, *given)
    assert furthest(no_forget, reblocked(lstm, "ifgo", "igo")) < 1e-14


@every_size
def test_cell_peephole_without_recurrence_has_the_memory_of_such_an_lstm(size):
    params, x, state, dh, (_, dc) = case(CELLS["lstm"], size)
    given = x, state, 0 * dh, (0 * dc, dc)
    lstm = both_ways(CELLS["lstm"], {**params, "U": 0 * params["U"]}, *given)
    seen = both_ways(CELLS["cell_peephole"], {**params, "U": 0 * params["U"][:, : 3 * size[3]]}, *given)
    shared = ("last1", "first1", "dx", "W", "b")
    assert furthest(only(seen, *shared), only(lstm, *shared)) < 1e-14
    c = lstm["last1"]
    o = lstm["h"][-1] / np.tanh(c)
    assert distance(seen["h"][-1], o * c) < 1e-13


@every_size
def test_gru_with_both_gates_open_is_the_rnn(size):
    params, *given = case(CELLS["gru"], size)
    opened = held(held(params, "r", "rzn"), "z", "rzn")
    gru, rnn = both_ways(CELLS["gru"], opened, *given), both_ways(CELLS["rnn"], reblocked(params, "rzn", "n"), *given)
    assert furthest(reblocked(gru, "rzn", "n"), rnn) < 1e-14


@every_size
def test_both_grus_agree_where_the_place_of_r_does_not_matter(size):
    """Where U_n is diagonal, each unit resets itself alone; z keeps in one and renews in the other."""
    params, *given = case(CELLS["gru"], size)
    alone = np.eye(size[3])
    block(params, "U", "n", "rzn")[:] *= alone
    turned = with_z_turned(params)
    gru = both_ways(CELLS["gru"], params, *given)
    after = with_z_turned(both_ways(CELLS["gru_after"], {**turned, "bn": np.zeros(size[3])}, *given))
    for result in (gru, after):
        block(result, "U", "n", "rzn")[:] *= alone
    assert furthest(gru, only(after, *gru)) < 1e-14


@every_size
def test_min_gru_is_the_gru_without_recurrent_weights_where_tanh_does_not_matter(size):
    """Where n is the same at every step, n = tanh(artanh(n)); of n's gradients, tanh's slope is all the difference."""
    params, *given = case(CELLS["min_gru"], size)
    n = np.tanh(block(params, "b", "n", "zn"))
    W = {letter: block(params, "W", letter, "zn") for letter in "zn"}
    W["n"][:], b_z = 0, block(params, "b", "z", "zn")
    gru = {"W": np.hstack([W["z"], W["z"], W["n"]]), "b": np.concatenate([b_z, b_z, np.arctanh(n)])}
    small = both_ways(CELLS["min_gru"], {**params, "b": np.concatenate([b_z, n])}, *given)
    whole = both_ways(CELLS["gru"], {**gru, "U": np.zeros((size[3], 3 * size[3]))}, *given)
    for name in ("W", "b"):
        block(small, name, "n", "zn")[:] *= 1 - n**2
        whole[name] = np.concatenate([block(whole, name, letter, "rzn") for letter in "zn"], axis=-1)
    assert furthest(only(whole, *small), small) < 1e-13


@every_size
def test_min_lstm_whose_i_is_minus_f_is_min_gru(size):
    """f / (f + i) is f where i = 1 - f, and 1 - z where z's opinion is -f's."""
    params, *given = case(CELLS["min_gru"], size)
    split = {name: np.split(params[name], 2, axis=-1) for name in ("W", "b")}
    as_lstm = {name: np.concatenate([-z, z, n], axis=-1) for name, (z, n) in split.items()}
    small, gru = both_ways(CELLS["min_lstm"], as_lstm, *given), both_ways(CELLS["min_gru"], params, *given)
    for name in ("W", "b"):
        df, di, dn = np.split(small[name], 3, axis=-1)
        small[name] = np.concatenate([di - df, dn], axis=-1)
    assert furthest(small, gru) < 1e-13


def with_z_turned(params):
    """A copy of a GRU's parameters, or of their gradients, with the signs of z's changed: σ(-a) = 1 - σ(a)."""
    copy = {name: value.copy() for name, value in params.items()}
    for name in ("W", "U", "b"):
        block(copy, name, "z", "rzn")[:] *= -1
    return copy


@pytest.mark.parametrize(("name", "letter"), [("no_input_gate", "i"), ("no_forget_gate", "f"), ("no_output_gate", "o")])
@every_size
def test_an_ablated_gate_is_one_held_open(name, letter, size):
    params, *given = case(CELLS["peephole"], size)
    params["p"]["ifo".index(letter)] = 0
    whole = both_ways(CELLS["peephole"], held(params, letter, "ifgo"), *given)
    left = [k for k, gate in enumerate("ifo") if gate != letter]
    blocks = [gate for gate in "ifgo" if gate != letter]
    less = {**reblocked(params, "ifgo", blocks), "p": params["p"][left]}
    whole = {**reblocked(whole, "ifgo", blocks), "p": whole["p"][left]}
    assert furthest(both_ways(ABLATIONS[name], less, *given), whole) < 1e-14


@every_size
def test_coupled_gates_without_peepholes_are_the_coupled_cell(size):
    params, *given = case(CELLS["coupled"], size)
    coupled = both_ways(CELLS["coupled"], params, *given)
    greff = both_ways(ABLATIONS["coupled_gates"], {**params, "p": np.zeros((2, size[3]))}, *given)
    assert furthest(only(greff, *coupled), coupled) < 1e-14


@every_size
def test_full_gate_recurrence_without_weights_is_peephole(size):
    cell = ABLATIONS["full_gate_recurrence"]
    params, x, state, dh, dstate = case(cell, size)
    del params["R"]
    H = size[3]
    peephole = both_ways(CELLS["peephole"], params, x, state[:2], dh, dstate[:2])
    errors = (*dstate[:2], *(0 * d for d in dstate[2:]))
    full = both_ways(cell, {**params, "R": np.zeros((3 * H, 3 * H))}, x, state, dh, errors)
    assert furthest(only(full, *peephole), peephole) < 1e-14
