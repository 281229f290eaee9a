"""The eyes of the walks are open: axe finds a fault where there is one and none elsewhere."""

import pytest
from playwright.sync_api import Page

from tests.browser import faults

WHOLE = (
    "<!doctype html><html lang='vi'><title>Trang</title><main><h1>Trang</h1>"
    "<p>Nội dung.</p></main></html>"
)


@pytest.mark.journey
def test_axe_finds_nothing_in_a_whole_page(page: Page) -> None:
    page.set_content(WHOLE)
    assert faults(page) == []


@pytest.mark.journey
def test_axe_finds_a_picture_without_words(page: Page) -> None:
    page.set_content(WHOLE.replace("<p>", "<img src='data:,'><p>"))
    assert [fault.split(":")[0] for fault in faults(page)] == ["image-alt"]
