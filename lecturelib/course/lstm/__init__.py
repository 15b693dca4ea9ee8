"""The unit on the LSTM and what it holds."""

from ..notebook import Notebook
from . import forget_time_constant, lstm_step

NOTEBOOK = Notebook(
    name="06-lstm",
    title="Long short-term memory",
    question="What would a memory be that nothing squashes?",
    builds="the LSTM, and a look at what its gates do",
    exercises=(lstm_step.EXERCISE, forget_time_constant.EXERCISE),
    minutes=60,
)
