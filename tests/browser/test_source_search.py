"""Words are found in the originals and shown where they stand, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_for_everyone import violations

pytestmark = pytest.mark.browser


def test_a_word_is_found_and_shown_in_its_original_by_keyboard(visit: Callable[[str], Page]) -> None:
    page = visit("/sources")
    page.get_by_label("Find words in the originals").focus()
    page.keyboard.type("belarus")
    page.keyboard.press("Enter")
    hit = page.locator(".hits > li").first
    expect(hit).to_contain_text("Belarus")
    for _ in range(90):
        if page.evaluate("document.activeElement.matches('.hits button')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".hits .glass mark").first).to_contain_text("Belarus")
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_what_is_nowhere_is_said(visit: Callable[[str], Page]) -> None:
    page = visit("/sources")
    page.get_by_label("Find words in the originals").fill("zzyzx")
    page.keyboard.press("Enter")
    expect(page.locator("#source-hits")).to_contain_text("No places where all of it stands.")
