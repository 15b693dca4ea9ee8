"""The SQLite file under a gradebook: how it is laid out, opened, locked, and what its troubles are called.

A write-ahead log with full synchronisation outlives kill −9 and a power cut. The file is locked to one process, so that
its log needs no shared memory and a home folder on a network will do. A finished run leaves one plain file.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import GradingError

FILE = "gradebook.sqlite"
APPLICATION, FORMAT = 0x6C6C6762, 1  # in the file's head: a gradebook of ours, and how it is laid out
TABLES = ("students", "not_graded", "files", "gradings", "results", "answers")
LAYOUT = f"""
BEGIN;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE students (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE not_graded (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE files (student TEXT, path TEXT, sha TEXT, named TEXT, PRIMARY KEY (student, path)) WITHOUT ROWID;
CREATE INDEX same_file ON files (sha);
CREATE TABLE gradings (
    sha TEXT, named TEXT, course TEXT, notebook TEXT, notes TEXT,
    PRIMARY KEY (sha, named, course)
) WITHOUT ROWID;
CREATE TABLE results (
    sha TEXT, named TEXT, course TEXT, exercise TEXT,
    points REAL, max_points REAL, status TEXT, mistake TEXT, message TEXT, example TEXT, seed INTEGER,
    PRIMARY KEY (sha, named, course, exercise),
    FOREIGN KEY (sha, named, course) REFERENCES gradings ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE answers (
    sha TEXT, named TEXT, course TEXT, exercise TEXT, same TEXT, prints BLOB,
    PRIMARY KEY (sha, named, course, exercise),
    FOREIGN KEY (sha, named, course) REFERENCES gradings ON DELETE CASCADE
) WITHOUT ROWID;
COMMIT;
"""
LATER = "run the same command again, nothing graded is lost"
TROUBLE = {
    sqlite3.SQLITE_BUSY: "another run is at work in {folder}; wait until it has ended, or name another --out",
    sqlite3.SQLITE_NOTADB: "{file} is no gradebook; name another --out",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged; name another --out",
    sqlite3.SQLITE_CANTOPEN: "{file} cannot be opened; name another --out",
    sqlite3.SQLITE_READONLY: "{file} may not be written; name another --out",
    sqlite3.SQLITE_FULL: f"the disk is full: no room for {{file}}; make some and {LATER}",
    sqlite3.SQLITE_IOERR: f"{{file}} cannot be written; see to the disk and {LATER}",
}


@contextmanager
def in_one_line(folder: Path) -> Iterator[None]:
    """Say in a GradingError what a disk or a gradebook has refused."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary not in TROUBLE:
            raise
        raise GradingError(TROUBLE[primary].format(folder=folder, file=folder / FILE)) from error
    except OSError as error:
        raise GradingError(f"{error.filename or folder}: {error.strerror or error}; see to that and {LATER}") from error


def opened(folder: Path) -> sqlite3.Connection:
    """The gradebook file of a folder, made if there is none, and locked. See in_one_line for what it raises."""
    if folder.is_file():
        raise GradingError(f"{folder} is a file; --out wants a folder")
    folder.mkdir(parents=True, exist_ok=True)
    os.close(os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else reads the secret
    connection = sqlite3.connect(folder / FILE, timeout=0.5)
    try:
        prepare(connection, folder / FILE)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection, file: Path) -> None:
    """Set a fresh connection up; lay the file out if it is empty. Raises GradingError where it is not ours."""
    for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        connection.executescript(LAYOUT)
    made_by = connection.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchone()
    if made_by != (APPLICATION, FORMAT):
        raise GradingError(f"{file} is no gradebook of this lecturelib; name another --out")
