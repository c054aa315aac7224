"""Agents who work without the telephone keep what they took while they use pages, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.conversations.chat.chats import begun, said
from tests.switchboard.written.in_tables import Switchboard, uses_a_page

from alo153.accounts.actions import note_pages_open
from alo153.accounts.models import SignIn, User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.cases.actions import take_objection
from alo153.contacts.conversations.actions import reply, take
from alo153.contacts.models import Conversation
from alo153.switchboard.written.rules.line import Kind

pytestmark = pytest.mark.django_db
AT, MINUTE = cast.AT, timedelta(minutes=1)


@pytest.fixture(name="elif_")
def _elif() -> User:
    """Elif, who has been at the telephone until a minute ago, and has a page open."""
    elif_ = cast.staff("elif")
    AgentSession.objects.create(user=elif_, since=AT - MINUTE, state=AgentState.OFFLINE)
    uses_a_page(elif_, AT)
    return elif_


def took_work(user: User) -> Conversation:
    """Let somebody take a chat and an objection."""
    chat, case = begun(), closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    take(conversation=chat, by=user, at=AT)
    take_objection(case=case, by=user, at=AT)
    return chat


def test_what_an_agent_took_without_a_telephone_is_theirs_until_they_close_the_browser(
    elif_: User,
) -> None:
    took_work(elif_)
    switchboard = Switchboard(cast.staff("hakan"), cast.staff("murat"))
    switchboard.turn(AT + 4 * MINUTE)
    assert switchboard.line.seen.waiting == ()
    switchboard.turn(AT + 6 * MINUTE)
    assert {key.kind for key in switchboard.line.offers} == {Kind.CONVERSATION, Kind.OBJECTION}
    assert {each.agent for each in switchboard.line.seen.waiting} == {elif_.pk}


def test_an_agent_who_waits_with_a_page_open_keeps_what_they_took(elif_: User) -> None:
    took_work(elif_)
    note_pages_open(sign_in_ids=[SignIn.objects.get().pk], at=AT + 5 * MINUTE)
    switchboard = Switchboard(cast.staff("hakan"))
    switchboard.turn(AT + 9 * MINUTE)
    assert switchboard.line.seen.waiting == ()
    switchboard.turn(AT + 11 * MINUTE)
    assert len(switchboard.line.seen.waiting) == 2


def test_an_agent_who_signs_out_on_the_web_leaves_what_they_took_without_a_telephone(
    elif_: User,
) -> None:
    took_work(elif_)
    SignIn.objects.all().delete()
    switchboard = Switchboard(cast.staff("hakan"))
    switchboard.turn(AT + MINUTE)
    assert len(switchboard.line.seen.waiting) == 2


def test_an_agent_who_answers_without_a_telephone_keeps_the_conversation(elif_: User) -> None:
    chat = begun()
    take(conversation=chat, by=elif_, at=AT - 2 * MINUTE)
    reply(conversation=chat, text="Yoldayız.", by=elif_, at=AT)
    said("Teşekkürler.", at=AT + MINUTE)
    switchboard = Switchboard(cast.staff("hakan"))
    switchboard.turn(AT + 2 * MINUTE)
    chat.refresh_from_db()
    assert chat.state == Conversation.State.WAITING
    assert switchboard.line.seen.waiting == ()
