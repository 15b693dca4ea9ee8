"""How fast the engine is, how much memory it takes, and what a longer sequence costs; `lecturelib bench` prints it.

A pass is forward and backward of one cell; one thread. Each round runs a fresh process for the engine and, right after,
one for its rival, so that a busy machine slows both; a ratio is the median over the rounds of engine by rival, and
below 1 the engine is the better. All processes import lecturelib, so all run with the memory setting of cells/tape.py.
"""

import json
import statistics
from functools import partial
from pathlib import Path

from tqdm import tqdm

from ..cells import CELLS
from ..interop import TORCH_LAYERS
from .machine import about
from .measure import in_fresh_process
from .passes import rivals

SIZES = ((20, 1, 5, 5), (25, 1, 5, 16), (50, 16, 32, 64), (100, 32, 64, 128), (100, 128, 28, 128), (200, 64, 128, 256))
LENGTHS = (100, 300, 1000, 3000, 10_000)
DTYPES = ("float32", "float64")
# Of `run`, for three minutes or less: all cells, at a small and a large size, in torch's own precision.
QUICK = {"sizes": SIZES[1:4:2], "lengths": LENGTHS[:4:3], "dtypes": DTYPES[:1], "rounds": 2}


def run(json_file=None, plot_file=None, cells=None, sizes=SIZES, lengths=LENGTHS, dtypes=DTYPES, rounds=5, seconds=0.1):
    """Measure, print three tables, and return what they hold; write it to json_file, draw it to plot_file, if given.

    cells: names in CELLS, all by default; sizes: tuples (T, B, D, H); lengths: the T at which a step's cost is taken,
    B, D, H = 16, 32, 64; dtypes: the precisions that speed is taken in; rounds: pairs of processes; seconds: the least
    time spent on a size in each. Returns {"about": {…}, "speed": […], "memory": […], "length": […]}, the last three
    lists of rows, dictionaries.
    """
    report = {"about": {**about(), "rounds": rounds}, "speed": [], "memory": [], "length": []}
    print("\n".join(f"{key}: {value}" for key, value in report["about"].items()))
    plan = list(to_measure(list(cells or CELLS), sizes, lengths, dtypes, rounds, seconds))
    for table, measure in tqdm(plan, leave=False, disable=None):
        rows = measure()
        with tqdm.external_write_mode():
            _print(rows, heading=not report[table])
        report[table] += rows
    if json_file:
        Path(json_file).write_text(json.dumps(report, indent=1) + "\n")
    if plot_file:
        from .picture import draw

        draw(report, plot_file)
    return report


def to_measure(cells, sizes, lengths, dtypes, rounds, seconds):
    """What there is to measure, bit by bit: the table it belongs to, and a function that returns its rows."""
    for cell in cells:
        for rival in rivals(cell):
            for dtype in dtypes:
                yield "speed", partial(speed, cell, rival, dtype, sizes, rounds, seconds)
    largest = max(sizes, key=lambda size: size[0] * size[1] * size[3])
    for cell in cells:
        if cell in TORCH_LAYERS:
            yield "memory", partial(memory, cell, largest, rounds)
    for cell in cells:
        yield "length", partial(length, cell, lengths, rounds, seconds)


def speed(cell, rival, dtype, sizes, rounds, seconds):
    """A row of milliseconds a pass for every size."""
    times = [
        [in_fresh_process("seconds", side, cell, dtype, sizes, seconds) for side in ("engine", rival)]
        for _ in range(rounds)
    ]
    rows = []
    for k, size in enumerate(sizes):
        ours, theirs = ([1e3 * side[k] for side in sides] for sides in zip(*times, strict=True))
        rows.append(_row(cell, dtype, size, rival, "ms", ours, theirs))
    return rows


def memory(cell, size, rounds):
    """A row of MiB that a pass in float32 adds to what a process holds, beside those of torch's layer."""
    sides = ("engine", "torch layer")
    grown = [[in_fresh_process("bytes", side, cell, "float32", size) / 2**20 for side in sides] for _ in range(rounds)]
    return [_row(cell, "float32", size, "torch layer", "MiB", *zip(*grown, strict=True))]


def length(cell, lengths, rounds, seconds):
    """A row of microseconds a step, in float32, for every length; the ratio is to the first of them."""
    sizes = [(T, 16, 32, 64) for T in lengths]
    times = [in_fresh_process("seconds", "engine", cell, "float32", sizes, seconds) for _ in range(rounds)]
    steps = [[1e6 * taken / T for taken, T in zip(measured, lengths, strict=True)] for measured in times]
    rows = []
    for k, size in enumerate(sizes):
        first, this = ([measured[j] for measured in steps] for j in (0, k))
        rows.append(_row(cell, "float32", size, f"T = {lengths[0]}", "us a step", this, first))
    return rows


def _row(cell, dtype, size, rival, unit, ours, theirs):
    ratios = [our / their if their else 0.0 for our, their in zip(ours, theirs, strict=True)]
    medians = map(statistics.median, (ours, theirs, ratios))
    return {
        "cell": cell,
        "dtype": dtype,
        **dict(zip("TBDH", size, strict=True)),
        "rival": rival,
        "unit": unit,
        **dict(zip(("engine", "of rival", "ratio"), medians, strict=True)),
    }


def _print(rows, heading):
    """Print rows of one table, under a heading if they are its first."""
    if heading:
        unit = rows[0]["unit"]
        print(f"\n{'cell':15}{'dtype':9}{'T, B, D, H':21}{'rival':16}{'engine':>9}{'rival':>10} {unit:10}{'ratio':>6}")
    for row in rows:
        size = ", ".join(str(row[letter]) for letter in "TBDH")
        numbers = f"{row['engine']:9.3f}{row['of rival']:10.3f} {'':10}{row['ratio']:6.2f}"
        print(f"{row['cell']:15}{row['dtype']:9}{size:21}{row['rival']:16}{numbers}", flush=True)
