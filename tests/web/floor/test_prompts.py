"""Every sentence that callers hear can be listened to, recorded, and given back to the machine."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.knowledge.speech.voices import program, tone

from alo153.city import queries as city
from alo153.core import events
from alo153.knowledge import sound
from alo153.knowledge.prompts import actions
from alo153.launch.debian import debs
from alo153.launch.telephony import music, prompts

pytestmark = pytest.mark.django_db
PAGE = "/live/prompts/"
GREETING = "Kocaeli Büyükşehir Belediyesi, hoş geldiniz."


@pytest.fixture(autouse=True)
def sounds(tmp_path: Path, settings: Any, db: None) -> Path:
    """Return the empty folder of Kocaeli's sounds; a program reads what nobody recorded."""
    settings.SOUNDS_DIR = tmp_path / "sounds"
    (tmp_path / "voice").mkdir()
    settings.VOICE = f"command:{program(tmp_path / 'voice')} {{wav}}"
    return tmp_path / "sounds/kocaeli"


def browser(username: str = "hakan") -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def words(response: Any) -> str:
    return unescape(response.content.decode())


def sent(client: Client, content: bytes, name: str = "greeting") -> Any:
    file = BytesIO(content)
    file.name = "recording.wav"
    return client.post(f"{PAGE}record/{name}/", {"file": file})


def test_every_prompt_is_listed_in_each_language(sounds: Path) -> None:
    page = words(browser().get(PAGE))
    assert GREETING in page
    assert "en/greeting" in browser().get(f"{PAGE}?language=en").content.decode()
    assert "henüz ses yok" in page


def test_a_recording_is_heard_at_once_and_after_every_start(
    sounds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hakan = browser()
    assert sent(hakan, tone(0.5)).status_code == 302
    samples, rate = sound.read(sounds / "greeting.wav")
    assert (rate, round(len(samples) / rate, 1)) == (8000, 0.5)
    page = words(hakan.get(PAGE))
    assert "bir kişi" in page
    assert "0,5" in page
    response = hakan.get(f"{PAGE}sound/greeting/")
    assert b"".join(response.streaming_content).startswith(b"RIFF")
    last = events.history(city.city()).latest("id")
    assert (last.name, last.data["prompt"]) == ("city.prompt_recorded", "greeting")
    # The start of the next morning
    monkeypatch.setattr(debs, "program", lambda *_: None)
    monkeypatch.setattr(music, "write", lambda _: None)
    prompts.make("kocaeli", sounds.parent)
    samples, rate = sound.read(sounds / "greeting.wav")
    assert round(len(samples) / rate, 1) == 0.5


def test_a_recording_that_is_thrown_away_is_read_by_the_machine(sounds: Path) -> None:
    hakan = browser()
    sent(hakan, tone(0.5))
    assert hakan.post(f"{PAGE}drop/greeting/").status_code == 302
    assert "Kaydı sil" not in words(hakan.get(PAGE))
    read = {"key": "greeting", "name": "greeting", "language": "tr", "text": GREETING}
    actions.speak_prompt(**read)
    samples, rate = sound.read(sounds / "greeting.wav")
    assert round(len(samples) / rate, 1) == 0.3
    # The worker was late, and somebody has recorded it again
    sent(hakan, tone(0.5))
    actions.speak_prompt(**read)
    samples, rate = sound.read(sounds / "greeting.wav")
    assert round(len(samples) / rate, 1) == 0.5


@pytest.mark.parametrize(
    "content",
    [b"", b"no wav", tone(silent=True), tone(0.05), tone(61)],
    ids=["empty", "no sound", "silent", "short", "long"],
)
def test_what_cannot_be_heard_is_refused_and_nothing_changes(sounds: Path, content: bytes) -> None:
    response = sent(browser(), content)
    assert response.status_code == 422
    assert not sounds.exists()


def test_only_prompts_of_the_city_have_a_sound() -> None:
    hakan = browser()
    for name in ("nothing", "../../etc/passwd", ".recorded/greeting"):
        assert hakan.get(f"{PAGE}sound/{name}/").status_code == 404
        assert sent(hakan, tone(), name).status_code == 404


def test_who_sees_no_voice_menu_sees_no_prompts() -> None:
    assert browser("elif").get(PAGE).status_code == 403


def test_each_language_has_a_page_of_its_own_and_no_prompt_its_file_s_name() -> None:
    hakan = browser("hakan")
    turkish, english = words(hakan.get(PAGE)), words(hakan.get(f"{PAGE}?language=en"))
    assert "hoş geldiniz" in turkish
    assert "press seven" not in turkish
    assert "press seven" in english
    assert ">greeting<" not in turkish
