"""The explorer of notebook 10: what a model of text expects next, and what it writes, at every temperature."""

import numpy as np
from traitlets import Float, List, TraitError, Unicode, validate

from lecturelib.figures.stills import draw_chances
from lecturelib.reference import softmax

from .explorer import Array, Explorer, nearest, script

SHOWN = 12  # the likeliest tokens at temperature 1, as bars


class TemperatureExplorer(Explorer):
    """Turn the temperature of a model of text; see its chances for the next character, and what it goes on to write.

    read: the text so far; letters: K characters; logits (K,): their scores after it; written: {temperature: text}, what
    was sampled there, at two temperatures at least, all above 0, where the slider can rest. temperature says where it
    starts and later where it stands. Raises TraitError where letters and logits differ in number, or temperatures are
    not above 0.
    """

    _esm = script("temperature.js")
    name = Unicode("Temperature explorer").tag(sync=True)
    first = Unicode("Drag the slider to the left: colder.").tag(sync=True)
    takeaway = Unicode("Cold repeats what is likeliest; hot forgets how words are spelt. Nothing was learnt anew.").tag(
        sync=True
    )
    temperature = Float().tag(sync=True)
    temperatures = Array(1, positive=True)  # (N,)
    chances = Array(2)  # (N, up to 12)
    letters = List(Unicode()).tag(sync=True)
    written = List(Unicode()).tag(sync=True)
    read = Unicode().tag(sync=True)

    def __init__(self, read, letters, logits, written, *, temperature=1.0):
        logits = np.asarray(logits, dtype=float)
        if logits.shape != (len(letters),):
            raise TraitError(f"logits must have one number for each of {len(letters)} letters, but have {logits.shape}")
        if len(written) < 2 or min(written) <= 0:
            raise TraitError(f"written must have two temperatures at least, all above 0, but has {list(written)}")
        temperatures = np.array(sorted(written), dtype=float)
        likeliest = np.argsort(-logits, kind="stable")[:SHOWN]
        super().__init__(
            temperatures=temperatures,
            chances=softmax(logits / temperatures[:, None])[:, likeliest],
            letters=[letters[k] for k in likeliest],
            written=[written[t] for t in sorted(written)],
            read=read,
            temperature=temperature,
        )

    @validate("temperature")
    def _on_the_slider(self, proposal):
        return nearest(self.temperatures, proposal.value)

    def still(self):
        """The chances where the slider stands."""
        chances = self.chances[np.flatnonzero(self.temperatures == self.temperature)[0]]
        draw_chances(self.letters, chances, f"after “{self.read}”, temperature {self.temperature:g}")
