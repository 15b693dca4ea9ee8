"""Text as a task: characters as numbers, the next one to say, and how many bits a model spends on one."""

import numpy as np

from .data import ALPHABET
from .reference import cross_entropy, one_hot
from .tasks import Task

PIECE = 2000  # steps run at once along a long text


def encode(text, alphabet=ALPHABET):
    """The characters of a text as integers (len(text),), indices of alphabet.

    Raises ValueError, which names them, for characters that are not in it.
    """
    if unknown := sorted(set(text) - set(alphabet)):
        raise ValueError(f"text: {' '.join(map(repr, unknown))} given, characters of {alphabet!r} wanted")
    return np.array([alphabet.index(letter) for letter in text], int)


def decode(indices, alphabet=ALPHABET):
    """The text of integers, indices of alphabet."""
    return "".join(alphabet[index] for index in indices)


def next_character(text, T=64, alphabet=ALPHABET):
    """Say the next character of a text, along pieces of T characters drawn evenly from it.

    x (T, B, K), one-hot characters of the K in alphabet; y (T, B), the one that follows each. The best constant answer
    is a space. Raises ValueError for unknown characters, and for a text with fewer than T + 1.
    """
    letters, K = encode(text, alphabet), len(alphabet)
    if len(letters) <= T:
        raise ValueError(f"text: {len(letters)} characters given, more than T = {T} wanted")

    def draw(rng, batch):
        starts = rng.integers(len(letters) - T, size=batch)
        pieces = letters[starts + np.arange(T + 1)[:, None]]
        return one_hot(pieces[:-1], K), pieces[1:]

    chance = np.bincount(letters).max() / len(letters)
    return Task("the next character", K, K, "cross_entropy", draw, chance, passmark=0.5)


def bits_per_character(model, text, alphabet=ALPHABET):
    """How many bits a model needs for each character of a text but the first, on average, reading from the start.

    Its state is carried along the whole text. Raises ValueError for unknown characters, and fewer than two.
    """
    letters, nats, state = encode(text, alphabet), 0.0, None
    if len(letters) < 2:
        raise ValueError(f"text: {len(letters)} characters given, at least 2 wanted")
    seen = one_hot(letters[:-1], len(alphabet)).astype(model.params["W_y"].dtype)[:, None]
    for start in range(0, len(seen), PIECE):
        piece = seen[start : start + PIECE]
        h, state, _ = model.cell.forward(model.weights, piece, state)
        answers = h[:, 0] @ model.params["W_y"] + model.params["b_y"]
        nats += len(piece) * cross_entropy(answers, letters[1 + start : 1 + start + len(piece)])[0]
    return float(nats / len(seen) / np.log(2))
