"""Will it rain tomorrow? Seattle's days as examples: a week that was, and whether the day after was wet."""

from dataclasses import dataclass

import numpy as np

from ..data import weather

WEEK = 7
COLUMNS = ("high", "low", "wind", "rain")
CLOSEST = 1e-3  # no forecast is taken to be surer than 999 in 1000, or one mistake would cost infinitely many bits


@dataclass(frozen=True)
class Days:
    """N examples: x (N, 7, 4), a week of days, COLUMNS of each, today last, the rain as ln(1 + mm); wet (N,), 1 if it
    rained on the day after, tomorrow; today (N,), the number of today, counted from 2012-01-01; year (N, 2), the years
    of the first of the seven days and of tomorrow."""

    x: np.ndarray
    wet: np.ndarray
    today: np.ndarray
    year: np.ndarray

    def __len__(self):
        return len(self.wet)

    def __getitem__(self, rows):
        """The examples of these rows: a slice, integers, or booleans."""
        return Days(self.x[rows], self.wet[rows], self.today[rows], self.year[rows])

    def within(self, years):
        """The examples all of whose eight days, tomorrow among them, lie in these years."""
        return self[np.isin(self.year, years).all(axis=1)]


def rain_examples(days=None):
    """Every week that has a day after it, in order: 1454 Days of Seattle's weather, unless another Weather is given."""
    days = days or weather()
    values = np.stack([days.high, days.low, days.wind, np.log1p(days.rain)], axis=1)
    weeks = np.lib.stride_tricks.sliding_window_view(values, WEEK, axis=0).swapaxes(1, 2)[:-1]
    today = np.arange(WEEK - 1, len(values) - 1)
    year = days.date.astype("datetime64[Y]").astype(int) + 1970
    wet = (days.rain[today + 1] > 0).astype(int)
    return Days(weeks.copy(), wet, today, np.stack([year[today - WEEK + 1], year[today + 1]], axis=1))


def bits(p, wet):
    """The surprise of each day in bits, -log2 of the probability given to what came. p, the probability of rain, and
    wet, 0 or 1: arrays of one shape, which is also the result's. A p closer than 1/1000 to 0 or 1 counts as 1/1000."""
    p = np.clip(p, CLOSEST, 1 - CLOSEST)
    return -np.log2(np.where(wet == 1, p, 1 - p))


def right(p, wet):
    """Whether each forecast was right: rain was held for likelier than not, and it came; or neither. Booleans."""
    return (p > 0.5) == (wet == 1)
