"""Fourteen ways to learn from n days whether it will rain tomorrow, each behind the same two calls.

fit(x, wet, seed, **setting), with x (N, 7, 4) and wet (N,), returns predict; predict(x) returns the probability of
rain (N,). Every model that can be tuned has four settings to choose from; every net has the same four.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..cells import CELLS
from ..reference import softmax
from ..tasks import Task
from ..train import train
from .rain import COLUMNS, WEEK

HIDDEN, BATCH, RATE = 16, 32, 1e-2  # of every net


@dataclass(frozen=True)
class Classifier:
    """A model: how it is fitted, and the settings tried; one empty setting where there is nothing to tune."""

    fit: Callable
    settings: tuple[dict, ...] = ({},)


def learning(name):
    """A module of scikit-learn, loaded when it is first needed. Raises ImportError that says what to install."""
    from importlib import import_module

    try:
        return import_module(f"sklearn.{name}")
    except ImportError as error:
        raise ImportError("scikit-learn is missing, which these models come from; pip install scikit-learn") from error


# Two that count -------------------------------------------------------------------------------------------------------


def constant(x, wet, seed):
    """The share of wet days, whatever the weather; as if one wet and one dry day had been seen before."""
    p = (wet.sum() + 1) / (len(wet) + 2)
    return lambda x: np.full(len(x), p)


def two_counts(x, wet, seed):
    """The share of wet days after a dry day, and after a wet one."""
    after = [constant(x, wet[wet_today(x) == k], seed)(x[:1])[0] for k in (0, 1)]
    return lambda x: np.array(after)[wet_today(x)]


def wet_today(x):
    """1 for the weeks whose last day was wet, else 0."""
    return (x[:, -1, COLUMNS.index("rain")] > 0).astype(int)


# From scikit-learn ----------------------------------------------------------------------------------------------------


def flat(x):
    """A week as one row of numbers."""
    return x.reshape(len(x), -1)


def today(x):
    """The last day of a week alone."""
    return x[:, -1]


def of_scikit_learn(make, rows=flat):
    """fit for an estimator of scikit-learn that make(seed, **setting) returns; rows says what of a week it is shown."""

    def fit(x, wet, seed, **setting):
        if wet.min() == wet.max():
            return constant(x, wet, seed)
        model = make(seed, **setting).fit(rows(x), wet)
        if hasattr(model, "predict_proba"):
            return lambda x: model.predict_proba(rows(x))[:, 1]
        return lambda x: np.clip(model.predict(rows(x)), 0, 1)

    return fit


def scaled(model):
    """The model behind a scaling of every column to mean 0 and variance 1, as the training days have them."""
    return learning("pipeline").make_pipeline(learning("preprocessing").StandardScaler(), model)


def logistic(seed, C):
    return scaled(learning("linear_model").LogisticRegression(C=C))


def least_squares(seed, alpha):
    return scaled(learning("linear_model").Ridge(alpha=alpha))


def tree(seed, **setting):
    return learning("tree").DecisionTreeClassifier(random_state=seed, **setting)


def bagging(seed, **setting):
    return learning("ensemble").BaggingClassifier(tree(seed, **setting), n_estimators=100, random_state=seed)


def forest(seed, **setting):
    return learning("ensemble").RandomForestClassifier(n_estimators=100, random_state=seed, **setting)


# Nets -----------------------------------------------------------------------------------------------------------------


def of_net(learn):
    """fit for a net: learn(x, wet, seed, steps), x scaled as the training days are, returns predict."""

    def fit(x, wet, seed, steps):
        mean, spread = x.mean(axis=(0, 1)), x.std(axis=(0, 1)) + 1e-9
        predict = learn((x - mean) / spread, wet, seed, steps)
        return lambda x: predict((x - mean) / spread)

    return fit


def recurrent(cell):
    """learn for one of the course's cells, which reads the week day by day and answers after the last."""

    def learn(x, wet, seed, steps):
        run = train(CELLS[cell], rain_task(x, wet), HIDDEN, steps=steps, rate=RATE, batch=BATCH, seed=seed)
        return lambda x: softmax(run.model.predict(x.swapaxes(0, 1))[-1])[:, 1]

    return of_net(learn)


def rain_task(x, wet):
    """The examples as a Task: draws weeks with replacement, and asks after the last day."""

    def draw(rng, batch):
        rows = rng.integers(len(x), size=batch)
        return x[rows].swapaxes(0, 1), wet[rows]

    chance = max(wet.mean(), 1 - wet.mean())
    return Task("rain tomorrow", x.shape[-1], 2, "cross_entropy", draw, chance, 0.7, every_step=False)


def of_torch(build):
    """learn for layers that build(hidden) returns; the optimiser, the batches and the clipping are those of train."""

    def learn(x, wet, seed, steps):
        import torch

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            net = build(HIDDEN).double()
        adam, rng = torch.optim.Adam(net.parameters(), lr=RATE), np.random.default_rng(seed)
        for _ in range(steps):
            rows = rng.integers(len(x), size=BATCH)
            loss = torch.nn.functional.cross_entropy(net(torch.tensor(x[rows])), torch.tensor(wet[rows]))
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
        return lambda x: softmax(net(torch.tensor(x)).detach().numpy())[:, 1]

    return of_net(learn)


def dense(hidden):
    from torch import nn

    return nn.Sequential(nn.Flatten(), nn.Linear(WEEK * len(COLUMNS), hidden), nn.Tanh(), nn.Linear(hidden, 2))


def convolutional(hidden):
    """Looks at three neighbouring days at a time, with the same weights for each three."""
    from torch import nn

    three_days = nn.Unflatten(1, (1, WEEK)), nn.Conv2d(1, hidden, (3, len(COLUMNS))), nn.Tanh()
    return nn.Sequential(*three_days, nn.Flatten(), nn.Linear(hidden * (WEEK - 2), 2))


# All of them ----------------------------------------------------------------------------------------------------------

STRENGTHS = tuple({"C": c} for c in (0.003, 0.03, 0.3, 3.0))
LEAVES = tuple({"min_samples_leaf": n} for n in (1, 3, 10, 30))
NETS = tuple({"steps": steps} for steps in (10, 30, 100, 300))

CLASSIFIERS = {
    "constant": Classifier(constant),
    "two counts": Classifier(two_counts),
    "logistic, today": Classifier(of_scikit_learn(logistic, today), STRENGTHS),
    "logistic": Classifier(of_scikit_learn(logistic), STRENGTHS),
    "least squares": Classifier(
        of_scikit_learn(least_squares), tuple({"alpha": alpha} for alpha in (1e-6, 10.0, 100.0, 1000.0))
    ),
    "dense": Classifier(of_torch(dense), NETS),
    "CNN": Classifier(of_torch(convolutional), NETS),
    "RNN": Classifier(recurrent("rnn"), NETS),
    "LSTM": Classifier(recurrent("lstm"), NETS),
    "GRU": Classifier(recurrent("gru"), NETS),
    "tree": Classifier(of_scikit_learn(tree), tuple({"max_depth": d, "min_samples_leaf": 3} for d in (1, 2, 3, 5))),
    "full tree": Classifier(of_scikit_learn(tree)),
    "bagging": Classifier(of_scikit_learn(bagging), LEAVES),
    "forest": Classifier(of_scikit_learn(forest), LEAVES),
}
