"""The contest of notebook 11: no tomorrow leaks, every model forecasts, and the stored numbers are those of a run."""

from dataclasses import replace

import numpy as np
import pytest

from lecturelib.data import weather
from lecturelib.experiments import classifiers, small_data
from lecturelib.experiments.classifiers import CLASSIFIERS, Classifier
from lecturelib.experiments.rain import bits, rain_examples, right
from lecturelib.experiments.small_data import MODELS, SAMPLINGS, SIZES, YEARS, forecast, learn_from, stored
from lecturelib.reference import leaked_share

EXAMPLES = rain_examples()
OTHERS = {year: [other for other in YEARS if other != year] for year in YEARS}


# Days


def test_an_example_is_a_week_and_the_day_after():
    days = weather()
    assert EXAMPLES.x.shape == (1454, 7, 4)
    for k in (0, 500, 1453):
        last = EXAMPLES.today[k]
        np.testing.assert_array_equal(EXAMPLES.x[k, :, 0], days.high[last - 6 : last + 1])
        np.testing.assert_allclose(np.expm1(EXAMPLES.x[k, :, 3]), days.rain[last - 6 : last + 1], atol=1e-12)
        assert EXAMPLES.wet[k] == (days.rain[last + 1] > 0)


@pytest.mark.parametrize("today", [6, 700, 1458])
def test_no_tomorrow_leaks_into_a_week(today):
    """All that is measured after a day is changed; no week up to that day moves, and neither does an answer before."""
    days, later = weather(), np.arange(1461) > today
    names = ("high", "low", "wind", "rain")
    other = rain_examples(replace(days, **{name: getattr(days, name) + later for name in names}))
    known, answered = EXAMPLES.today <= today, EXAMPLES.today < today
    np.testing.assert_array_equal(other.x[known], EXAMPLES.x[known])
    np.testing.assert_array_equal(other.wet[answered], EXAMPLES.wet[answered])
    assert not (other.x[~known] == EXAMPLES.x[~known]).all()


@pytest.mark.parametrize("year", YEARS)
def test_no_day_is_shared_between_a_year_and_the_others(year):
    asked, learnt = EXAMPLES.within([year]), EXAMPLES.within(OTHERS[year])
    assert len(asked) in (358, 359) and len(learnt) > 1000
    assert leaked_share(learnt.today, asked.today, 7) == 0


def test_draws_are_subsets_and_the_same_each_time():
    draws = {size: learn_from(EXAMPLES, [2012, 2013, 2014], size, draw=3).today for size in SIZES}
    for size, today in draws.items():
        assert len(set(today)) == size and set(today) <= set(draws[1000])
        np.testing.assert_array_equal(today, learn_from(EXAMPLES, [2012, 2013, 2014], size, draw=3).today)
    in_a_row = learn_from(EXAMPLES, [2013], 60, 0, "in a row")
    assert (np.diff(in_a_row.today) == 1).all() and len(learn_from(EXAMPLES, [2013], 1000, 0)) == 358


# Models


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_a_model_gives_probabilities_the_same_each_time_whatever_it_learnt_from(name):
    setting, x = CLASSIFIERS[name].settings[-1], EXAMPLES.x[-50:]
    some = learn_from(EXAMPLES, [2012], 30, draw=0)
    p = forecast(name, setting, some, x, seed=1)
    assert p.shape == (50,) and (p >= 0).all() and (p <= 1).all()
    np.testing.assert_array_equal(forecast(name, setting, some, x, seed=1), p)
    np.testing.assert_allclose(forecast(name, setting, some, x[7:8], seed=1), p[7:8], rtol=1e-9)  # each by itself
    dry = some[some.wet == 0]
    assert forecast(name, setting, dry, dry.x, seed=1).mean() < 0.5


def test_equal_effort_in_tuning():
    tuned = {name: model.settings for name, model in CLASSIFIERS.items() if len(model.settings) > 1}
    assert set(CLASSIFIERS) - set(tuned) == {"constant", "two counts", "full tree"}
    assert all(len(settings) == 4 for settings in tuned.values())
    assert all(tuned[net] == classifiers.NETS for net in ("dense", "CNN", "RNN", "LSTM", "GRU"))


def test_neither_training_nor_tuning_sees_the_year_asked_about(monkeypatch):
    asked, seen = {week.tobytes() for week in EXAMPLES.within([2014]).x}, []

    def spy(x, wet, seed, k):
        seen.extend(week.tobytes() in asked for week in x)
        return lambda x: np.full(len(x), 0.5)

    monkeypatch.setattr(small_data, "MODELS", ("spy",))
    monkeypatch.setitem(CLASSIFIERS, "spy", Classifier(spy, ({"k": 0}, {"k": 1})))
    small_data.ask(EXAMPLES, 2014, sizes=(30, 1000))
    assert len(seen) > 10_000 and not any(seen)


def test_without_scikit_learn_one_sentence(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sklearn.tree", None)
    with pytest.raises(ImportError, match="scikit-learn is missing, which these models come from; pip install"):
        forecast("full tree", {}, EXAMPLES[:30], EXAMPLES.x, 0)


def test_bits_and_right():
    p, wet = np.array([0.5, 0.25, 1.0, 0.0]), np.array([1, 0, 1, 1])
    np.testing.assert_allclose(bits(p, wet), [1, np.log2(4 / 3), -np.log2(0.999), np.log2(1000)])
    assert right(p, wet).tolist() == [False, True, True, False]


# The stored run


PIECES = (
    ("logistic", 1000, "scattered"),
    ("least squares", 60, "in a row"),
    ("two counts", 30, "in a row"),
    ("tree", 250, "scattered"),
    ("forest", 30, "scattered"),
    ("dense", 60, "scattered"),
    ("CNN", 30, "in a row"),
    ("RNN", 250, "scattered"),
    ("LSTM", 120, "scattered"),
    ("GRU", 1000, "scattered"),
)


@pytest.mark.parametrize(("model", "size", "sampling"), PIECES)
def test_a_part_of_the_run_gives_the_stored_numbers(model, size, sampling):
    curves, asked, draw = stored(), EXAMPLES.within([2015]), 5
    setting = curves.settings["2015"][model][SIZES.index(size)]
    p = forecast(model, setting, learn_from(EXAMPLES, OTHERS[2015], size, draw, sampling), asked.x, draw)
    assert curves.of("bits", model, size, sampling)[draw] == pytest.approx(bits(p, asked.wet).mean(), abs=0.005)
    assert curves.of("right", model, size, sampling)[draw] == pytest.approx(right(p, asked.wet).mean(), abs=0.01)
    if (size, sampling) == (1000, "scattered"):
        np.testing.assert_allclose(curves.forecast(model)[draw], p, atol=0.005)


def test_a_part_of_another_year_gives_the_stored_numbers():
    curves, asked = stored(), EXAMPLES.within([2013])
    for model, setting in (("GRU", 0), ("logistic", 1)):
        days = learn_from(EXAMPLES, OTHERS[2013], small_data.ENDS[setting], 2)
        p = forecast(model, curves.settings["2013"][model][setting], days, asked.x, 2)
        known = curves.of_years("bits", model, small_data.ENDS[setting])[1, 2]
        assert known == pytest.approx(bits(p, asked.wet).mean(), abs=0.005)


def test_the_stored_setting_is_the_one_that_tuning_finds():
    settings = stored().settings["2015"]
    for model, size in (("logistic", 120), ("tree", 30)):
        assert small_data.tune(EXAMPLES, model, OTHERS[2015], size) == settings[model][SIZES.index(size)]


def test_shapes_and_forecasts_fit_the_curves():
    curves, wet = stored(), EXAMPLES.within([2015]).wet
    assert curves.bits.shape == curves.right.shape == (len(SAMPLINGS), len(MODELS), len(SIZES), 8)
    assert curves.years_bits.shape == curves.years_right.shape == (4, len(MODELS), 2, 8)
    for model in MODELS:
        np.testing.assert_allclose(
            bits(curves.forecast(model), wet).mean(axis=1), curves.of("bits", model, 1000), atol=5e-3
        )
    np.testing.assert_allclose(curves.years_bits[3], curves.bits[0][:, [0, -1]], atol=1e-5)


def test_another_file_is_refused_in_a_sentence(tmp_path):
    anew = "run: python -m lecturelib.experiments small-data"
    copy = tmp_path / "small-data.npz"
    with pytest.raises(OSError, match=f"small-data.npz is missing from lecturelib/datasets; to make it, {anew}"):
        stored(copy)
    whole = small_data.FILE.read_bytes()
    for damaged in (whole[:30000], b"", b"PK no archive"):
        copy.write_bytes(damaged)
        with pytest.raises(ValueError, match=f"small-data.npz is damaged; to make it anew, {anew}"):
            stored(copy)
    np.savez(copy, about='{"models": ["GRU"], "sizes": [30]}')
    with pytest.raises(ValueError, match=f"is of another version, with other models; to make it anew, {anew}"):
        stored(copy)
