"""Real data that comes with the package. What each file is, and whose, stands in datasets/SOURCES.md.

A loader raises ValueError, one line, if its file is missing, damaged or of another version.
"""

import csv
import hashlib
import lzma
from dataclasses import dataclass
from importlib.resources import files
from string import ascii_lowercase

import numpy as np

SKIES = ("drizzle", "fog", "rain", "snow", "sun")
ALPHABET = "\n !\"'(),-.:;?" + ascii_lowercase


@dataclass(frozen=True)
class File:
    """A file of datasets, and the SHA-256 of what it holds, unpacked."""

    name: str
    checksum: str


FILES = {
    "seattle-weather": File("seattle-weather.csv", "62f0609f787158128aa2bd102967173a4953122dd4f872bf1d502cae1037df0b"),
    "moby-dick": File("moby-dick.txt.xz", "5c5200378c1e3df10a959aba4fe22eddbc855904a5137414126c105a3a43904f"),
    "reviews": File("reviews.tsv.xz", "048f1b9301fadf60b35e0dedcf9943c5c0878828117686948396aebc82910abd"),
}


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
    days = list(csv.DictReader(_lines("seattle-weather")))

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


def novel():
    """The first half of Herman Melville's Moby Dick (1851): 600,000 characters of ALPHABET, a line a paragraph."""
    return _content("moby-dick").decode()


@dataclass(frozen=True)
class Reviews:
    """3708 sentences of 300 reviews at Amazon, with what at least 20 people thought of each; see Hutto and Gilbert.

    sentences, a list of texts; rating, the mean from -4, negative, to 4, positive; review, integers, the review that a
    sentence is from: sentences of one review belong on one side of a split.
    """

    sentences: list
    rating: np.ndarray
    review: np.ndarray


def reviews():
    """Read the sentences of reviews and their ratings (C. J. Hutto & E. Gilbert, VADER, ICWSM 2014)."""
    review, rating, sentences = zip(*(line.split("\t") for line in _lines("reviews")), strict=True)
    return Reviews(list(sentences), np.array(rating, float), np.array(review, int))


@dataclass(frozen=True)
class Digits:
    """1797 digits written by hand: images (1797, 8, 8), ink from 0 to 1, top row first; label (1797,), 0 to 9."""

    images: np.ndarray
    label: np.ndarray


def digits():
    """Read the digits of E. Alpaydin and C. Kaynak (UCI, 1998), which come with scikit-learn. Returns a Digits."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise ValueError("digits: scikit-learn, with which they come, is missing; pip install scikit-learn") from None
    loaded = load_digits()
    return Digits(loaded.images / 16, loaded.target)


def again(name):
    """The command that makes a file of FILES again."""
    return f"python -m lecturelib.datasets.make {name}"


def is_whole(name, content):
    """Whether this is what a file of FILES holds, unpacked."""
    return hashlib.sha256(content).hexdigest() == FILES[name].checksum


def _content(name):
    """What a file of FILES holds, unpacked."""
    file = files(__package__) / "datasets" / FILES[name].name
    try:
        content = file.read_bytes()
        content = lzma.decompress(content) if file.name.endswith(".xz") else content
    except FileNotFoundError:
        raise ValueError(f"datasets/{file.name} is missing; to make it again: {again(name)}") from None
    except (lzma.LZMAError, EOFError):
        content = b""
    if not is_whole(name, content):
        raise ValueError(f"datasets/{file.name} is damaged or of another version; to make it again: {again(name)}")
    return content


def _lines(name):
    return _content(name).decode().splitlines()
