"""The unit on the LSTM's way back."""

from ..notebook import Notebook
from . import lstm_memory_backward, lstm_output_backward, lstm_step_backward

NOTEBOOK = Notebook(
    name="07-way-back",
    title="The LSTM's way back",
    question="What would a road back be whose factor is 1?",
    builds="the gradients of the LSTM, gate by gate, and the bias that keeps its road open",
    exercises=(lstm_output_backward.EXERCISE, lstm_memory_backward.EXERCISE, lstm_step_backward.EXERCISE),
    minutes=60,
)
