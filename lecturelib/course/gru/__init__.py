"""The unit on the GRU."""

from ..notebook import Notebook
from . import gru_after_step, gru_from_torch, gru_step, gru_step_backward

NOTEBOOK = Notebook(
    name="09-gru",
    title="The gated recurrent unit",
    question="Can one gate do the work of two?",
    builds="the GRU in both of its conventions, and torch's weights in yours",
    exercises=(
        gru_step.EXERCISE,
        gru_step_backward.EXERCISE,
        gru_after_step.EXERCISE,
        gru_from_torch.EXERCISE,
    ),
    minutes=60,
)
