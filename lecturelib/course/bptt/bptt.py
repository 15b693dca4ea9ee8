"""The exercise bptt: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import bptt
from .cases import bptt_cases

EXERCISE = Exercise(
    bptt,
    points=6,
    level=3,
    cases=bptt_cases,
    returns=("dxs", "dstate", "dW", "dU", "db"),
    hints=(
        "`step_backward` needs the state that each step was given. Which states does a loop forward meet, and "
        "where will you keep them?",
        "Walk from the last step to the first with one array, dh, in your hand. At every step two errors meet in "
        "it: what came back from the step after, and `dhs[t]`. After the last step nothing comes back: zeros.",
        "`states = [state]`, then append `step(xs[t], states[t], *weights)`. For t in `reversed(range(len(xs)))`: "
        "`dxs[t], dh, *grads = step_backward(dh + dhs[t], xs[t], states[t], *weights)`, and each grad is added to "
        "its weight's total. Return dxs, dh and the totals.",
    ),
    mistakes={
        "nothing_through_time": Mistake(
            "dstate[0] + dhs[t]",
            "dhs[t]",
            "Nothing travels through time: your step back starts from dhs[t] alone. What the step after sent back "
            "arrives at this state as well, and the two add up.",
        ),
        "only_the_last": Mistake(
            "dstate[0] + dhs[t]",
            "dstate[0] + dhs[t] * (t == len(xs) - 1)",
            "Only the last step's error goes in. Here every state may have one of its own: dhs[t] enters at each t.",
        ),
        "overwritten": Mistake(
            "total + grad for total, grad",
            "grad for _, grad",
            "Each step overwrites the gradients of the weights, so that only the first step's are left. All steps "
            "use the same weights: add them up.",
        ),
        "mean_over_time": Mistake(
            "dstate[0], *dweights",
            "dstate[0], *[d / len(xs) for d in dweights]",
            "Your gradients of the weights are means over the steps. One change of W is felt at every step, and "
            "what the steps feel adds up.",
        ),
        "new_state": Mistake(
            "xs[t], *states[t], *weights)",
            "xs[t], *states[t + 1], *weights)",
            "The states are one step off: each step back gets the state that its step *made*. It needs the one "
            "that the step was given.",
        ),
        "one_state": Mistake(
            "xs[t], *states[t], *weights)",
            "xs[t], *states[-1], *weights)",
            "Every step back gets the last state. Each needs its own: keep them all on the way forward.",
        ),
        "first_state": Mistake(
            "xs[t], *states[t], *weights)",
            "xs[t], *states[0], *weights)",
            "Every step back gets the state from before the sequence. Each needs its own: run the steps forward "
            "first and keep the states.",
        ),
        "wraps_around": Mistake(
            "xs[t], *states[t], *weights)",
            "xs[t], *states[t if t else -1], *weights)",
            "At t = 0 your hs[t − 1] is hs[-1], and Python takes that for the last state. Before the first step stands "
            "the state that you were given.",
        ),
        "forwards": Mistake(
            "in reversed(range(len(xs)))",
            "in range(len(xs))",
            "You walk from the first step to the last. An error can go on to the step before only when it is "
            "complete, so begin at the end.",
        ),
        "dxs_backwards": Mistake(
            "np.array(dxs)",
            "np.array(dxs[::-1])",
            "Your dxs run backwards in time: the first is the gradient of the last input. What is collected from "
            "the end must be turned round, or put at its own t.",
        ),
        "enters_late": Mistake(
            """        dstate[0] = dstate[0] + dhs[t]
        dxs[t], *grads = step_backward(*dstate, xs[t], *states[t], *weights)
        dstate, grads = grads[: len(dstate)], grads[len(dstate) :]
""",
            """        dxs[t], *grads = step_backward(*dstate, xs[t], *states[t], *weights)
        dstate, grads = grads[: len(dstate)], grads[len(dstate) :]
        dstate[0] = dstate[0] + dhs[t]
""",
            "dhs[t] enters one step late: you add it when step t has been gone through. It belongs to what step t "
            "*made*, so it has to go through step t as well.",
        ),
        "weights_in_a_list": Mistake(
            "dstate[0], *dweights",
            "dstate[0], dweights",
            "You return the gradients of the weights as one list. They are wanted one by one behind the others: a "
            "star in the return does it.",
        ),
    },
)
