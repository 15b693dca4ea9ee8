"""The exercise permutation_importance: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import permutation_importance
from .cases import importance_cases

DEAL = "dealt[:, column] = x[order, column]"

EXERCISE = Exercise(
    permutation_importance,
    points=3,
    level=2,
    cases=importance_cases,
    hints=(
        "One column, one order: what do you change, what do you leave, and which two numbers do you compare?",
        "A copy of x, in which one column is replaced by the same column in the new order. The answers y stay where "
        "they are. Then the same again from a fresh copy, for the next column.",
        f"`dealt = x.copy()`, then `{DEAL}`. `loss(dealt, y) - loss(x, y)`, mean over the orders, is this column's.",
    ),
    mistakes={
        "whole_rows": Mistake(
            DEAL,
            "dealt = x[order]",
            "You reorder whole rows, all columns at once, so every column gets the same number. Deal out one alone.",
        ),
        "answers_too": Mistake(
            "loss(dealt, y)",
            "loss(dealt, y[order])",
            "You reorder the answers along with the column. They stay, so that the two no longer belong together.",
        ),
        "piled_up": Mistake(
            "        for order in orders:\n            dealt = x.copy()\n",
            "        dealt = x.copy() if column == 0 else dealt\n        for order in orders:\n",
            "The columns before are still dealt out when the next one's turn comes. Begin each from a fresh copy of x.",
        ),
        "sign": Mistake(
            "(loss(dealt, y) - before)",
            "(before - loss(dealt, y))",
            "The sign is turned. Without a column that is needed the loss is *larger*: after less before.",
        ),
        "loss_only": Mistake(
            "(loss(dealt, y) - before)",
            "loss(dealt, y)",
            "That is the loss with the column dealt out. How much *worse* is it? Subtract the loss as it was.",
        ),
        "every_order": Mistake(
            "return importance",
            "columns = np.arange(x.shape[1])\n"
            "    table = [[loss(np.where(columns == d, x[o], x), y) - before for d in columns] for o in orders]\n"
            "    return np.array(table)",
            "You return a row for every order. Take the mean over the orders: one number for each column.",
        ),
        "absolute": Mistake(
            "(loss(dealt, y) - before)",
            "abs(loss(dealt, y) - before)",
            "You take the absolute value. By luck a deal can also make it *better*, and such deals must be allowed to "
            "cancel the others.",
        ),
        "sum": Mistake(
            " / len(orders)",
            "",
            "You add up over the orders. Divide by their number, or ten orders make a column ten times as important.",
        ),
        "one_order": Mistake(
            "for order in orders:",
            "for order in orders[:1] if len(orders) == 1 else [orders[0]] * len(orders):",
            "You use the first order alone. One order can be lucky; take the mean over all of them.",
        ),
        "zeroed": Mistake(
            DEAL,
            "dealt[:, column] = 0",
            "You set the column to 0. Zeros may be days that never were; dealing it out keeps its values and takes "
            "away only what they say.",
        ),
        "averaged": Mistake(
            DEAL,
            "dealt[:, column] = x[:, column].mean()",
            "You replace the column by its mean. Deal out its own values in the given order.",
        ),
        "relative": Mistake(
            "(loss(dealt, y) - before)",
            "(loss(dealt, y) - before) / max(before, 1e-12)",
            "You divide by the loss as it was. The difference itself is wanted.",
        ),
        "dealt_back": Mistake(
            DEAL,
            "dealt[order, column] = x[:, column]",
            "Row k is to get the value of row order[k]; yours sends the value of row k to row order[k].",
        ),
    },
)
