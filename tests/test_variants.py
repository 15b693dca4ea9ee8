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


# What the page says of them


def ended(name):
    """The shares right at the end of the stream, at the better rate, and the runs."""
    _, runs = variants.better_rate(MEASURED["stream"][name], lambda run: run["right"][-1])
    return np.array([run["right"][-1] for run in runs]), runs


def test_all_eight_coupled_cells_have_the_habit():
    best = [max(zip(*habit, strict=True), key=lambda unit: unit[0] - unit[1]) for habit in MEASURED["habit"]]
    assert min(noise for noise, _ in best) > 0.895 and max(mark for _, mark in best) < 0.215


def test_the_stream_finds_out_the_cell_of_1997():
    lstm, _ = ended("lstm 16")
    small, runs = ended("no_forget 16")
    heavy, _ = ended("no_forget 19")
    assert lstm.min() > 0.97 and np.median(heavy) < np.median(small)
    assert small.min() == pytest.approx(0.30, abs=0.005) and small.max() == pytest.approx(0.95, abs=0.006)
    assert np.median([run["pieces"] for run in runs]) > 0.98
    assert np.median([run["memory"][-1] for run in runs]) == pytest.approx(60, abs=1)


def test_which_parts_are_missed():
    for size in variants.SIZES:
        shown = variants.panels(MEASURED["ablation"], size)
        middle = {asked: {n: np.median(s) for n, s in scores.items()} for asked, scores in shown.items()}
        adding, pieces, end = (middle[asked] for asked in ("adding", "stream: pieces", "stream: its end"))
        assert adding["no_input_gate"] == min(adding.values()) or adding["full_gate_recurrence"] == min(adding.values())
        assert end["no_forget_gate"] == min(end.values()) < 0.4 < 0.9 < min(pieces["no_forget_gate"], end["whole"])
        assert adding["no_forget_gate"] > adding["whole"] and adding["no_output_squash"] > adding["whole"]
        assert adding["coupled_gates"] == max(adding.values()) and max(end.values()) - end["coupled_gates"] < 0.04
        assert max(adding["full_gate_recurrence"], end["full_gate_recurrence"] - 0.5) < 0.34
    at_once = variants.panels(MEASURED["ablation"], "equal size")["adding"]
    assert sum(score > 0.85 for score in at_once["no_output_gate"]) == 5
    assert sum(score < 0.3 for score in at_once["no_peepholes"]) == 2
    by_rate = MEASURED["ablation"]["adding"]["equal size"]["full_gate_recurrence"]
    assert [sum(score > 0.9 for (score,) in by_rate[rate]) for rate in ("0.03", "0.01")] == [1, 0]
