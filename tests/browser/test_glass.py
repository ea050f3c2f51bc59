"""From a number to the place where it is printed, and back; and two numbers held against each other."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_for_everyone import violations

pytestmark = pytest.mark.browser

Visit = Callable[[str], Page]


def click_mark(page: Page, number: int) -> None:
    """A bar of the chart, by its number in the order they are drawn."""
    page.locator("#graph .bars .point path").nth(number).click(force=True)


def test_a_mark_opens_its_cell_in_the_original_and_escape_leads_back(visit: Visit) -> None:
    page = visit("/?countries=UKR")
    click_mark(page, 1)
    marks = page.locator("#glass mark.found")
    expect(marks).to_have_count(2)
    expect(marks.first).to_contain_text("35%")
    expect(marks.first).to_contain_text("Approve")
    expect(marks.last).to_contain_text("40%")
    expect(page.locator("#glass td", has_text="Ukraine")).to_be_visible()
    expect(page.locator("#evidence-head")).to_contain_text("of 8 things a poll should tell")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()


def test_a_row_opens_it_by_keyboard(visit: Visit) -> None:
    page = visit("/?view=table&countries=BLR")
    cell = page.locator(".ag-row .ag-cell").first
    cell.focus()
    page.keyboard.press("Space")
    expect(page.locator("#glass mark.found").first).to_contain_text("9%")
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()


def test_enter_opens_a_row_and_escape_leads_back_to_it_again_and_again(visit: Visit) -> None:
    page = visit("/?view=table&countries=BLR")
    page.locator(".ag-row .ag-cell").first.focus()
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(page.locator("#glass mark.found").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#glass")).to_be_hidden()
        expect(page.locator(".ag-row .ag-cell").first).to_be_focused()


def test_the_same_mark_opens_twice(visit: Visit) -> None:
    page = visit("/?countries=UKR")
    for _ in range(2):
        click_mark(page, 1)
        expect(page.locator("#glass mark.found").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#glass")).to_be_hidden()


def test_the_marks_of_a_chart_open_one_after_the_other_by_keys(visit: Visit) -> None:
    page = visit("/")
    title = page.locator("#evidence-head h2")
    page.keyboard.press("j")
    expect(title).to_be_visible()
    first = title.inner_text()
    page.keyboard.press("j")
    expect(title).not_to_have_text(first)
    second = title.inner_text()
    page.keyboard.press("k")
    expect(title).to_have_text(first)
    page.get_by_role("button", name="Next").click()
    expect(title).to_have_text(second)


def test_escape_leads_back_to_the_mark(visit: Visit) -> None:
    page = visit("/?countries=UKR~SRB")
    page.keyboard.press("j")
    expect(page.locator("#glass mark.found").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()
    expect(page.locator("#graph .point:focus")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    click_mark(page, 2)
    expect(page.locator("#glass mark.found").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()
    expect(page.locator("#graph .point:focus")).to_have_count(1)


def test_two_values_are_compared_by_keys_alone(visit: Visit) -> None:
    page = visit("/?countries=UKR~SRB")
    page.keyboard.press("j")
    page.get_by_role("button", name="Compare with another value").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pin-bar")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#noise")).to_contain_text("cannot be said: the sample size")


def test_a_saved_page_is_shown_at_its_figures_and_can_do_nothing(visit: Visit) -> None:
    page = visit("/?subject=EU%20leadership")
    page.keyboard.press("j")
    frame = page.frame_locator("#glass iframe")
    marks = frame.locator("mark")
    expect(marks).to_have_count(2)
    expect(marks.first).to_have_text("35%Approve")
    expect(marks.last).to_have_text("35%Disapprove")
    expect(marks.first).to_be_in_viewport()
    assert page.evaluate("window.hacked") is None
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()


def test_a_saved_page_is_at_its_figures_however_soon_it_comes(visit: Visit) -> None:
    for _ in range(4):  # first from the server, then from the browser's own store, while the drawer still opens
        page = visit("/?subject=EU%20leadership")
        page.keyboard.press("j")
        expect(page.frame_locator("#glass iframe").locator("mark").first).to_be_in_viewport()


def test_the_address_of_a_saved_page_is_harmless_by_itself(page: Page, site: str, visit: Visit) -> None:
    visit("/?subject=EU%20leadership").keyboard.press("j")
    address = page.locator("#glass iframe").get_attribute("src")
    answer = page.request.get(site + (address or ""))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    again = page.request.get(site + (address or ""), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


def test_a_page_of_a_pdf_is_shown_with_its_frames(visit: Visit) -> None:
    page = visit("/?subject=Chinese%20leadership&countries=POL")
    page.keyboard.press("j")
    picture = page.locator("#glass img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1100)
    expect(page.locator("#glass .frame.approve")).to_have_text("Approve 41")
    expect(page.get_by_role("link", name="The whole page")).to_be_visible()


def test_the_second_panel_opens_it_too(visit: Visit) -> None:
    page = visit("/?beside=years&other=2014&only=both")
    page.locator("#graph-b .bars .point path").first.click(force=True)
    expect(page.locator("#glass mark.found").first).to_contain_text("4%")


def test_two_values_are_real_or_noise(visit: Visit) -> None:
    page = visit("/?view=table&subject=Irish%20government")
    rows = page.locator(".ag-row")
    rows.nth(0).click()
    page.get_by_role("button", name="Compare with another value").click()
    expect(page.locator("#pin-bar")).to_be_visible()
    expect(page.locator("#evidence-head")).to_be_hidden()
    rows.nth(1).click()
    said = page.locator("#noise")
    expect(said).to_contain_text("22 percentage points apart")
    expect(said).to_contain_text("more than sampling error alone makes")
    expect(said).to_contain_text("Taken as simple random samples")
    expect(page.locator("#pin-bar")).to_be_hidden()


def test_what_is_compared_stands_in_the_address(visit: Visit) -> None:
    page = visit("/?view=table&subject=Irish%20government")
    page.locator(".ag-row").nth(0).click()
    page.get_by_role("button", name="Compare with another value").click()
    page.wait_for_url("**pinned=*")
    waiting, bar = page.url, page.locator("#pin-bar")
    page.locator(".ag-row").nth(1).click()
    page.wait_for_url("**against=*")
    said, both = page.locator("#noise"), page.url
    expect(said).to_contain_text("22 percentage points apart")
    page.go_back()
    expect(bar).to_be_visible()
    expect(said).to_be_hidden()
    page.go_forward()
    expect(said).to_be_visible()
    expect(bar).to_be_hidden()
    page.go_back()
    page.go_back()
    expect(bar).to_be_hidden()
    assert "pinned" not in page.url
    copied = urlsplit(waiting)
    page = visit(f"{copied.path}?{copied.query}")
    expect(bar).to_contain_text("compare with Ireland (19 Dec 2017)")
    page.get_by_role("link", name="Lines", exact=True).click()
    expect(bar).to_be_visible()
    page.wait_for_url("**view=lines*")
    assert "pinned=" in page.url, page.url
    copied = urlsplit(both)
    visit(f"{copied.path}?{copied.query}")
    expect(said).to_contain_text("22 percentage points apart")
    expect(page.locator("#glass mark.found").first).to_be_visible()
    assert violations(page) == []


def test_a_pinned_value_is_let_go(visit: Visit) -> None:
    page = visit("/?countries=UKR~SRB")
    click_mark(page, 2)
    page.get_by_role("button", name="Compare with another value").click()
    page.get_by_role("button", name="Never mind").click()
    expect(page.locator("#pin-bar")).to_be_hidden()
    click_mark(page, 3)
    expect(page.locator("#evidence-head h2")).to_be_visible()
    expect(page.locator("#noise")).to_be_empty()
