"""Pictures of one thing, and what they show in four words: "red ring top left". Two pairs of a colour and a thing are
kept from learning, the red ring and the green cross: whoever knows red and knows rings can name a red ring even so."""

import numpy as np

from .applications import seen_then_heard, write_what_is_seen
from .tasks import Task

PAINTS = {"red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1), "yellow": (1, 1, 0)}
SHAPES = {"ring": "### #.# ###", "cross": "#.# .#. #.#", "plus": ".#. ### .#.", "stick": ".#. .#. .#."}
THINGS = {thing: np.array([[ink == "#" for ink in row] for row in rows.split()]) for thing, rows in SHAPES.items()}
WORDS = (".", *PAINTS, *THINGS, "top", "bottom", "left", "right")
KEPT = ((0, 0), (1, 1))  # the pairs of paint and thing that are never learnt from
SIDE, LONGEST, NOISE = 10, 5, 0.1  # pixels; a caption's words and its full stop; the spread of each pixel
EYES = ("pixels", "apart")


def scenes(rng, count, kept=False):
    """Pictures (count, 10, 10, 3), red, green and blue from 0 to 1, and their captions (count, 4), indices of WORDS.

    A thing of 3 by 3 pixels, more or less bright, stands in one of four corners, on noise. kept: whether its colour and
    its shape are one of the pairs kept from learning, or one of the fourteen others.
    """
    pairs = np.array([pair for pair in np.ndindex(4, 4) if (pair in KEPT) == kept])
    paint, thing = pairs[rng.integers(len(pairs), size=count)].T
    row, column = rng.integers(2, size=(2, count))
    shapes, paints, light = list(THINGS.values()), np.array(list(PAINTS.values())), 0.6 + 0.4 * rng.random(count)
    images = NOISE * rng.normal(size=(count, SIDE, SIDE, 3))
    for k, image in enumerate(images):
        top, left = 1 + 5 * row[k], 1 + 5 * column[k]
        image[top : top + 3, left : left + 3] += light[k] * shapes[thing[k]][..., None] * paints[paint[k]]
    return images.clip(0, 1), np.stack([1 + paint, 5 + thing, 9 + row, 11 + column], axis=1)


def look(images, eye="pixels"):
    """What an eye makes of pictures (N, 10, 10, 3): all 300 numbers, or, apart, the 100 of how bright each pixel is and
    the 3 shares of the colours in the whole. Returns (N, 300) or (N, 103).

    Raises ValueError for an eye that is not one of EYES.
    """
    if eye not in EYES:
        raise ValueError(f"eye: {eye!r} given; {' or '.join(map(repr, EYES))} wanted")
    if eye == "pixels":
        return images.reshape(len(images), -1)
    colours = images.sum(axis=(1, 2))
    shares = 3 * colours / colours.sum(axis=1, keepdims=True)
    return np.concatenate([images.max(axis=-1).reshape(len(images), -1), shares], axis=1)


def captioning(eye="pixels"):
    """Say what a picture shows: a vector to a sequence.

    x (5, B, 300 + 13), or 103 + 13 by the eye that takes apart: at the first step the picture, and from then on the
    word before, one-hot of WORDS; y (5, B), the four words and the full stop.
    """

    def draw(rng, batch):
        images, words = scenes(rng, batch)
        y = np.vstack([words.T, np.zeros((1, batch), int)])
        return seen_then_heard(look(images, eye), y[:-1], len(WORDS)), y

    inputs = look(np.ones((1, SIDE, SIDE, 3)), eye).shape[1] + len(WORDS)
    return Task("captions", inputs, len(WORDS), "cross_entropy", draw, chance=0.4, passmark=0.9)


def captions(model, images, eye="pixels"):
    """What a model of `captioning` writes under pictures (N, 10, 10, 3), the likeliest word each time: (N, 5)."""
    return write_what_is_seen(model, look(images, eye), LONGEST).T


def in_words(caption):
    """A caption, indices of WORDS, as text up to its full stop."""
    return " ".join(WORDS[word] for word in caption).split(" .")[0]
