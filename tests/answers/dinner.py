"""Right answers to notebook 02's exercises, written as other people would write them."""

import functools
import itertools

import numpy as np


def squash(a):
    return 1 / (1 + np.exp(-np.clip(a, -500, 500)))


# dinner_vote ----------------------------------------------------------------------------------------------------------


def vote_by_einsum(x, h, W, U, b):
    return np.einsum("bd,dh->bh", x, W) + np.einsum("bk,kh->bh", h, U) + b


def vote_in_one_product(x, h, W, U, b):
    everything = np.hstack([x, h, np.ones((len(x), 1))])
    return everything @ np.vstack([W, U, b])


def vote_in_loops(x, h, W, U, b):
    votes = []
    for evening in range(len(x)):
        row = []
        for dish in range(len(b)):
            a = b[dish]
            for d in range(len(W)):
                a += x[evening, d] * W[d, dish]
            for k in range(len(U)):
                a += h[evening, k] * U[k, dish]
            row.append(a)
        votes.append(row)
    return votes


def vote_in_place(x, h, W, U, b):
    a = np.dot(x, W)
    a += np.dot(h, U)
    a += b
    print("votes", a)
    return a


def vote_transposed_twice(x, h, W, U, b):
    return (W.T @ x.T + U.T @ h.T + b[:, None]).T


def vote_in_single_precision(x, h, W, U, b):
    x, h, W, U, b = (np.float32(array) for array in (x, h, W, U, b))
    return np.matmul(x, W) + np.matmul(h, U) + b


# dinner_step ----------------------------------------------------------------------------------------------------------


def step_written_out(x, h, W, U, b):
    return squash(x @ W + h @ U + b)


def step_by_tanh(x, h, W, U, b):
    a = b + np.dot(h, U) + np.dot(x, W)
    return (np.tanh(a / 2) + 1) / 2


def step_neuron_by_neuron(x, h, W, U, b):
    columns = [squash(x @ W[:, k] + h @ U[:, k] + b[k]) for k in range(len(b))]
    return np.stack(columns, axis=1)


def step_evening_by_evening(x, h, W, U, b):
    return [list(squash(x[n].dot(W) + h[n].dot(U) + b)) for n in range(x.shape[0])]


def step_in_single_precision(x, h, W, U, b):
    a = vote_in_single_precision(x, h, W, U, b)
    return np.float32(1) / (np.float32(1) + np.exp(-a))


# unroll ---------------------------------------------------------------------------------------------------------------


def unroll_plainly(step, xs, state, *weights):
    h = state
    hs = []
    for x in xs:
        h = step(x, h, *weights)
        hs.append(h)
    return hs, h


def unroll_into_array(step, xs, state, *weights):
    T = xs.shape[0]
    hs = np.empty((T, *state.shape))
    for t in range(T):
        hs[t] = state = step(xs[t], state, *weights)
    return hs, state


def unroll_by_looking_back(step, xs, state, *weights):
    hs = [state]
    t = 0
    while t < len(xs):
        hs.append(step(xs[t], hs[-1], *weights))
        t += 1
    return np.stack(hs[1:]), hs[-1]


def unroll_by_accumulate(step, xs, state, *weights):
    turn = lambda h, x: step(x, h, *weights)  # noqa: E731
    _, *hs = itertools.accumulate(xs, turn, initial=state)
    return np.array(hs), functools.reduce(turn, xs, state)


def unroll_by_recursion(step, xs, state, *weights):
    if len(xs) == 0:
        return np.empty((0, *state.shape)), state
    state = step(xs[0], state, *weights)
    rest, last = unroll_by_recursion(step, xs[1:], state, *weights)
    return np.concatenate([state[None], rest]), last


def unroll_as_list(step, xs, state, *weights):
    outputs = []
    for number, x in enumerate(xs):
        state = step(x, state, *weights)
        print("evening", number, state.shape)
        outputs += [state.copy()]
    return [outputs, state]


def unroll_in_single_precision(step, xs, state, *weights):
    hs, last = unroll_plainly(step, xs, state, *weights)
    return np.array(hs, dtype=np.float32), last.astype(np.float32)


ANSWERS = {
    "dinner_vote": [
        vote_by_einsum,
        vote_in_one_product,
        vote_in_loops,
        vote_in_place,
        vote_transposed_twice,
        vote_in_single_precision,
    ],
    "dinner_step": [
        step_written_out,
        step_by_tanh,
        step_neuron_by_neuron,
        step_evening_by_evening,
        step_in_single_precision,
    ],
    "unroll": [
        unroll_plainly,
        unroll_into_array,
        unroll_by_looking_back,
        unroll_by_accumulate,
        unroll_by_recursion,
        unroll_as_list,
        unroll_in_single_precision,
    ],
}
