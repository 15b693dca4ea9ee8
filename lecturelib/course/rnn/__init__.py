"""The unit on the vanilla RNN."""

from ..notebook import Notebook
from . import cross_entropy, generate, rnn_classify, rnn_step, softmax

NOTEBOOK = Notebook(
    name="03-rnn",
    title="The vanilla RNN",
    question="Can a network learn to write a children's book?",
    builds="a recurrent layer, softmax, a loss, a classifier, a generator",
    exercises=(
        rnn_step.EXERCISE,
        softmax.EXERCISE,
        cross_entropy.EXERCISE,
        rnn_classify.EXERCISE,
        generate.EXERCISE,
    ),
    minutes=75,
)
