"""A table that a person wrote or a learning system exported: its columns and rows, each with its place in the file."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import GradingError
from ..escape import terminal

SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row: number counts from 1, as a spreadsheet does, the header included; cells: by column, blanks stripped."""

    number: int
    cells: dict[str, str]


class Table(NamedTuple):
    """A table; name is what it is called where something is wrong with it, such as ``--roster class.csv``."""

    name: str
    header: list[str]
    rows: list[Row]

    def trouble(self, row: int, what: str) -> GradingError:
        """The one line that says what is wrong in a row."""
        return GradingError(terminal(f"{self.name}, row {row}: {what}"))

    def want(self, columns: Iterable[str]) -> None:
        """Raise GradingError where a column is missing."""
        if missing := [column for column in columns if column not in self.header]:
            there = terminal(", ".join(self.header)) or "none"
            raise GradingError(f"{self.name} has no column {', '.join(missing)}; its columns are {there}")


def read_table(path: Path, option: str = "") -> Table:
    """Read a CSV file in UTF-8, its cells parted by commas, semicolons or tabs. Raises GradingError.

    option: such as --roster, where the file was named by one.
    """
    name = f"{option} {path}".strip()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GradingError(f"{name}: {error.strerror}; name a CSV file") from error
    text = decoded(content, name)
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(SEPARATORS, key=first.count))
    try:
        numbered = list(enumerate(reader, 1))
    except csv.Error as error:
        raise GradingError(f"{name}, line {reader.line_num}: no CSV ({error}); export it again") from error
    header = [column.strip() for column in numbered[0][1]] if numbered else []
    table = Table(name, header, [])
    for column in header:
        if column and header.count(column) > 1:
            raise table.trouble(1, f"two columns are called {column}; leave one of them")
    table.rows.extend(rows_of(table, numbered[1:]))
    return table


def decoded(content: bytes, name: str) -> str:
    """The text, which is UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = 1 if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content.count(b"\n", 0, error.start) + 1
        raise GradingError(f"{name}, row {row}: not in UTF-8; save it as CSV in UTF-8") from error


def rows_of(table: Table, numbered: list[tuple[int, list[str]]]) -> Iterator[Row]:
    """The rows that are not empty; missing cells at the end are empty ones."""
    for number, cells in numbered:
        if any(cell.strip() for cell in cells[len(table.header) :]):
            wanted = f"the header has {len(table.header)}; put text with a separator in it in quotes"
            raise table.trouble(number, f"it has {len(cells)} cells, {wanted}")
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(table.header) - len(cells))]
            yield Row(number, dict(zip(table.header, map(str.strip, padded), strict=False)))
