"""What is written once for every cell: the loops over time, the loss, the clip."""

import numpy as np

from .squashing import one_hot, softmax


def as_tuple(state):
    """A cell's state as a tuple of arrays, h first: (h,) for an array h; (h, c) stays as it is."""
    return state if isinstance(state, tuple) else (state,)


def unroll(step, xs, state, *weights):
    """Run a step along a sequence, its state handed on from moment to moment.

    step(x, state, *weights) returns the new state; xs (T, B, D); state: an array h (B, H). Returns hs (T, B, H), every
    h on the way, and the last state.

    A cell may have several states: then state is a tuple of arrays, h first, the step is called as
    step(x, *state, *weights), and the last state is a tuple too.
    """
    hs = []
    for x in xs:
        state = step(x, *as_tuple(state), *weights)
        hs.append(as_tuple(state)[0])
    return np.array(hs), state


def bptt(dhs, step, step_backward, xs, state, *weights):
    """Back-propagation through time: send back the errors of all states that unroll(step, xs, state, *weights) makes.

    dhs (T, B, H): dhs[t] enters at the state that step t makes, so dhs[0] belongs to h_1; xs (T, B, D); state (B, H),
    the one to start from. step(x, h, *weights) returns the new h, step_backward(dh, x, h, *weights) returns dx, dh and
    a gradient for each weight. Returns dxs (T, B, D); dstate (B, H), the gradient of the first state; then the gradient
    of each weight, summed over time.

    For cells with several states, state is a tuple of arrays, h first, and so is dstate; the two functions are then
    step(x, *state, *weights) and step_backward(*dstate, x, *state, *weights).
    (Rumelhart, Hinton & Williams 1986; Werbos, Proc. IEEE 78, 1990.)
    """
    states = [as_tuple(state)]
    for x in xs:
        states.append(as_tuple(step(x, *states[-1], *weights)))
    dstate = [np.zeros_like(s) for s in states[-1]]
    dweights = [np.zeros_like(w) for w in weights]
    dxs = [None] * len(xs)
    for t in reversed(range(len(xs))):
        dstate[0] = dstate[0] + dhs[t]
        dxs[t], *grads = step_backward(*dstate, xs[t], *states[t], *weights)
        dstate, grads = grads[: len(dstate)], grads[len(dstate) :]
        dweights = [total + grad for total, grad in zip(dweights, grads, strict=True)]
    return np.array(dxs), tuple(dstate) if isinstance(state, tuple) else dstate[0], *dweights


def cross_entropy(logits, targets):
    """The surprise at the right answers: -log p[target], mean over rows, in nats.

    logits (B, K); targets (B,), integers from 0 to K - 1; p = softmax(logits). Returns the loss, a number, and its
    gradient with respect to the logits, (p - one_hot(targets)) / B, of shape (B, K). Neither overflows nor warns,
    however large logits are.
    """
    shifted = logits - np.max(logits, axis=-1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
    y = one_hot(targets, logits.shape[-1])
    loss = -np.sum(y * log_p) / len(logits)
    return loss, (softmax(logits) - y) / len(logits)


def clip_by_norm(grads, limit):
    """Shorten the gradients together until their common norm is at most limit.

    grads: a list of arrays of any shapes; limit: a positive number. The norm is that of all numbers in all arrays as
    one vector. Returns the list, scaled by limit / norm where norm > limit, and the norm before.
    (Pascanu, Mikolov & Bengio, ICML 2013, algorithm 1.)
    """
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    scale = limit / norm if norm > limit else 1.0
    return [scale * grad for grad in grads], norm


def pick(p, draw):
    """Choose from each row of probabilities: the first k at which p_0 + … + p_k exceeds the draw.

    p (B, K), rows that sum to 1; draw (B,), numbers in [0, 1), drawn evenly for a fair choice. Returns integers (B,).
    """
    exceeds = np.cumsum(p, axis=-1)[:, :-1] > draw[:, None]
    return p.shape[-1] - 1 - np.sum(exceeds, axis=-1)
