"""Trained networks kept in a file: small, with the command that trains them, and refused in words if damaged."""

import json
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile

import numpy as np

from .cells import CELLS, Stacked
from .files import whole_file
from .recording import READOUT
from .train import Model


@dataclass(frozen=True)
class Stored:
    """A network out of a file: the model, in single precision, and the command that trains it anew."""

    model: Model
    command: str


def save(path, model, command, dtype=np.float16):
    """Write a model to a file .npz: its parameters in this precision, its cell's name, and the command that trains it.

    path: a pathlib.Path; the cell is one of CELLS, or a Stacked of them with layers of one size, else ValueError. The
    same model gives the same bytes.
    """
    check_shapes(cell_named(model.cell.name), model.params)
    about = json.dumps({"cell": model.cell.name, "command": command})
    params = {name: param.astype(dtype) for name, param in model.params.items()}
    with whole_file(path, "wb") as file:
        np.savez_compressed(file, about=np.array(about), **params)


def load(path):
    """Read what save wrote. Returns a Stored.

    path: a pathlib.Path. Raises ValueError, one line, if the file is missing or damaged, the cell is unknown, or the
    parameters are not those of such a cell with a readout.
    """
    name, command, params = _contents(path)
    try:
        cell = cell_named(name)
        check_shapes(cell, params)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    return Stored(Model(cell, params), command)


def cell_named(name):
    """One of CELLS, or a Stacked of them by the name that it has, such as "lstm + lstm"."""
    layers = name.split(" + ")
    if unknown := [layer for layer in layers if layer not in CELLS]:
        raise ValueError(f"cell {', '.join(unknown)} given, of {', '.join(CELLS)} wanted")
    cells = [CELLS[layer] for layer in layers]
    return cells[0] if len(cells) == 1 else Stacked(*cells)


def check_shapes(cell, params):
    """Refuse parameters whose names or shapes are not those of a cell with a readout."""
    names = [*cell.shapes(1, 1), *READOUT]
    if sorted(params) != sorted(names):
        raise ValueError(f"{', '.join(params)} given, {', '.join(names)} wanted for {cell.name}")
    D, H, K = (np.atleast_1d(params[name]).shape[0] for name in (names[0], *READOUT))
    wanted = {**cell.shapes(D, H), "W_y": (H, K), "b_y": (K,)}
    for name, shape in wanted.items():
        if params[name].shape != shape:
            raise ValueError(f"{name} of shape {params[name].shape} given, {shape} wanted for {cell.name}")


def _contents(path):
    """The name of the cell, the command, and the parameters in single precision."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        about = json.loads(str(arrays.pop("about")))
        return about["cell"], about["command"], {name: array.astype(np.float32) for name, array in arrays.items()}
    except FileNotFoundError:
        raise ValueError(f"{path.name} is missing") from None
    except (OSError, EOFError, KeyError, RuntimeError, TypeError, ValueError, BadZipFile, zlib.error):
        raise ValueError(f"{path.name} is damaged, or no stored network") from None
