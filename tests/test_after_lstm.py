"""What notebook 12 stands on: the scan, attention and the mLSTM, and that its stored numbers come out again."""

import numpy as np
import pytest
import torch
from gradients import error

from lecturelib import CELLS
from lecturelib.cells.scan import WIDE, by_scan, by_steps
from lecturelib.experiments import after_lstm, costs, telephone
from lecturelib.reference import attention, linear_recurrence, mlstm, mlstm_parallel, scan, slstm_step, unroll

MEASURED = after_lstm.results()


def one_by_one(a, b):
    return unroll(lambda step, h: step[0] * h + step[1], np.stack([a, b], axis=1), 0 * b[0])[0]


@pytest.mark.parametrize("T", [*range(1, 18), 1000])
def test_scans_equal_the_loop(T):
    rng = np.random.default_rng(T)
    a, b = rng.uniform(-1, 1, size=(T, 3)), rng.normal(size=(T, 3))
    wanted = one_by_one(a, b)
    for way in (lambda: scan(a, b), lambda: by_scan(a, b.copy()), lambda: by_steps(a, b.copy())):
        assert error(way(), wanted) < 1e-13


def test_a_scan_is_exact_over_a_hundred_thousand_steps():
    rng = np.random.default_rng(0)
    a, b = rng.random((100_000, 1)), rng.normal(size=(100_000, 1))
    assert error(by_scan(a, b.copy()), by_steps(a, b.copy())) < 1e-14


@pytest.mark.parametrize("name", ["min_gru", "min_lstm"])
def test_a_row_alone_takes_the_scan_and_gets_what_it_gets_among_many(name):
    cell, rng = CELLS[name], np.random.default_rng(1)
    params, x, dh = cell.init(3, 8, rng), rng.normal(size=(50, WIDE, 3)), rng.normal(size=(50, WIDE, 8))
    (h, _, tape), (h_1, _, tape_1) = cell.forward(params, x), cell.forward(params, x[:, :1])
    dx, dx_1 = cell.backward(params, tape, dh)[1], cell.backward(params, tape_1, dh[:, :1])[1]
    assert error(h_1, h[:, :1]) < 1e-14 and error(dx_1, dx[:, :1]) < 1e-14


def test_slstm_hears_opinions_against_each_other_alone():
    rng = np.random.default_rng(2)
    xs, W, U, b = rng.normal(size=(20, 2, 3)), rng.normal(size=(3, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)
    start = (*np.zeros((3, 2, 4)), np.full((2, 4), -np.inf))
    hs = [unroll(slstm_step, xs, start, W, U, b + shift * (np.arange(16) < 4))[0] for shift in (0, 1000, -1000)]
    assert max(error(h, hs[0]) for h in hs[1:]) < 1e-12


def test_attention_is_torchs():
    rng = np.random.default_rng(3)
    Q, K, V = rng.normal(size=(3, 5)), rng.normal(size=(7, 5)), rng.normal(size=(7, 2))
    theirs = torch.nn.functional.scaled_dot_product_attention(*map(torch.tensor, (Q, K, V)))
    assert error(attention(Q, K, V), theirs.numpy()) < 1e-14


def test_a_linear_recurrence_is_the_sum_over_all_lags():
    rng = np.random.default_rng(4)
    xs, A, B = rng.normal(size=(6, 2)), rng.normal(size=(3, 3)), rng.normal(size=(2, 3))
    last = sum(xs[5 - lag] @ B @ np.linalg.matrix_power(A, lag) for lag in range(6))
    assert error(linear_recurrence(xs, A, B)[-1], last) < 1e-14


@pytest.mark.parametrize("scale", [1.0, 30.0])
@pytest.mark.parametrize("T", [1, 2, 40])
def test_the_forms_of_the_mlstm_agree(T, scale):
    rng = np.random.default_rng(T)
    qs, ks, vs = rng.normal(size=(T, 3)), rng.normal(size=(T, 3)), rng.normal(size=(T, 4))
    opinions = scale * rng.normal(size=(2, T))
    loop = mlstm(qs, ks, vs, *opinions)
    assert error(mlstm_parallel(qs, ks, vs, *opinions), loop) < 1e-11
    inputs = (qs[-1:], ks[None], vs[None], *opinions[:, None])
    assert error(telephone.last_answer(*map(torch.tensor, inputs)).numpy(), loop[-1:]) < 1e-11


def test_a_sigmoid_in_place_of_the_exponential_is_all_that_is_changed():
    """At opinions far below 0 a sigmoid is an exp; the way back is judged by central differences."""
    plain, changed, rng = CELLS["slstm"], after_lstm.LEANING["slstm, sigmoid"][0], np.random.default_rng(5)
    params, x, dh = plain.init(3, 4, rng), rng.normal(size=(9, 2, 3)), rng.normal(size=(9, 2, 4))

    def forward(cell, shift):
        return cell.forward({**params, "b": params["b"] + shift * (np.arange(16) < 4)}, x)

    assert error(forward(changed, -40)[0], forward(plain, -40)[0]) < 1e-13
    assert error(forward(changed, 0)[0], forward(plain, 0)[0]) > 1e-3
    grad = changed.backward(params, forward(changed, 0)[2], dh)[0]["b"][:4].sum()
    up, down = (np.sum(dh * forward(changed, shift)[0]) for shift in (1e-5, -1e-5))
    assert grad == pytest.approx((up - down) / 2e-5, rel=1e-7)


def test_books_hold_every_name_once_and_ask_for_one_of_them():
    x, y = telephone.draw(np.random.default_rng(6), 50, 8)
    x, y = x.numpy(), y.numpy()
    names, digits = x[:, :, : telephone.NAMES], x[:, :, telephone.NAMES :]
    assert x.shape == (50, 9, telephone.INPUTS) and (names.sum(axis=2) == 1).all()
    assert (names[:, :8].sum(axis=1) <= 1).all() and (digits[:, :8].sum(axis=2) == 1).all() and not digits[:, 8].any()
    entry = np.einsum("bek,bk->be", names[:, :8], names[:, 8]).argmax(axis=1)
    assert (digits[np.arange(50), entry].argmax(axis=1) == y).all()


def test_parity_counts_the_ones():
    x, y = after_lstm.parity(7).draw(np.random.default_rng(7), 5)
    assert (y[-1] == x[:, :, 1].sum(axis=0) % 2).all()


# What is stored comes out again


def test_everything_is_stored_for_eight_seeds_at_the_same_rates():
    for part, names in (("parity", after_lstm.PARITY), ("telephone", after_lstm.BOOKS)):
        assert list(MEASURED[part]) == list(names)
        for by_rate in MEASURED[part].values():
            assert list(by_rate) == [str(rate) for rate in after_lstm.RATES]
            assert {len(scores) for scores in by_rate.values()} == {8}
    stored = [(name, int(bias)) for name, by_bias in MEASURED["recall"].items() for bias in by_bias]
    assert stored == list(after_lstm.BIASES)
    assert MEASURED["sizes"] == {name: telephone.size(name) for name in after_lstm.BOOKS}


@pytest.mark.parametrize(("name", "bias"), [("min_gru", 3), ("lstm", 1)])
def test_recall_comes_out_again(name, bias):
    assert after_lstm.recall_score(name, bias, 2) == pytest.approx(MEASURED["recall"][name][str(bias)][2], abs=0.03)


@pytest.mark.parametrize("name", ["gru", "min_gru, two layers"])
def test_parity_comes_out_again(name):
    again = after_lstm.parity_scores(name, 0.01, 1)
    assert again == pytest.approx(MEASURED["parity"][name]["0.01"][1], abs=0.02)


def test_depth_does_not_mend_parity_at_either_rate():
    assert np.max(list(MEASURED["parity"]["min_gru, two layers"].values())) < 0.6


def test_a_book_is_read_again():
    again = after_lstm.book_scores("attention", 0.01, 0)
    assert again == pytest.approx(MEASURED["telephone"]["attention"]["0.01"][0], abs=0.02)


def test_costs_come_out_again_roughly():
    """A scan over one number wins by far, over 256 it does not; a stream's price is what its formula counts."""
    ratios = costs.of_scans(channels=(1, 256), lengths=(1000,))
    assert ratios["1"]["1000"] > 5 and ratios["256"]["1000"] < 2
    assert MEASURED["scan"]["1"]["1000"] > 5 and MEASURED["scan"]["256"]["1000"] < 1
    assert MEASURED["stream"]["bytes"] == [1024 * tokens for tokens in costs.TOKENS]


def test_every_decision_stands_on_a_number():
    rows = after_lstm.decisions(MEASURED).splitlines()[2:]
    assert len(rows) == 6 and all(any(c.isdigit() for c in row.split("|")[3]) for row in rows)
