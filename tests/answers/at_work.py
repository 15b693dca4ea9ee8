"""Right answers to notebook 10's exercises, written as other people would write them."""

import heapq
import math

import numpy as np

from lecturelib.reference import one_hot, pick, softmax, unroll

# skill ----------------------------------------------------------------------------------------------------------------


def skill_by_sums(forecast, baseline, truth):
    return 1 - sum((forecast - truth) ** 2) / sum((baseline - truth) ** 2)


def skill_in_loops(forecast, baseline, truth):
    ours = theirs = 0.0
    for k in range(len(truth)):
        ours += (forecast[k] - truth[k]) ** 2
        theirs += (baseline[k] - truth[k]) ** 2
    return (theirs - ours) / theirs


def skill_by_norms(forecast, baseline, truth):
    return 1 - (np.linalg.norm(forecast - truth) / np.linalg.norm(baseline - truth)) ** 2


def skill_with_helper(forecast, baseline, truth):
    def mse(guess):
        return ((guess - truth) ** 2).mean()

    print("errors", mse(forecast), mse(baseline))
    return 1.0 - mse(forecast) / mse(baseline)


# surprise -------------------------------------------------------------------------------------------------------------


def surprise_in_a_loop(p, tokens):
    return [-math.log2(row[token]) for row, token in zip(p, tokens, strict=True)]


def surprise_by_one_hot(p, tokens):
    return np.log2(1 / np.sum(p * one_hot(tokens, p.shape[1]), axis=1))


def surprise_from_nats(p, tokens):
    return -np.log(np.take_along_axis(p, tokens[:, None], axis=1)[:, 0]) / np.log(2)


def surprise_by_choose(p, tokens):
    return -np.log2(np.diag(p[:, tokens]))


# sample ---------------------------------------------------------------------------------------------------------------


def sample_by_steps(logits, temperature, draw):
    scores = logits / temperature
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    p = e / e.sum(axis=-1, keepdims=True)
    return pick(p, draw)


def sample_by_powers(logits, temperature, draw):
    p = softmax(logits) ** (1 / temperature)
    return pick(p / p.sum(axis=1)[:, None], draw)


def sample_row_by_row(logits, temperature, draw):
    tokens = []
    for row, number in zip(logits, draw, strict=True):
        ends = np.cumsum(softmax(row / temperature))
        tokens.append(int(np.argmax(ends > number)))
    return tokens


def sample_by_searchsorted(logits, temperature, draw):
    ends = softmax(logits * (1 / temperature)).cumsum(axis=1)
    return np.array([np.searchsorted(e, d, side="right") for e, d in zip(ends, draw, strict=True)])


# translate ------------------------------------------------------------------------------------------------------------


def translate_in_loops(step, xs, h, encoder, decoder, W_y, b_y, token, count):
    for x in xs:
        h = step(x, h, *encoder)
    written = []
    for _ in range(count):
        x = np.zeros((len(token), len(b_y)))
        x[range(len(token)), token] = 1
        h = step(x, h, *decoder)
        token = (h @ W_y + b_y).argmax(axis=1)
        written += [token]
    return written


def translate_into_an_array(step, xs, h, encoder, decoder, W_y, b_y, token, count):
    state = unroll(step, xs, h, *encoder)[1]
    tokens = np.empty((count, len(token)), int)
    for t in range(count):
        state = step(np.eye(len(b_y))[token], state, *decoder)
        tokens[t] = token = softmax(state @ W_y + b_y).argmax(-1)
    return tokens


def translate_by_last_h(step, xs, h, encoder, decoder, W_y, b_y, token, count):
    hs, _ = unroll(step, xs, h, *encoder)
    h, tokens = hs[-1], []
    while len(tokens) < count:
        h = step(one_hot(token, W_y.shape[1]), h, *decoder)
        token = np.argmax(np.dot(h, W_y) + b_y, axis=1)
        tokens.append(token)
    return np.stack(tokens)


def translate_by_recursion(step, xs, h, encoder, decoder, W_y, b_y, token, count):
    if len(xs):
        h = step(xs[0], h, *encoder)
        return translate_by_recursion(step, xs[1:], h, encoder, decoder, W_y, b_y, token, count)
    if count == 0:
        return []
    h = step(one_hot(token, len(b_y)), h, *decoder)
    token = np.argmax(h @ W_y + b_y, axis=-1)
    return [token, *translate_by_recursion(step, xs, h, encoder, decoder, W_y, b_y, token, count - 1)]


# beam_search ----------------------------------------------------------------------------------------------------------


def beam_search_in_loops(bits, width, count):
    beginnings, costs = [[]], [0.0]
    for _ in range(count):
        longer, dearer = [], []
        for tokens, cost in zip(beginnings, costs, strict=True):
            for k, more in enumerate(bits(tokens)):
                longer.append([*tokens, k])
                dearer.append(cost + more)
        order = np.argsort(dearer)[:width]
        beginnings, costs = [longer[i] for i in order], [dearer[i] for i in order]
    return beginnings, costs


def beam_search_in_arrays(bits, width, count):
    tokens, cost = np.zeros((1, 0), int), np.zeros(1)
    for _ in range(count):
        totals = cost[:, None] + np.array([bits(list(row)) for row in tokens])
        best = np.argsort(totals, axis=None)[:width]
        rows, chosen = np.unravel_index(best, totals.shape)
        tokens = np.concatenate([tokens[rows], chosen[:, None]], axis=1)
        cost = totals[rows, chosen]
    return tokens, cost


def beam_search_by_a_heap(bits, width, count):
    kept = [(0.0, ())]
    for _ in range(count):
        kept = heapq.nsmallest(width, ((c + float(m), (*t, k)) for c, t in kept for k, m in enumerate(bits(list(t)))))
    return [tokens for _, tokens in kept], [cost for cost, _ in kept]


def beam_search_by_recursion(bits, width, count):
    if count == 0:
        return np.zeros((1, 0), int), np.zeros(1)
    tokens, cost = beam_search_by_recursion(bits, width, count - 1)
    longer = {}
    for row, so_far in zip(tokens.tolist(), cost, strict=True):
        for k, more in enumerate(bits(row)):
            longer[(*row, k)] = so_far + more
    best = sorted(longer, key=longer.get)[:width]
    return np.array(best), np.array([longer[sequence] for sequence in best])


# attend ---------------------------------------------------------------------------------------------------------------


def attend_by_einsum(query, keys, values):
    scores = np.einsum("bh,tbh->bt", query, keys)
    weights = softmax(scores)
    return np.einsum("bt,tbv->bv", weights, values), weights.T


def attend_row_by_row(query, keys, values):
    means, weights = [], []
    for b, q in enumerate(query):
        shares = softmax(keys[:, b] @ q)
        weights.append(shares)
        means.append(shares @ values[:, b])
    return np.array(means), np.array(weights).T


def attend_along_time(query, keys, values):
    scores = (query[None] * keys).sum(2)
    e = np.exp(scores - scores.max(axis=0))
    weights = e / e.sum(axis=0)
    return (weights[:, :, None] * values).sum(0), weights


def attend_moment_by_moment(query, keys, values):
    scores = np.array([np.sum(key * query, axis=1) for key in keys])
    weights = np.transpose(softmax(np.transpose(scores)))
    mean = np.zeros(values.shape[1:])
    for share, value in zip(weights, values, strict=True):
        mean += share[:, None] * value
    return mean, weights


ANSWERS = {
    "skill": [skill_by_sums, skill_in_loops, skill_by_norms, skill_with_helper],
    "surprise": [surprise_in_a_loop, surprise_by_one_hot, surprise_from_nats, surprise_by_choose],
    "sample": [sample_by_steps, sample_by_powers, sample_row_by_row, sample_by_searchsorted],
    "translate": [translate_in_loops, translate_into_an_array, translate_by_last_h, translate_by_recursion],
    "beam_search": [
        beam_search_in_loops,
        beam_search_in_arrays,
        beam_search_by_a_heap,
        beam_search_by_recursion,
    ],
    "attend": [attend_by_einsum, attend_row_by_row, attend_along_time, attend_moment_by_moment],
}
