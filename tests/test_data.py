"""The data that comes with the package is what SOURCES.md says it is."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from lecturelib.data import SKIES, DataError, weather

FOLDER = files("lecturelib") / "datasets"


def test_every_file_is_named_with_its_checksum():
    sources = (FOLDER / "SOURCES.md").read_text()
    tables = [file for file in FOLDER.iterdir() if file.name.endswith(".csv")]
    assert tables
    for table in tables:
        assert f"`{table.name}`" in sources
        assert hashlib.sha256(table.read_bytes()).hexdigest() in sources


def test_every_day_from_2012_to_2015_is_there_once():
    days = weather()
    assert days.date[0] == np.datetime64("2012-01-01") and days.date[-1] == np.datetime64("2015-12-31")
    assert (np.diff(days.date) == np.timedelta64(1, "D")).all()
    assert days.vectors().shape == (len(days.date), 4) == (1461, 4)


def test_the_first_and_the_wettest_day():
    days = weather()
    assert days.vectors()[0].tolist() == [12.8, 5.0, 4.7, 0.0]
    assert SKIES[days.sky[0]] == "drizzle"
    wettest = days.rain.argmax()
    assert (str(days.date[wettest]), days.rain[wettest]) == ("2015-03-15", 55.9)


def test_values_are_plausible_and_skies_as_counted():
    days = weather()
    assert (days.low <= days.high).all() and (days.rain >= 0).all() and (days.wind > 0).all()
    counts = dict(zip(SKIES, np.bincount(days.sky).tolist(), strict=True))
    assert counts == {"drizzle": 54, "fog": 411, "rain": 259, "snow": 23, "sun": 714}


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda text: text[:20000], "is damaged or of another version, with 6"),
        (lambda text: text.replace("precipitation", "rain", 1), "with 1461 days of date, rain, temp_max"),
        (lambda text: text.replace("drizzle", "hail", 1), "is damaged"),
        (lambda text: text.replace("12.8", "12;8", 1), r"is damaged \(could not convert string to float: '12;8'\)"),
        (lambda text: "", "with 0 days of nothing"),
    ],
)
def test_another_file_is_refused_in_a_sentence(tmp_path, edit, reason):
    copy = tmp_path / "seattle-weather.csv"
    copy.write_text(edit((FOLDER / "seattle-weather.csv").read_text()))
    with pytest.raises(DataError, match=f"seattle-weather.csv .*{reason}.*; to have it again, install the course anew"):
        weather(copy)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"seattle-weather\.csv is missing from lecturelib/datasets; to have it again"):
        weather(tmp_path / "seattle-weather.csv")
