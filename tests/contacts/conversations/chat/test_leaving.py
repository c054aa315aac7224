"""A chat ends: its citizen says so, or is gone for so long that nobody can answer on the page."""

from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun, said

from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.conversations.chat.actions import end_gone, leave, leave_address, leaving
from alo153.contacts.models import Conversation, Interaction
from alo153.contacts.tasks import end_gone_chats
from alo153.core import clock
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
GONE = cast.AT + DAY + SECOND
Reason = Conversation.CloseReason


def ended() -> list[tuple[str, str, str | None]]:
    """Return state and reason of each chat, and what its contact came to."""
    rows = Conversation.objects.order_by("pk")
    return list(rows.values_list("state", "close_reason", "interaction__disposition"))


def test_whose_page_opens_no_more_and_who_left_no_address_has_abandoned_the_chat() -> None:
    begun()
    end_gone(at=cast.AT + DAY - SECOND)
    assert ended() == [("waiting", "", None)]
    for _ in range(2):
        end_gone(at=GONE)
    assert ended() == [("closed", "left", "abandoned")]
    contact = Interaction.objects.get()
    assert (contact.agent, contact.answered_at, contact.ended_at) == (None, None, GONE)
    [event] = Event.objects.filter(name="conversation.left")
    assert event.actor_kind == "system"


def test_an_answered_one_ends_as_what_it_was_when_nobody_has_written_for_a_day() -> None:
    conversation, elif_ = begun(), cast.staff("elif")
    reply(conversation=conversation, text="Saat 18.00.", by=elif_, at=cast.AT + 5 * SECOND)
    end_gone(at=GONE)
    assert ended() == [("answered", "", None)]
    end_gone(at=GONE + 5 * SECOND)
    assert ended() == [("closed", "left", None)]
    contact = Interaction.objects.get()
    assert (contact.agent, contact.ended_at) == (elif_, GONE + 5 * SECOND)


def test_a_question_waits_on_for_whoever_left_an_address() -> None:
    begun()
    assert leave_address(token=TOKEN, channel=Channel.SMS, address="+905320000101", at=cast.AT)
    end_gone(at=GONE)
    assert ended() == [("waiting", "", None)]


def test_so_many_end_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "_MOST", 2)
    for number in range(3):
        said(token=f"token-{number}")
    end_gone(at=GONE)
    assert [state for state, _, _ in ended()].count("closed") == 2
    monkeypatch.setattr(clock, "now", lambda: GONE)
    end_gone_chats()  # as the worker does
    assert [state for state, _, _ in ended()].count("closed") == 3


def test_who_comes_back_before_the_lock_keeps_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation, locked = begun(), conversations.locked

    def late(key: int) -> Conversation:
        monkeypatch.undo()
        conversation.chat.seen_at = GONE
        conversation.chat.save()
        return locked(key)

    monkeypatch.setattr(conversations, "locked", late)
    end_gone(at=GONE)
    assert ended() == [("waiting", "", None)]


@pytest.mark.parametrize(
    ("reason", "came_to"), [(Reason.SETTLED, "abandoned"), (Reason.SPAM, "unwanted")]
)
def test_whoever_tidies_up_has_not_answered(reason: Reason, came_to: str) -> None:
    conversation = begun()
    close(conversation=conversation, reason=reason, by=cast.staff("elif"), at=GONE)
    assert ended() == [("closed", reason, came_to)]
    assert (Interaction.objects.get().agent is None) == (came_to == "abandoned")


def test_of_two_tabs_one_ends_it_and_the_other_begins_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, locked = begun(), conversations.locked

    def late(key: int) -> Conversation:
        monkeypatch.undo()
        leave(token=TOKEN, at=cast.AT)
        return locked(key)

    monkeypatch.setattr(conversations, "locked", late)
    second = said("Elektrik de yok", at=cast.AT + SECOND).conversation
    assert second != first
    assert ended() == [("closed", "left", "abandoned"), ("waiting", "", None)]


def test_two_tabs_end_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    locked = conversations.locked

    def late(key: int) -> Conversation:
        monkeypatch.undo()
        leave(token=TOKEN, at=cast.AT)
        return locked(key)

    monkeypatch.setattr(conversations, "locked", late)
    leave(token=TOKEN, at=cast.AT + SECOND)
    assert Event.objects.filter(name="conversation.left").count() == 1
