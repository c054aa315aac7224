"""Every message of whoever signed in stands on one page, and nobody else's."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import HOUR, sms, taken_in
from tests.contacts.way import open_case

from alo153.cases import actions as case_actions
from alo153.cases.life import own_messages
from alo153.citizens.actions import recognize, recognize_vouched
from alo153.citizens.channel import Channel
from alo153.citizens.signed_in import SignedIn
from alo153.citizens.vouching.contract import Vouched
from alo153.contacts import actions
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import CITIZEN, SYSTEM

pytestmark = pytest.mark.django_db
PHONE = "+905320000101"
AYSE = SignedIn(PHONE)
LATER = cast.AT + timedelta(hours=2)


def leave() -> None:
    """Let all leave that waits."""
    for pk in list(Message.objects.filter(state="queued").values_list("pk", flat=True)):
        actions.send(message_id=pk, now=lambda: LATER)


def told(asker: SignedIn = AYSE, at: datetime = LATER) -> list[str]:
    return [own.message.body for own in own_messages.of(asker, at=at)]


def test_messages_about_applications_and_what_was_asked_by_sms_are_there() -> None:
    case = open_case(Channel.SMS)
    _, talk = taken_in(sms("Yarın geliyor musunuz?"), channel=Channel.SMS, at=cast.AT + HOUR)
    leave()
    own = own_messages.of(AYSE, at=LATER)
    assert own[0].message.body == "Yarın geliyor musunuz?"
    assert own[0].case is None
    assert talk.address == PHONE
    assert own[1].case == case
    assert "Takip kodu" in own[1].message.body


def test_what_can_still_be_taken_back_was_not_said_yet() -> None:
    _, talk = taken_in(sms("Yarın geliyor musunuz?"), channel=Channel.SMS, at=cast.AT + HOUR)
    elif_ = cast.staff("elif")
    reply(conversation=talk, text="Evet, sabah.", seen="", wait_seconds=10, by=elif_, at=LATER)
    assert told() == ["Yarın geliyor musunuz?"]


def test_codes_and_what_others_wrote_are_not() -> None:
    open_case(Channel.SMS, phone="+905329990000")
    taken_in(sms("Başkası", sender="+905329990000"), channel=Channel.SMS, at=cast.AT)
    actions.send_sign_in_code(phone=PHONE, at=cast.AT)
    leave()
    assert told() == []


def test_what_is_confidential_is_not_there() -> None:
    confidential.opened()
    who = SignedIn(confidential.PHONE)
    _, talk = taken_in(
        sms("Orada mısınız?", sender=confidential.PHONE), channel=Channel.SMS, at=cast.AT
    )
    leave()
    assert told(who) == ["Orada mısınız?"]
    case = confidential.opened()
    case_actions.link_conversation(case=case, conversation=talk, by=SYSTEM, at=cast.AT)
    assert told(who) == []


def test_a_number_that_moved_on_shows_no_old_talk() -> None:
    taken_in(sms("Eski"), channel=Channel.SMS, at=cast.AT)
    assert told(at=cast.AT + timedelta(days=89)) == ["Eski"]
    assert told(at=cast.AT + timedelta(days=91)) == []


def test_whoever_is_vouched_for_sees_what_is_of_their_record() -> None:
    case = open_case(Channel.SMS)
    vouched = Vouched("a", "Ayşe Işık", PHONE)
    citizen = recognize_vouched(provider="oidc", vouched=vouched, at=cast.AT)
    assert citizen == case.reporter
    taken_in(sms("Kimdendi?"), channel=Channel.SMS, at=cast.AT + HOUR)
    leave()
    assert len(told(SignedIn(PHONE, citizen.pk))) == 2


def test_a_talk_from_an_address_that_somebody_vouched_for_only_gave_is_not_there() -> None:
    victims = "+905329990000"
    vouched = Vouched("a", "Ayşe Işık", PHONE)
    citizen = recognize_vouched(provider="oidc", vouched=vouched, at=cast.AT)
    recognize(phone=victims, known=citizen, by=CITIZEN, at=cast.AT)
    _, talk = taken_in(sms("Gizlim", sender=victims), channel=Channel.SMS, at=cast.AT + HOUR)
    Conversation.objects.filter(pk=talk.pk).update(citizen=citizen)
    assert told(SignedIn(PHONE, citizen.pk)) == []
    assert told(SignedIn(citizen=citizen.pk)) == []


def test_it_costs_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    open_case(Channel.SMS)
    leave()
    told()
    with django_assert_num_queries(4):
        told()
