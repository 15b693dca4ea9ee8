"""Small helpers for files of the site."""

import json
import shutil
from pathlib import Path
from typing import Any


def write_text(file: Path, text: str) -> None:
    """Write a text, and the folders above it where they are missing."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, content: bytes) -> None:
    """Write bytes, and the folders above them where they are missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def write_json(file: Path, value: Any) -> None:
    """Write a value as compact JSON."""
    write_text(file, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, and make the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)
