"""The appendix on notations, which has no exercises."""

from ..notebook import Notebook

NOTEBOOK = Notebook(
    name="90-notations",
    title="Notations",
    question="Why does it look different in every book?",
    builds="nothing; to look things up",
)
