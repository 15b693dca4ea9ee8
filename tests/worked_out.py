"""What a term of an equation comes to, read from its text by Python: a judge of numbers that stand beside equations."""

import re

import numpy as np

from lecturelib.reference import sigmoid

SYMBOL = r"[A-Za-z]+(?:_\{[^}]*\}|_\w)?"
FUNCTIONS = {"sigmoid": sigmoid, "tanh": np.tanh}


def worked_out(term, known):
    """The value of "(r ⊙ h_{t-1}) U_n" and its like, from those of its symbols, {"r": array, …}."""
    code = re.sub(rf"(?<=[\w)}}]) (?={SYMBOL}|\()", " @ ", term.replace("σ(", "sigmoid(").replace("⊙", "*"))
    names = {"h_{t-1}": "h_before", "c_{t-1}": "c_before"}
    code = re.sub(SYMBOL, lambda match: names.get(match[0], match[0]), code)
    return eval(code, FUNCTIONS | {names.get(name, name): value for name, value in known.items()})


def known(cell, params, x, values):
    """What terms may name at one step: weights by block, x (D,), and the recorded values (H,) of that step."""
    symbols = {"x_t": x, "bn": params.get("bn")} | values
    symbols |= {f"{state}_t": values[state] for state in cell.states}
    for name, letters in block_letters(cell).items():
        weight = params[name]
        count = len(letters)
        parts = weight if name == "p" else np.split(weight, count, axis=-1)
        symbols |= {name if count == 1 else f"{name}_{k}": part for k, part in zip(letters, parts, strict=True)}
    return symbols


def block_letters(cell):
    """The letters of each weight's blocks, from the cell's own facts and the names of its gates: i f o, r z."""
    count = {name: shape[-1] if name != "p" else 3 for name, shape in cell.shapes(1, 1).items() if name != "bn"}
    blocks = "".join(cell.blocks)[: count["W"]]
    gates = "".join(letter for letter in blocks if letter not in "gn")
    return {name: blocks if count[name] == len(blocks) else gates for name in count}
