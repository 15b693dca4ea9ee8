"""Pairs of students whose answers are alike in what is neither the course's own nor common in the class.

An answer is a set of operations (``reading.operations``). Those that the course teaches, and those that more than
COMMON students share, tell nothing. Only answers with a rare operation in common are ever compared, so the time grows
with the number of answers and not with its square.

LIKE and FEWEST were set by 283 pairs of right answers to one exercise (tests/answers), whose author wrote them in
different styles. Where neither calls the other, no pair shares more than 0.70 of the shorter one's rare operations. The
60 of them that are long enough were disguised in eight ways each (tests/grading/disguise.py), and share all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from .own_ways import as_numbers, solution, taught

COMMON = 20  # students; what more of them share was not taken from one of them
FEWEST = 20  # rare operations that both must have
LIKE = 0.8  # of the rare operations of the shorter answer, to be told
OWN = 0.9  # of the operations of the course's answer, to be told
LONG = 15  # operations of the course's answer; what is shorter has hardly another way


@dataclass(frozen=True)
class Answer:
    """Whose answer it is, in which file, and what it is compared by."""

    student: str
    path: str
    same: str
    prints: bytes


@dataclass(frozen=True)
class Likeness:
    """How two answers to an exercise are alike: the share of rare operations, and how many both have; word_for_word:
    whether they differ in comments and layout only."""

    exercise: str
    share: float
    count: int
    word_for_word: bool


@dataclass
class Pair:
    """Two students, where their files lie, and the exercises in which they are alike."""

    students: tuple[str, str]
    paths: tuple[str, str]
    alike: list[Likeness] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int]:
        """By which pairs are sorted."""
        return len(self.alike), sum(likeness.count for likeness in self.alike)


class Pairs:
    """All pairs with something alike; answers are given exercise by exercise."""

    def __init__(self):
        self.found: dict[tuple[str, str], Pair] = {}

    def add(self, exercise: str, answers: list[Answer]) -> None:
        """Find who is alike in the answers to one exercise."""
        for one, other, likeness in alike(exercise, answers):
            one, other = sorted((one, other), key=lambda answer: answer.student)
            pair = Pair((one.student, other.student), (one.path, other.path))
            self.found.setdefault(pair.students, pair).alike.append(likeness)

    def most_alike_first(self) -> list[Pair]:
        return sorted(self.found.values(), key=lambda pair: (*(-part for part in pair.weight), pair.students))


def alike(exercise: str, answers: list[Answer]) -> Iterator[tuple[Answer, Answer, Likeness]]:
    """The pairs of answers to one exercise that are alike; of two students once."""
    shared = shared_counts(exercise, answers)
    told = set()
    for one, other in [*word_for_word(answers), *shared]:
        people = frozenset((answers[one].student, answers[other].student))
        share, count = shared.get((one, other), (0.0, 0))
        same = bool(answers[one].same) and answers[one].same == answers[other].same
        if len(people) == 2 and people not in told and (same or (share >= LIKE and count >= FEWEST)):
            told.add(people)
            yield answers[one], answers[other], Likeness(exercise, share, count, same)


def word_for_word(answers: list[Answer]) -> Iterator[tuple[int, int]]:
    """The pairs of answers that are the same word for word, where they are not common."""
    groups = defaultdict(list)
    for number, answer in enumerate(answers):
        if answer.same:
            groups[answer.same].append(number)
    for group in groups.values():
        if len(group) <= COMMON:
            yield from combinations(group, 2)


def shared_counts(exercise: str, answers: list[Answer]) -> dict[tuple[int, int], tuple[float, int]]:
    """For every two answers that share a rare operation: the share of the shorter's, and how many."""
    owners, values = rare(exercise, answers)
    sizes = np.bincount(owners, minlength=len(answers))
    kept = sizes[owners] >= FEWEST
    _, starts, runs = np.unique(values[kept], return_index=True, return_counts=True)
    owners, counts = owners[kept], Counter()
    for start, length in zip(starts[runs > 1], runs[runs > 1], strict=True):
        counts.update(combinations(owners[start : start + length].tolist(), 2))
    return {(a, b): (count / min(sizes[a], sizes[b]), count) for (a, b), count in counts.items() if count >= FEWEST}


def rare(exercise: str, answers: list[Answer]) -> tuple[np.ndarray, np.ndarray]:
    """The operations that tell something: which answer has them, and their prints, those of one print together."""
    every = [as_numbers(answer.prints) for answer in answers]
    values = np.concatenate([*every, as_numbers(b"")])
    owners = np.repeat(np.arange(len(answers)), list(map(len, every)))
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    _, number, count = np.unique(values, return_inverse=True, return_counts=True)
    telling = (count[number] <= COMMON) & ~np.isin(values, taught(exercise))
    return owners[telling], values[telling]


def like_the_course(exercise: str, answers: list[Answer]) -> Iterator[Answer]:
    """The answers that compute what the course's own does, step by step, where that is long."""
    own = solution(exercise)
    if len(own) >= LONG:
        for answer in answers:
            if np.isin(own, as_numbers(answer.prints)).mean() >= OWN:
                yield answer
