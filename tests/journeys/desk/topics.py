"""The desk by keyboard."""

from playwright.sync_api import Page, expect


def choose_topic(page: Page, words: str, name: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#id_topic_text")).to_be_focused()
    page.keyboard.type(words)
    first = page.locator("#topic-options [role=option]").first
    expect(first).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("#help")).to_contain_text(name)
