"""The exercises of notebook 03: the vanilla RNN, its loss, and two of the shapes it works in."""

from ..reference import generate, rnn_classify, rnn_step
from .cases import cell_arguments, cell_cases, weights
from .record import Exercise, Mistake
from .surprise import CROSS_ENTROPY, SOFTMAX


def step_cases(rng):
    return cell_cases(rng, lambda normal, T, B, D, H: cell_arguments(normal, B, D, H))


def classify_cases(rng):
    def build(normal, T, B, D, H):
        return normal(T, B, D), normal(B, H), *weights(normal, D, H), normal(H, D + 1), normal(D + 1)

    return cell_cases(rng, build)


def generate_cases(rng):
    def build(normal, T, B, D, H):
        words = D + 1
        start = rng.random((T + 3, B)), rng.integers(words, size=B)
        return *start, normal(B, H), *weights(normal, words, H), rng.normal(size=(H, words)), normal(words) / 8

    return cell_cases(rng, build)


RNN_STEP = Exercise(
    rnn_step,
    points=2,
    level=1,
    cases=step_cases,
    hints=(
        "Three things are added before anything is squashed. Which three?",
        "`x` has B rows of D values. Which product with `W (D, H)` gives B rows of H values?",
        "`x @ W` is what the input says, `h @ U` what memory says. Add both and `b`; put the sum through `np.tanh`.",
    ),
    mistakes={
        "no_bias": Mistake(
            " + b",
            "",
            "The bias is missing. It is what a neuron leans towards when input and memory are both silent.",
        ),
        "no_squash": Mistake(
            "np.tanh(x @ W + h @ U + b)",
            "x @ W + h @ U + b",
            "That is the sum before squashing. Fed back step after step it may grow without bound: it needs tanh.",
        ),
        "bias_outside": Mistake(
            "+ b)",
            ") + b",
            "The bias is added after squashing, so a state can leave (−1, 1). It belongs to the sum inside tanh.",
        ),
        "squashed_apart": Mistake(
            "x @ W + h @ U + b",
            "x @ W) + np.tanh(h @ U + b",
            "Input and memory are squashed one by one and then added. First the votes meet: squash their sum, once.",
        ),
        "sigmoid": Mistake(
            "np.tanh(x @ W + h @ U + b)",
            "0.5 + 0.5 * np.tanh(0.5 * (x @ W + h @ U + b))",
            "You squash into (0, 1), with a sigmoid. What this network remembers may be negative: squash with tanh.",
        ),
        "elementwise": Mistake(
            "x @ W + h @ U",
            "x * W + h * U",
            "* multiplies number by number. Every neuron listens to all inputs: that is the matrix product, @.",
        ),
        "transposed": Mistake(
            "x @ W + h @ U",
            "x @ W.T + h @ U.T",
            "The weights are transposed. W (D, H) has a row for every input already, so nothing needs turning.",
        ),
        "memory_transposed": Mistake(
            "h @ U",
            "h @ U.T",
            "U is transposed. It is square, so no shape complains; its row j is what the old value j has to say.",
        ),
        "weights_first": Mistake(
            "x @ W + h @ U",
            "W @ x + U @ h",
            "The weights stand on the left, as in books where x is a column. Our batch lies in rows: x comes first.",
        ),
        "swapped": Mistake(
            "x @ W + h @ U",
            "x @ U + h @ W",
            "The weights are swapped: W belongs to the input, U to the state. Where D = H no shape warns of it.",
        ),
        "memoryless": Mistake(
            " + h @ U",
            "",
            "The old state is never used, so this step remembers nothing. Memory has a vote too, weighed by U.",
        ),
    },
)

RNN_CLASSIFY = Exercise(
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

GENERATE = Exercise(
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

EXERCISES = (RNN_STEP, SOFTMAX, CROSS_ENTROPY, RNN_CLASSIFY, GENERATE)
