"""Ways in which a notebook file comes to harm: each takes its bytes and a random generator, and returns other bytes."""

import json
import random
from collections.abc import Callable


def as_bytes(notebook: dict) -> bytes:
    """A notebook as Jupyter writes it."""
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def cut(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content))]


def cut_in_front(content: bytes, rng: random.Random) -> bytes:
    return content[rng.randrange(len(content)) :]


def flip_bytes(content: bytes, rng: random.Random) -> bytes:
    harmed = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
    return bytes(harmed)


def blank_out(content: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.randint(1, 5000))
    return content[:start] + bytes(end - start) + content[end:]


def put_in_conflict(content: bytes, rng: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    first, second = sorted(rng.sample(range(len(lines)), 2))
    mine = b"".join(lines[first:second])
    return b"".join([*lines[:first], b"<<<<<<< HEAD\n", mine, b"=======\n", mine, b">>>>>>> theirs\n", *lines[second:]])


def shuffle_cells(content: bytes, rng: random.Random) -> bytes:
    notebook = json.loads(content)
    rng.shuffle(notebook["cells"])
    return as_bytes(notebook)


def double_cells(content: bytes, rng: random.Random) -> bytes:
    notebook = json.loads(content)
    notebook["cells"] = [twin for cell in notebook["cells"] for twin in [cell] * rng.choice((1, 1, 2))]
    return as_bytes(notebook)


def delete_cells(content: bytes, rng: random.Random) -> bytes:
    notebook = json.loads(content)
    notebook["cells"] = [cell for cell in notebook["cells"] if rng.random() < 0.8]
    return as_bytes(notebook)


def lose_metadata(content: bytes, rng: random.Random) -> bytes:
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        if rng.random() < 0.7:
            cell["metadata"] = {}
    return as_bytes(notebook | {"metadata": rng.choice(({}, None, "none", [1]))})


def add_byte_order_mark(content: bytes, rng: random.Random) -> bytes:
    return content.decode().encode(rng.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")))


def change_line_ends(content: bytes, rng: random.Random) -> bytes:
    return content.replace(b"\\n", rng.choice((b"\\r\\n", b"\\r"))).replace(b"\n", b"\r\n")


def make_old(content: bytes, rng: random.Random) -> bytes:
    cells = json.loads(content)["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell |= {"input": cell.pop("source"), "language": "python"}
    half = rng.randrange(len(cells))
    return as_bytes({"nbformat": rng.choice((2, 3)), "worksheets": [{"cells": cells[:half]}, {"cells": cells[half:]}]})


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": cut,
    "cut in front": cut_in_front,
    "bytes flipped": flip_bytes,
    "blanked out": blank_out,
    "in conflict": put_in_conflict,
    "cells shuffled": shuffle_cells,
    "cells doubled": double_cells,
    "cells deleted": delete_cells,
    "metadata lost": lose_metadata,
    "byte order mark": add_byte_order_mark,
    "line ends": change_line_ends,
    "old format": make_old,
}
