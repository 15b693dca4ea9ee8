"""How much of a mark is luck: what each known mistake earns over many draws of the hidden inputs.

Run as a script it prints those that vary: ``PYTHONPATH=tests python tests/luck.py 50``.
"""

import hashlib
import sys

import numpy as np

from lecturelib.checking.calling import Outcome
from lecturelib.checking.record import Exercise
from lecturelib.checking.scoring import score
from lecturelib.checking.worked_cases import WorkedCases
from lecturelib.exercises import EXERCISES

CONSTANTS = {"zeros": np.zeros_like, "ones": np.ones_like, "halves": lambda a: np.full(a.shape, 0.5)}


def draws(secrets: int) -> list[int]:
    """What the hidden inputs of so many secrets are drawn from."""
    return [int.from_bytes(hashlib.sha256(b"%d" % number).digest()[:7], "big") + 1 for number in range(secrets)]


def marks(exercise: Exercise, secrets: int) -> dict[str, list[float]]:
    """What every known mistake of an exercise earns with each of so many secrets."""
    found: dict[str, list[float]] = {mistake: [] for mistake in exercise.mistakes}
    for seed in draws(secrets):
        worked = exercise.worked(seed)
        for mistake in found:
            outcomes = [worked.mistaken(mistake, number) for number in range(len(worked.cases))]
            found[mistake].append(points(worked, outcomes))
    return found


def points(worked: WorkedCases, outcomes: list[Outcome]) -> float:
    return score(outcomes, worked.wanted, worked.exercise.points).points


def constant(worked: WorkedCases, name: str) -> list[Outcome]:
    """What a function returns that knows the shapes of all results and nothing else."""
    return [Outcome(filled(outcome.value, CONSTANTS[name])) for outcome in worked.wanted]


def filled(value, fill):
    if isinstance(value, (list, tuple)):
        return type(value)(filled(part, fill) for part in value)
    return fill(np.asarray(value))


def main(secrets: int) -> None:
    count = varying = 0
    for exercise in EXERCISES.values():
        for mistake, earned in marks(exercise, secrets).items():
            count, varying = count + 1, varying + (len(set(earned)) > 1)
            if len(set(earned)) > 1:
                print(f"{exercise.name}.{mistake}: {min(earned):g} to {max(earned):g} of {exercise.points}", flush=True)
    print(f"{varying} of {count} vary over {secrets} secrets")


if __name__ == "__main__":
    main(int(sys.argv[1]))
