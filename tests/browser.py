"""A real Chromium for the tests that need one."""

import shutil
from contextlib import contextmanager

import pytest

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PLACES = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_path():
    """Where Chromium or Chrome is installed; skips the test that asks where neither is."""
    found = filter(None, [*map(shutil.which, NAMES), *(shutil.which(n, path=p) for p in PLACES for n in NAMES)])
    path = next(found, None) or shutil.which(MACOS)
    if path is None:
        pytest.skip(f"no Chromium: none of {', '.join(NAMES)} is on the path or in {', '.join(PLACES)}")
    return path


@contextmanager
def open_chromium(*flags):
    """A headless browser with further flags, closed at the end of the with block; skips where chromium_path does."""
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()
