"""Nobody is lucky: what an answer earns hangs on the answer, and hardly on what the hidden inputs were drawn from."""

import pytest
from luck import CONSTANTS, constant, draws, marks, points

from lecturelib.exercises import EXERCISES

SECRETS = 4  # fifty were measured, with tests/luck.py; docs/grading.md says what was found


def test_known_mistakes_earn_the_same_whatever_the_secret():
    varying, count = [], 0
    for exercise in EXERCISES.values():
        for mistake, earned in marks(exercise, SECRETS).items():
            count += 1
            assert max(earned) - min(earned) <= 0.5, (exercise.name, mistake, earned)
            varying += [(exercise.name, mistake)] * (len(set(earned)) > 1)
    assert count > 300 and len(varying) <= 0.05 * count, varying


@pytest.mark.parametrize("what", CONSTANTS)
@pytest.mark.parametrize("name", EXERCISES)
def test_constants_earn_nothing(name, what):
    for seed in (0, *draws(2)):
        worked = EXERCISES[name].worked(seed)
        assert points(worked, constant(worked, what)) == 0
