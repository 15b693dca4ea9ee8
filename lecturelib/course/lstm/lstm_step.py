"""The exercise lstm_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import lstm_step
from .cases import lstm_cases

EXERCISE = Exercise(
    lstm_step,
    points=4,
    level=2,
    cases=lstm_cases,
    returns=("h", "c"),
    hints=(
        "Four opinions are formed of the same two things, x and the old h, each with weights of its own. W, U and "
        "b hold all four side by side. How many products do you need, and how do you take the sum apart?",
        "`np.split(…, 4, axis=-1)` gives the four blocks, i f g o. Three of them are gates, and one is content: "
        "which squash does each want? And h is made of the memory as it is *after* this step.",
        "`a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)`. Squash a_g with tanh, the others with "
        "sigmoid. Then `c = f * c + i * g`, and h is o times the squashed new c.",
    ),
    mistakes={
        "i_and_f_swapped": Mistake(
            "a_i, a_f, a_g, a_o =",
            "a_f, a_i, a_g, a_o =",
            "i and f have changed places: either in the split, where the order is i f g o, or in the memory, where "
            "f goes with the old c and i with the new g.",
        ),
        "g_and_o_swapped": Mistake(
            "a_i, a_f, a_g, a_o =",
            "a_i, a_f, a_o, a_g =",
            "g and o have changed places. In this course, as in PyTorch, the blocks come in the order i f g o.",
        ),
        "onnx_order": Mistake(
            "a_i, a_f, a_g, a_o =",
            "a_i, a_o, a_f, a_g =",
            "You read the blocks in the order i o f g. That is the order of ONNX; here it is i f g o.",
        ),
        "sigmoid_candidate": Mistake(
            "np.tanh(a_g)",
            "sigmoid(a_g)",
            "Your g is squashed by a sigmoid. It is no gate but content, and must be able to say no: its squash is "
            "tanh.",
        ),
        "tanh_gates": Mistake(
            "sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)",
            "np.tanh(a_i), np.tanh(a_f), np.tanh(a_g), np.tanh(a_o)",
            "Your gates are squashed by tanh. A gate answers *how much*, between 0 and 1; a tanh can answer −1, "
            "and would turn a memory into its opposite.",
        ),
        "no_output_squash": Mistake(
            "o * np.tanh(c)",
            "o * c",
            "The memory is shown as it is. It may have grown beyond 1, so it passes a tanh before the output gate.",
        ),
        "squashed_after_the_gate": Mistake(
            "o * np.tanh(c)",
            "np.tanh(o * c)",
            "Your tanh stands around the output gate as well. The memory is squashed by itself, and o shows a share of "
            "that.",
        ),
        "shows_old_memory": Mistake(
            "    c = f * c + i * g\n    h = o * np.tanh(c)",
            "    h = o * np.tanh(c)\n    c = f * c + i * g",
            "Your h shows the memory as it was before this step. First the memory is brought up to date, then it "
            "is shown.",
        ),
        "no_input_gate": Mistake(
            "i * g",
            "g",
            "All that is new goes into the memory, whatever i says. What comes in passes its gate first.",
        ),
        "nothing_forgotten": Mistake(
            "f * c + i * g",
            "c + i * g",
            "Nothing is ever forgotten: f has no say in your memory. (In 1997 it had none. It was added in 2000.)",
        ),
        "old_memory_lost": Mistake(
            "f * c + i * g",
            "i * g",
            "The old memory is gone: your new c is made of what is new alone. What f lets pass of the old c stays, "
            "and the new is added to it.",
        ),
        "forgets_the_new": Mistake(
            "f * c + i * g",
            "f * (c + i * g)",
            "You add the new first, and then f takes its share of both. f is for the *old* memory only.",
        ),
        "h_kept": Mistake(
            "f * c + i * g",
            "f * h + i * g",
            "Your f keeps a share of h. What is carried along is c, the long-term memory; h is only what was shown "
            "of it.",
        ),
        "c_heard": Mistake(
            "h @ U",
            "c @ U",
            "Your gates look at the old c. In this cell they hear the old h, what was shown. (Gates that look at c "
            "do exist: they come in the next notebook.)",
        ),
        "h_unheard": Mistake(
            "x @ W + h @ U + b",
            "x @ W + b",
            "Your gates hear x alone. What was shown a step ago, h, has a say in all four, through U.",
        ),
        "no_bias": Mistake(
            " + b,",
            ",",
            "The bias is missing. In this cell it matters more than in any other: see what the forget gate does "
            "with it further down.",
        ),
        "order": Mistake(
            "return h, c",
            "return c, h",
            "h and c have changed places on the way out. h comes first.",
        ),
    },
)
