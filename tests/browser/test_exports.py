"""What leaves the page: pictures, tables, the story file, the embedded view and paper, by mouse and by keyboard."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from dashboard.charts import CHARTS
from tests.browser.test_controls import press
from tests.browser.test_for_everyone import violations

pytestmark = pytest.mark.browser

Visit = Callable[[str], Page]
SVG = "{http://www.w3.org/2000/svg}"
QUESTION = "Do you approve or disapprove of the leadership of the United States?"


@contextmanager
def served(page: str) -> Iterator[str]:
    """The address of another site, whose only page this is."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def by_mouse(page: Page, name: str) -> Path:
    page.locator("#downloads").click()
    with page.expect_download() as waiting:
        page.locator("#download-links").get_by_text(name, exact=True).click()
    return Path(waiting.value.path())


def by_keyboard(page: Page, name: str) -> Path:
    """The key `d`, then Tab to the file's name, then Enter."""
    press(page, "d")
    with page.expect_download() as waiting:
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == name:
                page.keyboard.press("Enter")
                break
    return Path(waiting.value.path())


BOTH = pytest.mark.parametrize("take", [by_mouse, by_keyboard], ids=["mouse", "keyboard"])


def texts_of(svg: Path) -> str:
    """All that is written in a picture, a space between lines."""
    root = ET.fromstring(svg.read_text(encoding="utf-8"))
    return " ".join(" ".join(part.itertext()) for part in root.iter(f"{SVG}text")).replace("\u202f", " ")


@BOTH
def test_every_file_is_there(visit: Visit, take: Callable[[Page, str], Path]) -> None:
    page = visit("/?countries=RUS~UKR&years=2015")
    assert take(page, "These figures (CSV)").read_text(encoding="utf-8").count("\n") == 5
    assert take(page, "These figures for Excel (CSV)").read_bytes().startswith(b"\xef\xbb\xbfcountry,")
    book = openpyxl.load_workbook(io.BytesIO(take(page, "These figures (XLSX)").read_bytes()))
    assert QUESTION in str(list(book["About"].values))
    with ZipFile(take(page, "These figures, described (ZIP)")) as archive:
        assert {"datapackage.json", "estimates.csv", "README.md"} <= set(archive.namelist())
    assert len(take(page, "All figures (CSV)").read_text(encoding="utf-8").splitlines()) > 20
    assert "Russia" in texts_of(take(page, "Picture to edit (SVG)"))
    assert take(page, "Story in one file (HTML)").read_text(encoding="utf-8").count("<svg") >= 2
    with Image.open(take(page, "Picture (PNG)")) as picture:
        assert picture.width == 2160


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.NAME)
def test_every_view_is_a_picture_that_says_what_the_page_says(visit: Visit, chart) -> None:
    page = visit(f"/?view={chart.NAME}")
    page.wait_for_function("document.getElementById('headline').textContent")
    said = texts_of(by_mouse(page, "Picture to edit (SVG)"))
    for words in (
        page.locator("#headline").inner_text().replace("\u202f", " "),
        "Gallup",
        QUESTION,
        "leadership.csv",
        page.url.removesuffix("?view=bars"),
    ):
        assert words in said.replace("&amp;", "&")
    for note in page.locator("#notes li").all_inner_texts():
        assert note in said
    assert "Russia" in said or chart.NAME == "map"


def test_a_picture_warns_of_unlike_things_and_shows_both_panels(visit: Visit) -> None:
    page = visit("/?view=ranking&beside=subject&other=Irish%20government")
    warning = page.locator("#notes li.warning").first.inner_text()
    said = texts_of(by_mouse(page, "Picture to edit (SVG)"))
    assert warning in said
    assert "B Irish government" in said


def test_a_picture_needs_nothing_from_elsewhere_and_is_not_blank(visit: Visit, tmp_path: Path) -> None:
    page = visit("/?view=map")
    svg = by_mouse(page, "Picture to edit (SVG)").read_text(encoding="utf-8")
    assert not re.findall(r"(?:href|src)=\"(?!#)|url\((?!#|'#|\"#|&quot;#|data:)", svg)
    assert "url(#hatch)" in svg.replace('"', "").replace("&quot;", "")
    with Image.open(by_mouse(page, "Picture (PNG)")) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert max(count for count, _ in colours) < 0.98 * sum(count for count, _ in colours)
    assert len(colours) > 50


def test_the_story_opens_from_a_file_without_any_request(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    page = visit("/?countries=RUS~UKR~XKX&years=2015")
    link = page.url
    story = tmp_path / "story.html"
    story.write_bytes(by_mouse(page, "Story in one file (HTML)").read_bytes())
    context = browser.new_context(offline=True)
    asked: list[str] = []
    complaints: list[str] = []
    alone = context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("console", lambda message: complaints.append(message.text))
    alone.goto(story.as_uri())
    assert [address for address in asked if not address.startswith("data:")] == [story.as_uri()]
    assert complaints == []
    expect(alone.locator("h1")).to_contain_text("Russia")
    expect(alone.locator("figure svg").first).to_be_visible()
    expect(alone.locator("mark", has_text="89%")).to_have_count(1)
    expect(alone.locator("code")).to_have_text(re.compile("[0-9a-f]{64}"))
    expect(alone.get_by_role("link", name=link)).to_have_attribute("href", link)
    assert violations(alone) == []
    context.close()


def test_the_embedded_view_stands_in_another_sites_page(visit: Visit, browser: Browser, site: str) -> None:
    page = visit("/?view=dots")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy embed code").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#copied")).to_have_text("Embed code copied")
    code = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{site}/?view=dots&amp;embed=1"' in code
    other = browser.new_page()
    with served(code) as newspaper:
        other.goto(newspaper)
        framed = other.frame_locator("iframe")
        expect(framed.locator(".plot .main-svg").first).to_be_visible()
        expect(framed.locator("h1")).to_have_text(page.locator("#headline").inner_text())
        expect(framed.locator(".foot")).to_contain_text(QUESTION)
        assert framed.locator("button, input, select").count() == 0
        assert framed.get_by_role("link").count() == 1
        other.close()


@pytest.mark.parametrize("query", ["", "view=map&", "view=table&", "beside=years&other=2014&"])
def test_the_embedded_view_is_for_everyone(page: Page, site: str, query: str) -> None:
    for width in (1000, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site}/?{query}embed=1")
        expect(page.locator(".figures, .plot .main-svg").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_no_other_page_may_be_framed(browser: Browser, site: str) -> None:
    other = browser.new_page()
    with served(f'<iframe src="{site}/add?embed=1"></iframe><iframe src="{site}/?embed=0"></iframe>') as newspaper:
        other.goto(newspaper)
        other.wait_for_load_state("networkidle")
        assert len(other.frames) == 3
        assert [frame.locator("#main, #view").count() for frame in other.frames[1:]] == [0, 0]
        other.close()


def test_paper_has_the_chart_its_words_its_foot_and_its_table(visit: Visit) -> None:
    page = visit("/?countries=RUS~UKR&years=2015")
    document = PdfDocument(page.pdf())
    said = " ".join(sheet.get_textpage().get_text_range() for sheet in document).replace("\r\n", " ")
    for words in ("Russia", "89", "Gallup", "Source", "Disapprove", page.url.partition("?")[2]):
        assert words in said
    for control in ("Copy link", "Download", "Choose what to show", "Ranking", "Pollsters"):
        assert control not in said
    expect(page.locator("#print-table")).to_have_count(0)


def test_a_release_is_made_at_a_press_and_holds_all_figures(visit: Visit) -> None:
    page = visit("/sources")
    button = page.get_by_role("button", name="Make a release")
    button.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Release 1")
    expect(link).to_be_visible()
    expect(button).to_be_disabled()
    with page.expect_download() as waiting:
        link.click()
    with ZipFile(waiting.value.path()) as archive:
        assert {"estimates.csv", "changes.csv", "corrections.csv", "README.md"} <= set(archive.namelist())
        assert len(archive.read("estimates.csv").splitlines()) > 20
    assert violations(page) == []
