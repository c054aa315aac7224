"""Telegram's updates are read by its documentation; its token stands in no log."""

import logging
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins import telegram as stand_in
from tests.channels.social.shapes import AYSE_TELEGRAM, raw, telegram

from alo153.channels.contract import (
    Letter,
    LetterFile,
    NotFetched,
    PermanentFailure,
    TemporaryFailure,
)
from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.pushes import Push
from alo153.channels.social.telegram.transport import TELEGRAM
from alo153.channels.social.telegram.updates import read, read_push


def said(**message: object) -> Inbound:
    inbound = read(raw(telegram(**message)))
    assert inbound
    return inbound


def test_words_of_a_person_who_is_known_by_a_number_of_telegram() -> None:
    inbound = said(text="Sokağımızda çukur var. 🕳️", reply_to_message={"message_id": 7})
    assert inbound.sender == str(AYSE_TELEGRAM)
    assert inbound.sender_name == "Ayşe Işık"
    assert inbound.text == inbound.new_text == "Sokağımızda çukur var. 🕳️"
    assert inbound.reference == f"telegram:{AYSE_TELEGRAM}:41"
    assert inbound.answers == (f"telegram:{AYSE_TELEGRAM}:7",)
    assert inbound.sent_at == datetime(2026, 11, 28, 13, 6, tzinfo=UTC)
    assert inbound.phone == ""


def test_of_a_photo_the_largest_size_is_fetched() -> None:
    sizes = [
        {"file_id": f"photo-{size}", "file_unique_id": "u", "file_size": size, "width": 90}
        for size in (900, 90_000)
    ]
    inbound = said(photo=sizes, caption="Burada")
    assert inbound.remote_files == (RemoteFile(name="", reference="photo-90000", size=90_000),)
    assert (inbound.text, inbound.complete) == ("Burada", True)


def test_a_place_is_written_in_no_language() -> None:
    place = {"latitude": 40.765432, "longitude": 29.940813}
    assert said(location=place).text == "geo:40.765432,29.940813"


def test_a_number_is_believed_only_of_whoever_shares_their_own() -> None:
    own = {"phone_number": "+905320000101", "first_name": "Ayşe", "user_id": AYSE_TELEGRAM}
    assert said(contact=own).phone == "+905320000101"
    assert said(contact=own | {"user_id": 1}).phone == ""
    assert said(contact=own | {"user_id": 1}).text == "+905320000101"


def test_what_is_not_known_here_is_shown_as_it_came() -> None:
    assert not said(poll={"id": "1", "question": "?"}).complete


def test_an_edited_message_comes_once_more() -> None:
    update = telegram(text="Çukur büyük.")
    edited = {"update_id": 10_002, "edited_message": update["message"]}
    [before], [after] = read_push(raw(update)).messages, read_push(raw(edited)).messages
    assert before.key != after.key
    assert read(after.raw) == read(before.raw)


def test_where_somebody_is_now_makes_no_new_messages() -> None:
    place = {"latitude": 40.765432, "longitude": 29.940813, "live_period": 900}
    begun = telegram(location=place)
    assert len(read_push(raw(begun)).messages) == 1
    for moved in (place | {"latitude": 40.7655}, {"latitude": 40.7, "longitude": 29.9}):
        message = begun["message"] | {"location": moved}
        assert read_push(raw({"update_id": 10_002, "edited_message": message})) == Push()


def test_a_gif_comes_once() -> None:
    gif = {"file_id": "gif", "file_name": "cukur.mp4", "file_size": 900}
    inbound = said(animation=gif | {"width": 9, "height": 9, "duration": 1}, document=gif)
    assert inbound.remote_files == (RemoteFile(name="cukur.mp4", reference="gif", size=900),)


@pytest.mark.parametrize(
    "update",
    [
        telegram(text="/start"),
        telegram(text="Merhaba", chat={"id": -100, "type": "supergroup", "title": "Mahalle"}),
        {"update_id": 7, "my_chat_member": {"chat": {"id": 1, "type": "private"}}},
    ],
    ids=["start", "group", "blocked"],
)
def test_what_is_no_message_to_us_is_taken_and_kept_nowhere(update: dict[str, object]) -> None:
    assert read_push(raw(update)) == Push()


def test_whoever_asks_too_often_waits_as_long_as_telegram_says() -> None:
    with stand_in.running() as other:
        other.be(Mood.LATER)
        letter = Letter(id=uuid4(), to=stand_in.TO, subject="", body="Ekip yolda.")
        with pytest.raises(TemporaryFailure) as problem:
            TELEGRAM.open(other.address).send(letter)
    assert problem.value.wait_seconds == 35


@pytest.mark.parametrize(
    ("name", "content_type", "content", "kind"),
    [
        ("durak.jpg", "image/jpeg", b"\xff\xd8\r\n--x\x00", "photo"),
        ("Işık planı.pdf", "application/pdf", b"%PDF-1.7\r\n", "document"),
    ],
)
def test_a_file_goes_with_its_words_as_one_message(
    name: str, content_type: str, content: bytes, kind: str
) -> None:
    file = LetterFile(name=name, content_type=content_type, content=content)
    letter = Letter(id=uuid4(), to=stand_in.TO, subject="", body="Ekte. 🕳️", files=(file,))
    with stand_in.running() as other:
        sent = TELEGRAM.open(other.address).send(letter)
        assert other.received == [(kind, name, content, "Ekte. 🕳️")]
        assert other.taken() == []
    assert sent.reference == f"telegram:{stand_in.TO}:72"


def test_words_that_fit_below_no_file_do_not_leave() -> None:
    file = LetterFile(name="a.pdf", content_type="application/pdf", content=b"%PDF")
    letter = Letter(id=uuid4(), to=stand_in.TO, subject="", body="ş" * 1025, files=(file,))
    with stand_in.running() as other:
        with pytest.raises(PermanentFailure):
            TELEGRAM.open(other.address).send(letter)
        assert other.received == []


class TestFiles:
    def test_a_file_is_fetched_and_our_token_is_in_no_log(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        assert TELEGRAM.fetch
        with stand_in.running() as other:
            other.files["photo-1"] = b"a photo"
            assert TELEGRAM.fetch(other.address, "photo-1") == b"a photo"
            other.server.stop()
            with pytest.raises(NotFetched) as problem:
                TELEGRAM.fetch(other.address, "photo-1")
        assert problem.value.temporary
        told = f"{caplog.text} {problem.value!r} {problem.value.__cause__!r}"
        assert stand_in.TOKEN.partition(":")[2] not in told

    def test_what_telegram_does_not_hand_out_is_not_asked_for_again(self) -> None:
        assert TELEGRAM.fetch
        with stand_in.running() as other, pytest.raises(NotFetched) as problem:
            TELEGRAM.fetch(other.address, "a-film-of-two-hours")
        assert (problem.value.code, problem.value.temporary) == (NotFetched.TOO_LARGE, False)

    def test_one_larger_than_any_upload_is_given_up_while_it_comes(self) -> None:
        assert TELEGRAM.fetch
        with stand_in.running() as other:
            other.files["photo-1"] = bytes(10 * 1024 * 1024 + 1)
            with pytest.raises(NotFetched, match="too large"):
                TELEGRAM.fetch(other.address, "photo-1")

    @pytest.mark.parametrize("path", ["../../etc/passwd", "photos/a?b", "//elsewhere/a", "a\nb"])
    def test_a_path_leads_nowhere_but_to_the_files_of_our_bot(self, path: str) -> None:
        assert TELEGRAM.fetch
        with stand_in.running() as other:
            told = b'{"ok": true, "result": {"file_path": %s}}' % raw(path)
            other.moods.append((200, told))
            with pytest.raises(NotFetched):
                TELEGRAM.fetch(other.address, "photo-1")
        assert len(other.orders) == 0
