"""Right answers to notebook 00's exercise, in other styles than the reference's."""

import numpy as np


def doubled(yesterday, today):
    return 2 * np.asarray(today) - yesterday


def extrapolated(yesterday, today):
    line = np.polyfit([0, 1], np.array([np.ravel(yesterday), np.ravel(today)]), 1)
    return np.polyval(line, 2).reshape(np.shape(today))


def one_by_one(yesterday, today):
    if np.ndim(today) == 0:
        return today + today - yesterday
    return [now + (now - before) for before, now in zip(yesterday, today, strict=True)]


def with_a_name_for_the_change(yesterday, today):
    change = np.subtract(today, yesterday)
    print("change", change)
    return np.add(today, change)


ANSWERS = {"continue_trend": [doubled, extrapolated, one_by_one, with_a_name_for_the_change]}
