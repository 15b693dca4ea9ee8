"""Nudging finds the slopes that calculus gives, and two gradients agree in as many digits as they do."""

import numpy as np
import pytest

from lecturelib.gradient_check import central_differences, complex_step, digits_agreed

WEIGHTS = [np.array([[0.5, -1.0], [2.0, 0.0]]), np.array([3.0])]


def loss(square, cubed):
    return np.sum(square**2) * cubed[0] ** 3


BY_CALCULUS = [2 * WEIGHTS[0] * 27, 3 * 9 * np.sum(WEIGHTS[0] ** 2) * np.ones(1)]


def test_complex_step_is_exact_and_central_differences_err_by_the_square_of_the_nudge():
    for got, want in zip(complex_step(loss, WEIGHTS), BY_CALCULUS, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-14)
    errors = [central_differences(loss, WEIGHTS, nudge)[1][0] - BY_CALCULUS[1][0] for nudge in (1e-2, 1e-3)]
    np.testing.assert_allclose(errors, np.sum(WEIGHTS[0] ** 2) * np.array([1e-4, 1e-6]), rtol=1e-3)


def test_the_weights_stay_as_they_were():
    before = [weight.copy() for weight in WEIGHTS]
    central_differences(loss, WEIGHTS)
    assert all((weight == kept).all() for weight, kept in zip(WEIGHTS, before, strict=True))


@pytest.mark.parametrize(("off", "digits"), [(0, 14), (2e-9, 8), (0.02, 1), (0.5, 0), (7, 0)])
def test_digits_are_counted_at_the_largest_number(off, digits):
    grads = [np.array([100.0 * (1 + off), 1.0]), np.array([0.0, 2.0])]
    assert digits_agreed(grads, [np.array([100.0, 1.0]), np.array([0.0, 2.0])]) == digits


def test_another_count_or_shape_is_refused():
    with pytest.raises(ValueError, match="zip"):
        digits_agreed([np.ones(2)], [])
    with pytest.raises(ValueError, match="broadcast"):
        digits_agreed([np.ones(2)], [np.ones(3)])
