"""Right answers to notebook 03's exercises, written as other people would write them."""

import math

import numpy as np

from lecturelib import reference
from lecturelib.reference import one_hot, pick, rnn_step, softmax, unroll

# rnn_step -------------------------------------------------------------------------------------------------------------


def step_by_einsum(x, h, W, U, b):
    return np.tanh(np.einsum("bd,dh->bh", x, W) + np.einsum("bj,jh->bh", h, U) + b)


def step_in_one_product(x, h, W, U, b):
    seen = np.concatenate([x, h], axis=1)
    print("what the neurons see:", seen.shape)
    return np.tanh(np.dot(seen, np.concatenate([W, U])) + b)


def step_in_loops(x, h, W, U, b):
    (B, D), H = x.shape, len(b)
    new = []
    for row in range(B):
        values = []
        for k in range(H):
            a = b[k]
            for d in range(D):
                a += x[row, d] * W[d, k]
            for j in range(H):
                a += h[row, j] * U[j, k]
            values.append(math.tanh(a))
        new.append(values)
    return new


def step_in_columns(x, h, W, U, b):
    a = W.T @ x.T + U.T @ h.T + b[:, None]
    return np.tanh(a).T


def step_from_exponentials(x, h, W, U, b):
    a = np.matmul(x, W)
    a += np.matmul(h, U)
    a += b
    return 2 / (1 + np.exp(np.clip(-2 * a, -700, 700))) - 1


# softmax --------------------------------------------------------------------------------------------------------------


def softmax_row_by_row(a):
    if np.ndim(a) > 1:
        return np.array([softmax_row_by_row(row) for row in a])
    e = [math.exp(score - max(a)) for score in a]
    return [value / sum(e) for value in e]


def softmax_with_new_axes(a):
    a = np.array(a, dtype=float)
    a -= a.max(-1)[..., None]
    e = np.exp(a)
    return e / e.sum(-1)[..., None]


def softmax_by_logarithm(a):
    highest = a.max(axis=-1, keepdims=True)
    log_sum = highest + np.log(np.exp(a - highest).sum(axis=-1, keepdims=True))
    return np.exp(a - log_sum)


def softmax_by_differences(a):
    """p_k = 1 / Σ_j exp(a_j - a_k), each score against every other."""
    difference = np.minimum(a[..., None, :] - a[..., :, None], 700)
    return 1 / np.exp(difference).sum(axis=-1)


def softmax_along_the_first_axis(a):
    turned = np.moveaxis(a, -1, 0)
    e = np.exp(turned - turned.max(axis=0))
    return np.moveaxis(e / e.sum(axis=0), 0, -1)


# cross_entropy --------------------------------------------------------------------------------------------------------


def loss_by_picking(logits, targets):
    B = len(targets)
    rows = np.arange(B)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, targets] -= 1
    dlogits /= B
    return -log_p[rows, targets].mean(), dlogits


def loss_in_loops(logits, targets):
    total, gradient = 0.0, []
    for row, target in zip(logits.tolist(), targets.tolist(), strict=True):
        highest = max(row)
        log_sum = highest + math.log(sum(math.exp(v - highest) for v in row))
        total += log_sum - row[target]
        gradient.append([(math.exp(v - log_sum) - (k == target)) / len(logits) for k, v in enumerate(row)])
    return total / len(logits), gradient


def loss_by_log_add(logits, targets):
    log_sum = np.logaddexp.reduce(logits, axis=1)
    right = np.take_along_axis(logits, targets[:, None], axis=1)[:, 0]
    p = np.exp(logits - log_sum[:, None])
    return [np.average(log_sum - right), (p - np.eye(logits.shape[1])[targets]) / logits.shape[0]]


def loss_against_the_right_answer(logits, targets):
    """Surprise is log Σ exp(logit_k - logit_target): how far the others reach above the right one."""
    ahead = logits - logits[range(len(logits)), targets][:, None]
    highest = ahead.max(axis=1)
    surprise = highest + np.log(np.sum(np.exp(ahead - highest[:, None]), axis=1))
    marked = np.zeros_like(logits)
    for row, target in enumerate(targets):
        marked[row, target] = 1
    return float(np.mean(surprise)), np.divide(softmax(logits) - marked, len(targets))


# rnn_classify ---------------------------------------------------------------------------------------------------------


def classify_in_a_loop(xs, h, W, U, b, W_y, b_y):
    for t in range(xs.shape[0]):
        h = np.tanh(xs[t] @ W + h @ U + b)
    return softmax(h @ W_y + b_y)


def classify_by_all_states(xs, h, W, U, b, W_y, b_y):
    hs, _ = unroll(rnn_step, xs, h, W, U, b)
    return softmax(np.einsum("tbh,hk->tbk", hs, W_y) + b_y)[-1]


def classify_each_sequence_alone(xs, h, W, U, b, W_y, b_y):
    answers = []
    for row in range(xs.shape[1]):
        _, last = unroll(rnn_step, xs[:, row : row + 1], h[row : row + 1], W, U, b)
        scores = (np.dot(last, W_y) + b_y)[0]
        answers.append(list(softmax(scores)))
    return answers


def classify_recursively(xs, h, W, U, b, W_y, b_y):
    if len(xs) == 0:
        return softmax(np.matmul(h, W_y) + b_y)
    return classify_recursively(xs[1:], rnn_step(xs[0], h, W, U, b), W, U, b, W_y, b_y)


# generate -------------------------------------------------------------------------------------------------------------


def generate_by_looking_up_rows(draws, token, h, W, U, b, W_y, b_y):
    """A one-hot row times W is a row of W."""
    tokens = np.empty(draws.shape, dtype=int)
    for t in range(len(draws)):
        h = np.tanh(W[token] + h @ U + b)
        token = pick(softmax(h @ W_y + b_y), draws[t])
        tokens[t] = token
    return tokens


def generate_each_row_alone(draws, token, h, W, U, b, W_y, b_y):
    T, B = draws.shape
    columns = []
    for row in range(B):
        word, state, column = int(token[row]), h[row], []
        for t in range(T):
            state = np.tanh(W[word] + state @ U + b)
            p = softmax(state @ W_y + b_y)
            word, reached = 0, p[0]
            while reached <= draws[t, row] and word < len(p) - 1:
                word += 1
                reached += p[word]
            column.append(word)
        columns.append(column)
    return np.array(columns).T


def generate_by_unrolling(draws, token, h, W, U, b, W_y, b_y):
    def speak(draw, token, h):
        h = rnn_step(one_hot(token, W.shape[0]), h, W, U, b)
        return pick(softmax(h @ W_y + b_y), draw), h

    tokens, _ = unroll(speak, draws, (token, h))
    return tokens


def generate_with_lists_and_prints(draws, token, h, W, U, b, W_y, b_y):
    book = []
    for draw in draws:
        x = np.zeros((len(token), len(b_y)))
        x[np.arange(len(token)), token] = 1
        h = reference.rnn_step(x, h, W, U, b)
        token = pick(softmax(h @ W_y + b_y), draw)
        print("wrote", token)
        book.append(token.tolist())
    return book


ANSWERS = {
    "rnn_step": [step_by_einsum, step_in_one_product, step_in_loops, step_in_columns, step_from_exponentials],
    "softmax": [
        softmax_row_by_row,
        softmax_with_new_axes,
        softmax_by_logarithm,
        softmax_by_differences,
        softmax_along_the_first_axis,
    ],
    "cross_entropy": [loss_by_picking, loss_in_loops, loss_by_log_add, loss_against_the_right_answer],
    "rnn_classify": [
        classify_in_a_loop,
        classify_by_all_states,
        classify_each_sequence_alone,
        classify_recursively,
    ],
    "generate": [
        generate_by_looking_up_rows,
        generate_each_row_alone,
        generate_by_unrolling,
        generate_with_lists_and_prints,
    ],
}
