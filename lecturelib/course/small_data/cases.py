"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

RAIN = np.array([0.0, 0.0, 0.0, 0.5, 1.0, 4.0, 6.0, 9.0])  # the notebook's eight days, and the days after
WET = np.array([0, 0, 0, 1, 0, 1, 1, 1])


def some_wet(rng, N):
    """N days in any order, at least one of them wet and one dry."""
    return rng.permutation(np.arange(N) < rng.integers(1, N)).astype(int)


def gini_cases(rng):
    """The eight days, both of their sides, and groups that are all alike; then mixed ones, none half and half."""
    groups = [WET, WET[:3], WET[3:], np.ones(4, int), np.array([1]), np.array([0]), np.array([1, 0])]
    return [(y,) for y in [*groups, *(some_wet(rng, N) for N in (3, 5, 9, 41) * 4)]]


SIDES = [(2, 3), (3, 2), (2, 5), (7, 3), (3, 5), (4, 9), (5, 7), (2, 9), (13, 3), (11, 7), (3, 17), (23, 19), (8, 3)]


def split_cases(rng):
    """The eight days and questions about them, one that parts nobody; then pairs of days with equal numbers.

    The threshold is one of the numbers, and both sides are mixed. Their sizes have no divisor in common, so that one
    side is never as impure as the other. In the last two cases one side is empty.
    """
    cases = [(RAIN, WET, threshold) for threshold in (0.25, 2.5, 0.0, 9.0, -1.0)]
    for low, high in [*SIDES, (5, 0), (0, 3)]:
        threshold, order = rng.normal(), rng.permutation(low + high)
        x = threshold + (0.5 + rng.random()) * np.ceil(np.arange(1 - low, high + 1) / 2)
        y = np.concatenate([some_wet(rng, N) for N in (low, high) if N])
        cases.append((x[order], y[order], threshold))
    return cases


def wet_share(x, y):
    """Learns the share of wet days alone."""
    return lambda x_new: np.full(len(x_new), np.mean(y))


def near_days(x, y):
    """Answers the share of wet days, in which a day counts the more the nearer it is."""

    def predict(x_new):
        near = 1 / (1 + np.sum((x_new[:, None] - x) ** 2, axis=-1))
        return near @ y / near.sum(axis=-1)

    return predict


def bag_cases(rng):
    """Three drawings of four days; then other sizes, and what is learnt hangs on every day and how often it was drawn.

    Of a wet day and a dry one each model is given the one three times and the other once, in turn.
    """
    x, y = RAIN[2:6, None], WET[2:6]
    cases = [(wet_share, x, y, np.array([[0, 1, 1, 3], [2, 2, 0, 1], [3, 3, 1, 0]]), np.array([[0.0], [5.0]]))]
    sizes = (2, 5, 1, 1), (2, 4, 1, 2), (3, 5, 2, 3), (4, 6, 3, 3), (5, 6, 2, 4), (7, 9, 1, 5), (4, 4, 2, 4)
    for K, N, D, M in 3 * sizes:
        y = np.append([1, 0], rng.integers(0, 2, size=N - 2))
        rows = np.hstack([np.resize([[0, 0, 0, 1], [1, 1, 1, 0]], (K, 4)), rng.integers(2, N, size=(K, N - 4))])
        cases.append((near_days, rng.normal(size=(N, D)), y, rows, rng.normal(size=(M, D))))
    return cases


def leak_cases(rng):
    """Weeks just touching and just not, behind one and before it; then splits in time and shuffled ones.

    In the shuffled ones, two examples in a row are learnt from here and there. Asked about is one near each of the
    first of these pairs: five within reach or well out of it, or just within and just out of it; in every second case
    four more, of which some leak.
    """
    cases = [(np.array([10]), np.array([17, 18, 3, 2, 10]), 7), (np.arange(7, 17), np.array([8, 20, 23, 24, 30]), 7)]
    cases += [(np.arange(20), np.arange(20 + days // 2, 40), days) for days in (1, 3, 7)]
    for days in (2, 3, 4, 7, 10):
        for more in (0, 4):
            behind, before = rng.integers(1, days, size=2)
            within = [1 + behind, -before, 3 * days, 3 * days, -3 * days]
            at_the_edge = [1 + days, -days, 2 + days, -days - 1, 0]
            for offsets in within, at_the_edge:
                away = np.append(offsets, rng.choice([0, 3 * days], size=more))
                first = rng.integers(5 * days, 9 * days) + 10 * days * rng.permutation(len(away) + 2)
                cases.append((np.append(first, first + 1), first[: len(away)] + away, days))
    return cases


def block_cases(rng):
    """Eight days in blocks of three; then other lengths, among them blocks of one day, and one block of all.

    All blocks of the first year begin on one day, no multiple of the length, and so do those of the second year but its
    first, which begins on day 0.
    """
    cases = [(WET.astype(float), np.array([[0, 5, 2], [3, 3, 1]]), 3)]
    sizes = (4, 2, 2, 2), (5, 3, 4, 1), (6, 3, 1, 2), (9, 4, 2, 4), (30, 5, 5, 6), (7, 3, 3, 3)
    for scale in (1.0, 1.0, 100.0):
        for N, R, K, length in sizes:
            starts = rng.integers(N - length + 1, size=(R, K))
            starts[:2] = 1 + length * rng.integers((N - 1) // length)
            starts[1, 0] = 0
            cases.append((scale * rng.normal(size=N), starts, length))
        cases.append((scale * rng.normal(size=6), np.zeros((2, 1), int), 6))
    return cases


def first_column_error(x, y):
    """The squared error of a model that believes the first column and asks no other."""
    return np.mean((x[:, 0] - y) ** 2)


def weighed_error(x, y):
    """The squared error of a model that weighs the columns 1, −2, 3, …"""
    weights = np.arange(1, x.shape[1] + 1) * (-1.0) ** np.arange(x.shape[1])
    return np.mean((x @ weights - y) ** 2)


def dealt_days(rng, loss, N, D, M):
    """Days and M orders of them, by which all move some places along a circle; the wet ones are neighbours there.

    They are drawn until the first order makes the loss smaller by the first column.
    """
    place = rng.permutation(N)
    orders = np.argsort(place)[(place - 1 - rng.permutation((N - 1) // 2)[:M, None]) % N]
    y = (place < rng.integers(1, N)).astype(int)
    while True:
        x = rng.normal(size=(N, D))
        dealt = np.column_stack([x[orders[0], 0], x[:, 1:]])
        if loss(dealt, y) < loss(x, y):
            return x, y, orders


def importance_cases(rng):
    """Four days and two columns, of which the model asks one; then others, with whom the model errs, too."""
    y = np.array([0, 0, 1, 1])
    x = np.array([[0.0, 5.0], [0.0, 7.0], [1.0, 6.0], [1.0, 8.0]])
    cases = [(first_column_error, x, y, np.array([[3, 0, 1, 2], [2, 3, 0, 1]]))]
    for sizes in ((3, 1, 1), (3, 2, 1), (5, 3, 2), (6, 2, 2), (9, 4, 4), (8, 3, 3), (11, 1, 5)):
        for loss in first_column_error, weighed_error, weighed_error:
            cases.append((loss, *dealt_days(rng, loss, *sizes)))
    return cases
