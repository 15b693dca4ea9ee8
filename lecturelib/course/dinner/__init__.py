"""The unit on one recurrent neuron and its unrolling."""

from ..notebook import Notebook
from . import dinner_step, dinner_vote, unroll

NOTEBOOK = Notebook(
    name="02-dinner",
    title="What's for dinner?",
    question="What if nobody wrote down yesterday's dinner?",
    builds="a recurrent neuron, and the loop that unrolls it",
    exercises=(
        dinner_vote.EXERCISE,
        dinner_step.EXERCISE,
        unroll.EXERCISE,
    ),
    minutes=50,
)
