"""The exercise attention: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import attention
from .cases import attention_cases

EXERCISE = Exercise(
    attention,
    points=2,
    level=2,
    cases=attention_cases,
    hints=(
        "How like are a query and a key? What you know of two rows of numbers is their product, summed. All "
        "queries with "
        "all keys: which matrix product is that, and what is its shape?",
        "Divide the scores (M, N) by the root of D, the length of a key. Then each query shares out one whole "
        "among the "
        "N keys. Which function of notebook 03 does that, row by row?",
        "`Q @ K.T / np.sqrt(K.shape[-1])` are the scores. Their `softmax` is a table of shares, a row a query, "
        "and that "
        "table times V is the answers.",
    ),
    mistakes={
        "not_scaled": Mistake(
            " / np.sqrt(K.shape[-1])",
            "",
            "You do not divide the scores by √D. A product of D numbers grows with D, and a softmax of large scores "
            "hears one key alone.",
        ),
        "not_rooted": Mistake(
            "np.sqrt(K.shape[-1])",
            "K.shape[-1]",
            "You divide by D. It is the root of D: so much does a sum of D products of random signs grow.",
        ),
        "root_of_count": Mistake(
            "np.sqrt(K.shape[-1])",
            "np.sqrt(len(K))",
            "You divide by the root of the *number* of keys. What makes scores large is their length, D.",
        ),
        "root_of_queries": Mistake(
            "np.sqrt(K.shape[-1])",
            "np.sqrt(len(Q))",
            "You divide by the root of the number of queries. What makes scores large is the length of a key, D.",
        ),
        "scaled_too_late": Mistake(
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]))",
            "(softmax(Q @ K.T) / np.sqrt(K.shape[-1]))",
            "You divide the shares, and then they no longer sum to 1. It is the scores that are divided, before "
            "the softmax.",
        ),
        "multiplied": Mistake(
            "/ np.sqrt",
            "* np.sqrt",
            "You multiply by √D. Scores are made smaller, not larger: divide.",
        ),
        "wrong_axis": Mistake(
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]))",
            "softmax((Q @ K.T / np.sqrt(K.shape[-1])).T).T",
            "Your shares sum to 1 for each key. Each *query* shares out one whole among the keys: a row sums to 1.",
        ),
        "no_softmax": Mistake(
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]))",
            "(Q @ K.T / np.sqrt(K.shape[-1]))",
            "You weigh the values by the scores themselves. Shares are positive and sum to 1: that is the "
            "softmax's work.",
        ),
        "hard": Mistake(
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]))",
            "np.eye(len(K))[np.argmax(Q @ K.T, axis=-1)]",
            "You take the best key's value alone. That is a look-up, and nothing could learn through it: here "
            "all values "
            "count, by the softmax of their scores.",
        ),
        "values_as_keys": Mistake(
            ") @ V",
            ") @ K",
            "You return a mean of the keys. Keys are what is compared; what is answered are the values, V.",
        ),
        "mean": Mistake(
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]))",
            "np.full((len(Q), len(K)), 1 / len(K))",
            "All values count alike in your answer. How much each counts is decided by how like its key is to "
            "the query.",
        ),
    },
)
