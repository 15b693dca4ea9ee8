"""The blocks of a weight: read in another order, cut at another place."""

import itertools
from collections.abc import Iterator

from ..graph import of
from ..view import Edit, View
from ..words import listed
from .values import ONE


def holders_of(view: View) -> dict[int, dict[tuple[int, int], int]]:
    """For each number of blocks: the node of each (argument, position)."""
    found: dict[int, dict[tuple[int, int], int]] = {}
    for n in view.of_operation("block"):
        k, count, _ = (value for _, value in view.nodes[n].parameters)
        found.setdefault(count, {})[view.takes(n)[0], k] = n
    return found


def letter(view: View, n: int) -> str:
    """The letter of a block: f of W_f."""
    return view.graph.names[n].rpartition("_")[2]


def block_orders(view: View) -> Iterator[Edit]:
    """Blocks read, or joined, in another order."""
    for count, blocks in holders_of(view).items():
        holders = sorted({holder for holder, _ in blocks})
        letters = [letter(view, blocks[holders[0], k]) if (holders[0], k) in blocks else "?" for k in range(count)]
        for chosen in [holders, *([one] for one in holders if len(holders) > 1)]:
            mine = {key: n for key, n in blocks.items() if key[0] in chosen}
            where = "" if chosen is holders else f" of {view.graph.names[chosen[0]]}"
            cost = 1.2 if chosen is holders else 1.5
            for order in itertools.permutations(range(count)):
                if order != tuple(range(count)):
                    changes = {n: renumbered(view, n, order[k]) for (_, k), n in mine.items()}
                    moved = sum(k != place for k, place in enumerate(order))
                    yield view.edit(changes, cost + 0.1 * (moved > 2), "blocks", order_said(where, order, letters))
            dealt = {n: of("every nth column", holder, k=k, count=count) for (holder, k), n in mine.items()}
            yield view.edit(
                dealt,
                1.5,
                "blocks",
                f"the columns{where} are dealt out in turn, every {count}th to one gate; the blocks lie side by side.",
            )
            if (x := view.argument("x")) is not None:
                wide = {n: of("block as wide as", holder, x, k=k) for (holder, k), n in mine.items()}
                yield view.edit(
                    wide, 1.5, "blocks", f"the width of a block{where} is taken from x; it is that of the state, H."
                )
    for n in view.of_operation("joined", "stacked"):
        yield from joined_orders(view, n)


def renumbered(view: View, n: int, k: int):
    """Another block of the same argument."""
    _, *rest = view.nodes[n].parameters
    return view.nodes[n]._replace(parameters=(("k", k), *rest))


def order_said(where: str, order: tuple[int, ...], letters: list[str]) -> str:
    """``the blocks are read in the order f i g o; they come in the order i f g o.``"""
    read = ["?"] * len(order)
    for k, place in enumerate(order):
        read[place] = letters[k]
    moved = [letters[k] for k, place in enumerate(order) if k != place]
    swapped = f"{listed(moved)} have changed places: " if len(moved) == 2 else ""
    wanted = f"they come in the order {' '.join(letters)}"
    return f"{swapped}the blocks{where} are read in the order {' '.join(read)}; {wanted}."


def joined_orders(view: View, n: int) -> Iterator[Edit]:
    """What is joined, in another order; or the same joined twice."""
    takes = view.takes(n)
    if not 1 < len(takes) < 5:
        return
    said = [view.name(x) for x in takes]
    for order in itertools.permutations(range(len(takes))):
        if order != tuple(range(len(takes))):
            joined = f"the blocks are joined in the order {', '.join(said[k] for k in order)}"
            text = f"in {view.home(n)}, {joined}; wanted is {', '.join(said)}."
            yield view.edit({n: view.nodes[n]._replace(takes=tuple(takes[k] for k in order))}, 1.3, "blocks", text)


def block_slices(view: View) -> Iterator[Edit]:
    """One block cut off by one, or with 1 added to its bias."""
    for count, blocks in holders_of(view).items():
        for k in range(count):
            mine = {n: holder for (holder, place), n in blocks.items() if place == k}
            name = letter(view, min(mine)) if mine else ""
            for start, stop in ((-1, -1), (1, 1), (-1, 0), (0, -1), (1, 0), (0, 1)):
                changes = {
                    n: of("shifted block", holder, k=k, count=count, start=start, stop=stop)
                    for n, holder in mine.items()
                }
                yield view.edit(changes, 1.6, "blocks", f"the slice of the block of {name} is off by one.")
            for n in mine:
                if len(view.shapes[n] or ()) == 1:
                    yield view.edit({n: of("add", n, ONE)}, 1.4, "one more", f"something adds 1 to the bias of {name}.")
