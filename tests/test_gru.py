"""What the unit on the GRU stands on: its stored experiments, and that they come out again."""

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.experiments import gru
from lecturelib.reference import gru_step, gru_step_backward, unroll

MEASURED = gru.results()


def test_update_gates_are_those_of_the_engine():
    rng = np.random.default_rng(0)
    params, x = CELLS["gru"].init(3, 4, rng), rng.normal(size=(6, 2, 3))
    _, _, tape = CELLS["gru"].forward(params, x)
    np.testing.assert_allclose(gru.update_gates(params, x), tape.A[:, 1].swapaxes(1, 2), atol=1e-14)


def test_what_arrives_is_all_where_nothing_is_renewed():
    kept = gru.arriving(gru_step, gru_step_backward, -100, lags=5, hidden=3)
    assert kept.shape == (8, 6) and kept == pytest.approx(np.ones((8, 6)))


def test_over_one_step_what_arrives_is_the_norm_of_its_jacobian():
    rng = np.random.default_rng(0)
    weights = CELLS["gru"].init(4, 3, rng).values()
    xs = rng.normal(size=(100, 1, 4))
    hs, _ = unroll(gru_step, xs, np.zeros((1, 3)), *weights)
    nudged = hs[-2] + 1e-30j * np.eye(3)  # a row for each unit that is nudged
    jacobian = gru_step(np.repeat(xs[-1], 3, axis=0), nudged, *weights).imag / 1e-30
    arrived = gru.arriving(gru_step, gru_step_backward, 0, lags=1, hidden=3)[0]
    assert arrived == pytest.approx([1, np.linalg.norm(jacobian, 2)])


def test_the_four_kinds_are_four_and_two_of_them_are_the_reference():
    rng = np.random.default_rng(1)
    arguments = [rng.normal(size=shape) for shape in ((2, 3), (2, 4), (3, 12), (4, 12), (12,))]
    states = {kind: step(*arguments) for kind, step in gru.four_kinds().items()}
    np.testing.assert_array_equal(states["r before, z renews"], gru_step(*arguments))
    apart = [np.abs(states[a] - states[b]).max() for a in states for b in states if a < b]
    assert len(states) == 4 and min(apart) > 0.01


def test_equal_weight_is_within_a_twentieth():
    for task, _, _ in gru.CONTEST.values():
        weights = [gru.weight(cell, task, hidden) for cell, hidden in gru.entrants(task).values()]
        assert weights[1] == pytest.approx(weights[-1], rel=0.05) and weights[3] == pytest.approx(weights[-1], rel=0.05)


def test_the_best_rate_is_the_one_at_which_most_learn_and_then_the_faster():
    starts = {"0.01": [[50, 1.0], [None, 0.5]], "0.003": [[300, 1.0], [200, 1.0]]}
    rate, needed = gru.best_rate(starts)
    assert rate == "0.003" and list(needed) == [300, 200]
    assert gru.best_rate({"0.01": [[50, 1.0], [90, 1.0]], **{"0.003": starts["0.003"]}})[0] == "0.01"


def test_everything_is_stored_for_eight_seeds_at_the_same_rates():
    assert {len(MEASURED[part]) for part in ("saw", "numbers")} == {8}
    assert {len(shares) for by_kind in MEASURED["swapped"].values() for shares in by_kind.values()} == {8}
    assert list(MEASURED["contest"]) == list(gru.CONTEST)
    for task, cells in MEASURED["contest"].items():
        assert list(cells) == list(gru.entrants(gru.CONTEST[task][0]))
        for starts in cells.values():
            assert list(starts) == [str(rate) for rate in gru.RATES]
            assert {len(runs) for runs in starts.values()} == {8}


def test_a_reader_and_an_adder_come_out_again():
    score, z = gru.z_at_saw(2)
    assert score == pytest.approx(MEASURED["saw"][2][0], abs=0.02)
    assert z == pytest.approx(MEASURED["saw"][2][1], abs=0.03)
    score, plain, marked = gru.z_at_numbers(5)
    assert [score, *plain, *marked] == pytest.approx(np.hstack(MEASURED["numbers"][5]), abs=0.03)


def test_swapped_weights_score_the_same_again():
    stored = {kind: shares[1] for kind, shares in MEASURED["swapped"]["adding"].items()}
    assert gru.swapped("adding", 1) == pytest.approx(stored, abs=0.03)


@pytest.mark.parametrize(
    ("task", "entrant"), [("adding", "gru"), ("recall", "rnn, as heavy"), ("echo", "lstm, bias 3")]
)
def test_a_race_is_run_again(task, entrant):
    (needed, score), _ = gru.race(task, entrant, 0.01, 6)
    stored = MEASURED["contest"][task][entrant]["0.01"][6]
    assert needed == pytest.approx(stored[0], abs=10) and score == pytest.approx(stored[1], abs=0.03)


# What the page says of them


def test_who_copies_and_who_keeps():
    lowest = np.array([min(z) for _, z in MEASURED["saw"]])
    assert (lowest < 0.1).sum() == 3 and (lowest > 0.5).sum() == 4
    assert min(MEASURED["saw"][5][1]) > 0.8, "the sixth reader renews more than eight tenths of every unit"
    best = [(min(plain), marked[int(np.argmin(plain))]) for _, plain, marked in MEASURED["numbers"]]
    assert all(plain < 0.15 and marked > 0.4 for plain, marked in best)


def test_a_moved_reset_ruins_adding_and_spares_echo():
    moved = {task: np.array(by_kind["r after, z renews"]) for task, by_kind in MEASURED["swapped"].items()}
    assert (moved["adding"] < gru.SWAPPED["adding"].chance).sum() == 6 and moved["adding"].max() < 0.5
    assert moved["echo"].min() > 0.85


def test_who_wins_where():
    needed = {
        task: {name: gru.best_rate(starts)[1] for name, starts in cells.items()}
        for task, cells in MEASURED["contest"].items()
    }
    lstms = [name for name in needed["adding"] if name.startswith("lstm")]
    for task in ("adding", "station"):
        fastest = min(np.median(needed[task][name]) for name in lstms)
        assert np.median(needed[task]["gru"]) < fastest
        assert np.isinf([needed[task]["rnn"], needed[task]["rnn, as heavy"]]).all()
    assert needed["adding"]["gru"].max() < min(needed["adding"][name].min() for name in lstms)
    assert np.median(needed["adding"]["lstm, bias 3"]) < np.median(needed["adding"]["lstm, bias 0"])
    recall = needed["recall"]
    assert max(np.median(recall[f"lstm, bias {bias}"]) for bias in (2, 3)) < 0.51 * np.median(recall["gru"])
    heavy = recall["rnn, as heavy"]
    assert (heavy <= 50).sum() == 5 and np.isinf(heavy).sum() == 3 and heavy.min() == 38
    slowest_rnn = max(needed["echo"]["rnn"].max(), needed["echo"]["rnn, as heavy"].max())
    assert slowest_rnn < min(batches.min() for name, batches in needed["echo"].items() if "rnn" not in name)
