"""All exercises of the course, by notebook and by name, in course order."""

from . import bptt, dinner, gru, lstm, rnn, squashing, start, variants
from .record import Exercise

COURSE: dict[str, tuple[Exercise, ...]] = {
    "00-start": start.EXERCISES,
    "01-squashing": squashing.EXERCISES,
    "02-dinner": dinner.EXERCISES,
    "03-rnn": rnn.EXERCISES,
    "04-bptt": bptt.EXERCISES,
    "05-lstm": lstm.EXERCISES,
    "06-variants": variants.EXERCISES,
    "07-gru": gru.EXERCISES,
}

EXERCISES: dict[str, Exercise] = {e.name: e for exercises in COURSE.values() for e in exercises}
