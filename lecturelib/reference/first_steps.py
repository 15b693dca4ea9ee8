"""The first exercise of the course, and the network that knows what is for dinner."""

from .squashing import sigmoid


def continue_trend(yesterday, today):
    """Tomorrow, if it goes on like this: today, plus the change since yesterday.

    yesterday, today: numbers, or arrays of the same shape. Returns the same shape.
    """
    return today + (today - yesterday)


def dinner_vote(x, h, W, U, b):
    """Add up the two votes for tonight's dinner: a = x W + h U + b.

    x (B, D): last night's dinner as it was written down; h (B, H): last night's dinner as it was predicted.
    W (D, H), U (H, H), b (H,). Returns a (B, H), one sum of votes for every dish, not squashed yet.
    """
    return x @ W + h @ U + b


def dinner_step(x, h, W, U, b):
    """One evening of the dinner network: h_t = sigmoid(x_t W + h_{t-1} U + b).

    x (B, D), h (B, H), W (D, H), U (H, H), b (H,). Returns the new h (B, H), every value in (0, 1).
    """
    return sigmoid(dinner_vote(x, h, W, U, b))
