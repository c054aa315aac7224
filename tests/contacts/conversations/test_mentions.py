"""Notes between colleagues: whom they name, who is told, and that nothing of them leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import sms, taken_in

from alo153.accounts.policy import NotPermitted
from alo153.cases.actions import link_conversation
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import CannotNote, note_inside
from alo153.contacts.conversations.actions.noting import LONGEST_NOTE, SAME_WITHIN
from alo153.contacts.conversations.mentions import names_in
from alo153.contacts.models import Conversation, ConversationNote, Message
from alo153.core.actor import SYSTEM
from alo153.notices.models import StaffNotice


def noted(conversation: Conversation, text: str, by: str = "elif") -> ConversationNote:
    return note_inside(conversation=conversation, text=text, by=cast.staff(by), at=cast.AT)


def refused(conversation: Conversation, text: str, by: str = "elif") -> CannotNote:
    with pytest.raises(CannotNote) as why:
        noted(conversation, text, by)
    return why.value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Elif bakar mısın?", ["elif"]),
        ("Bunu @murat. @elif, @murat", ["murat", "elif"]),
        ("153@kocaeli.bel.tr yazdı", []),
        ("(@ayse.kaya)", ["ayse.kaya"]),
        ("@ @@ @-", []),
    ],
)
def test_a_name_stands_behind_an_at(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(name and f"@{name}" in text.lower() for name in names_in(text) if name.isascii())


@pytest.mark.django_db
def test_a_note_tells_whom_it_names_and_nothing_of_it_leaves() -> None:
    murat, _ = cast.staff("murat"), cast.staff("elif")
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    sent = Message.objects.count()
    note = noted(conversation, "@murat bu adam üçüncü kez yazıyor, @elif")
    told = StaffNotice.objects.get(kind="mention")
    assert (told.reader, told.path) == (
        murat,
        f"/center/conversations/{conversation.pk}/#note-{note.pk}",
    )
    assert "üçüncü" not in told.title + told.text
    outside = Message.objects.exclude(recipient="staff")
    assert outside.count() == sent
    assert not Message.objects.filter(body__contains="üçüncü").exists()


@pytest.mark.django_db
def test_who_may_not_read_it_cannot_be_named() -> None:
    cast.staff("selin")
    _, conversation = taken_in()
    why = refused(conversation, "@selin bakar mısın?")
    assert (why.why, why.names) == (CannotNote.NOT_A_READER, [cast.staff("selin").full_name])
    assert refused(conversation, "@kimse").why == CannotNote.UNKNOWN
    with pytest.raises(NotPermitted):
        noted(conversation, "Merhaba", by="selin")
    assert not ConversationNote.objects.exists()
    assert not StaffNotice.objects.exists()


@pytest.mark.django_db
def test_a_confidential_one_stays_among_its_readers() -> None:
    case = confidential.opened()
    _, conversation = taken_in(sms("Tamam", sender=confidential.PHONE), channel=Channel.SMS)
    link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    cast.staff("elif")
    with pytest.raises(NotPermitted):
        noted(conversation, "Bakalım", by="elif")
    assert refused(conversation, "@elif", by="meral").why == CannotNote.NOT_A_READER


@pytest.mark.django_db
def test_a_button_that_is_pressed_again_is_one_note() -> None:
    _, conversation = taken_in()
    assert noted(conversation, "Arandı.") == noted(conversation, " Arandı. ")
    later = cast.AT + SAME_WITHIN
    note_inside(conversation=conversation, text="Arandı.", by=cast.staff("elif"), at=later)
    assert conversation.notes.count() == 2
    too_long = refused(conversation, "x" * (LONGEST_NOTE + 7))
    assert (too_long.why, too_long.excess) == (CannotNote.TOO_LONG, 7)
    assert refused(conversation, "@a " * 3 + " ".join(f"@a{n}" for n in range(10))).why == (
        CannotNote.TOO_MANY_NAMES
    )
