"""The unit on the LSTM, forward and back."""

from ..notebook import Notebook
from . import forget_time_constant, lstm_memory_backward, lstm_output_backward, lstm_step, lstm_step_backward

NOTEBOOK = Notebook(
    name="05-lstm",
    title="Long short-term memory",
    question="What would a road back be whose factor is 1?",
    builds="the LSTM, forward and back, gate by gate",
    exercises=(
        lstm_step.EXERCISE,
        lstm_output_backward.EXERCISE,
        lstm_memory_backward.EXERCISE,
        lstm_step_backward.EXERCISE,
        forget_time_constant.EXERCISE,
    ),
)
