"""From "a file arrived" to "a figure is published": by keys alone, by two at once, and through a kill of the server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.ingest import add_folder
from library import Drafts, Library, open_library
from library.corrections import corrections_in
from tests.browser.test_five_minutes import REPORT
from tests.browser.test_for_everyone import violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's"),
]

ROOT = Path(__file__).parents[2]
FIRST = "Country,Year,Approve,Disapprove\nPoland,2016,41%,38%\nRomania,2016,38%,41%\nCroatia,2016,30%,35%\n"
SECOND = FIRST.replace("41%,38%", "43%,38%").replace("38%,41%", "39%,40%")
# The column that was said to be of 2017 is that of the value which had the focus.
COLUMN_SETS = (
    {("approve", 2017), ("disapprove", 2016)},
    {("approve", 2016), ("disapprove", 2017)},
)
SIDECAR = 'pollster = "{}"\nsubject = "German leadership"\n'


class Server:
    """The dashboard in a process of its own, which may be killed and started again at the same address."""

    def __init__(self, url: str) -> None:
        self._url = url
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Come up, and wait until it answers."""
        command = [sys.executable, "app.py", "--port", str(self._port), "--library", self._url]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/aliases.json", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the dashboard does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture(scope="module")
def place(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a library with some polls."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('desk') / 'library.sqlite').as_posix()}"
    library = open_library(url)
    add_folder(library, sources)
    library.dispose()
    return url


@pytest.fixture(scope="module")
def server(place: str) -> Iterator[Server]:
    """One server for the tests of this file."""
    running = Server(place)
    yield running
    running.kill()


@pytest.fixture
def library(place: str) -> Iterator[Library]:
    """The same library, seen from here."""
    opened = open_library(place)
    yield opened
    opened.dispose()


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A browser at the Add page."""
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.goto(f"{server.address}/add")
    expect(page.locator("#drop input")).to_be_visible()
    return page


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element with this id has the focus, which must show."""
    for _ in range(90):
        if page.evaluate("document.activeElement.id") == name:
            shown = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle + document.activeElement.className"
            )
            assert not shown.startswith("none") or "mantine" in shown
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by Tab")


def paste(page: Page, text: str) -> int:
    """Paste and have it read, by keys; the number of the draft."""
    tab_to(page, "paste")
    page.keyboard.insert_text(text)
    tab_to(page, "read")
    page.keyboard.press("Enter")
    return opened(page)


def opened(page: Page) -> int:
    """Wait until a draft can be reviewed."""
    expect(page.locator("#desk-grid .ag-row-selected").first).to_be_visible()
    return int(page.url.rpartition("/")[2])


def progress(page: Page) -> str:
    return page.locator("#desk-progress").inner_text()


def test_from_paste_to_accepted_by_keyboard_alone(desk: Page, library: Library) -> None:
    paste(desk, REPORT)
    expect(desk.locator("#said")).to_contain_text("8 values for 4 countries")
    expect(desk.locator("#desk-glass mark")).to_contain_text("20%")
    desk.keyboard.press("f")
    expect(desk.locator("#form-share")).to_be_focused()
    desk.keyboard.type("21%")
    desk.keyboard.press("Enter")
    expect(desk.locator("#form-said")).to_contain_text("Say why the share is another one")
    desk.keyboard.press("Tab")
    desk.keyboard.type("the table in print has 21")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-progress")).to_contain_text("1 of 8 decided")
    expect(desk.locator("#desk-glass mark")).to_contain_text("71%")
    desk.keyboard.press("r")
    expect(desk.locator("#desk-progress")).to_contain_text("2 of 8 decided, 1 rejected")
    desk.keyboard.press("r")
    expect(desk.locator("#desk-progress")).to_contain_text("2 rejected")
    desk.keyboard.press("u")
    expect(desk.locator("#desk-progress")).to_contain_text("2 of 8 decided, 1 rejected")
    desk.keyboard.press("s")
    expect(desk.locator("#form-country")).to_be_focused()
    tab_to(desk, "form-pollster")
    desk.keyboard.type("Pasted by keys")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-form")).to_be_hidden()
    desk.keyboard.press("s")
    expect(desk.locator("#form-country")).to_be_focused()
    desk.keyboard.press("Shift+Tab")  # over the reason
    desk.keyboard.press("Shift+Tab")  # to the choice of what it is said for: the file
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")  # its column
    tab_to(desk, "form-year")
    desk.keyboard.type("2017")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-form")).to_be_hidden()
    tab_to(desk, "accept")
    expect(desk.locator("#accept")).to_contain_text("Accept 7 values, 3 of them not checked")
    desk.keyboard.press("Enter")
    expect(desk.locator("#accepted")).to_contain_text("7 values are in the library")
    desk.keyboard.press("Enter")
    expect(desk.locator("#foot")).to_contain_text("Pasted by keys")
    rows = library.estimates()
    rows = rows[rows["pollster"] == "Pasted by keys"]
    assert (len(rows), set(rows["reviewed_by"])) == (7, {"local"})
    assert set(zip(rows["response"], rows["year"], strict=True)) in COLUMN_SETS
    fixed = rows[rows["issues"].str.contains("corrected")].iloc[0]
    assert (fixed["country"], fixed["share_pct"], fixed["share_printed"]) == ("Syria", 21, "20%")
    assert [row[2:6] for row in corrections_in(library)] == [("20%", "21%", "the table in print has 21", "local")]


def test_of_two_reviewers_one_wins_and_the_other_is_told(desk: Page, browser: Browser) -> None:
    desk.goto(desk.url.replace("/add", "/add"))
    number = paste(desk, REPORT.replace("20%", "23%"))
    other = browser.new_page()
    other.goto(desk.url)
    assert opened(other) == number
    for page, name in ((desk, "Ann"), (other, "Bob")):
        page.get_by_label("Your name").fill(name)
        page.locator("#desk-grid .ag-row .ag-cell").first.click()
    desk.keyboard.press("a")
    expect(desk.locator("#desk-progress")).to_contain_text("1 of 8 decided")
    other.keyboard.press("r")
    expect(other.locator("#desk-told")).to_contain_text("Ann has decided something in this draft since you looked")
    expect(other.locator("#desk-progress")).to_contain_text("1 of 8 decided, 7 still to check")
    expect(other.locator("#desk-grid")).to_contain_text("Accepted, Ann")
    desk.locator("#accept").click()
    expect(desk.locator("#accepted")).to_contain_text("8 values are in the library")
    other.locator("#accept").click()
    expect(other.locator("#desk-head")).to_contain_text("This draft was accepted")
    other.close()


def test_a_kill_of_the_server_in_mid_review_loses_nothing(desk: Page, server: Server, library: Library) -> None:
    number = paste(desk, REPORT.replace("20%", "24%"))
    desk.keyboard.press("a")
    expect(desk.locator("#desk-progress")).to_contain_text("1 of 8 decided")
    server.kill()
    desk.keyboard.press("r")
    expect(desk.locator("#desk-told")).to_contain_text("The server does not answer. Your last step is kept here")
    server.start()
    expect(desk.locator("#desk-progress")).to_contain_text("2 of 8 decided, 1 rejected")
    desk.reload()
    opened(desk)
    expect(desk.locator("#desk-progress")).to_contain_text("2 of 8 decided, 1 rejected")
    assert [str(d.kind) for d in Drafts(library).decisions(number)] == ["accept", "reject"]


def test_several_files_are_taken_and_listed(desk: Page) -> None:
    files = [
        {"name": f"poll {n}.csv", "mimeType": "text/csv", "buffer": FIRST.replace("2016", f"201{n}").encode()}
        for n in range(3)
    ]
    desk.locator("#drop input").set_input_files([*files, {"name": "bad.pdf", "mimeType": "", "buffer": b"%PDF-1.7 x"}])
    for n in range(3):
        expect(desk.locator("#drafts li", has_text=f"poll {n}.csv")).to_contain_text("is ready for review")
    expect(desk.locator("#drafts li", has_text="bad.pdf")).to_contain_text("the file is damaged")
    desk.get_by_role("link", name="poll 1.csv").click()
    opened(desk)


def test_a_missed_value_is_marked_in_the_text(desk: Page) -> None:
    paste(desk, f"{REPORT}\nIn Jordan, by the way: 12%.\n")
    before = int(re.match(r"\d+ of (\d+)", progress(desk))[1])  # type: ignore[index]
    desk.keyboard.press("m")
    expect(desk.locator("#desk-text")).to_be_focused()
    desk.evaluate(
        "() => { const t = document.activeElement; const i = t.value.indexOf('12%'); t.setSelectionRange(i, i + 3); }"
    )
    desk.keyboard.press("m")
    expect(desk.locator("#form-about")).to_contain_text("12%")
    desk.locator("#form-country").fill("Jordan")
    desk.get_by_role("radio", name="Approve", exact=True).check()
    desk.locator("#form-save").click()
    expect(desk.locator("#desk-progress")).to_contain_text(f"1 of {before + 1} decided")
    expect(desk.locator("#desk-grid")).to_contain_text("Jordan")


def put(library: Library, name: str, text: str, pollster: str) -> int:
    number = Drafts(library).put(name, text.encode(), sidecar=SIDECAR.format(pollster)).draft
    assert number is not None
    return number


def test_a_second_edition_and_another_pollster_are_told_before_acceptance(
    desk: Page, server: Server, library: Library
) -> None:
    def review(number: int) -> None:
        desk.goto(f"{server.address}/review/{number}")
        opened(desk)
        desk.locator("#desk-compare summary").first.click()

    def accept(count: int) -> None:
        desk.locator("#accept").click()
        expect(desk.locator("#accepted")).to_contain_text(f"{count} values are in the library")

    review(put(library, "first.csv", FIRST, "Pollster One"))
    expect(desk.locator("#desk-changes")).to_contain_text("All figures are new")
    accept(6)
    review(put(library, "second.csv", SECOND, "Pollster One"))
    expect(desk.locator("#desk-changes")).to_contain_text("3 changed")
    expect(desk.locator("#desk-changes")).to_contain_text("It looks like a new edition of first.csv")
    desk.get_by_label("It is a new edition").check()
    accept(6)
    rows = library.estimates()
    one = rows[rows["pollster"] == "Pollster One"]
    assert set(one["source"]) == {"second.csv"}
    review(put(library, "other.csv", FIRST.replace("30%", "33%"), "Pollster Two"))
    expect(desk.locator("#desk-changes")).to_contain_text("Another pollster has another figure")
    accept(6)
    assert len(library.estimates()) == len(rows) + 6


def test_what_was_settled_is_offered_for_the_next_file_and_applied(
    desk: Page, server: Server, library: Library
) -> None:
    table = "Country,Year,Approve,Disapprove\nFinland,{0},44%,38%\nNorway,{0},48%,31%\nIceland,{0},40%,36%\n"
    first, following = (
        put(library, f"north-{year}.csv", table.format(year), "Pollster Three") for year in (2016, 2017)
    )
    desk.goto(f"{server.address}/review/{first}")
    opened(desk)
    desk.keyboard.press("s")
    tab_to(desk, "form-subject")
    desk.keyboard.type("Nordic council")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-form")).to_be_hidden()
    desk.locator("#recipes summary").click()
    desk.get_by_label("Name of the recipe").fill("North")
    desk.locator("#recipe-keep").click()
    expect(desk.locator("#recipe-said")).to_contain_text("Kept as “North”")
    assert violations(desk) == []
    desk.goto(f"{server.address}/review/{following}")
    opened(desk)
    expect(desk.locator(".recipe")).to_contain_text("set subject “Nordic council” for 6 values")
    desk.locator(".recipe-apply").click()
    expect(desk.locator(".recipe")).to_have_count(0)
    desk.locator("#accept").click()
    expect(desk.locator("#accepted")).to_contain_text("6 values are in the library")
    rows = library.estimates()
    assert set(rows.loc[rows["source"] == "north-2017.csv", "subject"]) == {"Nordic council"}


def test_axe_finds_nothing_on_the_desk(desk: Page) -> None:
    paste(desk, REPORT.replace("20%", "25%"))
    desk.keyboard.press("a")
    expect(desk.locator("#desk-progress")).to_contain_text("1 of 8 decided")
    desk.locator("#desk-compare summary").first.click()
    expect(desk.locator("#desk-changes table").first).to_be_attached()
    desk.locator("#desk-whole summary").click()
    for theme, width in (("Dark", 1280), ("Light", 1280), ("Light", 320)):
        desk.set_viewport_size({"width": width, "height": 640})
        if desk.locator("#theme").inner_text() != theme:
            desk.locator("#theme").click()
        assert violations(desk) == [], (theme, width)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        desk.locator("#desk-set").click()
        expect(desk.locator("#desk-form")).to_be_visible()
        assert violations(desk) == [], (theme, width, "form")
        desk.keyboard.press("Escape")
    desk.get_by_role("link", name="Add a poll").click()
    expect(desk.locator("#drafts li").first).to_be_visible()
    assert violations(desk) == []
