"""Who the students of a gradebook are: those of its roster, and whoever handed something in and is not found there."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from ..roster.people import Person
from ..roster.whose import CANVAS, Somebody, find_all

AS_NAMED = """
DELETE FROM students;
INSERT INTO students SELECT owner, number, '', '', json_array(name), system, NULL FROM owners;
UPDATE owners SET student = owner, trouble = CASE
    WHEN system = 'moodle' AND EXISTS (SELECT 1 FROM owners o WHERE (o.name, o.system) = (owners.name, owners.system)
                                       AND o.owner <> owners.owner)
    THEN 'Moodle knows this name under several numbers; --roster tells who is who' ELSE '' END;
"""
NAMED = """
SELECT student FROM students WHERE :text IN (student, id)
UNION SELECT student FROM owners WHERE owner = :text
"""
ALSO_NAMED = """
SELECT student FROM students WHERE :text = email OR :text IN (SELECT value FROM json_each(known))
"""


def storable(value):
    """A value as SQLite takes it: half characters in a text become escapes."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def keep_roster(db: sqlite3.Connection, people: Iterable[Person]) -> None:
    """Take this list in place of the one that was there."""
    rows = ((p.row, p.id, p.name, p.section, p.email, json.dumps(p.known)) for p in people)
    db.execute("DELETE FROM roster")
    db.executemany("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?)", rows)


def roster(db: sqlite3.Connection) -> list[Person]:
    """The list that a gradebook has, or none."""
    rows = db.execute("SELECT row, id, name, section, email, known FROM roster ORDER BY row")
    return [Person(*row, known=tuple(json.loads(known))) for *row, known in rows]


def identify(db: sqlite3.Connection) -> None:
    """Say anew who is whose: everybody on the roster is a student, and so is every owner who is not found there."""
    people = roster(db)
    if not people:
        for statement in AS_NAMED.split(";\n"):
            db.execute(statement)
        return
    owners = [Somebody(key, name, number, system, run=run) for key, name, number, system, run in owners_of(db)]
    found, troubles = find_all(owners, people)
    names = shown_names(people)
    of_owner = {key: names[place] for key, place in found.items()}
    for key in troubles:
        of_owner[key] = key if key not in names else f"{key} (not on the roster)"
    db.execute("DELETE FROM students")
    numbers = defaultdict(list)
    for who in owners:
        if who.key in found and who.system == CANVAS:
            numbers[found[who.key]].append(who.number)
    for place, person in enumerate(people):
        known, system = json.dumps([person.name, *person.known, *numbers[place]]), CANVAS if numbers[place] else ""
        insert(db, names[place], person.id, person.section, person.email, known, system, person.row)
    for who in (who for who in owners if who.key in troubles):
        insert(db, of_owner[who.key], who.number, "", "", json.dumps([who.name]), who.system, None)
    told = ((of_owner[who.key], troubles.get(who.key, ""), who.key) for who in owners)
    db.executemany("UPDATE owners SET student = ?, trouble = ? WHERE owner = ?", told)


def insert(db: sqlite3.Connection, *row) -> None:
    db.execute("INSERT OR IGNORE INTO students VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def owners_of(db: sqlite3.Connection) -> list[tuple]:
    return db.execute("SELECT owner, name, number, system, run FROM owners ORDER BY owner").fetchall()


def shown_names(people: list[Person]) -> list[str]:
    """A name for each person that nobody else has: the own one, and of namesakes with the id, or else the row."""
    count = Counter(person.name for person in people)
    with_ids = [p.name if p.name and count[p.name] == 1 else f"{p.name} ({p.id})".strip() for p in people]
    count = Counter(with_ids)
    return [n if count[n] == 1 else f"{n} (row {p.row})" for n, p in zip(with_ids, people, strict=True)]


def students_named(db: sqlite3.Connection, text: str) -> list[str]:
    """The students whom a text may mean: by the name shown or the id, or else by any name of theirs."""
    for query in (NAMED, ALSO_NAMED):
        if found := [name for (name,) in db.execute(query, {"text": storable(text)})]:
            return found
    return []
