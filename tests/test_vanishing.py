"""What notebook 05 stands on: its stored scores come again, and they say what the page says of them."""

import pytest

from lecturelib.experiments import vanishing

MEASURED = vanishing.results()


def learnt(scores, passmark=0.95):
    """How many of them are above the passmark."""
    return sum(score > passmark for score in scores)


def over_rates(part, setting):
    """Of the networks of all rates together, how many have learnt it."""
    return sum(learnt(by_setting[setting]) for by_setting in MEASURED[part].values())


def test_everything_is_stored_for_eight_seeds_at_the_same_rates():
    for part, settings in (("recall", vanishing.LAGS), ("order", vanishing.ORDER_LENGTHS)):
        assert list(MEASURED[part]) == list(map(str, vanishing.RATES))
        assert all(list(by_setting) == list(map(str, settings)) for by_setting in MEASURED[part].values())
        assert {len(scores) for by_setting in MEASURED[part].values() for scores in by_setting.values()} == {8}
    assert list(MEASURED["echo"]) == list(map(str, vanishing.WINDOWS))
    assert {len(scores) for scores in MEASURED["echo"].values()} == {8}


def test_the_longer_the_lag_the_fewer_learn_it():
    """To lag 5 all of 24, at lag 40 none; the page says so in these words."""
    counts = [over_rates("recall", str(lag)) for lag in vanishing.LAGS]
    assert counts[:3] == [24, 24, 24] and counts[-1] == 0
    assert counts == sorted(counts, reverse=True)
    assert [over_rates("order", str(T)) for T in (10, 40)] == [24, 0]


def test_a_window_shorter_than_the_echo_teaches_nothing_and_a_longer_one_does():
    for window, scores in MEASURED["echo"].items():
        assert max(scores) < 0.6 if int(window) <= vanishing.ECHO else min(scores) > 0.65
    assert learnt(MEASURED["echo"]["9"], 0.9) == 6 and learnt(MEASURED["echo"]["16"], 0.94) == 8


@pytest.mark.parametrize(("lag", "rate"), [(5, 0.01), (40, 0.001)])
def test_recall_comes_out_again(lag, rate):
    again = vanishing.recall_score(rate, lag, 3)
    assert again == pytest.approx(MEASURED["recall"][str(rate)][str(lag)][3], abs=0.05)


def test_order_comes_out_again():
    assert vanishing.order_score(0.003, 10, 2) == pytest.approx(MEASURED["order"]["0.003"]["10"][2], abs=0.02)


@pytest.mark.parametrize("window", [8, 10])
def test_an_echo_comes_out_again(window):
    assert vanishing.echo_score(window, 1) == pytest.approx(MEASURED["echo"][str(window)][1], abs=0.03)
