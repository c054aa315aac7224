"""The digital media desk in a browser: words are counted, previewed, approved by another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.opened import Opened, heard
from tests.publishing import posts

from alo153.publishing.models import Post
from alo153.publishing.states import PostState

pytestmark = pytest.mark.journey
WORDS = "Yahya Kaptan'da su saat 18'de gelecek."


@pytest.fixture(autouse=True)
def staff(transactional_db: None, tmp_path: Path, settings: Any) -> None:
    """Seat Defne and Tuna; pictures lie in a folder of the test's own."""
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    cast.staff("defne")
    cast.staff("tuna")


def test_words_are_counted_and_previewed_and_a_colleague_approves(
    opened: Opened, tmp_path: Path
) -> None:
    photo = tmp_path / "ekip.jpg"
    photo.write_bytes(posts.picture().content)
    page = opened.page("/posts/", "defne")
    expect(page.locator("html[data-ready]")).to_be_attached()
    page.keyboard.press("n")
    page.wait_for_url("**/posts/new/")
    heard(page)
    text = page.get_by_label("Herkes neyi bilmeli?")
    text.fill("u" * 401)
    count = page.locator("[data-count=web]")
    expect(count).to_have_text("401 / 400")
    expect(page.locator("#previews")).to_contain_text("Çok uzun")
    text.fill(WORDS)
    expect(count).to_have_text(f"{len(WORDS)} / 400")
    expect(page.locator("#previews")).not_to_contain_text("Çok uzun")
    page.locator("[name=picture]").set_input_files(photo)
    expect(page.locator("img[data-picture]")).to_be_visible()
    page.get_by_label("Görselde ne var?").fill("Ekip boruyu onarıyor.")
    assert opened.looks.at(page, "compose") == []
    text.press("Control+Enter")
    expect(page.get_by_text("Bir çalışma arkadaşınızın onayını bekliyor.")).to_be_visible()
    post = Post.objects.get()
    other = opened.page(f"/posts/{post.pk}/", "tuna")
    assert opened.looks.at(other, "post") == []
    other.get_by_role("button", name="Onayla", exact=True).click()
    expect(other.get_by_text("Onaylandı.")).to_be_visible()
    assert Post.objects.get().state == PostState.APPROVED
    other.get_by_role("link", name="Paylaşımlar").first.click()
    expect(other.locator(".post-entry")).to_be_visible()
    assert opened.looks.at(other, "calendar") == []
