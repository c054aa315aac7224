"""A mail that attacks its reader is opened in Chromium: no request leaves, and nothing runs."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from tests.contacts.conversations.letters import LETTER, taken_in
from tests.journeys.opened import Opened

pytestmark = pytest.mark.journey
SPY = "spy.example"
# Each of these would load or run something by itself as soon as it is shown
ATTACKS = f"""
<p>Fatura ektedir</p>
<script>document.body.append("ran"); fetch("https://{SPY}/script")</script>
<img src="https://{SPY}/picture.png"><img srcset="https://{SPY}/set.png 1x">
<img src="x" onerror="document.body.append('ran'); fetch('https://{SPY}/handler')">
<svg onload="document.body.append('ran')"><image href="https://{SPY}/vector.png"/></svg>
<link rel="stylesheet" href="https://{SPY}/sheet.css"><link rel="prefetch" href="//{SPY}/next">
<style>@import url("https://{SPY}/import.css");</style>
<style>p {{ background: url(https://{SPY}/back.png) }}</style>
<p style="background: url('https://{SPY}/inline.png')">a</p>
<iframe srcdoc="<script>parent.document.body.append('ran')</script>"></iframe>
<object data="https://{SPY}/object"></object><embed src="https://{SPY}/embed">
<video poster="https://{SPY}/poster.png" src="https://{SPY}/film" autoplay></video>
<input autofocus onfocus="document.body.append('ran')">
<details open ontoggle="document.body.append('ran')"><summary>b</summary></details>
"""
LEADS_AWAY = f'<meta http-equiv="refresh" content="0;url=https://{SPY}/away">'


def opened_letter(opened: Opened, html: str) -> tuple[Page, list[str]]:
    """Open the page of a letter; what it asks from now on is kept."""
    _, talk = taken_in(replace(LETTER, html=html))
    page = opened.page("/center/conversations/", "elif")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/center/conversations/{talk.pk}/")
    return page, asked


def shows_it(page: Page, asked: list[str]) -> None:
    """Open the frame, and see that its words are there and nothing else is."""
    page.get_by_text("Gönderildiği biçimiyle").click()
    within = page.frame_locator("iframe[sandbox]")
    expect(within.get_by_text("Fatura ektedir")).to_be_visible()
    expect(within.get_by_text("ran", exact=True)).to_have_count(0)
    assert not [url for url in asked if SPY in url]
    assert any("/formatted/" in url for url in asked)


def test_nothing_leaves_and_nothing_runs(opened: Opened) -> None:
    page, asked = opened_letter(opened, LEADS_AWAY + ATTACKS)
    assert not any("/formatted/" in url for url in asked)  # it waits until somebody asks for it
    shows_it(page, asked)
    assert opened.looks.at(page, "mail-as-it-was-formatted") == []
