"""The people on a list: our own ``roster.csv``, a gradebook from Canvas, or a list or worksheet from Moodle."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import GradingError
from .csv_file import Row, Table, read_table

OWN = ("id", "name")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_IDS = ("username", "email address", "email", "id number", "idnumber", "identifier", "userid", "user id", "id")
MOODLE_NAMES = (("full name",), ("name",), ("first name", "last name"), ("first name", "surname"))
OWN_NUMBERS = ("id number", "idnumber", "username", "userid", "id", "identifier")  # an id, the best first
MANY = re.compile(r"[;|]")  # what parts several aliases in a cell
PARTICIPANT = re.compile(r"participant (\d+)", re.IGNORECASE)  # how a grading worksheet of Moodle calls them


@dataclass(frozen=True)
class Person:
    """Somebody on a list: row is their row's number; known: what else they are surely called, such as a login."""

    row: int
    id: str
    name: str
    section: str = ""
    email: str = ""
    known: tuple[str, ...] = ()

    @property
    def sure(self) -> set[str]:
        """What nobody else may be called."""
        return {self.id, self.email, *self.known} - {""}

    @property
    def names(self) -> set[str]:
        """What somebody else may be called too: the name, in either order, and as Canvas puts it into files' names."""
        last, comma, first = self.name.partition(",")
        turned = f"{first.strip()} {last.strip()}" if comma else self.name
        return {self.name, turned, squeezed(self.name)} - {""}


def read_people(path: Path, option: str = "--roster") -> list[Person]:
    """The people of a list in any of the three forms. Raises GradingError, with file and row."""
    return people_in(read_table(path, option))


def people_in(table: Table) -> list[Person]:
    """The people of a table that was read."""
    if set(CANVAS[:2]) <= set(table.header):
        people = list(canvas_people(table))
    elif set(OWN) <= {column.casefold() for column in table.header}:
        people = list(own_people(table))
    else:
        people = list(moodle_people(table))
    hold_apart(table, people)
    return people


def hold_apart(table: Table, people: list[Person]) -> None:
    """Raise GradingError where two rows have the same id."""
    seen: dict[str, int] = {}
    for person in people:
        if person.id and (before := seen.setdefault(plain(person.id), person.row)) != person.row:
            raise table.trouble(person.row, f"the id {person.id} stands in row {before} already; leave one of them")


def plain(text: str) -> str:
    """A name without what differs from system to system: case, spaces, ways to write the same letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def squeezed(text: str) -> str:
    """A name as an LMS puts it into a file's name: its letters and digits."""
    return "".join(filter(str.isalnum, text))


def own_people(table: Table) -> Iterator[Person]:
    """Rows of id, name, and, if there, aliases, section and email."""
    for row in lowered(table):
        cells = row.cells
        if not (cells["id"] or cells["name"]):
            raise table.trouble(row.number, "neither id nor name; give one of them")
        aliases = tuple(alias.strip() for alias in MANY.split(cells.get("aliases", "")) if alias.strip())
        email = cells.get("email") or cells.get("e-mail", "")
        yield Person(row.number, cells["id"], cells["name"], cells.get("section", ""), email, aliases)


def canvas_people(table: Table) -> Iterator[Person]:
    """Canvas's gradebook; rows without an id, such as the points possible, are nobody's."""
    table.want(CANVAS)
    for number, cells in table.rows:
        name, ids = cells["Student"], [cells[column] for column in CANVAS[1:4]]
        if any(ids):
            known = (*ids[1:], f"{squeezed(name)}_{ids[0]}")
            yield Person(number, ids[0], name, cells["Section"], known=known)


def moodle_people(table: Table) -> Iterator[Person]:
    """Moodle's list of participants, or the grading worksheet of an assignment, which holds their numbers there."""
    header = {column.casefold() for column in table.header}
    if not header & {*MOODLE_IDS, *(part for parts in MOODLE_NAMES for part in parts)}:
        there = ", ".join(table.header) or "none"
        wanted = "id and name, or what Canvas or Moodle exports"
        raise GradingError(f"{table.name} has the columns {there}; wanted are {wanted}")
    for row in lowered(table):
        cells = row.cells
        known = [cells[column] for column in MOODLE_IDS if cells.get(column)]
        known += [f"Participant_{match[1]}" for one in known if (match := PARTICIPANT.fullmatch(one))]
        name = next((" ".join(cells[p] for p in parts) for parts in MOODLE_NAMES if set(parts) <= set(cells)), "")
        email = cells.get("email address") or cells.get("email", "")
        section = cells.get("groups") or cells.get("group", "")
        yield Person(row.number, first_of(cells), name, section, email, tuple(known))


def first_of(cells: dict[str, str]) -> str:
    """The id of a participant: the number that the school gave, else the login, else Moodle's own number."""
    return next((cells[column] for column in OWN_NUMBERS if cells.get(column)), "")


def lowered(table: Table) -> Iterator[Row]:
    """The rows with the names of columns in small letters."""
    for number, cells in table.rows:
        yield Row(number, {column.casefold(): cell for column, cell in cells.items()})
