"""The learning curves of notebook 11: fourteen models, 30 to 1000 days to learn from, eight draws of them.

``python -m lecturelib.experiments small-data`` runs all of it in about five minutes on one core, and writes
``datasets/small-data.npz``.

The models learn from three years and are asked about every day of the fourth. Which of a model's settings is used is
decided for each number of days without the fourth year: the one with the fewest bits, mean of four draws, when it
learns from the first two of the three and is asked about the third.
"""

import json
from dataclasses import dataclass
from importlib.resources import files
from zipfile import BadZipFile

import numpy as np

from .classifiers import CLASSIFIERS
from .rain import bits, rain_examples, right

FILE = files("lecturelib") / "datasets" / "small-data.npz"
COMMAND = "python -m lecturelib.experiments small-data"
YEARS = (2012, 2013, 2014, 2015)
ASKED = 2015  # the year that the curves are about
MODELS = tuple(CLASSIFIERS)
SIZES = (30, 60, 120, 250, 500, 1000)
ENDS = (SIZES[0], SIZES[-1])  # the sizes at which the other years are asked about, too
SAMPLINGS = ("scattered", "in a row")
DRAWS, TUNING_DRAWS = 8, 4


@dataclass(frozen=True)
class Curves:
    """What the run found, by model of MODELS (M), draw (8), and more.

    right, bits (2, M, 6, 8): the share of 2015's days forecast right, and the bits a day, by sampling of SAMPLINGS,
    model, size of SIZES and draw. forecasts (M, 8, 358): the probability of rain after each of these days, by whoever
    learnt from 1000 scattered days. years_right, years_bits (4, M, 2, 8): as right and bits, after 30 and 1000
    scattered days, ENDS, with each of YEARS asked about in turn. settings: {year: {model: [one for each size]}}.
    """

    right: np.ndarray
    bits: np.ndarray
    forecasts: np.ndarray
    years_right: np.ndarray
    years_bits: np.ndarray
    settings: dict

    def of(self, measure, model, size, sampling="scattered"):
        """What "right" or "bits" came to, by draw (8,), for one model and number of days."""
        at = SAMPLINGS.index(sampling), MODELS.index(model), SIZES.index(size)
        return getattr(self, measure)[at]

    def of_years(self, measure, model, size):
        """What "right" or "bits" came to, by year of YEARS and draw (4, 8), for one model and a size of ENDS."""
        return getattr(self, f"years_{measure}")[:, MODELS.index(model), ENDS.index(size)]

    def forecast(self, model):
        """The probability of rain after each day of 2015, by draw (8, 358), after 1000 scattered days."""
        return self.forecasts[MODELS.index(model)].astype(float)


def stored(file=FILE):
    """The numbers of the last run, as Curves.

    Raises OSError where the file is missing, ValueError where it is damaged or from a run with other models or sizes;
    both say how to make it anew.
    """
    try:
        with np.load(file) as kept:
            arrays = dict(kept)
        about = json.loads(str(arrays.pop("about")))
    except FileNotFoundError as error:
        raise OSError(f"{file.name} is missing from lecturelib/datasets; to make it, run: {COMMAND}") from error
    except (ValueError, KeyError, EOFError, OSError, BadZipFile) as error:
        raise ValueError(f"{file.name} is damaged; to make it anew, run: {COMMAND}") from error
    wanted = {"models": list(MODELS), "sizes": list(SIZES), "draws": DRAWS}
    if other := [name for name, value in wanted.items() if about.get(name) != value]:
        raise ValueError(f"{file.name} is of another version, with other {other[0]}; to make it anew, run: {COMMAND}")
    return Curves(settings=about["settings"], **arrays)


def learn_from(examples, years, size, draw, sampling="scattered"):
    """So many examples of these years, all if there are fewer, drawn by this seed: scattered over the years, or in a
    row from a day drawn on."""
    candidates, rng = examples.within(years), np.random.default_rng(draw)
    size = min(size, len(candidates))
    if sampling == "scattered":
        return candidates[rng.permutation(len(candidates))[:size]]
    first = rng.integers(len(candidates) - size + 1)
    return candidates[first : first + size]


def forecast(model, setting, days, x, seed):
    """The probability of rain after each of the weeks x, by a model of CLASSIFIERS that learnt from these Days."""
    return CLASSIFIERS[model].fit(days.x, days.wet, seed, **setting)(x)


def tune(examples, model, years, size):
    """The best of a model's settings at this size, found within the years that it may learn from."""
    *first, last = years
    asked, settings = examples.within([last]), CLASSIFIERS[model].settings

    def mean_bits(setting):
        p = [forecast(model, setting, learn_from(examples, first, size, k), asked.x, k) for k in range(TUNING_DRAWS)]
        return bits(np.array(p), asked.wet).mean()

    return min(settings, key=mean_bits) if len(settings) > 1 else settings[0]


def ask(examples, year, sizes=SIZES, samplings=SAMPLINGS):
    """Every model tuned, trained on the other years and asked about this one.

    Returns the settings used, {model: [one for each size]}, and the forecasts (samplings, M, sizes, 8, days).
    """
    asked, years, settings = examples.within([year]), [other for other in YEARS if other != year], {}
    p = np.empty((len(samplings), len(MODELS), len(sizes), DRAWS, len(asked)))
    for m, model in enumerate(MODELS):
        settings[model] = [tune(examples, model, years, size) for size in sizes]
        for s, k, draw in np.ndindex(len(samplings), len(sizes), DRAWS):
            days = learn_from(examples, years, sizes[k], draw, samplings[s])
            p[s, m, k, draw] = forecast(model, settings[model][k], days, asked.x, draw)
        print(f"{year} {model:16} {bits(p[0, m, -1], asked.wet).mean():.3f} bits", flush=True)
    return settings, p


def run(file=FILE):
    """Run all of it, telling what is done, and write the file. Returns the Curves."""
    examples = rain_examples()
    wet = {year: examples.within([year]).wet for year in YEARS}
    asked = {year: ask(examples, year, *() if year == ASKED else (ENDS, SAMPLINGS[:1])) for year in YEARS}
    settings, p = {str(year): found[0] for year, found in asked.items()}, asked[ASKED][1]
    ends = {year: found[1][0][:, [0, -1]] for year, found in asked.items()}
    arrays = {
        "right": right(p, wet[ASKED]).mean(axis=-1).astype(np.float32),
        "bits": bits(p, wet[ASKED]).mean(axis=-1).astype(np.float32),
        "forecasts": p[0, :, -1].astype(np.float16),
        "years_right": np.array([right(ends[y], wet[y]).mean(axis=-1) for y in YEARS]),
        "years_bits": np.array([bits(ends[y], wet[y]).mean(axis=-1) for y in YEARS]),
    }
    about = {"models": MODELS, "sizes": SIZES, "draws": DRAWS, "settings": settings, "command": COMMAND}
    np.savez_compressed(file, about=json.dumps(about), **arrays)
    return Curves(settings=settings, **arrays)
