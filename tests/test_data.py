"""The data that comes with the package is what SOURCES.md says it is, and what is not is refused in words."""

import io
import lzma
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.resources import files

import numpy as np
import pytest

from lecturelib import data
from lecturelib.data import ALPHABET, FILES, SKIES, digits, novel, reviews, weather
from lecturelib.datasets import make

FOLDER = files("lecturelib") / "datasets"
LOADERS = {"seattle-weather": weather, "moby-dick": novel, "reviews": reviews}


def test_every_file_is_named_with_its_checksum():
    sources = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert FILES.keys() == make.MAKERS.keys() == LOADERS.keys()
    for file in FILES.values():
        assert re.search(rf"^\| `{re.escape(file.name)}` \| .*\d\.\d.*\|.*\|.*\|$", sources, re.M)
        assert f"{file.checksum}  {file.name}\n" in sources
    there = {file.name for file in FOLDER.iterdir() if file.name.endswith((".csv", ".xz"))}
    assert there == {file.name for file in FILES.values()}


def test_all_data_together_is_under_a_megabyte():
    assert sum(len(file.read_bytes()) for file in FOLDER.iterdir() if file.is_file()) < 1e6


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A folder in the place of datasets, with copies of its files."""
    (tmp_path / "datasets").mkdir()
    for file in FILES.values():
        (tmp_path / "datasets" / file.name).write_bytes((FOLDER / file.name).read_bytes())
    monkeypatch.setattr(data, "files", lambda package: tmp_path)
    return tmp_path / "datasets"


@pytest.mark.parametrize("name", FILES)
def test_a_file_missing_damaged_or_of_another_version_is_one_line_with_what_to_do(name, copied):
    file, load = copied / FILES[name].name, LOADERS[name]
    load()
    whole = file.read_bytes()
    other = whole.replace(b"2012", b"2013") if file.suffix == ".csv" else lzma.compress(b"another version")
    to_do = f"; to make it again: python -m lecturelib.datasets.make {name}"
    for content in (whole[: len(whole) // 2], whole[:-100] + bytes(100), b"", other):
        file.write_bytes(content)
        with pytest.raises(ValueError) as refused:
            load()
        assert str(refused.value) == f"datasets/{file.name} is damaged or of another version{to_do}"
    file.unlink()
    with pytest.raises(ValueError) as refused:
        load()
    assert str(refused.value) == f"datasets/{file.name} is missing{to_do}"


def test_the_novel_has_what_its_docstring_says():
    text = novel()
    assert len(text) == 600_000 and set(text) == set(ALPHABET) and len(ALPHABET) == 39
    assert text.startswith("loomings.\ncall me ishmael. some years ago--never mind how long precisely--having")
    assert "\n\n" not in text and "chapter" not in text[:5000]


def test_the_reviews_have_what_their_docstring_says():
    said = reviews()
    assert len(said.sentences) == len(said.rating) == len(said.review) == 3708
    assert len(set(said.review)) == 300 and (np.diff(said.review) >= 0).all()
    assert (said.rating.min(), said.rating.max()) == (-3.7, 3.85)
    most = said.rating.argmax()
    assert said.rating[most] > 3 and (abs(said.rating) >= 0.5).sum() == 2985
    assert said.sentences[0] == "troubleshooting ad-2500 and ad-2600 no picture scrolling b/w."


def test_the_digits_have_what_their_docstring_says():
    written = digits()
    assert written.images.shape == (1797, 8, 8) and written.label.shape == (1797,)
    assert (written.images.min(), written.images.max()) == (0, 1)
    assert sorted(set(written.label)) == list(range(10))


def test_without_scikit_learn_the_digits_say_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ValueError, match=r"^digits: scikit-learn, with which they come, is missing; pip install"):
        digits()


def tar(**files):
    """A tar of files, bytes by name."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def test_members_come_out_of_wheels_and_tars():
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("a/b.csv", "of a wheel")
    assert make.member(wheel.getvalue(), "a/b.csv") == b"of a wheel"
    assert make.member(tar(**{"a/b.csv": b"of a tar"}), "a/b.csv") == b"of a tar"


def test_the_novel_is_cleaned(monkeypatch):
    book = "CHAPTER 7. The Chapel.\n\nIn “New\nBedford”—there’s a\nchapel*\n\n\n1851\n\nAye."
    monkeypatch.setattr(make, "fetched", lambda *command: tar(**{"package/data/data.txt": book.encode()}))
    assert make.novel().decode() == 'the chapel.\nin "new bedford"--there\'s a chapel\naye.'


def test_the_reviews_are_cut(monkeypatch):
    rows = tar(**{"hutto_ICWSM_2014/amazonReviewSnippets_GroundTruth.txt": b"1_1\t-0.9\tbad.\r\n12_3\t2\tgood.\r\n"})
    inner = tar(**{"vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz": rows})
    monkeypatch.setattr(make, "fetched", lambda *command: inner)
    assert make.reviews() == b"1\t-0.9\tbad.\n12\t2\tgood.\n"


def test_what_comes_out_otherwise_is_not_written(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(make.MAKERS, "reviews", lambda: b"something else")
    with pytest.raises(ValueError, match=r"reviews\.tsv\.xz: the package gave other data than it did; it is left"):
        make.make("reviews", tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SystemExit):
        make.main(["reviews"])
    assert capsys.readouterr().err.startswith("reviews: reviews.tsv.xz: the package gave other data")


@pytest.mark.parametrize("name", FILES)
def test_what_comes_out_whole_is_written_so_that_it_is_read_again(name, monkeypatch, copied):
    content = data._content(name)
    (copied / FILES[name].name).unlink()
    monkeypatch.setitem(make.MAKERS, name, lambda: content)
    assert make.make(name, copied) == copied / FILES[name].name
    LOADERS[name]()


def test_a_name_that_is_none_is_refused():
    command = [sys.executable, "-m", "lecturelib.datasets.make", "mobby"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.endswith("mobby given, some of seattle-weather, moby-dick, reviews wanted\n")


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
