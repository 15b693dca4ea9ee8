"""The unit on small data."""

from ..notebook import Notebook
from . import bag, block_bootstrap, gini, leaked_share, permutation_importance, split_impurity

NOTEBOOK = Notebook(
    name="11-when-not-to",
    title="When not to",
    question="Will it rain tomorrow, and who should be asked?",
    builds="a question of a tree, a bag, and three tests of what a score is worth",
    exercises=(
        gini.EXERCISE,
        split_impurity.EXERCISE,
        bag.EXERCISE,
        leaked_share.EXERCISE,
        block_bootstrap.EXERCISE,
        permutation_importance.EXERCISE,
    ),
    minutes=70,
)
