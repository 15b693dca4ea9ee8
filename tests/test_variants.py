"""What the unit on variants stands on: its stored experiments, and that they come out again."""

import json

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.cells import ABLATIONS
from lecturelib.experiments import variants
from lecturelib.experiments.contest import as_heavy, batches_needed, weight
from lecturelib.tasks import adding
from lecturelib.train import new_model

MEASURED = variants.results()


def test_weight_counts_the_numbers_that_init_makes():
    task, rng = adding(4), np.random.default_rng(0)
    for cell in (*CELLS.values(), *ABLATIONS.values()):
        made = sum(param.size for param in cell.init(task.inputs, 7, rng).values())
        assert weight(cell, task, 7) == made, cell.name


def test_as_heavy_is_the_nearest_of_all():
    task, wanted = adding(4), weight(CELLS["lstm"], adding(4), 16)
    units = as_heavy(CELLS["rnn"], task, wanted)
    off = [abs(weight(CELLS["rnn"], task, hidden) - wanted) for hidden in range(1, 101)]
    assert off[units - 1] == min(off) and as_heavy(CELLS["lstm"], task, wanted) == 16


def test_batches_are_counted_to_the_end_of_the_first_window_below_the_mark():
    losses = np.array([3.0, 1, 1, 0, 0])
    assert [batches_needed(losses, mark, window=2) for mark in (5, 1.5, 0.2, 0)] == [2, 3, 5, None]


def test_following_a_stream_is_predicting_all_of_it():
    model = new_model(CELLS["lstm"], variants.PIECE, 4, np.random.default_rng(0))
    x, y = variants.streams(rows=3)
    right, _ = variants.follow(model, x, y)
    whole = variants.PIECE.right(model.predict(x), y)
    assert right == pytest.approx([whole[:16].mean(), *(whole[end // 2 : end].mean() for end in variants.ENDS[1:])])


def seeds_of(by_rate):
    assert list(by_rate) == [str(rate) for rate in variants.RATES]
    return {len(runs) for runs in by_rate.values()}


def test_everything_is_stored_for_eight_seeds_at_the_same_rates():
    assert len(MEASURED["habit"]) == 8
    assert list(MEASURED["stream"]) == [f"{name} {hidden}" for name, hidden in variants.hearers()]
    assert all(seeds_of(by_rate) == {8} for by_rate in MEASURED["stream"].values())
    for task, (learnt, _) in variants.TASKS.items():
        assert MEASURED["units"][task] == {n: variants.units(n, learnt, "equal weight") for n in variants.VARIANTS}
        for size in variants.SIZES:
            assert list(MEASURED["ablation"][task][size]) == list(variants.VARIANTS)
            assert all(seeds_of(by_rate) == {8} for by_rate in MEASURED["ablation"][task][size].values())


def test_the_habit_comes_out_again():
    assert np.array(variants.habit(3)) == pytest.approx(np.array(MEASURED["habit"][3]), abs=0.02)


@pytest.mark.parametrize(("name", "seed"), [("no_forget_gate", 0), ("full_gate_recurrence", 5)])
def test_an_ablation_comes_out_again(name, seed):
    for task in variants.TASKS:
        stored = MEASURED["ablation"][task]["equal size"][name]["0.03"][seed]
        assert variants.ablated(task, name, variants.HIDDEN, 0.03, seed) == pytest.approx(stored, abs=0.03)


def test_a_stream_is_heard_again():
    again, stored = variants.hear("no_forget", 16, 0.01, 4), MEASURED["stream"]["no_forget 16"]["0.01"][4]
    assert again["pieces"] == pytest.approx(stored["pieces"], abs=0.02)
    assert again["right"] == pytest.approx(stored["right"], abs=0.05)


def test_the_file_says_what_makes_it_again():
    assert json.loads(variants.STORED.read_text())["made by"] == "python -m lecturelib.experiments variants"
