"""Take the pictures of the documentation from real data: `python -m dashboard.screenshot [--gallery]`.

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
from dataclasses import dataclass
from pathlib import Path

from dashboard import create_app
from dashboard.ingest import add_folder
from dashboard.serve import SOURCES
from library import open_library

US = "United%20States"
GOVERNMENT = "national%20government"
LEADERS = "*Morning%20Consult"


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to take a picture of: its address, the window in pixels, light or dark, and what it shows."""

    address: str
    width: int = 1280
    height: int = 900
    colours: str = "light"
    says: str = ""


DOCS = Path(__file__).parent.parent / "docs"
SHOTS = {
    "screenshot.png": Shot("/", height=1040),
    "screenshot-phone.png": Shot("/", 390, 844),
}
"""The pictures in the README, by file name."""
GALLERY = {
    "bars": Shot("/", says="How each country splits in one year. Hatched is what nobody printed."),
    "bars-diverging": Shot(
        f"/?form=diverging&subject={LEADERS}", says="The same from the middle, what is between parked apart."
    ),
    "dots": Shot("/?view=dots", says="Approve against disapprove, with the net."),
    "change": Shot(
        f"/?view=change&subject={US}", says="Who moved between two years: hollow is earlier, filled is later."
    ),
    "slopes": Shot(
        f"/?view=change&form=slope&subject={US}&countries=DEU~FRA~GBR~MEX~POL~RUS~TUR~JPN",
        says="The same as slopes, for a few.",
    ),
    "lines": Shot(
        f"/?view=lines&subject={US}", says="A measure over the years. A gap in the asking is a gap in the line."
    ),
    "multiples": Shot(f"/?view=multiples&subject={US}", says="A panel a country, all on the same axes."),
    "heatmap": Shot(f"/?view=heatmap&subject={US}", says="The whole coverage with its gaps."),
    "scatter": Shot(
        f"/?view=scatter&subject={LEADERS}", says="Two numbers a country; on the rising line they are equal."
    ),
    "map": Shot(f"/?view=map&subject={GOVERNMENT}", says="Where. Hatched land was not asked, or nothing was printed."),
    "ranking": Shot(
        f"/?view=ranking&subject={LEADERS}", says="Ties stay ties; by another measure the places are others."
    ),
    "side-by-side": Shot(
        f"/?subject={US}&beside=years&other=2016&years=2017&only=both",
        says="Two years, subjects, pollsters or measures, with the same rows on both sides.",
    ),
    "table": Shot(f"/?view=table&subject={US}&countries=DEU~RUS", says="The same numbers; a row opens its source."),
    "dark": Shot(f"/?view=heatmap&subject={US}", colours="dark", says="Dark, for those who work at night."),
}
"""One picture a view, for docs/gallery.md."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a dashboard over a fresh library of the published sources."""
    import waitress.server

    with tempfile.TemporaryDirectory(prefix="toplines-") as folder:
        library = open_library(f"sqlite:///{Path(folder, 'library.sqlite').as_posix()}")
        add_folder(library, SOURCES)
        app = create_app(library)
        server = waitress.server.create_server(app.server, host="127.0.0.1", port=0, threads=8)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.effective_port}"
        finally:
            server.close()
            thread.join(timeout=5)
            library.dispose()


def take(shots: dict[str, Shot], folder: Path) -> list[Path]:
    """Write each shot as a PNG of its name into a folder; returns their paths."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    browser_path = os.environ.get("TOPLINES_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, shot in shots.items():
            size = {"width": shot.width, "height": shot.height}
            page = browser.new_page(viewport=size, color_scheme=shot.colours, reduced_motion="reduce")
            page.goto(site + shot.address)
            page.wait_for_selector("#headline:not(:empty)")
            page.wait_for_selector("#graph .main-svg, .ag-row", state="attached")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)  # the browser's own fonts and lines settle
            page.screenshot(path=folder / name)
            page.close()
        browser.close()
    return [folder / name for name in shots]


def write_gallery(docs: Path) -> list[Path]:
    """Take the gallery's pictures and write the page that shows them."""
    paths = take({f"{name}.png": shot for name, shot in GALLERY.items()}, docs / "gallery")
    parts = [
        "# Gallery",
        "Every view, drawn from the polls that come with the project. `make gallery` makes this page anew.",
    ]
    for name, shot in GALLERY.items():
        title = name.replace("-", " ").capitalize()
        parts += [f"## {title}", shot.says, f"![{title}](gallery/{name}.png)"]
    (docs / "gallery.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return paths


if __name__ == "__main__":
    written = write_gallery(DOCS) if "--gallery" in sys.argv else take(SHOTS, DOCS)
    for path in written:
        print(path)
