"""Ask an LSTM where it keeps something, and how much of an error comes back: two readers of nearly the same text change
places in part of their state, or an error at the last step is followed to the first."""

import numpy as np

from .cells import CELLS
from .reference import one_hot
from .tasks import AGREEMENT_WORDS, DICTIONARY


def in_pairs(first, second, words):
    """Texts side by side: rows 2k and 2k + 1 of the one-hot words (T, 2P, V) are the k-th of first and of second.

    first, second: lists of P texts, words with spaces between, all equally long. words: the V words there are.
    """
    texts = [text.split() for pair in zip(first, second, strict=True) for text in pair]
    return one_hot(np.array([[words.index(word) for word in text] for text in texts]).T, len(words))


def after_swap(step, params, xs, units=None, parts="hc", words_left=1):
    """The scores (2P, V) of the next word by readers in pairs who change places in part of their state on the way.

    step: lstm_step, or a student's. params: a trained LSTM's, with its readout. xs (T, 2P, V): as in_pairs makes them.
    units: whose numbers change places, a list; all unless given. parts: of h, of c, or of both, "hc". words_left: how
    many words are still to be read when they do.
    """
    weights, start = (params["W"], params["U"], params["b"]), np.zeros((xs.shape[1], params["U"].shape[0]))
    units = range(start.shape[1]) if units is None else units
    h, c = start, start
    for left, x in zip(range(len(xs), 0, -1), xs, strict=True):
        if left == words_left:
            h, c = (swapped(part, units) if name in parts else part for name, part in zip("hc", (h, c), strict=True))
        h, c = step(x, h, c, *weights)
    return h @ params["W_y"] + params["b_y"]


def swapped(part, units):
    """A copy of part (2P, H) in which the two rows of each pair have exchanged their numbers in these units."""
    part, units = np.array(part), list(units)
    even, odd = part[::2, units].copy(), part[1::2, units].copy()
    part[::2, units], part[1::2, units] = odd, even
    return part


def own_word(scores, words, first, second):
    """The share of readers, in pairs, who expect their own word of two: first of a pair the first, second the second.

    scores (2P, V), of V words.
    """
    first, second = (scores[:, words.index(word)] for word in (first, second))
    return float(np.concatenate([(first > second)[::2], (second > first)[1::2]]).mean())


def apart(step, params, xs):
    """How far the memories c of the readers in pairs are apart after each word: (T, H), means over the pairs."""
    weights = params["W"], params["U"], params["b"]
    h = c = np.zeros((xs.shape[1], params["U"].shape[0]))
    distances = []
    for x in xs:
        h, c = step(x, h, c, *weights)
        distances.append(np.abs(c[::2] - c[1::2]).mean(axis=0))
    return np.array(distances)


def two_girls(pairs=200):
    """Pairs that differ in the number of their subject alone, ". girl with hats with hat often": xs (7, 2P, 9)."""
    hats = np.random.default_rng(3).choice(["hat", "hats"], size=(pairs, 2))
    texts = [f". girl with {one} with {other} often" for one, other in hats]
    return in_pairs(texts, [text.replace("girl", "girls") for text in texts], AGREEMENT_WORDS)


def two_names():
    """Pairs that differ in who sees, ". Doug saw" and ". Jane saw": {(first, second): xs (T, 2P, 5)}, a key for each
    two of the three names; some have read a sentence before."""
    before = [". Doug saw Jane ", ". Spot saw Doug ", ". Jane saw Spot ", ". Jane saw Doug "]
    return {
        (one, other): in_pairs(*([f"{text}. {name} saw" for text in before] for name in (one, other)), DICTIONARY)
        for one, other in (("Doug", "Jane"), ("Doug", "Spot"), ("Jane", "Spot"))
    }


def own_other(step, params, **swap):
    """The share of readers of the children's book who expect, after "saw", the other name of two rather than their own.

    swap: what changes places, as after_swap has it; parts="" leaves all in its place.
    """
    shares = [
        own_word(after_swap(step, params, xs, **swap), DICTIONARY, other, one)
        for (one, other), xs in two_names().items()
    ]
    return float(np.mean(shares))


def arriving(step, step_backward, bias, seed=0, belt_alone=False, lags=60, hidden=32):
    """How much of an error at the last h of an untrained LSTM that hears noise comes back, for lags 1, 2, …

    step, step_backward: lstm_step and its way back, or a student's. bias: the forget bias it starts with. belt_alone:
    whether only what goes along c is followed, and what goes through h is dropped at every step. Returns two arrays
    (lags,): the largest stretch, over all errors of length 1, at h and at c.
    """
    rng = np.random.default_rng(seed)
    weights = CELLS["lstm"].init(4, hidden, rng, forget_bias=bias).values()
    h = c = np.zeros((1, hidden))
    seen = []
    for x in rng.normal(size=(lags + 20, 1, 4)):  # twenty steps to forget the start
        seen.append((x, h, c))
        h, c = step(x, h, c, *weights)
    dh, dc, at_h, at_c = np.eye(hidden), np.zeros((hidden, hidden)), [], []
    for arguments in reversed(seen[20:]):
        rows = (np.repeat(part, hidden, axis=0) for part in arguments)  # a row for each error
        _, dh, dc, *_ = step_backward(dh, dc, *rows, *weights)
        dh = 0 * dh if belt_alone else dh
        at_h.append(np.linalg.norm(dh, 2))
        at_c.append(np.linalg.norm(dc, 2))
    return np.array(at_h), np.array(at_c)
