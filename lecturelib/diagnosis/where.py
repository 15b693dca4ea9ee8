"""Where an answer is wrong, if nobody can say how: under which condition, in which results, blocks and rows."""

import itertools

import numpy as np

from ..checking.compare import close, pair_up
from ..checking.scoring import parts_right
from .answered import Answered, numbers
from .form import GraphForm
from .shapes import sizes_of
from .words import are, listed

ADVICE = {
    "B = 1": " What belongs to each row of the batch is lost or mixed up.",
    "D = H": " Is the width of something taken from x, or a weight transposed?",
    "M = N": " Is a transpose missing, or one too many?",
    "H = 1": " Are columns mixed up?",
}


def where(answered: Answered) -> str:
    """A sentence or two on where it is wrong, or nothing."""
    pairs = [paired(answered, k) for k in range(len(answered.cases))]
    return " ".join(filter(None, (condition(answered), in_results(answered, pairs))))


def paired(answered: Answered, k: int) -> list | None:
    """Each result of a case beside the right one, or None where they cannot be compared."""
    outcome = answered.outcomes[k]
    return None if outcome.failure else pair_up(outcome.value, answered.wanted[k].value)


def condition(answered: Answered) -> str:
    """``It is right where D = H``, if that is so on every case, and on one at least in which no other size is 1."""
    right = [parts_right(o, w) == 1 for o, w in zip(answered.outcomes, answered.wanted, strict=True)]
    sizes = [sizes_of(answered.exercise, case) for case in answered.cases]
    if sum(right) < 2 or all(right) or not all(sizes):
        return ""
    seen = list(itertools.compress(sizes, right))
    for text, holds in conditions(list(sizes[0])):
        if [holds(one) for one in sizes] == right and any(is_roomy(one, text) for one in seen):
            return f"In all that was asked, it is right where {text} and wrong elsewhere.{ADVICE.get(text, '')}"
    return ""


def is_roomy(sizes: dict[str, int], text: str) -> bool:
    """Whether no size is 1 but those of which a condition says so: else what is right may be so by chance."""
    return all(size > 1 or f"{letter} = 1" in text for letter, size in sizes.items())


def conditions(letters: list[str]):
    """What may be said of sizes: one of them is 1, two are equal, or either."""
    single = [(f"{a} = 1", lambda s, a=a: s[a] == 1) for a in letters]
    equal = [(f"{a} = {b}", lambda s, a=a, b=b: s[a] == s[b]) for a, b in itertools.combinations(letters, 2)]
    known = single + equal
    yield from known
    for (one, first), (other, second) in itertools.combinations(known, 2):
        yield f"{one} or {other}", lambda s, first=first, second=second: first(s) or second(s)
        yield f"{one} and {other}", lambda s, first=first, second=second: first(s) and second(s)


def in_results(answered: Answered, pairs: list) -> str:
    """Of the first wrong result, which blocks and rows are wrong."""
    count, known = len(answered.form.blocks), [p for p in pairs if p]
    if not known or any(len(p) != count for p in known):
        return ""
    ok = [all(close(*p[k]) for p in known) for k in range(count)]
    if all(ok):
        return ""
    first = ok.index(False)
    return in_blocks(answered, first, known) or in_places(answered, first, known)


def arrays(pairs: list, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """One result and the right one, on every case where their shapes agree."""
    both = [(numbers(a), np.asarray(b)) for a, b in (p[k] for p in pairs) if not isinstance(b, (list, tuple))]
    return [(a, b) for a, b in both if a is not None and a.shape == b.shape]


def in_blocks(answered: Answered, k: int, pairs: list) -> str:
    """Which blocks of a result are wrong."""
    count = answered.form.blocks[k]
    if count == 1 or not isinstance(answered.form, GraphForm):
        return ""
    both = arrays(pairs, k)
    right = [all(close(np.split(a, count, -1)[j], np.split(b, count, -1)[j]) for a, b in both) for j in range(count)]
    if not both or all(right) or not any(right):
        return ""
    letters = block_letters(answered.form, count)
    fine, off = ([letters[j] for j in range(count) if right[j] == one] for one in (True, False))
    blocks = "block" if len(off) == 1 else "blocks"
    return (
        f"Of {answered.exercise.returns[k]}, the {blocks} of {listed(off)} {are(off)} wrong, and {listed(fine)} right."
    )


def block_letters(form: GraphForm, count: int) -> list[str]:
    """The letters of so many blocks."""
    letters = [str(j + 1) for j in range(count)]
    for n, node in enumerate(form.graph.nodes):
        if node.operation == "block" and node.parameters[1][1] == count:
            letters[node.parameters[0][1]] = form.graph.names[n].rpartition("_")[2]
    return letters


def in_places(answered: Answered, k: int, pairs: list) -> str:
    """Whether a result has the wrong scale, or only some rows right."""
    both = [(a, b) for a, b in arrays(pairs, k) if b.size and np.isfinite(a).all()]
    if len(both) < 3 or len(both) < len(pairs):
        return ""
    name = answered.form.returns[k] if k < len(answered.form.returns) else "result"
    factors = [float((a * b).sum() / max((b * b).sum(), 1e-300)) for a, b in both]
    scaled = all(close(a, factors[0] * b) for a, b in both if b.any())
    if scaled and abs(factors[0]) > 1e-6:
        return f"Your {name} is {factors[0]:.4g} times the right one, in every place."
    tall = [(a, b) for a, b in both if a.ndim >= 2 and len(a) > 1]
    for place, text in ((0, "first"), (-1, "last")):
        alone = tall and all(close(a[place], b[place]) and not close(a, b) for a, b in tall)
        if alone and not all(close(a[-1 - place], b[-1 - place]) for a, b in tall):
            return f"Only the {text} row of your {name} is right."
    return ""
