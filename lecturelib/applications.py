"""The tasks of notebook 10 on things from the world: tomorrow's weather, digits and their names, what a review says."""

from dataclasses import dataclass

import numpy as np

from .data import weather
from .reference import one_hot, softmax
from .tasks import AGREEMENT_WORDS, END, HAT, OFTEN, SUBJECT, VERB, WITH, Task

# Tomorrow's weather ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forecasting:
    """One year held out to forecast tomorrow's high, the three others to learn from.

    season (1461,): the high in °C that the time of the year alone expects, fitted to the years to learn from. x (1461,
    6): high and low as deviations from their seasons, wind, rain, and sine and cosine of the date, each scaled to
    spread 1. y (1461, 1): tomorrow's deviation from the season, in spreads of `spread` °C. learn, test: masks (1461,)
    of the days on which tomorrow is asked for; the last day of 2015 has no tomorrow.
    """

    season: np.ndarray
    x: np.ndarray
    y: np.ndarray
    spread: float
    learn: np.ndarray
    test: np.ndarray

    def tomorrows_high(self, y):
        """Forecasts y (N, 1) for the days to test, as highs in °C (N,)."""
        return np.roll(self.season, -1)[self.test] + self.spread * y[:, 0]

    def task(self, T=30):
        """Say tomorrow's deviation on each of T days, in pieces from within the years to learn from."""
        whole = np.lib.stride_tricks.sliding_window_view(self.learn, T).all(axis=1)
        starts = np.flatnonzero(whole)

        def draw(rng, batch):
            days = rng.choice(starts, batch) + np.arange(T)[:, None]
            return self.x[days], self.y[days]

        return Task("tomorrow's high", 6, 1, "squared_error", draw, chance=0, passmark=1)


def forecasting(held_out=2015):
    """The weather of Seattle, its years parted into one to test and three to learn from. Returns a Forecasting.

    Raises ValueError for a year that is not there.
    """
    days = weather()
    years = days.date.astype("datetime64[Y]").astype(int) + 1970
    if held_out not in years:
        raise ValueError(f"held_out: {held_out} given; a year from {years.min()} to {years.max()} wanted")
    has_tomorrow = np.arange(len(years)) < len(years) - 1
    learn = (years != held_out) & (np.roll(years, -1) != held_out) & has_tomorrow
    angle = 2 * np.pi * (days.date - days.date.astype("datetime64[Y]")).astype(int) / 365.25
    parts = np.stack([np.ones(len(angle)), np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle)], axis=1)
    seasons = [parts @ np.linalg.lstsq(parts[learn], of[learn], rcond=None)[0] for of in (days.high, days.low)]
    deviations = days.high - seasons[0], days.low - seasons[1]
    x = np.stack([*deviations, days.wind, np.log1p(days.rain), parts[:, 1], parts[:, 2]], axis=1)
    x = (x - x[learn].mean(axis=0)) / x[learn].std(axis=0)
    spread = deviations[0][learn].std()
    y = np.roll(deviations[0], -1)[:, None] / spread
    return Forecasting(seasons[0], x, y, float(spread), learn, (years == held_out) & has_tomorrow)


# Digits, read and named -----------------------------------------------------------------------------------------------

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LETTERS = "." + "".join(sorted(set("".join(NAMES))))
LONGEST = max(map(len, NAMES)) + 1


def halves(images, label):
    """The digits (N, 8, 8) and their labels as two pairs: those to learn from, and every fifth, to test."""
    test = np.arange(len(label)) % 5 == 0
    return (images[~test], label[~test]), (images[test], label[test])


def reading_rows(images, label):
    """Say after every row which digit it is, row by row from the top. x (8, B, 8); y (8, B), the digit, eight times."""

    def draw(rng, batch):
        chosen = rng.integers(len(label), size=batch)
        return images[chosen].swapaxes(0, 1), np.tile(label[chosen], (8, 1))

    return Task("digits, row by row", 8, 10, "cross_entropy", draw, chance=1 / 10, passmark=0.7)


def spelt(label):
    """The letters of digits' names (6, B), indices of LETTERS, each name ended and filled up with full stops."""
    names = [NAMES[digit].ljust(LONGEST, LETTERS[0]) for digit in label]
    return np.array([[LETTERS.index(letter) for letter in name] for name in names]).T


def spelling(images, label):
    """Spell the name of the digit in a picture: a vector to a sequence.

    x (6, B, 64 + 16): at the first step the picture, and from then on the letter before, one-hot of LETTERS; y (6, B),
    the letters, as `spelt`.
    """

    def draw(rng, batch):
        chosen = rng.integers(len(label), size=batch)
        letters = spelt(label[chosen])
        return seen_then_heard(images[chosen].reshape(batch, 64), letters[:-1], len(LETTERS)), letters

    return Task("a digit's name", 64 + len(LETTERS), len(LETTERS), "cross_entropy", draw, chance=0.4, passmark=0.95)


def spell(model, images):
    """What a model of `spelling` writes for pictures (N, 8, 8), the likeliest letter each time: N strings."""
    letters = write_what_is_seen(model, images.reshape(len(images), 64), LONGEST)
    return ["".join(LETTERS[k] for k in name).split(LETTERS[0])[0] for name in letters.T]


# A vector to a sequence: see once, then hear what was written --------------------------------------------------------


def seen_then_heard(seen, before, K):
    """Inputs (T, B, P + K): at the first step what is seen (B, P), from then on the tokens before (T - 1, B), one-hot
    of K."""
    x = np.zeros((len(before) + 1, len(seen), seen.shape[1] + K))
    x[0, :, : seen.shape[1]] = seen
    x[1:, :, seen.shape[1] :] = one_hot(before, K)
    return x


def write_what_is_seen(model, seen, count):
    """The tokens (count, N) that a model writes which has seen (N, P) once, the likeliest each time."""
    K, state, tokens = len(model.params["b_y"]), None, np.zeros((0, len(seen)), int)
    x = seen_then_heard(seen, tokens, K)
    for _ in range(count):
        h, state, _ = model.cell.forward(model.weights, x, state)
        tokens = np.vstack([tokens, (h @ model.params["W_y"] + model.params["b_y"]).argmax(axis=-1)])
        x = seen_then_heard(seen, tokens[-1:], K)[1:]
    return tokens


# What a review says ---------------------------------------------------------------------------------------------------

THINGS = ("food", "staff", "room", "view", "music", "price")
GOOD, BAD = ("good", "nice", "great", "lovely"), ("bad", "awful", "poor", "rude")
JOINTS = ("but", "although")
REVIEW_WORDS = ("the", "is", "not", "very", *JOINTS, *THINGS, *GOOD, *BAD)


def review(rng, clauses):
    """A made-up review of so many clauses, as words, and its verdict: 1 if it is good, else 0.

    "the food is not very good": `not` turns the word round, `very` changes nothing. A verdict is that of one clause:
    after `but` the new clause takes over, after `although` the old one stays.
    """
    words, verdict = [], None
    for _ in range(clauses):
        joint = rng.choice(JOINTS) if words else ""
        denied, stressed, good = rng.integers(2, size=3)
        how = rng.choice(GOOD if good else BAD)
        words += [joint, "the", rng.choice(THINGS), "is", "not" * denied, "very" * stressed, how]
        verdict = verdict if joint == "although" else int(good != denied)
    return [str(word) for word in words if word], verdict


def verdicts(clauses):
    """Say at its end whether a review is good; clauses: the numbers of clauses, each as often.

    x (T, B, 20), one-hot words of REVIEW_WORDS, padded behind; y (B,), 0 or 1; lengths (B,).
    """

    def draw(rng, batch):
        drawn = [review(rng, rng.choice(clauses)) for _ in range(batch)]
        lengths = np.array([len(words) for words, _ in drawn])
        x = np.zeros((lengths.max(), batch, len(REVIEW_WORDS)))
        for row, (words, _) in enumerate(drawn):
            x[np.arange(len(words)), row, [REVIEW_WORDS.index(word) for word in words]] = 1
        return x, np.array([verdict for _, verdict in drawn]), lengths

    name = "what a review says"
    return Task(name, len(REVIEW_WORDS), 2, "cross_entropy", draw, chance=1 / 2, passmark=0.95, every_step=False)


# Which verb? ----------------------------------------------------------------------------------------------------------


def right_and_wrong(rng, batch, hats):
    """Sentences of tasks.agreement with so many hats, each with the right verb and with the wrong one.

    "girls with hat with hats often sing.": returns two arrays (2 hats + 5, B) of AGREEMENT_WORDS' indices, from
    the full stop before to the one at the end; they differ in the verb alone.
    """
    subject = rng.integers(2, size=batch)
    phrases = [(np.full(batch, WITH), HAT + rng.integers(2, size=batch)) for _ in range(hats)]
    before = [np.full(batch, END), SUBJECT + subject, *(words for phrase in phrases for words in phrase)]
    before.append(np.full(batch, OFTEN))
    return tuple(np.stack([*before, VERB + number, np.full(batch, END)]) for number in (subject, 1 - subject))


def share_corrected(model, hats, sentences=200):
    """The share of sentences in which a model of right sentences finds the right verb likelier than the wrong one."""
    pair = right_and_wrong(np.random.default_rng(hats), sentences, hats)
    right, wrong = (sentence_surprise(model, words) for words in pair)
    return float((right < wrong).mean())


def sentence_surprise(model, words):
    """The bits that a model spends on each of the sentences (T, B), all words but the first: (B,)."""
    p = softmax(model.predict(one_hot(words[:-1], len(AGREEMENT_WORDS))))
    return -np.log2(np.take_along_axis(p, words[1:, :, None], axis=-1)).sum(axis=(0, 2))
