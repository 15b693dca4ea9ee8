"""Terms of equations that can be read and computed: one tree for the text on the page and the number beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ..reference import sigmoid

SQUASHES = {"σ": sigmoid, "tanh": np.tanh}


@dataclass(frozen=True)
class Term:
    """text: as it is read. compute: its value from those of its symbols, {symbol: array}. symbols: all that it takes;
    across: those of them that come through a product with a matrix, so that every unit's number counts. elementwise:
    whether it is a product ⊙."""

    text: str
    compute: Callable[[dict], np.ndarray]
    symbols: frozenset
    across: frozenset = frozenset()
    elementwise: bool = False

    def __str__(self):
        return self.text


def symbol(text):
    """A letter, a state or a weight, whose value is given."""
    return Term(text, lambda values: values[text], frozenset([text]))


def plus(*terms):
    return _made(" + ".join(map(str, terms)), lambda values: sum(term.compute(values) for term in terms), *terms)


def times(left, right):
    """Element by element."""
    made = _made(f"{left} ⊙ {right}", lambda values: left.compute(values) * right.compute(values), left, right)
    return replace(made, elementwise=True)


def product(state, weight):
    """With a matrix."""
    made = _made(f"{state} {weight}", lambda values: state.compute(values) @ weight.compute(values), state, weight)
    return replace(made, across=state.symbols)


def one_minus(term):
    return _made(f"1 - {term}", lambda values: 1 - term.compute(values), term)


def squashed(by, term):
    """By a key of SQUASHES, or not at all: ""."""
    return _made(f"{by}({term})", lambda values: SQUASHES[by](term.compute(values)), term) if by else term


def bracketed(term):
    return replace(term, text=f"({term})")


def _made(text, compute, *terms):
    """A term of other terms."""
    symbols, across = (frozenset().union(*(getattr(term, kind) for term in terms)) for kind in ("symbols", "across"))
    return Term(text, compute, symbols, across)
