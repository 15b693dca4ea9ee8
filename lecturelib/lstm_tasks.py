"""The tasks of the unit on the LSTM: pronouns that mean the last subject, and a secret to be kept."""

import numpy as np

from .reference import one_hot
from .tasks import Task

# Pronouns -------------------------------------------------------------------------------------------------------------

PRONOUN_WORDS = ("Jane", "Mary", "Doug", "Paul", "she", "he", "saw", "with", ".")
PRONOUN, SAW, WITH, STOP = 4, 6, 7, 8  # names come in twos, she's before he's


def pronouns(T=40, again=0.5, more=0.5):
    """Say the next word of "Jane saw Doug with Paul. she saw Mary. Doug saw Jane. …": a pronoun means the last subject.

    A sentence's subject is, with the probability `again`, the one before it, told by a pronoun, else a name drawn
    evenly; then come *saw* and other names, one after another with the probability `more`. x (T, B, 9), one-hot words
    of PRONOUN_WORDS, from a full stop on; y (T, B), the word that follows each. A constant answer scores 0.18, one that
    has lost the subject 0.51.
    """

    def draw(rng, batch):
        words, subject = np.full((T + 1, batch), STOP), rng.integers(4, size=batch)
        for t in range(T):
            last, other = words[t], (subject + rng.integers(1, 4, size=batch)) % 4
            begins, told = last == STOP, (words[t - 1] == STOP) & (t > 0)
            known = (rng.random(batch) < again) & (t > 0)
            subject = np.where(begins & ~known, rng.integers(4, size=batch), subject)
            choices = [begins & known, begins, told, last >= SAW, rng.random(batch) < more]
            words[t + 1] = np.select(choices, [PRONOUN + subject // 2, subject, SAW, other, WITH], STOP)
        return one_hot(words[:-1], 9), words[1:]

    return Task("pronouns", 9, 9, "cross_entropy", draw, chance=0.18, passmark=0.52)


# A secret -------------------------------------------------------------------------------------------------------------


def secret(T=30, told=0.1, asked=0.1):
    """Keep a yes or no, and say it when asked; say nothing, 0, otherwise.

    x (T, B, 3): 1 for yes and -1 for no where a secret is told, which replaces the last; 1 where one is told; 1 where
    it is asked for. y (T, B, 1): the secret, 1 or -1, where it is asked for, 0 elsewhere. One is told at the first
    step; after it, telling and asking have these probabilities, and never meet.
    """

    def draw(rng, batch):
        chance = rng.random((T, batch))
        tells, asks = chance < told, chance > 1 - asked
        tells[0], asks[0] = True, False
        value = rng.choice([-1.0, 1.0], size=(T, batch))
        last = np.maximum.accumulate(np.where(tells, np.arange(T)[:, None], 0))
        kept = np.take_along_axis(value, last, axis=0)
        return np.stack([tells * value, tells, asks], axis=-1).astype(float), (asks * kept)[..., None]

    return Task("a secret", 3, 1, "squared_error", draw, chance=1 - asked * (T - 1) / T, passmark=0.99)
