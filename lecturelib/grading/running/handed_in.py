"""What was handed in: whose notebooks lie in a folder, or in a zip from an LMS; contents are read one by one."""

import contextlib
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Set
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ...course import notebook_named_in
from .. import wording
from ..errors import GradingError
from .owners import FILE, FOLDER, NOTEBOOK, Owner, downloads_among, order, owner

LARGEST = 20 * 2**20  # bytes of a notebook
HIDDEN = "a folder whose name begins with a dot"
OF_PROGRAMS = {".git", ".ipynb_checkpoints", ".vscode", ".idea", ".cache", ".venv", ".pytest_cache", ".Trash", ".local"}
OF_WORK = re.compile(
    r"(weeks?|wk|units?|hw|homeworks?|assignments?|exercises?|sheets?|labs?|notebooks?|parts?|lectures?|lessons?|src)?"
    r"[ _-]*\d*",
    re.IGNORECASE,
)
UTF8_NAME, ENCRYPTED = 0x800, 0x1  # flags of an entry in a zip
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)


class Unreadable(Exception):
    """A file whose content cannot be had; the message says why. advice: what its student is told."""

    advice = wording.UNREADABLE


class TooLarge(Unreadable):
    """A file that is longer than any notebook needs to be."""

    advice = wording.TOO_LARGE


class Entry(NamedTuple):
    """A notebook file: whose it is, and where it lies among the submissions."""

    student: str
    path: str


class HandIns(NamedTuple):
    """All submissions: the students, also those without a notebook, the notebooks, and the paths of all else.

    owners: who each of the students is to the learning system; downloads: folders that are nobody's, see owners.py.
    """

    students: list[str]
    files: list[Entry]
    not_graded: list[str]
    place: "Folder | Archive"
    owners: dict[str, Owner]
    downloads: Set[str] = frozenset()

    def arrival(self, path: str) -> tuple[int, int, bool, str]:
        """When a file came: attempt, upload, whether late, and the time, which a file named by Canvas does not tell."""
        attempt, upload, late = order(path, self.downloads)
        return attempt, upload, late, "" if upload else self.place.time(path)


def find(source: Path, besides: Path | None = None) -> HandIns:
    """Look through a folder or a zip; besides: a folder in it that is no submission. Raises GradingError.

    A student is what an LMS puts in front of a file's name, with the number that it gave them, or the first folder.
    """
    place = opened(source, besides)
    owners, files, not_graded = {}, [], []
    there = list(place.look())
    downloads = downloads_among(path for path, kind in there if kind == FILE and NOTEBOOK.search(path))
    for path, kind in there:
        who = owner(path, kind, downloads)
        if who.name:
            owners.setdefault(who.label, who)
        if kind == FILE and NOTEBOOK.search(path):
            files.append(Entry(who.label, path))
        elif kind != FOLDER:
            not_graded.append(path if kind == FILE else f"{path} ({kind})")
    if not files:
        raise GradingError(f"no notebook in {source}; wanted are files such as STUDENT/06-lstm.ipynb")
    return HandIns(sorted(owners), sorted(files), sorted(not_graded), place, owners, downloads)


def opened(source: Path, besides: Path | None) -> "Folder | Archive":
    """The place to look through."""
    if source.is_dir():
        if besides and besides.resolve() == source.resolve():
            raise GradingError(f"{source} holds the submissions; name another --out, such as {source}-marks")
        return Folder(source.resolve(), besides and besides.resolve())
    if not source.is_file():
        raise GradingError(f"no folder {source}; name the folder or the zip that holds the submissions")
    if NOTEBOOK.search(source.name):
        raise GradingError(f"{source} is one notebook; name the folder it lies in, or try: lecturelib check {source}")
    return Archive(source)


def ignored(name: str) -> bool:
    """Whether a file or folder is only a system's own: hidden, or a Mac's."""
    return name.startswith(".") or name == "__MACOSX"


def is_hidden(folder: str) -> bool:
    """Whether a person may have hidden a folder by its name, unlike those that programs make."""
    return folder.startswith(".") and folder not in OF_PROGRAMS


class Folder:
    """Submissions in a folder."""

    def __init__(self, root: Path, besides: Path | None):
        self.root, self.besides = root, besides

    def look(self) -> Iterator[tuple[str, str]]:
        """The path of all that lies there and its kind; links are named, not followed."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError as error:
                if not folder:
                    raise
                yield folder, error.strerror
                continue
            for entry in entries:
                path, kind = os.path.join(folder, entry.name), kind_of(entry)
                if kind == FOLDER and is_hidden(entry.name):
                    kind = HIDDEN
                elif ignored(entry.name) or self.root / path == self.besides:
                    continue
                yield path, kind
                if kind == FOLDER:
                    waiting.append(path)

    def time(self, path: str) -> str:
        """When a file was last changed, in local time, or nothing where that cannot be had."""
        try:
            return datetime.fromtimestamp(os.lstat(self.root / path).st_mtime).isoformat(timespec="seconds")
        except (OSError, OverflowError, ValueError):
            return ""

    def read(self, path: str) -> bytes:
        """A file's content. Raises Unreadable."""
        try:
            descriptor = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise Unreadable("it is no regular file")
                return within_limit(file.read(min(status.st_size, LARGEST) + 1))
        except OSError as error:
            raise Unreadable(error.strerror) from error


def kind_of(entry: os.DirEntry) -> str:
    """FOLDER, FILE, or words for what is neither."""
    if entry.is_symlink():
        return "a link"
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return FILE if entry.is_file(follow_symlinks=False) else "no regular file"


class Archive:
    """Submissions in a zip, which is never unpacked to disk. A folder around all of them does not count."""

    def __init__(self, file: Path):
        try:
            self.zip = zipfile.ZipFile(file)
        except BROKEN as error:
            raise GradingError(f"{file} is no zip that can be read ({error}); export it again") from error
        files_last = sorted(self.zip.infolist(), key=zipfile.ZipInfo.is_dir, reverse=True)
        infos = {parts_of(info): info for info in files_last}  # of a folder and a file of one name, the file
        hidden = {parts[: k + 1] for parts in infos for k, part in enumerate(parts[:-1]) if is_hidden(part)}
        infos = {parts: info for parts, info in infos.items() if parts and not any(map(ignored, parts))}
        around = is_wrapped(list(infos))
        self.hidden = sorted("/".join(parts[around:]) for parts in hidden if not any(map(ignored, parts[:-1])))
        self.entries = {"/".join(parts[around:]): info for parts, info in infos.items() if parts[around:]}

    def look(self) -> Iterator[tuple[str, str]]:
        """The path of every entry and its kind."""
        yield from ((path, HIDDEN) for path in self.hidden)
        for path, info in self.entries.items():
            yield path, FOLDER if info.is_dir() else FILE

    def time(self, path: str) -> str:
        """What the zip says of when a file was last changed, in local time, or nothing where that is no time."""
        try:
            return datetime(*self.entries[path].date_time).isoformat()
        except ValueError:
            return ""

    def read(self, path: str) -> bytes:
        """A file's content. Raises Unreadable."""
        info = self.entries[path]
        if info.flag_bits & ENCRYPTED:
            raise Unreadable("it is encrypted")
        try:
            with self.zip.open(info) as file:
                return within_limit(file.read(LARGEST + 1))
        except BROKEN as error:
            raise Unreadable(f"its entry in the zip is broken: {error}") from error


def parts_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Folders and name of an entry, which lead nowhere else; names are UTF-8 also where the zip forgets to say so."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return tuple(part for part in re.split(r"[/\\]", name) if part not in ("", ".", ".."))


def is_wrapped(paths: list[tuple[str, ...]]) -> bool:
    """Whether one folder lies around all students' folders, or around files that an LMS has named."""
    if len({path[0] for path in paths}) != 1:
        return False
    notebooks = [path for path in paths if NOTEBOOK.search(path[-1])]
    if all(len(path) > 2 and is_of_work(path[1]) for path in notebooks):
        return False
    return all(len(path) > 2 or (len(path) == 2 and owner(path[1], FILE).number) for path in notebooks)


def is_of_work(folder: str) -> bool:
    """Whether a folder is called after work and not after somebody: ``week1``, ``06-lstm``."""
    return bool(OF_WORK.fullmatch(folder) or notebook_named_in(folder))


def within_limit(content: bytes) -> bytes:
    """The content, if it is not too long."""
    if len(content) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST // 2**20} MiB")
    return content
