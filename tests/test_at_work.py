"""What notebook 10 stands on: its tasks, counting, the translator, torch's layers, and that its numbers come again."""

from pathlib import Path

import numpy as np
import pytest
import torch
from traitlets import TraitError

from lecturelib import CELLS, applications, number_words
from lecturelib.data import weather
from lecturelib.experiments import at_work
from lecturelib.interop import to_torch
from lecturelib.ngrams import NGrams
from lecturelib.reference import attend, gru_after_step, sample, softmax, surprise, translate, unroll
from lecturelib.tasks import AGREEMENT_WORDS, agreement
from lecturelib.train import new_model
from lecturelib.widgets import TemperatureExplorer

MEASURED = at_work.results()


# The weather


@pytest.mark.parametrize("year", at_work.YEARS)
def test_no_day_held_out_is_learnt_from_and_a_forecast_meets_its_own_tomorrow(year):
    task, days = applications.forecasting(year), weather()
    held_out = days.date.astype("datetime64[Y]").astype(int) + 1970 == year
    seen = np.flatnonzero(task.learn)
    assert not held_out[seen].any() and not held_out[seen + 1].any()
    assert (held_out[task.test]).all() and task.test.sum() == held_out.sum() - (year == 2015)
    truth = at_work.simple_forecasts(task)["truth"]
    np.testing.assert_allclose(task.tomorrows_high(task.y[task.test]), truth, atol=1e-9)


def test_the_season_and_the_scales_come_from_the_years_to_learn_from_alone():
    task = applications.forecasting(2013)
    np.testing.assert_allclose(task.x[task.learn].mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(task.x[task.learn].std(axis=0), 1)
    assert abs(task.x[task.test].mean(axis=0)).max() > 0.01


def test_a_year_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="held_out: 2016 given; a year from 2012 to 2015 wanted"):
        applications.forecasting(2016)


# Words, digits, verbs


@pytest.mark.parametrize("clauses", [1, 2, 3, 5])
def test_a_verdict_is_that_of_the_clause_in_force(clauses):
    rng = np.random.default_rng(clauses)
    for _ in range(50):
        words, verdict = applications.review(rng, clauses)
        text = " ".join(words).replace(" but ", " | but ").replace(" although ", " | although ")
        in_force = None
        for clause in text.split(" | "):
            good = any(word in clause.split() for word in applications.GOOD) != ("not" in clause.split())
            in_force = in_force if clause.startswith("although") else good
        assert verdict == in_force


def test_reviews_are_padded_behind():
    x, y, lengths = applications.verdicts([1, 3]).draw(np.random.default_rng(0), 20)
    assert y.shape == (20,) and (x.sum(axis=2) == (np.arange(len(x))[:, None] < lengths)).all()


def test_names_are_spelt_and_read_back():
    letters = applications.spelt(np.arange(10))
    names = ["".join(applications.LETTERS[k] for k in name).rstrip(".") for name in letters.T]
    assert tuple(names) == applications.NAMES


def test_wrong_sentences_differ_in_the_verb_alone_and_right_ones_are_those_of_the_task():
    right, wrong = applications.right_and_wrong(np.random.default_rng(0), 30, hats=2)
    assert ((right != wrong).sum(axis=1)[[-2]] == 30).all() and ((right != wrong).sum() == 30)
    drawn = agreement(T=40).draw(np.random.default_rng(1), 400)[1].T
    book = {line for row in drawn for line in " ".join(AGREEMENT_WORDS[k] for k in row).split(".")}
    said = {" ".join(AGREEMENT_WORDS[k] for k in row[1:-1]) for row in right.T}
    assert len({line.strip() for line in book} & said) > len(said) / 2


# Counting


def test_counts_are_witten_and_bells():
    letters = np.array([0, 1, 0, 1, 0, 2])
    p = NGrams(letters, 1, 3).probabilities(np.array([0]))[0]
    single = (np.array([3, 2, 1]) + 3 * np.full(3, 1 / 3)) / (6 + 3)
    np.testing.assert_allclose(p, (np.array([0, 2, 1]) + 2 * single) / (3 + 2))


@pytest.mark.parametrize("order", range(4))
def test_every_row_of_counts_sums_to_one_for_pasts_seen_and_unseen(order):
    rng = np.random.default_rng(order)
    p = NGrams(rng.integers(4, size=50), order, 5).probabilities(rng.integers(5, size=30))
    assert p.shape == (31 - order, 5)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert (p > 0).all()


# The translator


def test_numbers_in_words_are_read_once_each():
    words = {" ".join(number_words.in_words(n)) for n in range(1, 3000)}
    assert len(words) == 2999 and set(" ".join(words).split()) == set(number_words.WORDS)
    assert " ".join(number_words.in_words(413_017)) == "four hundred thirteen thousand seventeen"
    xs = number_words.read([7, 999_999])
    assert xs.shape == (9, 2, 29) and xs[:8, 0].sum() == 0 and (xs.sum(axis=2)[:, 1] == 1).all()
    assert [number_words.as_number(t) for t in number_words.written([7, 999_999]).T] == ["7", "999999"]


def test_no_number_held_out_is_learnt_from():
    _, ys = number_words._pool(5)
    learnt = {number_words.as_number(tokens) for tokens in ys.T}
    assert not learnt & {str(n) for digits in range(1, 6) for n in number_words.held_out(digits)}


def test_a_translator_writes_what_the_reference_writes_from_its_weights():
    torch.manual_seed(0)
    numbers = [7, 40_312, 999_999]
    xs, start = number_words.read(numbers), np.full(3, number_words.START)
    note = number_words.Translator(8, attention=False)
    said = translate(gru_after_step, xs, np.zeros((3, 8)), *note.weights(), start, number_words.LONGEST)
    np.testing.assert_array_equal(said, number_words.writes(note, numbers))


def test_the_reference_attends_as_the_translator():
    torch.manual_seed(1)
    model, xs = number_words.Translator(8, attention=True), number_words.read([7, 40_312])
    before = np.eye(number_words.TOKENS)[np.full((1, 2), number_words.START)]
    encoder, decoder, W_y, b_y = model.weights()
    keys, h = unroll(gru_after_step, xs, np.zeros((2, 8)), *encoder)
    h = gru_after_step(before[0], h, *decoder)
    scores = np.concatenate([h, attend(h, keys, keys)[0]], axis=1) @ W_y + b_y
    theirs = model(*(torch.tensor(a, dtype=torch.float32) for a in (xs, before)))[0].detach().numpy()
    np.testing.assert_allclose(scores, theirs, atol=1e-5)


def test_attention_without_scale_is_torchs():
    rng = np.random.default_rng(2)
    query, keys, values = rng.normal(size=(3, 4)), rng.normal(size=(6, 3, 4)), rng.normal(size=(6, 3, 2))
    given = (torch.tensor(a) for a in (query[:, None], keys.swapaxes(0, 1), values.swapaxes(0, 1)))
    theirs = torch.nn.functional.scaled_dot_product_attention(*given, scale=1.0)
    np.testing.assert_allclose(attend(query, keys, values)[0], theirs[:, 0].numpy(), rtol=1e-13)


# The same weights in torch's layers


@pytest.mark.parametrize("cell", at_work.CELLS_TRIED)
@pytest.mark.parametrize(
    "task",
    [
        applications.forecasting().task(),
        applications.verdicts([2]),
        applications.spelling(np.random.default_rng(3).random((9, 8, 8)), np.arange(9)),
        applications.reading_rows(np.random.default_rng(4).random((9, 8, 8)), np.arange(9)),
        agreement(),
    ],
    ids=lambda task: task.name,
)
def test_torchs_layer_says_what_the_cell_says(cell, task):
    rng = np.random.default_rng(5)
    model, (x, *_) = new_model(CELLS[cell], task, 16, rng), task.draw(rng, 4)
    hs, _, _ = model.cell.forward(model.weights, x)
    theirs = to_torch(cell, model.weights)(torch.tensor(x))[0].detach().numpy()
    assert abs(hs - theirs).max() < 1e-13


# Temperature, bits


def test_temperature_changes_shares_as_the_softmax_says():
    logits, draws = np.log([[0.6, 0.3, 0.1]] * 1000), (np.arange(1000) + 0.5) / 1000
    for temperature in (0.25, 1.0, 4.0):
        counts = np.bincount(sample(logits, temperature, draws), minlength=3)
        assert abs(counts - 1000 * softmax(logits[0] / temperature)).max() <= 1


def test_bits_are_halvings():
    np.testing.assert_array_equal(surprise(np.array([[0.5, 0.5], [0.125, 0.875]]), np.array([1, 0])), [1, 3])


WRITTEN = {0.5: "cold", 1.0: "as it is", 2.0: "hot"}


def test_the_explorer_shows_the_likeliest_and_rests_on_a_temperature():
    explorer = TemperatureExplorer("so far", list("abc"), np.log([0.2, 0.7, 0.1]), WRITTEN, temperature=1.9)
    assert explorer.letters == ["b", "a", "c"] and explorer.temperature == 2.0
    np.testing.assert_allclose(np.sum(explorer.chances, axis=1), 1)
    np.testing.assert_allclose(explorer.chances[1], [0.7, 0.2, 0.1])


@pytest.mark.parametrize(
    ("logits", "written", "says"),
    [([0.0, 1.0], WRITTEN, "one number for each of 3 letters"), ([0.0] * 3, {0: "", 1: ""}, "all above 0")],
)
def test_the_explorer_refuses_what_it_cannot_show(logits, written, says):
    with pytest.raises(TraitError, match=says):
        TemperatureExplorer("so far", list("abc"), logits, written)


# What is stored comes out again


def test_everything_is_stored_for_eight_starts():
    assert list(MEASURED)[1:] == list(at_work.PARTS)
    for part in ("weather", "rows", "names", "verdicts", "verbs"):
        for cell in at_work.CELLS_TRIED:
            assert len(MEASURED[part][cell]) == 8
    assert {len(scores) for scores in MEASURED["numbers"].values()} == {8}


@pytest.mark.parametrize(
    ("part", "model", "work", "seed", "margin"),
    [
        ("weather", "rnn", at_work.weather_errors, 1, 0.02),
        ("rows", "gru_after", at_work.rows_right, 2, 0.02),
        ("names", "rnn", at_work.names_right, 3, 0.02),
        ("verdicts", "gru_after", at_work.verdicts_right, 4, 0.05),
        ("verbs", "rnn", at_work.verbs_right, 5, 0.02),
    ],
)
def test_a_start_comes_out_again(part, model, work, seed, margin):
    assert work(model, seed) == pytest.approx(MEASURED[part][model][seed], abs=margin)


def test_what_needs_no_network_comes_out_again():
    for name, errors in at_work.weather_baselines().items():
        assert errors == pytest.approx(MEASURED["weather"][name])
    assert at_work.verdicts_counted(3) == pytest.approx(MEASURED["verdicts"]["runs of 3"], abs=0.01)


def test_the_last_table_of_the_page_says_what_was_measured():
    page = (Path(__file__).parent.parent / "notebooks" / "src" / "10-at-work.py").read_text()

    def mean(part, model):
        return np.mean(np.reshape(MEASURED[part][model], (-1, np.shape(MEASURED[part][model])[-1])), axis=0)

    line, gru = (mean("weather", name).mean() for name in ("least squares", "gru_after"))
    assert f"a line is off by {line:.2f} °C, the GRU by {gru:.2f} |" in page
    runs, gru = (mean("verdicts", name)[1] for name in ("runs of 3", "gru_after"))
    assert f"at two clauses runs of three words {runs:.2f}, the GRU {gru:.2f} |" in page
    assert f"yes: {MEASURED['names']['regression']:.2f} against {mean('names', 'gru_after')[0]:.2f} |" in page
    assert f"yes: {MEASURED['rows']['regression'][-1]:.2f} against {mean('rows', 'gru_after')[-1]:.2f} |" in page
    note, looking = (mean("numbers", name)[3] for name in ("note", "attention"))
    assert f"At five digits {note:.2f} with a note, {looking:.2f} with looking back" in page


def test_what_the_page_says_of_starts_was_measured():
    weather_gains = np.array(MEASURED["weather, gain"]["gru_after"])
    assert (weather_gains[:, 1] < 0).all() and (weather_gains[:, 2] > 0).all()
    assert np.sum(np.ravel(MEASURED["weather, longer"]["gru_after"]) > MEASURED["weather"]["as today"][3]) == 7
    assert np.sum(np.array(MEASURED["verdicts"]["rnn"])[:, 1] > 0.9) == 1
    assert np.min(np.array(MEASURED["verdicts"]["gru_after"])[:, :2]) == 1
    assert np.min(MEASURED["verdicts, three"]["gru_after"]) > 0.99
    assert (np.max(MEASURED["rows"]["gru_after"], axis=0) < MEASURED["rows"]["regression"]).all()
    assert np.min([MEASURED["verbs"][cell] for cell in at_work.CELLS_TRIED]) == 1
    note, looking = (np.array(MEASURED["numbers"][name]) for name in ("note", "attention"))
    assert np.sum(looking[:, 3] > note[:, 3]) == 7 and max(note[:, 4].max(), looking[:, 4].max()) <= 0.01
