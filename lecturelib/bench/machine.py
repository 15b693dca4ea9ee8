"""Where numbers were taken: the processor, the versions, the linear algebra behind them."""

import platform
from pathlib import Path

import numpy as np


def about():
    """The machine, the versions and the libraries, each a line of text by name."""
    import torch

    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    built_with = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    torch_blas = [line.split(" for ")[0].split(" (Git")[0] for line in built_with if line.startswith("Intel(R)")]
    return {
        "machine": f"{processor()}, {platform.system()} {platform.machine()}, 1 thread",
        "versions": f"Python {platform.python_version()}, NumPy {np.__version__}, torch {torch.__version__}",
        "BLAS": f"NumPy: {blas['name']} {blas['version']}; torch: {', '.join(torch_blas) or 'not named'}",
    }


def processor():
    """The processor's name, from Linux if that tells, else as Python knows it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = [line.split(": ", 1)[1] for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()
