"""A class that hands in all the course's notebooks, and the verdict that each of its answers deserves.

The whole class, by hand:

    export PYTHONPATH=tests:tests/grading
    python tests/grading/classroom.py CLASS --students 300
    lecturelib grade CLASS/submissions --out CLASS/marks --timeout 5
    python tests/grading/classroom.py CLASS --grades CLASS/marks/grades.csv
"""

import argparse
import csv
import functools
import json
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from damage import DAMAGES
from oddities import ODDITIES
from pupils import NEXT_CELL, Answer, odd_answer, usual_answers

from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.results import STATUSES

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
EACH = 50  # an oddity comes once in so many students, a slow one once in a class


@dataclass(frozen=True)
class Expected:
    """The verdict that an answer deserves.

    statuses: any of them; points: None where they depend on the cases; mistake: None where any may be named.
    """

    kind: str
    name: str
    statuses: tuple[str, ...]
    points: float | None
    mistake: str | None


def submission(notebook: str, answers: dict[str, str | None], outputs: bool = False) -> bytes:
    """A notebook of the course with these answers in; None deletes the cell, an exercise not named stays a stub."""
    content = json.loads(_text(notebook))
    content["cells"] = [new for cell in content["cells"] for new in _answered(cell, answers)]
    for number, cell in enumerate(content["cells"]):
        cell["id"] = f"cell-{number}"
        if cell["cell_type"] == "code" and not outputs:
            cell["outputs"] = []
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


@functools.cache
def _text(notebook: str) -> str:
    return (NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8")


def _answered(cell: dict, answers: dict[str, str | None]) -> list[dict]:
    """The cells that come in the place of one."""
    block = cell["metadata"].get("nbgrader", {})
    if not block.get("solution") or block["grade_id"] not in answers:
        return [cell]
    source = answers[block["grade_id"]]
    if source is None:
        return []
    *above, own = source.split(NEXT_CELL)
    blank = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return [*({**blank, "source": text} for text in above), {**cell, "source": own}]


def named(pattern: str) -> Callable:
    return lambda notebook, content, rng: (pattern.format(notebook), content)


def changed(change: Callable[[bytes, random.Random], bytes]) -> Callable:
    return lambda notebook, content, rng: (f"{notebook}.ipynb", change(content, rng))


SAVED = "as it was saved"
NOT_HANDED_IN = "not handed in"
RENAMED = {
    "a browser's second copy": named("{} (1).ipynb"),
    "a name before it": named("Ana_{}_final.ipynb"),
    "another name altogether": named("week {0[1]}.ipynb"),
}
DAMAGED = {name: changed(damage) for name, damage in DAMAGES.items()}
LOSING = {"cut", "cut in front", "bytes flipped", "blanked out", "in conflict", "cells deleted"}
UNREADABLE = {
    "no bytes at all": changed(lambda content, rng: b""),
    "a picture": changed(lambda content, rng: b"\x89PNG\r\n\x1a\n" + rng.randbytes(2000)),
    "noise": changed(lambda content, rng: rng.randbytes(2000)),
}
WAYS = {SAVED: named("{}.ipynb"), **RENAMED, **DAMAGED, **UNREADABLE}


def classroom(folder: Path, seed: int, students: int = 300) -> dict[tuple[str, str, str], Expected]:
    """Write ``<student>/NN-name.ipynb`` for a class; returns the verdict due by student, notebook and exercise."""
    rng, expected = random.Random(seed), {}
    names = [f"student-{number:03d}" for number in range(students)]
    answers, ways = deal(rng, names), deal_ways(rng, names)
    for (student, notebook), way in ways.items():
        own = {exercise.name: answers[student, exercise.name] for exercise in COURSE[notebook]}
        if way != NOT_HANDED_IN:
            sources = {name: answer.source for name, answer in own.items()}
            content = submission(notebook, sources, outputs=rng.random() < 0.1)
            file, content = WAYS[way](notebook, content, rng)
            target = folder / student / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        expected |= {(student, notebook, name): due(answer, way) for name, answer in own.items()}
    return expected


def deal(rng: random.Random, students: list[str]) -> dict[tuple[str, str], Answer]:
    """An answer for every student and exercise: the usual ones in turn, and oddities in the place of some."""
    hands = {}
    for exercise in EXERCISES.values():
        deck = usual_answers(exercise)
        rng.shuffle(deck)
        hands |= {(student, exercise.name): deck[k % len(deck)] for k, student in enumerate(students)}
    odd = [
        (kind, name)
        for kind, oddities in ODDITIES.items()
        for name in oddities
        for _ in range(1 if kind == "slow" else 1 + len(students) // EACH)
    ]
    for place, (kind, name) in zip(rng.sample(list(hands), len(odd)), odd, strict=True):
        hands[place] = odd_answer(kind, name, EXERCISES[place[1]])
    return hands


def deal_ways(rng: random.Random, students: list[str]) -> dict[tuple[str, str], str]:
    """How each student's notebooks come: most as they were saved, every other way at least once."""
    ways = {(student, notebook): SAVED for student in students for notebook in COURSE}
    odd = [way for way in (*WAYS, NOT_HANDED_IN) for _ in range(1 + len(students) // EACH) if way != SAVED]
    return ways | dict(zip(rng.sample(list(ways), len(odd)), odd, strict=True))


def due(answer: Answer, way: str) -> Expected:
    """The verdict that an answer deserves in a file that came this way."""
    if way in UNREADABLE or way == NOT_HANDED_IN:
        status = "missing" if way == NOT_HANDED_IN else "unreadable"
        return Expected("no readable file", way, (status,), 0, "")
    if way in LOSING:
        worse = set(STATUSES) - {"right"} | answer.statuses
        return Expected("file that lost some of it", f"{answer.name}, {way}", tuple(sorted(worse)), None, None)
    kind = f"{answer.kind}, odd file" if way in DAMAGED else answer.kind
    points = None if answer.statuses & {"right", "partial"} else 0
    mistake = answer.mistake if answer.mistake or answer.statuses == {"right"} else None  # what search may find
    return Expected(kind, answer.name, tuple(sorted(answer.statuses)), points, mistake)


def accuracy(expected: dict[tuple[str, str, str], Expected], grades: Path) -> dict[str, list[int]]:
    """By kind of answer, how many verdicts there are and how many are as they should be; prints every other one.

    Raises KeyError where the table has an answer that nobody gave.
    """
    with grades.open(encoding="utf-8-sig", newline="") as lines:
        given = {(row["student"], row["notebook"], row["exercise"]): row for row in csv.DictReader(lines)}
    if unknown := given.keys() - expected.keys():
        raise KeyError(f"nobody handed in {sorted(unknown)[0]}")
    table = defaultdict(lambda: [0, 0])
    for place, due in expected.items():
        right = as_due(given.get(place), due)
        table[due.kind][0] += 1
        table[due.kind][1] += right
        if not right:
            print(*place, due, given.get(place), sep="\n    ")
    return dict(sorted(table.items()))


def as_due(row: dict[str, str] | None, due: Expected) -> bool:
    """Whether a row of the table says what it should."""
    if row is None or row["status"] not in due.statuses or due.mistake not in (None, row["mistake"]):
        return False
    points, most = float(row["points"]), float(row["max_points"])
    if due.points is not None and points != due.points:
        return False
    return points == most if row["status"] == "right" else points < most


def main() -> None:
    options = argparse.ArgumentParser(description="Write a class, or compare its marks with what they should be.")
    options.add_argument("folder", type=Path)
    options.add_argument("--students", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--grades", type=Path, help="the grades.csv to compare")
    given = options.parse_args()
    file = given.folder / "expected.json"
    if given.grades:
        expected = {tuple(place): Expected(**due) for place, due in json.loads(file.read_text())}
        for kind, (count, right) in accuracy(expected, given.grades).items():
            print(f"{kind:32}{count:6} verdicts, {count - right} not as they should be")
        return
    expected = classroom(given.folder / "submissions", given.seed, given.students)
    file.write_text(json.dumps([[place, asdict(due)] for place, due in expected.items()]))
    print(f"{len(expected)} answers of {given.students} students in {given.folder / 'submissions'}")


if __name__ == "__main__":
    main()
