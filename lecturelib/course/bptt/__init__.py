"""The unit on back-propagation through time: gradients, and how one judges them."""

from ..notebook import Notebook
from . import affine_backward, bptt, rnn_step_backward

NOTEBOOK = Notebook(
    name="04-bptt",
    title="Back-propagation through time",
    question="How does a network learn from a mistake made long ago?",
    builds="every gradient by hand, held against three judges",
    exercises=(affine_backward.EXERCISE, rnn_step_backward.EXERCISE, bptt.EXERCISE),
    minutes=55,
)
