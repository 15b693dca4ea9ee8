"""What becomes of a cell's blocks in one step: the facts from which its equations are written and its wiring drawn."""

from dataclasses import dataclass

ALL, NOTHING = "1", "0"


@dataclass(frozen=True)
class Roles:
    """Which block does what in a cell of the form memory_t = keep ⊙ memory_{t-1} + take ⊙ new.

    title: the cell's name on a figure. new: the letter of the candidate, squash: its "tanh", or "" where it is linear.
    keep, take: the letter of a gate, or "1 - " and the letter, ALL where everything passes, NOTHING where nothing does.
    show: the letter of the gate between the memory c and h = show ⊙ shown_squash(c_t); "" where h is the memory.
    reset: the letter of the gate on what the candidate hears of the old h, "" for none; reset_after: whether it stands
    after the product with U. sees: which blocks see which state by which weight, as (state, weight, letters), in the
    order of the weight's blocks; a weight in lower case meets its own unit's state alone.
    """

    title: str
    new: str
    keep: str
    take: str
    sees: tuple[tuple[str, str, str], ...] = ()
    show: str = ""
    reset: str = ""
    reset_after: bool = False
    squash: str = "tanh"
    shown_squash: str = "tanh"

    @property
    def memory(self):
        """The state that is kept and added to."""
        return "c" if self.show else "h"

    def weights(self, blocks):
        """The letters of every weight's blocks, in its own order, for W and b with these blocks."""
        letters = {"W": blocks, "b": blocks}
        for _, weight, seeing in self.sees:
            letters[weight] = letters.get(weight, "") + seeing
        return letters


def check_roles(cell):
    """Refuse roles that do not fit a cell, or that no equation and no picture here can show.

    Raises ValueError that names the cell, the given and the wanted.
    """
    roles = cell.roles
    if not roles:
        raise ValueError(f"{cell.name}: no roles given; Cell.roles says what its blocks do, see cells/roles.py")
    blocks = letters_of(cell)
    for given, wanted, holds in (
        _of_letters(blocks, cell),
        *_of_blocks(roles, blocks),
        *_of_sight(roles, blocks, cell),
    ):
        if not holds:
            raise ValueError(f"{cell.name}: {given} given, {wanted} wanted")


def letters_of(cell):
    """The letters of W's blocks, in the course's order."""
    return "".join(cell.blocks)[: cell.shapes(1, 1)["W"][1]]


def _of_letters(blocks, cell):
    """That no block goes by the name of the input or of a state."""
    taken = [letter for letter in blocks if letter in ("x", *cell.states)]
    return f"block {' '.join(taken)}", f"another letter than x, {', '.join(cell.states)}", not taken


def _of_blocks(roles, blocks):
    """What must hold of what blocks do: (what is given, what is wanted, whether it holds)."""
    for name in ("squash", "shown_squash"):
        given = getattr(roles, name)
        yield f"{name} {given!r}", "'tanh' or ''", given in ("tanh", "")
    factors = {"keep": roles.keep, "take": roles.take}
    for name, given in factors.items():
        wanted = f"'{ALL}', '{NOTHING}', one of {blocks}, or '1 - ' and one of them"
        yield f"{name} {given!r}", wanted, given in (ALL, NOTHING) or given.removeprefix("1 - ") in blocks
    gates = {factor.removeprefix("1 - ") for factor in factors.values()} - {ALL, NOTHING}
    used = sorted([roles.new, *gates, *roles.show, *roles.reset])
    yield f"roles for {' '.join(used)}", f"one role for each of {' '.join(blocks)}", used == sorted(blocks)
    yield f"take {roles.take!r}", "something taken in", roles.take != NOTHING
    alone = roles.take == ALL and not roles.show and not roles.reset
    yield f"keep {roles.keep!r}", f"take {ALL!r}, no show and no reset beside it", roles.keep != NOTHING or alone
    inverted = sum(factor.startswith("1 - ") for factor in factors.values())
    paired = inverted == 0 or (inverted == 1 and len(gates) == 1)
    yield f"keep {roles.keep!r}, take {roles.take!r}", "a gate and '1 - ' the same gate, or none inverted", paired


def _of_sight(roles, blocks, cell):
    """What must hold of states and of what blocks see of them, in the same form."""
    states, weights = [*(f"{s}_{{t-1}}" for s in cell.states), "c_t"], cell.shapes(1, 1).keys()
    has_c = "c" in cell.states
    yield f"show {roles.show!r}", "a gate where the cell has a state c, else ''", bool(roles.show) == has_c
    for state, weight, letters in roles.sees:
        fits = state in states and weight in weights and set(letters) <= set(blocks)
        wanted = f"one of {', '.join(states)}, a weight, some of {blocks}; c_t for the gate that shows alone"
        yield f"sees ({state}, {weight}, {letters})", wanted, fits and (state != "c_t" or letters == roles.show)
    heard = [weight for state, weight, letters in roles.sees if roles.new in letters and state == "h_{t-1}"]
    yield f"reset {roles.reset!r}", "a candidate that sees h_{t-1} by U", not roles.reset or heard == ["U"]
    unseen = weights - roles.weights(blocks).keys() - {"bn" if roles.reset_after else ""}
    yield f"no use of {', '.join(sorted(unseen))}", "a place for every weight", not unseen
