"""The exercise translate: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import translate
from .cases import translate_cases

READ = "_, h = unroll(step, xs, h, *encoder)"

EXERCISE = Exercise(
    translate,
    points=4,
    level=2,
    cases=translate_cases,
    hints=(
        "Two people share one note. The first reads all and fills it. What does the second begin with?",
        "Reading is your `unroll`, of whose two results you need the last state. Writing is a loop like that of "
        "generate: a token goes in, a state and a token come out.",
        "`_, h = unroll(step, xs, h, *encoder)`. Then, `count` times: h by the decoder's step on "
        "`one_hot(token, len(b_y))`; token by `np.argmax(h @ W_y + b_y, axis=-1)`; append the token to a list.",
    ),
    mistakes={
        "not_read": Mistake(
            READ, "pass", "The decoder begins from the first h, as if nobody had read a word. Encode first."
        ),
        "encoder_writes": Mistake(
            "one_hot(token, len(b_y)), h, *decoder",
            "one_hot(token, xs.shape[-1]), h, *encoder",
            "You write with the encoder's weights. It reads; the decoder, with weights of its own, writes.",
        ),
        "same_token": Mistake(
            "token = np.argmax(h @ W_y + b_y, axis=-1)\n        tokens.append(token)",
            "tokens.append(np.argmax(h @ W_y + b_y, axis=-1))",
            "The first token goes in at every step. The decoder must hear what it wrote: the new token goes in next.",
        ),
        "forgetful": Mistake(
            "h = step(one_hot(token, len(b_y)), h, *decoder)\n        token = np.argmax(h @",
            "token = np.argmax(step(one_hot(token, len(b_y)), h, *decoder) @",
            "The decoder's state is not handed on: each step begins from the encoder's last state again.",
        ),
        "with_start": Mistake(
            "tokens = []",
            "tokens = [token]",
            "Your result begins with the token to start from. It was given, not written: return the ones that follow.",
        ),
        "writes_before_reading": Mistake(
            "h = step(one_hot(token, len(b_y)), h, *decoder)\n        token = np.argmax(h @ W_y + b_y, axis=-1)",
            "token, h = np.argmax(h @ W_y + b_y, axis=-1), step(one_hot(token, len(b_y)), h, *decoder)",
            "You write from the state before the token was heard. First the step, then the score.",
        ),
        "fed_probabilities": Mistake(
            "h = step(one_hot(token, len(b_y)), h, *decoder)\n        token = np.argmax(h @ W_y + b_y, axis=-1)",
            "x = softmax(h @ W_y + b_y) if tokens else one_hot(token, len(b_y))\n        h = step(x, h, *decoder)\n"
            "        token = np.argmax(h @ W_y + b_y, axis=-1)",
            "You feed back probabilities. The decoder must hear which token was written, one-hot.",
        ),
        "no_bias": Mistake(
            "np.argmax(h @ W_y + b_y, axis=-1)",
            "np.argmax(h @ W_y, axis=-1)",
            "The bias of the readout, b_y, is missing.",
        ),
        "as_many_as_read": Mistake(
            "range(count)",
            "range(len(xs))",
            "You write as many tokens as were read. How many to write is `count`: the two sides need not be equal.",
        ),
        "batch_first": Mistake(
            "np.array(tokens)",
            "np.array(tokens).T",
            "Your result has the batch first. Time is the first axis: (N, B).",
        ),
        "scores": Mistake(
            "tokens.append(token)",
            "tokens.append(h @ W_y + b_y)",
            "You return the scores. Wanted are the tokens: the place of the highest score in each row.",
        ),
    },
)
