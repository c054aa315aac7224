"""Where a letter is answered: at its sender, and elsewhere only if nobody can be deceived by it."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.contacts.conversations.letters import AYSE, HOUR, LETTER, answering, came, taken_in

from alo153.citizens.models import Identity
from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.conversations.answer_address import answer_address
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient

State, CloseReason = Conversation.State, Conversation.CloseReason
OURS = {"153@kocaeli.bel.tr"}
FORM = "no-reply@form.example"
THEIRS = "muhtar@mahalle.example"
ADDRESSES = st.sampled_from([AYSE, FORM, THEIRS, "", "root@form.example", *OURS])


@pytest.mark.parametrize("sender", [FORM, "noreply-42@x.example", "yanitlamayiniz@x.example", ""])
def test_who_takes_no_mail_is_answered_where_they_say(sender: str) -> None:
    letter = replace(LETTER, sender=sender, reply_to=THEIRS)
    assert answer_address(letter, ours=OURS) == THEIRS


@pytest.mark.parametrize("wished", ["", "153@kocaeli.bel.tr", "mailer-daemon@x.example", FORM])
def test_nothing_goes_to_ourselves_or_a_machine(wished: str) -> None:
    assert answer_address(replace(LETTER, sender=FORM, reply_to=wished), ours=OURS) == FORM


@given(sender=ADDRESSES, wished=ADDRESSES)
def test_somebodys_answers_go_nowhere_else(sender: str, wished: str) -> None:
    found = answer_address(replace(LETTER, sender=sender, reply_to=wished), ours=OURS)
    assert found in {sender, wished}
    if sender in {AYSE, THEIRS}:
        assert found == sender


@pytest.mark.django_db
class TestTalk:
    def test_a_form_is_answered_at_its_writer_who_is_nobody_known(self) -> None:
        case_of_theirs = cast.open_case(email=THEIRS)
        Identity.objects.filter(value=THEIRS).update(verified_at=cast.AT)
        assert case_of_theirs.reporter
        message, conversation = taken_in(replace(LETTER, sender=FORM, reply_to=THEIRS))
        assert (conversation.address, conversation.citizen) == (THEIRS, None)
        assert (message.sender, message.reply_to) == (FORM, THEIRS)
        assert not Message.objects.filter(purpose="arrived").exists(), "no machine writes there"
        ours = reply(conversation=conversation, text="Olur.", by=cast.staff("elif"), at=cast.AT)
        assert (ours.to, ours.recipient) == (THEIRS, Recipient.UNVERIFIED)
        # The answer of its writer proves the address, and goes on with the talk
        _, same = taken_in(answering(ours, sender=THEIRS), at=cast.AT + HOUR)
        assert same == conversation
        Message.objects.filter(pk=ours.pk).update(state="sent", sent_at=cast.AT)
        more = reply(conversation=same, text="Tamam.", by=cast.staff("elif"), at=cast.AT + HOUR)
        assert more.recipient == Recipient.CITIZEN

    def test_nobody_gets_the_answers_of_somebody_else(self) -> None:
        _, conversation = taken_in(replace(LETTER, reply_to=THEIRS))
        assert conversation.address == AYSE
        ours = reply(conversation=conversation, text="Olur.", by=cast.staff("elif"), at=cast.AT)
        assert ours.to == AYSE
        # Nor by a letter within the talk, whatever it names
        _, same = taken_in(answering(ours, reply_to=THEIRS), at=cast.AT + HOUR)
        assert (same, same.address) == (conversation, AYSE)
        stolen = answering(ours, sender=FORM, reply_to=THEIRS)
        message = came(stolen, at=cast.AT + HOUR)
        assert message
        assert message.conversation != conversation

    def test_nobody_is_silenced_by_unwanted_mail_that_names_them(self) -> None:
        spam = replace(LETTER, sender=FORM, reply_to=THEIRS, text="Ucuz!", new_text="Ucuz!")
        _, unwanted = taken_in(spam)
        close(conversation=unwanted, reason=CloseReason.SPAM, by=cast.staff("elif"), at=cast.AT)
        genuine = replace(LETTER, reference="<iki@posta>", sender=THEIRS)
        _, theirs = taken_in(genuine, at=cast.AT + HOUR)
        assert (theirs != unwanted, theirs.state) == (True, State.WAITING)
        # Whoever sent it stays unheard, whatever was written to the address meanwhile
        _, more = taken_in(replace(spam, reference="<üç@posta>"), at=cast.AT + 2 * HOUR)
        assert (more, more.state) == (unwanted, State.CLOSED)

    def test_the_page_says_who_is_answered(self, client: Client) -> None:
        client.force_login(cast.staff("elif"))
        for sender in (AYSE, FORM):
            name = f"<{sender}>"
            _, conversation = taken_in(
                replace(LETTER, reference=name, sender=sender, reply_to=THEIRS)
            )
            page = client.get(f"/center/conversations/{conversation.pk}/").content.decode()
            assert THEIRS in page
            assert ("anybody can name" in page or "herkes" in page) is (sender == AYSE)
            assert re.search(
                rf"Gönder: e-posta: {re.escape(conversation.address)}\s*</button>", page
            )
