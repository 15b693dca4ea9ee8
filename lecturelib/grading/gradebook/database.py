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
APPLICATION, FORMAT = 0x6C6C6762, 2  # in the file's head: a gradebook of ours, and how it is laid out
TABLES = ("owners", "not_graded", "files", "gradings", "results", "answers")  # that are united when shards are
LAYOUT = f"""
BEGIN;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE roster (row INTEGER PRIMARY KEY, id TEXT, name TEXT, section TEXT, email TEXT, known TEXT);
CREATE TABLE students (
    student TEXT PRIMARY KEY, id TEXT, section TEXT, email TEXT, known TEXT, system TEXT, row INTEGER
) WITHOUT ROWID;
CREATE TABLE owners (
    owner TEXT PRIMARY KEY, name TEXT, number TEXT, system TEXT, run INTEGER, student TEXT, trouble TEXT
) WITHOUT ROWID;
CREATE INDEX owned ON owners (student);
CREATE INDEX namesakes ON owners (name);
CREATE TABLE not_graded (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE files (
    owner TEXT, path TEXT, sha TEXT, named TEXT, run INTEGER, attempt INTEGER, upload INTEGER, late INTEGER, time TEXT,
    PRIMARY KEY (owner, path, sha)
) WITHOUT ROWID;
CREATE INDEX same_file ON files (sha);
CREATE TABLE gradings (sha TEXT, named TEXT, notebook TEXT, notes TEXT, PRIMARY KEY (sha, named)) WITHOUT ROWID;
CREATE TABLE results (
    sha TEXT, named TEXT, exercise TEXT,
    points REAL, max_points REAL, status TEXT, mistake TEXT, message TEXT, example TEXT, seed INTEGER,
    course TEXT, seconds REAL, memory INTEGER,
    PRIMARY KEY (sha, named, exercise),
    FOREIGN KEY (sha, named) REFERENCES gradings ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE answers (
    sha TEXT, named TEXT, exercise TEXT, same TEXT, prints BLOB,
    PRIMARY KEY (sha, named, exercise),
    FOREIGN KEY (sha, named) REFERENCES gradings ON DELETE CASCADE
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
    if made_by[0] == APPLICATION and made_by[1] != FORMAT:
        told = f"has form {made_by[1]}, and this lecturelib keeps form {FORMAT}"
        raise GradingError(f"{file} {told}; name another --out and grade all of it again")
    if made_by != (APPLICATION, FORMAT):
        raise GradingError(f"{file} is no gradebook of this lecturelib; name another --out")
