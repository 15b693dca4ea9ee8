"""What a reading child says stands in a notebook, believed only where it has the right form."""

from dataclasses import dataclass

from ..exercises import COURSE, EXERCISES
from .results import Note


@dataclass(frozen=True)
class Program:
    """What defines one exercise's function: which pieces, which of them is the function, the other exercises it uses.

    problem: why there is no function, such as a syntax error, or empty.
    """

    pieces: tuple[int, ...]
    target: int
    uses: tuple[str, ...]
    problem: str


@dataclass(frozen=True)
class Found:
    """A notebook as it was read: which of the course it is, its statements as text, a program for each exercise."""

    notebook: str
    readable: bool
    notes: tuple[Note, ...]
    pieces: tuple[str, ...]
    programs: dict[str, Program]

    def composed(self, name: str, right: set[str]) -> tuple[list[int], list[str]]:
        """The pieces that one exercise's function needs, in order, and the other exercises whose own answers they hold.

        Of those that it uses only the right ones are taken; for the others the course's own stands in.
        """
        needed, own, waiting = set(), set(), [name]
        while waiting:
            program = self.programs[waiting.pop()]
            needed.update(program.pieces)
            more = {use for use in program.uses if use in right and use in self.programs} - own - {name}
            own |= more
            waiting += more
        return sorted(needed), sorted(own)


def believed(answer: object) -> Found | None:
    """What a child said, or None where it is not of the form that reading gives it."""
    try:
        pieces = tuple(map(text, answer["pieces"]))
        programs = {one_of(EXERCISES, name): program(said, len(pieces)) for name, said in answer["programs"].items()}
        notes = tuple(Note(*map(text, note)) for note in answer["notes"])
        return Found(one_of((*COURSE, ""), answer["notebook"]), answer["readable"] is True, notes, pieces, programs)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def program(said: dict, count: int) -> Program:
    pieces = tuple(one_of(range(count), index) for index in said["pieces"])
    target = -1 if said["problem"] else one_of(pieces, said["target"])
    return Program(pieces, target, tuple(map(text, said["uses"])), text(said["problem"]))


def one_of(known, value):
    """The value, if it is a known one. Raises ValueError."""
    if value not in known or isinstance(value, bool):
        raise ValueError(value)
    return value


def text(value: object) -> str:
    """The value, if it is text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value
