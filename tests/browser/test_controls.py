"""Every control and view, by mouse and by keyboard alone: what it does to the page and to the address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.charts import CHARTS

pytestmark = pytest.mark.browser

Visit = Callable[[str], Page]


def asked(page: Page) -> dict[str, str]:
    """The address's state."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def headline(page: Page) -> str:
    return page.locator("#headline").inner_text().replace("\u202f", " ")


def rows_of(page: Page, graph: str) -> list[str]:
    return page.locator(f"#{graph} .ytick text").all_text_contents()


def press(page: Page, key: str) -> None:
    """A key with the focus on nothing in particular."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.NAME)
def test_every_view_is_reached_by_keyboard(visit: Visit, chart) -> None:
    page = visit("/?view=lines" if chart.NAME == "bars" else "/")
    page.get_by_role("navigation", name="Views").get_by_role("link", name=chart.TITLE, exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#views a[aria-current=page]")).to_have_text(chart.TITLE)
    drawn = ".ag-row" if chart.NAME == "table" else "#graph .main-svg"
    expect(page.locator(drawn).first).to_be_visible()
    expect(page.locator("#in-words")).not_to_be_empty()


def test_the_map_draws_countries_and_hatches_the_rest(visit: Visit) -> None:
    page = visit("/?view=map")
    expect(page.locator("#graph .choroplethlayer path").first).to_be_visible()
    assert page.locator("#graph .choroplethlayer .trace").first.locator("path").count() == 7
    fill = page.locator("#graph .layer.land path").first.evaluate("path => getComputedStyle(path).fill")
    assert "hatch" in fill


def test_two_years_side_by_side_and_changed_over(visit: Visit) -> None:
    page = visit("/")
    page.locator("#beside").click()
    page.get_by_role("option", name="Another year").click()
    expect(page.locator("#graph-b .main-svg").first).to_be_visible()
    assert asked(page) == {"beside": "years", "other": "2014"}
    expect(page.locator("#panel-a")).to_contain_text("2015")
    expect(page.locator("#panel-b")).to_contain_text("2014")
    expect(page.locator("#graph-b .ytick text").first).to_be_visible()
    assert rows_of(page, "graph") == rows_of(page, "graph-b")
    page.get_by_role("button", name="Swap A and B").click()
    expect(page.locator("#panel-a")).to_contain_text("2014")
    page.go_back()
    expect(page.locator("#panel-a")).to_contain_text("2015")


def test_free_axes_and_only_the_countries_of_both(visit: Visit) -> None:
    page = visit("/?beside=years&other=2014&axes=free")
    expect(page.locator("#graph-b .ytick text")).to_have_count(1)
    page = visit("/?beside=years&other=2014&only=both")
    expect(page.locator("#graph .ytick text")).to_have_text(["Russia"])


def test_a_region_is_chosen_and_taken_out_at_one_press(visit: Visit) -> None:
    page = visit("/")
    chip = page.get_by_role("button", name="Africa")
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?countries=EGY")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    page.wait_for_url(lambda url: "countries" not in url)
    expect(chip).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("typed", ["russland", "росси", "rusia"])
def test_a_country_is_found_by_its_name_in_another_language(visit: Visit, typed: str) -> None:
    page = visit("/")
    press(page, "/")
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name="Russia")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?countries=RUS")


def test_years_are_stepped_typed_and_played(visit: Visit) -> None:
    page = visit("/")
    press(page, "ArrowLeft")
    page.wait_for_url("**/?years=2014")
    expect(page.locator("#step-back")).to_be_disabled()
    page.locator("#step-on").click()
    page.wait_for_url("**/?years=2015")
    page.locator("#later").click()
    page.keyboard.type("2014")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?years=2014")
    press(page, "p")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    page.wait_for_url("**/?years=2015")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")


def test_a_form_of_a_chart_is_chosen_and_left_with_the_chart(visit: Visit) -> None:
    page = visit("/")
    page.locator("#form").click()
    page.get_by_role("option", name="From the middle").click()
    page.wait_for_url("**/?form=diverging")
    page.get_by_role("link", name="Ranking", exact=True).click()
    page.wait_for_url("**/?view=ranking")


def test_the_keys_are_listed_and_lead_where_they_say(visit: Visit) -> None:
    page = visit("/")
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("Search for a country")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    press(page, "t")
    page.wait_for_url("**/?view=table")
    expect(page.locator(".ag-row").first).to_be_visible()  # until then the foot is drawn anew, under the focus
    press(page, "s")
    expect(page.locator("#foot a").first).to_be_focused()
    press(page, "d")
    assert page.evaluate("document.activeElement.closest('.actions') !== null")


def test_measure_and_order_stand_in_the_address(visit: Visit) -> None:
    page = visit("/?view=ranking")
    page.locator("#measure").click()
    page.get_by_role("option", name="Disapprove 6 countries", exact=True).click()
    page.wait_for_url("**/?view=ranking&measure=disapprove")
    assert "disapproval" in headline(page).lower()
    page.locator("#sort").click()
    page.get_by_role("option", name="By name").click()
    page.wait_for_url("**/?view=ranking&measure=disapprove&sort=name")


def test_two_subjects_become_one_scatter(visit: Visit) -> None:
    page = visit("/?view=scatter&beside=measure&other=disapprove")
    expect(page.locator("#graph .xtitle")).to_have_text("Approve")
    expect(page.locator("#graph .ytitle")).to_have_text("Disapprove")
    expect(page.locator("#graph-b-holder")).to_be_hidden()
