"""The vanilla recurrent network, Elman's (Cognitive Science 14, 1990) with tanh: forward, backward, and at work."""

import numpy as np

from .sequence import pick, unroll
from .squashing import one_hot, softmax, tanh_slope


def rnn_step(x, h, W, U, b):
    """One step of the vanilla RNN: h_t = tanh(x_t W + h_{t-1} U + b).

    x (B, D), h (B, H), W (D, H), U (H, H), b (H,). Returns the new h (B, H).
    """
    return np.tanh(x @ W + h @ U + b)


def affine_backward(da, x, W, b):
    """Send the gradient of a = x W + b back to x, W and b.

    da (B, N), x (B, M), W (M, N), b (N,). Returns dx (B, M), dW (M, N), db (N,).
    """
    dx = da @ W.T
    dW = x.T @ da
    db = da.sum(axis=0)
    return dx, dW, db


def rnn_step_backward(dh, x, h, W, U, b):
    """Send the gradient of h_t = rnn_step(x, h, W, U, b) back to its arguments.

    dh (B, H): the gradient of the *new* state; x (B, D), h (B, H): what the step was given; W (D, H), U (H, H), b (H,).
    Returns dx, dh, dW, dU, db, each of the shape of its partner; this dh belongs to the *old* state.
    """
    h_new = rnn_step(x, h, W, U, b)
    da = dh * tanh_slope(h_new)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dW, dU, db


def step_jacobian(x, h, W, U, b):
    """How new states answer to old ones: J[b, j, k] = ∂h_t[b, k] / ∂h_{t-1}[b, j].

    x (B, D), h (B, H), W (D, H), U (H, H), b (H,). Returns J (B, H, H), one matrix for every row of the batch:
    the old state's row j, the new state's column k, so a small change goes forward as δh_t = δh_{t-1} J.
    """
    slope = tanh_slope(rnn_step(x, h, W, U, b))
    return U * slope[:, None, :]


def rnn_classify(xs, h, W, U, b, W_y, b_y):
    """Read a whole sequence, then say once what it was: sequence to vector.

    xs (T, B, D), h (B, H): the state to start from; W (D, H), U (H, H), b (H,), W_y (H, K), b_y (K,).
    Returns the probabilities softmax(h_T W_y + b_y), (B, K), from the last state h_T.
    """
    _, h = unroll(rnn_step, xs, h, W, U, b)
    return softmax(h @ W_y + b_y)


def generate(draws, token, h, W, U, b, W_y, b_y):
    """Write a sequence, each token fed back as the next input: vector to sequence.

    draws (T, B): numbers in [0, 1), one for every token to write; token (B,): the integers to start from;
    h (B, H), W (D, H), U (H, H), b (H,), W_y (H, D), b_y (D,). At each step the one-hot token goes in, and
    pick(p, draw) chooses the next from p = softmax(h W_y + b_y). Returns the chosen tokens, integers (T, B).
    """
    tokens = []
    for draw in draws:
        h = rnn_step(one_hot(token, len(W)), h, W, U, b)
        p = softmax(h @ W_y + b_y)
        token = pick(p, draw)
        tokens.append(token)
    return np.array(tokens)
