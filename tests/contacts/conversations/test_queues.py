"""What is written waits in a queue from its beginning, and staff may move it to another one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import begun, said
from tests.contacts.conversations.letters import HOUR, LETTER, answering, sms, taken_in

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import (
    HeldByColleague,
    UnknownQueue,
    close,
    give_back,
    move,
    reply,
    take,
)
from alo153.contacts.conversations.offering import queries
from alo153.contacts.models import Conversation
from alo153.core import events

pytestmark = pytest.mark.django_db
TO_WATER = replace(LETTER, to=("ayse@example.net", "su@kocaeli.example"))


@pytest.fixture(name="elif_")
def _elif() -> User:
    return cast.staff("elif")


def moved(conversation: Conversation, queue: str, by: User) -> Conversation:
    move(conversation=conversation, queue=queue, by=by, at=cast.AT + HOUR)
    return Conversation.objects.select_related("interaction").get(pk=conversation.pk)


def test_a_letter_waits_in_the_queue_of_the_address_that_it_was_written_to(elif_: User) -> None:
    _, letter = taken_in(TO_WATER)
    assert letter.queue == "water"
    assert letter.interaction
    assert letter.interaction.queue == "water"
    ours = reply(conversation=letter, text="Ekip yolda.", by=elif_, at=cast.AT)
    _, again = taken_in(answering(ours), at=cast.AT + HOUR)
    assert (again, again.queue) == (letter, "water"), "it goes on where it began"


def test_what_no_rule_names_waits_in_the_usual_queue_of_its_channel() -> None:
    _, letter = taken_in()
    _, message = taken_in(sms("Su yok"), channel=Channel.SMS)
    assert {letter.queue, message.queue, begun().queue} == {"general"}


def test_who_moves_a_conversation_has_it_no_more_and_its_contact_waits_there(elif_: User) -> None:
    _, letter = taken_in()
    take(conversation=letter, by=elif_, at=cast.AT)
    there = moved(letter, "water", elif_)
    assert (there.queue, there.assignee, there.waiting_since) == ("water", None, cast.AT)
    assert there.interaction
    assert there.interaction.queue == "water"
    told = list(events.history(letter))[-1]
    assert (told.name, told.data["before"], told.data["to"]) == (
        "conversation.moved",
        "general",
        "water",
    )
    assert told.data["dimensions"]["queue"] == "water"
    assert moved(letter, "water", elif_).queue == "water"
    assert list(events.history(letter))[-1] == told, "it is there already"


def test_it_is_not_moved_to_where_nothing_written_waits(elif_: User) -> None:
    _, letter = taken_in()
    for queue in ("sign_language", "nowhere", ""):
        with pytest.raises(UnknownQueue):
            move(conversation=letter, queue=queue, by=elif_, at=cast.AT)


def test_it_is_moved_by_whoever_may_answer_it_and_not_from_a_colleague(elif_: User) -> None:
    _, letter = taken_in()
    with pytest.raises(NotPermitted):
        move(conversation=letter, queue="water", by=cast.staff("okan"), at=cast.AT)
    take(conversation=letter, by=cast.staff("murat"), at=cast.AT)
    with pytest.raises(HeldByColleague):
        move(conversation=letter, queue="water", by=elif_, at=cast.AT)
    give_back(conversation=letter, by=cast.staff("murat"), at=cast.AT)
    assert moved(letter, "water", elif_).queue == "water"


def test_what_is_over_stays_where_it_was(elif_: User) -> None:
    _, letter = taken_in()
    settled = Conversation.CloseReason.SETTLED
    close(conversation=letter, reason=settled, by=elif_, at=cast.AT)
    assert moved(letter, "water", elif_).queue == "general"


def test_a_full_queue_hides_no_other_one(
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    monkeypatch.setattr(queries, "MOST_OF_A_MEDIUM", 1)
    chat, later = begun(at=cast.AT), said(token="another-token-that-nobody-guesses").conversation
    assert later
    _, first = taken_in(at=cast.AT - HOUR)
    _, second = taken_in(replace(LETTER, reference="<iki@posta>", sender="can@example.org"))
    _, water = taken_in(replace(TO_WATER, reference="<uc@posta>", sender="ece@example.org"))
    with django_assert_num_queries(1):
        found = queries.unclaimed(["chat", "email"], elsewhere=[chat.pk])
        those = {each.conversation.pk for each in found}
    assert those == {later.pk, first.pk, water.pk}
    assert second.pk not in those
    assert queries.unclaimed([], elsewhere=[]) == []
