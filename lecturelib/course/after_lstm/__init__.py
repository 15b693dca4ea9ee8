"""The unit on what came after the LSTM."""

from ..notebook import Notebook
from . import attention, linear_recurrence, min_gru_step, scan, slstm_step

NOTEBOOK = Notebook(
    name="12-after-lstm",
    title="After the LSTM",
    question="What was given up, and what was got for it?",
    builds="a cell without a squash, the scan that runs it, an LSTM that takes means, attention",
    exercises=(
        min_gru_step.EXERCISE,
        scan.EXERCISE,
        slstm_step.EXERCISE,
        linear_recurrence.EXERCISE,
        attention.EXERCISE,
    ),
    minutes=65,
)
