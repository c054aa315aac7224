"""What a citizen writes on the page becomes a conversation: once, bounded, and theirs alone."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun, said

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import attach_file, close, reply, take_reply_back
from alo153.contacts.conversations.chat import limits, queries
from alo153.contacts.conversations.chat.actions import CannotSay, Photo, leave, see
from alo153.contacts.models import Chat, Conversation, Message
from alo153.core import live
from alo153.core.files.uploads import check
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
State, CloseReason = Conversation.State, Conversation.CloseReason
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def test_the_first_words_begin_a_conversation_that_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(live, "publish", lambda *topics: told.extend(topics))
    message = said("  Su ne zaman gelecek? ")
    conversation = Conversation.objects.get()
    assert (conversation.channel, conversation.state) == (Channel.CHAT, State.WAITING)
    assert conversation.waiting_since == cast.AT
    assert (message.body, message.state) == ("Su ne zaman gelecek?", "received")
    assert {"conversations", f"chat:{conversation.pk}"} <= set(told)
    event = Event.objects.get(name="message.received")
    assert "Su ne" not in str(event.data)


def test_what_is_sent_twice_is_here_once() -> None:
    key = uuid4()
    assert said(key=key) == said(key=key, at=cast.AT + SECOND)
    assert Chat.objects.count() == Message.objects.count() == 1


def test_what_was_written_on_is_not_taken_for_the_same() -> None:
    key = uuid4()
    said("Su yok", key=key)
    for _ in range(2):
        said("Su yok. Gaz da kokuyor!", key=key)
        said("Su yok. Gaz da kokuyor!", key=key, photo=photo())
    written = Message.objects.order_by("pk").values_list("body", "files__name")
    assert sorted(written, key=str) == [
        ("Su yok", None),
        ("Su yok. Gaz da kokuyor!", "çukur.png"),
        ("Su yok. Gaz da kokuyor!", None),
    ]


def test_another_browser_has_another_chat_even_with_the_same_key() -> None:
    key = uuid4()
    assert said(key=key).conversation != said(key=key, token="another").conversation


def test_who_writes_on_writes_into_the_same_conversation() -> None:
    conversation = begun()
    reply(conversation=conversation, text="Saat 18.00.", by=cast.staff("elif"), at=cast.AT + SECOND)
    again = said("Teşekkürler, emin misiniz?", at=cast.AT + 2 * SECOND)
    conversation.refresh_from_db()
    assert again.conversation == conversation
    assert conversation.waiting_since == cast.AT + 2 * SECOND


def test_a_wrong_or_an_old_token_gets_nothing() -> None:
    begun()
    assert queries.of_token(TOKEN, at=cast.AT) is not None
    assert queries.of_token("", at=cast.AT) is None
    assert queries.of_token(f"{TOKEN}x", at=cast.AT) is None
    assert queries.of_token(TOKEN, at=cast.AT + timedelta(days=1, seconds=1)) is None
    assert TOKEN not in str(Chat.objects.values())


def test_an_old_token_begins_anew_and_the_old_chat_stays_closed_to_it() -> None:
    old = begun()
    new = begun("Yine ben", at=cast.AT + timedelta(days=2))
    assert old != new
    found = queries.of_token(TOKEN, at=cast.AT + timedelta(days=2))
    assert found is not None
    assert found.conversation == new


def test_a_citizen_who_leaves_takes_the_chat_along() -> None:
    conversation = begun()
    leave(token=TOKEN, at=cast.AT + SECOND)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.close_reason) == (State.CLOSED, CloseReason.LEFT)
    assert queries.of_token(TOKEN, at=cast.AT + SECOND) is None
    leave(token=TOKEN, at=cast.AT + SECOND)  # nothing more happens
    assert Event.objects.filter(name="conversation.left").count() == 1


def test_a_chat_that_the_center_ended_is_opened_by_new_words() -> None:
    conversation = begun()
    elif_ = cast.staff("elif")
    close(conversation=conversation, reason=CloseReason.SETTLED, by=elif_, at=cast.AT + SECOND)
    said("Bir şey daha", at=cast.AT + 2 * SECOND)
    conversation.refresh_from_db()
    assert conversation.state == State.WAITING


def test_an_answer_is_on_the_page_at_once_and_can_be_taken_from_it_for_ten_seconds() -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    at = cast.AT + HOUR
    first = reply(conversation=conversation, text="Yarın.", wait_seconds=10, by=elif_, at=at)
    assert (first.state, first.sent_at) == ("sent", at)
    # No answer keeps the next one waiting
    reply(conversation=conversation, text="Yani perşembe.", by=elif_, at=at + SECOND)
    later = at + 10 * SECOND
    taken = take_reply_back(conversation=conversation, message_id=first.pk, by=elif_, at=later)
    assert taken == "Yarın."
    first.refresh_from_db()
    assert first.state == "recalled"
    conversation.refresh_from_db()
    assert conversation.state == State.ANSWERED
    assert conversation.first_answered_at == at + SECOND
    assert Event.objects.filter(name="message.recalled").count() == 1


def test_after_that_it_stays() -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    message = reply(conversation=conversation, text="Yarın.", by=elif_, at=cast.AT)
    later = cast.AT + 13 * SECOND
    assert (
        take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=later)
        is None
    )


def test_what_was_taken_back_is_no_answer() -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    message = reply(conversation=conversation, text="Yarın.", by=elif_, at=cast.AT + SECOND)
    take_reply_back(
        conversation=conversation, message_id=message.pk, by=elif_, at=cast.AT + 2 * SECOND
    )
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, cast.AT)
    assert conversation.first_answered_at is None


def test_the_desk_hears_once_that_answers_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = begun()
    chat = conversation.chat
    told: list[str] = []
    monkeypatch.setattr(live, "publish", lambda *topics: told.extend(topics))
    see(chat=chat, read_to=None, at=cast.AT)
    assert told == []
    for _ in range(2):
        see(chat=chat, read_to=cast.AT + SECOND, at=cast.AT + HOUR)
    assert told == [f"conversation:{conversation.pk}"]
    chat.refresh_from_db()
    assert (chat.read_at, chat.seen_at) == (cast.AT + SECOND, cast.AT + HOUR)


def refused(text: str, **other: object) -> CannotSay:
    with pytest.raises(CannotSay) as refusal:
        said(text, **other)  # type: ignore[arg-type]
    return refusal.value


def test_no_words_and_too_many_begin_nothing() -> None:
    assert refused("  ").why == CannotSay.EMPTY
    assert refused("ş" * 2003).excess == 3
    assert not Chat.objects.exists()


def test_a_chat_takes_so_many_words_a_minute_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_A_MINUTE", 2)
    monkeypatch.setattr(limits, "MOST_MESSAGES", 3)
    said()
    said()
    assert refused("Hızlı").why == CannotSay.TOO_FAST
    said("Yavaş", at=cast.AT + timedelta(seconds=61))
    assert refused("Çok", at=cast.AT + HOUR).why == CannotSay.TOO_MANY


def test_so_many_chats_are_open_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OPEN", 1)
    begun()
    assert refused("Ben de", token="another").why == CannotSay.FULL
    said("Ben yazmaya devam ederim", at=cast.AT + SECOND)
    # Whose page was closed long ago is not there any more
    assert said(token="another", at=cast.AT + HOUR)


def photo() -> Photo:
    content = BytesIO()
    Image.new("RGB", (40, 30), "gray").save(content, "PNG")
    content.seek(0)
    return Photo(name="çukur.png", checked=check(content))


def test_a_photo_goes_with_words_or_alone_and_there_are_so_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    message = said("", photo=photo())
    file = message.files.get()
    assert (file.name, file.content_type, file.needs_care) == ("çukur.png", "image/jpeg", False)
    assert refused("Bir daha", photo=photo()).why == CannotSay.TOO_MANY_FILES


def test_several_photos_go_with_one_message_and_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    key, several = uuid4(), [photo(), photo()]
    message = said("İki yer", key=key, photos=several)
    assert said("İki yer", key=key, photos=several) == message
    assert message.files.count() == 2
    assert said("İki yer", key=key, photos=several[:1]) != message
    monkeypatch.setattr(limits, "MOST_AT_ONCE", 2)
    assert refused("Üç yer", photos=[*several, photo()]).why == CannotSay.TOO_MANY_AT_ONCE
    monkeypatch.setattr(limits, "MOST_FILES", 4)
    assert refused("İki daha", photos=several).why == CannotSay.TOO_MANY_FILES
    assert said("Bir daha", photo=photo())


def test_what_we_answered_with_takes_no_room_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    conversation, elif_ = begun(), cast.staff("elif")
    checked = photo().checked
    attach_file(conversation=conversation, file=checked, name="Plan", by=elif_, at=cast.AT)
    reply(conversation=conversation, text="Ekte.", by=elif_, at=cast.AT)
    assert said("Benim fotoğrafım", photo=photo()).files.count() == 1
