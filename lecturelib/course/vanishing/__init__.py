"""The unit on gradients that explode and gradients that vanish."""

from ..notebook import Notebook
from . import clip_by_norm, step_jacobian

NOTEBOOK = Notebook(
    name="05-vanishing",
    title="Vanishing gradients",
    question="Over how many steps does an error arrive?",
    builds="clipping, the Jacobian of a step, a measure of what arrives",
    exercises=(clip_by_norm.EXERCISE, step_jacobian.EXERCISE),
    minutes=50,
)
