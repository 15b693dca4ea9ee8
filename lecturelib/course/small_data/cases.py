"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

RAIN = np.array([0.0, 0.0, 0.0, 0.5, 1.0, 4.0, 6.0, 9.0])  # the notebook's eight days, and the days after
WET = np.array([0, 0, 0, 1, 0, 1, 1, 1])


def gini_cases(rng):
    """The eight days, both of their sides, groups that are all alike, and others."""
    groups = [WET, WET[:3], WET[3:], np.ones(4, int), np.array([1]), np.array([0]), np.array([1, 0])]
    drawn = [(rng.random(N) < p).astype(int) for N in (3, 5, 9, 40) for p in (0.2, 0.5, 0.8, 1)]
    return [(y,) for y in groups + drawn]


def split_cases(rng):
    """The eight days and questions about them, one that parts nobody; then days with equal numbers among them."""
    cases = [(RAIN, WET, threshold) for threshold in (0.25, 2.5, 0.0, 9.0, -1.0)]
    for N in (1, 2, 3, 5, 8, 13, 21, 40):
        for _ in range(2):
            x, y = rng.integers(0, 7, size=N) / 2, rng.integers(0, 2, size=N)
            cases.append((x, y, float(rng.choice(x))))
    return cases


def wet_share(x, y):
    """Learns the share of wet days alone."""
    return lambda x_new: np.full(len(x_new), np.mean(y))


def nearest_day(x, y):
    """Answers what followed the day most like the one asked about."""
    return lambda x_new: np.array([y[np.argmin(np.sum((x - day) ** 2, axis=1))] for day in x_new], dtype=float)


def bag_cases(rng):
    """Three drawings of four days; then both ways to learn, at several sizes."""
    x, y = RAIN[2:6, None], WET[2:6]
    cases = [(wet_share, x, y, np.array([[0, 1, 1, 3], [2, 2, 0, 1], [3, 3, 1, 0]]), np.array([[0.0], [5.0]]))]
    sizes = (1, 2, 1, 1), (2, 3, 1, 2), (3, 4, 2, 3), (4, 3, 3, 3), (5, 6, 2, 4), (7, 9, 1, 5), (3, 3, 3, 3)
    for K, N, D, M in sizes:
        for fit in wet_share, nearest_day, nearest_day:
            days = rng.normal(size=(N, D)), rng.integers(0, 2, size=N)
            cases.append((fit, *days, rng.integers(N, size=(K, N)), rng.normal(size=(M, D))))
    return cases


def leak_cases(rng):
    """Weeks just touching and just not, behind one and before it; then splits in time and shuffled ones."""
    cases = [(np.array([10]), np.array([17, 18, 3, 2, 10]), 7), (np.arange(7, 17), np.array([8, 20, 23, 24, 30]), 7)]
    for days in (1, 2, 3, 7):
        for N, M in ((1, 1), (2, 3), (5, 4), (6, 12)):
            order = rng.permutation(12 * (N + M))
            cases.append((order[:N], order[N : N + M], days))
        cases.append((np.arange(20), np.arange(20 + days // 2, 40), days))
    return cases


def block_cases(rng):
    """Eight days in blocks of three; then other lengths, among them blocks of one day, and one block of all."""
    cases = [(WET.astype(float), np.array([[0, 5, 2], [3, 3, 1]]), 3)]
    sizes = (4, 2, 2, 2), (5, 3, 4, 1), (6, 1, 3, 2), (6, 2, 1, 6), (9, 4, 2, 4), (30, 5, 5, 6), (7, 3, 3, 3)
    for N, R, K, length in sizes:
        for scale in (1.0, 1.0, 100.0):
            cases.append((scale * rng.normal(size=N), rng.integers(N - length + 1, size=(R, K)), length))
    return cases


def first_column_error(x, y):
    """The squared error of a model that believes the first column and asks no other."""
    return np.mean((x[:, 0] - y) ** 2)


def weighed_error(x, y):
    """The squared error of a model that weighs the columns 1, −2, 3, …"""
    weights = np.arange(1, x.shape[1] + 1) * (-1.0) ** np.arange(x.shape[1])
    return np.mean((x @ weights - y) ** 2)


def importance_cases(rng):
    """Four days and two columns, of which the model asks one; then others, with whom the model errs, too."""
    y = np.array([0, 0, 1, 1])
    x = np.array([[0.0, 5.0], [0.0, 7.0], [1.0, 6.0], [1.0, 8.0]])
    cases = [(first_column_error, x, y, np.array([[3, 0, 1, 2], [2, 3, 0, 1]]))]
    for N, D, R in ((2, 1, 1), (3, 2, 1), (3, 3, 2), (5, 2, 3), (4, 4, 4), (8, 3, 2), (6, 1, 5)):
        for loss in first_column_error, weighed_error, weighed_error:
            orders = np.array([rng.permutation(N) for _ in range(R)])
            cases.append((loss, rng.normal(size=(N, D)), rng.integers(0, 2, size=N), orders))
    return cases
