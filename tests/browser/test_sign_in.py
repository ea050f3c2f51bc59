"""A dashboard for others, seen through a real Chromium: the way in, what a reader finds, the log, the way out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import waitress.server
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard import create_app
from dashboard.access import Served
from dashboard.ingest import add_folder
from library import Library, open_library
from library.accounts import Accounts, Role
from library.tables_people import sessions

pytestmark = pytest.mark.browser

PASSWORD = "seven green herons"
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def library(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(f"sqlite:///{(tmp_path_factory.mktemp('served') / 'library.sqlite').as_posix()}")
    add_folder(opened, sources)
    for role in Role:
        Accounts(opened).add(f"The {role.word}", role, PASSWORD, by="test")
    yield opened
    opened.dispose()


@contextmanager
def served(library: Library, **how: bool) -> Iterator[str]:
    app = create_app(library, served=Served(accounts=True, **how), environment={})
    server = waitress.server.create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(library) as found:
        yield found


def check(page: Page) -> None:
    """In both colours and at 320 pixels: nothing that axe finds, nothing wider than the screen."""
    for colours, width in (("light", 1280), ("dark", 1280), ("light", 320)):
        page.emulate_media(color_scheme=colours)
        page.set_viewport_size({"width": width, "height": 640})
        page.reload()
        found = Axe().run(page, options=_RULES).response["violations"]
        assert [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found] == [], (colours, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def enter(page: Page, name: str, password: str = PASSWORD) -> None:
    """By keyboard alone."""
    page.locator("#name").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_the_way_in_leads_to_what_was_asked_for_and_the_way_out_ends_it(page: Page, address: str) -> None:
    page.goto(f"{address}/?view=table")
    check(page)
    enter(page, "The reader", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert page.locator("#password").input_value() == ""
    enter(page, "The reader")
    page.wait_for_url("**/?view=table")
    expect(page.locator(".account .name")).to_have_text("The reader")
    expect(page.get_by_role("link", name="Add a poll")).to_be_hidden()
    expect(page.get_by_role("link", name="Log", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in?next=%2F")
    page.goto(f"{address}/sources")
    page.wait_for_url("**/sign-in?next=%2Fsources")


def test_an_admin_reads_the_log(page: Page, address: str) -> None:
    page.goto(address)
    enter(page, "The admin")
    page.get_by_role("link", name="Log", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was done here")
    expect(page.get_by_role("row").nth(1)).to_contain_text("The admin")
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="as CSV").click()
    assert download.value.suggested_filename == "toplines-log.csv"


def test_a_session_that_ended_is_said_and_the_page_stays(page: Page, address: str, library: Library) -> None:
    page.goto(address)
    enter(page, "The reader")
    expect(page.locator("#headline")).not_to_be_empty()
    with library.writing() as connection:
        connection.execute(sessions.delete())
    page.get_by_role("link", name="Table", exact=True).click()
    expect(page.locator("#trouble")).to_contain_text("Your session has ended. Sign in again in another tab")


def test_reading_may_be_for_everybody(page: Page, library: Library) -> None:
    with served(library, public_reading=True) as address:
        page.goto(address)
        expect(page.locator("#headline")).not_to_be_empty()
        expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Add a poll")).to_be_hidden()
        page.goto(f"{address}/audit")
        page.wait_for_url("**/sign-in?next=%2Faudit")
