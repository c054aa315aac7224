"""The article that answers a caller stands beside the record while an agent types."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from tests.journeys.opened import Opened
from tests.knowledge.speech.voices import tone
from tests.parts.browser.keys import tab_to
from tests.parts.waiting import until

from alo153.city import queries as city
from alo153.core.clock import now
from alo153.knowledge import sound
from alo153.knowledge.models import ArticleUse

pytestmark = pytest.mark.journey
# Chromium's own microphone peeps now and then: counts the seconds of sound since the first one
LISTEN = """() => {
  window.secondsAfterPeep = 0;
  void navigator.mediaDevices.getUserMedia({ audio: true }).then(async (stream) => {
    const [track] = stream.getAudioTracks();
    const sound = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (let loudest = 0; window.secondsAfterPeep < 0.5; ) {
      const { value: part } = await sound.read();
      const samples = new Float32Array(part.numberOfFrames);
      part.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), loudest);
      if (loudest > 0.05) window.secondsAfterPeep += part.duration / 1e6;
      part.close();
    }
    track.stop();
  });
}"""


@pytest.fixture(autouse=True)
def loaded(transactional_db: None) -> None:
    call_command("load_answers")


def test_the_way_to_kartal_is_read_out_and_logged_in_two_keys(opened: Opened) -> None:
    desk = opened.desk("elif")
    desk.keyboard.press("/")
    desk.keyboard.type("kartala nasıl gidrim")
    expect(desk.locator("#hit")).to_contain_text("Marmaray trenleri")
    wrong = opened.looks.at(desk, "hit")
    desk.locator("#id_topic_text").fill("Nasıl giderim, hangi hat")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_topic")).to_have_value("nasil-giderim")
    expect(desk.locator("#hit")).to_contain_text("Marmaray trenleri")
    desk.get_by_role("button", name="Bilgi verildi").click()
    expect(desk.get_by_text("Kaydedildi: bilgi verildi")).to_be_visible()
    assert ArticleUse.objects.get(channel="phone").helped == 1
    assert wrong == []


def test_a_unit_writes_an_article_and_a_citizen_finds_it(opened: Opened) -> None:
    page = opened.page("/center/knowledge/new/", "nurten")
    wrong = opened.looks.at(page, "write-article")
    page.get_by_label("Vatandaşın sorduğu gibi soru").fill("Ağaç fidanı nasıl alırım?")
    page.get_by_label("Yanıt", exact=True).fill("Fidanlığa gelin, dilekçe gerekmez.")
    page.get_by_label("Konu").select_option(label="Ağaç budama")
    page.get_by_label("Sorumlu").select_option(label="Park ve Bahçeler Dairesi Başkanlığı")
    page.get_by_label("Kaynak").fill("Park ve Bahçeler sayfası")
    later = city.today(now()) + timedelta(days=180)
    page.get_by_label("Gözden geçirme günü").fill(later.isoformat())
    page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text("Yanıt yürürlükte.")).to_be_visible()
    wrong += opened.looks.at(page, "article")
    for name in ("due/", "", "articles/agac-fidani-nasil-alirim/versions/1/"):
        page.goto(f"/center/knowledge/{name}")
        wrong += opened.looks.at(page, f"knowledge-{name.replace('/', '-')}")
    citizen = opened.page("/ask/")
    citizen.get_by_label("Ne öğrenmek istersiniz?").fill("fidan nereden alırım")
    citizen.keyboard.press("Enter")
    expect(citizen.get_by_text("Fidanlığa gelin, dilekçe gerekmez.")).to_be_visible()
    assert wrong == []


def test_a_prompt_is_listened_to_and_recorded(
    opened: Opened, settings: Any, tmp_path: Path
) -> None:
    settings.SOUNDS_DIR = tmp_path
    page = opened.page("/live/prompts/", "hakan")
    expect(page.get_by_text("henüz ses yok").first).to_be_visible()
    record = page.get_by_role(
        "link", name=re.compile("^Seslendir ?: Kocaeli Büyükşehir Belediyesi, hoş geldiniz")
    )
    tab_to(page, record)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Burada kaydet")).to_be_visible()
    wrong = opened.looks.at(page, "record-prompt")
    recording = tmp_path / "greeting.wav"
    recording.write_bytes(tone(0.5))
    page.locator("input[type=file]").set_input_files(recording)
    page.get_by_role("button", name="Arayanlara duyur").click()
    expect(page.get_by_text("Arayanlar artık bu kaydı duyuyor.")).to_be_visible()
    expect(page.locator("audio.prompt-sound")).to_have_count(1)
    wrong += opened.looks.at(page, "prompts")
    assert wrong == []


def test_a_prompt_is_recorded_by_the_microphone_of_the_browser(
    opened: Opened, settings: Any, tmp_path: Path
) -> None:
    settings.SOUNDS_DIR = tmp_path
    page = opened.page("/live/prompts/record/greeting/", "hakan")
    page.get_by_role("button", name="Burada kaydet").click()
    said = page.locator("[data-recorder] [role=status]")
    expect(said).to_have_text("Kaydediliyor: metni yüksek sesle okuyun")
    page.evaluate(LISTEN)
    until(lambda: page.evaluate("window.secondsAfterPeep >= 0.5"), what="the microphone is silent")
    page.get_by_role("button", name="Durdur").click()
    expect(said).to_have_text("Dinleyin, sonra onaylayın")
    expect(page.locator("[data-recorder] audio")).to_be_visible()
    wrong = opened.looks.at(page, "recorded-here")
    page.get_by_role("button", name="Arayanlara duyur").click()
    expect(page.get_by_text("Arayanlar artık bu kaydı duyuyor.")).to_be_visible()
    expect(page.locator("audio.prompt-sound")).to_have_count(1)
    samples, rate = sound.read(tmp_path / settings.CITY / "greeting.wav")
    assert len(samples) / rate > 0.5
    assert wrong == []
