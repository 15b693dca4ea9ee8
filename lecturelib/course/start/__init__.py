"""The unit that opens the course."""

from ..notebook import Notebook
from . import continue_trend

NOTEBOOK = Notebook(
    name="00-start",
    title="Start here",
    question="Does everything run, and how does an exercise work?",
    builds="a forecast in one line",
    exercises=(continue_trend.EXERCISE,),
    minutes=10,
)
