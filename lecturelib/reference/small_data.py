"""For small data: one question of a tree, a bag of them, and three ways to find out whether a score can be believed."""

import numpy as np


def gini(y):
    """The impurity of a group of days: how often two of them, drawn at random, would differ.

    y (N,): 1 for a wet tomorrow, 0 for a dry one; N is at least 1, and a day may be drawn twice. With p the share of
    ones, the impurity is 2 p (1 − p). Returns a number from 0 (all alike) to ½ (half and half).
    """
    p = np.mean(y)
    return 2 * p * (1 - p)


def split_impurity(x, y, threshold):
    """The impurity that is left when a question parts the days: is x at most the threshold?

    x (N,): a number for each day; y (N,): 0 or 1. Returns one number, the mean of the impurities of the two sides,
    each weighed with its share of the days. A side without days counts nothing.
    """
    low = x <= threshold
    sides = [y[low], y[~low]]
    return sum(len(side) / len(y) * gini(side) for side in sides if len(side))


def bag(fit, x, y, rows, x_new):
    """What a bag of models says: each learns from days drawn anew, and their probabilities are averaged.

    fit(x, y) learns from the days it is given and returns a function, predict; predict(x_new) is (M,). x (N, D),
    y (N,): the days to learn from. rows (K, N): integers, for each of K models the rows that were drawn for it, some
    twice, some never. x_new (M, D). Returns the mean of the K predictions, (M,).
    """
    predictions = []
    for drawn in rows:
        predict = fit(x[drawn], y[drawn])
        predictions.append(predict(x_new))
    return np.mean(predictions, axis=0)


def leaked_share(train, test, days):
    """The share of the examples asked about that have a day in common with an example that was learnt from.

    train (N,), test (M,): the number of each example's last day, its today. An example reads that day and the ones
    before it, `days` of them in all, and its answer is one more day, tomorrow. Returns a number from 0 to 1.
    """
    apart = np.abs(test[:, None] - train)
    return np.mean((apart <= days).any(axis=1))


def block_bootstrap(values, starts, length):
    """The mean of a year that might have been, again and again: blocks of days, drawn whole and laid end to end.

    values (N,): one number a day, in order. starts (M, K): for each of M such years the first day of each of its K
    blocks, integers from 0 to N − length. length: the days in a block. Returns the M means, (M,).
    """
    days = starts[:, :, None] + np.arange(length)
    return values[days].mean(axis=(1, 2))


def permutation_importance(loss, x, y, orders):
    """How much worse it gets when one column is dealt out anew among the days, column by column.

    loss(x, y) is a number, such as a model's mean surprise about the answers y (N,) to the days x (N, D).
    orders (M, N): M orders of the rows 0 to N − 1. Returns (D,): for each column, the loss with this column alone
    reordered, mean over the M orders, less the loss as it was.
    """
    before = loss(x, y)
    importance = np.zeros(x.shape[1])
    for column in range(x.shape[1]):
        for order in orders:
            dealt = x.copy()
            dealt[:, column] = x[order, column]
            importance[column] += (loss(dealt, y) - before) / len(orders)
    return importance
