"""Questions that separate: an argument as 0, a gate held open or shut. Where an answer is right only then, the slip is
at what the argument or the gate does."""

from functools import cache
from typing import NamedTuple

import numpy as np

from ..checking.calling import Outcome, call, hushed
from ..checking.compare import agree
from ..checking.record import Exercise
from .answered import Answered
from .form import GraphForm, form_of, is_float
from .table import columns
from .where import block_letters
from .words import listed

OPEN = 40.0  # a bias by which a sigmoid or a tanh is 1, or with a minus 0 or −1, to the last digit


class Probe(NamedTuple):
    """what: of what it asks, such as U; how: what was done to it; case: the arguments; wanted: the right answer;
    telling: whether much can still go wrong on it."""

    what: str
    how: str
    case: tuple
    wanted: Outcome
    telling: bool = False


@cache
def probes(exercise: Exercise) -> tuple[Probe, ...]:
    """The probes of an exercise, at two cases of ordinary size each."""
    made = []
    for number in columns(exercise)[:2]:
        case = exercise.visible.cases[number]
        names = exercise.argument_names(len(case))
        for place, (name, value) in enumerate(zip(names, case, strict=True)):
            if is_float(value):
                made.append((name, f"{name} = 0", changed(case, place, np.zeros_like(value))))
                made += held(exercise, case, place, name)
    with hushed():
        asked = [Probe(*one, call(exercise.function, one[-1], exercise.quiet)) for one in made]
        return tuple(probe._replace(telling=is_telling(exercise, probe)) for probe in asked if not probe.wanted.failure)


def is_telling(exercise: Exercise, probe: Probe) -> bool:
    """Whether much can still go wrong on a probe: no result is all 0, and at most one argument besides the one in
    question has lost its say. Where more has, an answer is right that is wrong anywhere."""
    if not all(np.asarray(one).any() for one in flat(probe.wanted.value)):
        return False
    names = exercise.argument_names(len(probe.case))
    others = [k for k, value in enumerate(probe.case) if is_float(value) and names[k] != probe.how.partition(" ")[0]]
    return sum(has_no_say(exercise, probe, k) for k in others) <= 1


def has_no_say(exercise: Exercise, probe: Probe, place: int) -> bool:
    """Whether the right answer to a probe is the same with another argument in this place."""
    other = changed(probe.case, place, 0.5 * probe.case[place] + 0.25)
    return agree(call(exercise.function, other, exercise.quiet), probe.wanted)


def changed(case: tuple, place: int, value: np.ndarray) -> tuple:
    """A case with another argument."""
    return (*case[:place], value, *case[place + 1 :])


def held(exercise: Exercise, case: tuple, place: int, name: str) -> list[tuple]:
    """The biases of one block at plus and minus 40."""
    form, value = form_of(exercise), case[place]
    counts = (
        {p.parameters[1][1] for p in form.graph.nodes if p.operation == "block"} if isinstance(form, GraphForm) else ()
    )
    made = []
    for count in counts if name == "b" and len(np.shape(value)) == 1 else ():
        if len(value) % count == 0:
            for k, letter in enumerate(block_letters(form, count)):
                for bias in (OPEN, -OPEN):
                    biases = value.copy()
                    biases[k * len(value) // count : (k + 1) * len(value) // count] = bias
                    made.append((letter, f"b_{letter} = {bias:g}".replace("-", "−"), changed(case, place, biases)))
    return made


def separated(answered: Answered, outcomes: list[Outcome]) -> str:
    """``Right as soon as U = 0: look at what U does.``, if an answer is right on some of the probes, and wrong on the
    cases from which they are made."""
    asked, begun = probes(answered.exercise), columns(answered.exercise)[:2]
    if len(outcomes) < len(asked) or any(agree(answered.outcomes[k], answered.wanted[k]) for k in begun):
        return ""
    right = [agree(outcome, probe.wanted) for outcome, probe in zip(outcomes, asked, strict=False)]
    always = {probe.how: [] for probe in asked}
    for probe, one in zip(asked, right, strict=True):
        always[probe.how].append(one)
    found = [probe for probe in asked[: len(always)] if all(always[probe.how])]
    telling = [probe for probe in found if probe.telling]
    if not telling or len(telling) > 3 or len(telling) == len(always):
        return ""
    what = list(dict.fromkeys(probe.what for probe in telling))
    does = f"{listed(what)} {'does' if len(what) == 1 else 'do'}"
    return f"Right as soon as {' or '.join(p.how for p in telling)}: look at what {does}."


def flat(value) -> list:
    return [one for part in value for one in flat(part)] if isinstance(value, (tuple, list)) else [value]
