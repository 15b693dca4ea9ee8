"""All states of a recurrence that is linear in its state, h_t = a_t ⊙ h_{t-1} + b_t: step by step, or by a scan."""

import numpy as np

WIDE = 128  # numbers in a state from which on a step is so much work that one after another is as fast


def scanned(a, h):
    """Turn h (T, ...), which holds the b_t, into the states from zeros; a (T, ...). Returns h.

    It goes the way that is faster for a state of this size, where the steps are many enough for it to matter.
    """
    return by_steps(a, h) if h[0].size >= WIDE else by_scan(a, h)


def by_steps(a, h):
    """`scanned`, one step after another."""
    room = np.empty_like(h[0])
    for t in range(1, len(h)):
        h[t] += np.multiply(a[t], h[t - 1], out=room)
    return h


def by_scan(a, h):
    """`scanned` by odd and even, as reference.scan does it: more arithmetic, in 2 log2(T) rounds."""
    if len(h) > 1:
        even, odd = slice(0, len(h) // 2 * 2, 2), slice(1, None, 2)
        h[odd] += a[odd] * h[even]
        by_scan(a[odd] * a[even], h[odd])
        h[2::2] += a[2::2] * h[1:-1:2]
    return h
