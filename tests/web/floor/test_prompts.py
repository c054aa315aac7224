"""Every sentence that callers hear can be listened to, recorded, and given back to the machine."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import cast
from tests.knowledge.speech.voices import program, tone

from alo153.calls.call_words import AgentState
from alo153.calls.media.prompt_takes import queries as prompt_takes
from alo153.calls.models import Command
from alo153.city import queries as city
from alo153.core import clock, events
from alo153.knowledge import sound
from alo153.knowledge.prompts import actions
from alo153.launch.debian import debs
from alo153.launch.telephony import music, prompts
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
PAGE = "/live/prompts/"
STOP = 'action="/live/monitoring/stop/"'
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


@pytest.fixture
def kept(tmp_path: Path, settings: Any) -> Path:
    """Return the folder in which recordings are kept."""
    options = {"location": tmp_path / "kept", "base_url": None}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"recordings": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path / "kept"


def rung(client: Client) -> tuple[UUID, Any]:
    """Ring the own telephone, and return the name of the recording and the answer of the page."""
    answer = client.post(f"{PAGE}telephone/greeting/", headers={"HX-Request": "true"})
    command = Command.objects.get(name="record_prompt")
    assert command.payload == {"agent": cast.staff("hakan").pk, "take": command.payload["take"]}
    return UUID(command.payload["take"]), answer


def came(kept: Path, take: UUID, content: bytes) -> None:
    """Keep a recording as the worker fetches it."""
    path = kept / prompt_takes.path_of(take)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def test_ones_own_telephone_rings_and_what_it_recorded_is_heard_before_callers_do(
    sounds: Path, kept: Path
) -> None:
    hakan = browser()
    assert "Telefonumla kaydet" in words(hakan.get(f"{PAGE}record/greeting/"))
    take, answer = rung(hakan)
    assert f"prompt-{take}" in answer["HX-Trigger"], "the telephone of this page answers by itself"
    page, recording = f"{PAGE}takes/{take}/of/greeting/", f"{PAGE}takes/{take}/sound/"
    assert "Telefonunuz çalıyor" in words(answer)
    assert hakan.get(recording).status_code == 404
    came(kept, take, tone(0.5))
    assert recording in words(hakan.get(page))
    assert hakan.get(recording).content == tone(0.5)
    assert not sounds.exists(), "callers hear nothing of it yet"
    assert hakan.post(page).headers["Location"] == PAGE
    samples, rate = sound.read(sounds / "greeting.wav")
    assert round(len(samples) / rate, 1) == 0.5
    assert hakan.get(recording).status_code == 404, "it is kept once"
    again = words(hakan.post(page, follow=True))
    assert "artık yok" in again, "a second press ends on the list too"
    last = events.history(city.city()).latest("id")
    assert (last.name, last.data["prompt"]) == ("city.prompt_recorded", "greeting")


def part(answer: Any) -> str:
    """Return what the page says about the recording; its bar may have a Stop of its own."""
    return words(answer).split('id="take"')[1].split("</section>")[0]


def answered(error: str = "") -> None:
    """Let the switchboard carry out the last ringing, or refuse it."""
    last = Command.objects.filter(name="record_prompt").latest("id")
    at = clock.now().timestamp()
    records.write(facts.CommandDone(at=at, command=last.pk, error=error))
    if not error:
        stands(AgentState.SUPERVISING, at)


def stands(presence: AgentState, at: float | None = None) -> None:
    at, hakan = at or clock.now().timestamp(), cast.staff("hakan").pk
    records.write(
        facts.AgentChanged(
            at=at,
            agent=hakan,
            since=at,
            presence=presence,
            reason="",
            reachable=True,
            call=None,
        )
    )


def test_a_telephone_that_was_not_answered_rings_no_more_on_the_page(kept: Path) -> None:
    hakan = browser()
    take, _answer = rung(hakan)
    page = f"{PAGE}takes/{take}/of/greeting/"
    ring = f'hx-post="{PAGE}telephone/greeting/"'
    answered()
    rings = part(hakan.get(page))
    assert "Telefonunuz çalıyor" in rings
    assert STOP in rings
    assert ring not in rings, "it would be refused"
    stands(AgentState.NOT_ANSWERING)
    late = words(hakan.get(page))
    assert "Telefonunuz çalıyor" not in late
    assert "yeniden kaydedin" in late
    assert ring in late


def test_the_page_of_somebody_who_listens_to_a_call_says_why_nothing_rings(kept: Path) -> None:
    hakan = browser()
    stands(AgentState.SUPERVISING)
    take, answer = rung(hakan)
    assert STOP not in part(answer), "it would end the listening"
    answered("in_a_call")
    refused = part(hakan.get(f"{PAGE}takes/{take}/of/greeting/"))
    assert "Telefonunuz çalıyor" not in refused
    assert "görüşmedesiniz" in refused
    assert STOP not in refused


def test_a_take_that_is_over_does_not_ring_while_its_owner_listens_to_a_call(kept: Path) -> None:
    hakan = browser()
    take, _answer = rung(hakan)
    answered()
    stands(AgentState.NOT_ANSWERING)
    stands(AgentState.SUPERVISING)
    late = part(hakan.get(f"{PAGE}takes/{take}/of/greeting/"))
    assert "Telefonunuz çalıyor" not in late
    assert STOP not in late


def test_the_page_says_so_when_no_switchboard_answers(kept: Path) -> None:
    hakan = browser()
    take, _answer = rung(hakan)
    Command.objects.update(at=clock.now() - timedelta(seconds=16))
    late = part(hakan.get(f"{PAGE}takes/{take}/of/greeting/"))
    assert "Telefonunuz çalıyor" not in late
    assert "zamanında yanıt vermedi" in late
    assert f'hx-post="{PAGE}telephone/greeting/"' in late
    again = hakan.post(f"{PAGE}telephone/greeting/").headers["Location"]
    assert again != f"{PAGE}takes/{take}/of/greeting/"


def test_a_second_press_shows_the_recording_that_is_under_way(kept: Path) -> None:
    hakan = browser()
    first = hakan.post(f"{PAGE}telephone/greeting/").headers["Location"]
    assert hakan.post(f"{PAGE}telephone/greeting/").headers["Location"] == first
    answered()
    assert hakan.post(f"{PAGE}telephone/greeting/").headers["Location"] == first
    stands(AgentState.NOT_ANSWERING)
    assert hakan.post(f"{PAGE}telephone/greeting/").headers["Location"] != first


def test_a_silent_recording_is_refused_and_recorded_again(sounds: Path, kept: Path) -> None:
    hakan = browser()
    take, _answer = rung(hakan)
    came(kept, take, tone(silent=True))
    refused = hakan.post(f"{PAGE}takes/{take}/of/greeting/")
    assert refused.status_code == 422
    assert "sessiz, çok kısa" in words(refused)
    assert not sounds.exists()


def test_without_script_the_page_waits_for_the_recording(kept: Path) -> None:
    answer = browser().post(f"{PAGE}telephone/greeting/")
    assert answer.headers["Location"].startswith(f"{PAGE}takes/")
    assert browser().post(f"{PAGE}telephone/nothing/").status_code == 404


def test_who_answers_no_calls_has_no_telephone_to_record_with() -> None:
    yasin = browser("yasin")
    assert "Telefonumla kaydet" not in words(yasin.get(f"{PAGE}record/greeting/"))
    assert yasin.post(f"{PAGE}telephone/greeting/").status_code == 403
