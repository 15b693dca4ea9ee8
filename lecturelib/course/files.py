"""Where the notebooks lie."""

from pathlib import Path

INSTALLED, CLONED = Path(__file__).parents[1] / "notebooks", Path(__file__).parents[2] / "notebooks"


def notebook_files() -> list[Path]:
    """The course's notebooks as they are handed out, of an installed package or of a clone, in order."""
    return sorted((INSTALLED if INSTALLED.is_dir() else CLONED).glob("*.ipynb"))
