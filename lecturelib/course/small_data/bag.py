"""The exercise bag: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import bag
from .cases import bag_cases

EXERCISE = Exercise(
    bag,
    points=3,
    level=2,
    cases=bag_cases,
    hints=(
        "For one model first: which days does it see? It must see their answers too.",
        "`for drawn in rows:` gives one model's row numbers at a time. `x[drawn]` are its days. `fit` returns a "
        "function; what do you do with it?",
        "In the loop: `predict = fit(x[drawn], y[drawn])`, and append `predict(x_new)` to a list. At the end, "
        "`np.mean` of the list over its first axis.",
    ),
    mistakes={
        "same_days": Mistake(
            "fit(x[drawn], y[drawn])",
            "fit(x, y)",
            "Every model learns from all the days, so all are the same model. Each must see the days drawn for it.",
        ),
        "answers_not_drawn": Mistake(
            "y[drawn]",
            "y",
            "You draw the days but not their answers, so each day comes with the answer of another one.",
        ),
        "days_not_drawn": Mistake(
            "fit(x[drawn],",
            "fit(x,",
            "You draw the answers but not their days, so each answer comes with another day.",
        ),
        "drawn_once_each": Mistake(
            "fit(x[drawn], y[drawn])",
            "fit(x[np.unique(drawn)], y[np.unique(drawn)])",
            "A day that was drawn twice counts once in yours. Drawn twice, it is to be learnt from twice.",
        ),
        "sum": Mistake(
            "np.mean(predictions",
            "np.sum(predictions",
            "You add the predictions up. Divide by the number of models: what comes out is a probability.",
        ),
        "one_number": Mistake(
            "np.mean(predictions, axis=0)",
            "np.mean(predictions)",
            "You average over the days asked about as well. Every one of them wants an answer of its own: axis=0.",
        ),
        "over_days": Mistake(
            "axis=0",
            "axis=1",
            "Your mean is over the days asked about: one number for each model. Wanted is one for each day.",
        ),
        "votes": Mistake(
            "np.mean(predictions, axis=0)",
            "(np.mean(np.array(predictions) > 0.5, axis=0) > 0.5).astype(float)",
            "You count votes and return the verdict. The mean of the probabilities also says how sure the bag is.",
        ),
        "share_of_votes": Mistake(
            "np.mean(predictions, axis=0)",
            "np.mean(np.array(predictions) > 0.5, axis=0)",
            "You average votes, yes or no. Average the probabilities: a model that is unsure should count as unsure.",
        ),
        "not_averaged": Mistake(
            "np.mean(predictions, axis=0)",
            "np.array(predictions)",
            "These are the predictions of all models. Wanted is their mean, one number for each day asked about.",
        ),
        "own_days": Mistake(
            "predict(x_new)",
            "predict(x[drawn])",
            "Your models are asked about the days that they learnt from. Ask them about x_new.",
        ),
        "first_only": Mistake(
            "np.mean(predictions, axis=0)",
            "predictions[0]",
            "That is what the first model says. Is there a return inside the loop? A bag asks all of them.",
        ),
        "last_only": Mistake(
            "np.mean(predictions, axis=0)",
            "predictions[-1]",
            "That is what the last model says. A bag asks all of them.",
        ),
        "all_in_one": Mistake(
            "for drawn in rows:",
            "for drawn in [rows.ravel()]:",
            "You fit one model on all the drawings together. Each drawing has a model of its own.",
        ),
    },
)
