"""Sequence tasks to train on, each drawn by a seeded generator, each with the score of a guess and the score to pass.

A score is the share of right answers, from 0 to 1: the likeliest class is the target's, or the number lies within
0.1 of it. `chance` is the score of the best constant answer, `passmark` what counts as learnt.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .reference import one_hot

TOLERANCE = 0.1


@dataclass(frozen=True)
class Task:
    """A task: what a network sees, what it shall answer, and how well a guess does.

    draw(rng, batch) returns x (T, B, D) and the targets y: integers with loss "cross_entropy", (T, B) for an answer at
    every step, (B,) for one after the last; numbers with "squared_error", (T, B, K) or (B, K). Where sequences differ
    in length it returns lengths (B,) as well, and what x and y hold after them is padding.
    """

    name: str
    inputs: int
    outputs: int
    loss: str
    draw: Callable
    chance: float
    passmark: float
    every_step: bool = True

    def right(self, answers, y):
        """Which answers (..., K) are right, given their targets y: booleans, one for each target."""
        if self.loss == "cross_entropy":
            return answers.argmax(axis=-1) == y
        return (np.abs(answers - y) < TOLERANCE).all(axis=-1)


# A children's book ----------------------------------------------------------------------------------------------------

DICTIONARY = ("Doug", "Jane", "Spot", "saw", ".")
NAMES, SAW, STOP = (0, 1, 2), 3, 4


def childrens_book(sentences=5):
    """Say the next word of "Doug saw Jane. Spot saw Doug. …": two different names in every sentence.

    x (4 * sentences, B, 5), one-hot words of DICTIONARY, from a full stop to the last name; y, the word that follows
    each. A constant answer scores 1/4, no net without memory can pass 5/12, none at all 17/24: the names are free.
    """

    def draw(rng, batch):
        first = rng.integers(3, size=(sentences, batch))
        second = (first + rng.integers(1, 3, size=first.shape)) % 3
        saw, stop = np.full_like(first, SAW), np.full_like(first, STOP)
        words = np.stack([stop, first, saw, second], axis=1).reshape(4 * sentences, batch)
        return one_hot(words, 5), np.concatenate([words[1:], stop[:1]])

    return Task("a children's book", 5, 5, "cross_entropy", draw, chance=1 / 4, passmark=0.65)


def count_mistakes(words):
    """Cut a stream of words at its full stops, and count what is wrong with the sentences.

    words: a sequence of integers, DICTIONARY's indices. The words after the last full stop are no sentence yet and are
    not counted. Returns a dict of counts: "sentences"; "valid", of the form A saw B. with A ≠ B; then, each sentence in
    the first kind that fits: "same name" (Doug saw Doug.), "runaway" (Jane saw Spot saw Doug.), "no verb" (Spot Doug.),
    "other" (saw Spot.).
    """
    kinds = ["valid", "same name", "runaway", "no verb", "other"]
    counts = dict.fromkeys(["sentences", *kinds], 0)
    sentence = []
    for word in words:
        if word == STOP:
            counts["sentences"] += 1
            counts[_kind(sentence)] += 1
            sentence = []
        else:
            sentence.append(word)
    return counts


def _kind(sentence):
    """What is wrong with one sentence, its full stop taken off."""
    verbs = sentence.count(SAW)
    if verbs == 0:
        return "no verb"
    if verbs > 1:
        return "runaway"
    if len(sentence) == 3 and sentence[1] == SAW:
        return "same name" if sentence[0] == sentence[2] else "valid"
    return "other"


def as_text(words):
    """A stream of words as a line of text: "Doug saw Jane. Spot saw Doug." """
    return " ".join(DICTIONARY[word] for word in words).replace(" .", ".")


# Agreement ------------------------------------------------------------------------------------------------------------

AGREEMENT_WORDS = ("girl", "girls", "hat", "hats", "sings", "sing", "with", "often", ".")
SUBJECT, HAT, VERB, WITH, OFTEN, END = 0, 2, 4, 6, 7, 8  # a noun's or a verb's plural follows its singular


def agreement(T=40, more=0.7):
    """Say the next word of "girls with hat often sing. girl often sings. …": the verb agrees with the first noun.

    x (T, B, 9), one-hot words of AGREEMENT_WORDS, from a full stop on; y (T, B), the word that follows each. After
    every noun, with probability `more`, comes "with" and another hat, of either number. In a long stream a constant
    answer scores 0.27 and no net can pass 0.69, for nouns and lengths are free; one that has lost the subject, 0.63.
    """

    def draw(rng, batch):
        words, subject = np.full((T + 1, batch), END), np.zeros(batch, int)
        for t in range(T):
            last, plural, goes_on = words[t], rng.integers(2, size=batch), rng.random(batch) < more
            begins, noun = last == END, last < VERB
            subject = np.where(begins, plural, subject)
            choices = [begins, noun & goes_on, noun, last == WITH, last == OFTEN]
            words[t + 1] = np.select(choices, [SUBJECT + plural, WITH, OFTEN, HAT + plural, VERB + subject], END)
        return one_hot(words[:-1], 9), words[1:]

    return Task("agreement", 9, 9, "cross_entropy", draw, chance=0.27, passmark=0.67)


# Dinners --------------------------------------------------------------------------------------------------------------

DISHES = ("pizza", "burger", "fries")
DINNER_INPUTS = {"day": slice(0, 7), "month": slice(7, 19), "late": slice(19, 20), "yesterday": slice(20, 23)}


def dinners(days=28, forgotten=0.3, repeats=0.05):
    """Say what is for dinner tonight: pizza, burger, fries in turn, but now and then the cook repeats yesterday's dish.

    x (days, B, 23), split by DINNER_INPUTS: day of the week and month, one-hot; 1 if a meeting ran late; yesterday's
    dinner, one-hot, or zeros if nobody wrote it down, as on a share `forgotten` of the days. y, tonight's dish, an
    index of DISHES. `repeats` is the share of days on which the cook repeats. Calendar and meeting say nothing about
    dinner. A constant answer scores 1/3; to pass is to get more than half of what memory adds, see dinner_ceilings.
    """

    def draw(rng, batch):
        shape = (days, batch)
        start = rng.integers(365, size=batch)
        date = np.arange(days)[:, None] + start
        late = (rng.random(shape) < 0.2)[..., None]
        moves = rng.random((days + 1, batch)) >= repeats
        dinner = (rng.integers(3, size=batch) + moves.cumsum(axis=0)) % 3
        written = (rng.random(shape) >= forgotten)[..., None]
        month = date // 31 % 12
        x = np.concatenate([one_hot(date % 7, 7), one_hot(month, 12), late, written * one_hot(dinner[:-1], 3)], axis=-1)
        return x, dinner[1:]

    passmark = sum(dinner_ceilings(forgotten, repeats)) / 2
    return Task("dinners", 23, 3, "cross_entropy", draw, 1 / 3, passmark)


def dinner_ceilings(forgotten, repeats):
    """The best scores at dinners: of yesterday's note alone, and of a memory of all the notes of a long past.

    forgotten, repeats: the shares, as for dinners. Without a note, yesterday's note alone leaves a guess, 1/3. A memory
    goes on from the last note it saw, and for every dinner since weighs how often the cook may have repeated.
    """
    noted, alone = 1 - forgotten, (1 - forgotten) * max(repeats, 1 - repeats) + forgotten / 3
    behind, memory = np.array([1.0, 0.0, 0.0]), 0.0
    for dinners_since in range(1000):
        behind = (1 - repeats) * behind + repeats * np.roll(behind, 1)
        memory += noted * forgotten**dinners_since * behind.max()
    return alone, memory + forgotten**1000 / 3


# Long memories --------------------------------------------------------------------------------------------------------


def adding(T):
    """Add the two marked numbers of T: Hochreiter and Schmidhuber's task (Neural Computation 9, 1997), simplified.

    x (T, B, 2), numbers drawn evenly from [0, 1) and a marker, 1 for one number in each half and 0 elsewhere; y (B, 1),
    the sum of the two. The best constant answer, 1, lies within 0.1 of the sum in 19 cases of 100.
    """

    def draw(rng, batch):
        numbers, marker = rng.random((T, batch)), np.zeros((T, batch))
        rows = np.arange(batch)
        marker[rng.integers(T // 2, size=batch), rows] = 1
        marker[rng.integers(T // 2, T, size=batch), rows] = 1
        return np.stack([numbers, marker], axis=-1), (numbers * marker).sum(axis=0)[:, None]

    return Task(f"adding {T}", 2, 1, "squared_error", draw, chance=0.19, passmark=0.9, every_step=False)


def recall(lag, symbols=4):
    """Say at the end which symbol was shown `lag` steps ago, after distractors that look alike but mean nothing.

    x (lag + 1, B, 2 * symbols): a one-hot symbol, then `lag` one-hot distractors, drawn evenly; y (B,), the symbol.
    """

    def draw(rng, batch):
        y = rng.integers(symbols, size=batch)
        distractors = rng.integers(symbols, 2 * symbols, size=(lag, batch))
        return one_hot(np.concatenate([y[None], distractors]), 2 * symbols), y

    chance, passmark = 1 / symbols, 0.95
    return Task(f"recall {lag}", 2 * symbols, symbols, "cross_entropy", draw, chance, passmark, every_step=False)


def last_announced(T):
    """Say at every step which number was announced last: a station whose loudspeaker mostly makes noise.

    x (T, B, 2), numbers drawn evenly from [0, 1) and a mark, 1 where the number is announced, at the first step and at
    about every fifth after it, and 0 elsewhere; y (T, B, 1). The best constant answer is right in 1 case of 5.
    """

    def draw(rng, batch):
        numbers, announced = rng.random((T, batch)), rng.random((T, batch)) < 0.2
        announced[0] = True
        last = numbers.copy()
        for t in range(1, T):
            last[t] = np.where(announced[t], numbers[t], last[t - 1])
        return np.stack([numbers, announced], axis=-1), last[..., None]

    return Task(f"last announced {T}", 2, 1, "squared_error", draw, chance=0.2, passmark=0.9)


def echo(lag, T=100, symbols=2):
    """Say at every step which symbol was shown `lag` steps ago, along an endless stream: a task for truncated BPTT.

    x (T, B, symbols), one-hot symbols drawn evenly; y (T, B), the same stream, `lag` steps late. The first `lag`
    answers were shown before the stream was tuned in, so that nobody can know them.
    """

    def draw(rng, batch):
        stream = rng.integers(symbols, size=(T + lag, batch))
        return one_hot(stream[lag:], symbols), stream[:T]

    known = 1 - lag / T
    return Task(f"echo {lag}", symbols, symbols, "cross_entropy", draw, chance=1 / symbols, passmark=0.95 * known)


def temporal_order(T):
    """Say in which order two marks came: Hochreiter and Schmidhuber's task 6a (Neural Computation 9, 1997), shortened.

    T: 5 or more. x (T, B, 6), one-hot: a mark at one step of the first fifth and at one of the middle fifth, each X or
    Y, the symbols 0 and 1; else one of four distractors, drawn evenly. y (B,): 0 for X X, 1 for X Y, 2 for Y X, 3 for
    Y Y.
    """

    def draw(rng, batch):
        symbols, marks = rng.integers(2, 6, size=(T, batch)), rng.integers(2, size=(2, batch))
        for mark, (first, last) in zip(marks, ((0, T // 5), (2 * T // 5, 3 * T // 5)), strict=True):
            symbols[rng.integers(first, last, size=batch), np.arange(batch)] = mark
        return one_hot(symbols, 6), 2 * marks[0] + marks[1]

    return Task(f"order {T}", 6, 4, "cross_entropy", draw, chance=1 / 4, passmark=0.95, every_step=False)
