"""Gradients by nudging, which know nothing of how a gradient was computed, and in how many digits two of them agree."""

import numpy as np


def central_differences(loss, weights, nudge=1e-4):
    """The gradient of loss(*weights), (L(w + ε) - L(w - ε)) / 2ε for one number w after another.

    weights: arrays of floats; nudge: ε. Returns an array of the shape of each. The error goes with ε², and what
    rounding adds to it with 1/ε.
    """

    def slope(nudged):
        return (nudged(nudge) - nudged(-nudge)) / (2 * nudge)

    return _one_by_one(slope, loss, weights)


def complex_step(loss, weights, nudge=1e-30):
    """The same, from the imaginary part of L(w + iε): nothing is subtracted, so it is exact to rounding.

    loss must take complex arrays and be smooth: no abs, no maximum, no comparison on the way. (Squire & Trapp, SIAM
    Review 40, 1998.)
    """
    return _one_by_one(lambda nudged: nudged(1j * nudge).imag / nudge, loss, weights)


def digits_agreed(grads, others):
    """In how many digits two gradients agree, measured at the largest number of each array; 14 at most.

    grads, others: arrays of the same shapes, in the same order; what differs by all of its size agrees in 0.
    """
    pairs = zip(grads, others, strict=True)
    apart = max(np.max(np.abs(grad - other)) / np.max(np.abs(other)) for grad, other in pairs)
    return int(np.clip(-np.log10(max(apart, 1e-14)), 0, 14))


def _one_by_one(slope, loss, weights):
    """slope(nudged) for every number of the weights; nudged(e) is the loss where e was added to this number."""
    grads = []
    for k, weight in enumerate(weights):
        grad = np.empty(weight.shape)
        for index in np.ndindex(weight.shape):
            here = np.zeros(weight.shape)
            here[index] = 1
            grad[index] = slope(lambda e, k=k, w=weight, here=here: loss(*weights[:k], w + e * here, *weights[k + 1 :]))
        grads.append(grad)
    return grads
