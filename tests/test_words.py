"""What an exception of Python or NumPy becomes: the student's own names, which axis met which, and the line."""

import math

import numpy as np
import pytest

from lecturelib.checking.calling import call
from lecturelib.checking.numpys_words import in_plain_words
from lecturelib.exercises import EXERCISES
from lecturelib.reference import rnn_step

A, ROW, NUMBERS = np.ones((2, 3)), np.ones((1, 2)), np.arange(3)


def two_results(a):
    return a, a


def no_result(a):
    pass


SAID = [
    (lambda a, b: b @ a @ a, "(b @ a) (1, 3) @ a (2, 3) does not fit: the last axis of the left meets the first axis "
     "of the right, and here 3 meets 2."),
    (lambda a, b: np.dot(a, b), "Shapes (2,3) and (1,2) cannot be multiplied"),
    (lambda a, b: rnn_step(a, b, a, b, 0), "In rnn_step(a (2, 3), b (1, 2), a (2, 3), b (1, 2), 0) a product does not"),
    (lambda a, b: a @ 2, "use *."),
    (lambda a, b: a + b, "a (2, 3) + b (1, 2) does not fit: axes meet from the last one on, and here 3 meets 2."),
    (lambda a, b: a.T * (a - 1), "a.T (3, 2) * (a - 1) (2, 3) does not fit"),
    (lambda a, b: a ^ 2, "`^` is no power in Python"),
    (lambda a, b: np.split(a, 3), "np.split(a (2, 3), 3) cuts along axis 0, the rows"),
    (lambda a, b: np.split(a, 4, axis=-1), "np.split(a (2, 3), 4, axis=-1) does not come out even: that axis"),
    (lambda a, b: [x for x, y, z in [b[0]]], "On the left of the = stand 3 names, on the right 2 values."),
    (lambda a, b: [x for x, y in a], "On the left of the = stand 2 names, on the right more values."),
    (lambda a, b: len(1), "A single number has no len."),
    (lambda a, b: int(a.size).shape, "A single number has no shape; `np.asarray` makes an array of it."),
    (lambda a, b: list(a.size), "A single number stands where an array is wanted."),
    (lambda a, b: np.array([a, b[0]]), "The parts of an array have one shape, and these have several."),
    (lambda a, b: np.tanh(two_results(a)[0] if a.any() else a) + no_result(a), "One side of the + is None."),
    (lambda a, b: a + two_results, "One side of the + is a function. Call it"),
    (lambda a, b: two_results(a) - 1, "One side of the - is a tuple."),
    (lambda a, b: a if a > 0 else b, "Choose value by value: `np.where`"),
    (lambda a, b: math.log(a), "The functions of math take one number"),
    (lambda a, b: [1, 2][NUMBERS], "One number is wanted here, and this is an array."),
    (lambda a, b: NUMBERS[0, 1], "A place on 2 axes was asked of an array that has 1."),
    (lambda a, b: a[2], "Place 2 was asked for on axis 0, which has 2 places, counted from 0."),
    (lambda a, b: a.sum(axis=2), "There is no axis 2: the array has 2, counted from 0."),
    (lambda a, b: np.concatenate([a, b]), "agree on all other axes, and on axis 1 these have 3 and 2."),
    (lambda a, b: a.reshape(4, 2), "6 numbers cannot be laid out in the shape (4,2)."),
    (lambda a, b: np.add(NUMBERS, 0.5, out=NUMBERS), "The array holds whole numbers"),
    (lambda a, b: np.exp(1000 * a), "A number grew too large to be held, in exp."),
    (lambda a, b: np.log(0 * a), "The logarithm of 0 was asked for"),
    (lambda a, b: 1 / (0 * a), "Something was divided by 0."),
    (lambda a, b: 1 / 0, "Something was divided by 0."),
    (lambda a, b: np.log(-a), "log was asked for what has no answer"),
    (lambda a, b: no_such_name, "There is nothing called no_such_name here."),  # noqa: F821
    (lambda a, b: EXERCISES["gate"].function(a, b, a), "gate was given 3 arguments and takes 2."),
    (lambda a, b: rnn_step(a, b, (a, b)), "rnn_step was called without U and b. If they lie in one name"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), SAID, ids=range(len(SAID)))
def test_an_error_in_the_words_of_the_page(answer, said):
    failure = call(answer, (A, ROW), quiet=True).failure
    assert said in in_plain_words(failure), failure


def puts_in(a, b):
    a[0] = b
    return a


def adds_in(a, b):
    b += a[:, :2]
    return b


def too_early(a, b):
    later = later + a  # noqa: F821
    return later


def for_ever(a, b):
    return for_ever(a, b)


@pytest.mark.parametrize(("answer", "said"), [
    (puts_in, "An array of shape (2,) was put where there is room for the shape (3,)."),
    (adds_in, "b (1, 2) += a[:, :2] (2, 2) would have the shape (2,2), and there is room for (1,2)."),
    (too_early, "later is used before it has a value."),
    (for_ever, "It calls itself and never comes to an end."),
])  # fmt: skip
def test_an_error_of_a_statement(answer, said):
    failure = call(answer, (A, ROW), quiet=False).failure
    assert said in in_plain_words(failure), failure


def test_a_changed_line_with_def_is_told_from_a_wrong_call():
    def one_more(a, b, c):
        return a

    def one_less(a):
        return a

    failures = [call(answer, (A, ROW), quiet=False).failure for answer in (one_more, one_less)]
    assert in_plain_words(failures[0]) == "The check calls one_more without c. Leave the line with def as it was."
    assert in_plain_words(failures[1]).endswith("was given 2 arguments and takes 1. Leave the line with def as it was.")


def test_an_expression_that_cannot_be_taken_apart_is_left_out():
    deep = "a" + "+(a" * 300 + "@ b" + ")" * 300
    failure = call(lambda a, b: eval(deep), (A, ROW), quiet=False).failure
    starred = call(lambda a, *b: rnn_step(a, *b), (A, ROW), quiet=False).failure
    assert (failure.expression, starred.expression) == ("eval(deep)", "rnn_step(a (2, 3), *b)")


def test_what_is_not_known_keeps_pythons_words():
    def gate(signal, opinion):
        raise LookupError("nowhere to be found")

    message = EXERCISES["gate"].grade(gate).message
    assert message.startswith("It stopped with LookupError: nowhere to be found. In your line 2: raise LookupError(")


def test_operands_that_could_run_code_are_not_worked_out_again():
    class Counts:
        seen = 0

        def __matmul__(self, other):
            Counts.seen += 1
            return other

    counts = Counts()
    failure = call(lambda a, b: (counts @ b) + a, (A, ROW), quiet=False).failure
    assert failure.expression == "(counts @ b) + a (2, 3)" and Counts.seen == 1
