"""The unit on sequences at work."""

from ..notebook import Notebook
from . import attend, beam_search, sample, skill, surprise, translate

NOTEBOOK = Notebook(
    name="10-at-work",
    title="Sequences at work",
    question="What must be remembered, for how long, and would counting do?",
    builds="a skill score, bits, temperature, a translator, beam search, attention",
    exercises=(
        skill.EXERCISE,
        surprise.EXERCISE,
        sample.EXERCISE,
        translate.EXERCISE,
        beam_search.EXERCISE,
        attend.EXERCISE,
    ),
    minutes=75,
)
