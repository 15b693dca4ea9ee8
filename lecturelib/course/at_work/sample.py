"""The exercise sample: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import sample
from .cases import sample_cases

WHOLE = "pick(softmax(logits / temperature), draw)"

EXERCISE = Exercise(
    sample,
    points=2,
    level=1,
    cases=sample_cases,
    hints=(
        "In notebook 03 scores × 4 made a softmax surer, and scores × ¼ made it flatter. Cold shall be surer.",
        "Divide the scores, make probabilities of them, and let the draw decide. You have a function for each.",
        "`softmax(logits / temperature)` are the probabilities. Hand them to pick, with the draw.",
    ),
    mistakes={
        "multiplied": Mistake(
            "logits / temperature",
            "logits * temperature",
            "You multiply by the temperature, so a cold model raves and a hot one is sure. Divide.",
        ),
        "ignored": Mistake("logits / temperature", "logits", "The temperature changes nothing in your function."),
        "after_softmax": Mistake(
            "softmax(logits / temperature)",
            "(softmax(logits) / temperature)",
            "You divide the probabilities, and then they no longer sum to 1. Divide the scores, before the softmax.",
        ),
        "not_a_distribution": Mistake(
            "softmax(logits / temperature)",
            "(logits / temperature)",
            "You hand pick the scores. It lays probabilities end to end, so they must sum to 1: softmax first.",
        ),
        "likeliest": Mistake(
            WHOLE,
            "np.argmax(logits / temperature, axis=-1)",
            "You take the highest score and ask no draw. Then temperature cannot matter: dividing changes no order.",
        ),
        "draw_divided": Mistake(
            WHOLE,
            "pick(softmax(logits), draw / temperature)",
            "You changed the draw. It is chance, and stays even; what changes are the probabilities.",
        ),
        "probabilities": Mistake(
            WHOLE, "softmax(logits / temperature)", "These are the probabilities. Now let pick choose, by the draw."
        ),
    },
)
