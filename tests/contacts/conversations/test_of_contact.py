"""A moment of contact leads to the conversation that it was a part of."""

from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.letters import HOUR, sms, taken_in

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import close
from alo153.contacts.conversations.queries import of_contact
from alo153.contacts.models import Conversation, Interaction

pytestmark = pytest.mark.django_db


def test_an_earlier_contact_leads_to_its_conversation_as_the_last_one_does() -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    elif_ = cast.staff("elif")
    settled = Conversation.CloseReason.SETTLED
    close(conversation=conversation, reason=settled, by=elif_, at=cast.AT + HOUR)
    taken_in(sms("Yine yok"), channel=Channel.SMS, at=cast.AT + 2 * HOUR)
    taken_in(sms("Başka biri", sender="+905320000999"), channel=Channel.SMS)
    contacts = Interaction.objects.filter(address="+905320000101").order_by("pk")
    assert {of_contact(contact) for contact in contacts} == {
        Conversation.objects.get(pk=conversation.pk)
    }


def test_a_contact_of_another_time_leads_nowhere() -> None:
    taken_in(sms("Su yok"), channel=Channel.SMS)
    contact = Interaction.objects.get()
    contact.pk, contact.started_at = None, cast.AT - timedelta(days=30)
    contact.save()
    assert of_contact(contact) is None
