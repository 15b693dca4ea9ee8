"""The exercise generate: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import generate
from .cases import generate_cases

EXERCISE = Exercise(
    generate,
    points=4,
    level=3,
    cases=generate_cases,
    hints=(
        "You have written one word. What must the network be told before it can write the next?",
        "In every turn: read a token, get a new state, make probabilities of it, pick. Two of these must still be "
        "there in the next turn. Which?",
        "Loop over `draws`. Inside, `rnn_step` with `one_hot(token, len(W))` makes the new `h`, softmax of "
        "`h @ W_y + b_y` makes p, and `pick(p, draw)` the new `token`. Collect the tokens.",
    ),
    mistakes={
        "same_input": Mistake(
            "token = pick(p, draw)\n        tokens.append(token)",
            "tokens.append(pick(p, draw))",
            "The first token goes in at every step. Tell the network what it wrote: the picked token goes in next.",
        ),
        "forgetful": Mistake(
            "h = rnn_step(one_hot(token, len(W)), h, W, U, b)\n        p = softmax(h @",
            "p = softmax(rnn_step(one_hot(token, len(W)), h, W, U, b) @",
            "The state is not handed on: every step starts from the first h again, and writes without memory.",
        ),
        "always_likeliest": Mistake(
            "pick(p, draw)",
            "np.argmax(p, axis=-1)",
            "You take the likeliest token each time, which writes one book for ever. pick(p, draw) lets chance decide.",
        ),
        "fed_probabilities": Mistake(
            "for draw in draws:\n        h = rnn_step(one_hot(token, len(W)), h",
            "p = one_hot(token, len(W))\n    for draw in draws:\n        h = rnn_step(p, h",
            "You feed back probabilities, like the dinner network. Here it must hear which word was chosen, one-hot.",
        ),
        "one_hots": Mistake(
            "np.array(tokens)",
            "one_hot(np.array(tokens), len(W))",
            "You return one-hot vectors. That is how tokens go in; what comes out are the integers, (T, B).",
        ),
        "probabilities": Mistake(
            "tokens.append(token)",
            "tokens.append(p)",
            "You return the probabilities of every step. Wanted are the tokens that were picked from them.",
        ),
        "with_start": Mistake(
            "tokens = []",
            "tokens = [token]",
            "Your result begins with the token to start from. It was given, not written: return the T that follow.",
        ),
        "picks_before_reading": Mistake(
            "h = rnn_step(one_hot(token, len(W)), h, W, U, b)\n        p = softmax(h @ W_y + b_y)\n"
            "        token = pick(p, draw)",
            "token = pick(softmax(h @ W_y + b_y), draw)\n        h = rnn_step(one_hot(token, len(W)), h, W, U, b)",
            "You pick from the old state and read afterwards, so the given token has no say. First read, then write.",
        ),
        "no_softmax": Mistake(
            "softmax(h @ W_y + b_y)",
            "h @ W_y + b_y",
            "You hand pick the scores. It expects probabilities, that sum to 1.",
        ),
        "no_bias": Mistake(" + b_y", "", "The bias of the output, b_y, is missing."),
        "batch_first": Mistake(
            "np.array(tokens)",
            "np.array(tokens).T",
            "Your result has the batch first. Time is the first axis: (T, B).",
        ),
    },
)
