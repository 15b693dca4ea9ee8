"""The unit on back-propagation through time, and on gradients that vanish."""

from ..notebook import Notebook
from . import affine_backward, bptt, clip_by_norm, rnn_step_backward, step_jacobian

NOTEBOOK = Notebook(
    name="04-bptt",
    title="Back-propagation through time",
    question="How does it learn, and over how many steps?",
    builds="every gradient by hand, clipping, the Jacobian of a step",
    exercises=(
        affine_backward.EXERCISE,
        rnn_step_backward.EXERCISE,
        bptt.EXERCISE,
        clip_by_norm.EXERCISE,
        step_jacobian.EXERCISE,
    ),
)
