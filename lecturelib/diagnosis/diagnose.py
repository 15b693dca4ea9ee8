"""From what a wrong answer did to what is said of it."""

import ast
import zlib
from typing import NamedTuple

import numpy as np

from ..checking.calling import Outcome
from ..checking.compare import pair_up
from ..checking.describe import complaint, describe_array, describe_value
from ..checking.record import Exercise
from ..checking.scoring import parts_right
from .answered import Answered
from .arithmetic import by_steps
from .conduct import conduct
from .further import further
from .lookup import Found, found_one, found_two, of_results
from .probes import separated
from .residual import residual
from .table import table_of
from .together import told_together, two_mistakes
from .where import where


class Diagnosis(NamedTuple):
    """mistake: an id of what is wrong, or None where only its place is known; message: the sentences, empty where
    the complaint about one case says all."""

    mistake: str | None
    message: str


def answered_in(
    exercise: Exercise, outcomes: list[Outcome], more: list[Outcome], tree: ast.AST | None = None
) -> Answered:
    """All that was answered: to the visible cases, and to as many of the further ones as came to their end."""
    asked = further(exercise)
    new, _, _ = asked.parted(more)
    cases = [*exercise.visible.cases, *asked.new[: len(new)]]
    wanted = [*exercise.visible.wanted, *asked.wanted[: len(new)]]
    return Answered(exercise, cases, wanted, [*outcomes, *new], tree)


@np.errstate(all="ignore")  # answers may be anything, and a student is told in words
def diagnose(
    exercise: Exercise, outcomes: list[Outcome], more: list[Outcome], tree: ast.AST | None = None
) -> Diagnosis:
    """What is wrong with an answer. outcomes: to the visible cases; more: to the further ones, if it was asked; tree:
    the answer's text, where it is to be had."""
    answered = answered_in(exercise, outcomes, more, tree)
    if any(o.failure and o.failure.kind in ("timeout", "NotImplementedError") for o in answered.outcomes):
        return Diagnosis(None, "")
    _, probed, again = further(exercise).parted(more)
    if said := conduct(answered, again):
        return Diagnosis(said.mistake, said.sentence)
    for case, outcome, want in zip(answered.cases, outcomes, answered.wanted, strict=False):
        if outcome.changed:
            return Diagnosis(None, complaint(exercise, case, outcome, want, ()))
    if any(outcome.value is None and not outcome.failure for outcome in outcomes):
        return Diagnosis(None, "")
    table = table_of(exercise)
    if table is not None and (known := found_one(answered, table)):
        return told(answered, known)
    both = two_mistakes(answered)
    if both and (text := told_together(exercise, both)):
        return Diagnosis("+".join(both), text)
    if table is not None and (known := found_two(answered, table) or of_results(answered, table)):
        return told(answered, known)
    if len(answered.form.blocks) == 1 and (rest := residual(answered, 0)):
        return Diagnosis(identity("residual", rest), rest)
    return Diagnosis(None, " ".join(filter(None, (where(answered), separated(answered, probed)))))


def told(answered: Answered, known: Found) -> Diagnosis:
    """The sentences for edits."""
    sentences = list(dict.fromkeys(map(answered.told_of, known.edits)))
    text = " ".join(sentences)
    if len(sentences) > 1:
        text = f"Two things. {text}"
    if known.said:
        text = " ".join(filter(None, (*known.said, known.rest)))
    if known.beside:
        text = f"{text} Besides, {large(answered)} where numbers are large."
    kind = known.edits[0].kind if known.edits else "residual"
    return Diagnosis(identity(kind, text), text)


def large(answered: Answered) -> str:
    """What goes wrong on large numbers."""
    texts = [answered.outcomes[k].failure.text for k in answered.overflowed]
    return "something overflows" if all("overflow" in text for text in texts) else "0 is divided by 0, or the like,"


def identity(kind: str, text: str) -> str:
    """An id that is the same for all who are told the same."""
    return f"{kind.replace(' ', '_')}-{zlib.crc32(text.encode()):08x}"


class Small(NamedTuple):
    """The smallest case that shows what is wrong: its arguments, and the lines that show it."""

    case: tuple
    lines: str


@np.errstate(all="ignore")
def in_small(exercise: Exercise, outcomes: list[Outcome], more: list[Outcome]) -> Small | None:
    """The simplest of the napkins on which an answer is wrong, or None where all are right or fail."""
    asked, start = further(exercise), len(exercise.visible.cases) + len(further(exercise).fresh)
    answered = answered_in(exercise, outcomes, more)
    for k in range(start, len(answered.cases)):
        outcome, want = answered.outcomes[k], answered.wanted[k]
        if not outcome.failure and parts_right(outcome, want) < 1 and not outcome.changed:
            return Small(asked.napkins[k - start], "\n".join(lines_of(answered, k)))
    return None


def lines_of(answered: Answered, k: int) -> list[str]:
    """The call to paste, the sums that lead to the right answer, what came back and what was expected."""
    outcome, want = answered.outcomes[k], answered.wanted[k]
    pairs = pair_up(outcome.value, want.value)
    return [
        pasteable(answered.exercise, answered.cases[k]),
        *(by_steps(answered, k, pairs) if pairs else []),
        *describe_value(answered.exercise, outcome.value, want.value),
    ]


def whole(value) -> str:
    """An argument in full, as it can be pasted."""
    if callable(value):
        return value.__name__
    if isinstance(value, (list, tuple)):
        inner = ", ".join(map(whole, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' * (len(value) == 1)})"
    if not isinstance(value, (np.ndarray, np.generic, int, float)):
        return describe_array(value)
    with np.printoptions(precision=4, suppress=True, threshold=10_000, linewidth=10_000):
        return np.array2string(np.asarray(value), separator=", ").replace("\n", "").replace("  ", " ")


def pasteable(exercise: Exercise, case: tuple) -> str:
    """``called    rnn_step(x=[[0.]], …)`` with every array in full."""
    names = exercise.argument_names(len(case))
    plain = all("[" not in name for name in names)
    said = [f"{name}={whole(value)}" if plain else whole(value) for name, value in zip(names, case, strict=True)]
    line = f"called    {exercise.name}({', '.join(said)})"
    indent = "\n" + " " * 14
    return line if len(line) <= 100 else f"called    {exercise.name}({indent}{(',' + indent).join(said)})"
