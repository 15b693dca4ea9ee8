"""The unit on the LSTM's relatives."""

from ..notebook import Notebook
from . import cell_peephole_step, coupled_step, coupled_step_backward, full_peephole_step, no_forget_step, peephole_step

NOTEBOOK = Notebook(
    name="08-variants",
    title="Variants",
    question="Which parts of it matter?",
    builds="five relatives of the LSTM, and the test that takes it apart",
    exercises=(
        no_forget_step.EXERCISE,
        peephole_step.EXERCISE,
        full_peephole_step.EXERCISE,
        cell_peephole_step.EXERCISE,
        coupled_step.EXERCISE,
        coupled_step_backward.EXERCISE,
    ),
    minutes=65,
)
