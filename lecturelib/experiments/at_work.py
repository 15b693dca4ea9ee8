"""The experiments of notebook 10: each of its applications with eight random starts, and what a sensible person would
try first. ``python -m lecturelib.experiments at-work`` runs all of it, in ten minutes on a free core."""

import json
from importlib.resources import files

import numpy as np

from .. import CELLS, applications
from ..data import digits, weather
from ..reference import block_bootstrap
from ..tasks import agreement
from ..train import train
from .captions import captions_by_regression, captions_looked_up, captions_right

STORED = files("lecturelib") / "datasets" / "at-work.json"
SEEDS = range(8)
CELLS_TRIED = {"rnn": "RNN", "gru_after": "GRU"}  # and what they are called on a page
LONGER = 400  # steps of a forecaster trained for too long
YEARS = range(2012, 2016)
CLAUSES = range(1, 5)
RUNS = (1, 2, 3)
HATS = (0, 1, 2, 4, 8, 16)
DIGITS = range(2, 7)
RATES = (0.01, 0.003)
ALIKE = {"rnn": 33, "lstm": 13, "gru_after": 16}  # units, and with the readout 1850, 1796 and 1826 numbers for verdicts
WIDTHS = (1, 3)


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


# Tomorrow's weather ---------------------------------------------------------------------------------------------------


def rmse(forecast, truth):
    """The root of the mean squared error, in the unit of both."""
    return float(np.sqrt(np.mean((forecast - truth) ** 2)))


def simple_forecasts(task):
    """What needs no network, for the days of a Forecasting to test, highs in °C, and the truth: {name: (N,)}."""
    high, inputs = weather().high, np.column_stack([task.x, np.ones(len(task.x))])
    line = np.linalg.lstsq(inputs[task.learn], task.y[task.learn], rcond=None)[0]
    return {
        "truth": high[np.roll(task.test, 1)],
        "the season": np.roll(task.season, -1)[task.test],
        "as today": high[task.test],
        "least squares": task.tomorrows_high(inputs[task.test] @ line),
    }


def forecaster(task, cell, seed, steps=100):
    """A network trained to forecast, 32 units, rate 0.003."""
    return train(CELLS[cell], task.task(), 32, steps=steps, rate=3e-3, seed=seed).model


def forecast(task, model):
    """A network's forecasts for the days to test, read from their first on: highs in °C (N,)."""
    return task.tomorrows_high(model.predict(task.x[task.test][:, None])[:, 0])


def weather_errors(cell, seed, steps=100, years=YEARS):
    """The RMSE in each of the years, each held out in turn."""
    errors = []
    for year in years:
        task = applications.forecasting(year)
        truth = simple_forecasts(task)["truth"]
        errors.append(rmse(forecast(task, forecaster(task, cell, seed, steps)), truth))
    return errors


def gain_over_the_line(cell, seed, block=14, draws=1000):
    """By how much a network's mean squared error lies below that of least squares on all 1460 days, in °C²: the gain,
    and the bounds of its 95 % interval by a bootstrap of blocks of two weeks, since neighbouring days err alike."""
    gains = []
    for year in YEARS:
        task = applications.forecasting(year)
        simple = simple_forecasts(task)
        line, net = simple["least squares"], forecast(task, forecaster(task, cell, seed))
        gains.append((line - simple["truth"]) ** 2 - (net - simple["truth"]) ** 2)
    gain = np.concatenate(gains)
    starts = np.random.default_rng(0).integers(len(gain) - block + 1, size=(draws, len(gain) // block))
    drawn = block_bootstrap(gain, starts, block)
    return [float(gain.mean()), *np.percentile(drawn, [2.5, 97.5]).tolist()]


def weather_baselines():
    """The RMSE of what needs no network, in each of the four years: {name: [4]}."""
    years = [simple_forecasts(applications.forecasting(year)) for year in YEARS]
    return {name: [rmse(year[name], year["truth"]) for year in years] for name in years[0] if name != "truth"}


# Digits ---------------------------------------------------------------------------------------------------------------


def shown():
    """The digits to learn from and those to test: two pairs of images and labels."""
    return applications.halves(digits().images, digits().label)


def rows_right(cell, seed):
    """The share right after each row of a digit, 32 units, 400 batches."""
    learn, (images, label) = shown()
    model = train(CELLS[cell], applications.reading_rows(*learn), 32, steps=400, seed=seed).model
    return (model.predict(images.swapaxes(0, 1)).argmax(axis=-1) == label).mean(axis=1).tolist()


def rows_by_regression():
    """The share right of eight logistic regressions, on the first row, the first two, and so on."""
    from sklearn.linear_model import LogisticRegression

    (learn, names), (images, label) = shown()
    right = []
    for rows in range(1, 9):
        flat = [part[:, :rows].reshape(len(part), -1) for part in (learn, images)]
        right.append(LogisticRegression(max_iter=300).fit(flat[0], names).score(flat[1], label))
    return right


def speller(cell, seed, steps=400):
    """A network trained to spell a digit's name, 32 units."""
    return train(CELLS[cell], applications.spelling(*shown()[0]), 32, steps=steps, seed=seed).model


def names_right(cell, seed):
    """The share of names right as a whole, and the share that are no digit's name."""
    images, label = shown()[1]
    said = applications.spell(speller(cell, seed), images)
    right = np.mean([name == applications.NAMES[digit] for name, digit in zip(said, label, strict=True)])
    return [float(right), float(np.mean([name not in applications.NAMES for name in said]))]


def names_by_regression():
    """The share of names right if a logistic regression names the digit, and a table spells it."""
    return rows_by_regression()[-1]


# Words ----------------------------------------------------------------------------------------------------------------


def verdict_model(cell, seed, most=2, hidden=16, rate=0.01):
    """A network that has read 300 batches of reviews of 1 to `most` clauses."""
    task = applications.verdicts(range(1, most + 1))
    return train(CELLS[cell], task, hidden, steps=300, rate=rate, seed=seed).model


def verdicts_right(cell, seed, most=2, hidden=16, rate=0.01):
    """The share right at 1, 2, 3 and 4 clauses, trained on 1 to `most`."""
    model = verdict_model(cell, seed, most, hidden, rate)
    tasks = [applications.verdicts([clauses]) for clauses in CLAUSES]
    return [model.score(task, *task.draw(np.random.default_rng(9), 500)) for task in tasks]


def verdicts_alike(cell):
    """The same for a cell with about as many numbers as 16 units of the GRU have, {rate: [scores of each seed]}."""
    return {str(rate): [verdicts_right(cell, seed, 2, ALIKE[cell], rate) for seed in SEEDS] for rate in RATES}


def verdicts_counted(words, seed=0, most=2, reviews=4000):
    """The same for a logistic regression on counts of runs of up to so many words."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def drawn(rng, clauses, count):
        pairs = [applications.review(rng, rng.choice(clauses)) for _ in range(count)]
        return [" ".join(words) for words, _ in pairs], [verdict for _, verdict in pairs]

    model = make_pipeline(CountVectorizer(ngram_range=(1, words)), LogisticRegression(max_iter=1000))
    model.fit(*drawn(np.random.default_rng(seed), range(1, most + 1), reviews))
    return [float(model.score(*drawn(np.random.default_rng(9), [clauses], 500))) for clauses in CLAUSES]


def verb_model(cell, seed):
    """A network of 16 units that has read 300 batches of right sentences."""
    return train(CELLS[cell], agreement(), 16, steps=300, seed=seed).model


def verbs_right(cell, seed):
    """The share of verbs set right with 0, 1, 2, 4, 8 and 16 hats between."""
    model = verb_model(cell, seed)
    return [applications.share_corrected(model, hats) for hats in HATS]


def numbers_right(attention, seed):
    """The share of held-out numbers right, of 2, 3, 4, 5 and 6 digits, trained on 1 to 5."""
    import torch

    from .. import number_words

    torch.set_num_threads(1)
    model = number_words.trained(attention, seed)
    return [number_words.share_right(model, count) for count in DIGITS]


def beam_right(seed, widths=WIDTHS):
    """The share of held-out numbers of 4 and 5 digits right by a note, beam search keeping so many: one row a width."""
    import torch

    from .. import number_words

    torch.set_num_threads(1)
    model = number_words.trained(False, seed)
    return [[number_words.share_right_by_beam(model, digits, width) for digits in (4, 5)] for width in widths]


def seeded(work, *settings):
    """What work gives for each setting's every seed: {the setting's first word: [a result a seed]}."""
    return {name: [work(*given, seed=seed) for seed in SEEDS] for name, *given in settings}


def of_cells(work):
    """The same, each of the two cells a setting."""
    return seeded(work, *((cell, cell) for cell in CELLS_TRIED))


def captions_by(eye):
    """By one kind of eye: four regressions, and each of the three cells."""
    cells = seeded(captions_right, *((cell, cell, eye) for cell in ALIKE))
    return {"regressions": captions_by_regression(eye)} | cells


def reviews_right(cell, seed):
    """The share of real reviews that torch's layer gets right; it is imported where it is needed."""
    from .real_reviews import right

    return right(cell, seed)


PARTS = {
    "weather": lambda: weather_baselines() | of_cells(weather_errors),
    "weather, longer": lambda: {"gru_after": [weather_errors("gru_after", seed, LONGER, [2015]) for seed in SEEDS]},
    "weather, gain": lambda: {"gru_after": [gain_over_the_line("gru_after", seed) for seed in SEEDS]},
    "rows": lambda: {"regression": rows_by_regression()} | of_cells(rows_right),
    "names": lambda: {"regression": names_by_regression()} | of_cells(names_right),
    "captions": lambda: {"looked up": captions_looked_up()} | captions_by("pixels"),
    "captions, apart": lambda: captions_by("apart"),
    "verdicts": lambda: {f"runs of {n}": verdicts_counted(n) for n in RUNS} | of_cells(verdicts_right),
    "verdicts, three": lambda: {"gru_after": [verdicts_right("gru_after", seed, 3) for seed in SEEDS]},
    "verdicts, alike": lambda: {cell: verdicts_alike(cell) for cell in ALIKE},
    "reviews": lambda: seeded(reviews_right, *((cell, cell) for cell in ("lstm", "gru_after"))),
    "verbs": lambda: of_cells(verbs_right),
    "numbers": lambda: seeded(numbers_right, ("note", False), ("attention", True)),
    "numbers, beam": lambda: {"note": [beam_right(seed) for seed in SEEDS]},
}


def run():
    """Run everything and keep it in datasets/at-work.json: {part: {model: [a score, or scores, of each seed]}}; of what
    needs no network, the scores alone."""
    kept = {"made by": "python -m lecturelib.experiments at-work"}
    kept |= {part: work() for part, work in PARTS.items()}
    STORED.write_text(json.dumps(kept, indent=1) + "\n")
