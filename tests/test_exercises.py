"""Every exercise: the stub is not started, the reference is right, each known mistake is known, other styles pass."""

import warnings

import numpy as np
import pytest
from answers import ANSWERS

from lecturelib.exercises import COURSE, EXERCISES, Exercise, Mistake

MISTAKES = [(name, mistake) for name, exercise in EXERCISES.items() for mistake in exercise.mistakes]
SEEDS = (0, 1, 12345)


def run(source, name):
    """Execute a cell's source as a notebook would, without the decorator, and return the function."""
    namespace = {"np": np, "exercise": lambda function: function}
    from lecturelib import reference

    namespace |= {other: getattr(reference, other) for other in reference.__all__}
    exec(source, namespace)
    return namespace[name]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_record_is_complete(name):
    exercise = EXERCISES[name]
    assert exercise.points > 0 and exercise.level in (1, 2, 3)
    assert len(exercise.hints) >= 3 and len(exercise.mistakes) >= 3
    assert len(exercise.draw()) >= 20
    assert len(ANSWERS[name]) >= 4
    sentences = [mistake.sentence for mistake in exercise.mistakes.values()]
    assert len(set(sentences)) == len(sentences) and all(s.endswith((".", "?", ".)")) for s in sentences)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_stub_is_not_started_and_gives_nothing_away(name):
    exercise = EXERCISES[name]
    verdict = exercise.grade(run(exercise.stub(), name))
    assert (verdict.status, verdict.points) == ("not_started", 0)
    assert exercise._halves[1].strip() not in exercise.stub()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_earns_all_points(name, seed):
    exercise = EXERCISES[name]
    verdict = exercise.grade(run(exercise.solution(), name), seed=seed)
    assert (verdict.status, verdict.points) == ("right", exercise.points)


@pytest.mark.parametrize(("name", "mistake"), MISTAKES)
def test_a_known_mistake_loses_points_and_reads_its_own_sentence(name, mistake):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        verdict = exercise.grade(exercise.mistaken(mistake), seed=seed)
        assert verdict.points < exercise.points and verdict.status != "right"
        assert verdict.mistake == mistake
        assert verdict.message == exercise.mistakes[mistake].sentence


@pytest.mark.parametrize(("name", "style"), [(name, k) for name in ANSWERS for k in range(len(ANSWERS[name]))])
def test_right_answers_in_other_styles_earn_all_points(name, style):
    verdict = EXERCISES[name].grade(ANSWERS[name][style])
    assert verdict.status == "right", verdict


@pytest.mark.parametrize("name", EXERCISES)
def test_manners_that_cost_nothing(name):
    """Prints, warnings, and lists or tuples in place of arrays lose no marks."""
    exercise = EXERCISES[name]

    def listed(value):
        return type(value)(map(listed, value)) if isinstance(value, (list, tuple)) else np.asarray(value).tolist()

    def chatty(*arguments):
        print("here I am")
        warnings.warn("careful", stacklevel=1)
        return listed(exercise.function(*arguments))

    assert exercise.grade(chatty).status == "right"


@pytest.mark.parametrize("name", EXERCISES)
def test_single_precision_is_precise_enough(name):
    exercise = EXERCISES[name]

    def single(value):
        if isinstance(value, (list, tuple)):
            return type(value)(map(single, value))
        return np.asarray(value, dtype=np.float32) if np.asarray(value).dtype.kind == "f" else value

    assert exercise.grade(lambda *arguments: single(exercise.function(*arguments))).status == "right"


@pytest.mark.parametrize("name", EXERCISES)
def test_almost_right_is_not_right(name):
    """A thousandth too much in one value of one case of all is seen."""
    exercise = EXERCISES[name]
    last = len(exercise.draw()) - 1
    calls = iter(range(last + 1))

    def nudge(value):
        if isinstance(value, (list, tuple)):
            return type(value)([nudge(value[0]), *value[1:]])
        value = np.array(value, dtype=float)
        value.flat[-1] += 1e-3 * max(1.0, np.abs(value).max())
        return value

    def sloppy(*arguments):
        value = exercise.function(*arguments)
        return nudge(value) if next(calls) == last else value

    assert exercise.grade(sloppy).status == "partial"


@pytest.mark.parametrize(("off", "status"), [(1e-8, "wrong"), (1e-11, "right")])
@pytest.mark.parametrize("name", ["tanh_slope", "lstm_output_backward", "affine_backward"])
def test_how_close_is_close_in_double_precision(name, off, status):
    assert scaled(name, float, 1 + off).status == status


@pytest.mark.parametrize(("off", "status"), [(1e-3, "wrong"), (1e-5, "right")])
@pytest.mark.parametrize("name", ["tanh_slope", "lstm_output_backward", "affine_backward"])
def test_how_close_is_close_in_single_precision(name, off, status):
    assert scaled(name, np.float32, 1 + off).status == status


def scaled(name, dtype, factor):
    """The verdict on the reference's answers times a factor, in a precision."""

    def times(value):
        if isinstance(value, (list, tuple)):
            return type(value)(map(times, value))
        return (factor * np.asarray(value)).astype(dtype)

    return EXERCISES[name].grade(lambda *arguments: times(EXERCISES[name].function(*arguments)))


def test_ids_are_unique_over_the_course():
    assert sum(map(len, COURSE.values())) == len(EXERCISES)


def test_an_edit_that_no_longer_applies_says_so():
    stale = Exercise(EXERCISES["gate"].function, 1, 1, EXERCISES["gate"].cases, (), {"old": Mistake("no such", "", "")})
    with pytest.raises(ValueError, match="gate: the mistake 'old' edits 'no such'"):
        stale.mistaken("old")
