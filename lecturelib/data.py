"""Real data that comes with the package. What each file is, and whose, stands in datasets/SOURCES.md."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

SKIES = ("drizzle", "fog", "rain", "snow", "sun")


@dataclass(frozen=True)
class Weather:
    """Seattle, 1461 days from 2012-01-01 to 2015-12-31, none missing; every array has one value a day.

    date (datetime64[D]); high and low, temperatures in °C; wind in m/s; rain, all precipitation, in mm;
    sky, integers that index SKIES.
    """

    date: np.ndarray
    high: np.ndarray
    low: np.ndarray
    wind: np.ndarray
    rain: np.ndarray
    sky: np.ndarray

    def vectors(self):
        """The days as vectors (1461, 4): high, low, wind, rain."""
        return np.stack([self.high, self.low, self.wind, self.rain], axis=1)


def weather():
    """Read the weather of Seattle, 2012 to 2015, as observed by NOAA. Returns a Weather."""
    with (files(__package__) / "datasets" / "seattle-weather.csv").open(newline="") as file:
        days = list(csv.DictReader(file))

    def numbers(name):
        return np.array([float(day[name]) for day in days])

    return Weather(
        date=np.array([day["date"].replace("/", "-") for day in days], dtype="datetime64[D]"),
        high=numbers("temp_max"),
        low=numbers("temp_min"),
        wind=numbers("wind"),
        rain=numbers("precipitation"),
        sky=np.array([SKIES.index(day["weather"]) for day in days]),
    )
