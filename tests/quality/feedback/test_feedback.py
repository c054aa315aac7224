"""A low rating is asked about; with words and a wish it becomes a call-back for a supervisor."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.quality import made
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.accounts.policy import NotPermitted
from alo153.calls.models import BlockPolicy
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.contacts.actions import log_information, opt_out, rate_interaction, send
from alo153.contacts.models import Interaction, Message
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.quality import actions, feedback_link
from alo153.quality.actions import asking
from alo153.quality.models import ContactFeedback, Plan
from alo153.quality.queries import feedback
from alo153.quality.queries.feedback import Group
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

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


def test_words_and_number_go_after_a_year_and_the_rating_stays() -> None:
    contact = rated(1)
    said(contact)
    assert actions.expire_feedback(at=cast.AT + timedelta(days=365)) == 0
    assert actions.expire_feedback(at=cast.AT + timedelta(days=366)) == 1
    assert not ContactFeedback.objects.exists()
    contact.refresh_from_db()
    assert contact.rating == 1


def test_words_of_every_rating_are_counted_by_topic_and_by_unit() -> None:
    derya, elif_ = cast.staff("derya"), cast.actor("elif")
    case = cast.open_case()
    pruning, unit = case.topic, case.unit
    assert unit is not None
    for rating in (1, 5, None):
        contact = rated(rating)
        log_information(interaction=contact, topic=pruning, by=elif_, at=cast.AT)
        case.interactions.add(contact)
        said(contact, wishes_call=False)
    other = said(rated(2))
    assert feedback.by_topic(derya) == [Group(pruning, 3, 1), Group(None, 1, 1)]
    assert feedback.by_unit(derya) == [Group(unit, 3, 1), Group(None, 1, 1)]
    assert other in feedback.of_every_rating(derya)
    with pytest.raises(PermissionDenied):
        feedback.by_topic(cast.staff("elif"))


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
    assert feedback.of_every_rating(cast.staff("derya")).exists()
    cast.open_case(about="kadin-destek").interactions.add(contact)
    assert not feedback.to_call(hakan).exists()
    assert not feedback.of_every_rating(cast.staff("derya")).exists()


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


def called(number: str = "+905320000101") -> Interaction:
    call = let_ring(number)
    talks(call)
    return call.interaction


def ask() -> None:
    """Ask as the worker does."""
    for job in ProcrastinateJob.objects.filter(task_name=asking.ASK_JOB):
        asking.ask_why(**job.args, at=cast.AT)


def test_a_low_rating_of_a_call_is_asked_about_by_sms() -> None:
    contact = called()
    rated(3, contact)
    ask()
    assert not Message.objects.exists()
    rated(2, contact)
    ask()
    message = Message.objects.get()
    assert (message.to, message.channel) == ("+905320000101", Channel.SMS)
    assert "/feedback/" in message.body


def test_the_link_is_in_no_table_once_the_message_left() -> None:
    rated(1, called())
    ask()
    message = Message.objects.get()
    token = re.search(r"/feedback/(\S+)/", message.body)
    assert token is not None
    send(message_id=message.pk, now=lambda: cast.AT)
    message.refresh_from_db()
    assert (message.state, message.body) == (Message.State.SENT, "")
    assert token[1] not in str(list(ProcrastinateJob.objects.values_list("args", flat=True)))


def test_a_rating_is_kept_whatever_happens_to_its_question(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The texts of a city that was loaded before an upgrade have no such key."""

    def without(key: str, _language: str) -> str:
        raise KeyError(key)

    monkeypatch.setattr(asking.city_queries, "text", without)
    call = let_ring()
    talks(call)
    records.write(facts.CallRated(at=cast.AT.timestamp() + 60, call=str(call.pk), score=1))
    ask()
    assert Interaction.objects.get(pk=call.interaction_id).rating == 1
    assert not Message.objects.exists()
    assert "low_rating_sms" in caplog.text


def test_the_plan_says_whether_anybody_is_asked() -> None:
    assert Plan().asks_low_ratings, "on, unless somebody switches it off"
    derya = cast.staff("derya")
    actions.set_plan(
        each=1, twice_percent=0, appeal_days=7, asks_low_ratings=False, by=derya, at=cast.AT
    )
    rated(1, called())
    ask()
    assert not Message.objects.exists()


def test_who_wants_only_what_is_owed_is_not_asked() -> None:
    rated(1, called())
    ask()
    message = Message.objects.get()
    opt_out(channel=Channel.SMS, to=message.to, by=SYSTEM, at=cast.AT)
    send(message_id=message.pk, now=lambda: cast.AT)
    message.refresh_from_db()
    assert (message.state, message.last_error) == (Message.State.WITHHELD, "opted_out")


@pytest.mark.parametrize("number", ["", "+902623000000", "+99000", "1234567"])
def test_a_rating_is_kept_of_whatever_number_it_comes(number: str) -> None:
    assert rated(1, called(number)).rating == 1
    ask()
    assert not Message.objects.exists()


def test_a_caller_who_is_blocked_is_not_asked() -> None:
    contact = called()
    blocked_numbers.block_number(
        number=numbers.parse(NUMBER),
        policy=BlockPolicy.LAST,
        reason="Küfür",
        until=cast.AT + timedelta(days=7),
        by=cast.staff("hakan"),
        at=cast.AT,
    )
    rated(1, contact)
    ask()
    assert not Message.objects.exists()


def test_a_counter_sends_no_question() -> None:
    rated(1)
    assert not ProcrastinateJob.objects.filter(task_name=asking.ASK_JOB).exists()
