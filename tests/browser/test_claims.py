"""A claim is judged by keyboard alone, its figure opened in the original, and its verdict passed on as a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_for_everyone import violations

pytestmark = pytest.mark.browser

Visit = Callable[[str], Page]


def test_a_claim_is_judged_by_keyboard_and_its_figure_opened(visit: Visit) -> None:
    page = visit("/check")
    page.get_by_role("textbox", name="The text").focus()
    page.keyboard.type("99 percent of Ukrainians are unhappy with US leadership.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("Contradicted")
    expect(page.locator(".judged")).to_contain_text("40 % disapprove")
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#glass mark.found")).to_contain_text("40%")
    page.keyboard.press("Escape")
    expect(page.locator("#glass")).to_be_hidden()


def test_the_address_passes_the_verdict_on(visit: Visit) -> None:
    page = visit("/check?text=35%25+of+Ukrainians+approve+of+US+leadership.")
    expect(page.locator(".verdict")).to_contain_text("Supported")
    expect(page.get_by_role("textbox", name="The text")).to_have_value("35% of Ukrainians approve of US leadership.")


def test_a_text_without_claims_is_told(visit: Visit) -> None:
    page = visit("/check")
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("#verdicts")).to_contain_text("Paste a text first")
    page.get_by_role("textbox", name="The text").fill("The weather was fine.")
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("#verdicts")).to_contain_text("No claim about opinion was found")
