"""A visitor's way through: choose, share, go back, download, add a poll, see it charted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# Our own words round real figures, one cell a line.
REPORT = """A survey firm asked adults about the job performance of the leadership of the United States.

Approval of US leadership, 2016

Country|
Approve|
Disapprove|
Syria|
20%|
71%|
Iran|
19%|
51%|
Lebanon|
18%|
72%|
Russia|
1%|
89%|
"""
Visit = Callable[[str], Page]


def headline(page: Page) -> str:
    return page.locator("#headline").inner_text().replace("\u202f", " ")


def bars(page: Page) -> list[str]:
    expect(page.locator("#graph .ytick text").first).to_be_visible()
    return page.locator("#graph .ytick text").all_text_contents()


def downloaded(page: Page, link: str) -> list[dict[str, str]]:
    page.keyboard.press("d")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def pick_country(page: Page, typed: str) -> None:
    page.locator("#countries").click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def test_the_first_view_says_something(visit: Visit) -> None:
    page = visit("/")
    assert headline(page) == "Russia’s 1 % is the lowest approval of US leadership; Kosovo’s 85 % the highest"
    assert bars(page) == ["Kosovo", "Ukraine", "Serbia", "Egypt", "Belarus", "Kazakhstan", "Russia", "China"]
    expect(page.locator("#foot")).to_contain_text("sample size not printed, so no sampling error is drawn")
    expect(page).to_have_title(
        "Russia’s 1\u202f% is the lowest approval of US leadership; Kosovo’s 85\u202f% the highest – Toplines"
    )


def test_country_and_year_stand_in_the_address_and_come_back_from_it(visit: Visit) -> None:
    page = visit("/")
    pick_country(page, "rus")
    page.wait_for_url("**/?countries=RUS")
    pick_country(page, "bel")
    page.wait_for_url("**/?countries=RUS~BLR")
    page.locator("#later").click()
    page.get_by_role("option", name="2014").click()
    page.wait_for_url("**/?countries=RUS~BLR&years=2014")
    expect(page.locator("#headline")).to_contain_text("in Russia (2014)")
    expect(page.locator("#notes")).to_contain_text("No figure here for Belarus.")
    page.go_back()
    expect(page.locator("#headline")).to_contain_text("Belarus’ 9")
    expect(page.locator("#later")).to_have_value("2015")
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("#headline")).to_contain_text("Russia’s 1")
    assert bars(page) == ["Belarus", "Russia"]


def test_every_view_is_a_link_and_draws(visit: Visit) -> None:
    page = visit("/")
    for view in ("Change", "Lines", "Multiples", "Heatmap", "Table", "Bars"):
        page.get_by_role("navigation", name="Views").get_by_role("link", name=view).click()
        expect(page.locator('#views a[aria-current="page"]')).to_have_text(view)
        shown = page.locator(".ag-row").first if view == "Table" else page.locator("#graph .plot-container")
        expect(shown).to_be_visible()
    assert page.url.endswith("/")


def test_a_mark_opens_its_printed_words(visit: Visit) -> None:
    page = visit("/")
    bars(page)
    page.locator("#graph .bars .point path").nth(1).click(force=True)
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("mark").first).to_be_visible()
    expect(drawer.get_by_role("link", name="Open the original file").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def test_the_download_holds_what_is_shown(visit: Visit) -> None:
    page = visit("/?countries=RUS&years=2015")
    rows = downloaded(page, "These figures (CSV)")
    assert [(r["iso3"], r["year"], r["response"], r["share_pct"]) for r in rows] == [
        ("RUS", "2015", "approve", "1"),
        ("RUS", "2015", "disapprove", "89"),
    ]
    assert len(downloaded(page, "All figures (CSV)")) == 30


def test_a_pasted_report_is_read_accepted_and_charted(visit: Visit) -> None:
    page = visit("/add")
    page.get_by_label("Paste the text").fill(REPORT)
    page.get_by_text("What the report does not say of itself").click()
    page.locator("#add").get_by_label("Pollster").fill("Pasted pollster")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#said")).to_contain_text("8 values for 4 countries", timeout=30_000)
    syria = page.locator('.ag-row:has-text("Syria")').first
    expect(syria.locator("mark")).to_have_text("20%")
    page.get_by_role("button", name="Accept 8 values").click()
    expect(page.locator("#accepted")).to_contain_text("8 values are in the library")
    page.get_by_role("link", name="See it in the charts").click()
    expect(page.locator("#foot")).to_contain_text("Pasted pollster")
    assert bars(page) == ["Syria", "Iran", "Lebanon", "Russia"]
    page.get_by_role("link", name="Sources").click()
    expect(page.locator("#source-list")).to_contain_text("pasted ")


def test_a_dropped_file_that_cannot_be_read_is_one_sentence(visit: Visit) -> None:
    page = visit("/add")
    page.locator("#drop input").set_input_files(
        {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"}
    )
    alert = page.locator("#said [role=alert]")
    expect(alert).to_contain_text("empty.pdf", timeout=30_000)
    expect(page.locator("#accept")).to_be_hidden()
    page.get_by_role("link", name="Explore").click()
    expect(page.locator("#headline")).to_contain_text("US leadership")


def test_hostile_words_stay_words(visit: Visit) -> None:
    page = visit("/add")
    evil = (
        '<img src=x onerror="document.title=1"><b>Country</b>,Approve,Disapprove\nSyria<script>,20%,71%\nIran,19%,51%\n'
    )
    page.get_by_label("Paste the text").fill(f"Approval of US leadership {evil}")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#said")).not_to_be_empty(timeout=30_000)
    assert page.locator("#review img, #review script").count() == 0
    assert page.title() == "Review – Toplines"
