"""Sequences at work: how good a forecast is, how surprised a model is, and how it writes, translates and attends."""

import numpy as np

from .sequence import pick, unroll
from .squashing import one_hot, softmax


def skill(forecast, baseline, truth):
    """How much of a baseline's error a forecast takes away: 1 - MSE(forecast) / MSE(baseline).

    All three are arrays of one shape; MSE is the mean squared error against truth. Returns a number: 1 for a forecast
    without error, 0 for one as good as the baseline, below 0 for a worse one.
    """
    return 1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)


def surprise(p, tokens):
    """How many bits each token of a sequence was worth: -log2 of the probability that it was given.

    p (T, K), a row of probabilities for every step; tokens (T,), integers from 0 to K - 1, what then came. Returns
    (T,).
    """
    return -np.log2(p[np.arange(len(tokens)), tokens])


def sample(logits, temperature, draw):
    """Pick one token from each row of scores, at a temperature.

    logits (B, K); temperature, above 0: the scores are divided by it, so below 1 the likeliest gain and above 1 they
    lose; draw (B,), numbers in [0, 1), as pick takes them. Returns integers (B,).
    """
    return pick(softmax(logits / temperature), draw)


def translate(step, xs, h, encoder, decoder, W_y, b_y, token, count):
    """Read a sequence with one network, then write another with a second one that begins where the first ended.

    step(x, h, *weights) is the cell of both. The encoder's weights read xs (T, B, D) from the state h (B, H). The
    decoder's weights read the token before, one-hot of K, first the given token (B,); then the token with the highest
    score in h @ W_y + b_y is written, W_y (H, K), b_y (K,). count: how many tokens, N, to write. Returns the tokens
    written (N, B), integers.
    """
    _, h = unroll(step, xs, h, *encoder)
    tokens = []
    for _ in range(count):
        h = step(one_hot(token, len(b_y)), h, *decoder)
        token = np.argmax(h @ W_y + b_y, axis=-1)
        tokens.append(token)
    return np.array(tokens)


def beam_search(bits, width, count):
    """Write a sequence by keeping several beginnings at every step, the `width` cheapest, and not the cheapest alone.

    bits(tokens), tokens a list of integers: what each of K tokens would cost if it came next, (K,), in bits as surprise
    counts them. A beginning costs the sum over its tokens. From the empty one on, every beginning kept is continued by
    every token, and of all these the `width` cheapest are kept, or all if there are fewer; `count` times. Returns the
    tokens of those kept (width, count), the cheapest first, and what each costs (width,). (Lowerre's speech
    recogniser, 1976; for encoders and decoders Sutskever, Vinyals & Le, NeurIPS 2014.)
    """
    kept = [([], 0.0)]
    for _ in range(count):
        longer = [([*tokens, k], cost + more) for tokens, cost in kept for k, more in enumerate(bits(tokens))]
        kept = sorted(longer, key=lambda one: one[1])[:width]
    return np.array([tokens for tokens, _ in kept]), np.array([cost for _, cost in kept])


def attend(query, keys, values):
    """Ask all moments at once: the mean of the values, each weighted by how well its key fits the query.

    query (B, H), one for each row; keys (T, B, H); values (T, B, M). The score of a moment is the product of its key
    with the row's query, summed; the weights of a row are the softmax of its scores over time. Returns the mean (B, M),
    and the weights (T, B). (Bahdanau, Cho & Bengio, ICLR 2015; this score, Luong, Pham & Manning, EMNLP 2015.)
    """
    scores = np.sum(keys * query, axis=-1)
    weights = softmax(scores.T).T
    return np.sum(weights[..., None] * values, axis=0), weights
