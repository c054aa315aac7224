"""Files go with an answer: kept while it is written, sent with it, and back if it is taken back."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun
from tests.contacts.conversations.letters import AYSE, photo, sms, taken_in
from tests.contacts.outside import Outside

from alo153.channels.contract import LetterFile, PermanentFailure
from alo153.citizens.channel import Channel
from alo153.contacts import tasks
from alo153.contacts.actions import letters, sending
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import (
    CannotReply,
    HeldByColleague,
    TooManyFiles,
    attach_file,
    detach_file,
    erasing,
    forget_reply_files,
    make_confidential,
    reply,
    resend_reply,
    seal_files,
    take,
    take_reply_back,
)
from alo153.contacts.conversations.chat.actions import forward_unread, leave_address
from alo153.contacts.models import Conversation, Message, MessageFile, ReplyFile
from alo153.core import clock
from alo153.core.database.sealed_text import open_up, reading
from alo153.core.files.uploads import CheckedFile, check
from alo153.core.keyring import KeyringError

pytestmark = pytest.mark.django_db
PLAN = CheckedFile(b"%PDF-1.7 plan", "application/pdf")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Keep the files of a test by themselves."""
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path


def attached(
    conversation: Conversation, name: str = "Plan.pdf", file: CheckedFile = PLAN, who: str = "elif"
) -> ReplyFile:
    return attach_file(
        conversation=conversation, file=file, name=name, by=cast.staff(who), at=cast.AT
    )


def answered(conversation: Conversation, *, who: str = "elif", **more: Any) -> Message:
    return reply(
        conversation=conversation, text="Ekte.", by=cast.staff(who), **{"at": cast.AT, **more}
    )


def sent(message: Message, *answers: Exception | None) -> Outside:
    outside = Outside(*(answers or (None,)))
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=message.pk, now=lambda: cast.AT)
    return outside


def stored(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in folder.rglob("contacts/**/*") if each.is_file()]


def test_they_leave_with_the_answer_and_with_no_other() -> None:
    _, conversation = taken_in()
    attached(conversation)
    attached(conversation, "Durak.png", check(BytesIO(photo().content)))
    [letter] = sent(answered(conversation)).letters
    assert [(each.name, each.content_type) for each in letter.files] == [
        ("Plan.pdf", "application/pdf"),
        ("Durak.jpg", "image/jpeg"),
    ]
    assert letter.files[0].content == PLAN.content
    [next_letter] = sent(answered(conversation)).letters
    assert next_letter.files == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kötü\r\nBcc: x.pdf.exe", "kötü Bcc: x.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\belgeler\\plan.pdf", "plan.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("", "dosya.pdf"),
        ("ş" * 300, "ş" * 100 + ".pdf"),
    ],
)
def test_a_name_is_one_line_and_says_what_the_file_is(given: str, kept: str) -> None:
    _, conversation = taken_in()
    assert attached(conversation, given).name == kept


def test_each_colleague_has_their_own_and_only_so_many() -> None:
    _, conversation = taken_in()
    for _ in range(5):
        attached(conversation)
    with pytest.raises(TooManyFiles):
        attached(conversation)
    attached(conversation, who="hakan")
    message = answered(conversation)
    assert message.files.count() == 5
    assert [each.author.username for each in ReplyFile.objects.all()] == ["hakan"]


def test_nobody_attaches_to_what_a_colleague_has() -> None:
    _, conversation = taken_in()
    take(conversation=conversation, by=cast.staff("hakan"), at=cast.AT)
    with pytest.raises(HeldByColleague):
        attached(conversation)


def test_what_is_taken_off_is_gone_from_the_disk(
    folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    _, conversation = taken_in()
    kept, others = attached(conversation), attached(conversation, who="hakan")
    elif_ = cast.staff("elif")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            detach_file(conversation=conversation, file_id=kept.pk, by=elif_)
    with django_capture_on_commit_callbacks(execute=True):
        detach_file(conversation=conversation, file_id=others.pk, by=elif_)
    assert list(ReplyFile.objects.all()) == [others]
    assert len(stored(folder)) == 1


def test_its_author_takes_it_off_whoever_has_the_talk() -> None:
    _, conversation = taken_in()
    kept = attached(conversation)
    take(conversation=conversation, by=cast.staff("hakan"), at=cast.AT)
    detach_file(conversation=conversation, file_id=kept.pk, by=cast.staff("hakan"))
    assert ReplyFile.objects.exists()
    detach_file(conversation=conversation, file_id=kept.pk, by=cast.staff("elif"))
    assert not ReplyFile.objects.exists()


def test_what_nobody_sends_is_gone_after_a_week(
    folder: Path, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, conversation = taken_in()
    attached(conversation)
    monkeypatch.setattr(clock, "now", lambda: cast.AT + timedelta(days=7))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_reply_files()
    assert len(stored(folder)) == 1
    monkeypatch.setattr(clock, "now", lambda: cast.AT + timedelta(days=7, seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_reply_files()
    assert not ReplyFile.objects.exists()
    assert stored(folder) == []


def test_what_a_chat_has_shown_stays_when_the_file_that_waits_is_forgotten(
    folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    attached(conversation)
    message = answered(conversation)
    take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=cast.AT)
    with django_capture_on_commit_callbacks(execute=True):
        forget_reply_files(before=cast.AT + MINUTE)
    assert not ReplyFile.objects.exists()
    with message.files.get().content() as content:
        assert content.read() == PLAN.content


def test_an_answer_that_is_taken_back_gives_its_files_back(folder: Path) -> None:
    _, conversation = taken_in()
    attached(conversation)
    message = answered(conversation, wait_seconds=10)
    assert not ReplyFile.objects.exists()
    elif_ = cast.staff("elif")
    take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=cast.AT)
    assert not MessageFile.objects.exists()
    [letter] = sent(answered(conversation)).letters
    assert [each.content for each in letter.files] == [PLAN.content]
    assert len(stored(folder)) == 1


def test_what_a_chat_has_shown_stays_with_what_was_taken_back(
    folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    attached(conversation)
    message = answered(conversation)
    take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=cast.AT)
    back = ReplyFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        detach_file(conversation=conversation, file_id=back.pk, by=elif_)
    with message.files.get().content() as content:
        assert content.read() == PLAN.content


@pytest.mark.parametrize(
    ("channel", "count", "size", "why"),
    [
        (Channel.SMS, 1, 10, CannotReply.NO_FILES),
        (Channel.EMAIL, 2, 9 * 1024**2, CannotReply.LARGE_FILES),
    ],
)
def test_what_a_way_does_not_take_is_refused_and_stays(
    channel: Channel, count: int, size: int, why: str
) -> None:
    _, conversation = (
        taken_in() if channel == Channel.EMAIL else taken_in(sms("?"), channel=channel)
    )
    for _ in range(count):
        attached(conversation)
    ReplyFile.objects.update(size=size)
    with pytest.raises(CannotReply) as refused:
        answered(conversation)
    assert refused.value.why == why
    assert ReplyFile.objects.count() == count
    assert not Message.objects.filter(purpose="reply").exists()


def test_one_that_did_not_arrive_is_sent_again_with_its_files() -> None:
    _, conversation = taken_in()
    attached(conversation)
    message = answered(conversation)
    sent(message, PermanentFailure("smtp 554"))
    dead = Message.objects.get(pk=message.pk)
    elif_ = cast.staff("elif")
    again = resend_reply(message=dead, conversation=conversation, by=elif_, at=cast.AT)
    assert [each.name for each in sent(again).letters[0].files] == ["Plan.pdf"]


def test_a_file_that_is_gone_lets_the_answer_wait_and_nothing_leaves(folder: Path) -> None:
    _, conversation = taken_in()
    attached(conversation)
    message = answered(conversation)
    for each in folder.rglob("*.pdf"):
        each.unlink()
    outside = sent(message)
    message.refresh_from_db()
    assert (outside.letters, message.state, message.last_error) == ([], "queued", "file not there")


class TestConfidential:
    def test_they_are_sealed_as_they_wait_and_leave_open(self, folder: Path) -> None:
        _, conversation = taken_in()
        attached(conversation)
        make_confidential(conversation=conversation, at=cast.AT)
        seal_files(conversation_id=conversation.pk)
        conversation.refresh_from_db()
        assert not any(PLAN.content in each for each in stored(folder))
        assert "Plan" not in str(ReplyFile.objects.values_list("name", flat=True)[0])
        # It was Elif's, who may not read it any more; Meral attaches one of her own
        attached(conversation, "Rapor.pdf", who="meral")
        seal_files(conversation_id=conversation.pk)
        message = answered(conversation, who="meral")
        seal_files(conversation_id=conversation.pk)
        assert not any(PLAN.content in each for each in stored(folder))
        [letter] = sent(message).letters
        assert letter.files == (
            LetterFile(name="Rapor.pdf", content_type=PLAN.content_type, content=PLAN.content),
        )

    def test_without_its_key_an_answer_waits_and_nothing_leaves(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, conversation = taken_in()
        make_confidential(conversation=conversation, at=cast.AT)
        message = answered(conversation, who="meral")

        def lost(_row: Message) -> None:
            raise KeyringError

        monkeypatch.setattr(letters, "unseal_row", lost)
        outside = sent(message)
        message.refresh_from_db()
        assert (outside.letters, message.state, message.last_error) == ([], "queued", "key missing")

    def test_one_that_was_not_sealed_yet_is_found_within_the_hour(self) -> None:
        _, conversation = taken_in()
        make_confidential(conversation=conversation, at=cast.AT)
        attached(conversation, who="meral")
        assert queries.not_all_sealed() == [conversation.pk]
        seal_files(conversation_id=conversation.pk)
        assert queries.not_all_sealed() == []

    def test_nobody_opens_one_that_is_shut(self) -> None:
        _, conversation = taken_in()
        make_confidential(conversation=conversation, at=cast.AT)
        kept = ReplyFile.objects.get(pk=attached(conversation, who="meral").pk)
        with reading():
            with pytest.raises(PermissionError):
                kept.content()
            open_up(kept.conversation)
            assert kept.content().read() == PLAN.content


def test_who_is_erased_leaves_no_file(folder: Path) -> None:
    _, conversation = taken_in()
    attached(conversation)
    answered(conversation)
    attached(conversation)
    erasing.erase_conversations(values=[AYSE], chats=[], word="-", at=cast.AT)
    assert stored(folder) == []
    assert not ReplyFile.objects.exists()
    assert not MessageFile.objects.exists()


@pytest.mark.parametrize(
    ("channel", "address", "goes"),
    [(Channel.EMAIL, AYSE, True), (Channel.SMS, "+905320000101", False)],
)
def test_what_a_chat_did_not_show_goes_along_or_is_told_of(
    channel: Channel, address: str, goes: bool
) -> None:
    conversation = begun()
    leave_address(token=TOKEN, channel=channel, address=address, at=cast.AT)
    attached(conversation)
    answered(conversation)
    forward_unread(conversation_id=conversation.pk, at=cast.AT + 3 * MINUTE)
    message = Message.objects.exclude(channel=Channel.CHAT).get()
    assert [each.name for each in message.files.all()] == (["Plan.pdf"] if goes else [])
    assert ("1 dosya" in message.body) is not goes
