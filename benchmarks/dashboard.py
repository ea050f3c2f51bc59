"""How fast the dashboard answers, beside bare Dash with plotly express on the same data: `make bench-dashboard`.

Processor time of this process (not of the browser), medians; bytes as Chromium receives them.
Writes benchmarks/dashboard.md.
"""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import process_time

import dash
import plotly.express as px
import waitress.server
from dash import Input, Output, dcc, html

from benchmarks.made import Made, estimates
from dashboard import create_app
from dashboard.charts import CHARTS
from dashboard.controls import changed
from dashboard.explore import _whole
from dashboard.holdings import Holdings, Shelf
from dashboard.offers import offers
from dashboard.state import State
from library import open_library

REPORT = Path(__file__).with_suffix(".md")
PLACES, YEARS = 200, 20
_ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line: what, how many milliseconds of processor time, and bytes where they matter."""

    what: str
    milliseconds: float
    compressed: int | None = None


def timed(act: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    """The median processor time of an act in milliseconds; `before` each one, outside the clock."""
    times = []
    for _ in range(_ROUNDS):
        before()
        start = process_time()
        act()
        times.append((process_time() - start) * 1000)
    return median(times)


def as_sent(parts: list) -> bytes:
    """A callback's answer as JSON, as Dash writes it."""
    from plotly.io.json import to_json_plotly

    return to_json_plotly(parts).encode()


def answer(state: State, holdings: Holdings) -> bytes:
    """The whole of a callback: from the state to what is sent, before compression."""
    return as_sent(_whole(state, holdings, False, False))


def views(holdings: Holdings) -> list[Figure]:
    """Every view: for a library just opened, for a state nobody asked for yet, and asked for again."""
    found = []
    for chart in CHARTS:
        ask = partial(answer, State(view=chart.NAME), holdings)
        found.append(Figure(f"{chart.TITLE}, library just opened", timed(ask, holdings._kept.clear)))
        size = len(gzip.compress(ask(), 6))
        found.append(Figure(f"{chart.TITLE}, new state", timed(ask), size))
        kept = partial(holdings.remember, ("bench", chart.NAME), ask)
        kept()
        found.append(Figure(f"{chart.TITLE}, asked again", timed(kept)))
    return found


def controls(holdings: Holdings) -> dict[str, float]:
    """What one use of each control takes: the state it makes, then the page."""
    subject = holdings.series["subject_key"].iloc[-1]
    key = next(iter(holdings.names))
    uses: dict[str, dict[str, object]] = {
        "subject": {"subject": subject},
        "countries": {"countries": [key]},
        "later": {"earlier": "2010", "later": "2020", "single": True},
        "measure": {"measure": "net"},
        "sort": {"sort": "name"},
        "form": {"form": "diverging"},
        "beside": {"beside": "years", "offers": lambda kind: offers(State(), holdings, kind)},
    }
    answer(State(), holdings)
    times = {}
    for name, values in uses.items():
        use = lambda n=name, v=values: answer(changed(State(), n, dict.fromkeys(uses) | v), holdings)  # noqa: E731
        use()
        times[name] = timed(use)
    return times


def bare(frame) -> dash.Dash:
    """Dash with one plotly express figure of the same data, as its tutorial has it."""
    app = dash.Dash("bare")
    app.layout = html.Div([dcc.Dropdown(["approve", "disapprove"], "approve", id="measure"), dcc.Graph(id="graph")])

    @app.callback(Output("graph", "figure"), Input("measure", "value"))
    def draw(measure: str) -> object:
        return px.line(frame[frame["response"] == measure], x="year", y="share_pct", color="country")

    return app


@contextmanager
def serving(app: dash.Dash) -> Iterator[str]:
    """The address of an app while it is served."""
    server = waitress.server.create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)


def received(address: str) -> int:
    """Bytes that Chromium receives for the first view of a page."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    browser_path = os.environ.get("TOPLINES_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    total = 0

    def count(event: dict) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", count)
        page.goto(address)
        page.wait_for_selector(".main-svg")
        page.wait_for_load_state("networkidle")
        browser.close()
    return total


def transfers(frame, folder: Path) -> tuple[int, int]:
    """Bytes of our first view and of bare Dash's, over the same made-up data."""
    from extract.model import Source

    library = open_library(f"sqlite:///{(folder / 'library.sqlite').as_posix()}")
    content = b"made for measuring"
    import hashlib

    plain = frame.drop(columns=["source_sha256", "position"], errors="ignore")
    library.add(Source("made.csv", hashlib.sha256(content).hexdigest(), "text/csv"), content, plain)
    with serving(create_app(library)) as ours, serving(bare(frame)) as theirs:
        sizes = received(ours), received(theirs)
    library.dispose()
    return sizes


def main() -> None:
    """Measure, print and write the report."""
    import tempfile

    frame = estimates(1, PLACES, YEARS)
    holdings = Shelf(Made(frame))()  # type: ignore[arg-type]
    lines = views(holdings)
    approve = frame[frame["response"] == "approve"]
    express = timed(lambda: as_sent([px.line(approve, x="year", y="share_pct", color="country")]))
    small = controls(Shelf(Made(estimates(2, 125, YEARS)))())  # type: ignore[arg-type]
    large_library = Made(estimates(125, PLACES, YEARS))
    start = process_time()
    large_holdings = Shelf(large_library)()  # type: ignore[arg-type]
    opened = process_time() - start
    large = controls(large_holdings)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = transfers(frame, Path(folder))
    report = _report(lines, express, small, large, opened, len(large_holdings.estimates), ours, theirs)
    REPORT.write_text(report, encoding="utf-8")
    sys.stdout.write(report)


def _report(lines, express, small, large, opened, rows, ours, theirs) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("dash", "plotly", "pandas"))
    sizes = {f.what: f"{f.compressed / 1000:.1f}" if f.compressed else "" for f in lines}
    parts = [
        "# How fast the dashboard answers",
        f"{date.today()}, Python {platform.python_version()}, {versions}. Processor time in milliseconds, medians of "
        f"{_ROUNDS}; {PLACES} countries × {YEARS} years × 2 answers, made up. `make bench-dashboard` measures anew.",
        "| callback | ms | kB gzipped |\n|---|---|---|\n"
        + "\n".join(f"| {f.what} | {f.milliseconds:.1f} | {sizes[f.what]} |" for f in lines)
        + f"\n| bare Dash, plotly express lines, every time | {express:.1f} | |",
        f"First view as Chromium receives it: {ours / 1000:,.0f} kB; bare Dash with one figure "
        f"{theirs / 1000:,.0f} kB; ratio {ours / theirs:.2f}.",
        f"## With {rows:,} estimates",
        f"To open (prepare the frame and count the series): {opened:.1f} s of processor time, once.",
        "| control | ms at 10,000 | ms at a million | ratio |\n|---|---|---|---|\n"
        + "\n".join(f"| {n} | {small[n]:.1f} | {large[n]:.1f} | {large[n] / small[n]:.2f} |" for n in small),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
