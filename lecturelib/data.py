"""Real data that comes with the package. What each file is, and whose, stands in datasets/SOURCES.md."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

SKIES = ("drizzle", "fog", "rain", "snow", "sun")
SEATTLE = files(__package__) / "datasets" / "seattle-weather.csv"
COLUMNS = ("date", "precipitation", "temp_max", "temp_min", "wind", "weather")
AGAIN = "to have it again, install the course anew or take the file from vega-datasets 0.9.0"


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


class DataError(ValueError):
    """A data file that is missing, damaged or of another version; its text says which, and what to do."""


def weather(file=SEATTLE):
    """Read the weather of Seattle, 2012 to 2015, as observed by NOAA. Returns a Weather.

    Raises DataError where the file is not the one that SOURCES.md describes.
    """
    try:
        with file.open(newline="", encoding="utf-8") as opened:
            days = list(csv.DictReader(opened))
        found = f"{len(days)} days of {', '.join(days[0]) if days else 'nothing'}"
        if found != f"1461 days of {', '.join(COLUMNS)}":
            raise DataError(f"{file.name} is damaged or of another version, with {found}; {AGAIN}")
        return _weather(days)
    except DataError:
        raise
    except FileNotFoundError as error:
        raise DataError(f"{file.name} is missing from lecturelib/datasets; {AGAIN}") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise DataError(f"{file.name} is damaged ({error}); {AGAIN}") from error


def _weather(days):
    """The rows of the table, as text, as a Weather."""

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
