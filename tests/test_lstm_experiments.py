"""What the notebooks on the LSTM stand on: the stored numbers come out again, and say what the pages say."""

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.experiments import lstm, vanishing, way_back
from lecturelib.experiments.contest import batches_needed, weight
from lecturelib.tasks import AGREEMENT_WORDS

MEASURED, SWAPPED = lstm.results(), way_back.results()


def of(runs, part):
    return np.array([run[part] for run in runs])


def test_everything_is_stored_for_every_seed_at_the_same_rates():
    assert {len(MEASURED[part]) for part in ("readers", "singers", "vanilla", "speakers")} == {len(lstm.SEEDS)} == {10}
    for by_width in MEASURED["secret"].values():
        assert list(by_width) == [str(units) for units in lstm.WIDTHS]
        assert all(list(by_rate) == [str(rate) for rate in lstm.RATES] for by_rate in by_width.values())
        assert {len(runs) for by_rate in by_width.values() for runs in by_rate.values()} == {10}
    for task, (described, _, _) in way_back.TASKS.items():
        assert list(SWAPPED[task]) == list(way_back.contestants(described))
        for by_rate in SWAPPED[task].values():
            assert list(by_rate) == [str(rate) for rate in way_back.RATES]
            assert {len(runs) for runs in by_rate.values()} == {len(way_back.SEEDS)} == {8}

    assert list(SWAPPED["order"]) == [str(rate) for rate in vanishing.RATES]
    assert {len(scores) for scores in SWAPPED["order"].values()} == {8}


@pytest.mark.parametrize("name", way_back.TASKS)
def test_the_wider_vanilla_network_has_the_parameters_of_the_lstm(name):
    task, _, _ = way_back.TASKS[name]
    sizes = [weight(cell, task, units) for cell, units in way_back.contestants(task).values()]
    assert sizes[4] == pytest.approx(sizes[0], rel=0.03) and sizes[0] == sizes[1] == sizes[2] == 4 * sizes[3]
    params = CELLS["lstm"].init(task.inputs, 16, np.random.default_rng(0))
    assert sizes[0] == sum(param.size for param in params.values())


def test_batches_are_counted_to_the_first_low_mean():
    losses = np.concatenate([np.ones(40), np.zeros(60)])
    assert batches_needed(losses, 0.5, way_back.SMOOTH) == 53 and batches_needed(losses, -1, way_back.SMOOTH) is None
    assert way_back.told([[1, 53], [0, None], [1, 60]]) == "2 of 3 came down, after 56 batches (53 to 60)"
    assert way_back.told([[0, None]]) == "none of 1 came down to a quarter of a guess's loss"


# What is stored comes out again


def test_a_reader_comes_out_again():
    assert lstm.reading(1) == pytest.approx(MEASURED["readers"][1], abs=0.02)


def test_a_singer_comes_out_again():
    again, stored = lstm.singing(1), MEASURED["singers"][1]
    assert again["unit"] == stored["unit"] and again["f"] == pytest.approx(stored["f"], abs=0.03)


def test_a_secret_is_kept_again():
    again = lstm.keeping_a_secret("without", 1, 0.03, 0)
    assert again == pytest.approx(MEASURED["secret"]["without"]["1"]["0.03"][0], abs=0.05)


@pytest.mark.parametrize(("kind", "rate", "seed"), [("LSTM, bias 4", 0.01, 0), ("RNN, 36 units", 0.03, 1)])
def test_recall_comes_out_again(kind, rate, seed):
    score, batches = way_back.trained("recall 40", kind, rate, seed)
    stored = SWAPPED["recall 40"][kind][str(rate)][seed]
    assert score == pytest.approx(stored[0], abs=0.02) and batches == pytest.approx(stored[1], abs=5)


# And says what the pages say


def test_vanilla_networks_learn_the_singers_language_too():
    assert {round(score, 2) for score in MEASURED["vanilla"]} == {0.68, 0.69}


def test_five_readers_know_all_names_and_where_the_name_travels():
    plain, by_h, by_c = (of(MEASURED["readers"], part) for part in ("none", "h", "c"))
    assert (plain == 1).sum() == 5 and np.isclose(plain, 5 / 6).sum() == 4 and np.isclose(plain[3], 0.5)
    learnt = plain > 0.6
    assert (learnt & (by_c < 0.4)).sum() == 4 and (learnt & (by_h < 0.4)).sum() == 5


def test_one_unit_of_every_singer_carries_the_number_on_its_belt():
    singers = MEASURED["singers"]
    assert not of(singers, "one").any() and (of(singers, "others") == 1).all()
    assert sorted(of(singers, "c").round(1)) == [0] * 9 + [0.4]


def test_singers_hold_at_with_and_have_let_go_by_the_next_subject():
    f = dict(zip(AGREEMENT_WORDS, of(MEASURED["singers"], "f").T, strict=True))
    assert f["with"].min() > 0.5 and f["hat"].min() > 0.5 and (f["often"] < 0.5).nonzero()[0].tolist() == [5]
    assert (np.minimum(f["girl"], f["girls"]) < 0.15).all()
    assert (f["."] < 0.1).nonzero()[0].tolist() == [3, 4, 5, 7, 9] and max(f["sings"][1], f["sing"][1]) < 0.2
    kept = np.maximum(f["sings"], f["sing"]) * f["."] * np.maximum(f["girl"], f["girls"])
    assert (kept < 0.1).sum() == 9 and kept.max() < 0.3


def test_no_singer_keeps_the_number_back():
    o = dict(zip(AGREEMENT_WORDS, of(MEASURED["singers"], "o").T, strict=True))
    assert o["with"].min() > 0.95 and o["often"].min() > 0.95


def test_nine_speakers_know_the_last_subject():
    speakers = MEASURED["speakers"]
    right, one, by_c = (of(speakers, part) for part in ("right", "one", "c"))
    learnt = right > 0.99
    assert (~learnt).nonzero()[0].tolist() == [4] and (learnt & (one < 0.05)).sum() == 7
    assert [((low <= by_c) & (by_c <= high) & learnt).sum() for low, high in ((0, 0.05), (0.3, 0.6), (0.95, 1))] == [
        5,
        3,
        1,
    ]


def test_a_secret_wants_an_output_gate_where_there_is_one_unit():
    kept = {
        (gate, units): [sum(min(shares) > 0.95 for shares in runs) for runs in by_rate.values()]
        for gate, by_width in MEASURED["secret"].items()
        for units, by_rate in by_width.items()
    }
    assert kept["with an output gate", "1"] == [9, 10] and kept["without", "1"] == [4, 0]
    assert kept["with an output gate", "2"] == [10, 10] and kept["without", "2"] == [9, 8]
    assert kept["with an output gate", "4"] == kept["without", "4"] == [10, 10]


def reached(task, least):
    """How many of eight starts scored so much, by kind: at rate 0.03, and at 0.01."""
    return {
        kind: [sum(score > least for score, _ in runs) for runs in by_rate.values()]
        for kind, by_rate in SWAPPED[task].items()
    }


def test_recall_wants_a_bias_that_reaches_as_far():
    kinds = ["LSTM, bias 1", "LSTM, bias 2", "LSTM, bias 4", "RNN, 16 units", "RNN, 36 units"]
    assert reached("recall 40", 0.95) == dict(zip(kinds, ([0, 0], [0, 2], [4, 6], [4, 1], [1, 3]), strict=True))
    assert reached("recall 40", 0.3)["LSTM, bias 1"] == [0, 0]


def test_adding_is_learnt_by_lstms_alone():
    kinds = ["LSTM, bias 1", "LSTM, bias 2", "LSTM, bias 4", "RNN, 16 units", "RNN, 33 units"]
    assert reached("adding 50", 0.3) == dict(zip(kinds, ([6, 3], [8, 1], [3, 3], [0, 0], [0, 0]), strict=True))


def test_order_over_forty_symbols_is_found_by_lstms_alone():
    vanilla = vanishing.results()["order"]
    assert [sum(score > 0.9 for score in found) for found in SWAPPED["order"].values()] == [4, 5, 4]
    assert not [score for by_length in vanilla.values() for score in by_length["40"] if score > 0.9]
