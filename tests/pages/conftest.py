"""What the tests of the site share: npm's packages, which they do without where there are none."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def modules():
    """npm's folder in the site's sources; skips where there is no Node or nothing was installed."""
    folder = ROOT / "site/node_modules"
    if not shutil.which("node") or not (folder / ".package-lock.json").exists():
        pytest.skip("no Node here, or nothing installed for it: npm ci --ignore-scripts --prefix site")
    return folder
