"""The experiments of the unit on the LSTM: where ten random starts each keep a name, a number, a gender and a secret.
``python -m lecturelib.experiments lstm`` runs all of it, in three minutes on a free core."""

import json
from importlib.resources import files
from itertools import product

import numpy as np

from .. import CELLS
from ..cells import ABLATIONS
from ..lstm_tasks import PRONOUN, PRONOUN_WORDS, pronouns, secret
from ..probing import after_swap, in_pairs, own_other, own_word, two_girls
from ..reference import lstm_step
from ..tasks import AGREEMENT_WORDS, agreement, childrens_book
from ..train import train
from ..widgets import record

STORED = files("lecturelib") / "datasets" / "lstm.json"
SEEDS = range(10)
KEEPERS = {"with an output gate": CELLS["lstm"], "without": ABLATIONS["no_output_gate"]}
WIDTHS = (1, 2, 4)
RATES = (0.03, 0.01)


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


def reader(seed):
    """An LSTM of 4 units that has read the children's book."""
    return train(CELLS["lstm"], childrens_book(), hidden=4, steps=800, rate=0.02, seed=seed)


def reading(seed):
    """Its score, and the share of readers who expect a name other than their own, as they are and after they have
    exchanged, before "saw", all of h, all of c, or both."""
    run = reader(seed)
    shares = {parts or "none": own_other(lstm_step, run.params, parts=parts) for parts in ("", "h", "c", "hc")}
    return {"score": run.score, **shares}


def singer(seed):
    """An LSTM of 8 units that has learnt the language of the girls with hats."""
    return train(CELLS["lstm"], agreement(), hidden=8, steps=300, rate=0.02, seed=seed)


def carrier(params, xs, words, first, second, words_left=1):
    """The unit whose exchange leaves the fewest readers their own word; that share, that of all other units exchanged,
    of c alone and of h alone."""

    def share(**swap):
        scores = after_swap(lstm_step, params, xs, words_left=words_left, **swap)
        return own_word(scores, words, first, second)

    units = range(params["U"].shape[0])
    one_by_one = [share(units=[unit]) for unit in units]
    unit = int(np.argmin(one_by_one))
    others = share(units=[other for other in units if other != unit])
    return {"unit": unit, "one": min(one_by_one), "others": others, "c": share(parts="c"), "h": share(parts="h")}


def gate_by_word(params, task, unit, gate):
    """The mean of a gate of one unit at each word of a long text: a list (V,)."""
    x, _ = task.draw(np.random.default_rng(2), 1)
    values, read = record("lstm", params, x[:, 0]).values[gate][:, unit], x[:, 0].argmax(axis=1)
    return [float(values[read == word].mean()) for word in range(x.shape[2])]


def singing(seed):
    """Its score, who carries the number two words before the verb, and that unit's f and o at each word."""
    run = singer(seed)
    found = carrier(run.params, two_girls(), AGREEMENT_WORDS, "sings", "sing", words_left=2)
    gates = {gate: gate_by_word(run.params, agreement(T=1000), found["unit"], gate) for gate in "fo"}
    return {"score": run.score, **found, **gates}


def vanilla(seed):
    """The score of a vanilla network of as many units in the language of the girls with hats."""
    return train(CELLS["rnn"], agreement(), hidden=8, steps=300, rate=0.02, seed=seed).score


def speaker(seed):
    """An LSTM of 8 units that has learnt the language of pronouns."""
    return train(CELLS["lstm"], pronouns(), hidden=8, steps=600, rate=0.02, seed=seed)


def two_subjects(pairs=200):
    """Pairs that differ in their subject alone, "Jane saw Mary with Paul ." and "Doug saw Mary with Paul .": xs (7, 2P,
    9)."""
    rng = np.random.default_rng(3)
    girls, boys = rng.choice(["Jane", "Mary"], pairs), rng.choice(["Doug", "Paul"], pairs)
    seen = rng.choice(PRONOUN_WORDS[:4], size=(pairs, 2))
    texts = [
        [f". {name} saw {one} with {other} ." for name, (one, other) in zip(names, seen, strict=True)]
        for names in (girls, boys)
    ]
    return in_pairs(*texts, PRONOUN_WORDS)


def speaking(seed):
    """Its score, the share of right pronouns, and who carries the gender three words before the pronoun."""
    run = speaker(seed)
    x, y = pronouns().draw(np.random.default_rng(5), 300)
    she, asked = y == PRONOUN, (y == PRONOUN) | (y == PRONOUN + 1)
    scores = run.model.predict(x)[..., PRONOUN : PRONOUN + 2]
    right = float(((scores[..., 0] > scores[..., 1]) == she)[asked].mean())
    found = carrier(run.params, two_subjects(), PRONOUN_WORDS, "she", "he", words_left=3)
    return {"score": run.score, "right": right, **found}


def keeping_a_secret(name, units, rate, seed):
    """The shares of askings that are answered to within ½, and of other steps at which silence is kept to within ½."""
    run = train(KEEPERS[name], secret(), units, steps=600, rate=rate, seed=seed)
    x, y = secret().draw(np.random.default_rng(5), 200)
    near, asked = (np.abs(run.model.predict(x) - y) < 0.5)[..., 0], x[..., 2] == 1
    return [float(near[asked].mean()), float(near[~asked].mean())]


def run():
    """Run everything on one core, and keep it in datasets/lstm.json.

    {"readers", "singers", "vanilla", "speakers": [what reading, singing, vanilla, speaking gave for each seed],
    "secret": {with or without an output gate: {units: {rate: [[asked, silent] of each seed]}}}}, and "made by".
    """
    kept = {"made by": "python -m lecturelib.experiments lstm"}
    of_each_seed = {"readers": reading, "singers": singing, "vanilla": vanilla, "speakers": speaking}
    kept |= {part: [work(seed) for seed in SEEDS] for part, work in of_each_seed.items()}
    kept["secret"] = {name: {str(units): {} for units in WIDTHS} for name in KEEPERS}
    for name, units, rate in product(KEEPERS, WIDTHS, RATES):
        shares = [keeping_a_secret(name, units, rate, seed) for seed in SEEDS]
        kept["secret"][name][str(units)][str(rate)] = shares
    STORED.write_text(json.dumps(kept) + "\n")
