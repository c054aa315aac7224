"""Two decide about abuse in writing at the same moment, or end what is being erased."""

from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
from tests import cast
from tests.cases.at_once import Other, at_once
from tests.contacts.conversations.letters import sms, taken_in
from tests.parts.roles import Role

from alo153.archive import erasing
from alo153.care import actions
from alo153.care.actions import writing
from alo153.care.models import AbuseReport, HardCall
from alo153.citizens.actions.erasing import ErasureReason, erase_person
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)
LATER, STILL_LATER = cast.AT + MINUTE, cast.AT + 5 * MINUTE
SENDER, INSULT = "+905320000101", "Bana küfretti."
State = Conversation.State


def insulted() -> Conversation:
    """Let a citizen insult in a short message; the people who act are there."""
    cast.staff("elif")
    return taken_in(sms("Küfür.", sender=SENDER), channel=Channel.SMS)[1]


def end(conversation: Conversation) -> AbuseReport:
    return actions.end_in_writing(
        conversation=conversation, threat=False, reason=INSULT, by=cast.staff("elif"), at=LATER
    )[0]


def held_for_review() -> Conversation:
    """End a conversation whose citizen writes on; a supervisor decides about that."""
    conversation = insulted()
    end(conversation)
    return taken_in(sms("Yine küfür.", sender=SENDER), channel=Channel.SMS, at=STILL_LATER)[1]


def test_one_of_two_supervisors_decides() -> None:
    hakan, zeynep = cast.staff("hakan"), cast.with_roles("zeynep", Role.SUPERVISOR)
    conversation, at = held_for_review(), STILL_LATER + MINUTE
    through, closed = at_once(
        partial(actions.let_through, conversation=conversation, by=hakan, at=at),
        partial(actions.leave_closed, conversation=conversation, by=zeynep, at=at),
    )
    assert {through, closed} == {True, False}
    conversation.refresh_from_db()
    assert conversation.review_since is None
    assert conversation.state == (State.WAITING if through else State.CLOSED)
    said = {"conversation.reopened", "conversation.reviewed"}
    names = Event.objects.filter(name__in=said).values_list("name", flat=True)
    assert list(names) == ["conversation.reopened" if through else "conversation.reviewed"]


def test_one_who_presses_twice_ends_once() -> None:
    conversation = insulted()
    first, second = at_once(*[partial(end, conversation)] * 2)
    assert first == second
    assert AbuseReport.objects.get().statement == INSULT
    assert Message.objects.filter(body=actions.last_words()).count() == 1
    assert Event.objects.filter(name="care.abuse_reported").count() == 1
    assert HardCall.objects.count() == 1


def erase() -> None:
    citizen = erasing.record_of(SENDER, by=SYSTEM, at=LATER)
    assert citizen
    erasing.erase(citizen, reason=ErasureReason.REQUEST, by=SYSTEM, at=LATER)


def no_word_is_left(conversation: Conversation) -> None:
    report = AbuseReport.objects.get()
    assert (report.statement, report.ended_at) == ("", LATER)
    assert report.erased_at == LATER, "no words about them come back"
    conversation.refresh_from_db()
    assert (conversation.address, conversation.state) == ("", State.CLOSED)
    assert not conversation.messages.exclude(to="", sender="").exists()


def test_an_erasure_that_begins_within_an_end_takes_its_words() -> None:
    conversation, other = insulted(), Other(erase)
    is_over = writing._is_over

    def asked(row: Conversation) -> bool:
        """The conversation is locked and its report written; nothing is closed yet."""
        other.begins()
        return is_over(row)

    with patch.object(writing, "_is_over", asked):
        end(conversation)
        other.ends()
    no_word_is_left(conversation)


def test_an_end_that_begins_within_an_erasure_keeps_no_words() -> None:
    conversation = insulted()
    other = Other(partial(end, conversation))

    def erased(**given: object) -> None:
        other.begins()
        erase_person(**given)  # type: ignore[arg-type]

    with patch.object(erasing, "erase_person", erased):
        erase()
        other.ends()
    no_word_is_left(conversation)


def test_an_end_after_the_erasure_ends_and_keeps_no_words() -> None:
    conversation = insulted()
    actions.warn_in_writing(conversation=conversation, by=cast.staff("elif"), at=LATER)
    erase()
    end(conversation)
    no_word_is_left(conversation)
    assert not queries.waiting(cast.staff("hakan")).exists()
