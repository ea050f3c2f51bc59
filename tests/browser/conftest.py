"""A real dashboard over a small library, seen through a real Chromium.

TOPLINES_CHROMIUM names the browser; else the system's is looked for. Where there is none the tests
here skip with one loud line, and with CI=true that is a failure. The tests of a module share one tab,
which keeps the compiled scripts of the page; between them it is emptied of all a visitor leaves behind.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import waitress.server
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect, sync_playwright

from dashboard import create_app
from dashboard.indexing import Indexing
from dashboard.ingest import add_folder
from library import open_library
from tests.readers.pdfs import as_pdf

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SCREEN = {"width": 1280, "height": 900}
_PATIENCE = 15_000  # milliseconds: the machine may be busy
_LOUD = "*** NO CHROMIUM: the browser tests do not run. Install Chromium or set TOPLINES_CHROMIUM to one. ***"

# Real figures in our own layout: Gallup on US leadership, fieldwork 2015 and 2014; Behaviour & Attitudes, Ireland.
LEADERSHIP = """Country,Year,Approve,Disapprove
Ukraine,2015,35%,40%
Serbia,2015,16%,56%
Egypt,2015,10%,62%
Belarus,2015,9%,67%
Kazakhstan,2015,8%,70%
Russia,2015,1%,89%
Kosovo,2015,85%,
Russia,2014,4%,
China,2015,not surveyed,
"""
LEADERSHIP_TOML = """pollster = "Gallup"
subject = "US leadership"
question = "Do you approve or disapprove of the leadership of the United States?"
published = "2016"
"""
IRELAND = """Fieldwork start,Fieldwork end,Sample size,Satisfied,Dissatisfied,No opinion
2015-06-05,2015-06-15,912,29%,63%,8%
2015-07-04,2015-07-14,940,29%,63%,8%
2017-12-11,2017-12-19,913,51%,38%,10%
"""
IRELAND_TOML = 'pollster = "Behaviour & Attitudes"\nsubject = "Irish government"\ncountry = "Ireland"\n'
# A page that would run, load and lead away, were it shown as it is; the figures are of our own making.
ARTICLE = """<html><head><title>Views of the EU leadership</title><script>parent.hacked = 1</script></head>
<body onload="parent.hacked = 2"><h1>Views of the leadership of the European Union</h1>
<p>What people thought in 2013. <img src="http://elsewhere.invalid/x.png" onerror="parent.hacked = 3"></p>
{more}
<p>In 2013, 35% of Ukrainians approve of EU leadership and 35% disapprove of it.</p>
<iframe src="http://elsewhere.invalid/"></iframe></body></html>
""".replace("{more}", "<p>Nothing of note stands in this line.</p>\n" * 60)
ARTICLE_TOML = 'pollster = "Gallup"\n'
PAGE_OF_PDF = [["Country", "Approve", "Disapprove"], ["Poland", "41%", "38%"], ["Romania", "38%", "41%"]]
PAGE_TOML = 'pollster = "Gallup"\nsubject = "Chinese leadership"\npublished = "2012"\n'


def chromium() -> str | None:
    """The browser to use; None where there is none."""
    named = os.environ.get("TOPLINES_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if named:
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """pytest-playwright starts this browser. Root, as in a container, has no sandbox."""
    found = chromium()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(_LOUD, pytrace=False)
    if found is None:
        pytest.skip(_LOUD)
    rootless = [] if getattr(os, "geteuid", lambda: 1)() else ["--no-sandbox"]
    return browser_type_launch_args | {"executable_path": found, "args": rootless}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A desktop's screen, without motion, in light colours."""
    return browser_context_args | {"viewport": _SCREEN, "reduced_motion": "reduce", "color_scheme": "light"}


@pytest.fixture(scope="module")
def tab(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    """The tab of a module's tests."""
    expect.set_options(timeout=_PATIENCE)
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    yield page
    context.close()


@pytest.fixture
def page(tab: Page, site: str) -> Iterator[Page]:
    """The tab as a new visitor has it: nothing open, nothing kept, the screen of a desktop."""
    yield tab
    tab.goto("about:blank")
    tab.set_viewport_size(_SCREEN)
    stored = {"origin": site, "storageTypes": "local_storage,cookies,indexeddb"}
    session = tab.context.new_cdp_session(tab)
    session.send("Storage.clearDataForOrigin", stored)
    session.detach()


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder the library is built from."""
    folder = tmp_path_factory.mktemp("sources")
    files = {"leadership": (LEADERSHIP, LEADERSHIP_TOML), "ireland": (IRELAND, IRELAND_TOML)}
    for name, (table, sidecar) in files.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
        (folder / f"{name}.toml").write_text(sidecar, encoding="utf-8")
    (folder / "article.html").write_text(ARTICLE, encoding="utf-8")
    (folder / "article.toml").write_text(ARTICLE_TOML, encoding="utf-8")
    (folder / "page.pdf").write_bytes(as_pdf(PAGE_OF_PDF))
    (folder / "page.toml").write_text(PAGE_TOML, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served dashboard over them."""
    place = tmp_path_factory.mktemp("library")
    library = open_library(f"sqlite:///{(place / 'library.sqlite').as_posix()}")
    done = add_folder(library, sources)
    assert not done.failures
    Indexing(library).read_all()
    app = create_app(library)
    server = waitress.server.create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    library.dispose()


@dataclass
class Watch:
    """What a page did that it should not: requests to others, complaints in the console."""

    site: str
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.site).netloc:
            self.strangers.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def error(self, error: Error) -> None:
        self.complaints.append(str(error))


@pytest.fixture
def visit(page: Page, site: str) -> Iterator[Callable[[str], Page]]:
    """Open an address of the site; at the end nothing may have gone elsewhere or complained."""
    watch = Watch(site)
    listeners = {"request": watch.request, "console": watch.console, "pageerror": watch.error}
    for event, listener in listeners.items():
        page.on(event, listener)

    def go(path: str) -> Page:
        page.goto(site + path)
        page.wait_for_selector(".page:not([hidden]) h1:not(:empty)")
        page.wait_for_load_state("networkidle")
        return page

    yield go
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert watch.strangers == []
    assert watch.complaints == []
