"""The explorer of notebook 11: how well a model forecasts, by the number of days it learnt from."""

import numpy as np
from traitlets import Enum, Int, List, TraitError, Unicode, validate

from lecturelib.figures.small_data import draw_learning_curves

from .explorer import Array, Explorer, nearest, script

MEASURES = ("bits", "share right")


class LearningCurves(Explorer):
    """Choose a model and a number of days; see its curve among the others', its draws as dots, in bits or share right.

    models: M names. days (N,): rising, above 0. bits and right: {sampling: (M, N, draws)}, with one or more samplings,
    the same in both: how the days to learn from were chosen. model and size say where the controls start, and later
    where they stand, model a name, size an entry of days; measure, "bits" or "share right"; sampling, one of theirs.

    Raises TraitError where the shapes do not fit together, a value is not finite, or bits or days are not above 0.
    """

    _esm = script("learning_curves.js")
    name = Unicode("Learning curves").tag(sync=True)
    first = Unicode("Press on a curve, or drag the sliders, to choose a model and a number of days.").tag(sync=True)
    takeaway = Unicode(
        "From 250 scattered days on most models lie within a tenth of a bit of each other; after 30 days in a row, one "
        "season, most are worse than a coin, which costs one bit."
    ).tag(sync=True)
    models = List(Unicode()).tag(sync=True)
    samplings = List(Unicode()).tag(sync=True)
    days = Array(1, positive=True)
    bits = Array(4, positive=True)  # (samplings, M, N, draws)
    right = Array(4)
    model_at = Int(min=0).tag(sync=True)
    size = Int().tag(sync=True)
    measure = Enum(MEASURES).tag(sync=True)
    sampling = Unicode().tag(sync=True)

    def __init__(self, models, days, bits, right, *, model=None, size=None, measure="bits", sampling=None):
        samplings = list(bits)
        if list(right) != samplings or not samplings:
            raise TraitError(f"bits and right need the same samplings, at least one, not {samplings} and {list(right)}")
        model = models[0] if model is None else model
        if model not in models:
            raise TraitError(f"model must be one of {', '.join(models)}, not {model!r}")
        super().__init__(
            models=list(models),
            samplings=samplings,
            days=days,
            bits=np.array(list(bits.values())),
            right=np.array(list(right.values())),
            model_at=list(models).index(model),
            size=int(days[-1] if size is None else size),
            measure=measure,
            sampling=samplings[0] if sampling is None else sampling,
        )

    @validate("bits", "right")
    def _fitting(self, proposal):
        values, expected = proposal.value, (len(self.samplings), len(self.models), len(self.days))
        if values.shape[:3] != expected:
            name = f"{proposal.trait.name} must have shape (samplings, models, days, draws)"
            raise TraitError(f"{name}, so begin with {expected}, but its shape is {values.shape}")
        return values

    @validate("model_at")
    def _one_of_the_models(self, proposal):
        return min(proposal.value, len(self.models) - 1)

    @validate("size")
    def _one_of_the_days(self, proposal):
        return int(nearest(self.days, proposal.value))

    @validate("sampling")
    def _one_of_the_samplings(self, proposal):
        if proposal.value not in self.samplings:
            raise TraitError(f"sampling must be one of {self.samplings}, not {proposal.value!r}")
        return proposal.value

    def still(self):
        """All curves, bits and share right, of the sampling that is chosen."""
        at = self.samplings.index(self.sampling)
        named = (dict(zip(self.models, values[at], strict=True)) for values in (self.bits, self.right))
        draw_learning_curves(self.days.astype(int), *named)
