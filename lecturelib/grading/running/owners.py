"""Whose a file is, and which of several it is, as far as its path tells: folders of students, files named by an LMS."""

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from typing import NamedTuple

from ...course import IN_FILE_NAMES, notebook_named_in
from ..roster.whose import CANVAS, MOODLE

FOLDER, FILE = "folder", "file"
NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)  # some browsers save it under another ending
IN_MOODLE = re.compile(r"(?P<name>.+?)[_ ](?P<id>\d+)_assignsubmission_(file|onlinetext)(_|$)")
IN_CANVAS = re.compile(
    r"(?P<early>LATE_)?((?P<anon>anon)_(?P<code>[0-9A-Za-z]+)|(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+))"
    r"_(?P<upload>\d+)_."
)
LEAST_UPLOAD = 100  # Canvas's are larger; smaller ones are a student's own, as in week_1_06_lstm.ipynb
ATTEMPT = re.compile(r"[-_ ](?:attempt|try|version|v)?[-_ ]?\(?(\d{1,3})\)?$", re.IGNORECASE)


class Owner(NamedTuple):
    """Whose something is: a name, empty for nobody's, the number that a learning system gave them, and which system."""

    name: str
    number: str = ""
    system: str = ""

    @property
    def label(self) -> str:
        """The name with the number, which is always kept."""
        return f"{self.name}_{self.number}" if self.number else self.name


class Order(NamedTuple):
    """Which of several files came later.

    attempt: the number behind the notebook's name; upload: the number that Canvas gave the file; late: whether Canvas
    says that it came late.
    """

    attempt: int
    upload: int
    late: bool


def owner(path: str, kind: str, downloads: Set[str] = frozenset()) -> Owner:
    """Whose file or folder this is; downloads: the folders that are nobody's, see downloads_among."""
    if kind == FOLDER and any(f"{folder}/".startswith(f"{path}/") for folder in downloads):
        return Owner("")
    first, inside, _ = below(path, downloads).partition("/")
    if known := named_by_system(first, kind == FILE and not inside):
        return known
    if kind == FOLDER or inside:
        return Owner(first)
    return Owner(without_notebook(first) if NOTEBOOK.search(first) else "")


def named_by_system(name: str, is_file: bool) -> Owner | None:
    """Whom a learning system has named in the name of a file or folder, or nobody."""
    if known := IN_MOODLE.match(name):
        return Owner(known["name"], known["id"], MOODLE)
    if is_file and (known := IN_CANVAS.match(name)):
        return Owner(known["name"] or known["anon"], known["id"] or known["code"], CANVAS)
    return None


def downloads_among(notebooks: Iterable[str]) -> Set[str]:
    """The folders in which a learning system has named files of several students, by the paths of the notebooks."""
    numbers = defaultdict(set)
    for path in notebooks:
        parts = path.split("/")
        for k, part in enumerate(parts):
            if known := named_by_system(part, k == len(parts) - 1):
                if known.system == MOODLE or order(part).upload >= LEAST_UPLOAD:
                    numbers["/".join(parts[:k]), known.system].add(known.number)
                break  # what is below is that student's
    return {folder for (folder, _), found in numbers.items() if folder and len(found) > 1}


def below(path: str, downloads: Set[str]) -> str:
    """The path from the last of these folders on."""
    folder = max((folder for folder in downloads if path.startswith(f"{folder}/")), key=len, default="")
    return path[len(folder) + 1 :] if folder else path


def order(path: str, downloads: Set[str] = frozenset()) -> Order:
    """What a file's path says of when it came."""
    stem = NOTEBOOK.sub("", path.rpartition("/")[2])
    notebook = notebook_named_in(stem)
    again = ATTEMPT.search(stem, IN_FILE_NAMES[notebook].search(stem).end() if notebook else 0)
    inside = below(path, downloads)
    canvas = None if "/" in inside else IN_CANVAS.match(inside)
    upload, late = (int(canvas["upload"]), bool(canvas["early"] or canvas["late"])) if canvas else (0, False)
    return Order(int(again[1]) if again else 0, upload, late)


def without_notebook(file: str) -> str:
    """The name in ``ann_06-lstm (1).ipynb``; where the file has no other name than its notebook's, that one."""
    stem = NOTEBOOK.sub("", file)
    notebook = notebook_named_in(stem)
    name = IN_FILE_NAMES[notebook].split(stem)[0] if notebook else ""
    return name.rstrip(" _-.") or stem
