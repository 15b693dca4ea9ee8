"""Layers of cells: each sees the h of the one below at the same step."""

from ..reference import as_tuple


class Stacked:
    """Cells on top of each other, under the protocol of a cell: Stacked(CELLS["lstm"], CELLS["lstm"]) has two layers.

    layers: at least two cells, the lowest first. The lowest sees x (T, B, D), each other the h (T, B, H) below it, and
    the h of the top layer is the output. Parameters carry their layer's number from 1 on: W_1, U_1, b_1, W_2, and so
    on. A state is the tuple of all layers' states, the top layer's first, so that h comes first as in every cell. Init
    gives every layer H units; forward takes layers of other sizes too. Raises ValueError for fewer than two layers,
    and what a layer refuses is refused with its number in front.
    """

    def __init__(self, *layers):
        if len(layers) < 2:
            raise ValueError(f"layers: {len(layers)} given, at least two cells wanted; one alone needs no Stacked")
        self.layers = layers
        self.name = " + ".join(layer.name for layer in layers)
        counted = list(enumerate(layers, 1))
        self.states = tuple(f"{name}_{k}" for k, layer in reversed(counted) for name in layer.states)

    def shapes(self, D, H):
        """The shape of every parameter by name, the lowest layer's first."""
        return numbered([layer.shapes(H if below else D, H) for below, layer in enumerate(self.layers)])

    def hidden(self, params):
        """The number of hidden units of the top layer that params are for."""
        return self.layers[-1].hidden(self.by_layer(params)[-1])

    def init(self, inputs, hidden, rng, *more, **options):
        """Parameters to start from, by name: what every layer's own init gives, given the same options."""
        sees = [inputs] + [hidden] * (len(self.layers) - 1)
        pairs = zip(self.layers, sees, strict=True)
        return numbered([layer.init(D, hidden, rng, *more, **options) for layer, D in pairs])

    def forward(self, params, x, state=None):
        """Cell.forward; the tape is the layers' tapes, the lowest first."""
        firsts, lasts, tapes, h = self._states_by_layer("state", state), [], [], x
        for k, (weights, first) in enumerate(zip(self.by_layer(params), firsts, strict=True)):
            h, last, tape = self._asked(k, "forward", weights, h, first)
            lasts.append(last)
            tapes.append(tape)
        return h, _top_first(lasts), tapes

    def backward(self, params, tape, dh, dstate=None):
        """Cell.backward: the error of x in one layer enters at every h of the one below."""
        dlasts, weights = self._states_by_layer("dstate", dstate), self.by_layer(params)
        grads, dfirsts = [None] * len(weights), [None] * len(weights)
        for k in reversed(range(len(weights))):
            grads[k], dh, dfirsts[k] = self._asked(k, "backward", weights[k], tape[k], dh, dlasts[k])
        return numbered(grads), dh, _top_first(dfirsts)

    def by_layer(self, params):
        """The parameters of each layer under the names that it knows, the lowest layer's first."""
        wanted = self.shapes(1, 1).keys()
        if params.keys() != wanted:
            named = f"{', '.join(params)} given, {', '.join(wanted)} wanted"
            raise ValueError(f"params: {named}, the parameters of {self.name}")
        return by_layer(params)

    def _asked(self, k, method, *arguments):
        """What a method of layer k gives; a refusal with the layer's number in front."""
        try:
            return getattr(self.layers[k], method)(*arguments)
        except ValueError as error:
            raise ValueError(f"layer {k + 1}, {error}") from None

    def _states_by_layer(self, argument, state):
        """A state as each layer takes it, the lowest layer's first."""
        if state is None:
            return [None] * len(self.layers)
        parts = as_tuple(state)
        if len(parts) != len(self.states):
            wanted = f"{len(self.states)} wanted for {self.name}: {', '.join(self.states)}"
            raise ValueError(f"{argument}: {len(parts)} arrays given, {wanted}")
        parts = iter(parts)
        return [tuple(next(parts) for _ in layer.states) for layer in reversed(self.layers)][::-1]


def by_layer(params):
    """The params of each layer, the lowest first, from W_1, U_1, and so on."""
    layers = {}
    for name, param in params.items():
        own, _, number = name.rpartition("_")
        layers.setdefault(number, {})[own] = param
    return [layers[number] for number in sorted(layers, key=int)]


def numbered(layers):
    """One dict of the layers' dicts, each name with its layer's number."""
    return {f"{name}_{k}": value for k, layer in enumerate(layers, 1) for name, value in layer.items()}


def _top_first(states):
    """One tuple of the layers' states, the top layer's first."""
    return tuple(part for state in reversed(states) for part in as_tuple(state))
