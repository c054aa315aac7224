"""Real tables, and agents who stand where a test says: what waits is offered within a second."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.conversations.chat.chats import begun, said
from tests.contacts.conversations.letters import taken_in
from tests.counter import visitors
from tests.parts.postgresql.pool import elsewhere
from tests.switchboard.written.in_tables import uses_a_page

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.cases.actions import accept_objection, decline_objection, take_objection
from alo153.cases.life.offering import queries as objections
from alo153.cases.models import Objection, ObjectionOffer
from alo153.contacts.conversations.actions import take
from alo153.contacts.conversations.offering import actions, queries
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.facts import AgentChanged
from alo153.switchboard.record import records
from alo153.switchboard.runtime.program import connection_parameters
from alo153.switchboard.written import offering
from alo153.switchboard.written.offering import Offering

SECONDS = 20.0
LISTENERS = "query LIKE 'LISTEN%%written%%' AND pid <> pg_backend_pid()"
pytestmark = pytest.mark.django_db(transaction=True)


def now() -> datetime:
    return datetime.now(UTC)


class Center:
    """Agents at their desks, and what the calls were told of them."""

    def __init__(self) -> None:
        self.told: list[Event] = []
        self.agents: dict[int, Agent] = {}
        self.serving: Callable[[], bool] = lambda: True
        self.asked = 0
        self.offering = Offering(
            "main", connection_parameters(), post=self.told.append, serves=self._serves
        )

    def _serves(self) -> bool:
        self.asked += 1
        return self.serving()

    def stands(self, user: User, presence: AgentState = AgentState.READY) -> None:
        at = time.time()
        agent = Agent(id=user.pk, presence=presence, since=at, reachable=True, idle_since=at)
        self.agents = self.agents | {user.pk: agent}
        self.offering.agents_are(self.agents)

    async def serves(self, then: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.create_task(self.offering.run())
        try:
            await then()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def eventually[T](question: Callable[[], T]) -> T:
    """Ask the tables until the answer is true."""
    async with asyncio.timeout(SECONDS):
        while not (answer := await elsewhere(question)):
            await asyncio.sleep(0.01)
    return answer


def offer_to(user: User) -> Callable[[], ConversationOffer | None]:
    return lambda: queries.offered_to(user, now())


def signed_out(user: User) -> None:
    """Write down, as the switchboard does, that an agent is no more at the telephone."""
    at = time.time()
    records.write(
        AgentChanged(
            at=at,
            agent=user.pk,
            since=at,
            presence=AgentState.OFFLINE,
            reason="",
            reachable=False,
            call=None,
        )
    )


def another_chat() -> Conversation:
    conversation = said(token="another-token-that-nobody-guesses", at=now()).conversation
    assert conversation
    return conversation


@pytest.fixture(name="both")
def _both() -> tuple[User, User]:
    """Two agents who have been signed in at the telephone."""
    both = cast.staff("elif"), cast.staff("murat")
    for user in both:
        AgentSession.objects.create(user=user, since=now(), state=AgentState.READY)
    return both


@pytest.fixture
def bells_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables be looked at when a bell rings, and at no other time."""
    monkeypatch.setattr(offering, "POLL_SECONDS", 10 * SECONDS)


def test_a_chat_is_offered_at_once_declined_and_taken_by_the_next(
    both: tuple[User, User], bells_only: None
) -> None:
    elif_, murat = both
    center = Center()
    center.stands(elif_)

    async def story() -> None:
        await eventually(lambda: center.offering._begun)
        chat = await elsewhere(lambda: begun(at=now()))
        asked = await eventually(offer_to(elif_))
        center.stands(murat)
        await elsewhere(lambda: actions.decline(offer_id=asked.pk, by=elif_, at=now()))
        asked = await eventually(offer_to(murat))
        await elsewhere(lambda: actions.accept(offer_id=asked.pk, by=murat, at=now()))
        await eventually(lambda: center.told)
        await elsewhere(chat.refresh_from_db)
        assert chat.assignee_id == murat.pk

    asyncio.run(center.serves(story))
    [told] = center.told
    assert isinstance(told, WritingSeen)
    assert told.agents == {murat.pk}
    results = ConversationOffer.objects.order_by("pk").values_list("result", flat=True)
    assert list(results) == [OfferEnd.DECLINED, OfferEnd.ACCEPTED]


def test_the_calls_are_told_at_whose_desk_a_visitor_is(both: tuple[User, User]) -> None:
    elif_, _ = both
    visitors.take()
    visitors.call(visitors.sit("elif", 3))
    center = Center()
    center.stands(elif_)

    async def story() -> None:
        await eventually(lambda: center.told)

    asyncio.run(center.serves(story))
    [told] = center.told
    assert isinstance(told, WritingSeen)
    assert (told.agents, told.visited) == (frozenset(), {elif_.pk})


def test_a_chat_whose_agent_signs_out_goes_to_the_next(
    both: tuple[User, User], bells_only: None
) -> None:
    elif_, murat = both
    center = Center()
    center.stands(elif_)
    center.stands(murat)
    chat = begun(at=now())
    take(conversation=chat, by=elif_, at=now())

    async def story() -> None:
        await eventually(lambda: center.told)
        assert await elsewhere(offer_to(murat)) is None
        center.stands(elif_, AgentState.OFFLINE)
        await elsewhere(lambda: signed_out(elif_))
        asked = await eventually(offer_to(murat))
        assert (asked.reason, asked.before_id) == ("take_over", elif_.pk)

    asyncio.run(center.serves(story))


def test_a_call_puts_a_letter_aside_and_it_is_where_it_was_afterwards(
    both: tuple[User, User],
) -> None:
    elif_, _ = both
    center = Center()
    center.stands(elif_)
    taken_in(at=now())

    async def story() -> None:
        first = await eventually(offer_to(elif_))
        center.stands(elif_, AgentState.RINGING)
        await eventually(lambda: queries.offered_to(elif_, now()) is None)
        center.stands(elif_)
        again = await eventually(offer_to(elif_))
        assert again.conversation_id == first.conversation_id
        await elsewhere(lambda: actions.accept(offer_id=again.pk, by=elif_, at=now()))
        center.stands(elif_, AgentState.TALKING)
        await elsewhere(another_chat)
        center.stands(elif_)
        chat = await eventually(offer_to(elif_))
        assert chat.conversation.channel == "chat"
        assert chat.in_hand == 1, "the letter stayed in the hand through the call"

    asyncio.run(center.serves(story))
    letter = Conversation.objects.get(channel="email")
    assert (letter.assignee, letter.state) == (elif_, Conversation.State.WAITING)
    assert center.told == [], "a letter keeps no call away"


def test_what_is_taken_by_hand_is_offered_no_longer(both: tuple[User, User]) -> None:
    elif_, murat = both
    center = Center()
    center.stands(elif_)
    chat = begun(at=now())

    async def story() -> None:
        await eventually(offer_to(elif_))
        await elsewhere(lambda: take(conversation=chat, by=murat, at=now()))
        await eventually(lambda: queries.offered_to(elif_, now()) is None)

    asyncio.run(center.serves(story))
    assert ConversationOffer.objects.get().result == OfferEnd.WITHDRAWN


def test_a_reply_in_an_old_chat_goes_to_its_agent_who_is_here(both: tuple[User, User]) -> None:
    elif_, murat = both
    center = Center()
    center.stands(murat)
    center.stands(elif_)
    chat = begun(at=now())
    take(conversation=chat, by=elif_, at=now())
    Conversation.objects.filter(pk=chat.pk).update(
        state=Conversation.State.ANSWERED, waiting_since=None
    )

    async def story() -> None:
        await eventually(lambda: center.told)
        await elsewhere(lambda: said("Peki.", at=now()))
        other = await elsewhere(another_chat)
        asked = await eventually(offer_to(murat))
        assert asked.conversation_id == other.pk

    asyncio.run(center.serves(story))
    assert ConversationOffer.objects.count() == 1


def test_without_postgresql_no_caller_waits_for_a_chat_and_all_mends_itself(
    both: tuple[User, User],
) -> None:
    elif_, _ = both
    center = Center()
    center.stands(elif_)
    first = begun(at=now())
    take(conversation=first, by=elif_, at=now())

    def breaks(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    async def story() -> None:
        await eventually(lambda: center.told)
        with patch.object(offering, "look", breaks), patch.object(offering, "POLL_SECONDS", 0.05):
            center.offering._look_at = 0.0
            center.stands(elif_)
            await eventually(lambda: len(center.told) == 2)
        await elsewhere(another_chat)
        await eventually(offer_to(elif_))

    with patch.object(offering, "POLL_SECONDS", 0.2):
        asyncio.run(center.serves(story))
    assert [told.agents for told in center.told[:2] if isinstance(told, WritingSeen)] == [
        {elif_.pk},
        frozenset(),
    ]


def test_a_bell_that_is_cut_rings_again_and_a_mistake_ends_nothing(
    both: tuple[User, User], caplog: pytest.LogCaptureFixture
) -> None:
    elif_, _ = both
    center = Center()
    center.stands(elif_)

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {LISTENERS}"
            )

    async def story() -> None:
        await eventually(lambda: center.offering._begun)
        await elsewhere(cut)
        with patch.object(offering, "decide", side_effect=ZeroDivisionError):
            center.offering._look_at = 0.0
            center.stands(elif_)
            await eventually(lambda: not center.offering._begun)
        await elsewhere(lambda: begun(at=now()))
        await eventually(offer_to(elif_))

    with patch.object(offering, "POLL_SECONDS", 0.2):
        asyncio.run(center.serves(story))
    assert "calls go on" in caplog.text


def test_a_program_that_starts_anew_ends_what_the_former_one_offered(
    both: tuple[User, User],
) -> None:
    elif_, _ = both
    begun(at=now())
    withdrawn = ConversationOffer.objects.filter(result=OfferEnd.WITHDRAWN)

    async def story() -> None:
        await eventually(offer_to(elif_))

    async def story_again() -> None:
        await eventually(withdrawn.exists)
        await eventually(offer_to(elif_))

    for each in (story, story_again):
        center = Center()
        center.stands(elif_)
        asyncio.run(center.serves(each))
    assert (ConversationOffer.objects.count(), withdrawn.count()) == (2, 1)


def in_the_loop() -> bool:
    """Say so of a program that was frozen between the turn of its loop and the writing."""
    return threading.current_thread() is threading.main_thread()


@pytest.mark.parametrize("serving", [lambda: False, in_the_loop])
def test_a_program_that_may_have_a_successor_leaves_its_offers_alone(
    both: tuple[User, User], serving: Callable[[], bool]
) -> None:
    elif_, murat = both
    begun(at=now())
    successor, frozen = Center(), Center()
    successor.stands(elif_)
    frozen.stands(murat)
    frozen.serving = serving

    async def story() -> None:
        asked = await eventually(offer_to(elif_))
        await elsewhere(another_chat)
        await frozen.serves(lambda: thaws(asked))

    async def thaws(asked: ConversationOffer) -> None:
        await eventually(lambda: frozen.asked > 4)
        assert await elsewhere(offer_to(elif_)) == asked
        assert await elsewhere(offer_to(murat)) is None
        frozen.serving = lambda: True
        await eventually(offer_to(murat))

    with patch.object(offering, "IDLE_SECONDS", 0.05), patch.object(offering, "POLL_SECONDS", 0.05):
        asyncio.run(successor.serves(story))


def test_an_objection_is_offered_at_once_to_somebody_who_had_no_part_in_it(
    both: tuple[User, User], bells_only: None
) -> None:
    elif_, murat = both
    center, case = Center(), closed()
    center.stands(murat)  # approved the answer
    center.stands(elif_)

    async def story() -> None:
        await eventually(lambda: center.offering._begun)
        await elsewhere(lambda: say(case, solved=False, words="Hâlâ karanlık."))
        asked = await eventually(lambda: objections.offered_to(elif_, now()))
        await elsewhere(lambda: accept_objection(offer_id=asked.pk, by=elif_, at=now()))
        await eventually(lambda: objections.in_hand(elif_))

    asyncio.run(center.serves(story))
    [offer] = ObjectionOffer.objects.all()
    assert (offer.agent, offer.result, offer.among) == (elif_, OfferEnd.ACCEPTED, 1)
    assert offer.objection.taken_by == elif_


def test_an_objection_that_its_agent_left_is_offered_to_who_is_here_and_declined(
    both: tuple[User, User],
) -> None:
    elif_, hakan = both[0], cast.staff("hakan")
    AgentSession.objects.create(user=hakan, since=now(), state=AgentState.READY)
    center, case = Center(), closed()
    say(case, solved=False, words="Hâlâ karanlık.")
    take_objection(case=case, by=elif_, at=now())
    AgentSession.objects.filter(user=elif_).update(state=AgentState.OFFLINE, since=now())
    center.stands(elif_, AgentState.OFFLINE)
    center.stands(hakan)

    async def story() -> None:
        asked = await eventually(lambda: objections.offered_to(hakan, now()))
        assert (asked.reason, asked.before) == (OfferReason.TAKE_OVER, elif_)
        await elsewhere(lambda: decline_objection(offer_id=asked.pk, by=hakan, at=now()))
        await eventually(lambda: not center.offering._line.offers)

    asyncio.run(center.serves(story))
    assert [each.result for each in ObjectionOffer.objects.all()] == [OfferEnd.DECLINED]


def test_an_objection_taken_without_a_telephone_stays_in_that_hand(both: tuple[User, User]) -> None:
    elif_, hakan = both[0], cast.staff("hakan")
    AgentSession.objects.filter(user=elif_).update(state=AgentState.OFFLINE, since=now())
    AgentSession.objects.create(user=hakan, since=now(), state=AgentState.READY)
    center, (first, second) = Center(), (closed(), closed())
    for case in (first, second):
        say(case, solved=False, words="Hâlâ karanlık.")
    take_objection(case=first, by=elif_, at=now())
    uses_a_page(elif_, now())
    center.stands(elif_, AgentState.OFFLINE)
    center.stands(hakan)

    async def story() -> None:
        asked = await eventually(lambda: objections.offered_to(hakan, now()))
        assert asked.objection.case_id == second.pk

    asyncio.run(center.serves(story))
    assert ObjectionOffer.objects.count() == 1


def test_many_that_wait_for_a_supervisor_keep_no_other_from_being_offered(
    both: tuple[User, User],
) -> None:
    first, second = closed(), closed()
    for case in (first, second):
        say(case, solved=False, words="Hâlâ karanlık.")
    Objection.objects.filter(case=first).update(for_supervisor=True)
    center = Center()
    center.stands(both[0])

    async def story() -> None:
        asked = await eventually(lambda: objections.offered_to(both[0], now()))
        assert asked.objection.case_id == second.pk

    with patch.object(objections, "MOST_LOOKED_AT", 1):
        asyncio.run(center.serves(story))
