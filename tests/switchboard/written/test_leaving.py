"""What somebody had who left goes on; what is in the hand of somebody who is here stays there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.conversations.chat.chats import begun, said
from tests.contacts.conversations.letters import LETTER, taken_in
from tests.switchboard.written.in_tables import Switchboard, uses_a_page

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.cases.actions import take_objection
from alo153.cases.life.offering import queries as objections
from alo153.cases.models import Case
from alo153.contacts.conversations.actions import take
from alo153.contacts.conversations.offering import queries as conversations
from alo153.contacts.models import Conversation
from alo153.switchboard.written.rules.line import Kind, WorkKey

pytestmark = pytest.mark.django_db
AT, HOUR = cast.AT, timedelta(hours=1)


def test_what_is_taken_by_hand_after_signing_out_of_the_telephone_stays_in_that_hand() -> None:
    elif_, left = cast.staff("elif"), begun()
    taken = said(token="another-token-that-nobody-guesses").conversation
    assert taken
    take(conversation=left, by=elif_, at=AT - HOUR)
    AgentSession.objects.create(user=elif_, since=AT, state=AgentState.OFFLINE)
    take(conversation=taken, by=elif_, at=AT + HOUR)
    uses_a_page(elif_, AT + 2 * HOUR)
    center = Switchboard(cast.staff("hakan"))
    center.turn(AT + 2 * HOUR)
    assert [each.key.row for each in center.line.seen.waiting] == [left.pk]
    assert [key.row for key in center.line.offers] == [left.pk]


def test_what_a_paused_agent_keeps_hides_nothing_that_can_be_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A letter and an objection stay with an agent who pauses; the oldest alone is looked at."""
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    monkeypatch.setattr(conversations, "MOST_OF_A_MEDIUM", 1)
    monkeypatch.setattr(objections, "MOST_LOOKED_AT", 1)
    kept, left, chat = letter("<1@posta>", AT), letter("<2@posta>", AT + HOUR), begun()
    decided, undecided = objection(AT), objection(AT + HOUR)
    for each, agent in ((kept, elif_), (left, murat), (chat, murat)):
        take(conversation=each, by=agent, at=AT + HOUR)
    take_objection(case=decided, by=elif_, at=AT + HOUR)
    since = AT + 2 * HOUR
    AgentSession.objects.create(user=murat, since=since, state=AgentState.OFFLINE)
    center = Switchboard(elif_, cast.staff("hakan"))
    center.stands(elif_, AgentState.PAUSED, since)
    center.look(since)
    assert {each.key for each in center.line.seen.waiting} == {
        WorkKey(Kind.CONVERSATION, left.pk),
        WorkKey(Kind.CONVERSATION, chat.pk),
        WorkKey(Kind.OBJECTION, undecided.objections.get().pk),
    }


def letter(reference: str, at: datetime) -> Conversation:
    return taken_in(replace(LETTER, reference=reference), at=at)[1]


def objection(at: datetime) -> Case:
    case = closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=at)
    return case
