"""Right answers to the exercises of notebook 11, in the styles that students write."""

from collections import Counter

import numpy as np


def gini_by_squares(y):
    p = sum(y) / len(y)
    return 1 - p**2 - (1 - p) ** 2


def gini_by_counting(y):
    shares = np.array(list(Counter(np.asarray(y).tolist()).values())) / len(y)
    return 1 - np.sum(shares**2)


def gini_by_pairs(y):
    """Every pair there is, a day with itself too."""
    y = np.asarray(y)
    return np.mean(y[:, None] != y)


def gini_by_variance(y):
    return 2 * np.var(np.asarray(y, dtype=np.float32))


def impurity(y):
    return gini_by_squares(y) if len(y) else 0.0


def split_by_masks(x, y, threshold):
    low, high = y[x <= threshold], y[x > threshold]
    return (len(low) * impurity(low) + len(high) * impurity(high)) / len(y)


def split_by_loop(x, y, threshold):
    low, high = [], []
    for number, answer in zip(x, y, strict=True):
        (low if number <= threshold else high).append(int(answer))
    print(len(low), "and", len(high))
    return impurity(low) * len(low) / len(x) + impurity(high) * len(high) / len(x)


def split_by_where(x, y, threshold):
    total = 0
    for side in (np.where(x <= threshold), np.where(x > threshold)):
        if y[side].size > 0:
            total += np.mean(np.isin(np.arange(len(y)), side)) * impurity(y[side])
    return total


def split_by_sums(x, y, threshold):
    """Sums of ones on each side; an empty side divides 0 by 1."""
    low = (x <= threshold).astype(float)
    n, ones = np.array([low.sum(), (1 - low).sum()]), np.array([low @ y, (1 - low) @ y])
    p = ones / np.maximum(n, 1)
    return float(n @ (2 * p * (1 - p)) / n.sum())


def bag_comprehension(fit, x, y, rows, x_new):
    return sum(fit(x[drawn], y[drawn])(x_new) for drawn in rows) / len(rows)


def bag_table(fit, x, y, rows, x_new):
    table = np.zeros((len(rows), len(x_new)))
    for k in range(len(rows)):
        model = fit(x[rows[k]], y[rows[k]])
        table[k] = model(x_new)
    return table.mean(0)


def bag_running(fit, x, y, rows, x_new):
    """A running mean, and days picked one by one."""
    mean = 0
    for k, drawn in enumerate(rows):
        picked_x, picked_y = np.array([x[i] for i in drawn]), np.array([y[i] for i in drawn])
        mean = mean + (fit(picked_x, picked_y)(x_new) - mean) / (k + 1)
    return list(mean)


def bag_all_drawn_at_once(fit, x, y, rows, x_new):
    predictors = [fit(*pair) for pair in zip(x[rows], y[rows], strict=True)]
    print(len(predictors), "models")
    return np.stack([predict(x_new) for predict in predictors], axis=-1).mean(axis=-1)


def leaked_by_sets(train, test, days):
    def occupied(today):
        return set(range(today - days + 1, today + 2))

    seen = set().union(*map(occupied, train.tolist()))
    return sum(bool(occupied(today) & seen) for today in test.tolist()) / len(test)


def leaked_by_loops(train, test, days):
    count = 0
    for today in test:
        for other in train:
            if today - days + 1 <= other + 1 and other - days + 1 <= today + 1:
                count += 1
                break
    return count / len(test)


def leaked_by_the_nearest(train, test, days):
    nearest = np.min(np.abs(np.subtract.outer(train, test)), axis=0)
    return float((nearest <= days).sum() / test.size)


def leaked_by_marking(train, test, days):
    """A calendar in which all days that were learnt from are marked."""
    shift = days - min(train.min(), test.min())
    marked = np.zeros(max(train.max(), test.max()) + shift + 2, dtype=bool)
    for today in train + shift:
        marked[today - days + 1 : today + 2] = True
    return np.mean([marked[today - days + 1 : today + 2].any() for today in test + shift])


def block_by_slices(values, starts, length):
    means = []
    for year in starts:
        days = np.concatenate([values[start : start + length] for start in year])
        means.append(days.mean())
    return np.array(means)


def block_by_windows(values, starts, length):
    blocks = np.lib.stride_tricks.sliding_window_view(values, length)
    return blocks[starts].mean(axis=-1).mean(axis=-1)


def block_by_running_sums(values, starts, length):
    sums = np.concatenate([[0], np.cumsum(values)])
    return ((sums[starts + length] - sums[starts]).sum(axis=1) / (starts.shape[1] * length)).tolist()


def block_by_loops(values, starts, length):
    means = np.zeros(len(starts))
    for r, year in enumerate(starts):
        for start in year:
            for day in range(length):
                means[r] += values[start + day] / (length * len(year))
    print("years", len(means))
    return means


def importance_by_comprehension(loss, x, y, orders):
    def dealt(column, order):
        return np.column_stack([x[order, d] if d == column else x[:, d] for d in range(x.shape[1])])

    return [np.mean([loss(dealt(d, order), y) for order in orders]) - loss(x, y) for d in range(x.shape[1])]


def importance_in_place(loss, x, y, orders):
    """One copy, put right again after each order."""
    copy, before, gains = np.array(x), loss(x, y), []
    for d in range(x.shape[1]):
        worse = []
        for order in orders:
            copy[:, d] = x[:, d][order]
            worse.append(loss(copy, y) - before)
        copy[:, d] = x[:, d]
        gains.append(sum(worse) / len(worse))
    return np.array(gains)


def importance_as_table(loss, x, y, orders):
    table = np.empty((len(orders), x.shape[1]))
    for r, d in np.ndindex(table.shape):
        moved = x.copy()
        moved[:, d] = np.take(x[:, d], orders[r])
        table[r, d] = loss(moved, y)
    return table.mean(axis=0) - loss(x, y)


def importance_by_where(loss, x, y, orders):
    columns = np.arange(x.shape[1])
    total = sum(np.array([loss(np.where(columns == d, x[order], x), y) for d in columns]) for order in orders)
    return total / len(orders) - loss(x, y)


ANSWERS = {
    "gini": [gini_by_squares, gini_by_counting, gini_by_pairs, gini_by_variance],
    "split_impurity": [split_by_masks, split_by_loop, split_by_where, split_by_sums],
    "bag": [bag_comprehension, bag_table, bag_running, bag_all_drawn_at_once],
    "leaked_share": [leaked_by_sets, leaked_by_loops, leaked_by_the_nearest, leaked_by_marking],
    "block_bootstrap": [block_by_slices, block_by_windows, block_by_running_sums, block_by_loops],
    "permutation_importance": [
        importance_by_comprehension,
        importance_in_place,
        importance_as_table,
        importance_by_where,
    ],
}
