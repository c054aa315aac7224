"""A low rating is asked about; with words and a wish it becomes a call-back for a supervisor."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.accounts.policy import NotPermitted
from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenErased
from alo153.city import numbers
from alo153.contacts.actions import opt_out, rate_interaction, send
from alo153.contacts.models import Interaction, Message
from alo153.core import events
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.quality import actions, feedback_link
from alo153.quality.models import ContactFeedback
from alo153.quality.queries import feedback

pytestmark = pytest.mark.django_db
NUMBER = "0532 000 01 01"


def rated(rating: int | None = 1, contact: Interaction | None = None) -> Interaction:
    found = contact or made.contact()
    if rating:
        rate_interaction(interaction=found, rating=rating, by=CITIZEN, at=cast.AT)
    found.refresh_from_db()
    return found


def said(contact: Interaction, *, wishes_call: bool = True) -> ContactFeedback:
    return actions.give_feedback(
        interaction=contact,
        rating=None,
        words="Kimse dinlemedi.",
        number=numbers.parse(NUMBER) if wishes_call else None,
        at=cast.AT,
    )


def test_low_with_words_and_a_wish_is_a_call_back_and_nothing_less_is() -> None:
    hakan = cast.staff("hakan")
    row = said(rated(1))
    said(rated(2), wishes_call=False)
    said(rated(4))
    assert list(feedback.to_call(hakan)) == [row]
    actions.handle_feedback(feedback=row, result="Özür diledik.", by=hakan, at=cast.AT)
    assert list(feedback.to_call(hakan)) == []
    assert [each.result for each in feedback.called(hakan)] == ["Özür diledik."]


def test_it_is_said_once() -> None:
    contact = rated()
    said(contact)
    with pytest.raises(actions.FeedbackGivenBefore):
        said(contact)


def test_a_confidential_contact_is_not_shown() -> None:
    contact = rated(1, made.contact(channel=Channel.CHAT))
    said(contact)
    hakan = cast.staff("hakan")
    assert feedback.to_call(hakan).exists()
    cast.open_case(about="kadin-destek").interactions.add(contact)
    assert not feedback.to_call(hakan).exists()


def test_agents_call_nobody_back() -> None:
    row = said(rated())
    with pytest.raises(NotPermitted):
        actions.handle_feedback(feedback=row, result="x", by=cast.staff("elif"), at=cast.AT)


def test_a_link_names_its_contact_for_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = rated()
    token = feedback_link.token_of(contact)
    assert feedback_link.contact_of(token) == contact
    assert feedback_link.contact_of(token[:-1] + "x") is None
    assert feedback_link.contact_of("1") is None
    monkeypatch.setattr(feedback_link, "HOLDS_FOR", timedelta(seconds=-1))
    assert feedback_link.contact_of(token) is None


def test_who_is_erased_leaves_no_word() -> None:
    contact = rated()
    contact.citizen = cast.citizen("Ayşe Işık")
    contact.save(update_fields=["citizen"])
    row = said(contact)
    hakan = cast.staff("hakan")
    actions.handle_feedback(feedback=row, result="Ayşe Hanım arandı.", by=hakan, at=cast.AT)
    events.record(
        CitizenErased(reason="asked", contacts=1), subject=contact.citizen, by=SYSTEM, at=cast.AT
    )
    row.refresh_from_db()
    assert (row.number, row.result, "dinlemedi" in row.words) == ("", "", False)


def called(number: str = "+905320000101") -> Interaction:
    call = let_ring(number)
    talks(call)
    return call.interaction


def test_a_low_rating_of_a_call_is_asked_about_by_sms() -> None:
    contact = called()
    rated(3, contact)
    assert not Message.objects.exists()
    rated(2, contact)
    message = Message.objects.get()
    assert (message.to, message.channel) == ("+905320000101", Channel.SMS)
    assert "/feedback/" in message.body


def test_who_wants_only_what_is_owed_is_not_asked() -> None:
    rated(1, called())
    message = Message.objects.get()
    opt_out(channel=Channel.SMS, to=message.to, by=SYSTEM, at=cast.AT)
    send(message_id=message.pk, now=lambda: cast.AT)
    message.refresh_from_db()
    assert (message.state, message.last_error) == (Message.State.WITHHELD, "opted_out")


@pytest.mark.parametrize("number", ["", "+902623000000", "+99000", "1234567"])
def test_a_rating_is_kept_of_whatever_number_it_comes(number: str) -> None:
    assert rated(1, called(number)).rating == 1
    assert not Message.objects.exists()


def test_a_counter_sends_no_question() -> None:
    rated(1)
    assert not Message.objects.exists()
