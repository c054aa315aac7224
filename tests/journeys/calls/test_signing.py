"""Sign language, on real parts: a deaf citizen, an interpreter, and a doctor by a link."""

import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, telephone
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.telephony.programs.switchboards import Switchboard, until, write_prompts

from alo153.calls.models import Call, CallLeg
from alo153.calls.models.video_recordings import VideoRecording

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
QUEUES = """
[skills]
sign_language = "Türk İşaret Dili"

[[queue]]
key = "general"
name = "Genel"

[[queue]]
key = "sign_language"
name = "İşaret dili"
skill = "sign_language"
video = true
"""
EBML = b"\x1aE\xdf\xa3"
"""A WebM file begins with it."""

PLAYS = """async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const video = document.createElement("video");
  // Who hangs up leaves the picture a moment before the call is over
  let [width, height] = [0, 0];
  video.addEventListener("resize", () => {
    width = Math.max(width, video.videoWidth);
    height = Math.max(height, video.videoHeight);
  });
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
  await video.play();
  await new Promise((done) => video.addEventListener("ended", done));
  return { width, height, moves: video.currentTime > 1 };
}"""
WHY = """() => [...document.querySelectorAll("[data-pictures=others] video")].map((video) => ({
  hidden: video.hidden,
  width: video.videoWidth,
  ready: video.readyState,
  paused: video.paused,
  frames: video.getVideoPlaybackQuality(),
  tracks: (video.srcObject?.getVideoTracks() ?? []).map(({ readyState, muted }) => ({
    readyState,
    muted,
  })),
}))"""
"""What can be said of a picture that does not move: whether it comes at all, and is drawn."""
DOCTOR = {"width": 1280, "height": 720}


@pytest.fixture
def interpreters_line(switchboard: Switchboard, tmp_path: Path, settings: Any) -> None:
    """Run a center with an interpreters' line that is open at any hour, for its pages too."""
    cast.staff("zeynep")
    cast.staff("elif")
    city = tmp_path / "city"
    write_prompts(city)
    (city / "queues.toml").write_text(QUEUES)
    settings.CITY = str(city)
    switchboard.stop()
    switchboard.start(ALO153_CITY=str(city))


def sees(page: Page, pictures: int) -> None:
    """Wait until so many pictures of the others move."""
    moving = """(pictures) => {
          const shown = [...document.querySelectorAll("[data-pictures=others] video")]
            .filter((video) => !video.hidden && video.videoWidth > 0);
          return shown.filter((video) => {
            const now = video.getVideoPlaybackQuality().totalVideoFrames;
            video.seen ??= now;
            return now - video.seen >= 5;
          }).length === pictures;
        }"""
    until(
        lambda: page.evaluate(moving, pictures),
        what=lambda: f"{pictures} pictures do not move: {page.evaluate(WHY)}",
    )


def has_spoken(page: Page, packets: int = 300) -> None:
    """Wait until so many packets of sound were sent: six seconds of talk, of which five count."""
    until(
        lambda: (
            page.evaluate("document.querySelector('alo-softphone').audioPackets()")["sent"]
            > packets
        )
    )


def test_a_deaf_citizen_an_interpreter_and_a_third_see_each_other(
    open_page: OpenPage, interpreters_line: None
) -> None:
    interpreter = be_ready(open_page, "zeynep")
    citizen = open_page("/", viewport=PHONE)
    citizen.get_by_role("link", name=re.compile("İşaret diliyle")).click()
    citizen.get_by_role("button", name="Görüntülü ara").click()
    telephone(interpreter, "ringing")
    expect(citizen.get_by_text("Sıra sizde.")).to_be_visible()
    interpreter.keyboard.press("F8")
    for page in (interpreter, citizen):
        telephone(page, "talking")
        sees(page, 1)
    expect(citizen.get_by_text("Tercüman sizi görüyor.")).to_be_visible()

    interpreter.locator("#bar summary", has_text="Diğer").click()
    interpreter.get_by_role("button", name="Bağlantıyla davet et").click()
    link = interpreter.get_by_label(re.compile("yarım saat")).input_value()
    doctor = open_page(link[link.index("/join/") :], viewport=DOCTOR)
    doctor.get_by_role("button", name="Katıl").click()
    for page in (interpreter, citizen, doctor):
        telephone(page, "talking")
        sees(page, 2)

    doctor.get_by_role("button", name="Ayrıl").click()
    expect(doctor.get_by_text("Görüşmeden ayrıldınız.")).to_be_visible()
    sees(citizen, 1)
    has_spoken(interpreter)
    citizen.get_by_role("button", name="Görüşmeyi bitir").click()
    call = call_of("zeynep", ended_at__isnull=False)
    assert (call.video, call.outcome, call.queue) == (True, "answered", "sign_language")
    legs = CallLeg.objects.filter(call=call).order_by("asked_at")
    assert [(leg.kind, leg.role, leg.result) for leg in legs] == [
        ("agent", "agent", "ended"),
        ("guest", "conference", "hung_up"),
    ]


def test_who_does_not_sign_is_not_rung(open_page: OpenPage, interpreters_line: None) -> None:
    agent = be_ready(open_page, "elif")
    citizen = open_page("/sign-language/", viewport=PHONE)
    citizen.get_by_role("button", name="Görüntülü ara").click()
    expect(citizen.get_by_text("Sıra sizde.")).to_be_visible()
    expect(agent.locator("#bar [data-state=ready]")).to_be_visible()
    citizen.get_by_role("button", name="Görüşmeyi bitir").click()
    own = Call.objects.filter(queue="sign_language", ended_at__isnull=False)
    call = until(own.first)
    assert (call.outcome, call.offers.count()) == ("abandoned", 0)


def test_a_call_is_video_recorded_by_the_desk_because_the_citizen_allowed_it(
    open_page: OpenPage, interpreters_line: None, settings: Any, tmp_path: Path
) -> None:
    settings.VIDEO_RECORDINGS, settings.VIDEO_RECORDING_SPOOL = True, tmp_path / "video-recordings"
    interpreter = be_ready(open_page, "zeynep")
    citizen = open_page("/sign-language/", viewport=PHONE)
    citizen.get_by_label(re.compile("kaydedilebilir")).check()
    citizen.get_by_role("button", name="Görüntülü ara").click()
    telephone(interpreter, "ringing")
    interpreter.keyboard.press("F8")
    sees(citizen, 1)
    expect(citizen.get_by_text("Görüşme, izninizle kaydediliyor.")).to_be_visible()
    expect(interpreter.get_by_text("görüntü kaydediliyor")).to_be_visible()
    own = VideoRecording.objects.filter(call__agent=cast.staff("zeynep"))
    until(own.filter(parts__gte=1).exists)
    citizen.get_by_role("button", name="Görüşmeyi bitir").click()
    telephone(interpreter, "registered")
    video = until(own.filter(parts__gte=2).first)
    parts = sorted(settings.VIDEO_RECORDING_SPOOL.glob(f"{video.call_id}-{video.take}/*.webm"))
    whole = b"".join(part.read_bytes() for part in parts)
    assert whole.startswith(EBML)
    shown = interpreter.evaluate(PLAYS, b64encode(whole).decode())
    assert shown == {"width": 1280, "height": 480, "moves": True}
