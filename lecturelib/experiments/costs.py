"""What a scan costs beside a loop, and a step of attention beside a step of an LSTM: ratios, measured on one thread."""

from functools import partial
from time import process_time

import numpy as np

from .. import CELLS
from ..cells.scan import by_scan, by_steps
from ..reference import lstm_step, softmax

WIDTH = 128
TOKENS = (16, 128, 1024, 4096, 16384)


def shortest(work, times):
    """The shortest of so many runs, in seconds of this process's own time, whoever else was running."""
    taken = []
    for _ in range(times):
        began = process_time()
        work()
        taken.append(process_time() - began)
    return min(taken)


def of_scans(channels=(1, 16, 256), lengths=(10, 100, 1000, 10_000, 100_000)):
    """How many times as long the loop takes as the scan: {channels: {T: ratio}}, for up to 3 million numbers."""
    rng, ratios = np.random.default_rng(0), {}
    for count in channels:
        for T in (T for T in lengths if T * count <= 3e6):
            a, b, times = rng.random((T, count)), np.zeros((T, count)), 3 + 20_000 // T
            loop, scan = (shortest(partial(way, a, b), times) for way in (by_steps, by_scan))
            ratios.setdefault(str(count), {})[str(T)] = round(loop / scan, 2)
    return ratios


def of_a_stream():
    """The price of one more token in a stream of width 128, in float32: {"tokens": […], "time": how many times as long
    attention with a cache takes as an LSTM's step, "bytes": what it keeps, "lstm bytes": what the LSTM keeps}."""
    rng = np.random.default_rng(0)
    weights = CELLS["lstm"].init(WIDTH, WIDTH, rng, np.float32).values()
    x, h, c = rng.normal(size=(3, 1, WIDTH)).astype(np.float32)
    step = shortest(lambda: lstm_step(x, h, c, *weights), 300)
    W = rng.normal(size=(WIDTH, 3 * WIDTH)).astype(np.float32)
    times = []
    for tokens in TOKENS:
        K, V = rng.normal(size=(2, tokens, WIDTH)).astype(np.float32)

        def answer(K=K, V=V):
            q, K[-1], V[-1] = np.split(x @ W, 3, axis=-1)
            return softmax(q @ K.T / np.sqrt(np.float32(WIDTH))) @ V

        times.append(round(shortest(answer, 50) / step, 2))
    kept = [2 * tokens * WIDTH * 4 for tokens in TOKENS]
    return {"tokens": list(TOKENS), "time": times, "bytes": kept, "lstm bytes": 2 * WIDTH * 4}
