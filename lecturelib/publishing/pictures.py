"""The pictures of a notebook as files: a page is read before they arrive, and each comes when it is near."""

import base64
import hashlib
import re
from pathlib import Path

import nbformat

from ..building.execute import code_cells
from .files import write_bytes

INLINE = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')


def take_pictures(notebook: nbformat.NotebookNode, static: Path) -> None:
    """Write every picture in an output of HTML into static/pictures, and let the page fetch it from there."""

    def fetched(found: re.Match) -> str:
        picture = base64.b64decode(found[1])
        place = f"pictures/{hashlib.sha256(picture).hexdigest()[:12]}.png"
        write_bytes(static / place, picture)
        width, height = (int.from_bytes(picture[k : k + 4], "big") for k in (16, 20))  # where a PNG says it
        return f'src="_static/{place}" width="{width}" height="{height}" loading="lazy"'

    for cell in code_cells(notebook):
        for output in cell.outputs:
            if html := output.get("data", {}).get("text/html"):
                output.data["text/html"] = INLINE.sub(fetched, "".join(html))
