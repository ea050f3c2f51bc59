"""Readable by everyone: WCAG 2.2 A/AA in both themes, by keyboard, at 320 pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.charts import CHARTS

pytestmark = pytest.mark.browser

_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
Visit = Callable[[str], Page]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{v['id']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found]


def check(page: Page, places: list[str]) -> None:
    """Each place, reached without loading the page again: light, dark, and 320 pixels wide."""
    for theme, width in (("Dark", 1280), ("Light", 1280), ("Light", 320)):
        page.set_viewport_size({"width": width, "height": 640})
        if page.locator("#theme").inner_text() != theme:
            page.locator("#theme").click()
        for place in places:
            page.get_by_role("link", name=place, exact=True).click()
            settle(page, place)
            assert violations(page) == [], (place, theme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, theme)


def settle(page: Page, place: str) -> None:
    """Wait until what was asked for is on the page."""
    expect(page.locator("a[aria-current=page]", has_text=place)).to_be_visible()
    wanted = {
        "Add a poll": "#paste",
        "Check a claim": "#claim",
        "Sources": "#source-list li",
        "Table": ".ag-header-cell",
    }
    expect(page.locator(wanted.get(place, "#graph .main-svg")).first).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_axe_finds_nothing_on_the_views(visit: Visit) -> None:
    check(visit("/"), [chart.TITLE for chart in CHARTS])


def test_axe_finds_nothing_on_the_other_pages(visit: Visit) -> None:
    check(visit("/add"), ["Add a poll", "Check a claim", "Sources"])
    assert violations(visit("/nowhere")) == []


def test_axe_finds_nothing_in_the_drawer(visit: Visit) -> None:
    page = visit("/?view=table")
    page.locator(".ag-row").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_the_chart_comes_first_on_a_phone_and_the_controls_from_below(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit("/")
    expect(page.locator("#subject")).to_be_hidden()
    page.get_by_role("button", name="Choose what to show").click()
    expect(page.locator("#subject")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#subject")).to_be_hidden()


def test_the_keyboard_reaches_a_country_and_its_source(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("#countries").focus()
    page.keyboard.type("bel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?countries=BLR")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Table").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?view=table&countries=BLR")
    cell = page.locator(".ag-row .ag-cell").first
    expect(cell).to_be_visible()
    cell.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_contain_text("Belarus")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_dark_colours_are_kept(visit: Visit) -> None:
    page = visit("/")
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator("#theme")).to_have_text("Light")
