"""How fast the engine is: forward and backward of every cell in CELLS, beside torch's layer where torch has one.

One thread. Each round runs a fresh process for the engine and, right after, one for torch, so that a busy machine slows
both; a ratio is the median, over the rounds, of engine time by torch time, and below 1 the engine is the faster.
Both processes import lecturelib, so both run with the memory setting of cells/tape.py.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from .cells import CELLS

SIZES = ((20, 1, 5, 5), (25, 1, 5, 16), (50, 16, 32, 64), (100, 32, 64, 128), (100, 128, 28, 128), (200, 64, 128, 256))
TORCH_LAYERS = {"rnn": "RNN", "lstm": "LSTM", "gru_after": "GRU"}
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}


def run(json_file=None, cells=None, sizes=SIZES, rounds=5, seconds=0.1):
    """Measure, print a table, and return what it holds; write it to json_file too, if one is given.

    cells: names in CELLS, all by default; sizes: tuples (T, B, D, H); rounds: pairs of processes; seconds: the least
    time spent on a size in each process. Returns {"about": {…}, "results": [{"cell", "dtype", "T", "B", "D", "H",
    "engine_ms", "torch_ms", "ratio"}, …]}, the last two None where torch has no such layer.
    """
    report = {"about": {**about(), "rounds": rounds}, "results": []}
    print("\n".join(f"{key}: {value}" for key, value in report["about"].items()))
    print(f"\n{'cell':14}{'dtype':9}{'T, B, D, H':22}{'engine ms':>10}{'torch ms':>10}{'ratio':>7}")
    for cell in cells or CELLS:
        for dtype in ("float32", "float64"):
            for row in compare(cell, dtype, sizes, rounds, seconds):
                report["results"].append(row)
                print(_line(row), flush=True)
    if json_file:
        Path(json_file).write_text(json.dumps(report, indent=1) + "\n")
    return report


def about():
    """The machine, the versions and the linear algebra behind the numbers."""
    import torch

    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    built_with = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    torch_blas = [line.split(" for ")[0].split(" (Git")[0] for line in built_with if line.startswith("Intel(R)")]
    return {
        "machine": f"{_processor()}, {platform.system()} {platform.machine()}, 1 thread",
        "versions": f"Python {platform.python_version()}, NumPy {np.__version__}, torch {torch.__version__}",
        "BLAS": f"NumPy: {blas['name']} {blas['version']}; torch: {', '.join(torch_blas) or 'not named'}",
    }


def compare(cell, dtype, sizes, rounds, seconds):
    """The rows of the table for one cell and precision, one for each size."""
    sides = ["engine", "torch"] if cell in TORCH_LAYERS else ["engine"]
    times = {"engine": [], "torch": []}
    for _ in range(rounds):
        for side in sides:
            times[side].append(_in_fresh_process(side, cell, dtype, sizes, seconds))
    for k, size in enumerate(sizes):
        engine, layer = ([measured[k] for measured in times[side]] for side in times)
        yield {
            "cell": cell,
            "dtype": dtype,
            **dict(zip("TBDH", size, strict=True)),
            "engine_ms": 1e3 * statistics.median(engine),
            "torch_ms": 1e3 * statistics.median(layer) if layer else None,
            "ratio": statistics.median(ours / theirs for ours, theirs in zip(engine, layer, strict=True))
            if layer
            else None,
        }


def _in_fresh_process(*job):
    command = [sys.executable, "-m", __name__, json.dumps(job)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _measure(side, cell, dtype, sizes, seconds):
    """The seconds that one pass forward and back takes at each size."""
    prepare = {"engine": _engine_pass, "torch": _torch_pass}[side]
    return [_median_time(prepare(cell, dtype, *size), seconds) for size in sizes]


def _engine_pass(name, dtype, T, B, D, H):
    rng, cell = np.random.default_rng(0), CELLS[name]
    params = cell.init(D, H, rng, dtype)
    x, dh = (rng.normal(size=(T, B, size)).astype(dtype) for size in (D, H))

    def there_and_back():
        _, _, tape = cell.forward(params, x)
        cell.backward(params, tape, dh)

    return there_and_back


def _torch_pass(name, dtype, T, B, D, H):
    import torch

    torch.set_num_threads(1)
    kind = {"dtype": getattr(torch, dtype)}
    layer = getattr(torch.nn, TORCH_LAYERS[name])(D, H, **kind)
    x, dh = torch.randn(T, B, D, **kind, requires_grad=True), torch.randn(T, B, H, **kind)

    def there_and_back():
        layer.zero_grad()
        x.grad = None
        h, _ = layer(x)
        h.backward(dh)

    return there_and_back


def _median_time(work, seconds):
    """The median time of work(), after three calls to warm up."""
    for _ in range(3):
        work()
    times = []
    while sum(times) < seconds or len(times) < 3:
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _processor():
    """The processor's name, from Linux if that tells, else as Python knows it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = [line.split(": ", 1)[1] for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()


def _line(row):
    size = ", ".join(str(row[letter]) for letter in "TBDH")
    beside = f"{row['torch_ms']:10.3f}{row['ratio']:7.2f}" if row["ratio"] else f"{'–':>10}{'–':>7}"
    return f"{row['cell']:14}{row['dtype']:9}{size:22}{row['engine_ms']:10.3f}{beside}"


if __name__ == "__main__":
    print(json.dumps(_measure(*json.loads(sys.argv[1]))))
