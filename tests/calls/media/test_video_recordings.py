"""Video recordings of calls: taken part by part, only where the citizen allowed it, kept whole."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from tests import cast
from tests.cast import AT

from alo153.accounts.models import User
from alo153.calls.actions import provision_guest
from alo153.calls.call_words import CallDirection
from alo153.calls.floor import city_queues
from alo153.calls.media.video_recordings import actions
from alo153.calls.models import Call, GuestPhone
from alo153.calls.models.video_recordings import VideoRecording, VideoRecordingState
from alo153.calls.queue import Queue
from alo153.citizens.models import AccessLog
from alo153.core import events
from alo153.core.clock import now
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
CALL = "11111111-1111-4111-8111-111111111111"
TAKE = 1_764_000_000_000
ADDRESS = f"/recordings/{CALL}/video-recordings/{TAKE}/"
LATER = AT + timedelta(minutes=30)


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> None:
    settings.VIDEO_RECORDINGS = True
    settings.VIDEO_RECORDING_SPOOL = tmp_path / "video-recordings"
    settings.STORAGES = settings.STORAGES | {
        "recordings": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "kept"},
        }
    }


@pytest.fixture
def elif_() -> User:
    return cast.staff("elif")


def called(agent: User, *, allows: bool = True, video: bool = True) -> Call:
    account = provision_guest(allows_video=allows, at=AT)
    records.write(
        facts.CallEntered(
            at=AT.timestamp(),
            call=CALL,
            channel="ch-1",
            direction=CallDirection.IN,
            number="",
            video=video,
            guest=account.name.removeprefix("guest-"),
        )
    )
    Call.objects.update(agent=agent, answered_at=AT)
    return Call.objects.get()


@pytest.fixture
def send(elif_: User) -> Callable[..., None]:
    def sent(call: Call, part: int, content: bytes, user: User | None = None) -> None:
        actions.take_part(
            call=call, take=TAKE, part=part, content=content, user=user or elif_, at=AT
        )

    return sent


def kept_at(at: datetime) -> VideoRecording:
    for recording in actions.due(at=at):
        actions.keep(recording=recording, at=at)
    return VideoRecording.objects.get()


def names() -> list[str]:
    return [
        event.name
        for event in events.history(Call.objects.get())
        if "video_recording" in event.name
    ]


def test_the_parts_are_put_together_and_let_go(
    elif_: User,
    send: Callable[..., None],
    settings: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    call = called(elif_)
    for part, content in enumerate([b"\x1aE\xdf\xa3one", b"two", b"three"]):
        send(call, part, content)
    assert actions.due(at=AT) == []
    with django_capture_on_commit_callbacks(execute=True):
        recording = kept_at(LATER)
    assert (recording.state, recording.size) == (VideoRecordingState.KEPT, 15)
    with storages["recordings"].open(recording.file) as file:
        assert file.read() == b"\x1aE\xdf\xa3onetwothree"
    assert list(settings.VIDEO_RECORDING_SPOOL.iterdir()) == []
    assert names() == ["call.video_recording_begun", "call.video_recording_kept"]
    assert actions.due(at=LATER) == []


def test_a_part_sent_twice_is_one_and_none_may_be_missing(
    elif_: User, send: Callable[..., None]
) -> None:
    call = called(elif_)
    send(call, 0, b"one")
    send(call, 0, b"one again")
    with pytest.raises(actions.NotNext):
        send(call, 2, b"three")
    send(call, 1, b"two")
    recording = kept_at(LATER)
    with storages["recordings"].open(recording.file) as file:
        assert file.read() == b"onetwo"


def test_nothing_is_added_to_a_kept_recording(elif_: User, send: Callable[..., None]) -> None:
    call = called(elif_)
    send(call, 0, b"one")
    kept_at(LATER)
    with pytest.raises(actions.NotNext):
        send(call, 1, b"two")


def test_what_is_deleted_before_it_was_stored_is_never_stored(
    elif_: User, send: Callable[..., None], settings: Any
) -> None:
    call = called(elif_)
    send(call, 0, b"one")
    assert actions.delete_video_recordings(calls=[call.pk], at=AT) == 1
    assert list(settings.VIDEO_RECORDING_SPOOL.iterdir()) == []
    assert kept_at(LATER).state == VideoRecordingState.DELETED
    with pytest.raises(actions.NotNext):
        send(call, 1, b"two")


def test_a_part_too_large_is_refused(elif_: User, send: Callable[..., None]) -> None:
    with pytest.raises(actions.NotNext):
        send(called(elif_), 0, b"x" * (actions.MOST_PART_BYTES + 1))


@pytest.mark.parametrize("why", ["no consent", "not wanted here", "a voice call", "a stranger"])
def test_nobody_is_recorded_who_did_not_allow_it(
    elif_: User, send: Callable[..., None], settings: Any, why: str
) -> None:
    call = called(elif_, allows=why != "no consent", video=why != "a voice call")
    settings.VIDEO_RECORDINGS = why != "not wanted here"
    user = cast.staff("hakan") if why == "a stranger" else elif_
    with pytest.raises(actions.NotAllowed):
        send(call, 0, b"one", user)
    assert not VideoRecording.objects.exists()


def test_a_store_that_gives_back_something_else_is_not_trusted(
    elif_: User, send: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    send(called(elif_), 0, b"one")
    another = ContentFile(b"another")
    monkeypatch.setattr(actions, "_store", lambda _: storages["recordings"].save("x", another))
    with pytest.raises(actions.NotKept):
        kept_at(LATER)
    assert VideoRecording.objects.get().state == VideoRecordingState.PENDING


def test_videos_are_deleted_with_the_recordings_of_their_age(
    elif_: User, send: Callable[..., None], settings: Any
) -> None:
    send(called(elif_), 0, b"one")
    recording = kept_at(LATER)
    assert actions.expire(at=AT + timedelta(days=settings.RECORDING_DAYS - 1)) == 0
    assert actions.expire(at=AT + timedelta(days=settings.RECORDING_DAYS + 1)) == 1
    recording.refresh_from_db()
    assert recording.state == VideoRecordingState.DELETED
    assert not storages["recordings"].exists(recording.file)


def test_the_sound_of_a_video_call_is_not_recorded_by_asterisk(elif_: User) -> None:
    assert called(elif_).recorded is False


def test_the_desk_sends_parts_to_its_own_call(client: Client, elif_: User) -> None:
    called(elif_)
    client.force_login(elif_)
    address = f"/desk/calls/{CALL}/video-recordings/{TAKE}/"
    kind = "application/octet-stream"
    assert client.post(f"{address}0/", b"one", content_type=kind).status_code == 204
    assert client.post(f"{address}5/", b"six", content_type=kind).status_code == 409
    Call.objects.update(video_recorded=False)
    assert client.post(f"{address}1/", b"two", content_type=kind).status_code == 403
    client.force_login(cast.staff("hakan"))
    assert client.post(f"{address}1/", b"two", content_type=kind).status_code == 404


def test_the_page_asks_only_where_video_is_recorded(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Queue(key="sign_language", video=True)
    monkeypatch.setattr(city_queues, "of_city", lambda: {line.key: line})
    words = "İzin vermek zorunda değilsiniz"
    assert words in client.get("/sign-language/").content.decode()
    client.post("/sign-language/session/", {"video": "on"})
    settings.VIDEO_RECORDINGS = False
    assert words not in client.get("/sign-language/").content.decode()
    client.post("/sign-language/session/", {"video": "on"})
    allowed = GuestPhone.objects.order_by("created_at").values_list("allows_video", flat=True)
    assert list(allowed) == [True, False]


class TestWatching:
    """Whoever may hear a call may see it, and that is written down."""

    @pytest.fixture
    def recording(self, elif_: User, send: Callable[..., None]) -> VideoRecording:
        call = called(elif_)
        send(call, 0, b"\x1aE\xdf\xa3film")
        recording = kept_at(LATER)
        Call.objects.update(ended_at=now(), outcome="answered", ended_by="citizen")
        return recording

    def see(self, who: str) -> tuple[Client, int]:
        browser = Client()
        browser.force_login(cast.staff(who))
        return browser, browser.get(ADDRESS).status_code

    @pytest.mark.parametrize(
        ("who", "status"),
        [("derya", 200), ("hakan", 200), ("elif", 200), ("murat", 404), ("yasin", 403)],
    )
    def test_by_role(self, recording: VideoRecording, who: str, status: int) -> None:
        browser, answer = self.see(who)
        assert answer == status
        assert browser.get(f"/recordings/{CALL}/").status_code == status

    def test_it_is_sent_in_parts_and_the_look_is_written_once(
        self, recording: VideoRecording
    ) -> None:
        browser, _ = self.see("derya")
        part = browser.get(ADDRESS, headers={"Range": "bytes=4-7"})
        assert (part.status_code, part["Content-Type"]) == (206, "video/webm")
        assert b"".join(part) == b"film"  # type: ignore[arg-type]
        looks = AccessLog.objects.filter(what="video-recording")
        assert [entry.user for entry in looks] == [cast.staff("derya")]

    def test_the_call_shows_it_and_tells_of_no_refusal(self, recording: VideoRecording) -> None:
        browser, _ = self.see("derya")
        page = browser.get(f"/recordings/{CALL}/").content.decode()
        assert f'src="{ADDRESS}"' in page
        assert "kayıt onayı yok" not in page
        assert "görüntülü" in browser.get("/recordings/").content.decode()

    def test_one_that_was_deleted_or_is_missing_says_so(self, recording: VideoRecording) -> None:
        VideoRecording.objects.update(state=VideoRecordingState.DELETED)
        browser, status = self.see("derya")
        assert status == 404
        assert "süresi dolduğu için" in browser.get(f"/recordings/{CALL}/").content.decode()
        VideoRecording.objects.all().delete()
        assert "görüntü ulaşmadı" in browser.get(f"/recordings/{CALL}/").content.decode()

    def test_a_changed_one_is_not_shown_and_reported_once(self, recording: VideoRecording) -> None:
        Path(storages["recordings"].path(recording.file)).write_bytes(b"another")
        assert [self.see("derya")[1], self.see("hakan")[1]] == [409, 409]
        assert names()[2:] == ["call.video_recording_damaged"]
