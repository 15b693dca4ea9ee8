"""The part of notebook 10's experiments that is about captions: networks with two kinds of eyes, and their rivals."""

import numpy as np

from .. import CELLS
from ..captions import captioning, captions, look, scenes
from ..train import train

LEARNT = 2000  # pictures that the rivals learn from
ASKED = 500  # pictures of pairs learnt from, and as many of pairs kept


def asked():
    """Pictures and captions of pairs that were learnt from, and of those that were kept: two pairs."""
    return scenes(np.random.default_rng(9), ASKED), scenes(np.random.default_rng(10), ASKED, kept=True)


def caption_model(cell, seed, eye="pixels"):
    """A network of 32 units that has read 400 batches of captions."""
    return train(CELLS[cell], captioning(eye), 32, steps=400, seed=seed).model


def captions_right(cell, eye, seed):
    """The share of captions right in every word, of pairs learnt from and of pairs kept."""
    model = caption_model(cell, seed, eye)
    return [float((captions(model, images, eye)[:, :4] == words).all(axis=1).mean()) for images, words in asked()]


def captions_looked_up():
    """The same for whoever says what was said of the nearest picture to learn from, by all 300 numbers."""
    from sklearn.neighbors import KNeighborsClassifier

    return _right(KNeighborsClassifier(1), "pixels")


def captions_by_regression(eye):
    """The same for four logistic regressions, one for each word."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.multioutput import MultiOutputClassifier

    return _right(MultiOutputClassifier(LogisticRegression(max_iter=300)), eye)


def _right(model, eye):
    images, words = scenes(np.random.default_rng(8), LEARNT)
    model.fit(look(images, eye), words)
    return [float((model.predict(look(images, eye)) == words).all(axis=1).mean()) for images, words in asked()]
