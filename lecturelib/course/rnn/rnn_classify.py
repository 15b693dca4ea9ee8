"""The exercise rnn_classify: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import rnn_classify
from .cases import classify_cases

EXERCISE = Exercise(
    rnn_classify,
    points=2,
    level=2,
    cases=classify_cases,
    hints=(
        "When the last word has been read, where is all that the network knows?",
        "`unroll` returns two things. Which of them is the state after the last input?",
        "`unroll(rnn_step, xs, h, W, U, b)` returns all states, then the last one. Put that through `@ W_y + b_y` and "
        "softmax.",
    ),
    mistakes={
        "first_state": Mistake(
            "_, h = unroll(rnn_step, xs, h, W, U, b)",
            "h = unroll(rnn_step, xs, h, W, U, b)[0][0]",
            "You answer from the first state, when only one input has been read. Wait for the last.",
        ),
        "mean_state": Mistake(
            "_, h = unroll(rnn_step, xs, h, W, U, b)",
            "h = unroll(rnn_step, xs, h, W, U, b)[0].mean(axis=0)",
            "You answer from the mean of all states. Some networks do; this one answers from the last state alone.",
        ),
        "every_step": Mistake(
            "_, h = unroll",
            "h, _ = unroll",
            "You answer at every step, a sequence for a sequence. Wanted is one answer, after the last input.",
        ),
        "last_row": Mistake(
            "_, h = unroll(rnn_step, xs, h, W, U, b)",
            "h = unroll(rnn_step, xs, h, W, U, b)[0][:, -1]",
            "[:, -1] is the last row of the batch, at all times. Time is the first axis here.",
        ),
        "last_input": Mistake(
            "rnn_step, xs,",
            "rnn_step, xs[-1:],",
            "Your answer knows only the last input. Each step must start from the state that the one before it left.",
        ),
        "backwards": Mistake(
            "rnn_step, xs,", "rnn_step, xs[::-1],", "You read the sequence backwards, last input first."
        ),
        "start_ignored": Mistake(
            "xs, h,", "xs, np.zeros_like(h),", "You start from zeros. The state to start from is given: it is h."
        ),
        "no_softmax": Mistake(
            "softmax(h @ W_y + b_y)",
            "h @ W_y + b_y",
            "These are the scores. Probabilities were asked for, and you have built what makes them.",
        ),
        "no_bias": Mistake(" + b_y", "", "The bias of the output, b_y, is missing."),
        "verdict": Mistake(
            "softmax(h @ W_y + b_y)",
            "np.argmax(h @ W_y + b_y, axis=-1)",
            "You name the likeliest class. Asked for were all probabilities: how sure it is matters too.",
        ),
    },
)
