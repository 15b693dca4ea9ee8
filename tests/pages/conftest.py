"""What the tests of the site share: npm's packages, the site that make has built, and a reader in front of it."""

import shutil
import threading
from pathlib import Path

import pytest
from browser import open_chromium
from reader import Reader

from lecturelib.publishing.serve import server

ROOT = Path(__file__).parents[2]
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def modules():
    """npm's folder in the site's sources; skips where there is no Node or nothing was installed."""
    folder = ROOT / "site/node_modules"
    if not shutil.which("node") or not (folder / ".package-lock.json").exists():
        pytest.skip("no Node here, or nothing installed for it: npm ci --ignore-scripts --prefix site")
    return folder


@pytest.fixture(scope="session")
def site():
    """The folder of a site of few notebooks; skips where make test could not build it."""
    folder = ROOT / "build/tests/site"
    if not (folder / "index.html").exists():
        pytest.skip("no site for the tests: make test builds it, where there is npm")
    return folder


@pytest.fixture(scope="session")
def address(site):
    """Where the site is, not at the root of its server."""
    with server(site.parent) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/{site.name}/"
        running.shutdown()


@pytest.fixture(scope="module")
def chromium():
    """A browser for which there is no other machine."""
    with open_chromium(OFFLINE) as browser:
        yield browser


@pytest.fixture
def reader(chromium, address):
    """Somebody with a fresh browser; nothing may be asked of another machine, and no script may fail."""
    with Reader(chromium, address) as reader:
        yield reader
    assert reader.away == [] and reader.errors == []
