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
    if roles is None:
        raise ValueError(f"{cell.name}: no roles given; Cell.roles says what its blocks do, see cells/roles.py")
    for given, wanted, known in _facts(cell, roles):
        if not known:
            raise ValueError(f"{cell.name}: {given} given, {wanted} wanted")


def _facts(cell, roles):
    """What must hold of a cell's roles: (what is given, what is wanted, whether it holds)."""
    blocks, states = letters_of(cell), [*(f"{s}_{{t-1}}" for s in cell.states), "c_t"]
    for name in ("squash", "shown_squash"):
        given = getattr(roles, name)
        yield f"{name} {given!r}", "'tanh' or ''", given in ("tanh", "")
    for name in ("keep", "take"):
        given = getattr(roles, name)
        known = given in (ALL, NOTHING) or given.removeprefix("1 - ") in blocks
        yield f"{name} {given!r}", f"'{ALL}', '{NOTHING}', one of {blocks}, or '1 - ' and one of them", known
    factors = [roles.keep, roles.take]
    gates = {factor.removeprefix("1 - ") for factor in factors} - {ALL, NOTHING}
    used = sorted([roles.new, *gates, *roles.show, *roles.reset])
    yield f"roles for {' '.join(used)}", f"one role for each of {' '.join(blocks)}", used == sorted(blocks)
    yield f"take {roles.take!r}", "something taken in", roles.take != NOTHING
    lone = roles.take == ALL and not roles.show and not roles.reset
    yield f"keep {NOTHING!r}", f"take {ALL!r}, no show and no reset beside it", roles.keep != NOTHING or lone
    inverted = [factor for factor in factors if factor.startswith("1 - ")]
    apart = len(inverted) == 0 or (len(inverted) == 1 and len(gates) == 1)
    yield f"keep {roles.keep!r}, take {roles.take!r}", "a gate and '1 - ' the same gate, or none inverted", apart
    yield (
        f"show {roles.show!r}",
        "a gate where the cell has a state c, else ''",
        bool(roles.show) == ("c" in cell.states),
    )
    for state, weight, letters in roles.sees:
        late = state == "c_t" and letters != roles.show
        fits = state in states and weight in cell.shapes(1, 1) and set(letters) <= set(blocks) and not late
        wanted = f"one of {', '.join(states)}, a weight, some of {blocks}; c_t for the gate that shows alone"
        yield f"sees ({state}, {weight}, {letters})", wanted, fits
    heard = [weight for state, weight, letters in roles.sees if roles.new in letters and state == "h_{t-1}"]
    yield f"reset {roles.reset!r}", "a candidate that sees h_{t-1} by U", not roles.reset or heard == ["U"]
    unseen = cell.shapes(1, 1).keys() - roles.weights(blocks).keys() - {"bn" if roles.reset_after else ""}
    yield f"no use of {', '.join(sorted(unseen))}", "a place for every weight", not unseen


def letters_of(cell):
    """The letters of W's blocks, in the course's order."""
    return "".join(cell.blocks)[: cell.shapes(1, 1)["W"][1]]
