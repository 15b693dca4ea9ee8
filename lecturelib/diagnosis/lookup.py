"""From an answer to the edits of the reference that make it: one, or two, or one for some of the results.

What is found by its fingerprint is held against the answer on every case before it counts.
"""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .answered import Answered
from .fingerprints import combined, near
from .form import TextForm
from .residual import residual
from .table import Table, candidates, columns, likely_pairs
from .words import are, listed

LIKELY = 2.55, 3.6  # the cost of one edit, and of two together, above which what fits is chance
MOST = 40  # edits that are held against an answer, of those whose fingerprints agree
BEHIND = 8  # different effects of a first slip, behind which a second one is looked for


class Found(NamedTuple):
    """The edits that make an answer. said: the sentences on single results, where no more is known, and rest: what is
    said of the others; beside: whether large numbers go wrong besides."""

    edits: tuple
    beside: bool = False
    said: tuple[str, ...] = ()
    rest: str = ""


def found_one(answered: Answered, table: Table) -> Found | None:
    """The likeliest edit that does all of what the answer did, or None."""
    if edits := one_edit(answered, table):
        return Found(edits)
    edits = one_edit(answered, table, ordinary=True) if answered.overflowed else None
    return Found(edits, beside=True) if edits else None


def found_two(answered: Answered, table: Table) -> Found | None:
    """Two edits that together do all of what the answer did, or None."""
    edits = reordered(answered, table) or two_edits(answered, table)
    return Found(edits) if edits else None


def by_cost(answered: Answered, table: Table, rows: np.ndarray) -> list[int]:
    """Rows of the table, the likeliest edit first."""
    edits = answered.form.edits
    costs = {int(r): edits[table.numbers[r]].cost for r in rows}
    return sorted((r for r, cost in costs.items() if cost < LIKELY[0]), key=lambda r: (costs[r], r))


def edit_of(answered: Answered, table: Table, row: int):
    return answered.form.edits[table.numbers[row]]


def one_edit(answered: Answered, table: Table, ordinary: bool = False) -> tuple | None:
    """The edit that does what the answer did. ordinary: only where no number went wrong."""
    some, cases = slice(None), None
    if ordinary:
        fine = [k not in answered.overflowed for k in columns(answered.exercise)]
        some = np.repeat(fine, [sum(answered.form.blocks), *[1] * (len(fine) - 1)])
        cases = [k for k in answered.order if k not in answered.overflowed]
        if not some.any():
            return None
    rows = candidates(table, answered.row, some, answered.single)
    for row in by_cost(answered, table, rows)[:MOST]:
        edit = edit_of(answered, table, row)
        if answered.equals([edit], cases):
            return (edit,)
    return None


class Parts(NamedTuple):
    """The parts of the results on the typical case: for each edit where it does what the answer did, and where it
    changes nothing; and where the answer is right."""

    same: np.ndarray
    untouched: np.ndarray
    right: np.ndarray


def parts(answered: Answered, table: Table) -> Parts:
    count = sum(answered.form.blocks)
    mine, right = np.array(answered.row[:count]), np.array(answered.right_row[:count])
    prints = table.prints[:, :count]
    single = answered.single
    return Parts(near(prints, mine, single), near(prints, right), near(mine, right, single))


def two_edits(answered: Answered, table: Table) -> tuple | None:
    """Two edits that together do what the answer did: each for results of its own, or one behind the other."""
    if answered.outcomes[columns(answered.exercise)[0]].failure:
        return None
    known = parts(answered, table)
    for first, second in itertools.islice(pairs_apart(answered, table, known), MOST):
        if answered.equals((first, second)):
            return first, second
    for first, second in itertools.chain(stored_pairs(answered, table), pairs_behind(answered, table, known)):
        if answered.equals((first, second)):
            return first, second
    return None


def stored_pairs(answered: Answered, table: Table) -> Iterator[tuple]:
    """Pairs of likely edits whose fingerprint is stored and agrees."""
    mine = combined(answered.row[: sum(answered.form.blocks)])
    agree = np.flatnonzero(near(table.pairs, mine, answered.single))
    pairs = [likely_pairs(len(table.likely))[k] for k in agree[:MOST]]
    chosen = [tuple(answered.form.edits[table.likely[k]] for k in pair) for pair in pairs]
    likely = [pair for pair in chosen if compatible(*pair)]
    return iter(sorted(likely, key=lambda pair: pair[0].cost + pair[1].cost))


def compatible(first, second) -> bool:
    """Whether two edits can be made together, and are likely enough."""
    return not set(first.changes) & set(second.changes) and first.cost + second.cost < LIKELY[1]


def pairs_apart(answered: Answered, table: Table, known: Parts) -> Iterator[tuple]:
    """Pairs of which each does what the answer did to some parts, and nothing to the others' parts."""
    wrong = ~known.right
    helps = np.flatnonzero((known.same & wrong).any(axis=1) & (known.same | known.untouched).all(axis=1))
    helps = by_cost(answered, table, helps)[: 4 * MOST]
    tried = []
    for a, b in itertools.combinations(helps, 2):
        covered = known.same[a] & ~known.untouched[a] | known.same[b] & ~known.untouched[b]
        if (covered | known.right).all():
            first, second = edit_of(answered, table, a), edit_of(answered, table, b)
            if compatible(first, second):
                tried.append((first.cost + second.cost, len(tried), (first, second)))
    return (pair for _, _, pair in sorted(tried))


def pairs_behind(answered: Answered, table: Table, known: Parts) -> Iterator[tuple]:
    """Pairs of which the first explains some wrong parts, and the second, made behind it, the rest."""
    wrong, typical = ~known.right, columns(answered.exercise)[0]
    begins = np.flatnonzero((known.same & wrong).any(axis=1))
    effects: set[bytes] = set()
    tries = answered.form.tries
    for a in by_cost(answered, table, begins):
        explained = known.same[a] & wrong
        effect = np.concatenate([known.same[a], table.prints[a]]).tobytes()
        if effect in effects or len(effects) == BEHIND or explained[wrong].all():
            continue
        effects.add(effect)
        left = int(np.flatnonzero(wrong & ~explained)[0])
        touches = (known.untouched | ~explained).all(axis=1) & ~known.untouched[:, left]
        first = edit_of(answered, table, a)
        for b in by_cost(answered, table, np.flatnonzero(touches))[: max(0, tries // 2)]:
            second = edit_of(answered, table, b)
            tries -= 1
            if compatible(first, second) and answered.part_equals((first, second), left, typical):
                yield first, second


def reordered(answered: Answered, table: Table) -> tuple | None:
    """Two edits of which one is another order of the results: what is left is looked up as if they stood in theirs."""
    for order in (edit for edit in answered.form.edits if edit.order):
        turned = answered.in_order(order.order)
        edits = one_edit(turned, table) if turned is not None else None
        if edits:
            return order, *edits
    return None


def of_results(answered: Answered, table: Table) -> Found | None:
    """An edit for each wrong result that has one, where the answer as a whole has none."""
    if len(answered.form.blocks) < 2 or answered.outcomes[columns(answered.exercise)[0]].failure:
        return None
    known, names = parts(answered, table), answered.exercise.returns
    said: dict[str, list[str]] = {}
    edits, left = [], []
    for result, some in enumerate(slices(answered.form.blocks)):
        if known.right[some].all():
            continue
        fits = known.same[:, some].all(axis=1)
        if isinstance(answered.form, TextForm):  # whose edits say what the code does, for all results
            fits &= known.untouched[:, known.right].all(axis=1)
        edit = edit_of_result(answered, table, result, np.flatnonzero(fits))
        text = answered.told_of(edit) if edit else residual(answered, result)
        if text:
            said.setdefault(text, []).append(names[result])
            edits += [edit] if edit else []
        else:
            left.append(names[result])
    if not said:
        return None
    texts = tuple(f"As for {listed(some)}: {text}" for text, some in said.items())
    rest = f"{listed(left)} {are(left)} wrong in another way." if left else ""
    return Found(tuple(edits), said=texts, rest=rest)


def slices(blocks: tuple[int, ...]) -> list[slice]:
    """Where the parts of each result stand."""
    ends = list(itertools.accumulate(blocks))
    return [slice(end - count, end) for end, count in zip(ends, blocks, strict=True)]


def edit_of_result(answered: Answered, table: Table, result: int, rows: np.ndarray):
    """The likeliest edit that does what was done to one result."""
    for row in by_cost(answered, table, rows)[: MOST // 4]:
        if answered.result_equals([edit_of(answered, table, row)], result):
            return edit_of(answered, table, row)
    return None
