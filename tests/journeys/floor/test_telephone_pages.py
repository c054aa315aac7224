"""The pages of the telephone beside the desk, looked at with a busy floor and with an empty one."""

from base64 import b64decode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from tests import cast
from tests.calls.media import recorded
from tests.journeys.floor import full_swing
from tests.journeys.opened import Opened
from tests.telephony.programs.switchboards import until

from alo153.calls import actions
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.media.video_recordings import actions as video_recordings
from alo153.calls.models import BlockPolicy, Call, Command
from alo153.calls.models.video_recordings import VideoRecording
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.calls.queue import Queue
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.citizens.models import AccessLog
from alo153.city.rules.phone import parse
from alo153.contacts.models import Message
from alo153.core import clock, live
from alo153.knowledge import actions as knowledge
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records
from alo153.switchboard.sip_guard import records as blocked_addresses

pytestmark = pytest.mark.journey
# What a browser records of a moving picture, as WebM
SAMPLE_VIDEO = """async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 240];
  const pen = canvas.getContext("2d");
  let drawn = 0;
  const draw = () => {
    pen.fillStyle = `hsl(${Date.now() % 360} 60% 50%)`;
    pen.fillRect(0, 0, 640, 240);
    drawn += 1;
  };
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
  const whole = new Promise((done) => recorder.ondataavailable = (event) => done(event.data));
  recorder.start();
  for (draw(); drawn < 36; draw()) await new Promise((done) => setTimeout(done, 40));
  recorder.stop();
  const bytes = new Uint8Array(await (await whole).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


# How wide the bar is with each of the words that a telephone may say in it, the longest of each
SAID_BY_THE_TELEPHONE = """() => {
  const lines = [...document.querySelectorAll(".bar-line")];
  const parts = lines.flatMap((line) => [line, ...line.querySelectorAll("[data-when]")]);
  const stood = parts.map((part) => part.hidden);
  const words = document.querySelector("[data-phone-words]");
  const before = words.textContent;
  words.textContent = document.querySelector("#softphone").dataset.microphone;
  const said = lines.map((line) => {
    parts.forEach((part) => part.hidden = !line.contains(part));
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return {words: line.innerText, wide, height: line.offsetHeight};
  });
  parts.forEach((part, place) => part.hidden = stood[place]);
  words.textContent = before;
  return said;
}"""


def test_the_wall_of_a_busy_floor(opened: Opened) -> None:
    talk = full_swing.busy_floor()
    full_swing.seat("Zübeyde Hanım Karaosmanoğlu")
    page = opened.page("/live/", "hakan")
    expect(page.get_by_role("rowheader", name=full_swing.AGENTS["gulsah"])).to_be_visible()
    assert [said for said in page.evaluate(SAID_BY_THE_TELEPHONE) if said["wide"]] == []
    assert opened.looks.at(page, "wall") == []
    page.locator(".wall-waiting summary").first.click()
    names = page.locator(".wall-waiting details[open] button[name=queue]").all_inner_texts()
    assert len(names) == len(city_queues.names()) - 1
    assert opened.looks.at(page, "wall-move") == []
    # The list under an open menu changes, and the button under the cursor stays what it is
    murat = page.locator(f".wall-waiting details[open] button[value='{cast.staff('murat').pk}']")
    murat.focus()
    full_swing.stands(full_swing.agent("abdurrahman"), AgentState.PAUSED, reason="meal")
    full_swing.stands(cast.staff("zeynep"), AgentState.READY)
    live.publish("queue")
    zeynep = f".wall-waiting details[open] button[value='{cast.staff('zeynep').pk}']"
    expect(page.locator(zeynep)).to_be_visible()
    expect(murat).to_be_focused()
    page.goto(f"/live/calls/{talk}/")
    assert opened.looks.at(page, "call") == []
    assert opened.looks.at(opened.page("/live/", "derya"), "wall-quality") == []


def test_a_supervisor_acts_on_the_pages_of_a_call_and_of_an_agent(opened: Opened) -> None:
    full_swing.busy_floor()
    waiting = Call.objects.filter(answered_at=None).earliest("entered_at")
    page = opened.page(f"/live/calls/{waiting.pk}/", "hakan")
    page.locator(f"#move-{waiting.pk} > summary").click()
    wrong = opened.looks.at(page, "call-move")
    page.get_by_role("button", name="Sıranın başına").click()
    until(lambda: Command.objects.filter(name="direct", payload__call=str(waiting.pk)).exists())
    page.goto(f"/live/agents/{full_swing.agent('abdurrahman').pk}/")
    page.locator("#agent-state > summary").click()
    assert wrong + opened.looks.at(page, "agent") == []


def test_the_wall_of_an_empty_floor(opened: Opened) -> None:
    page = opened.page("/live/", "hakan")
    expect(page.get_by_text("Sıraya giren burada", exact=False)).to_be_visible()
    assert opened.looks.at(page, "wall-empty") == []


def test_the_skills_of_the_agents(opened: Opened) -> None:
    for username in full_swing.AGENTS:
        full_swing.agent(username)
    page = opened.page("/live/skills/", "hakan")
    wrong = opened.looks.at(page, "skills")
    page.goto(f"/live/skills/{full_swing.agent('gulsah').pk}/")
    assert wrong + opened.looks.at(page, "skills-of") == []


def test_blocked_numbers(opened: Opened) -> None:
    page = opened.page("/live/blocked/", "hakan")
    wrong = opened.looks.at(page, "blocked-none")
    policies = (BlockPolicy.REFUSE, BlockPolicy.LAST, BlockPolicy.LAST)
    for number, policy in zip(full_swing.CALLERS, policies, strict=False):
        blocked_numbers.block_number(
            number=parse(number, country="TR"),
            policy=policy,
            reason="Gece boyunca yirmi üç kez arayıp temsilcilere küfretti, iki kez uyarıldı.",
            until=clock.now() + timedelta(days=30),
            by=cast.staff("hakan"),
            at=clock.now(),
        )
    page.reload()
    wrong += opened.looks.at(page, "blocked")
    page.get_by_role("button", name="Engelle").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert wrong + opened.looks.at(page, "blocked-wrong") == []


def test_guest_seats_and_what_the_guest_sees(opened: Opened) -> None:
    cast.staff("elif")
    page = opened.page("/live/seats/", "hakan")
    wrong = opened.looks.at(page, "seats-none")
    _, code = full_swing.seat("Zübeyde Hanım Karaosmanoğlu")
    page.get_by_label("Konuğun adı").fill("Ahmet Necdet Büyükkaraağaçlı")
    page.get_by_label("Mentör").select_option(label="Elif Yıldız")
    page.locator("form[action$='/seats/'] .btn-primary").click()
    expect(page.locator(".seat-code")).to_be_visible()
    wrong += opened.looks.at(page, "seats-code")
    guest = opened.page("/guest/")
    wrong += opened.looks.at(guest, "guest")
    guest.get_by_label("Kod").fill("YANLIŞ KOD")
    guest.locator(".btn-primary").click()
    expect(guest.get_by_role("alert")).to_be_visible()
    wrong += opened.looks.at(guest, "guest-wrong")
    guest.get_by_label("Kod").fill(seats.shown(code))
    guest.locator(".btn-primary").click()
    guest.wait_for_url("**/desk/")
    assert wrong + opened.looks.at(guest, "guest-desk") == []


def test_the_voice_menu(opened: Opened) -> None:
    page = opened.page("/live/menu/", "hakan")
    assert opened.looks.at(page, "menu") == []


def test_announcements(opened: Opened) -> None:
    page = opened.page("/live/announcements/", "hakan")
    wrong = opened.looks.at(page, "announcements-none")
    now = clock.now()
    text = "Karamürsel'de Kayacık ve 4 Temmuz mahallelerinde ana boru arızası: su saat 20.00'de."
    for hours, district in ((-2, "karamursel"), (5, "izmit"), (-30, "")):
        knowledge.announce(
            text=text,
            district=cast.district(district) if district else None,
            begins_at=now + timedelta(hours=hours),
            ends_at=now + timedelta(hours=hours + 8),
            spoken=True,
            on_portal=True,
            by=cast.staff("hakan"),
            at=now + timedelta(hours=min(hours, 0)),
        )
    page.reload()
    assert wrong + opened.looks.at(page, "announcements") == []


def test_blocked_addresses(opened: Opened) -> None:
    page = opened.page("/settings/blocked-addresses/", "yasin")
    wrong = opened.looks.at(page, "blocked-addresses-none")
    now = clock.now()
    tries = {"203.0.113.199": 512, "2001:db8:85a3:8d3:1319:8a2e:370:7348": 41, "192.0.2.7": 1}
    blocked_addresses.count(tries, now)
    page.reload()
    assert wrong + opened.looks.at(page, "blocked-addresses") == []


def test_messages_of_callers(opened: Opened) -> None:
    page = opened.page("/center/lists/messages/", "elif")
    wrong = opened.looks.at(page, "messages-none")
    for number, caller in enumerate(full_swing.CALLERS):
        call, at = (
            full_swing.waits(caller, "general", since=600),
            clock.now().timestamp() - number * 4200,
        )
        records.write(facts.MessageLeft(at=at, call=call, name=f"message-{call}", seconds=31.5))
    said = VoiceMessage.objects.first()
    assert said
    said.sound.save("said.wav", ContentFile(b"RIFF"))
    page.reload()
    assert wrong + opened.looks.at(page, "messages") == []


def test_recordings(opened: Opened, tmp_path: Path, settings: Any) -> None:
    page = opened.page("/recordings/", "derya")
    wrong = opened.looks.at(page, "recordings-none")
    spool = recorded.settings_for(tmp_path, settings)
    at = clock.now() - timedelta(hours=2)
    kept = recorded.keep(recorded.talk(spool, at=at, seconds=42, pauses=[(10, 18), (30, 33)]))
    recorded.talk(spool, at=at - timedelta(days=2), seconds=95)
    recorded.talk(spool, at=at - timedelta(days=9), recorded=False)
    Call.objects.exclude(pk=kept.pk).update(agent=full_swing.agent("gulsah"))
    page.reload()
    wrong += opened.looks.at(page, "recordings")
    page.goto(f"/recordings/{kept.pk}/")
    page.locator("alo-player:defined").wait_for()
    assert wrong + opened.looks.at(page, "player") == []


def test_the_video_of_a_call_is_seen(opened: Opened, tmp_path: Path, settings: Any) -> None:
    recorded.settings_for(tmp_path, settings)
    settings.VIDEO_RECORDINGS, settings.VIDEO_RECORDING_SPOOL = True, tmp_path / "video-recordings"
    call, zeynep, now = full_swing.video_talk(), cast.staff("zeynep"), clock.now()
    Call.objects.update(video_recorded=True)
    call.refresh_from_db()
    page = opened.page("/live/", "hakan")
    content = b64decode(page.evaluate(SAMPLE_VIDEO))
    video_recordings.take_part(call=call, take=1, part=0, content=content, user=zeynep, at=now)
    full_swing.over(call)
    page.goto(f"/live/calls/{call.pk}/")
    page.get_by_role("link", name="Ses kaydı").click()
    expect(page.get_by_text("Görüntü saklanıyor", exact=False)).to_be_visible()
    wrong = opened.looks.at(page, "video-recording-pending")
    video_recordings.keep(recording=VideoRecording.objects.get().pk, at=now + timedelta(minutes=3))
    page.reload()
    page.evaluate("document.querySelector('video').play()")
    until(lambda: page.evaluate("document.querySelector('video').currentTime") > 0.3)
    expect(page.get_by_text("İzlemeniz kayda geçer.", exact=False)).to_be_visible()
    assert wrong + opened.looks.at(page, "video-recording") == []
    assert AccessLog.objects.filter(what="video-recording", user=cast.staff("hakan")).count() == 1


def test_the_link_is_sent_from_the_desk(opened: Opened) -> None:
    full_swing.video_talk()
    page = opened.page("/desk/", "zeynep")
    page.locator("#bar-more > summary").click()
    page.get_by_role("button", name="Bağlantıyla davet et").click()
    expect(page.locator("#invitation-link")).to_be_visible()
    wrong = opened.looks.at(page, "invitation")
    to = page.get_by_label("Cep telefonu veya e-posta adresi")
    to.fill("0262 318 10 00")
    page.get_by_role("button", name="Gönder").click()
    expect(page.get_by_text("SMS yalnızca cep telefonuna gider", exact=False)).to_be_visible()
    wrong += opened.looks.at(page, "invitation-wrong")
    to.fill("turkan.isilay.guzelyagcioglu@devlethastanesi.example.org")
    to.press("Enter")
    expect(page.get_by_text("gönderiliyor", exact=False)).to_be_visible()
    assert wrong + opened.looks.at(page, "invitation-sent") == []
    assert Message.objects.get().channel == "email"


def test_a_guest_by_link(opened: Opened) -> None:
    token = actions.invite_guest(
        user=cast.staff("zeynep"), call=full_swing.video_talk(), at=clock.now()
    )
    page = opened.page(f"/join/{token}/")
    wrong = opened.looks.at(page, "join")
    page.goto("/join/xxxxxxxxxxxxxxxxxxxxxx/")
    assert wrong + opened.looks.at(page, "join-over") == []


def test_sign_language(opened: Opened, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.VIDEO_RECORDINGS = True
    line = Queue(key="sign_language", video=True)
    monkeypatch.setattr(city_queues, "of_city", lambda: {line.key: line})
    page = opened.page("/sign-language/")
    wrong = opened.looks.at(page, "sign")
    monkeypatch.setattr(city_queues, "of_city", dict)
    page.reload()
    assert wrong + opened.looks.at(page, "sign-none") == []
