"""What is said in a confidential conversation stands nowhere in the open, and is read by few."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.chat.chats import begun
from tests.contacts.conversations.letters import HOUR, LETTER, answering, came, photo, taken_in
from tests.contacts.outside import Outside

from alo153.cases import actions as cases
from alo153.cases.models import Case
from alo153.channels.inbound import InboundFile
from alo153.channels.models import Arrival
from alo153.contacts.actions import sending
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import (
    note_inside,
    reply,
    resend_reply,
    seal_files,
    seal_rest,
    take_reply_back,
)
from alo153.contacts.conversations.actions.erasing import erase_conversations
from alo153.contacts.models import Conversation, ConversationNote, Message, MessageFile
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.database import sealed_text
from alo153.core.database.sealed_text import DOTS, reading
from alo153.core.text import fold
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
SECRETS = (
    "zümrütanka",
    "saklıkent",
    "tarçınboncuk",
    "leylakmavisi",
    "mercanköşk",
    "sedefdüğme",
    "kumruyuvası",
)
NOTES = InboundFile(
    name="sedefdüğme notları.xyz", content_type="text/plain", content=b"\0 gomecbalikfoto"
)
SECRET_LETTER = replace(
    LETTER,
    sender_name="Nilüfer Saklıkent",
    subject="Tarçınboncuk odası",
    text="Eşim beni zümrütanka diye tehdit ediyor.",
    new_text="Eşim beni zümrütanka diye tehdit ediyor.",
    html="<p>zümrütanka</p>",
    files=(photo("mercanköşk.png"), NOTES),
)


def opened_case() -> Case:
    with patch.object(confidential, "SAID", "Başka bir söz."):
        return confidential.opened()


def tied() -> Conversation:
    """Let a letter be about a confidential case."""
    _, conversation = taken_in(SECRET_LETTER)
    link(conversation)
    return Conversation.objects.get(pk=conversation.pk)


def link(conversation: Conversation) -> None:
    case = opened_case()
    cases.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)


def noted(conversation: Conversation, text: str = "Kumruyuvası dedi.") -> ConversationNote:
    meral = cast.staff("meral")
    return note_inside(conversation=conversation, text=text, by=meral, at=cast.AT)


def in_the_open() -> set[str]:
    told = confidential.whole_database()
    return {word for word in SECRETS if fold(word) in told}


@pytest.fixture
def meral_reads() -> Iterator[None]:
    with reading():
        yield


def test_no_table_has_a_word_of_it() -> None:
    _, conversation = taken_in(SECRET_LETTER)
    noted(conversation)
    assert in_the_open() == set(SECRETS) - {"leylakmavisi"}
    link(conversation)
    assert in_the_open() == set()


def test_what_comes_and_leaves_later_is_sealed_too() -> None:
    conversation = tied()
    meral = cast.staff("meral")
    ours = reply(conversation=conversation, text="Leylakmavisi evde.", by=meral, at=cast.AT)
    more = answering(ours, "Zümrütanka yine geldi.", subject="Re: Tarçınboncuk", files=(NOTES,))
    message, same = taken_in(more, at=cast.AT + HOUR)
    assert same == conversation
    cases.save_draft(user=meral, key=f"talk:{same.pk}", fields={"text": "Leylakmavisi"}, at=cast.AT)
    assert in_the_open() == set()
    assert message.files.count() == 1


def with_a_reason(client: Client, page: str) -> str:
    """Open a confidential conversation: its page asks why."""
    asked = client.get(page)["Location"]
    return client.post(asked, {"why": "work", "next": page}, follow=True).content.decode()


def test_notes_between_colleagues_are_sealed_and_read_by_those_alone(client: Client) -> None:
    conversation, meral, sevgi = tied(), cast.staff("meral"), cast.staff("sevgi")
    note = noted(conversation, "@sevgi kumruyuvası dedi.")
    assert noted(conversation, "@sevgi kumruyuvası dedi.") == note
    assert in_the_open() == set()
    told = StaffNotice.objects.get(kind="mention")
    assert told.reader == sevgi
    assert ConversationNote.objects.get().text == DOTS
    client.force_login(meral)
    assert "kumruyuvası" in with_a_reason(client, f"/center/conversations/{conversation.pk}/")


def test_the_row_of_a_chat_has_none_of_its_last_words(client: Client) -> None:
    conversation = begun("Zümrütanka geldi.", at=clock.now())
    client.force_login(cast.staff("meral"))
    assert "Zümrütanka" in client.get("/center/conversations/").content.decode()
    link(conversation)
    assert "Zümrütanka" not in client.get("/center/conversations/").content.decode()
    assert in_the_open() == set()


def test_its_subject_is_not_said_in_the_answer() -> None:
    ours = reply(conversation=tied(), text="Olur.", by=cast.staff("meral"), at=cast.AT)
    assert ours.subject == f"Re: {ours.conversation_id} numaralı mesajınız"


def test_who_may_read_it_reads_it_and_lists_show_dots(meral_reads: None) -> None:
    conversation = tied()
    meral, elif_ = cast.staff("meral"), cast.staff("elif")
    assert {row.subject for row in queries.waiting(meral)} == {DOTS}
    assert {each.body for each in queries.thread(conversation)} >= {DOTS}
    assert queries.opened(elif_, conversation.pk) is None
    found = queries.opened(meral, conversation.pk)
    assert found
    assert (found.subject, found.name) == (SECRET_LETTER.subject, "Nilüfer Saklıkent")
    assert SECRET_LETTER.text in {each.body for each in queries.thread(found)}


def test_the_page_shows_it_to_those_alone(client: Client) -> None:
    conversation = tied()
    seal_files(conversation_id=conversation.pk)
    page = f"/center/conversations/{conversation.pk}/"
    client.force_login(cast.staff("elif"))
    assert client.get(page).status_code == 404
    client.force_login(cast.staff("meral"))
    assert "zümrütanka" in with_a_reason(client, page)
    file = MessageFile.objects.get(content_type="")
    assert b"gomecbalikfoto" in b"".join(client.get(f"{page}files/{file.pk}/"))
    message = Message.objects.get(direction="in")
    assert b"".join(client.get(f"{page}raw/{message.pk}/")) == b"x"


def test_what_leaves_has_its_words() -> None:
    ours = reply(conversation=tied(), text="Leylakmavisi.", by=cast.staff("meral"), at=cast.AT)
    outside = Outside(None)
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=ours.pk, now=lambda: cast.AT)
    assert "Leylakmavisi." in outside.letters[0].body
    assert in_the_open() == set()


def test_an_answer_that_died_is_sent_again_with_its_words() -> None:
    conversation, meral, outside = tied(), cast.staff("meral"), Outside(None)
    ours = reply(conversation=conversation, text="Leylakmavisi.", by=meral, at=cast.AT)
    Message.objects.filter(pk=ours.pk).update(state=Message.State.FAILED)
    dead = Message.objects.get(pk=ours.pk)
    again = resend_reply(message=dead, conversation=conversation, by=meral, at=cast.AT)
    assert in_the_open() == set()
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=again.pk, now=lambda: cast.AT)
    assert "Leylakmavisi." in outside.letters[0].body


def test_an_answer_that_is_taken_back_has_its_words() -> None:
    conversation, meral = tied(), cast.staff("meral")
    ours = reply(
        conversation=conversation, text="Leylakmavisi.", wait_seconds=10, by=meral, at=cast.AT
    )
    back = take_reply_back(conversation=conversation, message_id=ours.pk, by=meral, at=cast.AT)
    assert back == "Leylakmavisi."


def test_a_letter_that_comes_twice_is_one_though_it_is_sealed() -> None:
    tied()
    assert came(SECRET_LETTER, at=cast.AT + HOUR) is None
    assert came(replace(SECRET_LETTER, text="Başka."), at=cast.AT + HOUR)


class TestFiles:
    def kept(self) -> list[bytes]:
        files = [Path(each.file.path) for each in MessageFile.objects.exclude(file="")]
        came = [Path(each.raw.path) for each in Arrival.objects.exclude(raw="")]
        return [each.read_bytes() for each in (*files, *came)]

    def test_files_and_the_letter_as_it_came_are_sealed_once(self) -> None:
        conversation = tied()
        seal_files(conversation_id=conversation.pk)
        first = self.kept()
        assert len(first) == 3
        assert all(each.startswith(b"alo153-sealed:") for each in first)
        assert not any(b"gomecbalikfoto" in each for each in first)
        seal_files(conversation_id=conversation.pk)
        assert self.kept() == first

    def test_who_was_killed_between_file_and_row_seals_no_second_time(self) -> None:
        conversation = tied()
        seal_files(conversation_id=conversation.pk)
        first = self.kept()
        MessageFile.objects.update(sealed=False)
        Arrival.objects.update(sealed=False)
        seal_rest()
        assert self.kept() == first
        assert not MessageFile.objects.filter(sealed=False).exists()

    def test_a_file_that_only_looks_sealed_is_sealed(self) -> None:
        false = replace(NOTES, content=b"alo153-sealed:nokey\n\0 gomecbalikfoto")
        _, conversation = taken_in(replace(SECRET_LETTER, files=(false,)))
        link(conversation)
        seal_files(conversation_id=conversation.pk)
        assert not any(b"gomecbalikfoto" in each for each in self.kept())

    def test_nobody_opens_one_whose_conversation_is_shut(self) -> None:
        tied()
        with reading(), pytest.raises(PermissionError):
            MessageFile.objects.first().content()  # type: ignore[union-attr]


def make_open(conversation: Conversation) -> None:
    """Put its words in the open, as they stood before they were sealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contacts_message SET body = 'zümrütanka', subject = 'tarçınboncuk'"
            " WHERE conversation_id = %s",
            [conversation.pk],
        )
        cursor.execute("UPDATE contacts_messagefile SET name = 'mercanköşk'")
        cursor.execute("UPDATE contacts_conversationnote SET text = 'kumruyuvası'")


def test_what_was_left_in_the_open_is_sealed_within_the_hour() -> None:
    conversation = tied()
    noted(conversation)
    make_open(conversation)
    assert in_the_open() == {"zümrütanka", "tarçınboncuk", "mercanköşk", "kumruyuvası"}
    seal_rest()
    assert in_the_open() == set()
    assert queries.not_all_sealed() == []


def test_a_note_alone_in_the_open_is_sealed_within_the_hour() -> None:
    conversation = tied()
    seal_files(conversation_id=conversation.pk)
    noted(conversation)
    assert queries.not_all_sealed() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE contacts_conversationnote SET text = 'kumruyuvası'")
    assert queries.not_all_sealed() == [conversation.pk]
    seal_rest()
    assert in_the_open() == set()


def test_an_upgrade_seals_what_stood_in_the_open() -> None:
    conversation = tied()
    note = noted(conversation)
    make_open(conversation)
    migration = importlib.import_module("alo153.contacts.migrations.0014_sealed_conversations")
    migration.seal_what_is_open(apps, None)
    assert in_the_open() == set()
    with reading(conversation):
        assert {each.body for each in queries.thread(conversation)} == {"zümrütanka"}
        assert ConversationNote.objects.get(pk=note.pk).text == "kumruyuvası"


def test_the_erased_leave_nothing() -> None:
    conversation = tied()
    noted(conversation)
    seal_files(conversation_id=conversation.pk)
    erase_conversations(values=[LETTER.sender], chats=[], word="silindi", at=cast.AT)
    told = Message.objects.filter(conversation=conversation)
    assert {each.body for each in told} == {"silindi"}
    assert {each.text for each in conversation.notes.all()} == {"silindi"}
    assert not MessageFile.objects.exists()


def test_a_conversation_about_an_open_case_is_as_it_was() -> None:
    _, conversation = taken_in()
    case = cast.open_case()
    cases.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    said = Message.objects.get(direction="in")
    assert (said.body, said.conversation) == (LETTER.new_text, conversation)
    assert not isinstance(said.body, sealed_text.SealedText)
