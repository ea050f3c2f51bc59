"""Take the screenshots of the documentation from real data: `python -m dashboard.screenshot`.

Needs what the browser tests need: Playwright, and a Chromium (TOPLINES_CHROMIUM names one).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import create_app
from dashboard.ingest import add_folder
from dashboard.pending import Pending
from dashboard.serve import SOURCES
from library import open_library

DOCS = Path(__file__).parent.parent / "docs"
SHOTS = {
    "screenshot.png": ("/", 1280, 1040, "light"),
    "screenshot-heatmap.png": ("/?view=heatmap&subject=United%20States", 1280, 900, "light"),
    "screenshot-lines.png": ("/?view=lines&subject=United%20States", 1280, 900, "light"),
    "screenshot-dark.png": ("/?view=heatmap&subject=United%20States", 1280, 900, "dark"),
    "screenshot-phone.png": ("/", 390, 844, "light"),
}
"""File name: address, width, height, colours."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a dashboard over a fresh library of the published sources."""
    import waitress.server

    with tempfile.TemporaryDirectory(prefix="toplines-") as folder:
        library = open_library(f"sqlite:///{Path(folder, 'library.sqlite').as_posix()}")
        add_folder(library, SOURCES)
        app = create_app(library, Pending(Path(folder, "pending")))
        server = waitress.server.create_server(app.server, host="127.0.0.1", port=0, threads=8)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.effective_port}"
        finally:
            server.close()
            thread.join(timeout=5)
            library.dispose()


def take(folder: Path) -> list[Path]:
    """Write every screenshot into a folder; returns their paths."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    browser_path = os.environ.get("TOPLINES_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, (address, width, height, colours) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
            page.goto(site + address)
            page.wait_for_selector("#headline:not(:empty)")
            page.wait_for_selector("#graph .main-svg")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / name)
            page.close()
        browser.close()
    return [folder / name for name in SHOTS]


if __name__ == "__main__":
    for path in take(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS):
        print(path)
